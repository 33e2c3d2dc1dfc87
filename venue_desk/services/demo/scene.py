"""What every part of the demo is made from: the moment, the years, seeded chance, and numbers given only once."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import STATION_ZONE, day_of
from venue_desk.domain.ids import new_id
from venue_desk.services.demo.numbers import Numbers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scene:
    """One village in the making, up to `now`: `random` is its own, `numbers` is shared by all villages of the demo."""

    random: Random
    now: datetime
    years: int
    numbers: Numbers
    _ids: "count[int]" = field(default_factory=count)

    @property
    def today(self) -> date:
        """The station's date."""
        return day_of(self.now)

    @property
    def first_year(self) -> int:
        """The first year the station has records of."""
        return self.today.year - self.years + 1

    @property
    def running_years(self) -> range:
        """The years with entitlements, the running one last."""
        return range(self.first_year, self.today.year + 1)

    @property
    def founded(self) -> date:
        """The day the station was set up: early in the first year, but not lately."""
        return self.past(date(self.first_year, 1, 8), 90)

    def past(self, day: date, margin: int = 0) -> date:
        """`day`, or `margin` days before today if it has not come yet."""
        return min(day, self.today - timedelta(days=margin))

    def clock(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of the station's clock on `day`."""
        return datetime.combine(day, time(hour, minute), STATION_ZONE)

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """The same, or now if it has not come yet."""
        return min(self.clock(day, hour, minute), self.now)

    def id(self, at: datetime) -> UUID:
        """A new record id of the instant `at`; within it ids sort in the order in which they were given."""
        return new_id(at + timedelta(milliseconds=next(self._ids) % 60_000), self.random)

    def chance(self, share: float) -> bool:
        """True in `share` of the cases."""
        return self.random.random() < share

    def weighted(self, weights: dict[T, int]) -> T:
        """One of the keys, by weight."""
        return self.random.choices(list(weights), list(weights.values()))[0]
