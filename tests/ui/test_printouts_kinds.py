"""What is chosen for the papers of the duty: a month, days, a handover, a week."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from tests.builders import text_of
from tests.rostered import DECEMBER, add_staff, fill_month
from tests.ui.at_desk import at_desk
from tests.ui.at_printouts import finished, screen
from tests.ui.conftest import child, settle
from ui.kit.buttons import Button
from ui.screens.printouts.days import DaysAsking
from ui.screens.printouts.months import MonthAsking
from ui.screens.printouts.weeks import WeekAsking
from venue_desk.domain.duty_log import LogKind, LogLineEntry, LogOrder
from venue_desk.domain.printouts import PaperKey

Key = Qt.Key


def test_the_month_another_screen_asks_for_and_the_one_before(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        fill_month(desk, add_staff(desk))
        desk.roster.publish(desk.act(), DECEMBER)
        hand.window.go("printouts", paper="duty-roster", month=DECEMBER)
        settle()
        months = child(screen(hand), MonthAsking).who
        assert months.picked() == DECEMBER
        assert {line.words: line.meta for line in months._lines}["2026年12月"] == "已公布"
        assert screen(hand).options.send.text() == "打印 1 页"
        months.first_focus().setFocus()
        hand.key(Key.Key_Down)
        assert months.picked() == date(2026, 11, 1)
        assert not screen(hand).options.send.isEnabled()  # nobody was put into November
        hand.key(Key.Key_Up)
        screen(hand).save_as(tmp_path / "roster.pdf")
        finished(hand, qtbot)
        assert "2026年12月值班表" in text_of((tmp_path / "roster.pdf").read_bytes())
        (row,) = desk.printouts.rows(desk.act().station_id, PaperKey.DUTY_ROSTER)
        assert row.given == 0


def test_the_log_of_yesterday_or_of_days_one_writes_oneself(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        at = desk.act().at - timedelta(days=1)
        entry = LogLineEntry(at=at, kind=LogKind.VISIT, who="张满仓", phone="13800000013", matter="问补贴")
        desk.duty_log.note(desk.act(), entry)
        hand.window.go("printouts", paper="duty-log")
        settle()
        asking = child(screen(hand), DaysAsking)
        assert not screen(hand).options.send.isEnabled()  # nothing was written down today
        asking.who.first_focus().setFocus()
        hand.key(Key.Key_Down)
        assert screen(hand).options.send.text() == "打印 1 页"
        yesterday = desk.act().today - timedelta(days=1)
        assert asking.order("duty-log") == LogOrder(first=yesterday, last=yesterday)
        asking.first.setFocus()
        asking.first.setDate(QDate(2026, 11, 1))
        assert asking.who.picked() == "own"
        assert asking.order("duty-log").first == date(2026, 11, 1)
        asking.first.setDate(QDate(2026, 11, 25))
        assert asking.order("duty-log") == LogOrder(first=date(2026, 11, 25), last=date(2026, 11, 25))


def test_where_no_handover_was_signed_there_is_nothing_to_choose(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (_, hand):
        hand.window.go("printouts", paper="handover")
        settle()
        assert not screen(hand).options.send.isEnabled()
        assert [b.text() for b in screen(hand).preview.findChildren(Button) if b.isVisible()][-1:] == ["去交接班"]
        screen(hand).kinds.setFocus()
        hand.key(Key.Key_Up)
        assert screen(hand).kinds.currentText() == "值班记录"


def test_the_board_of_the_week_after(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        fill_month(desk, add_staff(desk))
        hand.window.go("printouts", paper="duty-board")
        settle()
        weeks = child(screen(hand), WeekAsking)
        assert weeks.order("duty-board").monday == date(2026, 11, 23)
        weeks.who.first_focus().setFocus()
        hand.key(Key.Key_Down)
        assert weeks.order("duty-board").monday == date(2026, 11, 30)
        assert screen(hand).options.send.text() == "打印 1 页"
        hand.window.go("printouts", paper="duty-board", day=date(2026, 12, 30))
        settle()
        assert weeks.order("duty-board").monday == date(2026, 12, 28)
