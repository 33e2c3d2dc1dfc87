"""What a cadre would look at in a plan: evenness, wishes, who is moved, what is said of a gap."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from tests.planning_stage import BEFORE, duties, leave, month, planned, slot, task, wish
from venue_desk.domain.leaves import LeaveState
from venue_desk.domain.planning import MonthPlan, PlanTask, YearSoFar, drawn
from venue_desk.domain.planning_aims import CATCH_UP
from venue_desk.domain.roster import Role, RosterFacts, month_after, month_end
from venue_desk.domain.roster_fairness import Counts
from venue_desk.domain.shifts import DEFAULT, WHOLE_DAY, Shift, runs
from venue_desk.services.planner import plan_job

EIGHT = month(4, 4)
THREE_ALIKE = month(3, 0, 12, (Shift(name="全天", begins=480, ends=480, others=0),))


def only(wanted: PlanTask) -> MonthPlan:
    (found,) = planned(wanted).months
    return found


def shifts(found: MonthPlan) -> list[int]:
    return [row.month.shifts for row in found.after.rows]


def test_a_month_is_shared_out_evenly_in_all_that_counts() -> None:
    found = only(task(EIGHT))
    assert found.proven
    assert found.gaps == ()
    for counts in (
        shifts(found),
        [row.month.weekends for row in found.after.rows],
        [row.month.nights for row in found.after.rows],
    ):
        assert max(counts) - min(counts) <= 1
    assert len(found.moves) == len(found.assignments) == 124


def test_nobody_serves_again_sooner_than_need_be() -> None:
    found = only(task(EIGHT))
    numbers = {(run.day, run.name): at for at, run in enumerate(EIGHT.runs)}
    served = sorted((who, numbers[at.day, at.shift]) for at, who in found.assignments.items() if who)
    apart = [later - at for (who, at), (other, later) in pairwise(served) if who == other]
    assert min(apart) >= 2
    assert sum(step < 3 for step in apart) < len(apart) / 4


def test_a_newcomer_makes_up_nothing_and_who_fell_behind_a_little_each_month() -> None:
    first, second, third = (each.id for each in THREE_ALIKE.cadres)
    even = {first: YearSoFar(counts=Counts(shifts=30), days=90), second: YearSoFar(counts=Counts(shifts=30), days=90)}
    assert shifts(only(replace(task(THREE_ALIKE), year=even))) == [4, 4, 4]
    behind = even | {third: YearSoFar(counts=Counts(shifts=3), days=90)}
    counts = shifts(only(replace(task(THREE_ALIKE), year=behind)))
    assert counts[2] > 4
    assert counts[2] <= 4 + CATCH_UP + 1


def test_who_is_away_half_of_the_month_has_half_of_the_shifts() -> None:
    away = replace(THREE_ALIKE, leaves=(leave(THREE_ALIKE.cadres[0], 1, 6),))
    assert shifts(only(task(away))) == [2, 5, 5]


def test_wishes_and_leave_asked_for_are_met_where_it_costs_nobody_a_shift() -> None:
    who, other, _ = THREE_ALIKE.cadres
    facts = replace(
        THREE_ALIKE,
        wishes=(wish(who, 2, wants=True), wish(who, 5), wish(other, 7, wants=True)),
        leaves=(leave(other, 9, 10, LeaveState.ASKED),),
    )
    found = only(task(facts))
    on = {at.day.day: cadre for at, cadre in found.assignments.items()}
    assert (on[2], on[7]) == (who.id, other.id)
    assert on[5] != who.id
    assert other.id not in (on[9], on[10])
    assert shifts(found) == [4, 4, 4]


def test_of_a_published_month_only_who_cannot_come_is_replaced() -> None:
    planned_once = drawn(EIGHT, only(task(EIGHT)).assignments)
    ill = next(cadre for cadre in EIGHT.cadres if cadre.id == planned_once.on(slot(10, "夜班")))
    facts = replace(planned_once, leaves=(leave(ill, 9, 11),))
    lost = {at for at, duty in facts.duties.items() if duty.cadre_id == ill.id and 9 <= at.day.day <= 11}
    settled = only(replace(task(facts), settled=frozenset({EIGHT.month})))
    assert len(settled.moves) == len(lost)
    assert {(move.slot.day, move.slot.shift) for move in settled.moves} == {(at.day, at.shift) for at in lost}
    assert settled.gaps == ()


def test_what_has_begun_stays_and_an_empty_place_of_the_past_is_told() -> None:
    who = EIGHT.cadres[5]
    facts = replace(EIGHT, duties=duties(EIGHT, [(slot(1, "白班"), who)], locked=False))
    found = only(task(facts, now=datetime(2026, 12, 1, 13, tzinfo=UTC)))  # 21:00 at the station: the night has begun
    assert {at.day.day for at in found.assignments} == set(range(2, 32))
    assert [gap.slot for gap in found.gaps] == [
        slot(1, "白班", Role.LEAD), slot(1, "夜班", Role.LEAD), slot(1, "夜班"),
    ]  # fmt: skip
    assert found.gaps[0].sentence == "12月1日白班缺带班领导：这一班已经开始。请照实补上是谁值的。"


def test_a_gap_says_who_cannot_why_and_what_was_tried_and_helps() -> None:
    small = month(3, 2, 3, WHOLE_DAY)
    first, second, third = small.cadres[:3]
    facts = replace(
        small, leaves=(leave(first, 3, 3), leave(second, 3, 3)), duties=duties(small, [(slot(2, "全天"), third)])
    )
    (gap,) = only(task(facts)).gaps
    assert gap.slot == slot(3, "全天", Role.LEAD)
    assert gap.sentence == (
        "12月3日全天缺带班领导：王建军、赵文博请假，陈志远歇不够，李秀兰、张小梅不带班。"
        "请找人替班，或给李秀兰勾上「能带班」，或让王建军换个日子请假。"
    )
    assert gap.together == (gap.slot,)


def test_shifts_that_only_together_are_too_many_are_named_together() -> None:
    facts = month(1, 3, 1)
    (gap,) = only(task(facts)).gaps
    assert set(gap.together) == {slot(1, "白班", Role.LEAD), slot(1, "夜班", Role.LEAD)}
    assert "12月1日白班、夜班的带班一共要 2 人次，能排的只有王建军，值完要歇 1 班" in gap.sentence
    assert gap.people == (facts.cadres[0].id,)


def test_gaps_of_one_reason_are_told_in_one_sentence() -> None:
    plan = planned(task(month(0, 4, 31)))
    assert len(plan.gaps) == 62
    (told,) = plan.gap_sentences
    assert told.startswith("12月1日白班、12月1日夜班、12月2日白班等 62 处缺带班领导：")
    assert planned(task(month(0, 0, 2))).gap_sentences[0].endswith("没有人参加值班。请找人替班。")


def test_months_go_on_from_one_another_and_a_year_begins_anew() -> None:
    days = [replace(_next(EIGHT, number), duties={}) for number in range(3)]
    plan = planned(PlanTask(months=tuple(days), now=BEFORE))
    assert [found.month for found in plan.months] == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    january, february = plan.months[1:]
    assert [row.year.shifts for row in january.after.rows] == [row.month.shifts for row in january.after.rows]
    year = [row.year.shifts for row in february.after.rows]
    assert sum(year) == sum(len(found.assignments) for found in plan.months[1:])
    assert max(year) - min(year) <= 1
    last, first = slot(31, "夜班"), replace(slot(1, "白班"), day=date(2027, 1, 1))
    assert plan.assignments[last] != plan.assignments[first]


def test_a_plan_that_is_stopped_leaves_nothing() -> None:
    steps = plan_job(task(EIGHT))
    told = [next(steps), next(steps)]
    assert [step[:2] for step in told] == [(0, 3), (1, 3)]
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


def test_leads_take_turns_at_leading() -> None:
    found = only(task(month(4, 0, 24, WHOLE_DAY)))
    led = Counter(who for at, who in found.assignments.items() if at.role is Role.LEAD)
    assert max(led.values()) - min(led.values()) <= 2


def _next(facts: RosterFacts, number: int) -> RosterFacts:
    """The same cadres some months later, with three days of either neighbour."""

    begins = month_after(facts.month, number)
    border = timedelta(days=3)
    return replace(
        facts, month=begins, runs=runs([DEFAULT], facts.calendar, begins - border, month_end(begins) + border)
    )
