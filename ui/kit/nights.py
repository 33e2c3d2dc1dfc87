"""Nights as cells: filled = slept, hatched = excused, hollow = to come, a thin × = missed, ✕ = lost. The same wherever nights are shown."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens

_PITCH, _LEAST_PITCH, _MOST_PITCH, _HEIGHT = 10, 6, 12, 14
_HATCH = 4


class NightLook(StrEnum):
    """How one night is painted; `extra` was slept although nobody required it, `none` is nothing but a point.

    `missed` alone is no harm; `lost` is the miss after which the month can no longer be reached.
    """

    SLEPT = "slept"
    EXTRA = "extra"
    EXCUSED = "excused"
    OPEN = "open"
    MISSED = "missed"
    LOST = "lost"
    NONE = "none"


def paint_night(painter: QPainter, cell: QRect, look: NightLook) -> None:
    """One night in its cell; it reads in grey as in colour."""
    tokens = theme.current()
    key = (tokens.name, tokens.percent, painter.device().devicePixelRatio())
    painter.drawPixmap(cell.topLeft(), _picture(look, cell.width(), cell.height(), key))


@lru_cache(maxsize=256)
def _picture(look: NightLook, wide: int, tall: int, key: tuple[str, int, float]) -> QPixmap:
    """Drawn once in each size and theme: a month has hundreds of them."""
    scale = key[2]
    picture = QPixmap(QSize(wide, tall) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw(painter, QRectF(0, 0, wide, tall), look)
    painter.end()
    return picture


def _draw(painter: QPainter, box: QRectF, look: NightLook) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = min(theme.current().px(2), box.width() / 3)
    if look is NightLook.SLEPT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.color("jade"))
        painter.drawRoundedRect(box, radius, radius)
    elif look in (NightLook.LOST, NightLook.MISSED):
        _paint_cross(painter, box, lost=look is NightLook.LOST)
    elif look is NightLook.NONE:
        side = theme.current().px(2)
        painter.fillRect(
            QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), pens.color("line")
        )
    else:
        _paint_outlined(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), look, radius)


def _paint_cross(painter: QPainter, box: QRectF, *, lost: bool) -> None:
    arm = min(box.width(), box.height()) / 2 - (0.5 if lost else theme.current().px(1.5))
    x, y = box.center().x(), box.center().y()
    token, thick = ("red", 1.8) if lost else ("ink3", 1)
    painter.setPen(QPen(pens.color(token), theme.current().px(thick), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QLineF(x - arm, y - arm, x + arm, y + arm))
    painter.drawLine(QLineF(x - arm, y + arm, x + arm, y - arm))


def _paint_outlined(painter: QPainter, box: QRectF, look: NightLook, radius: float) -> None:
    token = {NightLook.EXCUSED: "amber", NightLook.EXTRA: "jade"}.get(look, "ctrl")
    painter.setPen(QPen(pens.color(token), 1))
    painter.setBrush(pens.color("jade_tint") if look is NightLook.EXTRA else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
    if look is NightLook.EXCUSED:
        painter.setClipRect(box)
        step = theme.current().px(_HATCH)
        reach = box.width() + box.height()
        for offset in range(step, round(reach) + step, step):
            left, bottom = box.left() + offset, box.top()
            painter.drawLine(QLineF(left, bottom, left - reach, bottom + reach))


class NightStrip(QWidget):
    """The nights of a month side by side; narrower cells where there is less room. Who shows it names it."""

    def __init__(self, looks: Sequence[NightLook], name: str, most: int = 0, parent: QWidget | None = None) -> None:
        """`most` is how many the longest strip beside it has, so that all have cells of one width."""
        super().__init__(parent)
        self.looks = tuple(looks)
        self._most = max(most, len(looks), 1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_PITCH) * self._most, theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_LEAST_PITCH) * self._most, theme.current().px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        pitch = min(look.px(_MOST_PITCH), self.width() // self._most)
        for at, each in enumerate(self.looks):
            paint_night(painter, QRect(at * pitch, 0, max(pitch - look.s2, 2), self.height()), each)
        painter.end()
