"""The papers of the canteen: of which month, each with how far it has come."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QDateEdit, QWidget

from ui.kit.empty_state import Emptiness
from ui.kit.labels import Text
from ui.kit.spacing import row
from ui.screens.printouts.months import MonthAsking
from venue_desk.domain.canteen_papers import CanteenOrder
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_end

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.printouts import Order


class CanteenMonthAsking(MonthAsking):
    """One month; none to come. Each paper says of a month what it would hold."""

    AFTER: ClassVar = 0
    PAPER: ClassVar[PaperKey]
    TAB: ClassVar[str]
    LACKING: ClassVar[str]
    """没有人就餐, without the month."""

    def order(self, kind: str) -> "Order":
        del kind
        return CanteenOrder(paper=self.PAPER, month=self.month())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        said = f"{self.month().year}年{self.month().month}月{self.LACKING}"
        return Emptiness(
            "pot", said, "在食堂里登记了，这里就能印。", "去食堂", partial(self.shell.go, "canteen", tab=self.TAB)
        )


class MealMonthAsking(CanteenMonthAsking):
    """就餐登记表."""

    PAPER: ClassVar = PaperKey.MEAL_REGISTER
    TAB: ClassVar = "meals"
    LACKING: ClassVar = "还没有人就餐"

    def state(self, month: date) -> str:
        """371 人次."""
        today = self.desk.act().today
        eaten = self.desk.meals.person_meals(self.desk.act().station_id, month, min(month_end(month), today)).total
        return f"{eaten} 人次" if eaten else "没有"


class SampleMonthAsking(CanteenMonthAsking):
    """留样记录."""

    PAPER: ClassVar = PaperKey.SAMPLE_LOG
    TAB: ClassVar = "samples"
    LACKING: ClassVar = "还没有留样"

    def state(self, month: date) -> str:
        """24 份."""
        kept = self.desk.samples.between(self.desk.act().station_id, month, month_end(month))
        return f"{len(kept)} 份" if kept else "没有"


class PurchaseMonthAsking(CanteenMonthAsking):
    """采购清单."""

    PAPER: ClassVar = PaperKey.PURCHASE_LIST
    TAB: ClassVar = "purchases"
    LACKING: ClassVar = "还没有采购"

    def state(self, month: date) -> str:
        """3 单."""
        rows = self.desk.purchases.month(self.desk.act().station_id, month)
        return f"{len(rows)} 单" if rows else "没有"


class AccountMonthAsking(CanteenMonthAsking):
    """食堂结算表."""

    PAPER: ClassVar = PaperKey.CANTEEN_ACCOUNT
    TAB: ClassVar = "settlement"
    LACKING: ClassVar = "还没有账"

    def state(self, month: date) -> str:
        """已关账, 草稿."""
        act = self.desk.act()
        if month in self.desk.settlements.closed_months(act.station_id):
            return "已关账"
        first = self.desk.settlements.first_open(act.station_id)
        return "草稿" if first is not None and first <= month else "没有"


class NoticeMonthAsking(AccountMonthAsking):
    """伙食公示."""

    PAPER: ClassVar = PaperKey.CANTEEN_NOTICE
    LACKING: ClassVar = "还没有花过钱"

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        today = desk.act().today
        self.from_on = QDateEdit()
        self.from_on.setDisplayFormat("yyyy年M月d日")
        self.from_on.setAccessibleName("公示从哪天起")
        self.from_on.setDate(QDate(today.year, today.month, today.day))
        posted = QWidget()
        line = row(posted, gap=8)
        line.addWidget(Text("公示从", "label"))
        line.addWidget(self.from_on, 1)
        line.addWidget(Text("起，满 7 天", "label"))
        self.how = (posted,)
        self.from_on.dateChanged.connect(lambda _: self.changed.emit())

    def order(self, kind: str) -> "Order":
        del kind
        return CanteenOrder(paper=self.PAPER, month=self.month(), from_on=cast("date", self.from_on.date().toPython()))
