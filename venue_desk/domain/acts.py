"""Who acts, for which station, and when: the first argument of every service verb."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from venue_desk.domain.calendar import day_of


@dataclass(frozen=True, slots=True)
class Act:
    """The acting cadre, the station acted for, and the instant (aware, UTC)."""

    cadre_id: UUID
    station_id: UUID
    at: datetime

    def __post_init__(self) -> None:
        """An instant without its zone would shift by eight hours somewhere."""
        if self.at.utcoffset() is None:
            raise ValueError("Act.at needs a time zone")

    @property
    def today(self) -> date:
        """The station's date of the act."""
        return day_of(self.at)

    @property
    def at_utc(self) -> datetime:
        """The same instant in UTC."""
        return self.at.astimezone(UTC)
