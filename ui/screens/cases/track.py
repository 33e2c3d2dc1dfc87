"""The track of a case, 组—站—镇—县: passed jade, here ink or red if late, ahead hollow; below in words where and with whom."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui import theme
from ui.kit import pens
from ui.kit.record_delegate import cell_room
from ui.kit.record_model import Index
from ui.kit.record_table import RecordTable
from venue_desk.domain.case_listing import CaseRow
from venue_desk.domain.cases import ENDED, Case, CaseState
from venue_desk.domain.deadlines import Due, Pressure
from venue_desk.domain.network import LEVELS, Level

SQUARE, BETWEEN, BELOW = 20, 20, 2
"""px at 100 %: a square, the line between two, the gap to the words."""
_SETTLED = frozenset({CaseState.DONE, CaseState.COLLECTED, CaseState.ARCHIVED})


class Here(StrEnum):
    """How the square is painted at which the case lies."""

    OPEN = "open"
    LATE = "late"
    SETTLED = "settled"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Lying:
    """Where a case lies, as it is painted and said."""

    level: Level
    here: Here
    words: str

    @property
    def spoken(self) -> str:
        """For a screen reader."""
        return f"{self.level.label}，{self.words}"


def lying(case: Case, due: Due, words: str) -> Lying:
    """What the track of the case shows."""
    if case.state in _SETTLED:
        return Lying(case.level, Here.SETTLED, words)
    if case.state in ENDED:
        return Lying(case.level, Here.GIVEN_UP, words)
    return Lying(case.level, Here.LATE if due.pressure is Pressure.LATE else Here.OPEN, words)


_HERE = {Here.OPEN: ("ink", "ink", "card"), Here.LATE: ("red_fill", "red_fill", "on_fill"),
         Here.SETTLED: ("jade_tint", "jade", "jade"), Here.GIVEN_UP: ("wash", "line", "ink2")}  # fmt: skip
_PASSED, _AHEAD = ("jade_tint", "jade", "jade"), ("card", "line", "ink3")


def paint_track(painter: QPainter, left: int, top: int, shown: Lying) -> None:
    """Four squares and the lines between them."""
    look = theme.current()
    side, gap = look.px(SQUARE), look.px(BETWEEN)
    at = LEVELS.index(shown.level)
    for place, level in enumerate(LEVELS):
        box = QRect(left + place * (side + gap), top, side, side)
        if place:
            painter.setPen(pens.hairline("jade" if place <= at else "line"))
            middle = box.center().y()
            painter.drawLine(box.left() - gap, middle, box.left() - 1, middle)
        fill, edge, ink = _HERE[shown.here] if place == at else _PASSED if place < at else _AHEAD
        pens.fill_rounded(painter, box, fill, edge, radius=look.radius_inner)
        pens.draw_text(
            painter, box, level.mark, look.meta, pens.MEDIUM if place <= at else pens.NORMAL, ink,
            Qt.AlignmentFlag.AlignCenter,
        )  # fmt: skip


def track_width() -> int:
    """Of the squares alone."""
    look = theme.current()
    return len(LEVELS) * look.px(SQUARE) + (len(LEVELS) - 1) * look.px(BETWEEN)


class Track(QWidget):
    """On the page of a case."""

    def __init__(self, shown: Lying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("现在何处")
        self.setAccessibleDescription(shown.spoken)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = pens.text_width(self._shown.words, look.body, pens.MEDIUM)
        return QSize(track_width() + look.s16 + words, look.px(SQUARE) + 2 * look.s4)

    def minimumSizeHint(self) -> QSize:
        return QSize(track_width(), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        paint_track(painter, 0, (self.height() - look.px(SQUARE)) // 2, self._shown)
        room = self.rect().adjusted(track_width() + look.s16, 0, 0, 0)
        ink = "red" if self._shown.here is Here.LATE else "ink"
        pens.draw_text(painter, room, self._shown.words, look.body, pens.MEDIUM, ink)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class TrackCell(QStyledItemDelegate):
    """In the list: the track over its words."""

    def __init__(self, table: RecordTable, lying_of: Callable[[CaseRow], Lying]) -> None:
        super().__init__(table)
        self._table, self._lying_of = table, lying_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, found = pens.room_of(option), self._table.row_at(index.row())
        if found is None:
            return
        if self._table.currentIndex().row() == index.row():
            painter.fillRect(rect, pens.color("pick"))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        look, shown = theme.current(), self._lying_of(found)
        inner = cell_room(rect)
        side, words = look.px(SQUARE), pens.metrics(look.meta).height()
        top = inner.top() + (inner.height() - side - look.px(BELOW) - words) // 2
        paint_track(painter, inner.left(), top, shown)
        below = QRect(inner.left(), top + side + look.px(BELOW), inner.width(), words)
        pens.draw_text(
            painter, below, shown.words, look.meta, pens.NORMAL, "red" if shown.here is Here.LATE else "ink2"
        )

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        found = self._table.row_at(index.row())
        if event.type() is not QEvent.Type.ToolTip or found is None:
            return super().helpEvent(event, view, option, index)
        words = self._lying_of(found).words
        room = cell_room(view.visualRect(index)).width()
        QToolTip.showText(event.globalPos(), words if pens.text_width(words, theme.current().meta) > room else "", view)
        return True
