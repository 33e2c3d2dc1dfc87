"""名章: a small red square with the characters of a name, where somebody signed; an empty dashed one where nobody has yet."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens

_EDGE = 0.09
"""Of the side: from the frame to the characters."""


def paint_mark(painter: QPainter, rect: QRectF, columns: Sequence[str]) -> None:
    """The square, its columns from right to left."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(1.5, rect.width() / 22)
    painter.setPen(QPen(pens.color("red"), thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2), rect.width() / 10, rect.width() / 10
    )
    edge = rect.width() * _EDGE
    inner = rect.adjusted(edge, edge, -edge, -edge)
    wide, high = inner.width() / len(columns), inner.height() / max(map(len, columns))
    painter.setFont(pens.font(max(int(min(wide, high) * 0.94), 1), pens.BOLD))
    for at, column in enumerate(columns, 1):
        for place, character in enumerate(column):
            cell = QRectF(inner.right() - at * wide, inner.top() + place * high, wide, high)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, character)
    painter.restore()


class SealMark(QWidget):
    """`side` in px at 100 %."""

    def __init__(self, side: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.columns: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_columns(self, columns: tuple[str, ...], said: str) -> None:
        """The characters and what a screen reader says of them; none is the empty frame."""
        self.columns = columns
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._side)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.columns:
            paint_mark(painter, QRectF(self.rect()), self.columns)
        else:
            _paint_empty(painter, self.rect())
        painter.end()


def _paint_empty(painter: QPainter, rect: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(pens.color("line"), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    corner = rect.width() / 10
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
