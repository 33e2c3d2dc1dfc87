"""From when on a handover is asked for, and what is said while nobody takes over: to the minute."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.domain.test_handover import DAY, NOON, RUNS, duties, handover
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.handover import HandoverState
from venue_desk.domain.handover_turns import (
    Coming,
    Turn,
    ahead_finding,
    coming_at,
    forgotten_finding,
    gap_finding,
    turns,
)

DUE = datetime(2026, 11, 23, 20, tzinfo=STATION_ZONE)
TURN = turns(RUNS, duties("WL", "ZX"), [])[0]
GIVEN = replace(TURN, handover=handover(state=HandoverState.GIVEN, taken_at=None))
SEALED = replace(TURN, handover=handover(taken_at=DUE + timedelta(minutes=12)))


def coming(turn: Turn = TURN, *, expected: bool = True) -> Coming:
    return Coming(turn=turn, opens_at=turn.due_at - timedelta(minutes=15), expected=expected, earlier=())


def late(minutes: int, seconds: int = 0) -> datetime:
    return DUE + timedelta(minutes=minutes, seconds=seconds)


def test_it_opens_so_many_minutes_before_the_shift_ends_and_is_asked_for_since_the_first_one() -> None:
    found = turns(RUNS, duties("WL", "ZX", "WL"), [])
    asked = coming_at(found, [], DUE, NOON, 15)
    assert (asked.turn.title, asked.opens_at, asked.expected) == ("白班交夜班", late(-15), True)
    assert not coming_at(found, [], DUE + timedelta(seconds=1), NOON, 15).expected
    assert not coming_at(turns(RUNS, duties("··", "··"), []), [], DUE, NOON, 15).expected


@pytest.mark.parametrize(
    ("state", "done", "given"),
    [(HandoverState.OPEN, False, False), (HandoverState.GIVEN, False, True), (HandoverState.SEALED, True, False)],
)
def test_a_turn_is_done_when_both_signed(state: HandoverState, done: bool, given: bool) -> None:
    turn = replace(TURN, handover=handover(state=state))
    assert (turn.done, turn.given) == (done, given)
    assert (TURN.done, TURN.given) == (False, False)


def test_late_is_counted_till_somebody_took_over() -> None:
    assert [TURN.minutes_late(late(*at)) for at in ((-30, 0), (0, 59), (1, 0), (61, 30))] == [0, 0, 1, 61]
    assert SEALED.minutes_late(late(600)) == 12
    assert GIVEN.minutes_late(late(7)) == 7


@pytest.mark.parametrize(
    ("minutes", "patience", "told"), [(9, 10, False), (10, 10, True), (0, 0, False), (1, 0, True), (1, 1, True)]
)
def test_a_gap_is_told_once_patience_is_over(minutes: int, patience: int, told: bool) -> None:
    found = gap_finding(coming(), "李秀兰", late(minutes), patience)
    assert (found is not None) is told
    if found:
        assert found.code == "handover.gap"
        assert found.sentence.endswith("签字前仍由白班的李秀兰负责。")


def test_one_signed_by_the_giver_waits_for_the_taker_and_one_not_asked_for_is_no_gap() -> None:
    found = gap_finding(coming(GIVEN), "", late(42), 10)
    assert found is not None
    assert (found.code, found.sentence) == (
        "handover.unsigned", "白班交夜班过了 42 分钟还没签完。请接班人来签字，签字前仍由白班负责。",
    )  # fmt: skip
    assert gap_finding(coming(expected=False), "", late(42), 10) is None
    assert gap_finding(coming(SEALED), "", late(42), 10) is None


@pytest.mark.parametrize(("at", "told"), [(late(-121), False), (late(-120), True), (late(5), True)])
def test_two_hours_before_one_begins_to_lay_things_ready(at: datetime, told: bool) -> None:
    found = ahead_finding(coming(), "张小梅", at)
    assert (found is not None) is told
    if found:
        assert (found.code, found.sentence[:12]) == ("handover.tonight", "白班交夜班，20:00 ")


def test_what_is_planned_or_asked_for_is_told_and_what_is_done_is_not() -> None:
    unplanned = replace(TURN, planned=False)
    assert ahead_finding(coming(unplanned, expected=False), "", late(-60)) is None
    assert ahead_finding(coming(unplanned), "", late(-60)) is not None
    assert ahead_finding(coming(expected=False), "", late(-60)) is not None
    assert ahead_finding(coming(SEALED), "", late(-60)) is None


@pytest.mark.parametrize(("hour", "code"), [(17, "handover.ahead"), (18, "handover.tonight")])
def test_from_six_on_it_belongs_to_the_night(hour: int, code: str) -> None:
    turn = replace(TURN, due_at=DUE.replace(hour=hour))
    found = ahead_finding(coming(turn), "", turn.due_at)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("taker", "said"), [("张小梅", "请张小梅逐项来接。"), ("", "请接班人逐项来接。")])
def test_signed_by_the_giver_it_names_who_is_to_come(taker: str, said: str) -> None:
    found = ahead_finding(coming(GIVEN), taker, late(-60))
    assert found is not None
    assert found.sentence.endswith(said)


def test_a_forgotten_one_is_due_on_its_day() -> None:
    found = forgotten_finding(TURN, DAY + timedelta(days=1))
    assert (found.due, found.sentence) == (DAY, "昨天 20:00 白班交夜班没有办交接。请两班的人补办。")
    assert forgotten_finding(GIVEN, DAY).sentence == "今天 20:00 白班交夜班的交接没有办完。请接班人接着签字。"
