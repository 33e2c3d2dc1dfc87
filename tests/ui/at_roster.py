"""At the roster of a staffed station: December 2026 filled so that no rule is broken, and a hand on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.rostered import DECEMBER, add_staff, fill_month, name_on
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.screens.roster import RosterScreen
from ui.screens.roster.to_mend import Entry
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.roster import Slot


@dataclass
class Rostered:
    """The desk, its staff by name, the screen, and the hand."""

    desk: Desk
    staff: dict[str, Cadre]
    screen: RosterScreen
    hand: Hand

    def on(self, at: Slot) -> str:
        """Who stands in a place, on record."""
        return name_on(self.desk, at)

    def shown(self, at: Slot) -> str:
        """Who stands there on the screen."""
        settle()
        place = self.screen.table.month.view.place(at) if self.screen.table.month.view else None
        return place.words if place else ""

    def stand(self, at: Slot) -> None:
        """With the cursor on a place."""
        self.screen.table.put(at)
        self.screen.table.setFocus()
        settle()

    def point(self, at: Slot) -> QPoint:
        """The middle of a name."""
        return self.screen.table.seat(at).center()

    def drag(self, at: Slot, to: Slot) -> None:
        """A name with the mouse to another place."""
        self.hand.strokes += 1
        viewport = self.screen.table.viewport()
        start, end = self.point(at), self.point(to)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(viewport, start + (end - start) * share)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        settle()

    def findings(self) -> list[str]:
        """The codes of what is to be mended, as shown."""
        settle()
        return [key[0].code for key in self.screen.overview.to_mend._entries]

    def press(self, word: str, within: QWidget | None = None) -> None:
        """The visible button of that word."""
        settle()
        around = within or self.screen
        found = [b for b in around.findChildren(Button) if b.text() == word and b.isVisibleTo(self.screen)]
        assert found, f"no button {word}"
        self.hand.click(found[0])
        settle()

    def entry(self, code: str) -> Entry:
        """The finding of that code at the right."""
        settle()
        return next(entry for key, entry in self.screen.overview.to_mend._entries.items() if key[0].code == code)

    def toast(self) -> str:
        return self.hand.window._toast.text()


@contextmanager
def at_roster(path: Path, qtbot: QtBot, *, filled: bool = True) -> Iterator[Rostered]:
    """The window on the roster of December."""
    with at_desk(path, qtbot, "home") as (desk, hand):
        staff = add_staff(desk)
        if filled:
            fill_month(desk, staff)
        settle()
        hand.window.go("roster", month=DECEMBER)
        settle()
        screen = hand.window.screen_of("roster")
        assert isinstance(screen, RosterScreen)
        hand.strokes = 0
        yield Rostered(desk, staff, screen, hand)
