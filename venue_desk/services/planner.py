"""自动排班: the fairest month that breaks no rule, or the one with the fewest gaps, each of them with its reason.

A month is planned in three steps: who serves how often and where (the hard rules, then evenness and wishes, proven to be
the best there is), then the same further apart, then why what stays empty cannot be filled. Several months follow one
another, each with the counts of those before it: every month is the fairest for itself, the year as a whole is not proven.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from time import perf_counter
from uuid import UUID

from db import journal, leaves
from db.cadres import CadreTable
from db.table import name_of
from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.planning import (
    MonthPlan,
    Plan,
    PlanTask,
    Weights,
    YearSoFar,
    drawn,
    moves,
    short_of,
    stays,
)
from venue_desk.domain.planning_pool import Pool
from venue_desk.domain.planning_year import days_on_call
from venue_desk.domain.roster import Duty, RosterFacts, month_after, month_of
from venue_desk.domain.roster_fairness import Counts, added, count, fairness, served_in
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.exchange.writing import Sheet
from venue_desk.services.export import Exports
from venue_desk.services.planner_gaps import explain, finding_of
from venue_desk.services.planner_month import Seated, seat_month
from venue_desk.services.planner_sheet import plan_listing
from venue_desk.services.roster import Roster

Step = tuple[int, int, str]
Year = dict[UUID, YearSoFar]
STEPS = 3
"""Told of each month."""

MONTH_SECONDS, YEAR_SECONDS = 10.0, 25.0
"""When the search ends at the latest, whatever it has found: of one month, and of several together."""


@dataclass(frozen=True, slots=True)
class Planner:
    """The verbs of the planner. What it hands out is frozen: `plan_job` runs in any process."""

    announcer: Announcer
    random: Random

    def task(self, act: Act, month: date, months: int = 1, *, afresh: bool = False) -> PlanTask:
        """What a plan of these months is made of. Published ones change as little as can be, unless drawn up `afresh`."""
        roster, station_id, month = Roster(self.announcer, self.random), act.station_id, month_of(month)
        wanted = [month_after(month, number) for number in range(months)]
        facts = tuple(roster.facts(station_id, each) for each in wanted)
        published = frozenset(each for each in wanted if roster.published(station_id, each) is not None)
        return PlanTask(
            months=facts,
            now=act.at,
            year=self._year(roster, station_id, facts[0]),
            settled=frozenset() if afresh else published,
        )

    def job(self, task: PlanTask) -> Callable[[], Generator[Step, None, Plan]]:
        """The same beside the window."""
        return partial(plan_job, task)

    def sheet(self, act: Act, task: PlanTask, plan: Plan) -> Sheet:
        """The plan for Excel; `export_job` writes it."""
        said = (plan.sentence,) if len(plan.months) == 1 else ()
        return Exports().sheet_of(act, plan_listing(task, plan), *said)

    def _year(self, roster: Roster, station_id: UUID, facts: RosterFacts) -> Year:
        first, last = facts.month.replace(month=1), facts.month - timedelta(days=1)
        if last < first:
            return {}
        counts, away = roster.counted(station_id, first, last), leaves.standing(station_id, first, last)
        table = name_of(CadreTable)
        return {
            cadre.id: YearSoFar(
                counts=counts.get(cadre.id, Counts()),
                days=len(days_on_call(cadre, journal.history(table, cadre.id), away, first, last)),
            )
            for cadre in facts.able
        }


def plan_job(task: PlanTask) -> Generator[Step, None, Plan]:
    """Plan the months one after the other. Nothing is written: stopped half-way, nothing was."""
    found: list[MonthPlan] = []
    was, year, total = dict(task.year), dict(task.year), len(task.months) * STEPS
    seconds = MONTH_SECONDS if len(task.months) == 1 else YEAR_SECONDS / len(task.months)
    for number, facts in enumerate(task.months):
        if facts.month.month == 1:
            was, year = {}, {}
        now, began = _as_it_will_be(task, number, found), perf_counter()
        seated = yield from _told(seat_month(now, task, year, seconds), number * STEPS, total)
        yield number * STEPS + STEPS - 1, total, f"正在看{facts.month.month}月的空缺"
        month = _month(facts, now, seated, was, year, task.weights)
        found.append(replace(month, seconds=perf_counter() - began))
        was, year = _grown(was, facts, seated.pool), _grown(year, drawn(now, month.assignments), seated.pool)
    yield total, total, "排好了"
    return Plan(months=tuple(found))


def _told(steps: Generator[str, None, Seated], done: int, total: int) -> Generator[Step, None, Seated]:
    while True:
        try:
            text = next(steps)
        except StopIteration as end:
            seated: Seated = end.value
            return seated
        yield done, total, text
        done += 1


def _as_it_will_be(task: PlanTask, number: int, planned: list[MonthPlan]) -> RosterFacts:
    """The month with its neighbours: the earlier ones as planned, of the later ones what stays."""
    facts = task.months[number]
    known = {(run.day, run.name) for run in facts.runs}
    for month in planned:
        near = {slot: who for slot, who in month.assignments.items() if (slot.day, slot.shift) in known}
        facts = drawn(facts, near)
    later = task.months[number + 1 :]
    coming = {slot for slot, duty in facts.duties.items() for month in later if _is_open(month, duty, task.now)}
    return replace(facts, duties={slot: duty for slot, duty in facts.duties.items() if slot not in coming})


def _is_open(month: RosterFacts, duty: Duty, now: datetime) -> bool:
    return month.inside(duty.day) and not stays(month, duty, now)


def _month(facts: RosterFacts, now: RosterFacts, seated: Seated, was: Year, year: Year, weights: Weights) -> MonthPlan:
    filled = drawn(now, seated.assignments)
    gaps = explain(seated)
    found = [finding for finding in roster_findings(filled) if finding.code != "roster.gap"]
    return MonthPlan(
        month=facts.month,
        assignments=seated.assignments,
        moves=moves(facts, seated.assignments),
        gaps=gaps,
        before=fairness(facts, _counts(was)),
        after=fairness(filled, _counts(year)),
        findings=(*(finding_of(gap) for gap in gaps), *found),
        proven=seated.proven,
        short=0 if seated.proven else short_of(seated.cost, seated.bound, weights),
        seconds=0.0,
    )


def _counts(year: Year) -> dict[UUID, Counts]:
    return {cadre_id: so_far.counts for cadre_id, so_far in year.items()}


def _grown(year: Year, facts: RosterFacts, pool: Pool) -> Year:
    """The year with this month in it."""
    month = count(served_in(facts), facts.calendar)
    grown = dict(year)
    for cadre, there in zip(pool.cadres, pool.there, strict=True):
        so_far = year.get(cadre.id, YearSoFar())
        days = len({facts.runs[at].day for at in there})
        counts = added(so_far.counts, month.get(cadre.id, Counts()))
        grown[cadre.id] = YearSoFar(counts=counts, days=so_far.days + days)
    return grown
