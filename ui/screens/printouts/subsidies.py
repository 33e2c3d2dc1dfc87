"""知情卡 and 公示名单: of which year, for the whole village, a hamlet, or the households another screen names."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QCheckBox, QDateEdit, QWidget

from ui.kit.empty_state import Emptiness
from ui.kit.labels import Text
from ui.kit.spacing import row
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.places import Place, PlaceChooser
from venue_desk.domain.printouts import ListOrder, Order, PaperKey, SheetOrder

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


class SubsidyAsking(Asking):
    """Place and year are the same for both: what was chosen for the sheets stands for the list."""

    who: PlaceChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = PlaceChooser()
        self.qr = QCheckBox("印二维码")
        self.qr.setChecked(True)
        self.from_on = QDateEdit()
        self.from_on.setDisplayFormat("yyyy年M月d日")
        self.from_on.setAccessibleName("公示从哪天起")
        self.from_on.setDate(QDate.currentDate())
        self._posted = QWidget()
        line = row(self._posted, gap=8)
        line.addWidget(Text("公示从", "label"))
        line.addWidget(self.from_on, 1)
        line.addWidget(Text("起", "label"))
        self.how = (self.qr, self._posted)
        self._households: tuple[UUID, ...] = ()
        self.who.changed.connect(self.changed)
        self.qr.toggled.connect(lambda _: self.changed.emit())
        self.from_on.dateChanged.connect(lambda _: self.changed.emit())

    def order(self, kind: str) -> Order:
        place, year = self.who.place(), self.who.year()
        if kind == PaperKey.HAMLET_LIST:
            from_on = cast("date", self.from_on.date().toPython())
            return ListOrder(year=year, from_on=from_on, hamlet_id=place.hamlet_id)
        return SheetOrder(
            year=year, household_ids=place.household_ids, hamlet_id=place.hamlet_id, qr=self.qr.isChecked()
        )

    def arrive(self, about: Mapping[str, Any]) -> None:
        self._households = about.get("household_ids", ())
        if "year" in about:
            self.who.show_years(self._years(), about["year"])
        places, wanted = self._places(), about.get("hamlet_id")
        self.who.show_places(places, next((n for n, p in enumerate(places) if wanted and p.hamlet_id == wanted), 0))

    def refresh(self) -> None:
        years = self._years()
        self.who.show_years(years, self.who.year() or years[0])
        self.who.show_places(self._places(), self.who.number())

    def show_kind(self, kind: str) -> None:
        lists = kind == PaperKey.HAMLET_LIST
        self.qr.setVisible(not lists)
        self._posted.setVisible(lists)

    def nothing(self, kind: str) -> Emptiness:
        del kind
        register = partial(self.shell.go, "policies", new=True)
        said = f"{self.who.year()} 年还没有登记补贴"
        return Emptiness("leaf", said, "登记了补贴明细，或导入了发放表，这里就有。", "登记补贴", register)

    def _years(self) -> list[int]:
        act = self.desk.act()
        return self.desk.entitlements.years(act.station_id) or [act.today.year]

    def _places(self) -> list[Place]:
        station_id = self.desk.act().station_id
        hamlets, counts = self.desk.stations.hamlets(station_id), self.desk.households.by_hamlet(station_id)
        places = [Place("全村", sum(counts.values()))]
        if self._households:
            places.insert(0, Place("选中的农户", len(self._households), household_ids=self._households))
        return places + [Place(hamlet.name, counts.get(hamlet.id, 0), hamlet_id=hamlet.id) for hamlet in hamlets]
