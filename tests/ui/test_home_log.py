"""值班记录 on the home screen and by Ctrl+J: one line, one Enter, ready for the next; nothing typed is lost."""

from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import add_household, villager
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import focus, settle, type_text
from ui.jot import JotStrip, Jotting
from ui.kit.finding_line import FindingLine
from ui.log_entry import DRAFT, LogEntry
from ui.screens.duty_log import DutyLogScreen
from ui.screens.home import HomeScreen
from venue_desk.desk import Desk
from venue_desk.domain.duty_log import Conversion, IncidentLevel, LogKind, LogLine
from venue_desk.domain.households import Relation
from venue_desk.services import households

Key = Qt.Key


def entry(hand: Hand) -> LogEntry:
    home = hand.window.screen_of("home")
    assert isinstance(home, HomeScreen)
    return home.log.entry


def lines(desk: Desk) -> list[LogLine]:
    act = desk.act()
    return desk.duty_log.day(act.station_id, act.today)


def strip(hand: Hand) -> JotStrip:
    found = hand.window.findChild(Jotting)
    assert isinstance(found, Jotting)
    assert found.strip is not None
    return found.strip


def keep(hand: Hand) -> None:
    """The pause after which a draft is kept."""
    QTest.qWait(450)
    settle()


def sentences(of: LogEntry) -> list[str]:
    settle()
    return [line.finding.sentence for line in of.findChildren(FindingLine) if line.isVisible()]


