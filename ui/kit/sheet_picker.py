"""Where on a used sheet to begin printing: the places as on the paper, by click or by digit."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.labels import Prose, Text
from ui.kit.spacing import column, row

_CELL_WIDTH, _CELL_HEIGHT = 73, 33


class SheetPicker(QWidget):
    """The grid of places with the sentence beside it."""

    changed = Signal(int)
    """The place to begin at, from 1."""

    def __init__(self, columns: int, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = _Places(columns, rows)
        self._where = Text("", "card-title")
        self._left_out = Prose("", "meta")
        line = row(self, gap=16)
        line.addWidget(self._grid, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=4)
        words.addWidget(self._where)
        words.addWidget(self._left_out)
        words.addWidget(Prose("点格子，或按数字键。", "meta"))
        words.addStretch(1)
        line.addLayout(words, 1)
        self._grid.changed.connect(self._moved)
        self.setFocusProxy(self._grid)
        self._say()

    def start(self) -> int:
        """The place to begin at, from 1."""
        return self._grid.start

    def set_start(self, start: int) -> None:
        self._grid.begin_at(start)

    def set_grid(self, columns: int, rows: int) -> None:
        """Another sheet: begin at its first place."""
        self._grid.reshape(columns, rows)

    def take_digit(self, text: str) -> bool:
        """A digit typed somewhere on the screen goes to that place; whether it was one."""
        return self._grid.take_digit(text)

    def _moved(self, start: int) -> None:
        self._say()
        self.changed.emit(start)

    def _say(self) -> None:
        start = self._grid.start
        self._where.setText(f"第 {start} 位")
        self._left_out.setText(f"前 {start - 1} 位留空。" if start > 1 else "从头印起。")
        self._grid.setAccessibleDescription(f"{self._where.text()}，{self._left_out.text()}")


class _Places(QWidget):
    changed = Signal(int)

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__()
        self.start = 1
        self._columns, self._rows = columns, rows
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("从第几位开始印")

    def begin_at(self, start: int) -> None:
        """Somewhere on the sheet."""
        start = min(max(start, 1), self._columns * self._rows)
        if start != self.start:
            self.start = start
            self.update()
            self.changed.emit(start)

    def reshape(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self.updateGeometry()
        self.update()
        self.begin_at(1)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(self._columns * look.px(_CELL_WIDTH) + 2, self._rows * look.px(_CELL_HEIGHT) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        for place in range(1, self._columns * self._rows + 1):
            self._paint_place(painter, place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        places = range(1, self._columns * self._rows + 1)
        self.begin_at(next((place for place in places if self._cell(place).contains(at)), self.start))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, a digit goes there, 0 is the tenth."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and 1 <= self.start + step <= self._columns * self._rows:
            self.begin_at(self.start + step)
        elif not self.take_digit(event.text()) and step is None:
            event.ignore()

    def take_digit(self, text: str) -> bool:
        """Go there; a place the sheet has not got is passed over."""
        if len(text) != 1 or text not in "0123456789":
            return False
        place = int(text) or 10
        self.begin_at(place if place <= self._columns * self._rows else self.start)
        return True

    def _cell(self, place: int) -> QRect:
        look = theme.current()
        width, height = look.px(_CELL_WIDTH), look.px(_CELL_HEIGHT)
        down, across = divmod(place - 1, self._columns)
        return QRect(QPoint(1 + across * width, 1 + down * height), QSize(width - look.s4, height - look.s2))

    def _paint_place(self, painter: QPainter, place: int) -> None:
        look = theme.current()
        cell = self._cell(place)
        if place < self.start:
            words, ink, ground, line, weight = "已用", "ink2", "wash", "line", pens.NORMAL
        elif place == self.start:
            words, ink, ground, line, weight = "从这里", "card", "jade", "jade", pens.MEDIUM
        else:
            words, ink, ground, line, weight = str(place), "jade", "jade_tint", "line", pens.MEDIUM
        pens.fill_rounded(painter, cell, ground, line, look.radius_inner)
        pens.draw_text(painter, cell, words, look.meta, weight, ink, Qt.AlignmentFlag.AlignCenter)
