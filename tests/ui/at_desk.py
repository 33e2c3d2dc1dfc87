"""A real desk with a real window: what the tests of the screens stand at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.builders import open_desk
from tests.ui.conftest import focus, settle, type_text
from ui.faults import Faults
from ui.main_window import MainWindow
from ui.preferences import Preferences
from venue_desk.desk import Desk
from venue_desk.window import desk_window


class Hand:
    """One cadre's hand: counts keys and clicks, but not the letters of what is typed."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.strokes = 0

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.strokes += 1
        QTest.keyClick(focus(), key, held)
        settle()

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def enter(self, times: int = 1) -> None:
        for _ in range(times):
            self.key(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        type_text(focus(), text)
        QTest.qWait(200)  # 查找 narrows, a draft is kept, a little after the last letter

    def click(self, button: QWidget) -> None:
        self.strokes += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()


@contextmanager
def at_desk(path: Path, qtbot: QtBot, screen: str) -> Iterator[tuple[Desk, Hand]]:
    """The window of a fresh fictional station, on a screen."""
    with open_desk(path) as desk:
        window = desk_window(desk, Preferences(None), Faults())
        window.resize(1440, 900)
        window.show()
        window.start()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.go(screen)
        settle()
        try:
            yield desk, Hand(window, qtbot)
        finally:
            window.close()
            window.deleteLater()
            settle()
