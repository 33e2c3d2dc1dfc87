"""Policies with dated rates, and entitlements: never the same twice in a year, totals to the fen."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import journal
from db.invariants import refusing
from db.policies import BREACHES, EntitlementTable
from tests.builders import (
    TODAY,
    YEAR,
    add_entitlement,
    add_household,
    add_policy,
    counted_queries,
    entitlement_entry,
    open_desk,
)
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.money import amount_of
from venue_desk.domain.policies import (
    EntitlementFilter,
    EntitlementOrder,
    PolicyEntry,
    RateEntry,
    counted_in,
    rate_of_year,
    rate_text,
    total_of,
)

ALL = EntitlementFilter(year=YEAR)


def test_a_policy_with_its_rates_in_one_act(desk: Desk) -> None:
    rates = [
        RateEntry(
            rate_fen=5500, from_on=date(2009, 1, 1), to_on=date(2014, 6, 30), document_number=" 示例〔2009〕1号 "
        ),
        RateEntry(rate_fen=7000, from_on=date(2014, 7, 1)),
    ]
    saved = desk.policies.register(desk.act(), PolicyEntry(name="城乡居民  基础养老金", unit="人", per="月"), rates)
    assert saved.record.name == "城乡居民 基础养老金"
    assert [r.rate_fen for r in desk.policies.rates(saved.record.station_id, saved.record.id)] == [5500, 7000]
    in_force = {day.year: desk.policies.rows(None, day)[0].rate for day in (date(2008, 1, 1), date(2014, 6, 30), TODAY)}
    assert [rate.rate_fen if rate else None for rate in in_force.values()] == [None, 5500, 7000]
    desk.undo(desk.act(), saved)
    assert desk.policies.rows(None, TODAY) == []


def test_a_rate_that_overlaps_takes_the_policy_down_with_it(desk: Desk) -> None:
    rates = [RateEntry(rate_fen=100, from_on=date(2020, 1, 1)), RateEntry(rate_fen=200, from_on=date(2024, 1, 1))]
    with pytest.raises(Refused) as refused:
        desk.policies.register(desk.act(), PolicyEntry(name="良种补贴"), rates)
    assert [(f.code, f.field) for f in refused.value.findings] == [("rate.overlap", "from_on")]
    assert desk.policies.rows(None, TODAY) == []


def test_a_new_rate_ends_the_open_one_the_day_before(desk: Desk) -> None:
    policy = add_policy(desk)
    saved = desk.policies.follow_rate(desk.act(), policy, RateEntry(rate_fen=1200, from_on=date(2026, 7, 1)))
    old, new = desk.policies.rates(policy.station_id, policy.id)
    assert (old.to_on, new.to_on) == (date(2026, 6, 30), None)
    desk.undo(desk.act(), saved)
    assert [r.to_on for r in desk.policies.rates(policy.station_id, policy.id)] == [None]


def test_rates_are_corrected_and_taken_back(desk: Desk) -> None:
    policy = add_policy(desk)
    (rate,) = desk.policies.rates(policy.station_id, policy.id)
    changed = desk.policies.change_rate(desk.act(), rate, replace(rate, rate_fen=1500)).record
    assert desk.policies.rows(None, TODAY)[0].rate == changed
    with pytest.raises(Refused, match="起始日期以前"):
        desk.policies.change_rate(desk.act(), changed, replace(changed, to_on=date(2019, 1, 1)))
    desk.policies.close_rate(desk.act(), changed)
    assert desk.policies.rows(None, TODAY)[0].rate is None
    assert [f.code for f in desk.home.facts(desk.act()).todos if f.subject == policy.id] == ["policy.no_rate"]


def test_names_are_unique_among_running_policies(desk: Desk) -> None:
    policy = add_policy(desk)
    other = add_policy(desk, "退耕还林")
    with pytest.raises(Refused) as refused:
        desk.policies.change(desk.act(), other, replace(other, name=policy.name))
    assert [(f.code, f.field) for f in refused.value.findings] == [("policy.twice", "name")]
    desk.policies.close(desk.act(), policy)
    desk.policies.change(desk.act(), other, replace(other, name=policy.name))
    assert [row.policy.name for row in desk.policies.rows(None, TODAY, closed=True)] == [policy.name]


def test_the_same_policy_is_drawn_once_a_year(desk: Desk) -> None:
    household, policy = add_household(desk), add_policy(desk)
    first = add_entitlement(desk, household, policy)
    with pytest.raises(Refused) as refused:
        add_entitlement(desk, household, policy, 500)
    assert [(f.code, f.field) for f in refused.value.findings] == [("entitlement.twice", "policy_id")]
    add_entitlement(desk, household, policy, 3200, YEAR - 1)
    with pytest.raises(Refused):
        desk.entitlements.change(desk.act(), first, replace(first, year=YEAR - 1))
    desk.entitlements.close(desk.act(), first)
    add_entitlement(desk, household, policy, 500)


def test_what_slips_past_the_look_is_told_by_the_table_in_the_same_words(desk: Desk) -> None:
    first = add_entitlement(desk, add_household(desk), add_policy(desk))
    twin = replace(first, id=first.household_id)
    with pytest.raises(Refused) as refused, refusing(BREACHES):
        journal.add(desk.act(), EntitlementTable, twin)
    assert [(f.code, f.field) for f in refused.value.findings] == [("entitlement.twice", "policy_id")]


def test_last_year_is_beside_and_what_differs_can_be_filtered(desk: Desk) -> None:
    policy = add_policy(desk)
    same, other, new = (
        add_household(desk, number, name) for number, name in (("1", "张一"), ("2", "李二"), ("3", "王三"))
    )
    for household, before, now in ((same, 3000, 3000), (other, 3000, 2500), (new, None, 1000)):
        if before:
            add_entitlement(desk, household, policy, before, YEAR - 1)
        add_entitlement(desk, household, policy, now)
    beside = {row.head_name: row.last_year_quantity for row in desk.entitlements.page(None, ALL)}
    assert beside == {"张一": 3000, "李二": 3000, "王三": None}
    unlike = replace(ALL, unlike_last_year=True)
    assert [row.head_name for row in desk.entitlements.page(None, unlike)] == ["李二"]
    assert desk.entitlements.count(None, unlike) == 1
    entry = entitlement_entry(other, policy, 2500)
    found = desk.entitlements.findings(entry.household_id, entry)
    assert "去年是 3，今年不同" in "".join(f.sentence for f in found)


def test_orders_filters_sums(desk: Desk) -> None:
    wheat, maize = add_policy(desk), add_policy(desk, "良种补贴（玉米）")
    zhang, an = add_household(desk, "0002", "张三", "一社"), add_household(desk, "0001", "安五", "二社")
    add_entitlement(desk, zhang, wheat, 9000)
    add_entitlement(desk, zhang, maize, 1000)
    add_entitlement(desk, an, wheat, 4000)
    lines = {
        order: [(row.head_name, row.entitlement.quantity) for row in desk.entitlements.page(None, ALL, order)]
        for order in EntitlementOrder
    }
    assert lines[EntitlementOrder.HAMLET] == [("张三", 9000), ("张三", 1000), ("安五", 4000)]
    assert lines[EntitlementOrder.HEAD] == [("安五", 4000), ("张三", 9000), ("张三", 1000)]
    assert lines[EntitlementOrder.AMOUNT] == [("张三", 1000), ("安五", 4000), ("张三", 9000)]
    assert lines[EntitlementOrder.POLICY] == [("张三", 9000), ("安五", 4000), ("张三", 1000)]
    of_wheat = desk.entitlements.sums(None, replace(ALL, policy_id=wheat.id))
    assert (of_wheat.entitlements, of_wheat.households, of_wheat.total_fen) == (2, 2, 13000)
    assert desk.entitlements.count(None, replace(ALL, text="zhang")) == 2
    assert desk.entitlements.count(None, replace(ALL, text="0001")) == 1
    assert desk.entitlements.count(None, replace(ALL, hamlet_id=an.hamlet_id, policy_id=maize.id)) == 0
    assert desk.entitlements.years(zhang.station_id) == [YEAR]
    row = desk.policies.rows(None, TODAY)[0]
    assert (row.policy.id, row.households, row.total_fen) == (wheat.id, 2, 13000)


def test_many_are_all_or_none_and_told_by_household(desk: Desk) -> None:
    policy = add_policy(desk)
    households = [add_household(desk, f"{n:04d}") for n in range(5)]
    entries = [entitlement_entry(h, policy) for h in households]
    with pytest.raises(Refused) as refused:
        desk.entitlements.register_many(desk.act(), [*entries, entries[2], replace(entries[0], quantity=0, year=2025)])
    assert {(f.code, f.subject) for f in refused.value.findings} == {
        ("entitlement.twice", households[2].id), ("entitlement.quantity", households[0].id),
    }  # fmt: skip
    assert desk.entitlements.count(None, ALL) == 0
    saved = desk.entitlements.register_many(desk.act(), entries)
    assert desk.entitlements.count(None, ALL) == 5
    desk.undo(desk.act(), saved)
    assert desk.entitlements.count(None, ALL) == 0


def test_queries_do_not_grow_with_the_list(desk: Desk) -> None:
    policy = add_policy(desk)
    entries = [entitlement_entry(add_household(desk, f"{n:04d}"), policy) for n in range(12)]
    desk.entitlements.register_many(desk.act(), entries)
    with counted_queries() as one:
        desk.entitlements.page(None, ALL, limit=1)
    with counted_queries() as twelve:
        desk.entitlements.page(None, ALL)
    assert len(one) == len(twelve) <= 3


def test_a_household_that_left_draws_nothing_new(desk: Desk) -> None:
    household, policy = add_household(desk), add_policy(desk)
    from venue_desk.domain.households import ClosedBecause

    desk.households.close(desk.act(), household, ClosedBecause.MOVED, TODAY)
    with pytest.raises(Refused, match="还在本村"):
        add_entitlement(desk, household, policy)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=12))
def test_totals_add_rounded_rows_whatever_is_drawn(rows: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder, open_desk(Path(folder) / "data") as desk:
        policy = add_policy(desk)
        entries = [
            entitlement_entry(
                add_household(desk, f"{n:04d}"), policy, quantity, rate_fen=rate, amount_fen=amount_of(quantity, rate)
            )
            for n, (quantity, rate) in enumerate(rows)
        ]
        desk.entitlements.register_many(desk.act(), entries)
        total = sum(int(quantity * rate / 1000 + 0.5) for quantity, rate in rows)
        assert desk.entitlements.sums(None, ALL).total_fen == total_of(entries) == total


def test_words_of_rates_and_quantities() -> None:
    assert rate_text(1000, "亩", "年") == "10.00元/亩·年"
    assert rate_text(9000, "亩", "") == "90.00元/亩"
    assert (counted_in("亩", "年"), counted_in("人", "月"), counted_in("户", "")) == ("亩", "人·月", "户")


def test_the_place_of_an_entitlement_is_where_the_pages_show_it(desk: Desk) -> None:
    wheat, corn = add_policy(desk), add_policy(desk, "良种补贴（玉米）")
    for number, head in (("0001", "张满仓"), ("0002", "马秀英"), ("0003", "尉迟长河")):
        household = add_household(desk, number, head)
        for policy, mu in ((wheat, 3000), (corn, 1000 * int(number))):
            add_entitlement(desk, household, policy, mu)
    station = desk.act().station_id
    for order in EntitlementOrder:
        for descending in (False, True):
            listed = desk.entitlements.page(station, ALL, order, descending=descending)
            places = [
                desk.entitlements.place(station, ALL, row.entitlement.id, order, descending=descending)
                for row in listed
            ]
            assert places == list(range(6))
    only_wheat = replace(ALL, policy_id=wheat.id)
    hidden = next(row for row in desk.entitlements.page(station, ALL) if row.entitlement.policy_id == corn.id)
    assert desk.entitlements.place(station, only_wheat, hidden.entitlement.id) is None


def test_entitlements_are_found_by_the_initials_of_the_head(desk: Desk) -> None:
    policy = add_policy(desk)
    for number, head in (("0001", "马秀英"), ("0002", "马德林")):
        add_entitlement(desk, add_household(desk, number, head), policy)
    found = desk.entitlements.page(desk.act().station_id, replace(ALL, text="mxy"))
    assert [row.head_name for row in found] == ["马秀英"]


def test_the_rate_of_a_year_is_that_of_the_day_or_of_the_nearer_end_of_the_year(desk: Desk) -> None:
    policy = add_policy(desk)
    desk.policies.follow_rate(desk.act(), policy, RateEntry(rate_fen=1200, from_on=date(2026, 7, 1)))
    rates = desk.policies.rates(policy.station_id, policy.id)
    asked = [(2026, date(2026, 3, 1)), (2026, date(2026, 7, 1)), (2026, date(2027, 2, 1)), (2025, TODAY), (2019, TODAY)]
    found = [rate_of_year(rates, year, day) for year, day in asked]
    assert [rate.rate_fen if rate else None for rate in found] == [1000, 1200, 1200, 1000, None]
