"""The papers of the lodging: of which month, each with how many nights were slept in it."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ui.kit.empty_state import Emptiness
from ui.screens.printouts.months import MonthAsking
from venue_desk.domain.lodging_papers import LodgingOrder
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_end

if TYPE_CHECKING:
    from datetime import date

    from venue_desk.domain.printouts import Order


class LodgingMonthAsking(MonthAsking):
    """One month of nights; none to come."""

    AFTER: ClassVar = 0

    def order(self, kind: str) -> "Order":
        return LodgingOrder(paper=PaperKey(kind), month=self.month())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        said = f"{self.month().year}年{self.month().month}月没有住宿登记"
        to_lodging = partial(self.shell.go, "lodging")
        return Emptiness("bed", said, "晚上点过名，这里就是这个月的登记表。", "去住宿", to_lodging)

    def state(self, month: "date") -> str:
        nights = self.desk.lodging.nights(self.desk.act().station_id, month, month_end(month))
        return f"{len(nights)} 人次" if nights else "没有"
