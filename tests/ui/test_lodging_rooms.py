"""房间 and 抽查: rooms and beds are added and given up; who came to look is written down; the papers and the workbook."""

from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.at_lodging import TONIGHT, Lodged, at_lodging
from tests.ui.conftest import child, focus, settle
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.labels import Text
from ui.screens.printouts import PrintoutsScreen
from ui.screens.printouts.lodging_months import LodgingMonthAsking
from venue_desk.domain.lodging import NightHow
from venue_desk.domain.lodging_papers import LodgingOrder
from venue_desk.domain.printouts import PaperKey

Key = Qt.Key


def shown_beds(at: Lodged) -> list[str]:
    settle()
    return [tile.accessibleName() for tile in at.screen.rooms.tiles.values()]


def test_hand_a_room_with_its_beds(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot, furnished=False) as at:
        at.screen.show_tab("rooms")
        at.hand.ctrl(Key.Key_N)
        at.hand.type("东一")
        at.hand.enter(2)
        assert shown_beds(at) == ["1床，空着", "2床，空着"]
        at.press("加床")
        at.hand.enter()
        assert shown_beds(at)[-1] == "3床，空着"
        at.hand.ctrl(Key.Key_Z)
        assert len(shown_beds(at)) == 2


def test_a_bed_gets_another_name_unless_its_neighbour_has_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.screen.show_tab("rooms")
        at.hand.click(at.screen.rooms.tiles[at.beds[0].id])
        panel = at.screen.rooms.panel
        at.hand.click(next(b for b in panel.findChildren(Button) if b.text() == "改名"))
        form = panel.form()
        assert form is not None
        form.put("name", "2床")
        at.hand.ctrl(Key.Key_S)
        assert "已经有「2床」了" in child(form.cells["name"], FindingLine).finding.sentence
        form.put("name", "靠窗床")
        at.hand.ctrl(Key.Key_S)
        assert "靠窗床，空着" in shown_beds(at)


