"""A chart on the screen: the marks of a domain drawing at the size of the type; paper paints the same ones."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.kit import pens
from venue_desk.domain.charts import LABEL, Align, Box, Drawing, Mark, Rule, Tone, Word

TOKENS = {
    Tone.JADE: "jade", Tone.AMBER: "amber", Tone.RED: "red", Tone.INK: "ink", Tone.SOFT: "ink3", Tone.HAIR: "hair",
}  # fmt: skip
_ALIGNED = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_LEAST_WIDTH = 260


def millimetre() -> float:
    """Pixels: labels of a drawing are as large as captions, at every size of type."""
    return theme.current().meta / LABEL


class Chart(QWidget):
    """`lay_out` makes the drawing for a width in millimetres; its sentence is what a screen reader says."""

    def __init__(self, lay_out: Callable[[float], Drawing], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lay_out = lay_out
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.drawing().sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def drawing(self) -> Drawing:
        """As it is painted in the present width."""
        return self._lay_out(max(self.width(), theme.current().px(_LEAST_WIDTH)) / millimetre())

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_LEAST_WIDTH), round(self.drawing().height * millimetre()) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._cut_at(event.pos().toPointF()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for mark in self.drawing().marks:
            paint(painter, mark)
        painter.end()

    def _cut_at(self, at: QPointF) -> str:
        """The whole of a word that had no room."""
        words = (mark for mark in self.drawing().marks if isinstance(mark, Word))
        return next((word.text for word in words if room_of(word).contains(at) and _cut(word) != word.text), "")


def paint(painter: QPainter, mark: Mark) -> None:
    """One mark, from millimetres to pixels; edges of boxes lie on pixels, so that they are sharp."""
    unit = millimetre()
    if isinstance(mark, Box):
        left, right = round(mark.x * unit), round((mark.x + mark.width) * unit)
        top, bottom = round(mark.y * unit), round((mark.y + mark.height) * unit)
        painter.fillRect(left, top, max(right - left, 1), bottom - top, pens.color(TOKENS[mark.tone]))
    elif isinstance(mark, Rule):
        painter.setPen(QPen(pens.color(TOKENS[mark.tone]), theme.current().px(1.5)))
        painter.drawLine(QPointF(mark.x1 * unit, mark.y1 * unit), QPointF(mark.x2 * unit, mark.y2 * unit))
    else:
        painter.setFont(pens.font(_pixels(mark)))
        painter.setPen(pens.color(TOKENS[mark.tone]))
        painter.drawText(room_of(mark), _ALIGNED[mark.align] | Qt.AlignmentFlag.AlignVCenter, _cut(mark))


def room_of(word: Word) -> QRectF:
    """Where a word may stand, in pixels: as wide as its room, on its baseline as Chinese text lies on it."""
    unit, size = millimetre(), _pixels(word)
    left = {Align.LEFT: word.x, Align.CENTRE: word.x - word.room / 2, Align.RIGHT: word.x - word.room}[word.align]
    middle = word.y * unit - 0.372 * size
    return QRectF(left * unit, middle - size, word.room * unit, 2 * size)


def _pixels(word: Word) -> int:
    return round(word.size * millimetre())


def _cut(word: Word) -> str:
    room = round(word.room * millimetre()) + 1
    return pens.metrics(_pixels(word)).elidedText(word.text, Qt.TextElideMode.ElideRight, room)
