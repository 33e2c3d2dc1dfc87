"""A cadre's photo, three to four; without one a head in outline, and the name as a seal."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens
from venue_desk.domain.name_marks import mark_columns

WIDTH, HEIGHT = 96, 128
_SEAL = 34


class Portrait(QWidget):
    """`jpeg` None = no photo. Whoever cannot see it is told whose it is."""

    def __init__(self, name: str, jpeg: bytes | None, *, width: int = WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._wide = name, width
        self._photo = QImage.fromData(jpeg) if jpeg else QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}的照片" if self.has_photo() else f"{name}，还没有照片")

    def has_photo(self) -> bool:
        """Whether there is a photo that could be read."""
        return not self._photo.isNull()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(self._wide), look.px(self._wide * HEIGHT / WIDTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.rect().toRectF()
        corner = theme.current().radius
        outline = QPainterPath()
        outline.addRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.setClipPath(outline)
        if self.has_photo():
            painter.drawImage(frame, self._photo)
        else:
            self._draw_head(painter, frame)
            self._draw_seal(painter)
        painter.setPen(pens.hairline("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.end()

    def _draw_head(self, painter: QPainter, frame: QRectF) -> None:
        painter.fillRect(frame, pens.color("wash"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.color("line"))
        wide, high = frame.width(), frame.height()
        painter.drawEllipse(QPointF(wide / 2, high * 0.36), wide * 0.2, wide * 0.23)
        painter.drawEllipse(QPointF(wide / 2, high * 0.98), wide * 0.4, high * 0.36)

    def _draw_seal(self, painter: QPainter) -> None:
        """名章, its columns from right to left."""
        look = theme.current()
        side = look.px(_SEAL * self._wide / WIDTH)
        box = QRect(self.width() - side - look.s4, self.height() - side - look.s4, side, side)
        pens.fill_rounded(painter, box, "red_fill", radius=look.radius_inner)
        columns = mark_columns(self._name)
        inner = box.toRectF().adjusted(look.s2, look.s2, -look.s2, -look.s2)
        wide, high = inner.width() / len(columns), inner.height() / max(map(len, columns))
        painter.setFont(pens.font(round(min(wide, high) * 0.9), pens.BOLD))
        painter.setPen(pens.color("on_fill"))
        for at, column in enumerate(columns, 1):
            for place, character in enumerate(column):
                cell = QRectF(inner.right() - at * wide, inner.top() + place * high, wide, high)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, character)
