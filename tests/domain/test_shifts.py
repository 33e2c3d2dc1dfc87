from dataclasses import replace
from datetime import date, datetime

import pytest

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.shifts import (
    DAY_AND_NIGHT,
    DEFAULT,
    PRESETS,
    WHOLE_DAY,
    Shift,
    ShiftPatternEntry,
    check_pattern,
    pattern_on,
    runs,
    tidy_pattern,
)

DAY, NIGHT = DAY_AND_NIGHT


def pattern(*shifts: Shift, rest: tuple[Shift, ...] = ()) -> ShiftPatternEntry:
    return ShiftPatternEntry(from_on=date(2026, 1, 1), shifts=shifts, rest_day_shifts=rest)


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_offered_leaves_no_minute_free(name: str) -> None:
    assert check_pattern(pattern(*PRESETS[name])) == []


def test_day_and_night_on_working_days_may_be_one_whole_day_on_days_off() -> None:
    assert check_pattern(pattern(DAY, NIGHT, rest=WHOLE_DAY)) == []


@pytest.mark.parametrize(
    ("shifts", "rest", "code", "said"),
    [
        ((DAY, replace(NIGHT, begins=1230)), (), "shifts.hole", "中间 30 分钟没有人"),
        ((DAY, replace(NIGHT, ends=450)), (), "shifts.hole", "中间 30 分钟没有人"),
        ((DAY, replace(NIGHT, begins=1140)), (), "shifts.overlap", "重了 1 小时"),
        ((DAY, NIGHT), (replace(WHOLE_DAY[0], begins=540, ends=540),), "shifts.hole", "工作日接休息日"),
        ((DAY, replace(NIGHT, name="白夜")), (), "shifts.twice", "分不清"),
        ((replace(DAY, name=" "), NIGHT), (), "shifts.name", "班名"),
        ((replace(DAY, leads=0, others=0), NIGHT), (), "shifts.people", "至少要有 1 个人"),
        ((), (), "shifts.count", "1 到 4 个班"),
    ],
)
def test_a_hole_and_whatever_else_is_wrong_is_named(
    shifts: tuple[Shift, ...], rest: tuple[Shift, ...], code: str, said: str
) -> None:
    found = check_pattern(tidy_pattern(pattern(*shifts, rest=rest)))
    assert code in [finding.code for finding in found]
    assert any(said in finding.sentence for finding in found)


@pytest.mark.parametrize(
    ("shifts", "rest", "fields"),
    [
        ((DAY, replace(NIGHT, begins=1230)), (), ["shifts.0.ends"]),
        ((DAY, replace(NIGHT, ends=450)), (), ["shifts.1.ends"]),
        ((DAY, NIGHT), (replace(DAY, ends=1140), NIGHT), ["rest_day_shifts.0.ends"]),
        ((DAY, NIGHT), (replace(WHOLE_DAY[0], begins=540, ends=540),), ["rest_day_shifts.0.begins", "rest_day_shifts.0.ends"]),
        ((DAY, replace(NIGHT, name="白夜", leads=0, others=0)), (), ["shifts.1.name", "shifts.1.leads"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_once_at_the_shift_that_has_it(
    shifts: tuple[Shift, ...], rest: tuple[Shift, ...], fields: list[str]
) -> None:
    assert [finding.field for finding in check_pattern(pattern(*shifts, rest=rest))] == fields


def test_runs_follow_the_clock_and_the_kind_of_day() -> None:
    weekend = pattern(DAY, NIGHT, rest=WHOLE_DAY)
    found = runs([weekend], WorkCalendar(), date(2026, 11, 27), date(2026, 11, 29))
    assert [(run.day.day, run.name) for run in found] == [(27, "白班"), (27, "夜班"), (28, "全天"), (29, "全天")]
    assert found[1].begins_at == datetime(2026, 11, 27, 20, tzinfo=STATION_ZONE)
    assert found[1].ends_at == found[2].begins_at == datetime(2026, 11, 28, 8, tzinfo=STATION_ZONE)


def test_the_pattern_of_the_day_holds_and_the_default_before_any() -> None:
    first, second = pattern(*WHOLE_DAY), replace(pattern(DAY, NIGHT), from_on=date(2026, 7, 1))
    assert pattern_on([first, second], date(2026, 6, 30)) is first
    assert pattern_on([first, second], date(2026, 7, 1)) is second
    assert pattern_on([first, second], date(2025, 12, 31)) is DEFAULT


@pytest.mark.parametrize(
    ("shift", "hours", "length"),
    [(DAY, "08:00—20:00", 720), (NIGHT, "20:00—次日 08:00", 720), (WHOLE_DAY[0], "08:00—次日 08:00", 1440)],
)
def test_hours_are_said_with_the_next_day(shift: Shift, hours: str, length: int) -> None:
    assert (shift.hours, shift.length) == (hours, length)
