"""HiGHS: the only module that knows it, loaded when something is to be solved. One thread, given seeds: same in, same out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from venue_desk.services.planner_program import Program, Row

if TYPE_CHECKING:
    import highspy

OPTIONS = {
    "threads": 1, "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.9,  # costs are whole numbers
    "mip_max_nodes": 2_000,  # a month takes one to a few; a count ends at the same place on every machine, a clock does not
    # a month is near its best at the first look: beginning again and smaller programs inside cost more than they bring
    "mip_allow_restart": False, "mip_heuristic_run_rens": False, "mip_heuristic_run_rins": False,
}  # fmt: skip

SEEDS, LOOKS = (0, 1, 2), 5
"""HiGHS jumps to a solution at once or searches long: a few jumps, each ended when it has looked round so many times."""

AT_ONCE = 5.0
"""Seconds, on a machine that stands still."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best found: its columns, its cost, and what no solution can fall below. `proven` = nothing better exists."""

    values: tuple[int, ...]
    cost: float
    bound: float
    proven: bool


def solve(program: Program, seconds: float) -> Solution | None:
    """The best solution, or the best of the time given; None if there is none, or none was found."""
    if not program.costs:
        return None if _is_refused(program) else Solution((), 0.0, 0.0, proven=True)
    solver = _run(program, seconds)
    values = _values(solver)
    if values is None:
        return None
    cost, proven = float(sum(c * v for c, v in zip(program.costs, values, strict=True))), _status(solver) == "kOptimal"
    return Solution(values, cost, cost if proven else float(solver.getInfo().mip_dual_bound), proven)


def solve_at_once(program: Program) -> tuple[int, ...] | None:
    """Any solution, if one is found without searching for it."""
    if not program.costs:
        return None if _is_refused(program) else ()
    for seed in SEEDS:
        solver = _run(program, AT_ONCE, seed, looks=LOOKS)
        if (values := _values(solver)) is not None:
            return values
        if _status(solver) == "kInfeasible":
            return None
    return None


def is_impossible(program: Program, seconds: float) -> bool:
    """Whether it is proven that no solution exists."""
    if not program.costs:
        return _is_refused(program)
    return _status(_run(program, seconds)) == "kInfeasible"


def _is_refused(program: Program) -> bool:
    return not all(_holds_empty(row) for row in program.rows)


def _holds_empty(row: Row) -> bool:
    return (row.low or 0) <= 0 <= (0 if row.high is None else row.high)


def _run(program: Program, seconds: float, seed: int = 0, looks: int | None = None) -> "highspy.Highs":
    solver = _quiet_solver()()
    for name, value in {**OPTIONS, "random_seed": seed, "time_limit": seconds}.items():
        solver.setOptionValue(name, value)
    if looks is not None:
        left = iter(range(looks))
        solver.cbMipInterrupt.subscribe(lambda event: None if next(left, None) is not None else event.interrupt())
    solver.passModel(_as_highs(program))
    solver.run()
    return solver


@cache
def _quiet_solver() -> "Callable[[], highspy.Highs]":
    """Its first word is its own name, on standard output, before one could forbid it: told earlier, it is silent."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 - the first that its constructor calls
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Quiet


def _status(solver: "highspy.Highs") -> str:
    return str(solver.getModelStatus().name)


def _values(solver: "highspy.Highs") -> tuple[int, ...] | None:
    import highspy

    if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    return tuple(round(value) for value in solver.getSolution().col_value)


def _as_highs(program: Program) -> "highspy.HighsLp":
    import highspy
    import numpy

    none = highspy.kHighsInf
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.costs), len(program.rows)
    lp.col_cost_ = numpy.array(program.costs, dtype=float)
    lp.col_lower_ = numpy.zeros(len(program.costs))
    lp.col_upper_ = numpy.array(program.tops, dtype=float)
    lp.integrality_ = [highspy.HighsVarType(int(whole)) for whole in program.whole]
    lp.row_lower_ = numpy.array([-none if row.low is None else row.low for row in program.rows], dtype=float)
    lp.row_upper_ = numpy.array([none if row.high is None else row.high for row in program.rows], dtype=float)
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = numpy.cumsum([0, *(len(row.columns) for row in program.rows)]).astype(numpy.int32)
    matrix.index_ = numpy.array([column for row in program.rows for column in row.columns], dtype=numpy.int32)
    matrix.value_ = numpy.array([factor for row in program.rows for factor in row.factors], dtype=float)
    return lp
