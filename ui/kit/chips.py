"""Chips: a state in a word on its tint. Squares rather than pills; painted, so that table cells and panels draw the same."""

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts, theme
from ui.kit import icons

NEUTRAL, RED, JADE, AMBER, OUTLINE = "neutral", "red", "jade", "amber", "outline"
# tone: ground, words, edge
_TONES = {
    NEUTRAL: ("wash", "ink2", ""),
    RED: ("red_tint", "red", ""),
    JADE: ("jade_tint", "jade", ""),
    AMBER: ("amber_tint", "amber", ""),
    OUTLINE: ("card", "ink2", "line"),
}


def chip_font() -> QFont:
    """13/500 at the scale on screen."""
    font = QFont(fonts.FAMILY)
    font.setPixelSize(theme.current().meta)
    font.setWeight(QFont.Weight.Medium)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def chip_size(text: str, icon: str = "") -> QSizeF:
    """The room a chip wants, for delegates and widgets alike."""
    tokens = theme.current()
    width = QFontMetricsF(chip_font()).horizontalAdvance(text) + 2 * tokens.s8
    return QSizeF(width + (tokens.icon_text + tokens.s4 if icon else 0), tokens.chip)


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str = NEUTRAL, icon: str = "") -> None:
    """Draw a chip that fills the rectangle."""
    tokens = theme.current()
    ground, words, edge = _TONES[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(getattr(tokens, edge)), 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(tokens, ground)))
    inset = 0.5 if edge else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), tokens.radius, tokens.radius)
    words_rect = rect.adjusted(tokens.s8, 0, -tokens.s8, 0)
    if icon:
        sign = QRectF(words_rect.left(), rect.top(), tokens.icon_text, rect.height())
        icons.draw(painter, sign, icon, words, tokens.icon_text)
        words_rect.setLeft(sign.right() + tokens.s4)
    painter.setFont(chip_font())
    painter.setPen(QColor(getattr(tokens, words)))
    shown = QFontMetricsF(chip_font()).elidedText(text, Qt.TextElideMode.ElideRight, words_rect.width() + 1)
    painter.drawText(words_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Chip(QWidget):
    """A chip as a widget, for panels and title rows."""

    def __init__(self, text: str = "", tone: str = NEUTRAL, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The word on the chip."""
        return self._text

    def show_state(self, text: str, tone: str = NEUTRAL, icon: str = "") -> None:
        """Another state in the same place."""
        if (text, tone, icon) == (self._text, self._tone, self._icon):
            return
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = chip_size(self._text, self._icon)
        return QSize(int(size.width() + 0.999), int(size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, self._icon)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
