"""The roster (值班表): who serves on which shift of which day, as lead (带班) or on duty (值班)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.leaves import Leave, Wish
from venue_desk.domain.shifts import ShiftRun


class Role(StrEnum):
    """带班领导 or 值班员."""

    LEAD = "lead"
    ON_DUTY = "on_duty"

    @property
    def label(self) -> str:
        """带班, 值班."""
        return {"lead": "带班", "on_duty": "值班"}[self.value]

    @property
    def person(self) -> str:
        """带班领导, 值班员: who is missing where nobody stands."""
        return {"lead": "带班领导", "on_duty": "值班员"}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One place of one shift: the cell one fills. `place` counts from 0 among those of the same role."""

    day: date
    shift: str
    role: Role
    place: int = 0

    @property
    def key(self) -> str:
        """2026-12-19/夜班/on_duty/0: names the slot in a finding's `field`."""
        return f"{self.day}/{self.shift}/{self.role.value}/{self.place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who fills a slot; `cadre_id` None = taken out again. The shift's instants are kept: a later pattern changes no past.

    `locked`: the planner leaves it. `stands_in_for` is whom the cadre replaces (替班), `note` what was reported (报备).
    """

    id: UUID
    station_id: UUID
    day: date
    shift: str
    role: Role
    place: int = 0
    begins_at: datetime
    ends_at: datetime
    cadre_id: UUID | None = None
    locked: bool = False
    stands_in_for: UUID | None = None
    note: str = ""

    @property
    def slot(self) -> Slot:
        """The place it fills."""
        return Slot(self.day, self.shift, self.role, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One filled place of a roster as it was published."""

    day: date
    shift: str
    role: Role
    place: int
    cadre_id: UUID

    @property
    def slot(self) -> Slot:
        """The place it fills."""
        return Slot(self.day, self.shift, self.role, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A month's roster as it was published (公布); published again after changes, the last one counts."""

    id: UUID
    station_id: UUID
    month: date
    published_at: datetime
    published_by: UUID
    duties: tuple[Posted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFacts:
    """All that the rules of one month look at.

    `runs` are the shifts in the order of time, some of the neighbouring months included so that rest counts across the
    border; `duties` the filled ones of all of them; `leaves` those asked for or granted; `rest` the shifts one must be
    free between two of one's own.
    """

    month: date
    calendar: WorkCalendar
    runs: tuple[ShiftRun, ...]
    duties: Mapping[Slot, Duty]
    cadres: tuple[Cadre, ...]
    leaves: tuple[Leave, ...] = ()
    wishes: tuple[Wish, ...] = ()
    rest: int = 1
    able: tuple[Cadre, ...] = field(init=False, repr=False, compare=False)
    """Those who take part in the roster."""
    _by_id: Mapping[UUID, Cadre] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Cadres are asked for by every rule and in every sentence."""
        object.__setattr__(self, "_by_id", MappingProxyType({cadre.id: cadre for cadre in self.cadres}))
        object.__setattr__(self, "able", tuple(cadre for cadre in self.cadres if cadre.on_roster and cadre.here))

    def cadre(self, cadre_id: UUID) -> Cadre | None:
        """The cadre, also one who left and is still named in the roster."""
        return self._by_id.get(cadre_id)

    def name(self, cadre_id: UUID) -> str:
        """The cadre's name."""
        known = self._by_id.get(cadre_id)
        return known.name if known else "一位离岗的干部"

    def __reduce__(self) -> tuple[Callable[[], "RosterFacts"], tuple[()]]:
        """Go to the planner's process: what is derived is derived there again."""
        given = {each.name: getattr(self, each.name) for each in fields(self) if each.init}
        return partial(RosterFacts, **given), ()

    def inside(self, day: date) -> bool:
        """Whether the day belongs to the month."""
        return (day.year, day.month) == (self.month.year, self.month.month)

    @property
    def month_runs(self) -> tuple[ShiftRun, ...]:
        """The shifts of the month itself."""
        return tuple(run for run in self.runs if self.inside(run.day))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every place to be filled in the month."""
        return tuple(slot for run in self.month_runs for slot in slots_of(run))

    def on(self, slot: Slot) -> UUID | None:
        """Who fills the slot."""
        duty = self.duties.get(slot)
        return duty.cadre_id if duty else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingNow:
    """The shift that runs now and the next one, each with its duties in order (leads first); None = no shift is set."""

    run: ShiftRun | None
    duties: tuple[Duty, ...] = ()
    next_run: ShiftRun | None = None
    next_duties: tuple[Duty, ...] = ()


def serving_at(runs: Iterable[ShiftRun], duties: Iterable[Duty], at: datetime) -> ServingNow:
    """Who is planned for the shift that runs at that instant, and for the one after it."""
    placed = by_slot(duty for duty in duties if duty.cadre_id is not None)
    now = following = None
    for run in runs:
        if run.begins_at <= at < run.ends_at:
            now = run
        elif run.begins_at > at:
            following = run
            break
    return ServingNow(run=now, duties=_of(now, placed), next_run=following, next_duties=_of(following, placed))


def _of(run: ShiftRun | None, placed: Mapping[Slot, Duty]) -> tuple[Duty, ...]:
    return tuple(placed[slot] for slot in slots_of(run) if slot in placed) if run else ()


def posted_of(values: dict[str, Any]) -> Posted:
    """A filled place as it was kept."""
    return Posted(
        day=date.fromisoformat(values["day"]), shift=values["shift"], role=Role(values["role"]),
        place=values["place"], cadre_id=UUID(values["cadre_id"]),
    )  # fmt: skip


def slots_of(run: ShiftRun) -> Iterator[Slot]:
    """The places of a shift, the leads first."""
    yield from (Slot(run.day, run.name, Role.LEAD, place) for place in range(run.shift.leads))
    yield from (Slot(run.day, run.name, Role.ON_DUTY, place) for place in range(run.shift.others))


def by_slot(duties: Iterable[Duty]) -> dict[Slot, Duty]:
    """The duties by the place they fill."""
    return {duty.slot: duty for duty in duties}


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    """The last day of a month."""
    return month_after(month) - timedelta(days=1)


def month_after(month: date, count: int = 1) -> date:
    """The first day of the month `count` months later; negative ones lie before."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def slot_text(slot: Slot) -> str:
    """19日夜班, as one says it of a day in the month one looks at."""
    return f"{slot.day.day}日{slot.shift}"
