"""Papers of a month: last year's is reached from the print screen, and the notice says from when to when it hangs."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from tests.services.canteen import buy
from tests.ui.at_desk import at_desk
from tests.ui.at_printouts import screen
from tests.ui.conftest import child, focus, settle
from ui.screens.printouts.canteen_months import AccountMonthAsking, NoticeMonthAsking
from venue_desk.domain.canteen_papers import CanteenOrder
from venue_desk.domain.printouts import PaperKey

Key = Qt.Key


def test_last_years_account_is_reached_by_the_arrow_alone(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        buy(desk, date(2025, 11, 20), today=desk.act().today)
        hand.window.go("printouts", paper="canteen-account")
        settle()
        months = child(screen(hand), AccountMonthAsking)
        months.who.first_focus().setFocus()
        for _ in range(7):
            hand.key(Key.Key_Down)
        assert months.month() == date(2026, 4, 1)
        assert focus() is months.who.first_focus()
        for _ in range(5):
            hand.key(Key.Key_Down)
        assert months.order("canteen-account") == CanteenOrder(paper=PaperKey.CANTEEN_ACCOUNT, month=date(2025, 11, 1))
        assert screen(hand).options.send.text() == "打印 1 页"


def test_the_notice_hangs_from_the_day_one_chooses(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        buy(desk, date(2026, 11, 20), today=desk.act().today)
        hand.window.go("printouts", paper="canteen-notice")
        settle()
        asking = child(screen(hand), NoticeMonthAsking)
        assert asking.from_on.isVisible()
        (piece,) = desk.printouts.gather(desk.act(), asking.order("canteen-notice")).pieces
        assert piece.data.posted_on == desk.act().today
        asking.from_on.setDate(QDate(2026, 12, 1))
        settle()
        (piece,) = desk.printouts.gather(desk.act(), asking.order("canteen-notice")).pieces
        assert (piece.data.posted_on, piece.data.posted_to) == (date(2026, 12, 1), date(2026, 12, 8))
