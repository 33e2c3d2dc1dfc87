"""Cadres: the staff of the stations."""

from uuid import UUID

from peewee import Check

from db.fields import AttachmentField, BoolField, DayField, EnumField, JsonField, TextField, UuidField, reference
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.identity import Gender


class CadreTable(Table):
    record = Cadre

    id = UuidField(primary_key=True)
    station = reference(StationTable)
    name = TextField(constraints=[Check("name <> ''")])
    kind = EnumField(CadreKind)
    position = TextField()
    gender = EnumField(Gender, null=True)
    phone = TextField()
    id_number = TextField()
    group_ids = JsonField(tuple, UUID)
    whole_village = BoolField()
    is_agent = BoolField()
    is_head = BoolField()
    services = JsonField(tuple, str)
    duty_days = JsonField(frozenset, int)
    duties = TextField()
    joined_on = DayField(null=True)
    on_roster = BoolField()
    leads_duty = BoolField()
    left_on = DayField(null=True)
    photo = AttachmentField()

    class Meta:
        table_name = "cadres"


TABLES: tuple[type[Table], ...] = (CadreTable,)


def cadre(cadre_id: UUID) -> Cadre | None:
    return one(Cadre, CadreTable, cadre_id)


@remembered
def cadres(station_id: UUID | None, *, left: bool = False) -> list[Cadre]:
    """Those who serve (or those who left), the head first, then as they came."""
    query = CadreTable.select().where(CadreTable.left_on.is_null(not left))
    query = query.order_by(CadreTable.station, CadreTable.is_head.desc(), CadreTable.id)
    return many(Cadre, query if station_id is None else query.where(CadreTable.station == station_id))


@remembered
def everyone(station_id: UUID | None) -> list[Cadre]:
    """Those who serve, then those who left: whoever a record may name."""
    query = CadreTable.select().order_by(CadreTable.left_on.is_null(False), CadreTable.is_head.desc(), CadreTable.id)
    return many(Cadre, query if station_id is None else query.where(CadreTable.station == station_id))


def names(station_id: UUID | None) -> dict[UUID, str]:
    """Every cadre's name by id, those who left among them: whoever a record may name."""
    return dict(_named(station_id))


@remembered
def _named(station_id: UUID | None) -> list[tuple[UUID, str]]:
    query = CadreTable.select(CadreTable.id, CadreTable.name)
    return [
        (of, name) for of, name in rows(query if station_id is None else query.where(CadreTable.station == station_id))
    ]
