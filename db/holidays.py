"""Holidays: the days that a station entered itself, over the published calendar."""

from uuid import UUID

from db.fields import BoolField, DayField, TextField, UuidField, reference
from db.invariants import unique_open
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many
from venue_desk.domain.findings import must
from venue_desk.domain.holidays import Holiday


class HolidayTable(Table):
    record = Holiday

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    day = DayField()
    off = BoolField()
    name = TextField()
    document_number = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "holidays"


unique_open(HolidayTable, HolidayTable.station, HolidayTable.day)

TABLES: tuple[type[Table], ...] = (HolidayTable,)

TWICE = must("holiday.twice", "day", "这一天已经登记过了，请改那一条。")
BREACHES = {"holidays.day": TWICE}


@remembered
def holidays(station_id: UUID) -> list[Holiday]:
    """The days in force that the station entered, by date."""
    query = HolidayTable.select().where((HolidayTable.station == station_id) & HolidayTable.closed_on.is_null())
    return many(Holiday, query.order_by(HolidayTable.day))
