"""Sums over many thousands of rows are read beside the window: rows first, and only the last question is answered."""

from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import add_household
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.readings import Readings
from ui.screens.households import HouseholdsScreen
from ui.screens.households import screen as households_screen


def screen(hand: Hand) -> HouseholdsScreen:
    found = hand.window.screen_of("households")
    assert isinstance(found, HouseholdsScreen)
    return found


def foot(hand: Hand) -> str:
    return screen(hand).view.sheet.shown()


@pytest.fixture
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the station had thousands of households."""
    monkeypatch.setattr(households_screen, "AT_ONCE", 0)


@pytest.mark.usefixtures("_many")
def test_rows_are_there_before_their_sums(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        for number in range(1, 4):
            add_household(desk, f"{number:04d}", "张满仓", land=1500)
        held = Event()
        hand.window.read("before", lambda: held.wait(20), lambda _: None)
        hand.window.go("households")
        assert screen(hand).view.table.count() == 3
        assert foot(hand) == "3 户，正在合计…"
        held.set()
        qtbot.waitUntil(lambda: foot(hand) == "3 户，3 口人，耕地 4.5 亩")
        chips = screen(hand).view.filters._chips
        assert chips["no_card"].text() == "没有卡 3"


@pytest.mark.usefixtures("_many")
def test_what_was_written_meanwhile_is_counted_too(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        add_household(desk, "0001", "张满仓")
        settle()
        screen(hand).view.filters.restore(screen(hand).view.filters.filtering())
        qtbot.waitUntil(lambda: foot(hand).startswith("1 户，1 口人"))
        added = add_household(desk, "0002", "马秀英")
        screen(hand).refresh()
        screen(hand).view.pick(added.id)
        assert screen(hand).view.panel.accessibleName() == "马秀英"
        qtbot.waitUntil(lambda: foot(hand).startswith("2 户，2 口人"))


def test_only_the_last_question_is_answered_and_on_the_windows_thread(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home"):
        readings, held = Readings(QApplication.instance()), Event()
        told: list[object] = []
        readings.ask("sums", lambda: held.wait(5) and "first", told.append)
        readings.ask("sums", lambda: "second", told.append)
        readings.ask("sums", lambda: current_thread() is main_thread(), told.append)
        readings.ask("other", lambda: "other", lambda what: told.extend((what, current_thread() is main_thread())))
        held.set()
        qtbot.waitUntil(lambda: len(told) == 3)
        readings.close()
        settle()
        assert told == [False, "other", True]
        readings.deleteLater()


def test_a_closed_window_waits_for_no_answer(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        told: list[object] = []
        hand.window.read("sums", lambda: 1, told.append)
        hand.window.close()
        settle()
        assert told == []
