"""The settings of a real desk, and how its tests find their way about in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db import keys
from tests.builders import KEY
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.kit.form import Form
from ui.kit.labels import Text
from ui.screens.settings import SettingsScreen
from venue_desk.desk import Desk

Key = Qt.Key
QUICK = keys.Cost(passes=1, memory_kib=8, lanes=1)
"""Weak on purpose: the tests derive a dozen keys."""


@contextmanager
def at_settings(path: Path, qtbot: QtBot) -> Iterator[tuple[Desk, Hand]]:
    """The settings of a station whose first cadre signs in with demo-desk."""
    with at_desk(path, qtbot, "home") as (desk, hand):
        me, folder = desk.signed_in.cadre, desk.signed_in.folder
        entry = keys.wrap(KEY, me.station_id, me.id, me.name, "demo-desk", QUICK)
        keys.write(folder.keys, keys.KeyRing(me.station_id, (entry,)))
        desk.access = replace(desk.access, cost=QUICK)
        hand.window.go("settings")
        settle()
        yield desk, hand


def screen(hand: Hand) -> SettingsScreen:
    found = hand.window.screen_of("settings")
    assert isinstance(found, SettingsScreen)
    return found


def open_page(hand: Hand, key: str) -> None:
    """A click on the page in the list."""
    pages = screen(hand).pages
    place = next(n for n in range(pages.count()) if pages.item(n).data(Qt.ItemDataRole.UserRole) == key)
    hand.strokes += 1
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.visualItemRect(pages.item(place)).center())
    settle()


def verb(hand: Hand, name: str) -> Button:
    """The button with these words, or with this name if there are several."""
    settle()
    panel = screen(hand).panel
    found = [b for b in panel.findChildren(Button) if name in (b.text(), b.accessibleName()) and b.isVisibleTo(panel)]
    assert found, f"no {name}"
    return found[0]


def form(hand: Hand) -> Form:
    found = screen(hand).panel.form()
    assert found is not None
    return found


def codes(hand: Hand, field: str) -> list[str]:
    return [finding.code for finding in form(hand).cells[field].findings]


def words(hand: Hand) -> list[str]:
    return [label.text() for label in screen(hand).panel.findChildren(Text) if label.isVisibleTo(screen(hand).panel)]
