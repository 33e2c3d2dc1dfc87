"""The left half of a register: filters, the table on its card, what stands there instead of no rows, the foot line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.kit.columns import Column
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.filters import FilterBar, Filtering
from ui.kit.labels import ElidedText, Text, hairline
from ui.kit.record_table import RecordTable
from ui.kit.sources import Source
from ui.kit.spacing import column, row


class RecordSheet(QWidget):
    """A table under its filters. Nothing because of a filter is another nothing than nothing at all."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        source: Source[Any],
        name: str,
        filters: FilterBar,
        nothing: Emptiness,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.filters = filters
        self.table = RecordTable(columns, source, name)
        self._name = name
        self._nothing = nothing
        self._empty = EmptyState.of(nothing)
        self._stack = QStackedWidget()
        self._left = ElidedText("", "meta")
        self._right = Text("", "meta")
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        box = column(self, gap=12)
        box.addWidget(filters)
        box.addWidget(self._card(), 1)
        filters.left_down.connect(self.take_focus)
        self._weigh()

    def show_source(self, source: Source[Any]) -> None:
        """Other rows; the picked one stays picked if it is among them."""
        self.table.set_source(source)
        self._weigh()

    def refresh(self) -> None:
        """The same rows, read again."""
        self.table.refresh()
        self._weigh()

    def show_foot(self, shown: str, sums: str = "") -> None:
        """What is shown, and the sums."""
        self._left.setText(shown)
        self._right.setText(sums)

    def shown(self) -> str:
        """What the foot says is shown."""
        return self._left.text()

    def take_focus(self) -> None:
        """On the row picked, or the first."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.table.count():
            self.table.step(1)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        foot = row(gap=12, insets="14 8 14 8")
        foot.addWidget(self._left, 1)
        foot.addWidget(self._right)
        box = column(card, insets="1 4 1 0")
        box.addWidget(self._stack, 1)
        box.addWidget(hairline())
        box.addLayout(foot)
        return card

    def _weigh(self) -> None:
        """Rows, or the sentence why there are none."""
        if self.table.count():
            self._stack.setCurrentWidget(self.table)
            return
        filtering: Filtering = self.filters.filtering()
        if filtering.narrowed:
            self._empty.say(Emptiness("search", f"没有符合的{self._name}", "", "清除筛选", self.filters.clear))
        elif there := self.filters.other_state():
            home = self.filters.first_state()
            self._empty.say(
                Emptiness("search", f"「{there}」里没有{self._name}", "", f"看{home}", self.filters.to_first_state)
            )
        else:
            self._empty.say(self._nothing)
        self._stack.setCurrentWidget(self._empty)
