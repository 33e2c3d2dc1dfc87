from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.typed_dates import Lean, parse_date, spell_date

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23", "2026-11-23"), ("5", "2026-11-05"), ("5号", "2026-11-05"), ("２３日", "2026-11-23"),
        ("1123", "2026-11-23"), ("105", "2026-01-05"), ("11-26", "2026-11-26"), ("11.26", "2026-11-26"),
        ("11月26日", "2026-11-26"), (" 11 月 26 日 ", "2026-11-26"),
        ("20261123", "2026-11-23"), ("261123", "2026-11-23"), ("2026-1-5", "2026-01-05"), ("26/1/5", "2026-01-05"),
        ("2027年1月5日", "2027-01-05"), ("2026年11月23日 星期一", "2026-11-23"), ("11月23日周一", "2026-11-23"),
        ("大前天", "2026-11-20"), ("昨天", "2026-11-22"), ("今天", "2026-11-23"), ("明天", "2026-11-24"), ("大后天", "2026-11-26"),
        ("周一", "2026-11-23"), ("周三", "2026-11-25"), ("礼拜天", "2026-11-29"), ("下周三", "2026-12-02"),
        ("下下周一", "2026-12-07"), ("上周五", "2026-11-20"), ("本周日", "2026-11-29"),
        ("3天后", "2026-11-26"), ("10天前", "2026-11-13"), ("月底", "2026-11-30"), ("下月5日", "2026-12-05"), ("上个月末", "2026-10-31"),
    ],
)  # fmt: skip
def test_what_is_typed_at_the_desk_is_understood(typed: str, meant: str) -> None:
    assert parse_date(typed, MONDAY) == date.fromisoformat(meant)


def test_a_weekday_said_alone_is_the_one_to_come() -> None:
    thursday = date(2026, 11, 26)
    assert parse_date("周三", thursday) == date(2026, 12, 2)
    assert parse_date("本周三", thursday) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "ahead", "behind"),
    [
        ("5", "2026-12-05", "2026-11-05"),
        ("31", "2026-12-31", "2026-10-31"),
        ("105", "2027-01-05", "2026-01-05"),
        ("1230", "2026-12-30", "2025-12-30"),
        ("229", "2028-02-29", "2024-02-29"),
        ("550812", "2055-08-12", "1955-08-12"),
    ],
)
def test_a_field_may_lean_to_days_ahead_or_behind(typed: str, ahead: str, behind: str) -> None:
    assert parse_date(typed, MONDAY, Lean.AHEAD) == date.fromisoformat(ahead)
    assert parse_date(typed, MONDAY, Lean.BEHIND) == date.fromisoformat(behind)


@pytest.mark.parametrize(
    "typed",
    ["0", "31", "1324", "230", "12345", "二十三", "abc", "99999999天后", "2026-13-1", "11月23日 星期二", "下周八"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is the message
        parse_date(typed, MONDAY)


def test_blank_is_no_day_and_no_mistake() -> None:
    assert parse_date(" 　", MONDAY) is None


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    st.sampled_from(Lean),
)
def test_every_day_comes_back_from_its_own_spelling(day: date, today: date, lean: Lean) -> None:
    assert parse_date(spell_date(day, today), today, lean) == day


@given(st.text(max_size=12))
def test_no_text_breaks_it(typed: str) -> None:
    try:
        found = parse_date(typed, MONDAY)
    except ValueError:
        return
    assert found is None or abs(found - MONDAY) < timedelta(days=800_000)
