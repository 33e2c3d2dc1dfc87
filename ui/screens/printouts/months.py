"""Papers of a month: which one, each with how far it has come; here that of the roster."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, QTimer

from ui.kit.empty_state import Emptiness
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.lines import Line, LineChooser
from venue_desk.domain.printouts import Order
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.roster_sheet import RosterOrder

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

BEFORE, FURTHER = 6, 12
"""So many months before this one are offered, and so many more each time one asks; another screen may ask for any."""
EARLIER = "earlier"


class MonthAsking(Asking):
    """One month of the roster."""

    who: LineChooser
    AFTER: ClassVar = 2
    """So many months to come are offered."""

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("印哪个月")
        self._month: date | None = None
        self._before = BEFORE
        self.who.changed.connect(self._picked)

    def order(self, kind: str) -> Order:
        del kind
        return RosterOrder(month=self.month())

    def arrive(self, about: Mapping[str, Any]) -> None:
        self._month = month_of(about["month"]) if "month" in about else None
        self.refresh()

    def refresh(self) -> None:
        this, picked = self._this_month(), self.month()
        offered = (month_after(this, count) for count in range(-self._before, self.AFTER + 1))
        lines = [Line(f"{m.year}年{m.month}月", self.state(m), m) for m in sorted({picked, *offered}, reverse=True)]
        self.who.show_lines([*lines, Line("更早的月份", f"再往前 {FURTHER} 个月", EARLIER)], picked)

    def nothing(self, kind: str) -> Emptiness:
        del kind
        month = self.month()
        said = f"{month.year}年{month.month}月还没有排班"
        return Emptiness("calendar", said, "在排班里排好了，这里就是上墙的值班表。", "去排班", self._to_roster())

    def _to_roster(self) -> "partial[None]":
        return partial(self.shell.go, "roster", month=self.month())

    def month(self) -> date:
        """The month picked, else the one that runs."""
        return self._month or self._this_month()

    def state(self, month: date) -> str:
        """How far that month has come."""
        station_id = self.desk.act().station_id
        if self.desk.roster.published(station_id, month) is not None:
            return "已公布"
        return "草稿" if self.desk.roster.begun(station_id, month) else "没有排"

    def _picked(self) -> None:
        if self.who.picked() == EARLIER:
            QTimer.singleShot(0, self, self._go_further)  # Qt first moves the cursor to the line that now makes room
            return
        self._month = self.who.picked()
        self.changed.emit()

    def _go_further(self) -> None:
        """A year more is offered, and the first month of it is picked, where the cursor is."""
        self._month = month_after(self._this_month(), -self._before - 1)
        self._before += FURTHER
        self.refresh()
        self.who.first_focus().setFocus()
        self.changed.emit()

    def _this_month(self) -> date:
        return month_of(self.desk.act().today)