def test_hand_jot_a_visitor_found_by_initials(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        add_household(desk, "0001", "杨彩霞", "三社", villager("董兴旺", Relation.SPOUSE))
        hand.window.go("home")
        settle()
        assert focus() is entry(hand).who
        hand.type("ycx")
        hand.enter()
        assert entry(hand).who.text() == "杨彩霞（三社）"
        assert focus() is entry(hand).matter
        hand.type("领玉米良种补贴知情卡")
        hand.enter()
        assert hand.strokes == 2
        (line,) = lines(desk)
        assert (line.kind, line.who, line.matter, line.shift) == (
            LogKind.VISIT,
            "杨彩霞",
            "领玉米良种补贴知情卡",
            "白班",
        )
        assert line.villager_id is not None
        assert focus() is entry(hand).who
        assert (entry(hand).who.text(), entry(hand).matter.text()) == ("", "")
        assert "已记下：来访 杨彩霞" in hand.window._toast.text()
        hand.ctrl(Key.Key_Z)
        assert lines(desk) == []


def test_a_name_nobody_has_is_written_as_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        add_household(desk, "0001", "张满仓")
        hand.window.go("home")
        settle()
        hand.key(Key.Key_Backtab)
        hand.key(Key.Key_Right)
        hand.key(Key.Key_Tab)
        hand.type("张")
        hand.key(Key.Key_Down)
        hand.enter()
        hand.type("推销化肥，没让进")
        hand.enter()
        (line,) = lines(desk)
        assert (line.kind, line.who, line.villager_id) == (LogKind.CALL, "张", None)


def test_editing_the_name_lets_the_person_go(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        add_household(desk, "0001", "张满仓")
        hand.window.go("home")
        settle()
        hand.type("zmc")
        hand.enter()
        who = entry(hand).who
        assert who.villager_id is not None
        who.setFocus()
        who.setCursorPosition(len(who.text()))
        hand.type("的舅舅")
        assert (who.villager_id is None, who.name()) == (True, "张满仓（一社）的舅舅")


def test_hand_an_incident_with_its_level_and_its_report(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        hand.key(Key.Key_Backtab)
        hand.key(Key.Key_Right)
        hand.key(Key.Key_Right)
        assert entry(hand).level.isVisible()
        hand.key(Key.Key_Tab)
        hand.enter()
        hand.type("三社变压器冒烟")
        hand.enter()
        hand.key(Key.Key_Right)
        hand.enter()
        hand.key(Key.Key_Space)
        hand.enter()
        assert focus() is entry(hand).reported_to
        hand.type("镇值班室")
        hand.enter()
        (line,) = lines(desk)
        assert (line.level, line.reported_to) == (IncidentLevel.MAJOR, "镇值班室")
        assert line.reported_at == line.at
        assert entry(hand).kind.value() is LogKind.VISIT


def test_what_is_missing_is_told_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        hand.type("王秀珍")
        hand.enter(2)
        assert sentences(entry(hand)) == ["请写一句是什么事。"]
        assert focus() is entry(hand).matter
        assert entry(hand).matter.property("state") == "error"
        hand.type("问")
        assert sentences(entry(hand)) == []
        assert lines(desk) == []


def test_what_was_typed_survives_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        hand.type("王秀珍")
        hand.enter()
        hand.type("问养老金认")
        keep(hand)
        again = LogEntry(desk, hand.window)
        qtbot.addWidget(again)
        assert (again.who.text(), again.matter.text()) == ("王秀珍", "问养老金认")
        hand.enter()
        assert desk.drafts.load(desk.act(), DRAFT) is None


def test_hand_jot_from_another_screen_and_be_back_where_one_was(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        before = focus()
        hand.ctrl(Key.Key_J)
        assert strip(hand).isVisible()
        hand.type("石满仓")
        hand.enter()
        hand.type("说地埂又起争执")
        hand.strokes = 0
        hand.enter()
        assert hand.strokes == 1
        assert not strip(hand).isVisible()
        assert focus() is before
        assert hand.window.key() == "households"
        assert [line.who for line in lines(desk)] == ["石满仓"]


def test_esc_leaves_the_draft_which_goes_on_anywhere(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        hand.ctrl(Key.Key_J)
        hand.type("石满仓")
        hand.key(Key.Key_Escape)
        assert not strip(hand).isVisible()
        assert desk.drafts.load(desk.act(), DRAFT) is not None
        hand.ctrl(Key.Key_J)
        assert strip(hand).entry.who.text() == "石满仓"
        assert focus() is strip(hand).entry.matter
        hand.key(Key.Key_Escape)
        hand.window.go("home")
        settle()
        assert entry(hand).who.text() == "石满仓"
        hand.window.go("home")
        hand.ctrl(Key.Key_J)
        assert not strip(hand).isVisible()
        assert entry(hand).isAncestorOf(focus())


def test_enter_belongs_to_the_input_method_while_it_composes(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtGui import QInputMethodEvent

    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        hand.enter()
        QApplication.sendEvent(focus(), QInputMethodEvent("wen", []))
        hand.enter()
        assert lines(desk) == []
        type_text(focus(), "问低保")
        hand.enter()
        assert [line.matter for line in lines(desk)] == ["问低保"]


def test_the_last_lines_stand_below_and_open_the_log(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_desk, hand):
        for name in ("王秀珍", "董兴旺"):
            hand.type(name)
            hand.enter()
            hand.type("领知情卡")
            hand.enter()
        home = hand.window.screen_of("home")
        assert isinstance(home, HomeScreen)
        assert [row.accessibleName().split()[2] for row in home.log.lines.rows] == ["董兴旺", "王秀珍"]
        assert home.log.meta.text() == "今天 2 条"
        home.log.lines.rows[1].setFocus()
        hand.enter()
        page = hand.window.screen_of("duty-log")
        assert isinstance(page, DutyLogScreen)
        assert page.view.panel.accessibleName() == "王秀珍"
        hand.key(Key.Key_Escape)
        hand.key(Key.Key_Escape)
        assert hand.window.key() == "home"
        hand.click(home.log.all)
        assert hand.window.key() == "duty-log"


def test_a_register_that_takes_lines_over_gets_its_button(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register: ModuleType = households
    offer = (Conversion(verb="转成农户", screen="households", about=lambda line: {"new": bool(line.id)}),)
    monkeypatch.setattr(register, "LOG_CONVERSIONS", offer, raising=False)
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        from ui.kit.buttons import Button

        home = hand.window.screen_of("home")
        button = next(b for b in home.findChildren(Button) if b.text() == "转成农户")
        hand.click(button)
        assert sentences(entry(hand)) == ["请写一句是什么事。"]
        assert hand.window.key() == "home"
        hand.type("新迁来的，要登记")
        hand.click(button)
        assert hand.window.key() == "households"
        assert [line.matter for line in lines(desk)] == ["新迁来的，要登记"]
