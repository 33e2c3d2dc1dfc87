"""Belongings: keys, seals and equipment."""

from uuid import UUID

from peewee import Check

from db.fields import DayField, EnumField, IntField, TextField, UuidField, reference
from db.invariants import unique_open
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.belongings import Belonging, BelongingKind
from venue_desk.domain.findings import must


class BelongingTable(Table):
    record = Belonging

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    kind = EnumField(BelongingKind)
    name = TextField(constraints=[Check("name <> ''")])
    count = IntField(constraints=[Check("count > 0")])
    place = TextField()
    note = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "belongings"


unique_open(BelongingTable, BelongingTable.station, BelongingTable.name)

TABLES: tuple[type[Table], ...] = (BelongingTable,)

BREACHES = {"belongings.name": must("belonging.twice", "name", "已经有这件物品了，请改那一条的件数。")}


def belonging(belonging_id: UUID) -> Belonging | None:
    return one(Belonging, BelongingTable, belonging_id)


def belongings(station_id: UUID, *, closed: bool = False) -> list[Belonging]:
    """What the station has (or gave up), in the order in which it is handed over."""
    query = BelongingTable.select()
    query = query.where((BelongingTable.station == station_id) & BelongingTable.closed_on.is_null(not closed))
    order = list(BelongingKind)
    return sorted(many(Belonging, query), key=lambda each: (order.index(each.kind), each.id))
