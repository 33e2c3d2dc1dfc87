"""公示屏: opened from the search or the settings, true by itself for weeks, gone with Esc or with the desk."""

import gc
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import NOW, TODAY, open_desk
from tests.rostered import add_staff, fill_month
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import focus, settle
from ui import theme
from ui.kit.buttons import Button
from ui.public_screen.display import PublicDisplay, PublicWindow, display_of
from ui.public_screen.view import PublicView
from venue_desk.desk import Desk
from venue_desk.domain.notices import NoticeEntry
from venue_desk.domain.public_screen import PublicFacts, ShownPerson

Key = Qt.Key
NOVEMBER = date(2026, 11, 1)
WEEK_OF_MINUTES = 7 * 24 * 60


def windows() -> list[PublicWindow]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, PublicWindow)]


def facts_of(window: PublicWindow) -> PublicFacts:
    facts = window.view.facts()
    assert facts is not None
    return facts


def opened(desk: Desk, hand: Hand) -> tuple[PublicDisplay, PublicWindow]:
    display = display_of(desk, hand.window)
    window = display.open()
    settle()
    return display, window


def press(hand: Hand, words: str) -> None:
    (button,) = [b for b in hand.window.findChildren(Button) if b.text() == words and b.isVisible()]
    hand.click(button)
    settle()


def test_hand_from_the_search_it_opens_at_once_and_esc_closes_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        hand.ctrl(Key.Key_K)
        hand.type("gsp")
        hand.enter()
        settle()
        (window,) = windows()
        assert window.isFullScreen()
        assert window.view.clock().time == "10:24"
        QTest.keyClick(window, Key.Key_Escape)
        settle()
        assert windows() == []
        assert hand.strokes == 2  # and Esc


def test_from_the_settings_it_opens_and_closes_and_a_notice_hangs_on_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        hand.window.go("settings", page="public")
        settle()
        press(hand, "打开公示屏")
        (window,) = windows()
        hand.window.activateWindow()
        press(hand, "写一条通知")
        hand.type("12月5日前交医保")
        hand.ctrl(Key.Key_S)
        assert facts_of(window).notices == ("12月5日前交医保",)
        press(hand, "撤下")
        assert facts_of(window).notices == ()
        hand.ctrl(Key.Key_Z)
        assert facts_of(window).notices == ("12月5日前交医保",)
        assert "已撤下" not in focus().accessibleName()
        press(hand, "关上公示屏")
        assert windows() == []
        press(hand, "打开公示屏")
        QTest.keyClick(windows()[0], Key.Key_Escape)  # from the hall
        settle()
        assert [b.text() for b in hand.window.findChildren(Button) if b.text() == "打开公示屏" and b.isVisible()]
        assert desk.notices.rows(desk.act().station_id)[0].text == "12月5日前交医保"


def test_it_stays_while_the_desk_is_locked_and_goes_with_the_desk(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        display, window = opened(desk, hand)
        hand.window.lock()
        settle()
        assert window.isVisible()
        display.tick(NOW + timedelta(minutes=5))
        assert window.view.clock().time == "10:29"
        hand.window.close()
        settle()
        assert windows() == []


def test_what_changes_at_the_desk_is_seen_in_the_hall(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        _, window = opened(desk, hand)
        staff = add_staff(desk)
        fill_month(desk, staff, NOVEMBER)
        settle()
        now = facts_of(window).now
        assert now is not None
        assert len(now.people) == 2
        wang = staff[now.people[0].name]
        desk.cadres.change(desk.act(), wang, replace(wang, phone="138-0000-0999"))
        settle()
        now = facts_of(window).now
        assert now is not None
        assert now.people[0].phone == "138-0000-0999"
        assert "138-0000-0999" in window.view.accessibleDescription()


def test_more_notices_than_find_room_take_turns_by_the_minute(qapp: QApplication, desk_facts: PublicFacts) -> None:
    view = PublicView()
    view.show_facts(replace(desk_facts, notices=tuple("甲乙丙丁戊")))
    seen = []
    for minute in range(4):
        view.show_clock(view.clock(), minute)
        seen.append(view.notices())
    assert seen == [("甲", "乙"), ("丙", "丁"), ("戊",), ("甲", "乙")]
    view.deleteLater()


@pytest.fixture
def desk_facts(tmp_path: Path) -> PublicFacts:
    with open_desk(tmp_path / "facts") as desk:
        fill_month(desk, add_staff(desk), NOVEMBER)
        return desk.public_screen.facts(desk.act().station_id, NOW)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160), (1280, 1024), (720, 1280)])
@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK])
def test_it_fills_any_screen_in_light_and_dark(
    qapp: QApplication, desk_facts: PublicFacts, size: tuple[int, int], tokens: theme.Theme
) -> None:
    theme.set_current(tokens)
    try:
        view = PublicView()
        view.resize(QSize(*size))
        assert desk_facts.now is not None
        crowd = replace(desk_facts.now, people=(replace(desk_facts.now.people[0], name="阿卜杜热合曼江别克"),) * 12)
        crowded = replace(desk_facts, now=crowd, following=crowd, week=(), notices=("长" * 80,) * 3)
        for facts in (desk_facts, crowded):
            view.show_facts(facts)
            picture = view.grab().toImage()
            grounds = {QColor(picture.pixel(1, 1)).name(), QColor(picture.pixel(size[0] - 2, size[1] - 2)).name()}
            assert grounds == {tokens.ground.lower()}
        view.deleteLater()
    finally:
        theme.set_current(theme.LIGHT)


def resident() -> int:
    """Bytes of memory in use; 0 where the system does not tell."""
    file = Path("/proc/self/statm")
    return int(file.read_text().split()[1]) * 4096 if sys.platform == "linux" and file.exists() else 0


def test_after_a_week_of_minutes_nothing_has_grown(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        staff = add_staff(desk)
        for month in (NOVEMBER, date(2026, 12, 1)):
            fill_month(desk, staff, month)
        for number in range(5):
            desk.notices.put_up(desk.act(), NoticeEntry(text=f"第 {number} 条通知", from_on=TODAY))
        display, window = opened(desk, hand)
        window.view.resize(960, 540)

        def pass_time(begins: datetime, minutes: int) -> None:
            for minute in range(minutes):
                display.tick(begins + timedelta(minutes=minute))
                if minute % 30 == 0:
                    window.view.grab()
            settle()
            gc.collect()

        pass_time(NOW, 1440)  # a day, in which every cache fills
        objects, widgets, before = Counter(type(o).__name__ for o in gc.get_objects()), count(window), resident()
        pass_time(NOW + timedelta(days=1), WEEK_OF_MINUTES)
        grown = Counter(type(o).__name__ for o in gc.get_objects())
        grown.subtract(objects)
        assert count(window) == widgets
        assert {name: more for name, more in grown.items() if more > 60} == {}
        assert resident() - before < 12_000_000
        assert window.view.clock().day == "2026年12月1日 星期二"
        now = facts_of(window).now
        assert now is not None
        assert isinstance(now.people[0], ShownPerson)


def count(window: PublicWindow) -> int:
    return len(window.findChildren(QObject))
