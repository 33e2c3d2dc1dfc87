"""The store room on the real engine: out by day, never below nothing, counted, and carried over a settlement."""

from dataclasses import replace
from datetime import date

import pytest

from db import integrity
from tests.builders import counted_queries
from tests.domain.test_purchases import line
from tests.services.canteen import NOVEMBER, buy, on
from tests.services.test_purchases import left, refused
from venue_desk.desk import Desk
from venue_desk.domain.meals import Meal
from venue_desk.domain.stock import Counted, StockEntry, StockWhy
from venue_desk.services.stock import todos

DAY, NEXT, AFTER = date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 5)


def flour(quantity: int, day: date = DAY, why: StockWhy = StockWhy.USED, note: str = "") -> StockEntry:
    return StockEntry(day=day, item="面粉", unit="公斤", quantity=quantity, why=why, meal=Meal.LUNCH, note=note)


def test_what_goes_out_is_changed_cancelled_and_undone(desk: Desk) -> None:
    buy(desk, DAY)
    act = on(desk, NEXT)
    saved = desk.stock.issue(act, flour(5_000))
    assert left(desk, NEXT) == {"面粉": 20_000}
    changed = desk.stock.change(act, saved.record, flour(6_000, NEXT))
    assert (left(desk), left(desk, NEXT)) == ({"面粉": 25_000}, {"面粉": 19_000})
    cancelled = desk.stock.cancel(act, changed.record)
    assert desk.stock.month(act.station_id, NOVEMBER) == []
    desk.undo(act, cancelled)
    desk.undo(act, changed)
    assert desk.stock.month(act.station_id, NOVEMBER) == [saved.record]
    desk.undo(act, saved)
    assert left(desk) == {"面粉": 25_000}
    assert integrity.check() == []


def test_no_more_goes_out_than_is_there_on_that_day_or_any_later_one(desk: Desk) -> None:
    buy(desk, DAY)
    act = on(desk, NEXT)
    desk.stock.issue(act, flour(20_000, NEXT))
    assert refused(lambda: desk.stock.issue(act, flour(5_001))) == ["stock.short@quantity"]
    assert refused(lambda: desk.stock.issue(act, flour(1, date(2026, 11, 23)))) == ["stock.short@quantity"]
    (found,) = desk.stock.findings(act, flour(5_001, NEXT))
    assert found.sentence.startswith("11月26日库里只有 25 公斤面粉，还差 0.001 公斤。")
    assert desk.stock.issue(act, flour(5_000)).record.meal is Meal.LUNCH


def test_a_stocktaking_makes_paper_and_shelf_agree(desk: Desk) -> None:
    buy(desk, DAY, line(), line("大米", 10_000))
    act = on(desk, NEXT)
    counted = [Counted(item="面粉", unit="公斤", quantity=24_000), Counted(item="大米", unit="公斤", quantity=10_500)]
    assert refused(lambda: desk.stock.count(act, counted)) == ["stock.why@note"]
    saved = desk.stock.count(act, counted, " 受潮 ")
    assert [(each.quantity, each.why, each.note) for each in saved.record] == [
        (1_000, StockWhy.COUNTED, "受潮"),
        (-500, StockWhy.COUNTED, "受潮"),
    ]
    assert left(desk, NEXT) == {"面粉": 24_000, "大米": 10_500}
    assert desk.stock.count(act, counted).record == ()
    desk.undo(act, saved)
    assert left(desk, NEXT) == {"面粉": 25_000, "大米": 10_000}


def test_what_was_counted_in_the_evening_is_entered_a_day_later(desk: Desk) -> None:
    buy(desk, DAY)
    act = on(desk, AFTER)
    desk.stock.issue(act, flour(4_000, AFTER))
    evening = date(2026, 11, 30)
    counted = [Counted(item="面粉", unit="公斤", quantity=24_000)]
    saved = desk.stock.count(act, counted, "受潮", evening)
    assert [(each.day, each.quantity) for each in saved.record] == [(evening, 1_000)]
    assert left(desk, AFTER) == {"面粉": 20_000}
    little = [replace(counted[0], quantity=3_000)]
    assert refused(lambda: desk.stock.count(act, little, "受潮", evening)) == ["stock.short@note"]
    assert refused(lambda: desk.stock.count(act, little, "受潮", date(2026, 12, 6))) == ["stock.count_later@day"]
    desk.settlements.close(act, NOVEMBER)
    assert refused(lambda: desk.stock.count(act, little, "受潮", evening)) == ["settlement.closed@day"]


def test_what_was_used_up_since_the_last_settlement_is_still_known(desk: Desk) -> None:
    buy(desk, DAY)
    act = on(desk, AFTER)
    out = desk.stock.issue(act, flour(25_000)).record
    assert [(each.item, each.quantity) for each in desk.stock.emptied(act.station_id, AFTER)] == [("面粉", 0)]
    assert desk.stock.open_outs(act.station_id) == [out]
    desk.settlements.close(act, NOVEMBER)
    assert desk.stock.emptied(act.station_id, AFTER) == ()
    assert desk.stock.open_outs(act.station_id) == []


def test_what_is_left_is_carried_over_a_settlement_with_its_dates(desk: Desk) -> None:
    buy(desk, DAY, line(best_before=date(2026, 12, 8)))
    desk.stock.issue(on(desk, NEXT), flour(5_000))
    act = on(desk, AFTER)
    before = desk.stock.shelves(act.station_id, AFTER)
    closed = desk.settlements.close(act, NOVEMBER)
    assert desk.stock.shelves(act.station_id, AFTER) == before
    assert refused(lambda: desk.stock.issue(act, flour(1, date(2026, 11, 30)))) == ["settlement.closed@day"]
    assert refused(lambda: desk.stock.issue(act, flour(20_001, AFTER))) == ["stock.short@quantity"]
    saved = desk.stock.issue(act, flour(20_000, AFTER))
    assert desk.stock.shelves(act.station_id, AFTER) == ()
    with counted_queries() as seen:
        desk.stock.shelves(act.station_id, AFTER)
    assert len(seen) == 3
    desk.undo(act, saved)
    desk.undo(act, closed)
    assert desk.stock.shelves(act.station_id, AFTER) == before


@pytest.mark.parametrize(("today", "sentence"), [
    (date(2026, 11, 24), ""),
    (date(2026, 12, 1), "快到保质期：面粉（12月8日）。请先吃这些。"),
    (date(2026, 12, 9), "过了保质期：面粉（12月8日）。不能再吃，请登记报损。"),
])  # fmt: skip
def test_what_will_not_keep_is_told_in_time(desk: Desk, today: date, sentence: str) -> None:
    buy(desk, DAY, line(best_before=date(2026, 12, 8)))
    assert "".join(found.sentence for found in todos(desk.act().station_id, today)) == sentence
