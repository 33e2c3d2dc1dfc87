"""The store room: never less than nothing on any day, what keeps shortest goes first, a stocktaking makes both agree."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.test_purchases import entry, line
from tests.torture import examples
from venue_desk.domain.purchases import StockKind
from venue_desk.domain.stock import (
    Counted,
    Lot,
    StockEntry,
    StockWhy,
    best_before_findings,
    came_in,
    carried_over,
    check_counting,
    check_out,
    differences,
    remaining,
    shelves,
    short_finding,
    shortfalls,
)

FIRST = date(2026, 11, 2)
TODAY = date(2026, 11, 23)
FLOUR = ("面粉", "公斤")


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def lot(quantity: int, day: int = 0, ends: int | None = None, item: str = "面粉") -> Lot:
    best_before = None if ends is None else on(ends)
    return Lot(
        item=item, unit="公斤", kind=StockKind.STAPLE, quantity=quantity, best_before=best_before, came_on=on(day)
    )


def out(quantity: int, day: int = 1, **said: Any) -> StockEntry:
    values: dict[str, Any] = {"item": "面粉", "unit": "公斤"} | said
    return StockEntry(day=on(day), quantity=quantity, **values)


def test_what_is_eaten_at_once_or_is_no_food_never_enters_the_store_room() -> None:
    bought = entry(line(), line("青菜", stocked=False), line("液化气", kind=StockKind.OTHER))
    assert [(each.item, each.quantity) for each in came_in([bought])] == [("面粉", 25_000)]


def test_what_comes_in_on_a_day_is_there_for_what_goes_out_on_it() -> None:
    assert shortfalls([], [lot(5000, 3)], [out(5000, 3)]) == {}
    short = shortfalls([], [lot(5000, 3)], [out(5001, 3)])[FLOUR]
    assert (short.day, short.had, short.missing) == (on(3), 5000, 1)
    assert short_finding(FLOUR, short, "quantity").sentence.startswith("11月5日库里只有 5 公斤面粉，还差 0.001 公斤。")


def test_what_was_used_later_cannot_have_been_taken_before() -> None:
    came = [lot(5000, 0)]
    assert shortfalls([], came, [out(5000, 9)]) == {}
    assert shortfalls([], came, [out(5000, 9), out(1, 2)])[FLOUR].day == on(9)


MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(-9000, 9000)), max_size=14)


@settings(max_examples=examples(100))
@given(st.integers(0, 9000), MOVES)
def test_shortfall_is_the_first_day_a_running_count_falls_below_nothing(
    start: int, moves: list[tuple[int, int]]
) -> None:
    carried = [lot(start, -1)]
    came = [lot(amount, day) for day, amount in moves if amount > 0]
    went = [out(-amount, day) for day, amount in moves if amount < 0]
    left, first = start, None
    for day in range(10):
        left += sum(amount for of, amount in moves if of == day)
        if left < 0 and first is None:
            first = on(day)
    found = shortfalls(carried, came, went).get(FLOUR)
    assert (found.day if found else None) == first
    if first is None:
        assert sum(each.quantity for each in remaining(carried, came, went)) == left


def test_what_keeps_shortest_is_used_first_and_what_has_no_date_last() -> None:
    left = remaining([lot(1000, 0)], [lot(2000, 1, ends=30), lot(2000, 2, ends=20)], [out(3500, 3)])
    assert [(each.came_on, each.quantity) for each in left] == [(on(1), 500), (on(0), 1000)]


def test_what_nobody_books_out_is_carried_over_in_a_few_lots_and_nothing_of_it_is_lost() -> None:
    lots = remaining([], [lot(1000, day, ends=40 + day) for day in range(9)], [])
    kept = carried_over([*lots, lot(70, item="大米")])
    assert [(each.item, each.quantity) for each in kept] == [("面粉", 4000), *[("面粉", 1000)] * 5, ("大米", 70)]
    assert (kept[0].best_before, kept[0].came_on) == (on(40), on(0))
    assert carried_over(kept[:4]) == kept[:4]


def test_the_shelf_shows_a_ware_once_with_its_earliest_date() -> None:
    (rice, flour) = shelves([lot(1000, 0, 30), lot(500, 2, 9), lot(100, item="大米")])
    assert (rice.item, rice.quantity, rice.best_before) == ("大米", 100, None)
    assert (flour.quantity, flour.best_before) == (1500, on(9))


def test_a_stocktaking_writes_the_difference_either_way() -> None:
    lots = [lot(5000), lot(2000, item="大米")]
    counted = [Counted(item="面粉", unit="公斤", quantity=4200), Counted(item="大米", unit="公斤", quantity=2300)]
    found = differences(counted, lots, TODAY, "受潮")
    assert [(each.item, each.quantity, each.why) for each in found] == [
        ("面粉", 800, StockWhy.COUNTED),
        ("大米", -300, StockWhy.COUNTED),
    ]
    assert {each.item: each.quantity for each in remaining(lots, [], found)} == {"面粉": 4200, "大米": 2300}


def test_what_is_found_after_all_was_used_up_is_there_again() -> None:
    (found,) = remaining([], [lot(5000)], [out(5000, 2), out(-300, 3, why=StockWhy.COUNTED)])
    assert found.quantity == 300
    (found,) = remaining([], [], [out(-300, 3, why=StockWhy.COUNTED)])
    assert (found.quantity, found.came_on) == (300, on(3))


def test_what_is_not_in_the_book_cannot_be_counted_and_a_difference_is_explained() -> None:
    counted = [Counted(item="腊肉", unit="公斤", quantity=1000), Counted(item="面粉", unit="公斤", quantity=-1)]
    found = check_counting(counted, {FLOUR}, [out(1)], "")
    assert [each.field for each in found] == ["counted.0", "counted.1", "note"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (out(0), "quantity"),
        (out(-1), "quantity"),
        (out(1, item=""), "item"),
        (out(1, 60), "day"),
        (out(1, why=StockWhy.SPOILED), "note"),
    ],
)
def test_an_issue_says_what_and_how_much(wanted: StockEntry, field: str) -> None:
    assert [each.field for each in check_out(wanted, TODAY)] == [field]
    assert check_out(out(1), TODAY) == []


def test_what_is_over_its_date_is_told_apart_from_what_soon_will_be() -> None:
    lots = [
        lot(1, ends=20, item="牛奶"),
        lot(1, ends=21, item="豆腐"),
        lot(1, ends=28),
        lot(1, ends=29, item="大米"),
        lot(1),
    ]
    over, soon = best_before_findings(lots, TODAY)
    assert over.sentence == "过了保质期：牛奶（11月22日）。不能再吃，请登记报损。"
    assert soon.sentence == "快到保质期：豆腐（11月23日）、面粉（11月30日）。请先吃这些。"
    assert best_before_findings([lot(1, ends=29)], TODAY) == []
