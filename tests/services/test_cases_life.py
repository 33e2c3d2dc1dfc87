"""Whatever is done to a case in whatever order: no original is lost, nothing is closed twice, the clock adds up."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db import cases as table
from db import custody, integrity
from tests.builders import open_desk
from tests.case_village import BENEFIT, applicant, centre, entry, item
from tests.torture import examples
from venue_desk.domain.acts import Act
from venue_desk.domain.case_appointments import waiting
from venue_desk.domain.case_steps import StepEntry, allowed
from venue_desk.domain.cases import OPEN, PAUSED, RUNNING, CaseState, Rating, Step
from venue_desk.domain.errors import Refused
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.network import Level

CALENDAR = WorkCalendar()
FINISHED = {CaseState.DONE, CaseState.COLLECTED, CaseState.ARCHIVED}
STEPS = [step for step in Step if step not in (Step.ACCEPT, Step.TAKE_BACK)]


class CaseLife(RuleBasedStateMachine):
    """One case over the real engine; whatever the table refuses must leave no trace."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.desk = self._stack.enter_context(open_desk(folder / "data"))
        self.days = 0

    def teardown(self) -> None:
        assert integrity.check() == []
        self._stack.close()

    @initialize(held=st.integers(0, 2), lacking=st.booleans())
    def accept(self, held: int, lacking: bool) -> None:
        said = entry(self.desk, applicant(self.desk), item(self.desk))
        lines = [replace(line, envelope=1) if at < held else line for at, line in enumerate(said.materials)]
        lines[2] = replace(lines[2], given=not lacking)
        self.point = centre(self.desk)
        self.case_id = self.desk.cases.accept(self.act, replace(said, materials=tuple(lines))).record.id

    @property
    def act(self) -> Act:
        act = self.desk.act()
        return replace(act, at=act.at + timedelta(days=self.days))

    @property
    def case(self) -> Any:
        return table.case(self.case_id)

    @rule(days=st.integers(0, 12))
    def time_passes(self, days: int) -> None:
        self.days += days

    @rule(step=st.sampled_from(STEPS), rating=st.sampled_from(Rating), ahead=st.integers(1, 40))
    def step(self, step: Step, rating: Rating, ahead: int) -> None:
        before, materials = self.case, table.materials(self.case_id)
        appointed = bool(waiting(table.appointments(self.case_id)))
        open_originals = tuple(each.id for each in custody.of_case(self.case_id) if each.held)
        said = StepEntry(
            step=step, note="说明", level=Level.TOWNSHIP, point_id=self.point.id, place=self.point.name, person="张文海",
            on=max(before.promised_on, self.act.today) + timedelta(days=ahead), rating=rating,
            missing=(1,), brought=tuple(m.position for m in materials if not m.given), original_ids=open_originals[:1],
        )  # fmt: skip
        try:
            self.desk.cases.take(self.act, before, said)
        except Refused:
            assert self.case == before
        else:
            assert step in allowed(before, appointed=appointed)

    @rule()
    def take_back(self) -> None:
        before = self.case
        try:
            self.desk.cases.take_back(self.act, before)
        except Refused:
            assert self.case == before

    @invariant()
    def nothing_is_lost(self) -> None:
        held = [each for each in custody.of_case(self.case_id) if each.held]
        assert self.case.held == len(held)
        assert self.case.open == (self.case.state in OPEN)
        assert self.case.open or not held

    @invariant()
    def it_is_closed_once(self) -> None:
        finished = [s for s in table.steps(self.case_id) if s.step is Step.FINISH and not s.taken_back]
        assert len(finished) == (1 if self.case.state in FINISHED else 0)
        assert (self.case.done_on is not None) == bool(finished)

    @invariant()
    def the_clock_adds_up(self) -> None:
        case = self.case
        expected = BENEFIT.promised_days + case.paused_days + case.extended_days
        assert CALENDAR.workdays(case.accepted_on, case.promised_on) == expected
        assert (case.paused_on is not None) == (case.state in PAUSED)
        assert case.hand_in_on is None or case.hand_in_on <= case.promised_on

    @invariant()
    def nobody_is_to_go_for_what_is_done_or_over(self) -> None:
        if self.case.state not in RUNNING | PAUSED:
            assert waiting(table.appointments(self.case_id)) == ()

    @invariant()
    def a_day_stands_with_what_was_given(self) -> None:
        assert all((m.given_on is not None) == m.given for m in table.materials(self.case_id))

    @invariant()
    def steps_follow_each_other(self) -> None:
        steps = table.steps(self.case_id)
        assert [step.position for step in steps] == list(range(1, len(steps) + 1))


CaseLife.TestCase.settings = settings(
    max_examples=examples(9), stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
test_the_life_of_a_case = CaseLife.TestCase
