"""Fonts and colours for painted widgets, made once per size and token; colours go by the names of the theme's tokens."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import theme
from ui.fonts import FAMILY

NORMAL, MEDIUM, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@lru_cache(maxsize=64)
def font(px: int, weight: QFont.Weight = NORMAL) -> QFont:
    """Our family at that size; unhinted, for even stems."""
    made = QFont(FAMILY)
    made.setPixelSize(px)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=64)
def metrics(px: int, weight: QFont.Weight = NORMAL) -> QFontMetrics:
    return QFontMetrics(font(px, weight))


@lru_cache(maxsize=64)
def _color(code: str) -> QColor:
    return QColor(code)


def color(token: str) -> QColor:
    """A token of the theme on screen, such as "ink2"."""
    return _color(getattr(theme.current(), token))


def hairline(token: str) -> QPen:
    """One device pixel at every scaling, never a broken line."""
    pen = QPen(color(token))
    pen.setCosmetic(True)
    return pen


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    px: int,
    weight: QFont.Weight,
    token: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of text, elided to its room."""
    painter.setFont(font(px, weight))
    painter.setPen(color(token))
    room = metrics(px, weight).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align, room)


def text_width(text: str, px: int, weight: QFont.Weight = NORMAL) -> int:
    return metrics(px, weight).horizontalAdvance(text)


def fill_rounded(painter: QPainter, rect: QRect, fill: str, line: str = "", radius: int | None = None) -> None:
    """A box with the corners of the theme, with a line round it if one is named."""
    corner = theme.current().radius if radius is None else radius
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(color(line) if line else Qt.PenStyle.NoPen)
    painter.setBrush(color(fill))
    inset = 0.5 if line else 0
    painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), corner, corner)
    painter.restore()


def draw_ring(painter: QPainter, rect: QRect) -> None:
    """The focus ring, inside `rect`."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("focus"), look.s2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = look.s2 / 2
    painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), look.radius_inner, look.radius_inner)
    painter.restore()


def room_of(option: QStyleOptionViewItem) -> QRect:
    """Where a delegate may paint."""
    rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the fields of options out
    return rect
