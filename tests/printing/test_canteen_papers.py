"""The papers of the canteen: a long month, many eaters, sums that agree with their rows, and what grey print leaves."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from printing.papers import meal_register, sample_log
from printing.papers.meal_register import MealGuest, MealRow
from printing.render import PrintJob
from tests.printing.sheets import char_boxes, printed, sizes_on, text_of

DECEMBER = date(2026, 12, 1)
EIGHT = "阿卜杜热合曼江别克"[:8]


def sheet(key: str, data: Any, folder: Path) -> Any:
    return printed(PrintJob(key, (data,), folder / "out.pdf"))


def eaters(count: int) -> tuple[MealRow, ...]:
    every = (1,) * 31
    return tuple(MealRow(name=f"{EIGHT}{n}", breakfast=every, lunch=every, supper=every) for n in range(count))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (12, 1), (13, 2), (40, 3)])
def test_a_month_of_31_days_has_a_mark_for_every_meal_of_everybody(count: int, pages: int, tmp_path: Path) -> None:
    nobody = replace(meal_register.SAMPLE.guest_row, breakfast=(0,) * 31, lunch=(0,) * 31, supper=(0,) * 31)
    data = replace(
        meal_register.SAMPLE, month=DECEMBER, through=date(2026, 12, 31), rows=eaters(count), guest_row=nobody,
        guests=(), off=(),
    )  # fmt: skip
    document = sheet("meal-register", data, tmp_path)
    assert len(document) == meal_register.PAPER.pages(data) == pages
    assert text_of(document).count("√") == count * 93 + pages  # and the line that says what the mark means
    for page in document:
        assert all(9.5 <= left and right <= 287.5 and bottom <= 207 for _, left, _, right, bottom in char_boxes(page))
        assert min(size for _, size in sizes_on(page)) >= 5


def test_few_guests_stand_under_the_register_and_many_by_name_on_a_page_of_their_own(tmp_path: Path) -> None:
    few = sheet("meal-register", meal_register.SAMPLE, tmp_path)
    assert len(few) == 1
    assert "孙主任等 3 份（王建军请）" in text_of(few)
    guests = tuple(
        MealGuest(day=f"11月{n}日", meal="午餐", who=f"客人{n:02d}", unit="县水利局", invited_by="王建军", portions=2)
        for n in range(1, 31)
    )
    many = sheet("meal-register", replace(meal_register.SAMPLE, guests=guests), tmp_path)
    assert len(many) == 3
    assert [guest.who for guest in guests if guest.who not in text_of(many)] == []


def test_a_running_month_says_how_far_it_is_counted(tmp_path: Path) -> None:
    data = replace(meal_register.SAMPLE, through=date(2026, 11, 23))
    assert "算到2026年11月23日" in text_of(sheet("meal-register", data, tmp_path))


@pytest.mark.parametrize("count", [1, 20, 21, 90])
def test_the_samples_are_numbered_on_over_the_pages(count: int, tmp_path: Path) -> None:
    sample = sample_log.SAMPLE.samples[0]
    data = replace(sample_log.SAMPLE, samples=tuple(replace(sample, dish=f"菜{n:03d}") for n in range(1, count + 1)))
    document = sheet("sample-log", data, tmp_path)
    assert f"菜{count:03d}" in text_of(document)
    assert len(document) == sample_log.PAPER.pages(data)
