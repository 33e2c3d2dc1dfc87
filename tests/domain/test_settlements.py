"""A month of the canteen: the shares always add up to the cent, and what is carried over is what was left."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.torture import examples
from venue_desk.domain.corrections import CorrectionEntry, borne_more, lines_of, recounted
from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import FundingSource
from venue_desk.domain.roster import month_after
from venue_desk.domain.settlements import Eaten, Month, Settlement, settle, shares, weighed

MONTH = date(2026, 10, 1)
WANG, LI, ZHANG = (UUID(int=number) for number in (1, 2, 3))
NAMES = {WANG: "王建军", LI: "李秀兰", ZHANG: "张小梅"}
FEN = st.integers(-(10**9), 10**9)


def eaten(*meals: int, weight: int = 1) -> list[Eaten]:
    return [
        Eaten(cadre_id=cadre_id, name=name, meals=count, weight=count * weight)
        for (cadre_id, name), count in zip(NAMES.items(), meals, strict=False)
    ]


def month(*meals: int, personal: int = 0, **said: Any) -> Month:
    values: dict[str, Any] = {
        "month": MONTH, "spent": {FundingSource.PERSONAL: personal}, "income": {}, "eaten": eaten(*meals),
        "advances": {}, "corrections": {}, "names": NAMES,
    }  # fmt: skip
    return Month(**(values | said))


def shared(settlement: Settlement) -> list[tuple[str, int, int]]:
    return [(share.name, share.share_fen, share.after_fen) for share in settlement.shares]


@given(FEN, st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_shares_add_up_to_the_cent_and_none_is_a_cent_off(total: int, weights: list[int]) -> None:
    given_out = shares(total, weights)
    assert sum(given_out) == total
    counted = weights if any(weights) else [1] * len(weights)
    for share, weight in zip(given_out, counted, strict=True):
        assert abs(share * sum(counted) - total * weight) < sum(counted)
        assert weight or not share


@given(FEN, st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_whoever_ate_more_never_bears_less(total: int, weights: list[int]) -> None:
    given_out = shares(abs(total), weights)
    for one, other in zip(
        zip(weights, given_out, strict=True), zip(weights[1:], given_out[1:], strict=True), strict=False
    ):
        if one[0] > other[0]:
            assert one[1] >= other[1]


@pytest.mark.parametrize(
    ("total", "weights", "given_out"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (100, [0, 0, 0], [34, 33, 33]),
        (100, [2, 1, 0], [67, 33, 0]),
        (-100, [1, 1, 1], [-33, -33, -34]),
        (0, [], []),
        (1, [5], [1]),
    ],
)
def test_the_cents_left_go_to_the_largest_remainders(total: int, weights: list[int], given_out: list[int]) -> None:
    assert sorted(shares(total, weights)) == sorted(given_out)


def test_money_that_nobody_could_bear_is_our_fault_and_said() -> None:
    with pytest.raises(ValueError, match="nobody"):
        shares(1, [])


def test_what_is_bought_personally_is_shared_and_the_funds_bear_theirs() -> None:
    made = settle(
        month(
            60, 30, 10,
            personal=10000,
            spent={FundingSource.COUNTY: 30000, FundingSource.PERSONAL: 10001},
            income={FundingSource.COUNTY: 25000},
            advances={WANG: 8000, LI: 1000},
        ), None,
    )  # fmt: skip
    assert shared(made) == [("王建军", 6001, 1999), ("李秀兰", 3000, -2000), ("张小梅", 1000, -1000)]
    assert (made.total_fen, made.person_meals, made.cost_per_meal_fen) == (40001, 100, 400)
    county = made.funds[0]
    assert (county.source, county.spent_fen, county.after_fen) == (FundingSource.COUNTY, 30000, -5000)


def test_guests_are_borne_by_whoever_asked_them_to_stay() -> None:
    host = replace(eaten(10)[0], guest_meals=10, weight=20)
    made = settle(month(10, 10, personal=3000, eaten=[host, eaten(10, 10)[1]]), None)
    assert shared(made) == [("王建军", 2000, -2000), ("李秀兰", 1000, -1000)]
    assert made.person_meals == 30
    assert recounted(made, {WANG: -10}, {}) == {WANG: -500, LI: 500}


def test_meals_weigh_by_their_prices_once_all_are_priced() -> None:
    portions = {Meal.BREAKFAST: 2, Meal.LUNCH: 3, Meal.SUPPER: 1}
    assert weighed(portions, {Meal.BREAKFAST: 300, Meal.LUNCH: 800, Meal.SUPPER: 500}) == 3500
    assert weighed(portions, {Meal.LUNCH: 800}) == 6


def test_balances_go_on_into_the_next_year_and_whoever_left_stays_until_nothing_is_owed() -> None:
    december = settle(month(10, 10, 10, personal=3000, month=date(2026, 12, 1), advances={ZHANG: 2500}), None)
    january = month_after(december.month)
    after = settle(month(10, 10, personal=2000, month=january, advances={WANG: 1000}), december)
    assert january == date(2027, 1, 1)
    assert shared(after) == [("王建军", 1000, -1000), ("李秀兰", 1000, -2000), ("张小梅", 0, 1500)]
    gone = settle(month(10, 10, month=month_after(january), advances={ZHANG: -1500}), after)
    assert shared(gone)[2:] == [("张小梅", 0, 0)]
    assert [share.name for share in settle(month(1, 1, month=month_after(january, 2)), gone).shares] == [
        "王建军",
        "李秀兰",
    ]


def test_a_month_in_which_nobody_ate_is_borne_alike_and_has_no_cost_a_meal() -> None:
    made = settle(month(0, 0, 0, personal=100), None)
    assert [share.share_fen for share in made.shares] == [34, 33, 33]
    assert made.cost_per_meal_fen == 0


def test_a_recount_is_what_right_meals_would_have_changed() -> None:
    made = settle(month(60, 30, 10, personal=10000), None)
    assert recounted(made, {}, {}) == {}
    assert recounted(made, {WANG: -10, ZHANG: 10}, {}) == {WANG: -1000, ZHANG: 1000}
    new = UUID(int=9)
    assert recounted(made, {ZHANG: -10, new: 10}, {}) == {ZHANG: -1000, new: 1000}


def test_what_was_countered_before_is_not_countered_again() -> None:
    made = settle(month(3, 3, 3, personal=9000), None)
    first = recounted(made, {WANG: 1}, {})
    assert first == {WANG: 600, LI: -300, ZHANG: -300}
    second = recounted(made, {WANG: 1, LI: 1}, first)
    assert {each: first[each] + second[each] for each in NAMES} == {WANG: 273, LI: 273, ZHANG: -546}
    assert recounted(made, {WANG: 1}, first) == {}
    assert recounted(made, {}, first) == {WANG: -600, LI: 300, ZHANG: 300}


def test_what_a_countered_purchase_gives_back_goes_to_those_who_ate_then() -> None:
    october = settle(month(9, 0, 0, personal=9000), None)
    back = recounted(october, {}, {}, -1600)
    assert back == {WANG: -1600}
    november = settle(month(0, 9, 0, month=month_after(MONTH), personal=3000 - 1600, corrections=back), october)
    assert shared(november) == [("王建军", 0, -9000 + 1600), ("李秀兰", 3000, -3000), ("张小梅", 0, 0)]
    assert (november.personal_fen, november.earlier_fen) == (1400, -1600)
    assert recounted(october, {LI: 9}, back) == {WANG: -3700, LI: 3700}, "what is left of the month is shared anew"
    assert recounted(settle(month(), None), {}, {}, -1600) == {}, "nobody ate: the open month has it"


def test_what_is_given_back_piece_by_piece_leaves_nobody_a_cent() -> None:
    of_month = settle(month(7, 5, 3, personal=10_001), None)
    corrected: dict[UUID, int] = {}
    for fen in (-3_333, -1, -2_667, -4_000):
        for who, part in recounted(of_month, {}, corrected, fen).items():
            corrected[who] = corrected.get(who, 0) + part
    assert [share.share_fen + corrected[share.cadre_id] for share in of_month.shares] == [0, 0, 0]


MONTHS = st.lists(
    st.tuples(
        st.integers(-50_000, 200_000),
        st.lists(st.integers(0, 90), min_size=3, max_size=3),
        st.lists(st.integers(-30_000, 60_000), min_size=3, max_size=3),
        st.dictionaries(st.sampled_from(list(NAMES)), st.integers(0, 90)),
        st.integers(-3_000, 3_000),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=examples(60))
@given(MONTHS, st.integers(0, 10**6))
def test_closing_and_counter_entries_keep_the_books_balanced(
    months: Sequence[tuple[int, list[int], list[int], dict[UUID, int], int]], seed: int
) -> None:
    """Through any months, any of them recounted later, all that was paid in less all that was bought is what is left."""
    random, closed, paid, bought, corrections = Random(seed), list[Settlement](), 0, 0, list[CorrectionEntry]()
    for number, (personal, meals, advances, recount, back) in enumerate(months):
        booked = borne_more(corrections)
        made = settle(
            month(
                *meals, month=month_after(MONTH, number), personal=personal,
                advances=dict(zip(NAMES, advances, strict=True)), corrections=booked,
            ),
            closed[-1] if closed else None,
        )  # fmt: skip
        paid, bought = paid + sum(advances), bought + personal
        assert sum(share.share_fen + share.corrected_fen for share in made.shares) == personal
        assert sum(share.after_fen for share in made.shares) == paid - bought
        closed.append(made)
        wrong = random.choice(closed)
        changed = recounted(wrong, recount, {})
        meal_lines, given = lines_of(changed), lines_of(recounted(wrong, recount, changed, back))
        assert sum(line.amount_fen for line in meal_lines) == 0
        assert sum(line.amount_fen for line in given) in (back, 0)
        corrections = [
            CorrectionEntry(of_month=wrong.month, day=MONTH, lines=lines, reason="漏记")
            for lines in (meal_lines, given)
        ]


@given(st.lists(st.integers(0, 90), min_size=3, max_size=3), st.integers(0, 10**6))
def test_a_month_countered_whole_leaves_everybody_where_they_were(meals: list[int], personal: int) -> None:
    wrong = settle(month(*meals, personal=personal), None)
    back = settle(month(*meals, month=month_after(MONTH), personal=-personal), wrong)
    assert sum(share.after_fen for share in back.shares) == 0
    assert all(abs(share.after_fen) <= 1 for share in back.shares)


def test_what_a_counter_entry_adds_to_a_share_is_still_to_be_paid() -> None:
    before = settle(month(10, 10), None)
    found = settle(month(10, 10, advances={WANG: 5000}, corrections={WANG: 300, LI: -300}, personal=2000), before)
    assert shared(found) == [("王建军", 1000, 5000 - 1000 - 300), ("李秀兰", 1000, -1000 + 300)]
