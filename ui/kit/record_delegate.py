"""How the cells of a register are painted: fact over meta, chips, ticks; everything elided, never clipped."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from ui import theme
from ui.kit import chips, icons, pens
from ui.kit.columns import Column, Kind, Mark, Tone
from ui.kit.record_model import Index, RecordModel

_NOTE_INK = {Tone.RED: "red", Tone.AMBER: "amber", Tone.JADE: "jade"}


class RecordDelegate(QStyledItemDelegate):
    """Paints the rows of a RecordModel; the view asks it for nothing but paint and tooltips."""

    def __init__(self, model: RecordModel[Any], view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.two_lines = any(column.meta is not None for column in model.columns)

    def row_height(self) -> int:
        """One or two lines, by the theme."""
        look = theme.current()
        return look.row_two if self.two_lines else look.row_one

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = pens.room_of(option)
        row = self._model.record(index.row())
        if row is None:
            return
        if self._view.currentIndex().row() == index.row():
            painter.fillRect(rect, pens.color("pick"))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = self._model.columns[index.column()]
        inner = cell_room(rect, ends=ends_a_row(self._model.columns, index.column()))
        if column.kind is Kind.CHECK:
            paint_tick(painter, inner, ticked=column.ticked is not None and column.ticked(row))
        elif column.kind is Kind.CHIP:
            self._paint_mark(painter, inner, column, row)
        else:
            self._paint_words(painter, inner, column, row)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A tooltip only where words were cut off."""
        row = self._model.record(index.row()) if index.isValid() else None
        if event.type() is not QEvent.Type.ToolTip or row is None:
            return super().helpEvent(event, view, option, index)
        room = cell_room(view.visualRect(index), ends=ends_a_row(self._model.columns, index.column()))
        words = elided_words(self._model.columns[index.column()], row, room.width())
        QToolTip.showText(event.globalPos(), words, view)
        return True

    def _paint_mark(self, painter: QPainter, rect: QRect, column: Column[Any], row: object) -> None:
        if column.mark is not None and (mark := column.mark(row)) is not None:
            _paint_chip(painter, rect, mark)

    def _paint_words(self, painter: QPainter, rect: QRect, column: Column[Any], row: object) -> None:
        look = theme.current()
        align = pens.RIGHT if column.kind is Kind.NUMBER else pens.LEFT
        fact = column.fact(row)
        if not fact and column.meta is None:
            self._paint_mark(painter, rect, column, row)
            return
        meta = column.meta(row) if column.meta is not None else ""
        mark = column.mark(row) if column.mark is not None else None
        if not meta and mark is None:  # with nothing below it a fact stands in the middle
            pens.draw_text(painter, rect, fact, look.body, pens.MEDIUM, "ink", align)
            return
        upper, lower = two_line_rects(rect)
        pens.draw_text(painter, upper, fact, look.body, pens.MEDIUM, "ink", align)
        pens.draw_text(painter, lower, meta, look.meta, pens.NORMAL, "ink3", align)
        if mark is not None:
            used = pens.text_width(meta, look.meta) + look.s12 if meta else 0
            _paint_note(painter, lower.adjusted(used, 0, 0, 0), mark)


def cell_room(rect: QRect, *, ends: bool = False) -> QRect:
    """Where a cell may write; figures at the end of a row stand as far from the edge as the words at its beginning."""
    look = theme.current()
    return rect.adjusted(look.s12 + look.s2, 0, -look.s12 if ends else -look.s4, 0)


def ends_a_row(columns: Sequence[Column[Any]], number: int) -> bool:
    """Whether that column has the figures at the right edge."""
    return number == len(columns) - 1 and columns[number].kind is Kind.NUMBER


def two_line_rects(rect: QRect) -> tuple[QRect, QRect]:
    """The lines of fact and meta, centred together."""
    look = theme.current()
    fact = pens.metrics(look.body, pens.MEDIUM).height()
    meta = pens.metrics(look.meta).height()
    top = rect.top() + (rect.height() - fact - meta) // 2
    return QRect(rect.left(), top, rect.width(), fact), QRect(rect.left(), top + fact, rect.width(), meta)


def elided_words(column: Column[Any], row: object, room: int) -> str:
    """The lines of a cell that do not fit into `room`, whole."""
    look = theme.current()
    lines = [(column.fact(row), look.body, pens.MEDIUM)]
    if column.meta is not None:
        lines.append((column.meta(row), look.meta, pens.NORMAL))
    return "\n".join(text for text, px, weight in lines if pens.text_width(text, px, weight) > room)


def paint_tick(painter: QPainter, rect: QRect, *, ticked: bool) -> None:
    """A check box at the left of `rect`."""
    look = theme.current()
    side = look.icon
    box = QRect(rect.left(), rect.center().y() - side // 2, side, side)
    pens.fill_rounded(
        painter, box, "jade" if ticked else "card", "jade" if ticked else "ctrl", radius=look.radius_inner
    )
    if ticked:
        icons.draw(painter, box, "check", "card", look.icon_text)


def _paint_chip(painter: QPainter, rect: QRect, mark: Mark) -> None:
    size = chips.chip_size(mark.text, mark.icon)
    top = rect.top() + (rect.height() - size.height()) / 2
    place = QRectF(rect.left(), top, min(size.width(), rect.width()), size.height())
    chips.paint_chip(painter, place, mark.text, mark.tone, mark.icon)


def _paint_note(painter: QPainter, rect: QRect, mark: Mark) -> None:
    look = theme.current()
    ink = _NOTE_INK.get(mark.tone, "ink2")
    if mark.icon:
        icons.draw(painter, QRect(rect.left(), rect.top(), look.icon_text, rect.height()), mark.icon, ink)
        rect = rect.adjusted(look.icon_text + look.s4, 0, 0, 0)
    pens.draw_text(painter, rect, mark.text, look.meta, pens.NORMAL, ink)
