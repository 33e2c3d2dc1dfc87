"""The days of a festival side by side, each with its date, its weekday and 休 or 班; a click or Enter opens one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.line_edit import ENTERS
from venue_desk.domain.calendar import WEEKDAYS

_WIDTH, _HEIGHT, _GAP = 74, 50, 6
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: off or worked, and whether the station entered it itself."""

    day: date
    off: bool
    entered: bool

    @property
    def words(self) -> str:
        """As it is said: 10月1日 周四 放假."""
        own = "，本站登记" if self.entered else ""
        return f"{self.date_words} {self.weekday} {'放假' if self.off else '上班'}{own}"

    @property
    def date_words(self) -> str:
        return f"{self.day.month}月{self.day.day}日"

    @property
    def weekday(self) -> str:
        return f"周{WEEKDAYS[self.day.weekday()]}"


class DayStrip(QWidget):
    """←→ from day to day; as many in a row as there is room for."""

    opened = Signal(object)
    """The date."""

    def __init__(self, name: str, cells: Sequence[DayCell], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)
        self._name, self._at = name, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._say()

    def cell_rect(self, place: int) -> QRect:
        """Where a day is drawn."""
        look = theme.current()
        down, across = divmod(place, self._columns(self.width()))
        width, height, gap = look.px(_WIDTH), look.px(_HEIGHT), look.px(_GAP)
        return QRect(QPoint(across * (width + gap), down * (height + gap)), QSize(width, height))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._cells) // self._columns(width))
        look = theme.current()
        return rows * (look.px(_HEIGHT) + look.px(_GAP)) - look.px(_GAP)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = len(self._cells) * (look.px(_WIDTH) + look.px(_GAP))
        return QSize(width, look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDTH), self.heightForWidth(max(self.width(), theme.current().px(_WIDTH))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, cell in enumerate(self._cells):
            self._paint(painter, self.cell_rect(place), cell, picked=self.hasFocus() and place == self._at)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        place = next((place for place in range(len(self._cells)) if self.cell_rect(place).contains(at)), None)
        if place is not None:
            self._go(place)
            self.opened.emit(self._cells[place].day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in ENTERS:
            self.opened.emit(self._cells[self._at].day)
        elif step is not None:
            self._go(min(max(self._at + step, 0), len(self._cells) - 1))
        else:
            event.ignore()

    def _go(self, place: int) -> None:
        self._at = place
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._cells[self._at].words)

    def _columns(self, width: int) -> int:
        look = theme.current()
        step = look.px(_WIDTH) + look.px(_GAP)
        return max(1, min(len(self._cells), (width + look.px(_GAP)) // step))

    def _paint(self, painter: QPainter, rect: QRect, cell: DayCell, *, picked: bool) -> None:
        look = theme.current()
        ground, edge = ("jade_tint", "jade") if cell.off else ("wash", "ctrl")
        pens.fill_rounded(painter, rect, ground, edge if cell.entered else "")
        upper, lower = QRect(rect), QRect(rect)
        upper.setHeight(rect.height() // 2 + look.s2)
        lower.setTop(upper.bottom() - look.s4)
        pens.draw_text(painter, upper, cell.date_words, look.body, pens.MEDIUM, "ink", CENTRE)
        words = f"{cell.weekday} {'休' if cell.off else '班'}"
        pens.draw_text(painter, lower, words, look.meta, pens.NORMAL, "jade" if cell.off else "ink2", CENTRE)
        if picked:
            pens.draw_ring(painter, rect)
