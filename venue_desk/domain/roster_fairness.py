"""Fairness of the roster: how many shifts each cadre has, this month and this year, at night, on weekends and holidays."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import at_station
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.holidays import DayKind, WorkCalendar
from venue_desk.domain.roster import Role, RosterFacts

UNEVEN_BY = 1
"""Shifts that one may have more or fewer than the others of the month before it is told."""

EVENING, MORNING = time(22), time(6)
"""Whoever serves at some time between the two serves at night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Shifts of one cadre over some time."""

    shifts: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FairRow:
    """One line of the table: the drawn month (`leads` of its shifts as lead), and the year up to the end of that month."""

    cadre: Cadre
    month: Counts
    year: Counts
    leads: int = 0

    def could_take(self, other: "FairRow") -> int:
        """How many of the other's shifts the cadre could do, who has clearly fewer: all if they lead, else the rest."""
        if self.month.shifts + 2 * UNEVEN_BY > other.month.shifts:
            return 0
        return other.month.shifts if self.cadre.leads_duty else other.month.shifts - other.leads


@dataclass(frozen=True, slots=True)
class Fairness:
    """The table, and the mean that the bars are measured by: of those who could serve all month."""

    rows: tuple[FairRow, ...]
    mean: float

    def uneven(self, row: FairRow) -> bool:
        """Clearly more or fewer than the mean, and enough can change hands to even it out: where few lead, they have more."""
        off = row.month.shifts - self.mean
        if not row.cadre.on_roster or abs(off) <= UNEVEN_BY + 0.5:
            return False
        others = [each for each in self.rows if each.cadre.on_roster and each.cadre.here]
        if off > 0:
            movable = max((each.could_take(row) for each in others), default=0)
        else:
            movable = sum(row.could_take(each) for each in others)
        return movable >= abs(off) - UNEVEN_BY - 0.5


@dataclass(frozen=True, slots=True)
class Served:
    """One filled place, as it is counted: whose, which day, and whether at night."""

    cadre_id: UUID
    day: date
    night: bool


def is_night(begins_at: datetime, ends_at: datetime) -> bool:
    """Whether a shift costs the night: any part of it lies between 22:00 and 06:00 of the station's clock."""
    return _costs_the_night(at_station(begins_at).time(), ends_at - begins_at)


@lru_cache(maxsize=256)
def _costs_the_night(begins: time, length: timedelta) -> bool:
    """A year has thousands of shifts but only a few kinds of them."""
    day = date.min
    return begins < MORNING or datetime.combine(day, begins) + length > datetime.combine(day, EVENING)


def served_in(facts: RosterFacts) -> list[Served]:
    """The filled places of the month."""
    runs = {(run.day, run.name): run for run in facts.month_runs}
    found = ((facts.on(slot), runs[slot.day, slot.shift]) for slot in facts.slots)
    return [
        Served(cadre_id, run.day, is_night(run.begins_at, run.ends_at))
        for cadre_id, run in found
        if cadre_id is not None
    ]


def count(served: Iterable[Served], calendar: WorkCalendar) -> dict[UUID, Counts]:
    """Each cadre's shifts. One on a holiday counts as such, not as a weekend; a 调休 working day counts as neither."""
    found: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    kinds: dict[date, DayKind] = {}
    for each in served:
        kind = kinds.get(each.day) or kinds.setdefault(each.day, calendar.kind(each.day))
        mine = found[each.cadre_id]
        mine[0] += 1
        mine[1] += each.night
        mine[2] += kind is DayKind.WEEKEND
        mine[3] += kind is DayKind.HOLIDAY
    return {
        cadre_id: Counts(shifts=shifts, nights=nights, weekends=weekends, holidays=holidays)
        for cadre_id, (shifts, nights, weekends, holidays) in found.items()
    }


def fairness(facts: RosterFacts, year_before: Mapping[UUID, Counts]) -> Fairness:
    """The table of the drawn month; `year_before` counts the year's months before it."""
    month = count(served_in(facts), facts.calendar)
    leads = Counter(facts.on(slot) for slot in facts.slots if slot.role is Role.LEAD)
    able = {cadre.id for cadre in facts.able}
    rows = [
        FairRow(
            cadre=cadre, month=month.get(cadre.id, Counts()),
            year=added(month.get(cadre.id, Counts()), year_before.get(cadre.id, Counts())), leads=leads[cadre.id],
        )
        for cadre in facts.cadres
        if cadre.id in able or cadre.id in month
    ]  # fmt: skip
    serving = [row.month.shifts for row in rows if row.cadre.id in able]
    return Fairness(tuple(rows), sum(serving) / len(serving) if serving else 0.0)


def added(one: Counts, other: Counts) -> Counts:
    """Both together."""
    return Counts(
        shifts=one.shifts + other.shifts, nights=one.nights + other.nights,
        weekends=one.weekends + other.weekends, holidays=one.holidays + other.holidays,
    )  # fmt: skip


def fairness_findings(table: Fairness) -> list[Finding]:
    """Who has clearly more or fewer shifts than the mean of the month."""
    return [_uneven(row, table.mean) for row in table.rows if table.uneven(row)]


def _uneven(row: FairRow, mean: float) -> Finding:
    more = row.month.shifts - mean
    way = "多" if more > 0 else "少"
    mend = "后面少排几班可拉平" if more > 0 else "后面多排几班可拉平"
    return should(
        "roster.uneven", str(row.cadre.id),
        f"{row.cadre.name} {row.month.shifts} 班，比人均{way} {abs(more):.0f} 班。{mend}。",
    )  # fmt: skip
