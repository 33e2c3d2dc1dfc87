"""Shift patterns: how a day is divided, each from a day on."""

from uuid import UUID

from db.fields import DayField, JsonField, TextField, UuidField, reference
from db.invariants import unique_open
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many
from venue_desk.domain.findings import must
from venue_desk.domain.shifts import ShiftPattern, shift_of


class ShiftPatternTable(Table):
    record = ShiftPattern

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    from_on = DayField()
    shifts = JsonField(tuple, shift_of)
    rest_day_shifts = JsonField(tuple, shift_of)
    document_number = TextField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "shift_patterns"


unique_open(ShiftPatternTable, ShiftPatternTable.station, ShiftPatternTable.from_on)

TABLES: tuple[type[Table], ...] = (ShiftPatternTable,)

TWICE = must("shifts.twice_on", "from_on", "这一天起已经定过班次了，请改那一条，或换一个日期。")
BREACHES = {"shift_patterns.from_on": TWICE}


@remembered
def patterns(station_id: UUID) -> list[ShiftPattern]:
    """The patterns in force, by the day from which they hold."""
    query = ShiftPatternTable.select()
    query = query.where((ShiftPatternTable.station == station_id) & ShiftPatternTable.closed_on.is_null())
    return many(ShiftPattern, query.order_by(ShiftPatternTable.from_on))
