from datetime import date

import pytest

from venue_desk.domain.holidays import (
    DayKind,
    HolidayEntry,
    WorkCalendar,
    calendar_of,
    check_holiday,
    statutory_days,
    unpublished_sentence,
)

PUBLISHED = WorkCalendar()
FESTIVAL_DAYS_2027 = {
    "元旦": ["01-01"], "春节": ["02-05", "02-06", "02-07", "02-08"], "清明": ["04-05"], "劳动节": ["05-01", "05-02"],
    "端午": ["06-09"], "中秋": ["09-15"], "国庆节": ["10-01", "10-02", "10-03"],
}  # fmt: skip


def off(day: str, name: str = "国庆节") -> HolidayEntry:
    return HolidayEntry(day=date.fromisoformat(day), off=True, name=name, document_number="国办发明电〔2026〕8号")


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [  # 国办发明电〔2025〕7号
        ("2026-02-14", DayKind.MADE_UP, "春节"),
        ("2026-02-15", DayKind.HOLIDAY, "春节"),
        ("2026-02-24", DayKind.WORKDAY, ""),
        ("2026-09-20", DayKind.MADE_UP, "国庆节"),
        ("2026-10-01", DayKind.HOLIDAY, "国庆节"),
        ("2026-10-10", DayKind.MADE_UP, "国庆节"),
        ("2026-11-23", DayKind.WORKDAY, ""),
        ("2026-11-28", DayKind.WEEKEND, ""),
    ],
)
def test_a_published_year_is_as_the_notice_says(day: str, kind: DayKind, name: str) -> None:
    assert (PUBLISHED.kind(date.fromisoformat(day)), PUBLISHED.name(date.fromisoformat(day))) == (kind, name)


def test_a_year_not_yet_published_has_its_statutory_days_and_no_made_up_ones() -> None:
    found: dict[str, list[str]] = {}
    for day, name in sorted(statutory_days(2027).items()):
        found.setdefault(name, []).append(f"{day:%m-%d}")
    assert found == FESTIVAL_DAYS_2027
    days = [date.fromordinal(number) for number in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())]
    assert {PUBLISHED.kind(day) for day in days} == {DayKind.WORKDAY, DayKind.WEEKEND, DayKind.HOLIDAY}
    assert not PUBLISHED.published(2027)
    assert "2027" in unpublished_sentence(2027)


def test_what_the_station_entered_goes_before_all_else() -> None:
    worked = HolidayEntry(day=date(2026, 11, 28), off=False, name="调休", document_number="示例")
    calendar = calendar_of([off("2026-11-23", "停电放假"), worked])
    assert calendar.kind(date(2026, 11, 23)) is DayKind.HOLIDAY
    assert calendar.name(date(2026, 11, 23)) == "停电放假"
    assert calendar.kind(date(2026, 11, 28)) is DayKind.MADE_UP
    assert [calendar.off(date(2026, 11, day)) for day in (22, 23, 24, 28, 29)] == [True, True, False, False, True]


def test_a_year_counts_as_published_once_every_festival_is_entered() -> None:
    days = [off(f"2027-{day}", name) for name, several in FESTIVAL_DAYS_2027.items() for day in several]
    assert calendar_of(days).published(2027)
    assert not calendar_of([day for day in days if day.name != "中秋"]).published(2027)


@pytest.mark.parametrize(
    ("begins", "count", "ends"),
    [  # by hand, around 国庆 and 春节 2026
        ("2026-09-29", 3, "2026-10-09"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-10-08", 3, "2026-10-12"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-11-27", 0, "2026-11-27"),
    ],
)
def test_working_days_are_counted_over_holidays_and_made_up_days(begins: str, count: int, ends: str) -> None:
    day = PUBLISHED.workday_after(date.fromisoformat(begins), count)

    assert day.isoformat() == ends
    assert PUBLISHED.workdays(date.fromisoformat(begins), day) == count


def test_a_day_off_has_a_name_and_a_reason() -> None:
    assert check_holiday(off("2027-10-01")) == []
    bare = HolidayEntry(day=date(1999, 1, 1), off=True)
    assert [(f.code, f.field) for f in check_holiday(bare)] == [
        ("holiday.day", "day"), ("holiday.name", "name"), ("holiday.document", "document_number"),
    ]  # fmt: skip
