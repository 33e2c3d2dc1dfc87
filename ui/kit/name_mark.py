"""A person as a round mark with two characters of the name: jade ring and tint when there, a dashed ring when not yet."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens

_SIDE = 40


class NameMark(QWidget):
    """Says nothing of its own to a screen reader: the name stands in words beside it."""

    def __init__(self, name: str = "", *, there: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._there = short_name(name), there
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, *, there: bool) -> None:
        """Somebody else in the same place."""
        self._text, self._there = short_name(name), there
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(_SIDE)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(pens.color("jade" if self._there else "ctrl"), look.px(1.5))
        if not self._there:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(pens.color("jade_tint" if self._there else "card"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        ink = "jade" if self._there else "ink2"
        pens.draw_text(painter, self.rect(), self._text, look.meta, pens.MEDIUM, ink, Qt.AlignmentFlag.AlignCenter)
        painter.end()


def short_name(name: str) -> str:
    """建军 of 王建军, 王强 whole, 阿依 of 阿依古丽·买买提: two characters that tell people apart."""
    first = name.partition("·")[0]
    return first[-2:] if len(first) <= 3 and first == name else first[:2]
