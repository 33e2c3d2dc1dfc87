"""What was bought adds up, comes from somebody, and is not taken in when it is already over its date."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.findings import blocking
from venue_desk.domain.purchases import (
    PurchaseEntry,
    PurchaseLine,
    Supplier,
    SupplierEntry,
    VoucherKind,
    check_purchase,
    check_supplier,
    price_of,
    priced,
    tidy_purchase,
)

TODAY = date(2026, 11, 23)
SUPPLIER = Supplier(
    id=UUID(int=7), station_id=UUID(int=8), name="惠民粮油店", licence_number="JY1", phone="0932-6622010"
)


def line(item: str = "面粉", quantity: int = 25_000, price: int = 480, **said: Any) -> PurchaseLine:
    values: dict[str, Any] = {"unit": "公斤", "amount_fen": 0} | said
    return priced(PurchaseLine(item=item, quantity=quantity, unit_price_fen=price, **values))


def entry(*lines: PurchaseLine, **said: Any) -> PurchaseEntry:
    values: dict[str, Any] = {"day": TODAY, "supplier_id": SUPPLIER.id, "vouchers": frozenset(VoucherKind)} | said
    return PurchaseEntry(lines=lines or (line(),), **values)


def codes(found: PurchaseEntry, supplier: Supplier | None = SUPPLIER) -> list[tuple[str, str]]:
    return [(each.code, each.field) for each in check_purchase(found, supplier, TODAY)]


@given(st.integers(1, 10**7), st.integers(0, 10**6))
def test_a_line_is_rounded_half_up_and_a_purchase_adds_its_rounded_lines(quantity: int, price: int) -> None:
    priced_line = line(quantity=quantity, price=price)
    assert priced_line.amount_fen == (2 * quantity * price + 1000) // 2000
    assert entry(priced_line, priced_line).total_fen == 2 * priced_line.amount_fen


def test_a_whole_delivery_has_nothing_to_mend() -> None:
    assert codes(entry(line(), line("土豆", 3_333, 199))) == []


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (entry(day=date(2026, 11, 24)), [("purchase.later", "day")]),
        (entry(line(""), line()), [("purchase.line_item", "lines.0.item")]),
        (entry(line(), line(quantity=0)), [("purchase.line_quantity", "lines.1.quantity")]),
        (entry(line(quantity=-5)), [("purchase.line_quantity", "lines.0.quantity")]),
        (entry(line(unit="")), [("purchase.line_unit", "lines.0.unit")]),
        (entry(replace(line(), amount_fen=11_999)), [("purchase.odds", "lines.0.amount_fen")]),
        (entry(replace(line(), amount_fen=11_399)), [("purchase.line_amount_fen", "lines.0.amount_fen")]),
        (entry(replace(line(), amount_fen=-1)), [("purchase.line_amount_fen", "lines.0.amount_fen")]),
        (entry(line(best_before=date(2026, 11, 22))), [("purchase.line_best_before", "lines.0.best_before")]),
        (entry(line(best_before=TODAY)), []),
        (entry(vouchers=frozenset()), [("purchase.no_voucher", "vouchers")]),
        (entry(voucher_number="1" * 61), [("purchase.long", "voucher_number")]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(found: PurchaseEntry, expected: list[tuple[str, str]]) -> None:
    assert codes(found) == expected


def test_the_sentence_counts_lines_as_people_do() -> None:
    (finding,) = check_purchase(entry(line(), replace(line("土豆", 3_333, 199), amount_fen=660)), SUPPLIER, TODAY)
    assert finding.sentence == "第 2 行金额比数量乘单价少 0.03 元，按写的金额记。"


@pytest.mark.parametrize(
    ("thousandths", "price", "amount", "code"),
    [
        (8_300, 196, 1_600, "purchase.odds"),  # 抹零
        (8_300, 196, 1_627, ""),
        (8_300, 196, 1_727, "purchase.odds"),
        (8_300, 196, 1_728, "purchase.line_amount_fen"),
        (5_000, 0, 0, ""),  # given
        (1_000_000, price_of(33_333, 1_000_000), 33_333, "purchase.odds"),  # only the total was on the slip
        (3_000_000, price_of(1_600, 3_000_000), 1_600, "purchase.odds"),
    ],
)
def test_a_slip_that_was_rounded_is_kept_as_it_is(thousandths: int, price: int, amount: int, code: str) -> None:
    bought = replace(line("白菜", thousandths, price), amount_fen=amount)
    assert [found.code for found in check_purchase(entry(bought), SUPPLIER, TODAY)] == ([code] if code else [])


def test_nothing_is_bought_from_nobody_or_of_nothing() -> None:
    empty = tidy_purchase(entry(line("", 0)))
    assert codes(empty, None) == [("purchase.supplier", "supplier_id"), ("purchase.empty", "lines")]


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        (date(2026, 11, 22), "supplier.licence_over"),
        (TODAY, "supplier.licence_soon"),
        (date(2026, 12, 23), "supplier.licence_soon"),
        (date(2026, 12, 24), None),
    ],
)
def test_a_licence_is_reminded_of_before_and_after_it_ends(ends: date, code: str | None) -> None:
    supplier = replace(SUPPLIER, licence_expires_on=ends)
    assert [each.code for each in check_supplier(supplier, [], TODAY)] == ([code] if code else [])
    assert blocking(check_purchase(entry(), supplier, TODAY)) == ()


def test_a_supplier_has_a_name_of_its_own() -> None:
    assert next(each.code for each in check_supplier(SupplierEntry(name=""), [], TODAY)) == "supplier.name"
    twice = check_supplier(SupplierEntry(name="惠民粮油店", licence_number="JY2"), [SUPPLIER], TODAY)
    assert [each.code for each in twice] == ["supplier.twice"]
