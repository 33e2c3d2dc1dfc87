"""The row of filters over a table: states as chips with counts, further filters, and 查找 that narrows as one types."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.fields import Choice
from ui.kit.flow import Flow
from ui.kit.line_edit import LineEdit
from ui.kit.spacing import row

_FIND_AFTER = 120
"""Milliseconds without a key before the table narrows."""


@dataclass(frozen=True, slots=True)
class State:
    """A chip of which exactly one is picked; a `rare` one is not in sight while it counts nothing."""

    key: str
    words: str
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A further filter, such as the group: a button with a menu, picked it is a chip with ×."""

    key: str
    words: str
    choices: Callable[[], Sequence[Choice]]


@dataclass(frozen=True, slots=True)
class Filtering:
    """What is let through: one state, further choices by the key of their narrowing, and the words looked for."""

    state: str = ""
    chosen: Mapping[str, Hashable] = field(default_factory=dict)
    text: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether something beyond the state holds rows back."""
        return bool(self.chosen) or bool(self.text)


class FilterBar(QWidget):
    """One Filtering; tells of every change."""

    changed = Signal(object)
    left_down = Signal()
    """↓, Enter or Esc in 查找: on to the rows."""

    def __init__(
        self, states: Sequence[State], narrowings: Sequence[Narrowing] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._states = tuple(states)
        self._narrowings = tuple(narrowings)
        self._first = states[0].key if states else ""
        self._now = Filtering(self._first)
        self._chips: dict[str, Button] = {}
        self._menus: dict[str, Button] = {}
        self._shelf = QWidget()
        self.find_line = _FindLine()
        self._pause = QTimer(self, singleShot=True, interval=_FIND_AFTER)
        self._pause.timeout.connect(self._found)
        self._lay_out()

    def filtering(self) -> Filtering:
        """What is let through now."""
        return self._now

    def restore(self, filtering: Filtering) -> None:
        """As it was when the screen was left; a state or narrowing that is no more is passed over."""
        state = filtering.state if filtering.state in self._chips else self._first
        chosen = {key: choice for key, choice in filtering.chosen.items() if key in self._menus}
        self.find_line.setText(filtering.text)
        self._take(Filtering(state, chosen, filtering.text.strip()))

    def clear(self) -> None:
        """清除筛选: everything but the state."""
        self.restore(Filtering(self._now.state))

    def first_state(self) -> str:
        """The words of the state one begins with."""
        return self._states[0].words if self._states else ""

    def other_state(self) -> str:
        """The words of the state picked, "" while it is the first."""
        return next((s.words for s in self._states if s.key == self._now.state != self._first), "")

    def to_first_state(self) -> None:
        """Back to where one begins."""
        self.restore(Filtering(self._first))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many rows each state has."""
        for state in self._states:
            if state.key in counts:
                chip = self._chips[state.key]
                chip.setText(f"{state.words} {counts[state.key]}")
                chip.setVisible(bool(counts[state.key]) or not state.rare or chip.isChecked())
                chip.updateGeometry()

    def _lay_out(self) -> None:
        flow = Flow(self._shelf, gap=6)
        group = QButtonGroup(self)
        for state in self._states:
            chip = Button(state.words, partial(self._pick, state.key), kind="filter")
            chip.setCheckable(True)
            chip.setChecked(state.key == self._first)
            if state.rare:
                chip.hide()
            group.addButton(chip)
            self._chips[state.key] = chip
            flow.addWidget(chip)
        for narrowing in self._narrowings:
            button = Button(f"{narrowing.words} ▾", partial(self._choose, narrowing), kind="filter")
            button.setCheckable(True)
            self._menus[narrowing.key] = button
            flow.addWidget(button)
        line = row(self, gap=12)
        shelf = row(insets="0 3 0 3")  # the chips are 32 high, the field beside them 38
        shelf.addWidget(self._shelf)
        line.addLayout(shelf, 1)
        line.addWidget(self.find_line, 0, Qt.AlignmentFlag.AlignTop)
        self.find_line.textChanged.connect(self._pause.start)
        self.find_line.left_down.connect(self._leave_find)

    def _pick(self, state: str) -> None:
        self._take(Filtering(state, self._now.chosen, self._now.text))

    def _choose(self, narrowing: Narrowing) -> None:
        """Picked already: × takes it away. Else a menu of the choices."""
        button = self._menus[narrowing.key]
        if narrowing.key in self._now.chosen:
            self._narrow(narrowing.key, None)
            return
        button.setChecked(False)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in narrowing.choices():
            menu.addAction(choice.words.replace("&", "&&"), partial(self._narrow, narrowing.key, choice.key))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _narrow(self, key: str, choice: Hashable | None) -> None:
        chosen = {known: value for known, value in self._now.chosen.items() if known != key}
        if choice is not None:
            chosen[key] = choice
        self._take(Filtering(self._now.state, chosen, self._now.text))

    def _found(self) -> None:
        self._take(Filtering(self._now.state, self._now.chosen, self.find_line.text().strip()))

    def _leave_find(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._found()
        self.left_down.emit()

    def _take(self, filtering: Filtering) -> None:
        self._pause.stop()
        if self._chips:
            self._chips[filtering.state].setChecked(True)
            self._chips[filtering.state].show()
        for narrowing in self._narrowings:
            self._show_narrowing(narrowing, filtering.chosen.get(narrowing.key))
        if filtering != self._now:
            self._now = filtering
            self.changed.emit(filtering)

    def _show_narrowing(self, narrowing: Narrowing, picked: Hashable | None) -> None:
        words = next((choice.words for choice in narrowing.choices() if choice.key == picked), "") if picked else ""
        button = self._menus[narrowing.key]
        button.setChecked(bool(words))
        button.setText(f"{words} ×" if words else f"{narrowing.words} ▾")
        button.setAccessibleName(f"不再只看{words}" if words else f"按{narrowing.words}看")
        button.updateGeometry()


class _FindLine(LineEdit):
    """查找: Esc empties it, ↓ and Enter go to the rows."""

    left_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("查找 Ctrl+F")
        self.setAccessibleName("在这张表里查找")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(136), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.isAccepted() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left_down.emit()
            event.accept()