def test_the_map_says_who_sleeps_where_and_leads_to_the_night(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.desk.lodging.here(at.desk.act(), at.staff["王建军"].id)
        at.screen.show_tab("rooms")
        assert shown_beds(at)[1] == "2床，王建军"
        at.screen.rooms.tiles[at.beds[0].id].setFocus()
        at.hand.key(Key.Key_Right)
        at.hand.key(Key.Key_Space)
        at.press("改这一晚")
        assert at.screen.tonight.panel.isVisible()
        form = at.screen.tonight.panel.form()
        assert form is not None
        assert form.values()["bed_id"] == at.beds[1].id


def test_a_bed_in_which_somebody_lies_is_not_given_up(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.desk.lodging.here(at.desk.act(), at.staff["王建军"].id)
        at.screen.show_tab("rooms")
        at.hand.click(at.screen.rooms.tiles[at.beds[1].id])
        panel = at.screen.rooms.panel
        at.hand.click(next(b for b in panel.findChildren(Button) if b.text() == "停用"))
        assert "今晚有人住" in child(panel, FindingLine).finding.sentence
        assert len(shown_beds(at)) == 8
        at.hand.click(at.screen.rooms.tiles[at.beds[0].id])
        at.hand.click(next(b for b in panel.findChildren(Button) if b.text() == "停用"))
        assert len(shown_beds(at)) == 7


def test_hand_the_township_looked_in(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.desk.lodging.here(at.desk.act(), at.staff["王建军"].id)
        at.screen.show_tab("checks")
        at.hand.strokes = 0
        at.hand.ctrl(Key.Key_N)
        at.hand.type("孙主任")
        at.hand.enter()
        at.hand.type("镇党政办")
        at.hand.enter()
        assert at.hand.strokes == 3  # and one to come to the page
        (check,) = at.desk.spot_checks.of_month(at.desk.act().station_id, TONIGHT)
        assert (check.by_whom, check.unit, check.present) == ("孙主任", "镇党政办", (at.staff["王建军"].id,))
        at.press("划掉")
        assert at.desk.spot_checks.of_month(at.desk.act().station_id, TONIGHT) == []


def test_who_is_both_there_and_away_is_told_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.screen.show_tab("checks")
        at.screen.checks.note()
        form = at.screen.checks.view.panel.form()
        assert form is not None
        both = (at.staff["王建军"].id,)
        for name, value in (("by_whom", "孙主任"), ("present", both), ("away", both)):
            form.put(name, value)
        at.hand.ctrl(Key.Key_S)
        assert "王建军" in child(form.cells["away"], FindingLine).finding.sentence


def test_who_was_seen_and_is_not_noted_is_noted_with_one_button(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.screen.show_tab("checks")
        at.screen.checks.note()
        form = at.screen.checks.view.panel.form()
        assert form is not None
        form.put("present", (at.staff["王建军"].id,))
        QTest.qWait(500)  # typing has paused
        assert "还没登记住宿" in child(form.cells["present"], FindingLine).finding.sentence
        at.press("补上登记")
        night = at.night("王建军")
        assert night is not None
        assert night.how is NightHow.SPOT_CHECK
        assert form.cells["present"].findChild(FindingLine) is None


def test_ctrl_p_prints_the_month_in_sight(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.ctrl(Key.Key_P)
        assert at.hand.window.key() == "printouts"
        screen = at.hand.window.screen_of("printouts")
        assert isinstance(screen, PrintoutsScreen)
        asking = child(screen, LodgingMonthAsking)
        wanted = LodgingOrder(paper=PaperKey.LODGING_REGISTER, month=date(2026, 11, 1))
        assert asking.order("lodging-register") == wanted
        assert {line.words: line.meta for line in asking.who._lines}["2026年11月"] == "83 人次"
        assert screen.options.send.text() == "打印 1 页"


def test_how_everybody_stands_as_lines_and_bars_and_on_the_sheet(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.screen.show_tab("standing")
        settle()
        (chart,) = at.screen.standing.charts
        assert chart.drawing().sentence.startswith("陈志远 15/12；王建军 16/12")
        words = [label.text() for label in at.screen.standing.findChildren(Text)]
        assert "已够 5 人，还能够 2 人" in words
        at.hand.ctrl(Key.Key_P)
        screen = at.hand.window.screen_of("printouts")
        assert isinstance(screen, PrintoutsScreen)
        assert screen.options.send.text() == "打印 1 页"
        assert child(screen, LodgingMonthAsking).order("lodging-standing").paper is PaperKey.LODGING_STANDING
        at.hand.window.go("lodging", tab="standing")
        at.hand.key(Key.Key_PageUp)
        assert at.screen.standing.month() == date(2026, 10, 1)
        settle()
        words = [label.text() for label in at.screen.standing.findChildren(Text)]
        assert "10月没有住宿登记。" in words


def test_the_month_goes_into_a_workbook(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path / "d", qtbot) as at:
        out = tmp_path / "nights.xlsx"
        at.screen.save_as(out)
        qtbot.waitUntil(out.exists, timeout=20_000)
        qtbot.waitUntil(lambda: "已导出" in at.toast(), timeout=20_000)
        sheet = openpyxl.load_workbook(out).active
        assert sheet is not None
        assert sheet.max_row > 83


def test_the_cursor_stays_on_the_map_while_it_is_drawn_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.screen.show_tab("rooms")
        at.screen.rooms.tiles[at.beds[4].id].setFocus()
        at.desk.lodging.here(at.desk.act(), at.staff["王建军"].id)
        settle()
        assert focus() is at.screen.rooms.tiles[at.beds[4].id]
        closing = next(b for b in at.screen.rooms.findChildren(Button) if b.accessibleName() == "停用：西一")
        closing.setFocus()
        at.hand.key(Key.Key_Space)
        settle()
        assert focus() in at.screen.rooms.tiles.values()
