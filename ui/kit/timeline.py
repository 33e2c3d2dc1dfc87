"""What happened to a record, the latest first: a dot on a line, what, by whom and when, and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.labels import ElidedText, Prose, Text
from ui.kit.spacing import column, row

_GUTTER, _DOT = 16, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. `undone` was taken back: struck out, and said so."""

    fact: str
    when: str = ""
    meta: str = ""
    note: str = ""
    undone: bool = False


class Timeline(QWidget):
    """The events in the order given; the first is where things stand."""

    def __init__(self, events: Sequence[Event], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self)
        for place, event in enumerate(events):
            box.addWidget(_Entry(event, first=place == 0, last=place == len(events) - 1))


class _Entry(QWidget):
    def __init__(self, event: Event, *, first: bool, last: bool) -> None:
        super().__init__()
        line = row(self, gap=8)
        line.addWidget(_Gutter(first=first, last=last))
        words = column(gap=2, insets="0 0 0 10")
        head = row(gap=8)
        fact = ElidedText(event.fact, "fact", "ink3" if event.undone else "")
        if event.undone:
            font = fact.font()
            font.setStrikeOut(True)
            fact.setFont(font)
        head.addWidget(fact, 1)
        head.addWidget(Text("已撤销" if event.undone else event.when, "meta"))
        words.addLayout(head)
        if event.meta:
            words.addWidget(ElidedText(event.meta, "meta"))
        if event.note:
            words.addWidget(Prose(event.note, "meta", "ink3" if event.undone else "ink"))
        line.addLayout(words, 1)


class _Gutter(QWidget):
    """The dot beside the first line, and the line on to the next."""

    def __init__(self, *, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_GUTTER), theme.current().px(_GUTTER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, dot = self.width() / 2, look.px(_DOT)
        at = pens.metrics(look.body, pens.MEDIUM).height() / 2
        painter.setPen(QPen(pens.color("line"), 1))
        if not self._first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, at - dot))
        if not self._last:
            painter.drawLine(QPointF(middle, at + dot), QPointF(middle, self.height()))
        painter.setPen(QPen(pens.color("ink" if self._first else "ctrl"), 1))
        painter.setBrush(pens.color("ink" if self._first else "card"))
        painter.drawEllipse(QPointF(middle, at), dot - 0.5, dot - 0.5)
        painter.end()
