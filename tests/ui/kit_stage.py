"""A stage for kit widgets: shown in an active window of their own, with real keys, and frozen rows to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus, settle
from ui.kit.columns import Column, Kind, Mark, Order, Tone
from ui.kit.hits import Hit

TODAY = date(2026, 11, 23)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
W = TypeVar("W", bound=QWidget)


def stage(qtbot: QtBot, widget: W, width: int = 1440, height: int = 900) -> W:
    """The widget as a window of its own, that has the focus."""
    widget.setProperty("role", "ground")
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitActive(widget)
    settle()
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the cursor."""
    QTest.keyClick(focus(), key, modifiers)
    settle()


def keys(text: str) -> None:
    """Letters and digits to whatever has the cursor."""
    for character in text:
        QTest.keyClicks(focus(), character)
    settle()


def compose(text: str) -> None:
    """The input method shows a preedit and waits for a choice."""
    QApplication.sendEvent(focus(), QInputMethodEvent(text, []))


def commit(text: str) -> None:
    """The input method puts the chosen characters in."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)
    settle()


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    group: str
    phone: str = ""
    fen: int = 0
    late: bool = False


NAMES = ("刘桂芳", "何永强", "马秀英", "董兴旺", "石来福", "郭银生", "杨彩霞", "王秀珍", "赵满堂")
PEOPLE = tuple(Person(n, name, f"{'一二三'[n % 3]}社", fen=(n * 37) % 11, late=n == 0) for n, name in enumerate(NAMES))

COLUMNS: tuple[Column[Person], ...] = (
    Column("姓名", lambda p: p.name, meta=lambda p: p.group, sort="name"),
    Column("金额", lambda p: str(p.fen), width=100, kind=Kind.NUMBER, sort="fen"),
    Column("状态", lambda p: "逾期" if p.late else "", width=120, kind=Kind.CHIP,
           mark=lambda p: Mark("逾期 2 天", Tone.RED, "must") if p.late else None),
)  # fmt: skip

HITS = (
    Hit(1, "张文海", "男 82 岁 三社", ((0, 1), (1, 2), (2, 3))),
    Hit(2, "张万和", "男 57 岁 一社"),
    Hit(3, "周文慧", "女 44 岁 五社"),
)


class CountySource:
    """64,500 rows made when asked for; remembers which pages were."""

    def __init__(self, count: int = 64_500) -> None:
        self.asked: list[tuple[int, int]] = []
        self.orders: list[Order | None] = []
        self._count = count

    def count(self) -> int:
        return self._count

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[Person]:
        self.asked.append((offset, limit))
        self.orders.append(order)
        return [Person(self._id(n, order), f"户{n}", "一社") for n in range(offset, min(offset + limit, self._count))]

    def key(self, row: Person) -> int:
        return row.id

    def place(self, key: object, order: Order | None) -> int | None:
        assert isinstance(key, int)
        return self._id(key, order) if 0 <= key < self._count else None

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        return 50_000 if letters == "z" else None

    def _id(self, number: int, order: Order | None) -> int:
        return self._count - 1 - number if order is not None and order.descending else number
