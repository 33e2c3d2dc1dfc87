"""Words on the screen: plain text in a role of the style sheet; long ones elide with a tooltip or wrap at line height 1.5."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui import theme
from ui.kit.icons import LINE_HEIGHT


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Change a dynamic property and restyle this one widget, never the application."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Text(QLabel):
    """One line of plain text in a role: title, panel-title, card-title, body, fact, meta, label, group, hint."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # QLabel guesses rich text otherwise: a villager's words with < in them would vanish.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Colour of the words: ink, ink2, ink3, red, jade or amber."""
        set_property(self, "tone", tone)


class ElidedText(Text):
    """Gives way when the row is short: … at the end, the whole in the tooltip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("字…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    def setText(self, text: str) -> None:  # noqa: N802 - Qt override
        super().setText(text)
        self.setToolTip(text if self._shown() != text else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = QPalette.ColorRole.WindowText
        self.style().drawItemText(
            painter, self.contentsRect(), int(self.alignment()), self.palette(), self.isEnabled(), self._shown(), role
        )
        painter.end()

    def _shown(self) -> str:
        # The label asked for its width rounded down: one pixel more, or a text that fits is cut.
        room = self.contentsRect().width() + 1
        return QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class Prose(Text):
    """Sentences that wrap, at 1.5 line height, which neither a style sheet nor a plain QLabel can give."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(text, role, tone, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Nested layouts ask for the same width a dozen times: it is reckoned once."""
        if width not in self._heights:
            margins = self.contentsMargins()
            lines = self._lines(width - margins.left() - margins.right()).lineCount()
            self._heights[width] = round(max(lines, 1) * self._step()) + margins.top() + margins.bottom()
        return self._heights[width]

    def setText(self, text: str) -> None:  # noqa: N802 - Qt override
        self._heights.clear()
        super().setText(text)

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 2, theme.current().px(360))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("四个汉字"), round(self._step()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Nested box layouts crush a wrapped label below its height unless it says a minimum.
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(QColor(self.palette().color(group, QPalette.ColorRole.WindowText)))
        rect = self.contentsRect()
        lines = self._lines(rect.width())
        spare = max(0.0, rect.height() - lines.lineCount() * self._step())
        top = spare / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0.0
        lines.draw(painter, QPointF(rect.left(), rect.top() + top))
        painter.end()

    def _step(self) -> float:
        size = self.font().pixelSize()
        return LINE_HEIGHT * (size if size > 0 else self.fontMetrics().height() / 1.45)

    def _lines(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top + (self._step() - line.height()) / 2))
            top += self._step()
        layout.endLayout()
        return layout

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self.updateGeometry()
            self.setMinimumHeight(self.heightForWidth(self.width()))


class Rule(QFrame):
    """A line of one device pixel, even where 125 % of the system gives a styled frame sometimes one and sometimes two."""

    def __init__(self, *, across: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = across
        if across:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(QColor(theme.current().hair))
        pen.setCosmetic(True)
        painter.setPen(pen)
        end = QPoint(self.width(), 0) if self._across else QPoint(0, self.height())
        painter.drawLine(QPoint(0, 0), end)
        painter.end()


def hairline(parent: QWidget | None = None) -> Rule:
    """A line across."""
    return Rule(across=True, parent=parent)


def upright(parent: QWidget | None = None) -> Rule:
    """A line down."""
    return Rule(across=False, parent=parent)
