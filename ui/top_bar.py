"""The top bar: whose desk this is, which day it is in both calendars, who is on duty, search, lock, handing over."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.duty_block import DutyBlock
from ui.kit import icons, pens
from ui.kit.buttons import Button
from ui.kit.labels import ElidedText, Text, upright
from ui.kit.line_edit import LineEdit
from ui.kit.spacing import column, row
from venue_desk.domain.stations import TopBar

_SEARCH_WIDE, _SEARCH_NARROW, _SEARCH_LEAST = 300, 160, 84
_HINT, _HINT_SHORT = "找人、找事，如 zwh", "查找"
# What gives way, step by step: the search box, the second lines, the year, and so much of the duty block.
_STEPS = (
    (_SEARCH_WIDE, False, False, 0),
    (_SEARCH_NARROW, False, False, 0),
    (_SEARCH_NARROW, True, False, 0),
    (_SEARCH_NARROW, True, False, 1),
    (_SEARCH_LEAST, True, True, 1),
    (_SEARCH_LEAST, True, True, 2),
    (_SEARCH_LEAST, True, True, 3),
    (_SEARCH_LEAST, True, True, 4),
)


class Seal(QWidget):
    """The village's two characters, one above the other, white on the seal's red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Two characters at the most."""
        self._text = text[:2]
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(40)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        pens.fill_rounded(painter, self.rect(), "red_fill", radius=tokens.radius)
        painter.setFont(pens.font(tokens.body, pens.BOLD))
        painter.setPen(QColor(tokens.on_fill))
        lines = max(1, len(self._text))
        step = round(tokens.body * 1.1)
        top = (self.height() - lines * step) // 2
        for place, sign in enumerate(self._text):
            box = QRect(0, top + place * step, self.width(), step)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()


class SearchField(LineEdit):
    """One box for everything; the popup of results is hung under it by whoever knows what can be found."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName("查找")
        self.setAccessibleDescription("Ctrl+K")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current()
        painter = QPainter(self)
        sign = QRect(tokens.px(11), (self.height() - tokens.px(18)) // 2, tokens.px(18), tokens.px(18))
        icons.draw(painter, sign, "search", "ink2")
        if not self.text() and self.width() >= tokens.px(_SEARCH_WIDE) - tokens.s24:
            room = self.rect().adjusted(0, 0, -tokens.s12, 0)
            pens.draw_text(painter, room, "Ctrl+K", tokens.meta, pens.NORMAL, "ink3", pens.RIGHT)
        painter.end()


class TopStrip(QFrame):
    """Facts on the left, tools on the right; `tools` are verbs of the desk behind search and lock."""

    lock_wanted = Signal()

    def __init__(self, tools: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top-bar")
        self.search, self.duty = SearchField(_HINT), DutyBlock()
        self._seal = Seal()
        self._station, self._township = ElidedText("", "card-title"), ElidedText("", "hint")
        self._day, self._lunar = Text("", "fact"), Text("", "hint")
        self._dividers: list[QWidget] = []
        self._measured: tuple[int, ...] = ()
        self._said_day = ""
        self._build(tools)
        self._retheme()

    def _build(self, tools: Sequence[QWidget]) -> None:
        self._line = line = row(self, gap=16, insets="20 0 20 0")
        name = row(gap=12)
        name.addWidget(self._seal)
        name.addLayout(_pair(self._station, self._township))
        line.addLayout(name)
        self._add_divider(line)
        line.addLayout(_pair(self._day, self._lunar))
        self._add_divider(line)
        line.addWidget(self.duty, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        right = row(gap=10)
        right.addWidget(self.search)
        right.addWidget(Button("锁屏", self.lock_wanted.emit, kind="icon", icon="lock", keys="Ctrl+L"))
        for tool in tools:
            right.addWidget(tool)
        line.addLayout(right)

    def _add_divider(self, line: QHBoxLayout) -> None:
        divider = upright()
        self._dividers.append(divider)
        line.addWidget(divider)

    def show_facts(self, facts: TopBar) -> None:
        """A new day, another station."""
        self._seal.show_text(facts.seal)
        for label, text in (
            (self._station, facts.station),
            (self._township, facts.township),
            (self._day, facts.day),
            (self._lunar, facts.lunar),
        ):
            label.setText(text)
        self._said_day = facts.day
        self.duty.show_duty(facts.duty)
        self.setAccessibleName(f"{facts.station}，{facts.day}，{facts.lunar}，{facts.duty.sentence}")
        self._narrow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._retheme()

    def event(self, event: QEvent) -> bool:
        """Other words, or larger ones, may need other room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._narrow()
        return done

    def _retheme(self) -> None:
        self.setFixedHeight(theme.current().top_bar)
        for divider in self._dividers:
            divider.setFixedHeight(theme.current().px(40))
        self._narrow()

    def _narrow(self) -> None:
        """Step by step until all has room; the names on duty go last."""
        words = (label.sizeHint().width() for label in self.findChildren(Text))
        measured = (self.width(), self._line.spacing(), self.search.height(), *words)
        if measured == self._measured:
            return
        self._measured = measured
        for step in range(len(_STEPS)):
            self._give_way(step)
            if self._line.sizeHint().width() <= self.width():
                return

    def _give_way(self, step: int) -> None:
        search, bare, yearless, fewer = _STEPS[step]
        self.search.setFixedWidth(theme.current().px(search))
        self.search.setPlaceholderText(_HINT if search == _SEARCH_WIDE else _HINT_SHORT)
        self._day.setText(self._said_day.partition("年")[2] if yearless else self._said_day)
        for label in (self._township, self._lunar):
            label.setVisible(not bare)
        self.duty.narrow(fewer)
        for inside in (self.duty.layout(), self._line):
            if inside is not None:
                inside.invalidate()
                inside.activate()


def _pair(fact: QWidget, meta: QWidget) -> QVBoxLayout:
    pair = column(gap=0)
    pair.addStretch(1)
    pair.addWidget(fact)
    pair.addWidget(meta)
    pair.addStretch(1)
    return pair
