"""库存: what goes out is put right in every open month; a stocktaking undoes nothing that others booked meanwhile."""

from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import focus, settle
from tests.ui.test_canteen_books import at_tab, buy, form, line, verb
from tests.ui.test_canteen_meals import TODAY, screen
from ui.kit.buttons import Button
from ui.kit.filters import Filtering
from ui.kit.register import RegisterView
from ui.screens.canteen.stock_outs import StockOutsPage
from venue_desk.desk import Desk
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.stock import StockEntry, StockOut

Key = Qt.Key


def left(desk: Desk) -> dict[str, int]:
    return {shelf.item: shelf.quantity for shelf in desk.stock.shelves(desk.act().station_id, desk.act().today)}


def test_one_issue_after_another_by_keyboard(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, _):
        buy(desk, date(2026, 11, 2), line("挂面", 5), line("粉条", 6), line("胡麻油", 4), line("鸡蛋", 9))
        screen(hand).refresh()
        screen(hand).stock.line.take_focus()
        for ware, amount in (("mf", "2"), ("dm", "3"), ("jd", "9")):
            hand.type(ware)
            hand.enter()
            hand.type(amount)
            hand.enter()
            QTest.qWait(300)
        assert (left(desk)["面粉"], left(desk)["大米"], "鸡蛋" in left(desk)) == (8000, 17000, False)


def december(desk: Desk) -> None:
    """The morning after the month; November is still open."""
    seconds = count(1)
    desk._now = lambda: datetime(2026, 12, 1, 8, 5, tzinfo=STATION_ZONE) + timedelta(seconds=next(seconds))


def outs_page(hand: Hand) -> RegisterView:
    page = next(p for p in hand.window.findChildren(StockOutsPage) if p.isVisible())
    return page.view


def issue(desk: Desk, item: str, quantity: int, day: date = TODAY) -> StockOut:
    entry = StockEntry(day=day, item=item, unit="公斤", quantity=quantity)
    return desk.stock.issue(desk.act(), entry).record


def counted(view: RegisterView, item: str) -> str:
    return next(name for name in form(view).cells if name.startswith(f"counted.{item}."))


def test_an_issue_that_emptied_the_ware_is_put_right_and_the_ware_counted(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        issue(desk, "大米", 20_000)
        screen(hand).refresh()
        hand.ctrl(Key.Key_B)
        assert counted(view, "大米") == "counted.大米.公斤.0"
        hand.key(Key.Key_Escape)
        view.filters.restore(Filtering("gone"))
        screen(hand).refresh()
        view.open_row(1)
        hand.click(verb(view, "改"))
        form(view).put("quantity", 2_000)
        hand.ctrl(Key.Key_S)
        assert left(desk) == {"大米": 18_000, "面粉": 10_000}


def test_a_wrong_issue_of_last_month_is_cancelled_while_that_month_is_open(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, _):
        issue(desk, "大米", 19_000)
        december(desk)
        hand.click(next(b for b in hand.window.findChildren(Button) if b.text() == "领用记录" and b.isVisible()))
        outs_page(hand).open_row(1)
        hand.click(verb(outs_page(hand), "作废"))
        assert left(desk)["大米"] == 20_000
        hand.ctrl(Key.Key_Z)
        assert left(desk)["大米"] == 1_000
        desk.settlements.close(desk.act(), date(2026, 10, 1))
        desk.settlements.close(desk.act(), date(2026, 11, 1))
        outs_page(hand).filters.restore(Filtering(chosen={"month": date(2026, 11, 1)}))
        settle()
        outs_page(hand).filtered.emit(None)
        outs_page(hand).open_row(1)
        page = outs_page(hand).panel.page
        assert page is not None
        assert "已经结算" in page.sealed


def test_a_stocktaking_never_undoes_what_was_issued_meanwhile(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        hand.ctrl(Key.Key_B)
        screen(hand).stock.line.take_focus()
        for typed in ("dm", "3"):
            hand.type(typed)
            hand.enter()
        assert screen(hand).stock.line.isAncestorOf(focus())
        form(view).put(counted(view, "面粉"), 9_000)
        form(view).put("note", "受潮扔了")
        form(view).save()
        settle()
        assert left(desk) == {"大米": 17_000, "面粉": 9_000}


def test_the_form_follows_the_book_under_the_cursor(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        hand.ctrl(Key.Key_B)
        form(view).focus_cell(form(view).cells[counted(view, "面粉")])
        issue(desk, "大米", 3_000)
        QTest.qWait(300)
        assert counted(view, "大米") == "counted.大米.公斤.17000"
        assert form(view).cells[counted(view, "面粉")].isAncestorOf(focus())


def test_what_was_counted_before_the_book_changed_is_counted_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        hand.ctrl(Key.Key_B)
        form(view).put(counted(view, "面粉"), 5_000)
        form(view).put("note", "少了一袋")
        hand.key(Key.Key_Escape)
        issue(desk, "面粉", 1_000)
        for sentence in ("面粉数过 5 公斤，账后来变了，请再数一遍。", "面粉的账后来变了，请再数一遍。"):
            hand.ctrl(Key.Key_B)
            cell = form(view).cells[counted(view, "面粉")]
            assert [found.sentence for found in cell.findings] == [sentence]
            form(view).put("note", f"{sentence[:2]}少了")
            hand.key(Key.Key_Escape)
        hand.ctrl(Key.Key_B)
        form(view).put(counted(view, "面粉"), 8_000)
        hand.ctrl(Key.Key_S)
        assert left(desk) == {"大米": 20_000, "面粉": 8_000}


def test_the_last_evening_of_a_month_is_entered_the_day_after(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        december(desk)
        issue(desk, "大米", 4_000, date(2026, 12, 1))
        screen(hand).refresh()
        hand.ctrl(Key.Key_B)
        day = form(view).cells["day"]
        form(view).focus_cell(day)
        hand.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hand.type("1130")
        hand.enter()
        assert counted(view, "大米") == "counted.大米.公斤.20000"
        form(view).put(counted(view, "大米"), 19_000)
        form(view).put("note", "受潮扔了")
        hand.ctrl(Key.Key_S)
        (gone,) = desk.stock.month(desk.act().station_id, date(2026, 11, 1))
        assert (gone.day, gone.quantity) == (date(2026, 11, 30), 1_000)
        assert left(desk)["大米"] == 15_000


def test_the_change_of_an_issue_is_gone_on_with_from_the_home_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, _):
        out = issue(desk, "大米", 2_000)
        key = f"stock.change.{out.id}"
        desk.drafts.save(desk.act(), key, {"quantity": "7"})
        hand.window.go("canteen", draft=key)
        settle()
        assert form(outs_page(hand)).texts()["quantity"] == "7"


def test_what_another_booked_leaves_the_cursor_in_the_line(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, _):
        cells = screen(hand).stock.line.form.cells
        cells["quantity"].editor.take_focus()
        buy(desk, TODAY, line("挂面", 5))
        QTest.qWait(300)
        settle()
        cell = screen(hand).stock.line.form.cells["quantity"]
        assert cell is not cells["quantity"]
        assert cell.isAncestorOf(focus())
