"""Purchases on the real engine: booked, changed, cancelled and undone; countered once their month is settled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db import integrity
from tests.domain.test_purchases import line
from tests.services.canteen import DECEMBER, NOVEMBER, bought, buy, on, supplier
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.purchases import FundingSource, SupplierEntry
from venue_desk.domain.stock import StockEntry

DAY = date(2026, 11, 24)
AFTER = date(2026, 12, 5)


def refused(work: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as told:
        work()
    return [f"{each.code}@{each.field}" for each in told.value.findings]


def left(desk: Desk, day: date = DAY) -> dict[str, int]:
    return {shelf.item: shelf.quantity for shelf in desk.stock.shelves(desk.act().station_id, day)}


def test_a_delivery_is_booked_changed_cancelled_and_each_is_undone(desk: Desk) -> None:
    act = on(desk, DAY)
    saved = desk.purchases.register(act, bought(desk, DAY, line(" 面粉 "), line("土豆", 10_000, 250)))
    made = saved.record
    assert (made.amount_fen, [each.item for each in made.lines]) == (14500, ["面粉", "土豆"])
    (row,) = desk.purchases.month(act.station_id, NOVEMBER)
    assert (row.purchase, row.supplier, row.locked, row.countered) == (made, "惠民粮油店", False, False)
    changed = desk.purchases.change(act, made, replace(bought(desk, DAY, line()), note="退了土豆"))
    assert (changed.record.amount_fen, left(desk)) == (12000, {"面粉": 25_000})
    desk.undo(act, changed)
    cancelled = desk.purchases.cancel(act, made)
    assert desk.purchases.month(act.station_id, NOVEMBER) == []
    desk.undo(act, cancelled)
    assert left(desk) == {"面粉": 25_000, "土豆": 10_000}
    desk.undo(act, saved)
    assert desk.purchases.month(act.station_id, NOVEMBER) == []
    assert integrity.check() == []


def test_what_is_wrong_is_refused_at_its_field(desk: Desk) -> None:
    act = on(desk, DAY)
    entry = bought(desk, date(2026, 11, 25), line(quantity=0))
    assert refused(lambda: desk.purchases.register(act, entry)) == [
        "purchase.later@day",
        "purchase.line_quantity@lines.0.quantity",
    ]


def test_what_is_eaten_of_it_cannot_be_taken_back(desk: Desk) -> None:
    act, made = on(desk, DAY), buy(desk, DAY)
    desk.stock.issue(act, StockEntry(day=DAY, item="面粉", unit="公斤", quantity=20_000))
    less = bought(desk, DAY, line(quantity=19_000))
    assert refused(lambda: desk.purchases.change(act, made, less)) == ["stock.short@lines"]
    assert refused(lambda: desk.purchases.cancel(act, made)) == ["stock.short@"]
    with pytest.raises(Refused) as told:
        desk.purchases.cancel(act, made)
    assert told.value.sentence == (
        "面粉已经出去了：11月24日领用 20 公斤，这样会差 20 公斤。请先到「库存」的「领用记录」里改或作废。"
    )
    assert desk.purchases.change(act, made, bought(desk, DAY, line(quantity=20_000))).record.amount_fen == 9600


def test_booking_cannot_be_undone_once_it_is_eaten(desk: Desk) -> None:
    act = on(desk, DAY)
    saved = desk.purchases.register(act, bought(desk, DAY))
    desk.stock.issue(act, StockEntry(day=DAY, item="面粉", unit="公斤", quantity=1))
    assert refused(lambda: desk.undo(act, saved)) == ["stock.short@"]
    assert left(desk) == {"面粉": 24_999}


def test_a_settled_month_is_locked_and_says_how_it_is_put_right(desk: Desk) -> None:
    saved = desk.purchases.register(on(desk, DAY), bought(desk, DAY))
    made, act = saved.record, on(desk, AFTER)
    desk.settlements.close(act, NOVEMBER)
    with pytest.raises(Refused) as told:
        desk.purchases.register(act, bought(desk, date(2026, 11, 30)))
    assert told.value.sentence == "2026年11月已经结算，账不能再动。要更正请做冲正，记在2026年12月。"
    assert refused(lambda: desk.purchases.change(act, made, bought(desk, AFTER))) == ["settlement.closed@day"]
    assert refused(lambda: desk.purchases.cancel(act, made)) == ["settlement.closed@"]
    assert refused(lambda: desk.undo(act, saved)) == ["settlement.closed@"]
    assert desk.purchases.month(act.station_id, NOVEMBER)[0].locked


def test_a_settled_purchase_is_countered_once_with_the_right_one_in_the_same_breath(desk: Desk) -> None:
    wrong, early = buy(desk, DAY), on(desk, DAY)
    desk.stock.issue(early, StockEntry(day=DAY, item="面粉", unit="公斤", quantity=2_000))
    assert refused(lambda: desk.purchases.counter(early, wrong)) == ["purchase.open@"]
    act = on(desk, AFTER)
    desk.settlements.close(act, NOVEMBER)
    assert refused(lambda: desk.purchases.counter(act, wrong)) == ["stock.short@"]  # some of it was eaten
    saved = desk.purchases.counter(act, wrong, bought(desk, AFTER, line(quantity=2_500)))
    assert (saved.record.amount_fen, saved.record.note) == (-12000, "冲正 2026年11月24日 的采购")
    assert [row.purchase.amount_fen for row in desk.purchases.month(act.station_id, DECEMBER)] == [-12000, 1200]
    assert desk.purchases.month(act.station_id, NOVEMBER)[0].countered
    assert left(desk, AFTER) == {"面粉": 500}
    assert refused(lambda: desk.purchases.counter(act, wrong, bought(desk, AFTER))) == ["purchase.countered@"]
    assert desk.settlements.month(act.station_id, DECEMBER, AFTER).settlement.personal_fen == -10800
    desk.undo(act, saved)
    assert left(desk, AFTER) == {"面粉": 23_000}
    back = desk.purchases.counter(act, wrong, bought(desk, AFTER)).record
    desk.purchases.cancel(act, back)
    assert not desk.purchases.month(act.station_id, NOVEMBER)[0].countered
    again = desk.purchases.counter(act, wrong, bought(desk, AFTER))
    assert again.record.amount_fen == -12000  # what was cancelled can be countered again


def test_what_was_bought_is_offered_again_with_its_last_price(desk: Desk) -> None:
    buy(desk, DAY, line(price=480, best_before=date(2027, 5, 1)), line("土豆"))
    buy(desk, date(2026, 11, 25), line(price=500))
    offered = desk.purchases.known_lines(desk.act().station_id)
    assert [(each.item, each.unit_price_fen, each.best_before) for each in offered] == [
        ("面粉", 500, None),
        ("土豆", 480, None),
    ]


def test_a_supplier_is_registered_changed_given_up_and_undone(desk: Desk) -> None:
    act, known = desk.act(), supplier(desk)
    assert refused(lambda: desk.suppliers.register(act, SupplierEntry(name="惠民粮油店 "))) == ["supplier.twice@name"]
    changed = desk.suppliers.change(act, known, SupplierEntry(name="惠民粮油店", phone="0932-6622010"))
    closed = desk.suppliers.close(act, changed.record)
    assert desk.suppliers.rows(act.station_id) == []
    desk.undo(act, closed)
    desk.undo(act, changed)
    assert desk.suppliers.rows(act.station_id) == [known]


def test_the_source_of_the_money_is_told_apart(desk: Desk) -> None:
    buy(desk, DAY, source=FundingSource.COUNTY)
    buy(desk, DAY, line("土豆", 1000, 250))
    settlement = desk.settlements.month(desk.act().station_id, NOVEMBER, DAY).settlement
    assert (settlement.funds[0].spent_fen, settlement.personal_fen, settlement.total_fen) == (12000, 250, 12250)
