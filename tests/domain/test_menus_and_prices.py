"""Menus are kept as dishes one by one; a price holds from its day on and never reaches into a closed month."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from venue_desk.domain.meal_prices import MealPriceEntry, check_price, check_untouched, price_on
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuEntry, MenuLine, check_menu, tidy_menu, week_of

DAY = date(2026, 11, 24)
JUNE = MealPriceEntry(meal=Meal.LUNCH, fen=1000, from_on=date(2026, 6, 1))
OCTOBER = MealPriceEntry(meal=Meal.LUNCH, fen=1200, from_on=date(2026, 10, 1))
SUPPER = MealPriceEntry(meal=Meal.SUPPER, fen=800, from_on=date(2026, 1, 1))
PRICES = [JUNE, OCTOBER, SUPPER]


@pytest.mark.parametrize(
    "typed", ["臊子面、凉拌萝卜丝", " 臊子面，凉拌萝卜丝 ", "臊子面 凉拌萝卜丝；", "臊子面,\n凉拌萝卜丝"]
)
def test_dishes_are_parted_however_they_are_typed(typed: str) -> None:
    entry = tidy_menu(MenuEntry(day=DAY, meal=Meal.LUNCH, dishes=typed))
    assert entry.dishes == "臊子面、凉拌萝卜丝"
    assert entry.each == ("臊子面", "凉拌萝卜丝")


def test_a_menu_fits_the_wall_and_says_which_meal_does_not() -> None:
    line = MenuLine(id=UUID(int=1), station_id=UUID(int=2), day=DAY, meal=Meal.SUPPER)
    assert check_menu(line) == []
    assert [f.field for f in check_menu(replace(line, dishes="面" * 61))] == ["2026-11-24/supper"]
    assert week_of(date(2026, 11, 29)) == week_of(date(2026, 11, 23)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "fen"),
    [(date(2026, 5, 31), None), (date(2026, 6, 1), 1000), (date(2026, 9, 30), 1000), (date(2026, 10, 1), 1200)],
)
def test_a_price_holds_from_its_day_on(day: date, fen: int | None) -> None:
    holding = price_on(PRICES, Meal.LUNCH, day)
    assert (holding.fen if holding else None) == fen


CLOSED = frozenset({date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)})


@pytest.mark.parametrize(
    ("from_on", "codes"),
    [
        (date(2026, 8, 31), ["meal_price.closed"]),  # August is reckoned already
        (date(2026, 9, 1), []),
        (date(2026, 7, 15), ["meal_price.closed"]),
        (date(2026, 10, 1), ["meal_price.twice"]),
        (date(2027, 1, 1), []),
    ],
)
def test_no_price_reaches_into_a_closed_month(from_on: date, codes: list[str]) -> None:
    entry = MealPriceEntry(meal=Meal.LUNCH, fen=1500, from_on=from_on)
    assert [f.code for f in check_price(entry, PRICES, CLOSED)] == codes


def test_a_price_that_closed_months_used_stays() -> None:
    assert [f.code for f in check_untouched(JUNE, [OCTOBER, SUPPER], CLOSED)] == ["meal_price.closed"]
    assert check_untouched(OCTOBER, [JUNE, SUPPER], CLOSED) == []


@pytest.mark.parametrize(
    ("fen", "codes"), [(0, []), (20_000, []), (-1, ["meal_price.fen"]), (20_001, ["meal_price.fen"])]
)
def test_a_price_is_within_reason(fen: int, codes: list[str]) -> None:
    entry = MealPriceEntry(meal=Meal.LUNCH, fen=fen, from_on=date(2027, 1, 1))
    assert [f.code for f in check_price(entry, PRICES, CLOSED)] == codes
