"""民事代办月统计表: of which month, each with how many cases it brought."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ui.kit.empty_state import Emptiness
from ui.screens.printouts.months import MonthAsking
from venue_desk.domain.case_report import FiguresOrder, count
from venue_desk.domain.roster import month_end

if TYPE_CHECKING:
    from datetime import date

    from venue_desk.domain.printouts import Order


class FigureMonthAsking(MonthAsking):
    """One month of the cases; none to come."""

    AFTER: ClassVar = 0

    def order(self, kind: str) -> "Order":
        del kind
        return FiguresOrder(month=self.month())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        said = f"{self.month().year}年{self.month().month}月没有代办件"
        to_cases = partial(self.shell.go, "cases")
        return Emptiness("chart", said, "登记了代办件，这里就是这个月的统计表。", "去民事代办", to_cases)

    def state(self, month: "date") -> str:
        found = self.desk.cases.figures(self.desk.act().station_id, month, month_end(month))
        return f"受理 {count(found.accepted)}" if found.accepted else "没有"
