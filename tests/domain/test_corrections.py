"""A counter-entry of shares names the meals and what should stand for them, adds up to nothing and says why."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.domain.test_settlements import LI, MONTH, NAMES, WANG, month
from venue_desk.domain.corrections import (
    CorrectionEntry,
    CorrectionLine,
    RightMeal,
    check_correction,
    meals_said,
    put_right,
)
from venue_desk.domain.meals import Meal
from venue_desk.domain.settlements import settle

TODAY, NOVEMBER, DAY = date(2026, 11, 23), date(2026, 11, 1), date(2026, 10, 21)


def ate(cadre_id: UUID, portions: int, day: date = DAY, meal: Meal = Meal.LUNCH) -> RightMeal:
    return RightMeal(cadre_id=cadre_id, day=day, meal=meal, portions=portions)


def correction(*lines: tuple[UUID, int], of_month: date = MONTH, reason: str = "漏记 3 餐") -> CorrectionEntry:
    made = tuple(CorrectionLine(cadre_id=cadre_id, amount_fen=fen) for cadre_id, fen in lines)
    return CorrectionEntry(of_month=of_month, day=TODAY, lines=made, reason=reason)


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (correction((WANG, 100), (LI, -100)), []),
        (correction((WANG, 100), (LI, -99)), ["correction.unbalanced"]),
        (correction(), ["correction.nothing"]),
        (correction((WANG, 100), (WANG, -100)), ["correction.twice"]),
        (correction((WANG, 100), (LI, -100), of_month=NOVEMBER), ["correction.open"]),
        (correction((WANG, 100), (LI, -100), reason=""), ["correction.reason"]),
    ],
)
def test_a_correction_adds_up_to_nothing_and_says_why(entry: CorrectionEntry, codes: list[str]) -> None:
    closed = {MONTH: settle(month(1, 1), None)}
    assert [found.code for found in check_correction(entry, TODAY, closed)] == codes


@pytest.mark.parametrize(
    ("meal", "code"),
    [
        (ate(LI, -3), "correction.portions"),
        (ate(LI, 100), "correction.portions"),
        (ate(LI, 1, TODAY), "correction.day"),
    ],
)
def test_meals_are_of_the_month_and_within_reason(meal: RightMeal, code: str) -> None:
    entry = replace(correction((WANG, 100), (LI, -100)), meals=(meal,))
    assert [found.code for found in check_correction(entry, TODAY, {MONTH: settle(month(1, 1), None)})] == [code]


def test_with_a_purchase_the_lines_add_up_to_what_it_gives_back() -> None:
    entry = replace(correction((WANG, -1600)), purchase_id=UUID(int=7))
    assert check_correction(entry, TODAY, {MONTH: settle(month(1, 1), None)}) == []


def test_of_two_that_name_the_same_meal_the_later_one_counts() -> None:
    first = replace(correction(), meals=(ate(WANG, 2), ate(LI, 1)))
    later = replace(correction(), meals=(ate(LI, 3),))
    assert put_right([first, later]) == {(WANG, DAY, Meal.LUNCH): 2, (LI, DAY, Meal.LUNCH): 3}


def test_meals_put_right_are_told_in_a_few_words() -> None:
    week = [ate(WANG, 0, date(2026, 10, day), meal) for day in (19, 20) for meal in (Meal.LUNCH, Meal.SUPPER)]
    assert meals_said([ate(LI, 2), *week], NAMES, TODAY) == [
        "李秀兰 10月21日午餐应是 2 份", "王建军 10月19日—10月20日 4 餐应是 0 份",
    ]  # fmt: skip
