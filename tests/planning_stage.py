"""Small made-up months for the planner: a few cadres, days and shifts, drawn with a line a rule."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random

from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState, Wish
from venue_desk.domain.planning import Plan, PlanTask
from venue_desk.domain.roster import Duty, Role, RosterFacts, Slot, by_slot
from venue_desk.domain.shifts import DAY_AND_NIGHT, Shift, ShiftPatternEntry, runs
from venue_desk.services.planner import plan_job

BEFORE = datetime(2026, 11, 23, tzinfo=UTC)
STATION = new_id(BEFORE, Random(0))
NAMES = ("王建军", "赵文博", "陈志远", "李秀兰", "张小梅", "周玉凤", "马德林", "何晓燕")


def cadre(number: int, *, leads: bool) -> Cadre:
    return Cadre(
        id=new_id(BEFORE, Random(number)), station_id=STATION, name=NAMES[number], kind=CadreKind.VILLAGE, leads_duty=leads
    )  # fmt: skip


def month(
    leads: int, others: int, days: int = 31, shifts: tuple[Shift, ...] = DAY_AND_NIGHT, first: int = 1, rest: int = 1
) -> RosterFacts:
    """Days of December 2026, with nobody placed; the leads come first."""
    pattern = ShiftPatternEntry(from_on=date(2026, 1, 1), shifts=shifts)
    begins = date(2026, 12, first)
    return RosterFacts(
        month=date(2026, 12, 1), calendar=WorkCalendar(), duties={}, rest=rest,
        runs=runs([pattern], WorkCalendar(), begins, begins + timedelta(days=days - 1)),
        cadres=tuple(cadre(number, leads=number < leads) for number in range(leads + others)),
    )  # fmt: skip


def leave(who: Cadre, day: int, until: int, state: LeaveState = LeaveState.APPROVED) -> Leave:
    return Leave(
        id=new_id(BEFORE, Random(f"{who.name}{day}")), station_id=STATION, cadre_id=who.id, kind=LeaveKind.PERSONAL,
        state=state, from_on=date(2026, 12, day), to_on=date(2026, 12, until), asked_at=BEFORE, asked_by=who.id,
    )  # fmt: skip


def wish(who: Cadre, day: int, *, wants: bool = False, shift: str = "") -> Wish:
    return Wish(
        id=new_id(BEFORE, Random(day)), station_id=STATION, cadre_id=who.id, day=date(2026, 12, day), wants=wants, shift=shift
    )  # fmt: skip


def slot(day: int, shift: str, role: Role = Role.ON_DUTY, place: int = 0) -> Slot:
    return Slot(date(2026, 12, day), shift, role, place)


def duties(facts: RosterFacts, placed: Iterable[tuple[Slot, Cadre]], *, locked: bool = True) -> dict[Slot, Duty]:
    found = {(run.day, run.name): run for run in facts.runs}
    return by_slot(
        Duty(
            id=new_id(BEFORE, Random(where.key)), station_id=STATION, day=where.day, shift=where.shift, role=where.role,
            place=where.place, begins_at=found[where.day, where.shift].begins_at,
            ends_at=found[where.day, where.shift].ends_at, cadre_id=who.id, locked=locked,
        )
        for where, who in placed
    )  # fmt: skip


def task(*months: RosterFacts, now: datetime = BEFORE) -> PlanTask:
    return PlanTask(months=months, now=now)


def planned(wanted: PlanTask) -> Plan:
    steps = plan_job(wanted)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Plan = end.value
            return found
