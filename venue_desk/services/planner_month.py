"""One month planned: solved for evenness, spread out, seated place by place."""

from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from uuid import UUID

from venue_desk.domain.errors import Unavailable
from venue_desk.domain.planning import PlanTask, YearSoFar
from venue_desk.domain.planning_aims import aims
from venue_desk.domain.planning_pool import Load, Pool, pool_of
from venue_desk.domain.roster import Role, RosterFacts, Slot
from venue_desk.services.planner_program import Cell, Model, covering, demand_of, fairest, spread
from venue_desk.services.planner_solver import Solution, solve, solve_at_once

APART = (0.85, 0.7, 0.5)
"""How far apart one's shifts are tried to be, as a share of the usual distance between them: the first that works."""

TOO_BUSY = "电脑太忙，没能排出来。请关掉几个不用的程序，再排一次。"


@dataclass(frozen=True, slots=True)
class Seated:
    """A month solved: who stands in which run, and so in which place."""

    pool: Pool
    assignments: Mapping[Slot, UUID | None]
    proven: bool
    cost: float
    bound: float


def seat_month(
    facts: RosterFacts, task: PlanTask, year: Mapping[UUID, YearSoFar], seconds: float
) -> Generator[str, None, Seated]:
    """The fairest month, each step told before it is taken."""
    pool = pool_of(facts, task.now)
    name = f"{facts.month.month}月"
    yield f"正在排{name}的班"
    fair, solution = _fairest(pool, task, year, seconds)
    served = frozenset(cell for cell, column in fair.serves.items() if solution.values[column])
    empty = {key: solution.values[column] for key, column in fair.gaps.items()}
    yield f"正在把{name}各人的班拉开"
    served = _spread_out(pool, fair, served, empty)
    return Seated(pool, _seated(pool, facts, served), solution.proven, solution.cost, solution.bound)


def _fairest(pool: Pool, task: PlanTask, year: Mapping[UUID, YearSoFar], seconds: float) -> tuple[Model, Solution]:
    """Where places stay empty, it is made sure that fewer cannot: a long chain of moves may cost more than one gap."""
    wanted = aims(pool, year)
    model = fairest(pool, wanted, task.weights, task.settled)
    solution = solve_model(model, seconds)
    empty = sum(solution.values[column] for column in model.gaps.values())
    if empty:
        fewest = solve_model(covering(pool, demand_of(pool), gap=1), seconds)
        if fewest.cost < empty:
            model = fairest(pool, wanted, task.weights, task.settled, round(fewest.cost))
            solution = solve_model(model, seconds)
    return model, solution


def solve_model(model: Model, seconds: float) -> Solution:
    solution = solve(model.program, seconds)
    if solution is None:
        raise Unavailable(TOO_BUSY)
    return solution


def _spread_out(
    pool: Pool, fair: Model, served: frozenset[Cell], empty: Mapping[tuple[int, Role], int]
) -> frozenset[Cell]:
    """Nothing of what is fair is given up for it."""
    demand = {
        at: (leads - empty.get((at, Role.LEAD), 0), others - empty.get((at, Role.ON_DUTY), 0))
        for at, (leads, others) in demand_of(pool).items()
    }
    counts, runs = Counter(cadre for cadre, _ in served), len(pool.loads[Load.SHIFTS])
    tried: set[tuple[int, ...]] = set()
    for share in APART:
        apart = tuple(int(share * runs / counts[cadre]) if counts[cadre] else 0 for cadre in range(len(pool.cadres)))
        if apart in tried:
            continue
        tried.add(apart)
        model = spread(pool, fair, served, demand, apart)
        found = solve_at_once(model.program)
        if found is not None:
            return frozenset(cell for cell, column in model.serves.items() if found[column])
    return served


def _seated(pool: Pool, facts: RosterFacts, served: frozenset[Cell]) -> dict[Slot, UUID | None]:
    """Places within a shift: who stands there now keeps theirs; of those who lead, who led least takes the lead."""
    led = Counter(
        duty.cadre_id for slot, duty in pool.kept.duties.items() if slot.role is Role.LEAD and facts.inside(slot.day)
    )
    found: dict[Slot, UUID | None] = {}
    for at, slots in sorted(pool.open.items()):
        people = [number for number in range(len(pool.cadres)) if (number, at) in served]
        able = [number for number in people if pool.cadres[number].leads_duty]
        now = {facts.on(slot) for slot in slots if slot.role is Role.LEAD}
        able.sort(key=lambda number: (pool.cadres[number].id not in now, led[pool.cadres[number].id], number))
        leading = able[: pool.wanted(at, Role.LEAD)]
        led.update(pool.cadres[number].id for number in leading)
        for role in Role:
            group = [pool.cadres[number].id for number in people if (number in leading) is (role is Role.LEAD)]
            found |= _placed([slot for slot in slots if slot.role is role], group, facts)
    return found


def _placed(slots: list[Slot], people: list[UUID], facts: RosterFacts) -> dict[Slot, UUID | None]:
    stay = {slot: who for slot in slots if (who := facts.on(slot)) in people}
    rest = [who for who in people if who not in stay.values()]
    others = [slot for slot in slots if slot not in stay]
    return {slot: stay.get(slot) for slot in slots} | dict(zip(others, [*rest, *[None] * len(others)], strict=False))
