"""Station time and the Chinese calendar, against the published almanac of 2026."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.calendar import (
    day_of,
    from_millis,
    long_date,
    lunar_date,
    night_of,
    short_date,
    solar_term,
    to_millis,
)

# 紫金山天文台: the first day of each 节气 of 2026.
TERMS_2026 = {
    "小寒": "0105", "大寒": "0120", "立春": "0204", "雨水": "0218", "惊蛰": "0305", "春分": "0320",
    "清明": "0405", "谷雨": "0420", "立夏": "0505", "小满": "0521", "芒种": "0605", "夏至": "0621",
    "小暑": "0707", "大暑": "0723", "立秋": "0807", "处暑": "0823", "白露": "0907", "秋分": "0923",
    "寒露": "1008", "霜降": "1023", "立冬": "1107", "小雪": "1122", "大雪": "1207", "冬至": "1222",
}  # fmt: skip


@pytest.mark.parametrize(("term", "day"), TERMS_2026.items())
def test_the_terms_of_2026(term: str, day: str) -> None:
    first = date(2026, int(day[:2]), int(day[2:]))
    assert solar_term(first) == term
    assert solar_term(first + timedelta(days=1)) == f"{term}第2天"
    assert not solar_term(first - timedelta(days=1)).startswith(term)


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(2026, 11, 23), "农历十月十五"),
        (date(2026, 2, 17), "农历正月初一"),
        (date(2026, 2, 16), "农历腊月廿九"),
        (date(2026, 9, 25), "农历八月十五"),
        (date(2025, 7, 25), "农历闰六月初一"),
        (date(2026, 12, 9), "农历冬月初一"),
    ],
)
def test_lunar_dates(day: date, lunar: str) -> None:
    assert lunar_date(day) == lunar


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 the zone is given beside
def test_the_station_is_eight_hours_ahead_and_its_night_ends_at_six(now: datetime) -> None:
    local = now + timedelta(hours=8)
    assert day_of(now) == local.date()
    assert night_of(now) == (local - timedelta(hours=6)).date()


@given(st.integers(0, 7_000_000_000_000))
def test_kept_milliseconds_come_back(millis: int) -> None:
    assert to_millis(from_millis(millis)) == millis


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "昨天"),
        (date(2026, 11, 23), "今天"),
        (date(2026, 11, 24), "明天"),
        (date(2026, 11, 26), "11月26日"),
        (date(2027, 1, 2), "2027年1月2日"),
    ],
)
def test_days_as_one_says_them(day: date, said: str) -> None:
    assert short_date(day, date(2026, 11, 23)) == said


def test_the_long_date() -> None:
    assert long_date(date(2026, 11, 23)) == "2026年11月23日 星期一"
