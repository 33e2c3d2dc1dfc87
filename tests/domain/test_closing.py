"""A closed month is locked, and months are closed in their turn."""

from datetime import date

import pytest

from tests.domain.test_settlements import MONTH, month
from venue_desk.domain.closing import check_closing, check_open, check_settled, not_closed
from venue_desk.domain.purchases import FundingSource
from venue_desk.domain.settlements import settle

TODAY = date(2026, 11, 23)
NOVEMBER, SEPTEMBER = date(2026, 11, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("day", "locked"), [(date(2026, 9, 30), True), (date(2026, 10, 31), True), (date(2026, 11, 1), False)]
)
def test_a_closed_month_and_all_before_it_are_locked(day: date, locked: bool) -> None:
    assert bool(check_open(day, MONTH)) is locked
    assert check_open(day, None) == []


def test_the_sentence_names_the_month_and_the_way_out() -> None:
    (finding,) = check_open(date(2026, 12, 31), date(2026, 12, 1))
    assert finding.sentence == "2026年12月已经结算，账不能再动。要更正请做冲正，记在2027年1月。"


@pytest.mark.parametrize(
    ("wanted", "through", "first", "code"),
    [
        (MONTH, None, MONTH, None),
        (MONTH, SEPTEMBER, MONTH, None),
        (MONTH, MONTH, NOVEMBER, "settlement.twice"),
        (SEPTEMBER, MONTH, NOVEMBER, "settlement.twice"),
        (NOVEMBER, MONTH, NOVEMBER, "settlement.early"),
        (MONTH, None, SEPTEMBER, "settlement.order"),
        (MONTH, None, None, "settlement.nothing"),
        (SEPTEMBER, None, MONTH, "settlement.nothing"),
    ],
)
def test_a_month_is_closed_once_when_it_is_over_and_in_its_turn(
    wanted: date, through: date | None, first: date | None, code: str | None
) -> None:
    assert [found.code for found in check_closing(wanted, TODAY, through, first)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("today", "first", "reminded"),
    [
        (date(2026, 11, 2), MONTH, False),
        (date(2026, 11, 3), MONTH, True),
        (date(2026, 11, 3), NOVEMBER, False),
        (date(2026, 11, 3), None, False),
    ],
)
def test_from_the_third_on_last_month_is_asked_for(today: date, first: date | None, reminded: bool) -> None:
    assert bool(not_closed(today, first)) is reminded


def test_what_is_strange_about_a_month_is_told_before_it_is_closed() -> None:
    made = settle(month(0, 0, spent={FundingSource.PERSONAL: 100, FundingSource.COUNTY: 500}), None)
    assert [found.code for found in check_settled(made, 0)] == ["settlement.no_meals", "settlement.overspent"]
    assert check_settled(made, 0)[1].sentence == "县财政的钱超支 5.00 元，已垫付，请去报账。"
    assert [found.code for found in check_settled(settle(month(3, 4), None), 322)] == [
        "settlement.unreported", "settlement.no_purchases",
    ]  # fmt: skip
