"""The list one calls the roll by: Space = here, Enter opens the line, digits and pinyin jump; the mouse does it on the row."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QElapsedTimer, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.line_edit import ENTERS
from ui.kit.spelling import spellings
from ui.screens.lodging.call_paint import paint_line, tick_box
from ui.screens.lodging.call_rows import Called, CallState

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAUSE_MS = 1200
"""After so long without a letter another name begins."""


class CallModel(QAbstractListModel):
    """The lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Called] = []

    def show(self, lines: Sequence[Called]) -> bool:
        """These lines; answers whether they are the same people as before."""
        same = [line.key for line in lines] == [line.key for line in self.lines]
        if same:
            self.lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return True
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()
        return False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.lines[index.row()].spoken
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "CallList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        look = theme.current()
        return QSize(0, look.row_two)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = self._view.currentIndex().row() == index.row()
        line = self._view.called.lines[index.row()]
        paint_line(painter, pens.room_of(option), line, current=current, focused=current and self._view.hasFocus())


class CallList(QListView):
    """Tells what was done to whom; the owner writes it down and shows the lines again."""

    answered = Signal(object)
    """Space or a click on the box: here, or no longer."""
    opened = Signal(object)
    """Enter or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.called = CallModel()
        self._typed, self._since, self._twice = "", QElapsedTimer(), False
        self.setModel(self.called)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("晚间报到")

    def show_lines(self, lines: Sequence[Called]) -> None:
        """The cursor stays with whom it stood on, else it stands on the first that is waited for."""
        at = self.current()
        if not self.called.show(lines) or at is None:
            self._go(next((n for n, line in enumerate(lines) if at and line.key == at.key), self._first_waiting()))
        self.scheduleDelayedItemsLayout()

    def current(self) -> Called | None:
        """Where the cursor stands."""
        at = self.currentIndex().row()
        return self.called.lines[at] if 0 <= at < len(self.called.lines) else None

    def go_on(self) -> None:
        """To the next one below who has not answered, else to the first who is waited for."""
        at, lines = self.currentIndex().row(), self.called.lines
        silent = (n for n, line in enumerate(lines) if n > at and line.state in (CallState.WAITING, CallState.FREE))
        waiting = (n for n, line in enumerate(lines) if line.state is CallState.WAITING)
        found = next(silent, next(waiting, None))
        if found is not None:
            self._go(found)

    def put(self, key: UUID) -> None:
        """The cursor on this cadre or guest."""
        self._go(next((n for n, line in enumerate(self.called.lines) if line.key == key), None))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        at = self.current()
        if held or at is None:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():  # held down it would answer for everybody below
                self.answered.emit(at)
        elif event.key() in ENTERS:
            self.opened.emit(at)
        elif event.text().isalnum() and event.text().isascii():
            self._jump(event.text().lower())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        twice, self._twice = self._twice, False
        place = event.position().toPoint()
        index = self.indexAt(place)
        if (
            index.isValid()
            and not twice  # the first click has answered
            and event.button() == Qt.MouseButton.LeftButton
            and tick_box(self.visualRect(index)).contains(place)
        ):
            self.answered.emit(self.called.lines[index.row()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._twice = True
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and not tick_box(self.visualRect(index)).contains(place):
            self.opened.emit(self.called.lines[index.row()])

    # within

    def _jump(self, letter: str) -> None:
        """Digits name a line, letters a name by its pinyin; the next letter goes on with it."""
        fresh = not self._since.isValid() or self._since.elapsed() > _PAUSE_MS
        self._since.restart()
        for typed in (letter,) if fresh else (self._typed + letter, letter):
            found = next((n for n, line in enumerate(self.called.lines) if _is_meant(line, typed)), None)
            if found is not None:
                self._typed = typed
                self._go(found)
                return

    def _go(self, number: int | None) -> None:
        index = self.called.index(number) if number is not None else _NOWHERE
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self.viewport().update()

    def _first_waiting(self) -> int | None:
        waiting = (n for n, line in enumerate(self.called.lines) if line.state is CallState.WAITING)
        return next(waiting, 0 if self.called.lines else None)


def _is_meant(line: Called, typed: str) -> bool:
    if typed.isdecimal():
        return str(line.number) == typed
    return any(spelling.startswith(typed) for spelling in spellings(line.name))
