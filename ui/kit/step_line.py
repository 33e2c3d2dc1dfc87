"""The steps of an errand in a row: what is done, where one is, what is ahead; all of them are there at once."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import icons, pens


class StepLine(QWidget):
    """Painted; where there is no room for all it says the one, and of how many."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("做到哪一步")
        self.go_to(0)

    def go_to(self, step: int) -> None:
        """Which step one is at, from 0; past the last all are done."""
        self._at = step
        self.setAccessibleDescription(self.spoken())
        self.update()

    def spoken(self) -> str:
        """第 2 步，共 4 步：对列名."""
        if self._at >= len(self._steps):
            return "都做完了"
        return f"第 {self._at + 1} 步，共 {len(self._steps)} 步：{self._steps[self._at]}"

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(sum(self._width(word) for word in self._steps) + look.s24 * (len(self._steps) - 1), look.chip)

    def minimumSizeHint(self) -> QSize:
        return QSize(pens.text_width(self.spoken(), theme.current().meta), theme.current().chip)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        if self.width() < self.sizeHint().width():
            pens.draw_text(painter, self.rect(), self.spoken(), look.meta, pens.MEDIUM, "ink2")
        else:
            self._paint_steps(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _width(self, word: str) -> int:
        look = theme.current()
        return look.icon + look.s8 + pens.text_width(word, look.meta, pens.MEDIUM)

    def _paint_steps(self, painter: QPainter) -> None:
        look, left = theme.current(), 0
        for place, word in enumerate(self._steps):
            if place:
                painter.setPen(pens.hairline("ctrl" if place <= self._at else "line"))
                middle = self.height() // 2
                painter.drawLine(left + look.s4, middle, left + look.s24 - look.s4, middle)
                left += look.s24
            self._paint_mark(painter, QRect(left, (self.height() - look.icon) // 2, look.icon, look.icon), place)
            room = QRect(left + look.icon + look.s8, 0, self._width(word), self.height())
            here = place == self._at
            ink = "ink" if here else "ink2" if place < self._at else "ink3"
            pens.draw_text(painter, room, word, look.meta, pens.MEDIUM if here else pens.NORMAL, ink)
            left += self._width(word)

    def _paint_mark(self, painter: QPainter, box: QRect, place: int) -> None:
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done, here = place < self._at, place == self._at
        painter.setPen(Qt.PenStyle.NoPen if done or here else QPen(pens.color("ctrl"), 1))
        painter.setBrush(pens.color("jade" if done else "ink" if here else "card"))
        painter.drawEllipse(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            icons.draw(painter, box, "check", "card", look.meta)
        else:
            centre = Qt.AlignmentFlag.AlignCenter
            pens.draw_text(painter, box, str(place + 1), look.meta, pens.MEDIUM, "card" if here else "ink2", centre)
        painter.restore()
