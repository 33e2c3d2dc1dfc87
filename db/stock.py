"""The store room: what went out. What came in stands in the purchases; what was left, in the settlement before."""

from datetime import date
from uuid import UUID

from peewee import Check

from db.fields import DayField, EnumField, IntField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.meals import Meal
from venue_desk.domain.stock import StockOut, StockWhy


class StockOutTable(Table):
    record = StockOut

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    item = TextField(constraints=[Check("item <> ''")])
    unit = TextField()
    quantity = IntField(constraints=[Check("quantity <> 0")])
    why = EnumField(StockWhy)
    meal = EnumField(Meal, null=True)
    note = TextField()
    noted_by = UuidField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "stock_outs"
        indexes = ((("station", "day"), False),)
        constraints = (Check("quantity > 0 OR why = 'counted'"),)


TABLES: tuple[type[Table], ...] = (StockOutTable,)


def stock_out(out_id: UUID) -> StockOut | None:
    return one(StockOut, StockOutTable, out_id)


def went(station_id: UUID, first: date, last: date) -> list[StockOut]:
    """What went out on these days, in their order."""
    query = StockOutTable.select().where(
        (StockOutTable.station == station_id)
        & StockOutTable.closed_on.is_null()
        & StockOutTable.day.between(first, last)
    )
    return many(StockOut, query.order_by(StockOutTable.day, StockOutTable.id))
