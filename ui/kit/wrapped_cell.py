"""A cell of plain words over at most two lines: a reason has to be read where it stands."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect
from PySide6.QtGui import QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import theme
from ui.kit import icons, pens
from ui.kit.record_delegate import cell_room
from ui.kit.record_model import Index
from ui.kit.record_table import RecordTable

LINES = 2


class WrappedCell(QStyledItemDelegate):
    """Paints `words` of a row, and below them `reminder` on its own line with its sign; all of it in the tooltip if cut."""

    def __init__(
        self, table: RecordTable, words: Callable[[Any], str], reminder: Callable[[Any], str] = lambda _row: ""
    ) -> None:
        super().__init__(table)
        self._table, self._words, self._reminder = table, words, reminder

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, found = pens.room_of(option), self._table.row_at(index.row())
        if found is None:
            return
        if self._table.currentIndex().row() == index.row():
            painter.fillRect(rect, pens.color("pick"))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_words(painter, cell_room(rect), self._words(found), self._reminder(found))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        found = self._table.row_at(index.row())
        if event.type() is not QEvent.Type.ToolTip or found is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.cut_off(found, view.visualRect(index).width()), view)
        return True

    def cut_off(self, found: object, width: int) -> str:
        """All that the row says, "" if it fits into a cell of that width."""
        look = theme.current()
        words, reminder = self._words(found), self._reminder(found)
        room = cell_room(QRect(0, 0, width, look.row_two)).width()
        allowed = LINES - 1 if reminder else LINES
        fits = len(_lines(words, room)) <= allowed and pens.text_width(reminder, look.meta) <= room - look.s24
        return "" if fits else "\n".join(filter(None, (words, reminder)))

    def _paint_words(self, painter: QPainter, rect: QRect, words: str, reminder: str) -> None:
        look = theme.current()
        height = pens.metrics(look.meta).height() + look.s2
        lines = _lines(words, rect.width())[: LINES - 1 if reminder else LINES]
        top = rect.top() + (rect.height() - height * (len(lines) + bool(reminder))) // 2
        for number, (first, last) in enumerate(lines):
            text = words[first:] if number == len(lines) - 1 else words[first:last]
            pens.draw_text(painter, QRect(rect.left(), top, rect.width(), height), text, look.meta, pens.NORMAL, "ink")
            top += height
        if reminder:
            icons.draw(painter, QRect(rect.left(), top, look.icon_text, height), "warning", "amber", look.icon_text)
            room = QRect(rect.left() + look.icon_text + look.s4, top, rect.width() - look.icon_text - look.s4, height)
            pens.draw_text(painter, room, reminder, look.meta, pens.NORMAL, "amber")


def _lines(words: str, width: int) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    layout = QTextLayout(words, pens.font(theme.current().meta))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, 0))
        found.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return found
