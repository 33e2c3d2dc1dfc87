"""Whose cards are printed, and how many: each agent with a tick and a number, the one in hand enlarged below."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.buttons import Button
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.labels import ElidedText, Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.screens.printouts.asking import Chooser
from ui.screens.printouts.close_up import CloseUp
from ui.screens.printouts.lying_flat import lie_flat
from venue_desk.domain.cadres import CadreFacts
from venue_desk.domain.printouts import Copies

MOST = 9999
_NUMBER_WIDTH = 56


class AgentLine(QWidget):
    """One agent. Without a tick the number rests; the first tick takes as many as households lack."""

    changed = Signal()
    in_hand = Signal()

    def __init__(self, facts: CadreFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self._marked = False
        cadre = facts.cadre
        self.tick = QCheckBox()
        self.tick.setAccessibleName(f"印{cadre.name}的卡")
        self.number = QLineEdit("0")
        self.number.setValidator(QIntValidator(0, MOST, self.number))
        self.number.setAccessibleName(f"{cadre.name}的卡印几张")
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.number.setFixedWidth(theme.current().px(_NUMBER_WIDTH))
        words = column()
        words.addWidget(ElidedText(cadre.name, "fact"))
        words.addWidget(ElidedText(" · ".join(filter(None, (cadre.position, facts.covers))), "meta"))
        body = row(self, gap=8, insets="8 4 8 4")
        body.addWidget(self.tick)
        body.addLayout(words, 1)
        body.addWidget(self.number)
        body.addWidget(Text("张", "meta"))
        self.tick.toggled.connect(self._ticked)
        self.number.textEdited.connect(self._typed)
        self.number.returnPressed.connect(self.number.focusNextChild)
        for part in (self.tick, self.number):
            part.installEventFilter(self)

    def copies(self) -> int:
        """How many are to be printed."""
        return int(self.number.text() or 0) if self.tick.isChecked() else 0

    def show_copies(self, copies: int) -> None:
        """As asked for elsewhere; telling nobody."""
        for widget in (self.tick, self.number):
            widget.blockSignals(True)
        self.tick.setChecked(copies > 0)
        self.number.setText(str(copies))
        for widget in (self.tick, self.number):
            widget.blockSignals(False)

    def mark(self, *, on: bool) -> None:
        """Whether this is the card that is enlarged."""
        if on != self._marked:
            self._marked = on
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.in_hand.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.in_hand.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._marked:
            painter = QPainter(self)
            pens.fill_rounded(painter, self.rect(), "pick")
            painter.end()

    def _ticked(self, on: bool) -> None:
        if on and not int(self.number.text() or 0):
            self.number.setText(str(self.facts.without_card or self.facts.households or 1))
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self.tick.setChecked(bool(int(text or 0)))
        self.changed.emit()


class AgentChooser(Chooser):
    """All agents under one head, with 全选; `looked_at` tells whose card is in hand."""

    looked_at = Signal(object)

    def __init__(
        self, change: Callable[[], object], register: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("印谁的卡", parent=parent)
        self._lines: list[AgentLine] = []
        self._in_hand: UUID | None = None
        self._all = Button("全选", self._toggle_all, kind="quiet")
        self.head.addWidget(self._all)
        self._list = QWidget()
        self._box = column(self._list, gap=2)
        nobody = Emptiness(
            "badge", "还没有代办员", "在干部里登记，勾上「代办员」，这里就能印卡。", "登记干部", register
        )
        self._nobody = EmptyState.of(nobody)
        self._box.addWidget(self._nobody, 1)
        self._box.addStretch()
        self._area, self._rule = scrolled(self._list), hairline()
        self.close_up = CloseUp(change)
        for widget, stretch in ((self._area, 1), (self._rule, 0), (self.close_up, 0)):
            self.body.addWidget(widget, stretch)
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self._settled)

    def show_agents(self, agents: Iterable[CadreFacts], copies: Mapping[UUID, int]) -> None:
        """These agents; numbers that were typed stay with their agent."""
        typed = {line.facts.cadre.id: line.copies() for line in self._lines}
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [AgentLine(facts) for facts in agents]
        for place, line in enumerate(self._lines):
            line.show_copies(typed.get(line.facts.cadre.id, copies.get(line.facts.cadre.id, 0)))
            line.changed.connect(self._pause.start)
            line.in_hand.connect(lambda line=line: self.take_in_hand(line.facts.cadre.id))
            self._box.insertWidget(place, line)
        self._nobody.setVisible(not self._lines)
        self._all.setVisible(bool(self._lines))
        if self.in_hand() is None:
            self._in_hand = next((line.facts.cadre.id for line in self._lines if line.copies()), None)
        self._say()

    def choose(self, copies: Mapping[UUID, int]) -> None:
        """Exactly these, and no others."""
        for line in self._lines:
            line.show_copies(copies.get(line.facts.cadre.id, 0))
        self.take_in_hand(next((line.facts.cadre.id for line in self._lines if line.copies()), self._in_hand))
        self._say()
        self.changed.emit()

    def chosen(self) -> tuple[Copies, ...]:
        """Who gets printed, in the order of the list."""
        return tuple(
            Copies(cadre_id=line.facts.cadre.id, copies=line.copies()) for line in self._lines if line.copies()
        )

    def in_hand(self) -> CadreFacts | None:
        """Whose card is looked at."""
        return next((line.facts for line in self._lines if line.facts.cadre.id == self._in_hand), None)

    def take_in_hand(self, cadre_id: UUID | None) -> None:
        """Look at this one's card."""
        if cadre_id != self._in_hand:
            self._in_hand = cadre_id
            self._say()
            self.looked_at.emit(cadre_id)

    def lie_flat(self, *, flat: bool) -> None:
        """As a part of another card; there the card is not enlarged a second time."""
        lie_flat(self, self._area, self._list, flat=flat)
        self._rule.setVisible(not flat)
        self.close_up.setVisible(not flat)

    def first_focus(self) -> QWidget:
        """Where the cursor begins."""
        return self._lines[0].tick if self._lines else self._nobody

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in reading order."""
        lines = [part for line in self._lines for part in (line.tick, line.number)]
        return [self._all, *lines, self.close_up.change]

    def _toggle_all(self) -> None:
        on = self._all.text() == "全选"
        for line in self._lines:
            line.tick.setChecked(on)
        self._say()

    def _settled(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        ticked = [line.tick.isChecked() for line in self._lines]
        self._all.setText("全不选" if ticked and all(ticked) else "全选")
        for line in self._lines:
            line.mark(on=line.facts.cadre.id == self._in_hand)
