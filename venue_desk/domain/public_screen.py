"""公示屏: what the hall may see. Names, posts and work phones of the staff; of villagers there is no place for anything."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from venue_desk.domain.calendar import STATION_ZONE, day_of, long_date, lunar_date, solar_term
from venue_desk.domain.day_labels import DayLabel
from venue_desk.domain.roster import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPerson:
    """Somebody one may ask for."""

    name: str
    role: Role
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownShift:
    """A shift with who is there, or planned for it."""

    name: str
    hours: str
    people: tuple[ShownPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTurn:
    """A shift of a day of the week: its character and the names, the leads first."""

    mark: str
    leads: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """One day of the week."""

    day: date
    label: DayLabel
    turns: tuple[ShownTurn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMethod:
    """One of the four ways in which a villager is helped, in a plain sentence."""

    word: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFacts:
    """Everything on the screen but the clock. `until`: from then on it is no longer so by itself."""

    seal: str
    station: str
    phone: str
    supervision_phone: str
    promise: str
    now: ShownShift | None
    following: ShownShift | None
    week: tuple[ShownDay, ...]
    methods: tuple[ShownMethod, ...]
    services: tuple[str, ...]
    notices: tuple[str, ...]
    until: datetime

    @property
    def sentence(self) -> str:
        """Who is there, as it is read aloud."""
        if self.now is None or not self.now.people:
            return f"{self.station}，24 小时值班电话 {self.phone}"
        people = "，".join(f"{each.role.label}{each.name} {each.phone}".rstrip() for each in self.now.people)
        return f"{self.station}，正在值班，{self.now.name}，{people}"


@dataclass(frozen=True, slots=True)
class Clock:
    """The two calendars and the time of day, as they stand on the screen."""

    time: str
    day: str
    lunar: str


def clock_at(now: datetime) -> Clock:
    """10:24, 2026年11月23日 星期一, 农历十月十五 · 小雪第2天."""
    return Clock(f"{now.astimezone(STATION_ZONE):%H:%M}", *_calendars(day_of(now)))


@lru_cache(maxsize=2)
def _calendars(day: date) -> tuple[str, str]:
    """Reckoned once a day: the clock asks every minute."""
    return long_date(day), f"{lunar_date(day)} · {solar_term(day)}"


def midnight_after(now: datetime) -> datetime:
    """When the station's day ends."""
    return datetime.combine(day_of(now) + timedelta(days=1), time(), STATION_ZONE)
