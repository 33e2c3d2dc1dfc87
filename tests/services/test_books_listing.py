"""The books in Excel and on the home screen."""

from datetime import date

from tests.domain.test_purchases import line
from tests.services.at_the_station import crew
from tests.services.canteen import NOVEMBER, OCTOBER, buy, on
from venue_desk.desk import Desk
from venue_desk.domain.advances import AdvanceEntry, AllotmentEntry
from venue_desk.domain.corrections import CorrectionEntry, CorrectionLine
from venue_desk.domain.purchases import FundingSource
from venue_desk.domain.stock import StockEntry
from venue_desk.services.listings import Wanted
from venue_desk.services.registers import done, todos

DAY, AFTER = date(2026, 11, 24), date(2026, 12, 5)


def rows(desk: Desk, register: str, today: date = AFTER) -> list[tuple[object, ...]]:
    act = on(desk, today)
    wanted = Wanted(station_id=act.station_id, today=today, year=today.year, month=NOVEMBER)
    sheet = desk.exports.sheet(act, register, wanted)
    return [tuple(row) for each in (sheet, *sheet.beside) for row in each.rows]


def test_purchases_go_out_line_by_line(desk: Desk) -> None:
    buy(desk, DAY, line(best_before=date(2027, 5, 1)), line("青菜", 1_500, 333, stocked=False))
    assert rows(desk, "purchases") == [
        (DAY, "惠民粮油店", "面粉", "", "副食", 25_000, "公斤", 480, 12_000, date(2027, 5, 1), "是", "个人", "发票", "", "", "", ""),
        (DAY, "惠民粮油店", "青菜", "", "副食", 1_500, "公斤", 333, 500, None, "否", "个人", "发票", "", "", "", ""),
    ]  # fmt: skip


def test_the_store_room_goes_out_lot_by_lot(desk: Desk) -> None:
    buy(desk, DAY, line(best_before=date(2027, 5, 1)))
    desk.stock.issue(on(desk, DAY), StockEntry(day=DAY, item="面粉", unit="公斤", quantity=5_500))
    assert rows(desk, "stock") == [("副食", "面粉", 19_500, "公斤", date(2027, 5, 1), DAY)]


def test_a_settlement_goes_out_the_same_before_and_after_it_is_closed(desk: Desk) -> None:
    wang = crew(desk)[0]
    buy(desk, DAY, line(quantity=10_000, price=1_000))
    act = on(desk, DAY)
    desk.advances.advance(act, AdvanceEntry(cadre_id=wang.id, day=DAY, amount_fen=5_000))
    desk.advances.allot(
        act,
        AllotmentEntry(source=FundingSource.TOWNSHIP, day=DAY, amount_fen=70_000, document_number="菜政发〔2026〕31号"),
    )
    stands = rows(desk, "settlements")
    desk.settlements.close(on(desk, AFTER), NOVEMBER)
    assert rows(desk, "settlements") == stands
    shares = {row[0]: row for row in stands if len(row) == 8}
    assert shares["王建军"][4] == 5_000
    assert shares["合计"][4:6] == (5_000, 10_000)
    assert sum(row[5] for row in shares.values() if isinstance(row[5], int)) == 2 * 10_000  # and once in the total
    assert list(shares)[-1] == "合计"
    assert ("乡镇自筹", 0, 70_000, 0, 70_000) in stands
    assert ("个人", 0, 5_000, 10_000, -5_000) in stands
    assert ("合计", 0, 75_000, 10_000, 65_000) in stands
    assert (DAY, "乡镇自筹", 70_000, "菜政发〔2026〕31号", "") in stands


def test_a_draft_says_that_it_is_one_and_a_correction_stands_with_month_and_reason(desk: Desk) -> None:
    wang, li = crew(desk)[:2]
    buy(desk, date(2026, 10, 25))
    desk.settlements.close(on(desk, DAY), OCTOBER)
    more = (CorrectionLine(cadre_id=wang.id, amount_fen=250), CorrectionLine(cadre_id=li.id, amount_fen=-250))
    desk.settlements.counter(on(desk, DAY), CorrectionEntry(of_month=OCTOBER, day=DAY, lines=more, reason="漏记一餐"))
    act = on(desk, AFTER)
    wanted = Wanted(station_id=act.station_id, today=AFTER, year=2026, month=NOVEMBER)
    assert desk.exports.sheet(act, "settlements", wanted).title == "浅河村2026年11月伙食结算（草稿，还没有关账）"
    told = rows(desk, "settlements")
    assert (DAY, "2026年10月", "王建军", 250, "漏记一餐") in told
    desk.settlements.close(act, NOVEMBER)
    sheet = desk.exports.sheet(act, "settlements", wanted)
    assert [sheet.title, *(each.name for each in sheet.beside)] == ["浅河村2026年11月伙食结算", "经费", "拨款", "冲正"]
    assert "就餐（份）" in [column.title for column in sheet.columns]


def test_the_home_screen_asks_for_last_month_and_tells_that_it_was_settled(desk: Desk) -> None:
    buy(desk, DAY, line(best_before=date(2026, 12, 8)))
    act = on(desk, AFTER)
    codes = {found.code for found in todos(act.station_id, act.at)}
    assert {"settlement.due", "stock.soon"} <= codes
    desk.settlements.close(act, NOVEMBER)
    assert "settlement.due" not in {found.code for found in todos(act.station_id, act.at)}
    assert [each.what for each in done(act.station_id, act.at)] == ["结算11月伙食账"]
