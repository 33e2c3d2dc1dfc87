"""Fairness of the roster: how many shifts each cadre has, this month and this year, at night, on weekends and holidays."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import at_station
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.holidays import DayKind, WorkCalendar
from venue_desk.domain.roster import RosterFacts

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
    """One line of the table: the drawn month, and the year up to the end of that month."""

    cadre: Cadre
    month: Counts
    year: Counts


@dataclass(frozen=True, slots=True)
class Fairness:
    """The table, and the mean that the bars are measured by: of those who could serve all month."""

    rows: tuple[FairRow, ...]
    mean: float


@dataclass(frozen=True, slots=True)
class Served:
    """One filled place, as it is counted: whose, which day, and whether at night."""

    cadre_id: UUID
    day: date
    night: bool


def is_night(begins_at: datetime, ends_at: datetime) -> bool:
    """Whether a shift costs the night: any part of it lies between 22:00 and 06:00 of the station's clock."""
    begins, ends = at_station(begins_at), at_station(ends_at)
    night = datetime.combine(begins.date(), EVENING, begins.tzinfo)
    return begins.time() < MORNING or ends > night


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
    shifts, nights, weekends, holidays = Counter[UUID](), Counter[UUID](), Counter[UUID](), Counter[UUID]()
    kinds: dict[date, DayKind] = {}
    for each in served:
        kind = kinds.get(each.day) or kinds.setdefault(each.day, calendar.kind(each.day))
        shifts[each.cadre_id] += 1
        nights[each.cadre_id] += each.night
        weekends[each.cadre_id] += kind is DayKind.WEEKEND
        holidays[each.cadre_id] += kind is DayKind.HOLIDAY
    return {
        cadre_id: Counts(
            shifts=number, nights=nights[cadre_id], weekends=weekends[cadre_id], holidays=holidays[cadre_id]
        )
        for cadre_id, number in shifts.items()
    }


def fairness(facts: RosterFacts, year_before: Mapping[UUID, Counts]) -> Fairness:
    """The table of the drawn month; `year_before` counts the year's months before it."""
    month = count(served_in(facts), facts.calendar)
    able = {cadre.id for cadre in facts.able}
    rows = [
        FairRow(
            cadre=cadre, month=month.get(cadre.id, Counts()),
            year=added(month.get(cadre.id, Counts()), year_before.get(cadre.id, Counts())),
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
    return [_uneven(row, table.mean) for row in table.rows if abs(row.month.shifts - table.mean) > UNEVEN_BY + 0.5]


def _uneven(row: FairRow, mean: float) -> Finding:
    more = row.month.shifts - mean
    way = "多" if more > 0 else "少"
    mend = "后面少排几班可拉平" if more > 0 else "后面多排几班可拉平"
    return should(
        "roster.uneven", str(row.cadre.id),
        f"{row.cadre.name} {row.month.shifts} 班，比人均{way} {abs(more):.0f} 班。{mend}。",
    )  # fmt: skip
