"""A name on its way to another place: cut or copied by the keyboard, or dragged by the mouse; and how both are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.kit import pens
from ui.screens.roster.month import Place
from venue_desk.domain.roster import Slot


@dataclass(frozen=True, slots=True)
class Held:
    """A name cut or copied, that waits for the place it goes to."""

    slot: Slot
    copied: bool


@dataclass(slots=True)
class Drag:
    """A name under the mouse: whose place, where it was taken, where it is now, whether it has left its place."""

    place: Place
    begun: QPoint
    at: QPoint
    moving: bool = False

    def to(self, at: QPoint) -> bool:
        """Follow the mouse; answers whether it is a drag by now and no longer a click."""
        self.at = at
        far = (at - self.begun).manhattanLength() >= QApplication.startDragDistance()
        self.moving = self.moving or far
        return self.moving


def paint_held(painter: QPainter, rect: QRect) -> None:
    """Dashes round a name that was cut or copied."""
    pen = QPen(pens.color("focus"), 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))


def paint_stand(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    """The place one stands on: the focus ring, or a line where another region has the focus."""
    if focused:
        pens.draw_ring(painter, rect)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(pens.color("ctrl"), 1))
    corner = theme.current().radius_inner
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    painter.restore()


def paint_dragged(painter: QPainter, drag: Drag, target: QRect | None) -> None:
    """The name beside the mouse, and the place it would go to."""
    look = theme.current()
    if target is not None:
        pens.draw_ring(painter, target)
    corner = drag.at + QPoint(look.s8, look.s8)
    width = pens.text_width(drag.place.name, look.body, pens.MEDIUM) + look.s24
    label = QRect(corner.x(), corner.y(), width, look.chip)
    pens.fill_rounded(painter, label, "pick", "ctrl")
    words = label.adjusted(look.s12, 0, 0, 0)
    pens.draw_text(painter, words, drag.place.name, look.body, pens.MEDIUM, "ink")
