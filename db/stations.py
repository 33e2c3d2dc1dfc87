"""Stations, their groups and hamlets."""

from uuid import UUID

from peewee import Check

from db.fields import DayField, EnumField, IntField, TextField, UuidField, reference
from db.invariants import unique_open
from db.memory import remembered
from db.table import Table, many, one
from venue_desk.domain.stations import Group, Hamlet, Regime, Station


class StationTable(Table):
    record = Station

    id = UuidField(primary_key=True)
    code = TextField(unique=True, constraints=[Check("length(code) = 12")])
    name = TextField()
    village = TextField()
    township = TextField()
    county = TextField()
    regime = EnumField(Regime)
    phone = TextField()
    supervision_phone = TextField()
    address = TextField()
    promise = TextField()

    class Meta:
        table_name = "stations"


class GroupTable(Table):
    record = Group

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    name = TextField(constraints=[Check("name <> ''")])
    position = IntField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "village_groups"


class HamletTable(Table):
    """The index holds the order in which every list of households begins."""

    record = Hamlet

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    group = reference(GroupTable)
    name = TextField(constraints=[Check("name <> ''")])
    position = IntField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "hamlets"
        indexes = ((("station", "position", "id"), True),)


unique_open(GroupTable, GroupTable.station, GroupTable.name)
unique_open(HamletTable, HamletTable.station, HamletTable.name)

TABLES: tuple[type[Table], ...] = (StationTable, GroupTable, HamletTable)


@remembered
def station(station_id: UUID) -> Station | None:
    return one(Station, StationTable, station_id)


def station_by_code(code: str) -> Station | None:
    return next(iter(many(Station, StationTable.select().where(StationTable.code == code))), None)


def stations() -> list[Station]:
    """Every station of the file, by code."""
    return many(Station, StationTable.select().order_by(StationTable.code))


@remembered
def groups(station_id: UUID | None) -> list[Group]:
    """Groups in the order of the village, closed ones too."""
    query = GroupTable.select().order_by(GroupTable.station, GroupTable.position, GroupTable.id)
    return many(Group, query if station_id is None else query.where(GroupTable.station == station_id))


@remembered
def hamlets(station_id: UUID | None) -> list[Hamlet]:
    """Hamlets in the order of the village, closed ones too."""
    query = HamletTable.select().order_by(HamletTable.station, HamletTable.position, HamletTable.id)
    return many(Hamlet, query if station_id is None else query.where(HamletTable.station == station_id))
