"""签到签退: the month's shifts, put right with a note, signed off, exported."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import signed_on
from tests.ui.at_desk import Hand
from tests.ui.at_watch import TODAY, YESTERDAY, again, at, at_watch, came, night
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.kit.form import Form
from ui.kit.labels import Text
from ui.screens.attendance import AttendanceScreen
from ui.screens.cadres import CadresScreen

Key = Qt.Key


def screen(hand: Hand) -> AttendanceScreen:
    found = hand.window.screen_of("attendance")
    assert isinstance(found, AttendanceScreen)
    return found


def shown(hand: Hand) -> list[tuple[str, str]]:
    settle()
    return [(row.name, row.shift) for row in screen(hand).view.table.every_row()]


def form(hand: Hand) -> Form:
    found = screen(hand).view.panel.form()
    assert found is not None
    return found


def verb(hand: Hand, words: str) -> Button:
    settle()
    panel = screen(hand).view.panel
    return next(b for b in panel.findChildren(Button) if b.text() == words and b.isVisibleTo(panel))


def test_the_month_the_latest_first_and_what_is_amiss_by_one_click(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        came(desk, crew.head, "夜班", at("19:50", YESTERDAY), at("08:05"), YESTERDAY)
        came(desk, crew.wang, "白班", at("08:30"))
        hand.window.go("attendance")
        assert shown(hand) == [("王建军", "白班"), ("李秀兰", "白班"), ("陈志远", "夜班"), ("张小梅", "夜班")]
        chips = screen(hand).view.filters._chips
        assert [chip.text() for chip in chips.values()] == ["全部 4", "在岗 1", "没签到 1", "迟到早退 1"]
        hand.click(chips["missed"])
        assert shown(hand) == [("张小梅", "夜班")]


def test_hand_put_a_time_right_and_take_it_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        one = came(desk, crew.wang, "白班", at("08:30"))
        hand.window.go("attendance")
        screen(hand).view.pick((TODAY, "白班", crew.wang.id))
        hand.click(verb(hand, "改"))
        form(hand).focus_cell(form(hand).cells["on_at"])
        hand.type("755")
        hand.ctrl(Key.Key_S)
        assert [f.code for f in form(hand).cells["note"].findings] == ["attendance.no_note"]
        hand.type("早到了，电脑没开")
        hand.ctrl(Key.Key_S)
        after = desk.attendance.get(desk.act(), one.id)
        assert (after.on_at, after.off_at, after.note) == (at("07:55"), None, "早到了，电脑没开")
        hand.ctrl(Key.Key_Z)
        assert desk.attendance.get(desk.act(), one.id) == one


def test_hand_sign_off_now_and_afterwards(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        forgotten = came(desk, crew.zhang, "夜班", at("19:50", YESTERDAY), None, YESTERDAY)
        now = came(desk, crew.wang, "白班", at("07:54"))
        home = again(hand)
        hand.click(
            next(b for b in home.findChildren(Button) if b.accessibleName().startswith("补签退：张小梅还没签退"))
        )
        assert form(hand).texts()["off_at"] == "08:00"
        hand.enter()
        hand.type("走得急忘了")
        hand.enter()
        assert desk.attendance.get(desk.act(), forgotten.id).off_at == at("08:00")
        screen(hand).view.pick((TODAY, "白班", crew.wang.id))
        hand.click(verb(hand, "签退"))
        hand.enter(2)
        off = desk.attendance.get(desk.act(), now.id).off_at
        assert off is not None
        assert desk.act().at > off > at("10:24")


def test_hand_enter_a_missed_night_from_the_to_dos(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        came(desk, crew.head, "夜班", at("19:50", YESTERDAY), at("08:05"), YESTERDAY)
        home = again(hand)
        hand.click(next(b for b in home.findChildren(Button) if b.accessibleName().startswith("补签：张小梅昨天夜班")))
        assert form(hand).values()["run"] == (YESTERDAY, "夜班")
        form(hand).focus_cell(form(hand).cells["on_at"])
        hand.type("20点")
        hand.enter()
        hand.type("来了忘了签")
        hand.enter()
        (_, hers) = signed_on(crew.zhang.station_id, YESTERDAY, "夜班")
        assert (hers.cadre_id, hers.on_at, hers.shift) == (crew.zhang.id, at("20:00", YESTERDAY), "夜班")


def test_the_page_of_a_cadre_tells_the_month_and_leads_here(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew)
        came(desk, crew.wang, "白班", at("08:30"))
        hand.window.go("cadres")
        page = hand.window.screen_of("cadres")
        assert isinstance(page, CadresScreen)
        page.view.pick(crew.wang.id)
        settle()
        said = [label.text() for label in page.view.panel.findChildren(Text)]
        assert "排了 1 班，值了 1 班，迟到 1 次。" in said
        hand.click(next(b for b in page.view.panel.findChildren(Button) if b.text() == "看签到"))
        assert shown(hand) == [("王建军", "白班")]
