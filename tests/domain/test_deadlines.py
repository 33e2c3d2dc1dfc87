"""Deadlines by hand, around 国庆 and 春节 2026 (国办发明电〔2025〕7号): 9月20日、10月10日、2月14日、2月28日 are worked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from venue_desk.domain.cases import Case, CaseState
from venue_desk.domain.catalogue import Method
from venue_desk.domain.deadlines import Pressure, due, hand_in_by, pause, promised, resume, worked
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.ids import new_id
from venue_desk.domain.network import Level

CALENDAR = WorkCalendar()
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def case(accepted: str, days: int, **said: Any) -> Case:
    ids = [new_id(NOW, Random(number)) for number in range(9)]
    accepted_on = day(accepted)
    made = Case(
        id=ids[0], station_id=ids[1], number="105203-20260901-0001", villager_id=ids[2], household_id=ids[3],
        group_id=ids[4], hamlet_id=ids[5], applicant="张文海", item_id=ids[6], item_root_id=ids[6], item_name="低保申请",
        method=Method.ON_BEHALF, agent_id=ids[7], state=CaseState.ACCEPTED, level=Level.STATION, since_on=accepted_on,
        accepted_at=NOW, accepted_on=accepted_on, accepted_by=ids[7], promised_days=days,
        promised_on=promised(CALENDAR, accepted_on, days),
    )  # fmt: skip
    return replace(made, **said)


@pytest.mark.parametrize(
    ("accepted", "days", "until"),
    [
        ("09-28", 3, "10-08"),  # 29, 30, then 国庆 1–7
        ("09-28", 5, "10-10"),  # 8, 9 and the Saturday that is worked
        ("09-28", 6, "10-12"),
        ("09-18", 2, "09-21"),  # Sunday 20 September is worked
        ("09-24", 1, "09-28"),  # 中秋 25–27
        ("02-12", 2, "02-14"),  # Saturday 14 February is worked
        ("02-12", 3, "02-24"),  # 春节 15–23
        ("02-26", 2, "02-28"),  # Saturday 28 February is worked
        ("02-26", 3, "03-02"),
        ("11-23", 15, "12-14"),
        ("11-23", 0, "11-23"),
    ],
)
def test_promised_days_are_counted_over_holidays_and_made_up_days(accepted: str, days: int, until: str) -> None:
    assert promised(CALENDAR, day(accepted), days) == day(until)


def test_handing_in_has_a_limit_inside_the_promise_and_none_at_the_station() -> None:
    on = day("11-23")
    assert hand_in_by(CALENDAR, on, 3, Level.TOWNSHIP, day("12-14")) == day("11-26")
    assert hand_in_by(CALENDAR, on, 3, Level.COUNTY, day("11-24")) == day("11-24")
    assert hand_in_by(CALENDAR, on, 3, Level.STATION, day("12-14")) is None


@pytest.mark.parametrize(
    ("paused", "resumed", "until", "stood"),
    [
        ("09-29", "09-30", "10-13", 1),
        ("09-29", "10-08", "10-14", 2),  # 30 September and 8 October; the holidays do not count
        ("10-01", "10-07", "10-12", 0),
        ("09-29", "09-29", "10-12", 0),
    ],
)
def test_a_pause_moves_the_limit_by_the_working_days_it_stood(
    paused: str, resumed: str, until: str, stood: int
) -> None:
    before = case("09-28", 6)
    after = resume(pause(before, day(paused)), day(resumed), CALENDAR)
    assert (after.promised_on, after.paused_days, after.paused_on) == (day(until), stood, None)
    assert resume(after, day(resumed), CALENDAR) == after
    assert pause(pause(before, day(paused)), day("12-01")).paused_on == day(paused)


def test_days_worked_leave_out_what_it_stood() -> None:
    assert worked(case("09-28", 6), day("10-10"), CALENDAR) == 5
    assert worked(case("09-28", 6, paused_days=2), day("10-10"), CALENDAR) == 3
    assert worked(case("09-28", 6), day("09-28"), CALENDAR) == 0


@pytest.mark.parametrize(
    ("today", "pressure", "words"),
    [
        ("09-28", Pressure.NONE, "10月12日"),
        ("10-08", Pressure.NONE, "10月12日"),
        ("10-09", Pressure.SOON, "10月12日"),
        ("10-12", Pressure.TODAY, "今天"),
        ("10-13", Pressure.LATE, "逾期 1 天"),
        ("10-16", Pressure.LATE, "逾期 4 天"),
    ],
)
def test_yellow_before_and_red_after(today: str, pressure: Pressure, words: str) -> None:
    found = due(case("09-28", 6), day(today), CALENDAR)
    assert (found.pressure, found.words) == (pressure, words)


def test_over_on_a_day_off_is_over_all_the_same() -> None:
    assert due(case("11-23", 4), day("11-28"), CALENDAR).words == "逾期 1 天"  # due Friday, looked at on Saturday


@pytest.mark.parametrize(
    ("state", "pressure", "words"),
    [
        (CaseState.AMENDING, Pressure.PAUSED, "已暂停"),
        (CaseState.SUSPENDED, Pressure.PAUSED, "已暂停"),
        (CaseState.DONE, Pressure.MET, "已办结"),
        (CaseState.WITHDRAWN, Pressure.MET, "已撤回"),
    ],
)
def test_a_clock_that_stands_or_is_over_does_not_press(state: CaseState, pressure: Pressure, words: str) -> None:
    found = due(case("09-28", 6, state=state), day("12-31"), CALENDAR)
    assert (found.pressure, found.words) == (pressure, words)
