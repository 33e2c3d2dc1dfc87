"""One solver over a file of programs, in a process of its own: `python -m benchmarks.planning_one SOLVER FILE`. Prints JSON.

HiGHS and OR-Tools cannot be loaded into one process, so each module is imported only here and only where it is asked for.
"""

import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from venue_desk.services.planner_program import Program

SECONDS = 60.0


def highs(program: Program) -> float:
    """Our own way, as the planner goes it."""
    from venue_desk.services.planner_solver import solve

    solution = solve(program, SECONDS)
    assert solution is not None
    assert solution.proven
    return solution.cost


def cp_sat(program: Program, **settings: int) -> float:
    """The same program in CP-SAT's own words: at most one of a few is a constraint of its own there."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [
        model.new_bool_var("") if top == 1 else model.new_int_var(0, top, "") for top in program.tops
    ]  # fmt: skip
    for row in program.rows:
        if (row.low, row.high) == (None, 1) and set(row.factors) == {1}:
            model.add_at_most_one(columns[column] for column in row.columns)
            continue
        total = sum(factor * columns[column] for column, factor in zip(row.columns, row.factors, strict=True))
        if row.low == row.high:
            model.add(total == row.low)
        else:
            if row.low is not None:
                model.add(total >= row.low)
            if row.high is not None:
                model.add(total <= row.high)
    model.minimize(sum(cost * column for cost, column in zip(program.costs, columns, strict=True) if cost))
    solver = cp_model.CpSolver()
    for name, value in settings.items():
        setattr(solver.parameters, name, value)
    solver.parameters.max_time_in_seconds = SECONDS
    status = solver.solve(model)
    assert status == cp_model.OPTIMAL, solver.status_name(status)
    return float(solver.objective_value)


# As it comes CP-SAT starts a thread a core and needs seconds on two of them, and a single one may find nothing in a minute:
# these two settings are the best of those tried.
SOLVERS: dict[str, Callable[[Program], float]] = {
    "HiGHS, one thread, ours": highs,
    "CP-SAT, one thread, linearization_level 2": lambda program: cp_sat(program, num_workers=1, linearization_level=2),
    "CP-SAT, eight workers": lambda program: cp_sat(program, num_workers=8),
}


def main(name: str, file: Path) -> None:
    """The first program is solved once beforehand: loading a library is not solving."""
    programs: list[Program] = pickle.loads(file.read_bytes())  # noqa: S301 - from the process that measures
    work = SOLVERS[name]
    work(programs[0])
    seconds, costs = list[float](), list[float]()
    for program in programs:
        began = perf_counter()
        costs.append(work(program))
        seconds.append(perf_counter() - began)
    print(json.dumps({"seconds": seconds, "costs": costs}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
