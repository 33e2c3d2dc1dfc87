"""The wall roster: a month in large type on one page, or on two; nobody is left out, gaps are told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from printing.papers import duty_roster
from printing.papers.duty_roster import SAMPLE, DutyRoster, RosterDay, RosterPerson, RosterShift
from printing.render import PrintJob
from tests.printing.sheets import char_boxes, place_of, places_of, printed, sizes_on, text_of

READ_FROM_TWO_METRES = 13.0
"""Points: a character of 4.6 mm."""
EIGHT = "阿卜杜热合曼江别克"[:8]


def sheet(data: DutyRoster, folder: Path) -> Any:
    return printed(PrintJob("duty-roster", (data,), folder / "roster.pdf"))


def month(first: date, shifts: tuple[RosterShift, ...], **said: Any) -> DutyRoster:
    days = [
        first + timedelta(days=n)
        for n in range((first.replace(day=28) + timedelta(days=4)).replace(day=1).toordinal() - first.toordinal())
    ]
    return replace(SAMPLE, month=first, days=tuple(RosterDay(day=d, lunar="初一", shifts=shifts) for d in days), **said)


def crew(mark: str, count: int, name: str = "王建军") -> RosterShift:
    return RosterShift(mark=mark, leads=(name,), others=tuple(name for _ in range(count - 1)))


def test_a_month_of_two_shifts_stands_on_one_page_readable_from_two_metres(tmp_path: Path) -> None:
    document = sheet(SAMPLE, tmp_path)
    assert len(document) == 1
    names = {person.name for person in SAMPLE.people}
    grid = [(char, size) for char, size in sizes_on(document[0]) if size > 12]
    assert len(places_of(document[0], "马德林")) >= 15
    assert min(size for char, size in grid if any(char in name for name in names)) >= READ_FROM_TWO_METRES
    assert place_of(document[0], "0932-000-0000").size >= 15


@pytest.mark.parametrize("first", [date(2026, 12, 1), date(2026, 8, 1), date(2027, 2, 1), date(2027, 3, 1)])
def test_whatever_day_the_month_begins_on_every_day_stands_under_its_weekday(first: date, tmp_path: Path) -> None:
    data = month(first, (crew("白", 2), crew("夜", 2)))
    document = sheet(data, tmp_path)
    assert len(document) == 1
    page = document[0]
    columns = {word: place_of(page, f"星期{word}") for word in "一二三四五六日"}
    for day in data.days:
        wanted = columns["一二三四五六日"[day.day.weekday()]]
        found = [p for p in places_of(page, f"{day.day.day}") if p.size == duty_roster._NUMBER.size]
        assert any(abs(p.left - (wanted.left + wanted.right) / 2) < duty_roster.COLUMN / 2 for p in found), day.day
    assert max(bottom for _, _, _, _, bottom in char_boxes(page)) < 207


@pytest.mark.parametrize(("shifts", "people", "pages"), [(2, 2, 1), (2, 3, 2), (3, 2, 2), (4, 6, 2)])
def test_more_names_than_a_cell_takes_stand_on_two_pages(shifts: int, people: int, pages: int, tmp_path: Path) -> None:
    data = month(date(2026, 12, 1), tuple(crew(mark, people) for mark in "夜早中晚"[:shifts]))
    document = sheet(data, tmp_path)
    assert len(document) == duty_roster.PAPER.pages(data) == pages
    assert text_of(document).count("王建军") == 31 * shifts * people + 1  # once more among those to call
    assert all("2026年12月值班表" in page.get_textpage().get_text_bounded() for page in document)


def test_six_people_of_eight_characters_on_four_shifts_find_room(tmp_path: Path) -> None:
    data = month(date(2026, 12, 1), tuple(crew(mark, 6, EIGHT) for mark in "夜早中晚"))
    document = sheet(data, tmp_path)
    assert text_of(document).count(EIGHT) == 31 * 24
    for page in document:
        assert min(size for _, size in sizes_on(page)) >= 5
        assert all(9.5 <= left and right <= 287.5 for _, left, _, right, _ in char_boxes(page))


def test_a_gap_is_told_and_a_draft_says_it_is_one(tmp_path: Path) -> None:
    shifts = (RosterShift(mark="白", leads=("王建军",), vacant=1), RosterShift(mark="夜", vacant=2))
    copied = text_of(sheet(month(date(2026, 12, 1), shifts, published_on=None), tmp_path))
    assert copied.count("待排") == 31 * 3
    assert "草稿，还没有公布" in copied
    assert "公布日期" not in copied
    assert "公布日期 2026年11月23日，后有改动" in text_of(sheet(replace(SAMPLE, changed=True), tmp_path))


@pytest.mark.parametrize("count", [1, 8, 16, 17, 40])
def test_everyone_who_serves_can_be_called(count: int, tmp_path: Path) -> None:
    people = tuple(RosterPerson(name=f"人{n:02d}", position="干部", phone=f"138-0000-{n:04d}") for n in range(count))
    document = sheet(replace(SAMPLE, people=people), tmp_path)
    copied = text_of(document)
    assert [p.phone for p in people if p.phone not in copied] == []
    last = document[len(document) - 1]
    assert place_of(last, people[-1].phone).bottom < place_of(last, "编号").top
