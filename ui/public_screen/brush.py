"""Painting on a screen of any size as if it were 1920×1080: every length is given in those points."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from ui.kit import icons, pens

WIDTH, HEIGHT = 1920, 1080
NORMAL, MEDIUM, BOLD = pens.NORMAL, pens.MEDIUM, pens.BOLD
LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
LEAST = 0.45
"""A text is made smaller to find room, but not smaller than this part of its size; then it is elided."""
LEADING = 1.36


class Type(NamedTuple):
    """How words are set: size in points, weight, and a token of the theme."""

    size: float
    weight: QFont.Weight
    token: str


class Brush:
    """One painter for one painting; a wide screen has more ground at its sides, a high one above and below."""

    def __init__(self, painter: QPainter, widget: QWidget) -> None:
        self.painter = painter
        self._unit = min(widget.width() / WIDTH, widget.height() / HEIGHT)
        self._left = (widget.width() - WIDTH * self._unit) / 2
        self._top = (widget.height() - HEIGHT * self._unit) / 2
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Points to pixels."""
        unit = self._unit
        return QRectF(self._left + x * unit, self._top + y * unit, width * unit, height * unit)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, line: str = "", radius: float = 18
    ) -> None:
        """A card; `fill` and `line` are tokens of the theme."""
        where = self.rect(x, y, width, height).toRect()
        pens.fill_rounded(self.painter, where, fill, line, round(radius * self._unit))

    def rule(self, x: float, y: float, width: float) -> None:
        """A hairline across."""
        self.painter.setPen(pens.hairline("hair"))
        line = self.rect(x, y, width, 0)
        self.painter.drawLine(line.topLeft(), line.topRight())

    def icon(self, x: float, y: float, side: float, name: str, token: str) -> None:
        """A picture from the icon font."""
        where: QRect = self.rect(x, y, side, side).toRect()
        icons.draw(self.painter, where, name, token, where.width())

    def text(self, x: float, y: float, width: float, words: str, kind: Type, align: Qt.AlignmentFlag = LEFT) -> float:
        """One line in a box LEADING of its size high whose top is `y`; smaller if it must be. Its width in points."""
        if not words:
            return 0.0
        room = self.rect(x, y, width, kind.size * LEADING)
        pixels = self._fitting(words, kind, room.width())
        metrics = pens.metrics(pixels, kind.weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(room.width()))
        self.painter.setFont(pens.font(pixels, kind.weight))
        self.painter.setPen(pens.color(kind.token))
        self.painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown) / self._unit

    def lines(
        self, x: float, y: float, width: float, height: float, words: str, kind: Type,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:  # fmt: skip
        """As many lines as the box holds, smaller until it holds all."""
        room = self.rect(x, y, width, height)
        flags = int(align | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        pixels, least = self._pixels(kind.size), self._pixels(kind.size * LEAST)
        while pixels > least and not _holds(room, words, pixels, kind.weight, flags):
            pixels -= 1
        self.painter.setFont(pens.font(pixels, kind.weight))
        self.painter.setPen(pens.color(kind.token))
        self.painter.save()
        self.painter.setClipRect(room)
        self.painter.drawText(room, flags, words)
        self.painter.restore()

    def names(
        self, x: float, y: float, width: float, height: float, people: "Sequence[tuple[str, QFont.Weight]]", size: float
    ) -> None:
        """People one after the other in as many lines as they need, none parted, smaller until all are there."""
        pixels, least = self._pixels(size), self._pixels(size * LEAST)
        room = self.rect(x, y, width, height)
        while pixels > least and len(list(_rows(people, pixels, room.width()))) * pixels * LEADING > room.height():
            pixels -= 1
        self.painter.setPen(pens.color("ink"))
        top = room.top()
        for row in _rows(people, pixels, room.width()):
            for at, name, weight in row:
                self.painter.setFont(pens.font(pixels, weight))
                where = QRectF(room.left() + at, top, room.width() - at, pixels * LEADING)
                self.painter.drawText(where, LEFT | Qt.AlignmentFlag.AlignVCenter, name)
            top += pixels * LEADING

    def _pixels(self, size: float) -> int:
        return max(round(size * self._unit), 6)

    def _fitting(self, words: str, kind: Type, room: float) -> int:
        pixels = self._pixels(kind.size)
        wide = pens.text_width(words, pixels, kind.weight)
        if wide <= room:
            return pixels
        return max(int(pixels * room / wide), self._pixels(kind.size * LEAST))


@lru_cache(maxsize=256)
def _holds_size(width: int, height: int, text: str, pixels: int, weight: QFont.Weight, flags: int) -> bool:
    found = pens.metrics(pixels, weight).boundingRect(QRect(0, 0, width, 10_000), flags, text)
    return found.height() <= height and found.width() <= width


def _holds(room: QRectF, text: str, pixels: int, weight: QFont.Weight, flags: int) -> bool:
    return _holds_size(int(room.width()), int(room.height()), text, pixels, weight, flags)


def _rows(
    people: "Sequence[tuple[str, QFont.Weight]]", pixels: int, width: float
) -> Iterator[list[tuple[float, str, QFont.Weight]]]:
    gap, at = pixels * 0.4, 0.0
    row: list[tuple[float, str, QFont.Weight]] = []
    for name, weight in people:
        wide = pens.text_width(name, pixels, weight)
        if row and at + wide > width:
            yield row
            row, at = [], 0.0
        row.append((at, name, weight))
        at += wide + gap
    if row:
        yield row
