"""The month on its sheet: the table, what was refused on it, the legend; or why there is no month to draw."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.kit.empty_state import EmptyState
from ui.kit.finding_line import FindingLine
from ui.kit.spacing import column
from ui.screens.roster.legend import Legend
from ui.screens.roster.table import MonthTable
from venue_desk.domain.findings import Finding


class MonthSheet(QFrame):
    """`see_cadres` leads to where one ticks who serves."""

    def __init__(self, table: MonthTable, see_cadres: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._table = table
        self.empty = EmptyState(
            "users",
            "还没有人参加值班。",
            "在「干部」里给值班的人勾上「参加值班」，给领导勾上「能带班」。",
            "去干部",
            see_cadres,
        )
        self._trouble = column(gap=4)
        self._month, self._either = QWidget(), QStackedWidget()
        page = column(self._month)
        page.addWidget(table, 1)
        page.addLayout(self._trouble)
        self._either.addWidget(self._month)
        self._either.addWidget(self.empty)
        box = column(self, insets="1 1 1 0")
        box.addWidget(self._either, 1)
        box.addWidget(Legend())

    def show_either(self, *, anybody: bool) -> None:
        """The month, or that nobody takes part."""
        self._either.setCurrentWidget(self._month if anybody else self.empty)

    def show_trouble(self, findings: Sequence[Finding]) -> None:
        """What was refused on the month stands under it, until something is done that is not."""
        while (item := self._trouble.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        for finding in findings:
            self._trouble.addWidget(FindingLine(finding, tinted=True))

    def take_focus(self) -> None:
        """The month, or the way to those who might serve."""
        (self.empty if self._either.currentWidget() is self.empty else self._table).setFocus()
