"""值班记录 as a list: found, put right, reported, taken back; what is sealed stays as it is."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import handover, journal
from tests.builders import NOW
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, settle
from ui.kit.buttons import Button
from ui.kit.form import Form
from ui.kit.masked import MaskedValue
from ui.screens.duty_log import DutyLogScreen
from ui.screens.printouts import PrintoutsScreen
from venue_desk.desk import Desk
from venue_desk.domain.calendar import day_of
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLine, LogLineEntry
from venue_desk.domain.handover import Handover, HandoverState

Key = Qt.Key
TODAY = day_of(NOW)


def note(desk: Desk, who: str, at: datetime = NOW, **said: Any) -> LogLine:
    values: dict[str, Any] = {"kind": LogKind.VISIT, "matter": "问低保"} | said
    return desk.duty_log.note(desk.act(), LogLineEntry(at=at, who=who, **values)).record


def screen(hand: Hand) -> DutyLogScreen:
    found = hand.window.screen_of("duty-log")
    assert isinstance(found, DutyLogScreen)
    return found


def shown(hand: Hand) -> list[str]:
    settle()
    return [row.line.who or row.line.matter for row in screen(hand).view.table.every_row()]


def form(hand: Hand) -> Form:
    found = screen(hand).view.panel.form()
    assert found is not None
    return found


def verb(hand: Hand, words: str) -> Button:
    panel = screen(hand).view.panel
    return next(b for b in panel.findChildren(Button) if b.text() == words and b.isVisibleTo(panel))


def test_hand_add_what_was_not_written_down_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (desk, hand):
        hand.ctrl(Key.Key_N)
        hand.enter(2)
        hand.type("915")
        hand.enter()
        hand.type("董兴旺")
        hand.enter(2)
        hand.type("领知情卡")
        hand.ctrl(Key.Key_S)
        (line,) = desk.duty_log.day(desk.act().station_id, TODAY)
        assert (f"{line.at.hour:02}:{line.at.minute:02}", line.who, line.matter) == ("01:15", "董兴旺", "领知情卡")
        assert shown(hand) == ["董兴旺"]
        assert "已记下：来访 董兴旺" in hand.window._toast.text()


def test_narrowed_by_kind_days_and_pinyin(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (desk, hand):
        note(desk, "王秀珍")
        note(desk, "石满仓", NOW - timedelta(minutes=5), kind=LogKind.CALL)
        note(desk, "何永强", NOW - timedelta(days=40))
        settle()
        assert shown(hand) == ["王秀珍", "石满仓", "何永强"]
        filters = screen(hand).view.filters
        hand.click(filters._chips["call"])
        assert shown(hand) == ["石满仓"]
        hand.click(filters._chips["all"])
        filters._narrow("days", (TODAY, TODAY))
        assert shown(hand) == ["王秀珍", "石满仓"]
        filters.clear()
        hand.ctrl(Key.Key_F)
        hand.type("hyq")
        assert shown(hand) == ["何永强"]


def test_an_incident_is_reported_from_the_list_of_to_dos(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        line = note(desk, "", kind=LogKind.INCIDENT, level=IncidentLevel.GRAVE, matter="羊圈着火")
        settle()
        home = hand.window.screen_of("home")
        hand.click(next(b for b in home.findChildren(Button) if b.accessibleName().startswith("上报：重大突发")))
        assert hand.window.key() == "duty-log"
        hand.type("镇值班室 孙主任")
        hand.ctrl(Key.Key_S)
        after = desk.duty_log.get(desk.act(), line.id)
        assert after.reported_to == "镇值班室 孙主任"
        assert after.reported_at is not None
        page = screen(hand).view.panel.page
        assert page is not None
        assert page.mark is not None
        assert page.mark.text == "已上报"


def test_change_take_back_and_undo(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (desk, hand):
        line = note(desk, "王秀珍", phone="138-0000-0101")
        settle()
        screen(hand).view.pick(line.id)
        masked = child(screen(hand).view.panel, MaskedValue)
        assert masked._value.text() == "138****0101"
        hand.click(child(masked, Button))
        assert masked._value.text() == "13800000101"
        hand.click(verb(hand, "改"))
        form(hand).focus_cell(form(hand).cells["handling"])
        hand.type("教用手机办")
        hand.ctrl(Key.Key_S)
        after = desk.duty_log.get(desk.act(), line.id)
        assert (after.handling, after.at) == ("教用手机办", line.at)
        hand.click(verb(hand, "撤回"))
        assert shown(hand) == []
        hand.ctrl(Key.Key_Z)
        assert shown(hand) == ["王秀珍"]


def test_a_sealed_line_can_only_be_looked_at(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (desk, hand):
        line, act = note(desk, "王秀珍"), desk.act()
        sealed = Handover(
            id=act.cadre_id, station_id=act.station_id, from_day=line.day, from_shift=line.shift, to_day=TODAY,
            to_shift="夜班", due_at=NOW, giver_id=act.cadre_id, begun_at=NOW, state=HandoverState.SEALED, seal="f" * 64,
        )  # fmt: skip
        journal.add(act, handover.HandoverTable, sealed)
        screen(hand).refresh()
        screen(hand).view.pick(line.id)
        panel = screen(hand).view.panel
        assert panel._sealed.text() == "这一班已交接封存，只能补记，不能改。"
        assert [b.text() for b in panel.findChildren(Button) if b.isVisibleTo(panel) and b.text()] == []


def test_a_line_found_from_everywhere_opens_here(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        note(desk, "王秀珍", matter="问养老金认证")
        hand.ctrl(Key.Key_K)
        hand.type("wxz")
        hand.enter()
        assert hand.window.key() == "duty-log"
        assert screen(hand).view.panel.accessibleName() == "王秀珍"
        hand.key(Key.Key_Escape)
        hand.key(Key.Key_Escape)
        assert hand.window.key() == "households"


def test_an_older_line_opens_too(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (desk, hand):
        old = note(desk, "何永强", NOW - timedelta(days=40))
        for number in range(205):
            note(desk, f"来人{number}", NOW - timedelta(minutes=number))
        screen(hand).arrive(log_line_id=old.id)
        settle()
        assert screen(hand).view.panel.accessibleName() == "何永强"


def test_a_draft_goes_on_where_it_was_left(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (desk, hand):
        line = note(desk, "王秀珍")
        desk.drafts.save(desk.act(), f"log_form.{line.id}", {"matter": "问低保，家里两口人"})
        hand.window.go("home")
        settle()
        home = hand.window.screen_of("home")
        hand.click(next(b for b in home.findChildren(Button) if "改值班记录没填完" in b.accessibleName()))
        assert form(hand).texts()["matter"] == "问低保，家里两口人"


def test_ctrl_p_goes_to_the_paper(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "duty-log") as (_, hand):
        hand.ctrl(Key.Key_P)
        assert isinstance(hand.window.screen_of(hand.window.key()), PrintoutsScreen)
