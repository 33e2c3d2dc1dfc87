"""The shifts of the station: which pattern holds from which day on."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from db import holidays
from db import shifts as table
from venue_desk.changes import Announcer
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.shifts import ShiftPattern, ShiftRun, runs


@dataclass(frozen=True, slots=True)
class Shifts:
    """The verbs of the shift patterns."""

    announcer: Announcer
    random: Random

    def patterns(self, station_id: UUID) -> list[ShiftPattern]:
        """What the station set, by the day from which it holds; nothing = the default."""
        return table.patterns(station_id)

    def runs(self, station_id: UUID, first: date, last: date) -> tuple[ShiftRun, ...]:
        """The shifts that begin on these days, in the order of time."""
        return runs(table.patterns(station_id), calendar_of(holidays.holidays(station_id)), first, last)
