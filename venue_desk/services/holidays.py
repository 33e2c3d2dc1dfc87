"""The working calendar of the station: the published one, with the days it entered itself."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from db import holidays as table
from venue_desk.changes import Announcer
from venue_desk.domain.holidays import Holiday, WorkCalendar, calendar_of


@dataclass(frozen=True, slots=True)
class Holidays:
    """The verbs of the calendar."""

    announcer: Announcer
    random: Random

    def calendar(self, station_id: UUID) -> WorkCalendar:
        """Which days are worked."""
        return calendar_of(table.holidays(station_id))

    def rows(self, station_id: UUID) -> list[Holiday]:
        """The days that the station entered."""
        return table.holidays(station_id)
