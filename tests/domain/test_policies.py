"""Rates in force, the document behind an amount, and sums that add rounded rows."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_desk.domain.money import amount_of
from venue_desk.domain.policies import (
    EntitlementEntry,
    Rate,
    RateEntry,
    check_entitlement,
    check_rate,
    rate_behind,
    rate_in_force,
    total_of,
)

POLICY, OTHER = UUID(int=1), UUID(int=2)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def rate(fen: int, begins: date, ends: date | None = None, policy: UUID = POLICY, closed: date | None = None) -> Rate:
    return Rate(
        id=UUID(int=fen), station_id=UUID(int=9), policy_id=policy, rate_fen=fen, from_on=begins, to_on=ends,
        document_number=f"〔{begins.year}〕{fen}号", closed_on=closed,
    )  # fmt: skip


def drawn(fen: int, year: int = 2026, quantity: int = 1000, **said: object) -> EntitlementEntry:
    values: dict[str, object] = {
        "household_id": UUID(int=3), "policy_id": POLICY, "year": year, "quantity": quantity, "rate_fen": fen,
        "amount_fen": amount_of(quantity, fen),
    }  # fmt: skip
    return EntitlementEntry(**(values | said))  # type: ignore[arg-type] # one dict for all kinds of fields


PENSION = [rate(5500, date(2009, 1, 1), date(2014, 6, 30)), rate(7000, date(2014, 7, 1))]


@pytest.mark.parametrize(
    ("day", "fen"),
    [
        (date(2008, 12, 31), None), (date(2009, 1, 1), 5500), (date(2014, 6, 30), 5500), (date(2014, 7, 1), 7000),
        (date(2099, 1, 1), 7000),
    ],
)  # fmt: skip
def test_the_rate_in_force(day: date, fen: int | None) -> None:
    found = rate_in_force(PENSION, day)
    assert (found.rate_fen if found else None) == fen
    assert rate_in_force([replace(r, closed_on=date(2026, 1, 1)) for r in PENSION], day) is None


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=6), DAYS)
def test_rates_that_passed_the_check_never_hold_on_one_day_together(spans: list[list[date]], day: date) -> None:
    kept: list[Rate] = []
    for fen, (begins, ends) in enumerate(spans):
        entry = RateEntry(rate_fen=fen, from_on=begins, to_on=ends, document_number="号")
        if not check_rate(entry, kept):
            kept.append(rate(fen, begins, ends))
    holding = [r for r in kept if r.to_on and r.from_on <= day <= r.to_on]
    assert len(holding) <= 1
    assert rate_in_force(kept, day) == (holding[0] if holding else None)


def test_an_open_rate_overlaps_everything_after_it() -> None:
    entry = RateEntry(rate_fen=1, from_on=date(2030, 1, 1), document_number="号")
    assert [f.code for f in check_rate(entry, [rate(7000, date(2014, 7, 1))])] == ["rate.overlap"]
    before = replace(entry, from_on=date(2010, 1, 1), to_on=date(2014, 6, 30))
    assert check_rate(before, [rate(7000, date(2014, 7, 1))]) == []


def test_the_document_behind_an_amount() -> None:
    rates = [*PENSION, rate(7000, date(2014, 7, 1), policy=OTHER)]
    early, late = rate_behind(rates, drawn(5500, 2014)), rate_behind(rates, drawn(7000, 2014))
    assert (early, late) == (PENSION[0], PENSION[1])
    assert rate_behind(rates, drawn(6000, 2014, paid_on=date(2014, 3, 1))) == PENSION[0]
    assert rate_behind(rates, drawn(6000, 2014)) == PENSION[1]
    assert rate_behind(rates, drawn(6000, 2001)) is None


@given(st.lists(st.tuples(st.integers(1, 10**7), st.integers(0, 10**6)), max_size=30))
def test_a_total_is_off_by_half_a_fen_a_row_at_most(rows: list[tuple[int, int]]) -> None:
    entries = [drawn(fen, quantity=quantity) for quantity, fen in rows]
    exact = sum(quantity * fen for quantity, fen in rows)
    assert total_of(entries) == sum(amount_of(quantity, fen) for quantity, fen in rows)
    assert abs(total_of(entries) * 1000 - exact) <= 500 * len(rows)


@pytest.mark.parametrize(
    ("entry", "last", "codes"),
    [
        (drawn(1000), None, []),
        (drawn(1000), 1000, []),
        (drawn(1000), 999, ["entitlement.unlike"]),
        (drawn(1000, amount_fen=999), None, ["entitlement.reckoned"]),
        (drawn(1000, quantity=0), None, ["entitlement.quantity"]),
        (drawn(1000, 26), None, ["entitlement.year"]),
        (drawn(1000, account="12 34"), None, ["account.form"]),
        (drawn(0, quantity=1000, amount_fen=-1), None, ["entitlement.amount", "entitlement.reckoned"]),
    ],
)
def test_entitlements_are_looked_at(entry: EntitlementEntry, last: int | None, codes: list[str]) -> None:
    assert [f.code for f in check_entitlement(entry, last)] == codes


def test_a_rate_is_not_negative_and_ends_after_it_begins() -> None:
    entry = RateEntry(rate_fen=-1, from_on=date(2026, 1, 2), to_on=date(2026, 1, 1))
    assert [f.code for f in check_rate(entry)] == ["rate.negative", "rate.dates", "rate.no_document"]
    assert check_rate(replace(entry, rate_fen=0, to_on=entry.from_on + timedelta(0), document_number="号")) == []
