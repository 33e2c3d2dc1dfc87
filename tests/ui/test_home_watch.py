"""The top of the home screen: who is there, signing on with few strokes, red when nobody is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import signed_on
from tests.ui.at_desk import Hand
from tests.ui.at_watch import YESTERDAY, again, at, at_watch, came, night
from tests.ui.conftest import focus, settle
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.screens.attendance import AttendanceScreen
from ui.screens.home import HomeScreen
from ui.screens.home.watch_card import WatchCard
from ui.style import Appearance
from venue_desk.domain.watch import WatchState

Key = Qt.Key


def words(card: WatchCard) -> list[str]:
    settle()
    return [label.text() for label in card.findChildren(Text) if label.isVisibleTo(card) and label.text()]


def verbs(home: HomeScreen, kind: str) -> list[str]:
    return [
        button.accessibleName() or button.text()
        for button in home.findChildren(Button)
        if button.property("kind") == kind and button.isVisibleTo(home)
    ]


def told(hand: Hand) -> str:
    return hand.window._toast.text()


def test_a_day_as_it_should_be(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew)
        came(desk, crew.wang, "白班", at("07:54"))
        came(desk, crew.li, "白班", at("07:58"))
        home = again(hand)
        said = words(home.watch)
        assert home.watch.state.text() == "正在值班"
        assert "白班 08:00—20:00" in said
        assert "夜班 20:00—次日 08:00" in said
        assert said.index("王建军") < said.index("07:54 已签到") < said.index("李秀兰") < said.index("07:58 已签到")
        assert said.index("陈志远") < said.index("138-0000-0107")
        assert home.watch.line.accessibleDescription() == "到现在一直有人值守，后面也排好了。"
        assert verbs(home, "primary") == ["记下"]
        duty = hand.window.top.duty
        assert duty.accessibleName() == "值班中，白班，带班王建军 13800000101，值班李秀兰 13800000103"


def test_nobody_is_red_and_whoever_sits_there_keeps_the_desk_with_one_click(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew)
        home = again(hand)
        assert home.watch.state.text() == "无人值班"
        assert home.watch._now.property("state") == "error"
        assert "白班从 08:05 起没有人签到" in home.watch._said.text()
        assert verbs(home, "primary") == ["签到"]
        hand.strokes = 0
        hand.click(home.watch.mine)
        assert hand.strokes == 1
        assert "陈志远 10:24 签到，白班" in told(hand)
        assert home.watch.state.text() == "正在值班"
        assert verbs(home, "primary") == ["记下"]
        hand.ctrl(Key.Key_Z)
        assert home.watch.state.text() == "无人值班"
        assert signed_on(crew.wang.station_id, at("08:00").date(), "白班") == []


def test_the_top_bar_is_red_and_leads_to_the_verb(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew)
        hand.window.go("households")
        again(hand)
        block = hand.window.top.duty
        assert block._word.text() == WatchState.NOBODY.label
        assert block.property("state") == "error"
        hand.click(block.verb)
        assert hand.window.key() == "home"
        hand.key(Key.Key_Space)
        assert "签到" in told(hand)
        assert block._word.text() == WatchState.KEPT.label
        assert not block.verb.isVisible()


def test_another_signs_on_by_their_own_password(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew)
        came(desk, crew.wang, "白班", at("07:54"))
        home = again(hand)
        hand.click(next(b for b in home.findChildren(Button) if b.accessibleName() == "签到：李秀兰"))
        strip = home.watch.signing.strip()
        assert strip is not None
        assert not home.watch.line.isVisibleTo(home.watch)
        hand.type("guess")
        hand.enter()
        assert "口令不对" in strip.password.reason()
        focus().selectAll()  # type: ignore[attr-defined]
        hand.type("口令李秀兰八位")
        hand.enter()
        assert home.watch.signing.strip() is None
        assert home.watch.line.isVisibleTo(home.watch)
        (_, hers) = signed_on(crew.li.station_id, at("08:00").date(), "白班")
        assert (hers.cadre_id, hers.noted_by, hers.afterwards) == (crew.li.id, crew.li.id, False)
        assert any("迟到 144 分钟" in word for word in words(home.watch))


def test_esc_gives_the_password_up(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (_, hand, _crew):
        home = again(hand)
        hand.click(next(b for b in home.findChildren(Button) if b.accessibleName() == "签到：李秀兰"))
        hand.key(Key.Key_Escape)
        assert home.watch.signing.strip() is None
        assert home.watch.line.isVisibleTo(home.watch)


def test_who_has_no_password_is_entered_afterwards_with_a_note(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (_, hand, crew):
        home = again(hand)
        hand.click(next(b for b in home.findChildren(Button) if b.accessibleName() == "签到：王建军"))
        page = hand.window.screen_of("attendance")
        assert isinstance(page, AttendanceScreen)
        form = page.view.panel.form()
        assert form is not None
        assert form.values()["cadre_id"] == crew.wang.id
        form.focus_cell(form.cells["on_at"])
        hand.type("754")
        hand.enter()
        hand.type("接电话没顾上")
        hand.enter()
        (one,) = signed_on(crew.wang.station_id, at("08:00").date(), "白班")
        assert (one.on_at, one.note, one.noted_by) == (at("07:54"), "接电话没顾上", crew.head.id)


def test_the_night_stays_responsible_until_somebody_comes(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        came(desk, crew.zhang, "夜班", at("19:50", YESTERDAY), None, YESTERDAY)
        home = again(hand)
        assert home.watch.state.text() == "上一班在岗"
        assert "夜班，还在岗" in words(home.watch)
        assert hand.window.top.duty._word.text() == "上一班在岗"


@pytest.mark.parametrize(("size", "percent"), [((1280, 680), 100), ((1366, 768), 125), ((1366, 768), 150)])
def test_four_people_have_room_at_any_size(tmp_path: Path, qtbot: QtBot, size: tuple[int, int], percent: int) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        for cadre in (crew.head, crew.zhang):
            came(desk, cadre, "夜班", at("19:50", YESTERDAY), None, YESTERDAY)
        home = again(hand)
        assert len(home.watch.people) == 4
        hand.window.resize(*size)
        hand.window.dress(Appearance("light", percent))
        settle()
        page = home.station.parentWidget()
        assert page is not None
        assert page.width() <= home.width()
        assert percent > 100 or page.height() <= home.height()


def test_a_gap_is_told_with_its_minutes(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew, "08:00")
        came(desk, crew.wang, "白班", at("08:12"))
        home = again(hand)
        assert home.watch._said.text().startswith("白班 08:12 才有人签到，空了 12 分钟。")
        assert "08:12 签到，迟到 12 分钟" in words(home.watch)
        line = home.watch.line
        assert line.accessibleDescription() == "08:00 到 08:12 空了 12 分钟。"
        gap = next(segment for segment in line._segments() if segment.kind.value == "gap")
        assert line.said_at(line._x(gap.begins) + 1) == "白班 08:00—08:12 没有人，空了 12 分钟"


def test_a_station_without_a_roster_is_not_called_empty(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot, rostered=False) as (_, hand, _crew):
        home = again(hand)
        assert home.watch.state.text() == "还没排班"
        assert home.watch._now.property("state") == ""
        assert not hand.window.top.duty.verb.isVisible()
        hand.click(home.watch._see)
        assert hand.window.key() == "roster"
        hand.window.go("home")
        hand.click(home.watch.mine)
        assert home.watch.state.text() == "正在值班"
        hand.click(home.watch._see)
        assert hand.window.key() == "attendance"


def test_the_cursor_stays_on_the_verb_while_the_minutes_pass(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        came(desk, crew.wang, "白班", at("07:54"))
        home = again(hand)
        verb = next(b for b in home.findChildren(Button) if b.accessibleName() == "签到：李秀兰")
        verb.setFocus()
        home._tick()
        settle()
        assert focus() is verb


@pytest.mark.parametrize("size", [(1366, 768), (1280, 680)])
def test_in_a_low_window_nothing_but_the_to_dos_scrolls(tmp_path: Path, qtbot: QtBot, size: tuple[int, int]) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        night(desk, crew, "08:00")
        came(desk, crew.wang, "白班", at("08:12"))
        home = again(hand)
        hand.window.resize(*size)
        settle()
        page = home.station.parentWidget()
        assert page is not None
        viewport = page.parentWidget()
        assert viewport is not None
        assert page.height() <= viewport.height()
        cut = [
            label.text() for label in home.watch.findChildren(Text)
            if type(label) is Text and label.isVisible()
            and label.width() < label.fontMetrics().horizontalAdvance(label.text())
        ]  # fmt: skip
        assert cut == []


def test_what_was_done_today_folds_into_the_foot(tmp_path: Path, qtbot: QtBot) -> None:
    with at_watch(tmp_path, qtbot) as (desk, hand, crew):
        came(desk, crew.wang, "白班", at("07:54"))
        came(desk, crew.li, "白班", at("07:58"))
        home = again(hand)
        assert home.todos._sentence.text() == "07:58 李秀兰签到 · 07:54 王建军签到"
        hand.click(home.todos.fold)
        done = [label.text() for label in home.todos.findChildren(Text) if label.text().endswith("签到")]
        assert "李秀兰签到" in done
        assert home.todos.fold.text() == "收起"
        hand.click(home.todos.fold)
        settle()
        assert not [label for label in home.todos.findChildren(Text) if label.text() == "李秀兰签到"]
