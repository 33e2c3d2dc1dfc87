"""How a day of the month is painted: number and lunar day, badges, the shifts with their people, and what is to be told."""

from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.kit import icons, pens
from ui.screens.roster.cell_layout import CellBox, LineBox, Measures, lay_out, weight_of, word_width
from ui.screens.roster.model import Index, MonthModel
from ui.screens.roster.month import DayCell, Look, Place

_INKS = {Look.MUST: "red", Look.GAP: "red", Look.SHOULD: "amber", Look.OPEN: "ink3"}
_SIGNS = {Look.MUST: "must", Look.SHOULD: "warning"}
_CENTRE = Qt.AlignmentFlag.AlignCenter


class MonthDelegate(QStyledItemDelegate):
    """Paints cells of the sizes that the table has measured."""

    def __init__(self, model: MonthModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.marked: UUID | None = None
        self.sizes = Measures(px=13, pad=7, head=28, line=24, foot=22, mark=18, gap=6)

    def box(self, cell: DayCell, rect: QRect) -> CellBox:
        """The cell taken apart, as it is painted."""
        return lay_out(cell, rect, self.sizes)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, rect = self._model.cell(index), pens.room_of(option)
        box = self.box(cell, rect)
        self._paint_ground(painter, rect, cell)
        self._paint_head(painter, box.head, cell)
        for line in box.lines:
            self._paint_line(painter, line, cell)
        if cell.sentence and cell.inside:
            self._paint_sentence(painter, box.foot, cell)

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: DayCell) -> None:
        ground = "ground" if not cell.inside else "sunk" if cell.label.off else "card"
        painter.fillRect(rect, pens.color(ground))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def _paint_head(self, painter: QPainter, rect: QRect, cell: DayCell) -> None:
        look = theme.current()
        number = str(cell.day.day)
        width = word_width(number, look.card_title, pens.MEDIUM)
        place = QRect(rect.left(), rect.top() + look.s2, width, rect.height())
        ink = "ink" if cell.inside else "ink3"
        if cell.today:
            mark = QRect(
                place.center() - QPoint(look.px(13), look.px(11)), place.center() + QPoint(look.px(13), look.px(11))
            )
            mark.moveLeft(rect.left() - look.s4)
            pens.fill_rounded(painter, mark, "red_fill", radius=look.radius_inner)
            place, ink, width = mark, "on_fill", mark.width() - look.s4
        _write(painter, place, number, look.card_title, pens.MEDIUM, ink, _CENTRE)
        right = self._paint_signs(painter, rect, cell)
        label = QRect(rect.left() + width + look.px(6), rect.top() + look.s2 + 1, 0, rect.height())
        label.setRight(right)
        ink = "ink3" if not cell.label.festive else "jade"
        pens.draw_text(painter, label, cell.label.words, look.meta, pens.NORMAL, ink)

    def _paint_signs(self, painter: QPainter, rect: QRect, cell: DayCell) -> int:
        """休 or 班, lock, swap, from the right; answers where they begin."""
        look, right = theme.current(), rect.right()
        side, top = look.px(20), rect.top() + look.px(5)
        if cell.label.badge:
            square = QRect(right - side + look.s2, top, side, side)
            jade = cell.label.badge == "休"
            pens.fill_rounded(painter, square, "jade_tint" if jade else "wash", radius=look.radius_inner)
            _write(painter, square, cell.label.badge, look.meta, pens.MEDIUM, "jade" if jade else "ink2", _CENTRE)
            right -= side + look.s2
        places = [place for place in cell.places if place.cadre_id is not None] if cell.inside else []
        for sign, shown in (("lock", any(p.locked for p in places)), ("swap", any(p.swap for p in places))):
            if shown:
                icons.draw(painter, QRect(right - side + look.s2, top, side, side), sign, "ink2", look.icon_text)
                right -= side
        return right - look.s2

    def _paint_line(self, painter: QPainter, box: LineBox, cell: DayCell) -> None:
        looks = box.line.looks if cell.inside else frozenset()
        if Look.MUST in looks or Look.GAP in looks:
            self._paint_frame(painter, box, dashed=Look.MUST not in looks)
        _write(painter, box.mark, box.line.mark, theme.current().meta, pens.NORMAL, "ink3")
        some = any(place.locked for place in box.line.places) and not all(place.locked for place in cell.places)
        for seat in box.seats:
            self._paint_name(painter, seat.rect, seat.place, cell, underlined=some and seat.place.locked)
        if box.rest_rect is not None:
            _write(painter, box.rest_rect, f"+{box.rest}", self.sizes.px, pens.NORMAL, "ink3")

    def _paint_frame(self, painter: QPainter, box: LineBox, *, dashed: bool) -> None:
        """Red for what breaks a rule, dashed for a place that nobody fills."""
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(pens.color("red"), 1)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(pens.color("red_tint"))
        frame = QRectF(box.rect.adjusted(-look.s4, 1, look.s4, -1)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, look.radius_inner, look.radius_inner)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, place: Place, cell: DayCell, *, underlined: bool) -> None:
        ink = _INKS.get(place.look, "ink" if place.slot.role.value == "lead" else "ink2") if cell.inside else "ink3"
        weight = weight_of(place)
        if place.fresh or (place.cadre_id is not None and place.cadre_id == self.marked):
            pens.fill_rounded(painter, rect.adjusted(-3, 2, 3, -2), "jade_tint", radius=theme.current().radius_inner)
        if word_width(place.words, self.sizes.px, weight) > rect.width():
            pens.draw_text(painter, rect, place.words, self.sizes.px, weight, ink)
        else:
            _write(painter, rect, place.words, self.sizes.px, weight, ink)
        if underlined:
            painter.setPen(QPen(pens.color("ink3"), 1))
            under = rect.center().y() + self.sizes.px // 2 + 3
            painter.drawLine(rect.left(), under, rect.right(), under)

    def _paint_sentence(self, painter: QPainter, rect: QRect, cell: DayCell) -> None:
        look = theme.current()
        ink = _INKS.get(cell.look, "ink2")
        if sign := _SIGNS.get(cell.look):
            icons.draw(painter, QRect(rect.left(), rect.top() + 1, look.icon_text, rect.height()), sign, ink)
            rect = rect.adjusted(look.icon_text + look.s4, 0, 0, 0)
        pens.draw_text(painter, rect, cell.sentence, look.meta, pens.NORMAL, ink)


def _write(
    painter: QPainter, rect: QRect, text: str, px: int, weight: QFont.Weight, token: str,
    align: Qt.AlignmentFlag = pens.LEFT,
) -> None:  # fmt: skip
    """A word that is known to fit."""
    painter.setFont(pens.font(px, weight))
    painter.setPen(pens.color(token))
    painter.drawText(rect, int(align) | int(Qt.TextFlag.TextDontClip), text)
