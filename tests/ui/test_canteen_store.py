"""库存: what goes out is put right in every open month; a stocktaking undoes nothing that others booked meanwhile."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus, settle
from tests.ui.test_canteen_books import at_tab, buy, line
from tests.ui.test_canteen_meals import TODAY, screen
from venue_desk.desk import Desk

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
