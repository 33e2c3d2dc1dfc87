"""How the month of nights is painted: the same marks as on the home screen, before them how each cadre stands."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme
from ui.kit import icons, pens
from ui.kit.nights import paint_night
from ui.screens.home.lodging_card import SIGNS
from ui.screens.lodging.month_model import Index, MonthModel
from venue_desk.domain.holidays import SATURDAY
from venue_desk.domain.lodging_standing import Standing

_CELL, _TALL = 10, 16


def standing_width(rows: tuple[Standing, ...]) -> int:
    """The first column: as wide as its longest sentence, or name with its figures."""
    look = theme.current()
    sign, pad = look.icon_text + look.s4, 2 * look.s8 + look.s2
    told = max((pens.text_width(row.sentence, look.meta) for row in rows), default=0) + sign
    named = max((pens.text_width(f"{row.name}  {_figures(row)}", look.body, pens.MEDIUM) for row in rows), default=0)
    return min(max(told, named), look.px(190)) + pad


class MonthDelegate(QStyledItemDelegate):
    """Paints standings and nights; the table says where the cursor is."""

    def __init__(self, model: MonthModel, table: QTableView) -> None:
        super().__init__(table)
        self._model, self._table = model, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, row = theme.current(), pens.room_of(option), self._model.rows[index.row()]
        day = self._model.day(index)
        here = self._table.currentIndex()
        if index.row() == here.row():
            painter.fillRect(rect, pens.color("pick"))
        elif day is not None and day.weekday() >= SATURDAY:
            painter.fillRect(rect, pens.color("sunk"))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if day is None:
            _paint_standing(painter, rect, row)
        else:
            if day == self._model.tonight:
                painter.setPen(pens.hairline("red"))
                painter.drawLine(rect.topLeft(), rect.bottomLeft())
                painter.drawLine(rect.topRight(), rect.bottomRight())
            wide, tall = look.px(_CELL), look.px(_TALL)
            cell = QRect(rect.center().x() - wide // 2 + 1, rect.center().y() - tall // 2 + 1, wide, tall)
            paint_night(painter, cell, self._model.look(index))
        if index == here and self._table.hasFocus():
            pens.draw_ring(painter, rect.adjusted(0, 1, 0, -1))


def _paint_standing(painter: QPainter, rect: QRect, row: Standing) -> None:
    look = theme.current()
    room = rect.adjusted(look.s8, 0, -look.s8, 0)
    upper, lower = pens.metrics(look.body, pens.MEDIUM).height(), pens.metrics(look.meta).height()
    top = room.top() + (room.height() - upper - lower) // 2
    first, second = QRect(room.left(), top, room.width(), upper), QRect(room.left(), top + upper, room.width(), lower)
    figures = _figures(row)
    wide = pens.text_width(figures, look.body, pens.MEDIUM)
    pens.draw_text(painter, first, figures, look.body, pens.MEDIUM, "ink", pens.RIGHT)
    pens.draw_text(painter, first.adjusted(0, 0, -wide - look.s8, 0), row.name, look.body, pens.MEDIUM, "ink")
    sign, tone = SIGNS[row.reach]
    icons.draw(painter, QRect(second.left(), second.top(), look.icon_text, lower), sign, tone, look.icon_text)
    words = second.adjusted(look.icon_text + look.s4, 0, 0, 0)
    pens.draw_text(painter, words, row.sentence, look.meta, pens.NORMAL, tone if tone != "jade" else "ink2")


def _figures(row: Standing) -> str:
    return f"{row.done}/{row.required}"
