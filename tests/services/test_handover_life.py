"""Whatever order people do things in: what is sealed was accepted whole, its seal holds, and only additions follow."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from db import handover as table
from db import integrity
from tests.shift_change import Shifting, copied, moment, password
from tests.torture import examples
from venue_desk.domain.acts import Act
from venue_desk.domain.belongings import BelongingEntry, BelongingKind
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import Handover, HandoverState, ItemState
from venue_desk.domain.handover_seals import seal_of

PEOPLE = ("李秀兰", "张小梅", "王建军", "马德林")
WORDS = ("", "少一把", "不在袋里")
MOSTLY = st.sampled_from((True, True, True, False))


class Life(RuleBasedStateMachine):
    """The verbs in any order, by anybody, at times that sometimes run back; a refusal changes nothing."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        folder = Path(self.held.enter_context(tempfile.TemporaryDirectory()))
        self.made: Shifting = self.held.enter_context(copied(self.template, folder / "data"))
        self.clock: datetime = moment("19:46")
        self.sealed_as: dict[object, Handover] = {}
        self.things = 0

    def teardown(self) -> None:
        try:
            assert integrity.check() == []
        finally:
            self.held.close()

    @property
    def act(self) -> Act:
        return Act(self.made.id("李秀兰"), self.made.desk.signed_in.station.id, self.clock)

    def open_ones(self) -> list[Handover]:
        return table.unfinished(self.act.station_id)

    def attempt(self, deed: Callable[[], object]) -> None:
        before = self.everything()
        try:
            deed()
        except Refused:
            assert self.everything() == before

    def everything(self) -> object:
        known = table.page(self.act.station_id)
        ids = [each.id for each in known]
        return known, table.items(ids), table.additions(ids)

    @rule(minutes=st.integers(-3, 400))
    def time_passes(self, minutes: int) -> None:
        self.clock += timedelta(minutes=minutes)

    @rule()
    def something_is_bought(self) -> None:
        self.things += 1
        entry = BelongingEntry(kind=BelongingKind.EQUIPMENT, name=f"第 {self.things} 样")
        self.made.desk.belongings.register(self.act, entry)

    @rule(steps=st.integers(1, 4), who=st.sampled_from(PEOPLE[:3]))
    def it_goes_as_it_should_for_some_steps(self, steps: int, who: str) -> None:
        self.begin()
        begun = self.open_ones()[-1:]
        if not begun:
            return
        giver = next(name for name in PEOPLE if self.made.id(name) == begun[0].giver_id)
        rest: tuple[Callable[[], object], ...] = (
            lambda: self.give(giver, True, -1),
            lambda: self.answer_all_that_wait(-1),
            lambda: self.take(who, True, -1),
        )
        for step in rest[: steps - 1]:
            if self.open_ones():
                step()

    @rule()
    def begin(self) -> None:
        self.attempt(lambda: self.made.desk.handover.begin(self.act, self.made.desk.handover.coming(self.act).turn))

    @precondition(lambda life: bool(life.open_ones()))
    @rule(notes=st.sampled_from(WORDS), pick=st.integers(0, 3))
    def write(self, notes: str, pick: int) -> None:
        begun = self.open_ones()[pick % len(self.open_ones())]
        self.attempt(lambda: self.made.desk.handover.write(self.act, begun, "", notes))

    @precondition(lambda life: bool(life.open_ones()))
    @rule(who=st.sampled_from(PEOPLE), knows=MOSTLY, pick=st.integers(0, 3))
    def give(self, who: str, knows: bool, pick: int) -> None:
        begun = self.open_ones()[pick % len(self.open_ones())]
        seen = self.made.desk.handover.offers(self.act.station_id, self.act.at)
        word = password(who if knows else "别人")
        self.attempt(lambda: self.made.desk.handover.give(self.act, begun, seen, word, self.made.id(who)))

    @precondition(lambda life: bool(life.open_ones()))
    @rule(state=st.sampled_from(ItemState), words=st.sampled_from(WORDS), named=st.booleans(), pick=st.integers(0, 9))
    def answer(self, state: ItemState, words: str, named: bool, pick: int) -> None:
        items = table.items([each.id for each in self.open_ones()])
        if items:
            item, who = items[pick % len(items)], self.made.id("王建军") if named else None
            self.attempt(lambda: self.made.desk.handover.answer(self.act, item, state, words, who))

    @precondition(lambda life: bool(life.open_ones()))
    @rule(pick=st.integers(0, 3))
    def answer_all_that_wait(self, pick: int) -> None:
        given = self.open_ones()[pick % len(self.open_ones())]
        for item in self.made.desk.handover.items(given):
            if not item.accepted:
                self.attempt(lambda item=item: self.made.desk.handover.answer(self.act, item, ItemState.ACCEPTED))  # type: ignore[misc]

    @precondition(lambda life: bool(life.open_ones()))
    @rule(who=st.sampled_from(PEOPLE), knows=MOSTLY, pick=st.integers(0, 3))
    def take(self, who: str, knows: bool, pick: int) -> None:
        given = self.open_ones()[pick % len(self.open_ones())]
        word = password(who if knows else "别人")
        self.attempt(lambda: self.made.desk.handover.take(self.act, given, self.made.id(who), word))

    @rule(text=st.sampled_from(WORDS), pick=st.integers(0, 9))
    def add(self, text: str, pick: int) -> None:
        known = table.page(self.act.station_id)
        if known:
            self.attempt(lambda: self.made.desk.handover.add(self.act, known[pick % len(known)], text))

    @invariant()
    def what_is_sealed_was_accepted_whole_and_stays(self) -> None:
        for handover in table.sealed(self.act.station_id):
            items = table.items([handover.id])
            assert all(item.state in (ItemState.ACCEPTED, ItemState.TAKEN_AS_IS) for item in items)
            assert all(item.difference and item.followed_by for item in items if item.state is ItemState.TAKEN_AS_IS)
            assert handover.seal == seal_of(handover, items)
            assert handover.giver_id != handover.taker_id
            assert handover.given_at is not None
            assert handover.taken_at is not None
            assert handover.begun_at <= handover.given_at <= handover.taken_at
            assert self.sealed_as.setdefault(handover.id, handover) == handover

    @invariant()
    def only_what_is_sealed_was_added_to(self) -> None:
        known = table.page(self.act.station_id)
        added = {addition.handover_id for addition in table.additions([each.id for each in known])}
        assert added <= {each.id for each in known if each.state is HandoverState.SEALED}


@pytest.mark.slow
def test_a_handover_lives_by_its_rules(shift_template: Path) -> None:
    Life.template = shift_template
    quiet = settings(
        max_examples=examples(8), stateful_step_count=15, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=quiet)
