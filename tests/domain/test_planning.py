"""What a plan says of itself."""

import pickle
from dataclasses import replace

import pytest

from tests.planning_stage import BEFORE, duties, leave, month, planned, slot, task, wish
from venue_desk.domain.planning import Move, Weights, drawn, month_sentence, moves, quality_sentence, short_of, stays
from venue_desk.domain.roster import Role
from venue_desk.domain.shifts import WHOLE_DAY

FACTS = month(2, 2, 4, WHOLE_DAY)


def test_a_plan_that_is_not_proven_says_how_far_it_may_be_from_the_best() -> None:
    (found,) = planned(task(FACTS)).months
    assert quality_sentence(found) == "没有更公平的排法了。"
    stopped = replace(found, proven=False, short=2)
    assert month_sentence(stopped) == "12月的 8 处都排上了。每人 2 班。时间到了，还没算完：离最公平的排法最多差 2 班。"


@pytest.mark.parametrize(("cost", "bound", "shifts"), [(1000, 1000, 1), (1000, 900, 1), (1000, 600, 2), (1000, 599, 3)])
def test_the_distance_is_told_in_shifts_moved_and_never_as_none(cost: float, bound: float, shifts: int) -> None:
    assert short_of(cost, bound, Weights()) == shifts


def test_what_differs_is_told_place_by_place_in_the_order_of_the_days() -> None:
    who, other = FACTS.cadres[:2]
    facts = replace(FACTS, duties=duties(FACTS, [(slot(2, "全天"), who), (slot(3, "全天"), other)], locked=False))
    wanted = {slot(4, "全天"): who.id, slot(3, "全天"): other.id, slot(2, "全天"): None}
    assert moves(facts, wanted) == (
        Move(slot=slot(2, "全天"), before=who.id, after=None),
        Move(slot=slot(4, "全天"), before=None, after=who.id),
    )
    filled = drawn(facts, wanted)
    assert [filled.on(slot(day, "全天")) for day in (2, 3, 4)] == [None, other.id, who.id]


def test_who_stands_in_stays_as_what_is_locked_does() -> None:
    who, other = FACTS.cadres[:2]
    (duty,) = duties(FACTS, [(slot(2, "全天"), who)], locked=False).values()
    assert not stays(FACTS, duty, BEFORE)
    assert stays(FACTS, replace(duty, locked=True), BEFORE)
    assert stays(FACTS, replace(duty, stands_in_for=other.id), BEFORE)
    assert stays(FACTS, duty, duty.begins_at)


def test_a_month_with_all_it_knows_goes_to_another_process_and_back() -> None:
    facts = replace(
        FACTS, leaves=(leave(FACTS.cadres[0], 2, 3),), wishes=(wish(FACTS.cadres[1], 4),),
        duties=duties(FACTS, [(slot(1, "全天", Role.LEAD), FACTS.cadres[1])]),
    )  # fmt: skip
    there = pickle.loads(pickle.dumps(task(facts)))
    assert there == task(facts)
    assert there.months[0].name(FACTS.cadres[0].id) == "王建军"
