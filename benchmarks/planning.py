"""How long a month and a year of duty take to plan, and how long OR-Tools' CP-SAT takes for the very same programs."""

import pickle
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from benchmarks.material import GIVEN, SURNAMES
from benchmarks.planning_one import SOLVERS
from benchmarks.process import measured
from benchmarks.results import publish, table, versions
from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState, Wish
from venue_desk.domain.planning import Plan, PlanTask
from venue_desk.domain.roster import RosterFacts, month_after, month_end
from venue_desk.domain.shifts import DEFAULT, runs
from venue_desk.services import planner_month
from venue_desk.services.planner import plan_job
from venue_desk.services.planner_program import Model, Program
from venue_desk.services.planner_solver import Solution

CADRES, LEADS = 12, 6
BEFORE = datetime(2025, 12, 1, tzinfo=UTC)
JANUARY = date(2026, 1, 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """The year as the planner plans it; each of its months, solved again by each solver."""
    parser = ArgumentParser("python -m benchmarks planning")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    year = PlanTask(months=tuple(_month(month_after(JANUARY, number)) for number in range(12)), now=BEFORE)
    programs = _programs(year)
    _planned(replace(year, months=year.months[:1]))
    months = [_seconds(replace(year, months=(facts,))) for facts in year.months for _ in range(chosen.rounds)]
    years = [_seconds(year) for _ in range(chosen.rounds)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "programs")
        file.write_bytes(pickle.dumps(programs))
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in SOLVERS}
        for _ in range(chosen.rounds):
            for name in SOLVERS:
                told[name].append(measured("benchmarks.planning_one", name, str(file)))
    costs = {tuple(run["costs"]) for runs_of in told.values() for run in runs_of}
    assert len(costs) == 1, "the solvers disagree"
    seconds = {name: [second for run in runs_of for second in run["seconds"]] for name, runs_of in told.items()}
    own = median(seconds["HiGHS, one thread, ours"])
    rows = [
        (name, f"{median(of) * 1000:.0f}", f"{median(of) / own:.2f}", f"{max(of) * 1000:.0f}", f"{sum(of) / chosen.rounds:.1f}")
        for name, of in seconds.items()
    ]  # fmt: skip
    publish(
        "Planning",
        f"python3 start.py bench planning --rounds {chosen.rounds}",
        [
            f"- a month, planned whole: {median(months) * 1000:.0f} ms (median), {max(months) * 1000:.0f} ms (slowest)",
            f"- a year, month by month with what each carries over: {median(years):.1f} s; every month proven the fairest",
            "",
            *table(("the same twelve months", "ms a month", "× ours", "slowest, ms", "s the year"), rows),
            "",
            f"{CADRES} cadres, {LEADS} of whom lead, two shifts a day with a lead and one on duty: 124 places in 31 days; every",
            "third is away some days of a month, every second has a wish. Hard rules, evenness in shifts, weekends, holidays and",
            f"nights, wishes; every program proven to its best by each, and all {len(programs)} bests are the same to the unit. Planned",
            "whole means with reading the rules, spreading each one's shifts apart (a second program, measured here only with",
            f"HiGHS) and the check for gaps. Medians of {chosen.rounds} rounds. {versions('highspy', 'ortools')}.",
        ],
    )


def _month(month: date) -> RosterFacts:
    random, calendar = Random(f"{month}"), WorkCalendar()
    cadres = _cadres()
    first, last = month - timedelta(days=3), month_end(month) + timedelta(days=3)
    return RosterFacts(
        month=month, calendar=calendar, duties={}, cadres=cadres, runs=runs([DEFAULT], calendar, first, last),
        leaves=tuple(_leave(random, cadre, month) for cadre in cadres if random.random() < 1 / 3),
        wishes=tuple(_wish(random, cadre, month) for cadre in cadres if random.random() < 1 / 2),
    )  # fmt: skip


def _cadres() -> tuple[Cadre, ...]:
    random = Random(2026)
    return tuple(
        Cadre(
            id=UUID(int=number + 1), station_id=UUID(int=0), name=random.choice(SURNAMES) + random.choice(GIVEN),
            kind=CadreKind.VILLAGE, leads_duty=number < LEADS,
        )
        for number in range(CADRES)
    )  # fmt: skip


def _leave(random: Random, cadre: Cadre, month: date) -> Leave:
    begins = month + timedelta(days=random.randrange(26))
    return Leave(
        id=UUID(int=random.getrandbits(128)), station_id=cadre.station_id, cadre_id=cadre.id, kind=LeaveKind.PERSONAL,
        state=LeaveState.APPROVED, from_on=begins, to_on=begins + timedelta(days=random.randrange(1, 6)), asked_at=BEFORE,
        asked_by=cadre.id,
    )  # fmt: skip


def _wish(random: Random, cadre: Cadre, month: date) -> Wish:
    day = month + timedelta(days=random.randrange(28))
    return Wish(
        id=UUID(int=random.getrandbits(128)), station_id=cadre.station_id, cadre_id=cadre.id, day=day, wants=random.random() < 1 / 3
    )  # fmt: skip


def _programs(year: PlanTask) -> list[Program]:
    """What the planner hands its solver for the twelve months."""
    kept, solved = list[Program](), planner_month.solve_model

    def keep(model: Model, seconds: float) -> Solution:
        kept.append(model.program)
        return solved(model, seconds)

    planner_month.solve_model = keep
    try:
        _planned(year)
    finally:
        planner_month.solve_model = solved
    assert len(kept) == len(year.months)
    return kept


def _planned(task: PlanTask) -> Plan:
    steps = plan_job(task)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            plan: Plan = end.value
            assert plan.proven
            assert not plan.gaps
            return plan


def _seconds(task: PlanTask) -> float:
    began = perf_counter()
    _planned(task)
    return perf_counter() - began


if __name__ == "__main__":
    main()
