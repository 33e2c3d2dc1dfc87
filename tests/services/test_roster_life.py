"""Leaves, swaps and duties in any order by anybody, with everything taken back again: what holds, holds after every step."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db import integrity
from db.leaves import leave
from db.swaps import swap
from tests.builders import open_desk
from tests.rostered import DECEMBER, STAFF, acting, add_staff, fill_month, slot
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.cadres import decides_on
from venue_desk.domain.errors import Refused
from venue_desk.domain.leaves import NEXT as LEAVE_NEXT
from venue_desk.domain.leaves import Leave, LeaveEntry, LeaveKind, LeaveState
from venue_desk.domain.roster import Slot
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.domain.swaps import NEXT as SWAP_NEXT
from venue_desk.domain.swaps import Swap, SwapEntry, SwapState
from venue_desk.services.saved import Saved

DAYS, NAMES = st.integers(1, 12), st.sampled_from(STAFF)
PLACES = st.builds(slot, DAYS, st.sampled_from(("白班", "夜班")))
WHO = st.one_of(st.just("陈志远"), NAMES)
"""Mostly somebody who may."""

HARD = {"roster.rest", "roster.twice", "roster.overlap"}


class Life(RuleBasedStateMachine):
    """One station over some days."""

    @initialize()
    def open(self) -> None:
        self._opened = open_desk(Path(mkdtemp()))
        self.desk: Desk = self._opened.__enter__()
        self.staff = add_staff(self.desk)
        fill_month(self.desk, self.staff)
        self.done: list[Saved[Any]] = []
        self.leaves: list[Leave] = []
        self.swaps: list[Swap] = []

    def teardown(self) -> None:
        if hasattr(self, "_opened"):
            assert integrity.check() == []
            self._opened.__exit__(None, None, None)

    # --- what people do

    @rule(who=WHO, whose=NAMES, first=DAYS, days=st.integers(0, 3))
    def ask_leave(self, who: str, whose: str, first: int, days: int) -> None:
        day = date(2026, 12, first)
        entry = LeaveEntry(
            cadre_id=self.staff[whose].id, kind=LeaveKind.SICK, from_on=day, to_on=day + timedelta(days=days)
        )
        act = acting(self.desk, self.staff[who])
        if saved := self._do(lambda: self.desk.leaves.register(act, entry)):
            assert (saved.record.state is LeaveState.APPROVED) == decides_on(self.staff[who], self.staff[whose].id)
            self.leaves.append(saved.record)

    @precondition(lambda self: self.leaves)
    @rule(who=WHO, pick=st.integers(0, 9), verb=st.sampled_from(("approve", "refuse", "withdraw")))
    def decide_leave(self, who: str, pick: int, verb: str) -> None:
        at = pick % len(self.leaves)
        before = self.leaves[at]
        if saved := self._do(lambda: getattr(self.desk.leaves, verb)(acting(self.desk, self.staff[who]), before)):
            assert saved.record.state in LEAVE_NEXT[before.state]
            self.leaves[at] = saved.record

    @rule(who=WHO, mine=PLACES, away=st.integers(1, 3), arrange=st.booleans())
    def ask_swap(self, who: str, mine: Slot, away: int, arrange: bool) -> None:
        duties, theirs = self._duties(), replace(mine, day=mine.day + timedelta(days=away))
        other = duties[theirs].cadre_id
        if other is None:
            return
        entry = SwapEntry(duty_id=duties[mine].id, with_cadre_id=other, return_duty_id=duties[theirs].id)
        before, verb = self._people(), self.desk.swaps.arrange if arrange else self.desk.swaps.ask
        if saved := self._do(lambda: verb(acting(self.desk, self.staff[who]), entry)):
            self.swaps.append(saved.record)
            self._exchanged(before, saved.record if arrange else None)

    @precondition(lambda self: self.swaps)
    @rule(who=WHO, pick=st.integers(0, 2), how=st.sampled_from(("on", "on", "no", "back")))
    def step_swap(self, who: str, pick: int, how: str) -> None:
        at = len(self.swaps) - 1 - pick % len(self.swaps)
        before, people = self.swaps[at], self._people()
        asked = before.state is SwapState.ASKED
        verb = {"on": "accept" if asked else "approve", "no": "decline" if asked else "refuse", "back": "withdraw"}[how]
        act = acting(self.desk, self.staff[who])
        if saved := self._do(lambda: getattr(self.desk.swaps, verb)(act, before)):
            assert saved.record.state in SWAP_NEXT[before.state]
            self.swaps[at] = saved.record
            self._exchanged(people, saved.record if verb == "approve" else None)

    @rule(place=PLACES, name=st.one_of(st.none(), NAMES))
    def fill(self, place: Slot, name: str | None) -> None:
        self._do(lambda: self.desk.roster.fill(self.desk.act(), place, self.staff[name].id if name else None))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        saved = self.done.pop()
        self.desk.undo(self.desk.act(), saved)  # the last one can always be taken back
        self.leaves = [now for each in self.leaves if (now := leave(each.id)) is not None]
        self.swaps = [found for each in self.swaps if (found := swap(each.id)) is not None]

    # --- what holds

    @invariant()
    def only_open_swaps_and_standing_leaves_wait(self) -> None:
        if not hasattr(self, "desk"):
            return
        station = self.desk.act().station_id
        waiting = {swap.id for swap in self.desk.swaps.open(station)}
        assert waiting == {swap.id for swap in self.swaps if swap.state.open}
        asked = {leave.id for leave in self.desk.leaves.waiting(station)}
        assert asked == {leave.id for leave in self.leaves if leave.state is LeaveState.ASKED}

    @invariant()
    def nobody_is_on_leave_twice(self) -> None:
        standing = [leave for leave in getattr(self, "leaves", ()) if leave.state.standing]
        for number, one in enumerate(standing):
            for other in standing[:number]:
                assert one.cadre_id != other.cadre_id or one.to_on < other.from_on or other.to_on < one.from_on

    # --- within

    def _do(self, verb: Callable[[], Saved[Any]]) -> Saved[Any] | None:
        """Done, or refused in a sentence and nothing changed."""
        before = self._people()
        with suppress(Refused):
            saved = verb()
            self.done.append(saved)
            return saved
        assert self._people() == before
        return None

    def _exchanged(self, before: dict[Slot, Any], swap: Swap | None) -> None:
        """On approval exactly two places changed, no people were lost, and nobody is short of rest by it; else none did."""
        after = self._people()
        changed = {at for at in after if after[at] != before[at]}
        assert Counter(after.values()) == Counter(before.values())
        assert len(changed) == (2 if swap is not None else 0)
        keys = {at.key for at in changed}
        facts = self.desk.roster.facts(self.desk.act().station_id, DECEMBER)
        assert not [f for f in roster_findings(facts) if f.field in keys and f.code in HARD]

    def _duties(self) -> dict[Slot, Any]:
        return dict(self.desk.roster.facts(self.desk.act().station_id, DECEMBER).duties)

    def _people(self) -> dict[Slot, Any]:
        return {at: duty.cadre_id for at, duty in self._duties().items()}


Life.TestCase.settings = settings(
    max_examples=examples(9), stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase
