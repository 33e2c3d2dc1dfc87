"""What the planner is given of a real station, and that it can go to another process."""

import pickle
import subprocess
import sys
from datetime import date, timedelta

from tests.builders import add_cadre, later
from tests.planning_stage import planned
from venue_desk.desk import Desk
from venue_desk.domain.planning import PlanTask

DECEMBER = date(2026, 12, 1)


def test_a_task_goes_to_another_process_and_comes_back_as_a_plan(desk: Desk) -> None:
    for name in ("王建军", "赵文博"):
        add_cadre(desk, name, leads_duty=True)
    for name in ("李秀兰", "张小梅"):
        add_cadre(desk, name)
    task: PlanTask = pickle.loads(pickle.dumps(desk.planner.task(desk.act(), DECEMBER)))
    plan = pickle.loads(pickle.dumps(planned(task)))
    assert plan.proven
    assert len(plan.assignments) == 124
    assert plan.gaps == ()
    assert plan.sentence.startswith("12月的 124 处都排上了。")


def test_days_on_call_are_those_since_one_came_and_those_after_one_came_back(desk: Desk) -> None:
    act = desk.act()
    came = add_cadre(desk, "王建军", joined_on=date(2026, 11, 1))
    task = desk.planner.task(act, DECEMBER)
    assert task.year[came.id].days == 30
    gone = desk.cadres.leave(later(act, days=1), came, date(2026, 11, 11)).record
    desk.cadres.come_back(later(act, days=6), gone)
    assert (
        desk.planner.task(act, DECEMBER).year[came.id].days
        == 30 - (act.today + timedelta(days=6) - date(2026, 11, 11)).days
    )


def test_the_solver_is_loaded_only_to_plan() -> None:
    """Eight megabytes that a start of the window must not pay for."""
    program = "import sys, venue_desk.desk; sys.exit('highspy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
