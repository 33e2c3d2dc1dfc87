"""The planner's programs: a month as columns, rows and whole-number costs, for whichever solver. No solver here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from venue_desk.domain.leaves import LeaveState
from venue_desk.domain.planning import Weights
from venue_desk.domain.planning_pool import Load, Pool
from venue_desk.domain.roster import Role

Demand = Mapping[int, tuple[int, int]]
"""How many leads, and how many on duty, each run needs."""

Cell = tuple[int, int]
"""A cadre's number and a run's."""


@dataclass(frozen=True, slots=True)
class Row:
    """low ≤ Σ factor · column ≤ high; None = no bound."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    low: int | None
    high: int | None


@dataclass(slots=True)
class Program:
    """Least Σ cost · column with 0 ≤ column ≤ top. A column that is not `whole` takes whole values at the best all the same."""

    costs: list[int] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def column(self, cost: int = 0, top: int = 1, *, whole: bool = True) -> int:
        """A further column; its number."""
        self.costs.append(cost)
        self.tops.append(top)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, plus: Iterable[int], low: int | None, high: int | None, minus: Sequence[int] = ()) -> None:
        """Σ plus − Σ minus within the bounds."""
        columns = tuple(plus)
        self.rows.append(Row((*columns, *minus), (1,) * len(columns) + (-1,) * len(minus), low, high))


@dataclass(slots=True)
class Model:
    """A program and what its columns mean: who serves in which run, and the places of each role left empty."""

    program: Program
    serves: dict[Cell, int]
    gaps: dict[tuple[int, Role], int] = field(default_factory=dict)

    def of(self, pool: Pool, cadre: int, runs: Iterable[int]) -> list[int]:
        """The columns of a cadre in these runs."""
        return [
            self.serves[cadre, at] for at in sorted(pool.fit[cadre] & frozenset(runs)) if (cadre, at) in self.serves
        ]


def demand_of(pool: Pool) -> dict[int, tuple[int, int]]:
    """All that is still to be filled."""
    return {at: (pool.wanted(at, Role.LEAD), pool.wanted(at, Role.ON_DUTY)) for at in pool.open}


def covering(pool: Pool, demand: Demand, costs: Mapping[Cell, int] | None = None, gap: int | None = None) -> Model:
    """The hard rules. Leads can take any place, so that enough leads and enough people make every place filled.

    With `gap` a place may stay empty at that cost; without, all of the demand is met or there is no solution.
    """
    program, costs = Program(), costs or {}
    runs = [at for at in sorted(demand) if sum(demand[at])]
    serves = {
        (cadre, at): program.column(costs.get((cadre, at), 0))
        for at in runs
        for cadre in range(len(pool.cadres))
        if at in pool.fit[cadre] and (demand[at][1] or pool.cadres[cadre].leads_duty)
    }
    model = Model(program, serves)
    for at in runs:
        _cover(model, pool, at, demand[at], gap)
    for clash in pool.clashes:
        for cadre in range(len(pool.cadres)):
            columns = [serves[cadre, at] for at in clash if (cadre, at) in serves]
            if len(columns) > 1:
                program.row(columns, None, 1)
    return model


def _cover(model: Model, pool: Pool, at: int, demand: tuple[int, int], gap: int | None) -> None:
    leads, others = demand
    program, people = model.program, [cadre for cadre in range(len(pool.cadres)) if (cadre, at) in model.serves]
    if gap is not None:
        for role, top in ((Role.LEAD, leads), (Role.ON_DUTY, others)):
            if top:
                model.gaps[at, role] = program.column(gap, top)
    empty = [model.gaps[at, role] for role in Role if (at, role) in model.gaps]
    program.row([*(model.serves[cadre, at] for cadre in people), *empty], leads + others, leads + others)
    if leads:
        leading = [model.serves[cadre, at] for cadre in people if pool.cadres[cadre].leads_duty]
        program.row([*leading, *empty[:1]] if gap is not None else leading, leads, None)


def fairest(
    pool: Pool,
    aims: Mapping[Load, Sequence[float]],
    weights: Weights,
    settled: frozenset[date],
    gaps: int | None = None,
) -> Model:
    """The hard rules, and the soft ones as costs; at most `gaps` places empty where that many are known to be needed."""
    model = covering(pool, demand_of(pool), _costs(pool, weights, settled), weights.gap)
    if gaps is not None:
        model.program.row(model.gaps.values(), None, gaps)
    longest = -(-len(pool.loads[Load.SHIFTS]) // (pool.kept.rest + 1))
    for load in Load:
        weight: int = getattr(weights, load.value)
        for cadre in range(len(pool.cadres)):
            columns = model.of(pool, cadre, pool.loads[load])
            if columns:
                had = load.of(pool.counted[cadre])
                _share(model.program, columns, had, min(len(columns), longest), weight, aims[load][cadre])
    return model


def _share(program: Program, columns: list[int], had: int, most: int, weight: int, aim: float) -> None:
    """Weight · (count − aim)², less what it is with `had` alone: each further one costs more than the one before."""
    steps = [
        program.column(weight * (2 * count - 1) - round(2 * weight * aim), whole=False)
        for count in range(had + 1, had + most + 1)
    ]
    program.row(columns, 0, 0, minus=steps)


def _costs(pool: Pool, weights: Weights, settled: frozenset[date]) -> dict[Cell, int]:
    """Wishes, leave asked for; and in a published month those who stand there already."""
    facts, costs = pool.kept, dict[Cell, int]()
    numbers = {cadre.id: number for number, cadre in enumerate(pool.cadres)}
    asked = [leave for leave in facts.leaves if leave.state is LeaveState.ASKED and leave.cadre_id in numbers]
    wishes = [wish for wish in facts.wishes if wish.cadre_id in numbers]
    for at in pool.open:
        run = facts.runs[at]
        told = [(numbers[leave.cadre_id], weights.asked) for leave in asked if leave.covers(run.day)]
        told += [
            (numbers[wish.cadre_id], -weights.wish if wish.wants else weights.wish)
            for wish in wishes
            if wish.meets(run.day, run.name)
        ]
        if facts.month in settled:
            told += [(numbers[who], -weights.moved) for who in pool.standing[at] if who in numbers]
        for cadre, cost in told:
            costs[cadre, at] = costs.get((cadre, at), 0) + cost
    return costs


def spread(pool: Pool, fair: Model, served: frozenset[Cell], demand: Demand, apart: Sequence[int]) -> Model:
    """As fair as `served`, place by place the same number of people, and nobody twice within `apart` runs of their own."""
    program = fair.program
    costs = {cell: program.costs[column] for cell, column in fair.serves.items() if program.costs[column]}
    model = covering(pool, demand)
    for cadre in range(len(pool.cadres)):
        for load in Load:
            columns = model.of(pool, cadre, pool.loads[load])
            count = sum((cadre, at) in served for at in pool.loads[load])
            if columns:
                model.program.row(columns, count, count)
        _apart(model, pool, cadre, apart[cadre])
    kept = {model.serves[cell]: cost for cell, cost in costs.items() if cell in model.serves}
    if kept:
        spent = sum(cost for cell, cost in costs.items() if cell in served)
        model.program.rows.append(Row(tuple(kept), tuple(kept.values()), None, spent))
    return model


def _apart(model: Model, pool: Pool, cadre: int, width: int) -> None:
    if width <= pool.kept.rest + 1:
        return
    month = sorted(pool.loads[Load.SHIFTS])
    for first in range(month[0] - width + 1, month[-1] + 1):
        columns = model.of(pool, cadre, range(first, first + width))
        if len(columns) > 1:
            model.program.row(columns, None, 1)
