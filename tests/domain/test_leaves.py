"""What a leave may say, day by day: both ends are counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import (
    LONGEST,
    REASON_MAX,
    Leave,
    LeaveKind,
    LeaveState,
    Wish,
    check_leave,
    check_step,
    check_wish,
    days_text,
)

TODAY = date(2026, 12, 9)
NOW = datetime(2026, 12, 9, 2, tzinfo=UTC)
WHO, ANOTHER, STATION = (new_id(NOW, Random(number)) for number in range(3))
GRANTED, ASKED, REFUSED, WITHDRAWN = (
    LeaveState.APPROVED, LeaveState.ASKED, LeaveState.REFUSED, LeaveState.WITHDRAWN,
)  # fmt: skip


def leave(first: int, last: int, state: LeaveState = GRANTED) -> Leave:
    return Leave(
        id=new_id(NOW, Random(9)), station_id=STATION, cadre_id=WHO, kind=LeaveKind.PERSONAL, state=state, asked_at=NOW,
        asked_by=WHO, from_on=date(2026, 12, first), to_on=date(2026, 12, last),
    )  # fmt: skip


def codes(entry: Leave, *others: Leave) -> list[str]:
    return [finding.code for finding in check_leave(entry, others, TODAY)]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(9, 9, []), (10, 9, ["leave.ends"]), (8, 9, []), (7, 8, ["leave.past"])],
)
def test_a_leave_ends_when_it_begins_or_later(first: int, last: int, said: list[str]) -> None:
    assert codes(leave(first, last)) == said


@pytest.mark.parametrize(
    ("first", "last", "clash"),
    [(10, 11, True), (12, 14, True), (13, 14, False), (8, 9, True), (7, 8, False), (9, 12, True)],
)
def test_nobody_is_on_leave_twice_on_one_day(first: int, last: int, clash: bool) -> None:
    there = replace(leave(9, 12), to_on=date(2026, 12, 12))
    found = [code for code in codes(leave(first, last), there) if code == "leave.twice"]
    assert bool(found) is clash
    assert "leave.twice" not in codes(leave(first, last), replace(there, cadre_id=ANOTHER))


@pytest.mark.parametrize(("state", "clash"), [(ASKED, True), (GRANTED, True), (REFUSED, False), (WITHDRAWN, False)])
def test_only_a_leave_that_stands_is_in_the_way(state: LeaveState, clash: bool) -> None:
    assert (codes(leave(10, 11), leave(11, 12, state)) == ["leave.twice"]) is clash


@pytest.mark.parametrize(("days", "said"), [(LONGEST, []), (LONGEST + 1, ["leave.long"])])
def test_a_leave_is_a_year_at_most(days: int, said: list[str]) -> None:
    entry = replace(leave(9, 9), to_on=TODAY + timedelta(days=days - 1))
    assert codes(entry) == said


@pytest.mark.parametrize(("length", "said"), [(REASON_MAX, []), (REASON_MAX + 1, ["leave.reason"])])
def test_a_reason_fits_its_line(length: int, said: list[str]) -> None:
    assert codes(replace(leave(9, 9), reason="事" * length)) == said


@pytest.mark.parametrize(
    ("state", "may"),
    [(ASKED, {GRANTED, REFUSED, WITHDRAWN}), (GRANTED, {WITHDRAWN}), (REFUSED, set()), (WITHDRAWN, set())],
)
def test_a_leave_goes_only_these_ways(state: LeaveState, may: set[LeaveState]) -> None:
    assert {to for to in LeaveState if not check_step(leave(10, 11, state), to, TODAY)} == may


@pytest.mark.parametrize(("first", "said"), [(8, ["leave.begun"]), (9, []), (10, [])])
def test_one_that_began_before_today_is_not_taken_back(first: int, said: list[str]) -> None:
    assert [finding.code for finding in check_step(leave(first, 12), WITHDRAWN, TODAY)] == said


def test_it_covers_both_its_days_and_is_told_as_said() -> None:
    three = leave(9, 11)
    assert [three.covers(date(2026, 12, day)) for day in range(8, 13)] == [False, True, True, True, False]
    assert days_text(replace(three, to_on=date(2026, 12, 20)), date(2026, 1, 5)) == "12月9日至12月20日"
    assert days_text(leave(20, 20), date(2026, 1, 5)) == "12月20日"


@pytest.mark.parametrize(
    ("day", "shift", "said"),
    [(8, "白班", ["wish.past"]), (9, "白班", []), (12, "夜班", []), (12, "白班", ["wish.twice"]), (13, "白班", [])],
)
def test_a_wish_speaks_of_a_day_to_come_and_once(day: int, shift: str, said: list[str]) -> None:
    known = Wish(id=WHO, station_id=STATION, cadre_id=WHO, day=date(2026, 12, 12), shift="白班")
    entry = replace(known, day=date(2026, 12, day), shift=shift)
    assert [finding.code for finding in check_wish(entry, [known], TODAY)] == said
    assert [f.code for f in check_wish(replace(entry, cadre_id=ANOTHER), [known], TODAY)] == [
        code for code in said if code != "wish.twice"
    ]
