"""Money and quantities: every figure and its capitals are inverse, and nothing is lost in rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.money import MAX_FEN, amount_of, capital_yuan, parse_quantity, parse_yuan, quantity, yuan

DIGITS = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_group(text: str) -> int:
    total = digit = 0
    for sign in text:
        if sign in PLACES:
            total += digit * PLACES[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def read_whole(text: str) -> int:
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            left, right = text.rsplit(mark, 1)
            return (read_whole(left) if left else 1) * size + read_whole(right)
    return read_group(text)


def read_capitals(text: str) -> int:
    """A cashier's reading, written apart from the rule under test."""
    assert text.startswith("人民币")
    text = text.removeprefix("人民币")
    sign = -1 if text.startswith("负") else 1
    text = text.removeprefix("负").removesuffix("整")
    whole, mark, cents = text.rpartition("元")
    if not mark:
        whole, cents = "", text
    fen = read_whole(whole) * 100 if whole else 0
    for piece, size in (("角", 10), ("分", 1)):
        if piece in cents:
            fen += DIGITS[cents[cents.index(piece) - 1]] * size
    return sign * fen


@given(st.integers(-MAX_FEN, MAX_FEN))
def test_capitals_are_read_back_as_the_same_amount(fen: int) -> None:
    assert read_capitals(capital_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (12345, "人民币壹佰贰拾叁元肆角伍分"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (10000000, "人民币壹拾万元整"),
        (10000100, "人民币壹拾万零壹元整"),
        (1000000000000, "人民币壹佰亿元整"),
        (10000000100, "人民币壹亿零壹元整"),
        (-150, "人民币负壹元伍角整"),
    ],
)
def test_capitals_as_the_banks_write_them(fen: int, capitals: str) -> None:
    assert capital_yuan(fen) == capitals


@given(st.integers(-MAX_FEN, MAX_FEN))
def test_figures_are_read_back_as_the_same_amount(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen


@given(st.integers(-(10**12), 10**12))
def test_quantities_are_read_back_as_the_same_quantity(thousandths: int) -> None:
    assert parse_quantity(quantity(thousandths)) == thousandths


@pytest.mark.parametrize(
    ("text", "fen"), [("216.5", 21650), ("1,234.56", 123456), ("￥８0", 8000), ("12元", 1200), ("1，000", 100000)]
)
def test_amounts_as_people_type_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text", ["", "十元", "1.234", "nan", "-inf", "1e999999999999999999", "1.2.3", "99999999999999999"]
)
def test_what_is_no_amount_is_told_apart(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the text itself is the whole message
        parse_yuan(text)


@given(st.integers(0, 10**9), st.integers(0, 10**7))
def test_a_row_is_off_by_half_a_fen_at_most(thousandths: int, rate_fen: int) -> None:
    exact = Decimal(thousandths) * rate_fen / 1000
    assert abs(amount_of(thousandths, rate_fen) - exact) <= Decimal("0.5")


def test_halves_are_rounded_up_not_to_even() -> None:
    assert [amount_of(500, fen) for fen in (1, 3, 5)] == [1, 2, 3]
