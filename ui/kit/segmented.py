"""Segmented control: one of up to four, all in sight; arrows move, no click needed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Segmented(QWidget):
    """Choices are (value, words); `changed` tells the value."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        value: object = None,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._at = 0
        self._hovered = -1
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.choose(value if value is not None else self._choices[0][0])

    def value(self) -> object:
        """The picked value."""
        return self._choices[self._at][0]

    def choose(self, value: object) -> None:
        """Pick by value, telling nobody: for the owner; the user's own choice is told."""
        self._at = next(i for i, (known, _) in enumerate(self._choices) if known == value)
        self.setAccessibleDescription(self._choices[self._at][1])
        self.update()

    def _pick(self, place: int) -> None:
        place = max(0, min(place, len(self._choices) - 1))
        if place != self._at:
            self.choose(self._choices[place][0])
            self.changed.emit(self.value())

    def sizeHint(self) -> QSize:
        tokens = theme.current()
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(words) for _, words in self._choices) + 2 * tokens.s12
        return QSize(widest * len(self._choices) + 2 * tokens.s4, tokens.control + 2)

    def minimumSizeHint(self) -> QSize:
        tokens = theme.current()
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(words) for _, words in self._choices) + tokens.s8
        return QSize(widest * len(self._choices) + 2 * tokens.s4, tokens.control + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _cell(self, place: int) -> QRectF:
        gap = theme.current().s4
        width = (self.width() - 2 * gap) / len(self._choices)
        return QRectF(gap + place * width, gap, width, self.height() - 2 * gap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.wash))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.radius, tokens.radius)
        for place in range(len(self._choices)):
            self._paint_cell(painter, place)
        painter.end()

    def _paint_cell(self, painter: QPainter, place: int) -> None:
        tokens = theme.current()
        cell, picked = self._cell(place), place == self._at
        if picked:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(QColor(tokens.card))
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), tokens.radius_inner, tokens.radius_inner)
        font = self.font()
        font.setWeight(font.Weight.Medium if picked else font.Weight.Normal)
        painter.setFont(font)
        ink = "ink3" if not self.isEnabled() else "ink" if picked or place == self._hovered else "ink2"
        painter.setPen(QColor(getattr(tokens, ink)))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, self._choices[place][1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pick(self._under(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._under(event)
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def _under(self, event: QMouseEvent) -> int:
        return int((event.position().x() - theme.current().s4) / max(1.0, self._cell(0).width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            # Enter and Tab belong to the form.
            super().keyPressEvent(event)
            return
        self._pick(self._at + step)
