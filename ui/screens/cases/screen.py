"""The 民事代办 screen: register this villager, and see where every paper lies."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QApplication, QStackedWidget

from ui.kit.register import RegisterView
from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.cases.appointments_tab import AppointmentTab
from ui.screens.cases.cases_tab import CaseTab
from ui.screens.cases.catalogue_tab import CatalogueTab
from ui.screens.cases.custody_tab import CustodyTab
from ui.screens.cases.delivery_tab import DeliveryTab
from ui.screens.cases.figures_tab import FiguresTab
from ui.screens.cases.network_tab import NetworkTab
from ui.screens.cases.pictures import intake_states
from venue_desk.changes import Topic
from venue_desk.domain.cases import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.receipts import ReadReceipt

CASES, APPOINTMENTS, DELIVERIES, CUSTODY, CATALOGUE, NETWORK, FIGURES = (
    "cases", "appointments", "deliveries", "custody", "catalogue", "network", "figures",
)  # fmt: skip
TABS = (
    (CASES, "办件"),
    (APPOINTMENTS, "约办"),
    (DELIVERIES, "送件"),
    (CUSTODY, "证件"),
    (CATALOGUE, "目录"),
    (NETWORK, "网络"),
    (FIGURES, "统计"),
)

_Tab = CaseTab | AppointmentTab | DeliveryTab | CustodyTab | CatalogueTab | NetworkTab


class CasesScreen(Screen):
    """Cases, times agreed, deliveries, papers held, catalogue, network and figures under one title; 登记新件 from each of them."""

    TOPICS: ClassVar = frozenset({Topic.CASES, Topic.CUSTODY, Topic.CATALOGUE, Topic.NETWORK, Topic.HOLIDAYS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.segments = {key: Segmented(TABS, key, name="看哪一张表") for key, _ in TABS}
        new = Verb("登记新件", self.register, icon="plus", keys="Ctrl+N")
        self.cases = CaseTab(desk, shell, self.segments[CASES], new)
        self.appointments = AppointmentTab(desk, shell, self.segments[APPOINTMENTS], new)
        self.deliveries = DeliveryTab(desk, shell, self.segments[DELIVERIES], new)
        self.custody = CustodyTab(desk, shell, self.segments[CUSTODY], new)
        self.catalogue = CatalogueTab(desk, shell, self.segments[CATALOGUE], new)
        self.network = NetworkTab(desk, shell, self.segments[NETWORK], new)
        self.figures = FiguresTab(desk, shell, self.segments[FIGURES])
        self._registers: dict[str, _Tab] = {
            CASES: self.cases, APPOINTMENTS: self.appointments, DELIVERIES: self.deliveries, CUSTODY: self.custody,
            CATALOGUE: self.catalogue, NETWORK: self.network,
        }  # fmt: skip
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        for key, page in (*((key, tab.view) for key, tab in self._registers.items()), (FIGURES, self.figures)):
            self._stack.addWidget(page)
            self.segments[key].changed.connect(partial(self._picked, key))
        self._tab = CASES

    @property
    def view(self) -> RegisterView:
        """The register in sight."""
        return self._registers.get(self._tab, self.cases).view

    def refresh(self) -> None:
        """What is in sight; the others are read when they come into sight."""
        self._registers.get(self._tab, self.figures).refresh()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions() if self._tab in self._registers else self.figures.regions()

    def settle(self) -> None:
        """In the form one was sent to, else on the table."""
        panel = self.view.panel
        if self._tab == FIGURES:
            self.figures.before.setFocus()
        elif panel.form() is None:
            self.view.sheet.take_focus()
        elif (focused := QApplication.focusWidget()) is None or not panel.isAncestorOf(focused):
            panel.take_focus()

    def arrive(self, **about: object) -> None:
        """`tab` shows a page. `case_id` opens a case, `step` begins it, `draft` goes on with the form that was left.
        `batch_id` opens a delivery.

        `item_id` shows an item of the catalogue. A `new` case is begun, of a `villager_id`, an `item_root_id` or a
        `log_line_id`, or gone on with by its `draft`. `scanned` is a receipt that proves nothing.
        """
        self.show_tab(str(about.get("tab", CATALOGUE if "item_id" in about else CASES)))
        if "case_id" in about:
            self._open(about)
        elif "batch_id" in about:
            self.deliveries.view.pick(about["batch_id"])
        elif "scanned" in about:
            self.cases.tell(cast("ReadReceipt", about["scanned"]))
        elif self._tab == DELIVERIES and "draft" in about:
            (self.deliveries.fetch if str(about["draft"]).endswith("取件") else self.deliveries.carry)()
        elif "item_id" in about:
            self.catalogue.open(cast("UUID", about["item_id"]))
        elif "draft" in about and self._tab in (CATALOGUE, NETWORK):
            (self.catalogue if self._tab == CATALOGUE else self.network).go_on(str(about["draft"]))
        elif "draft" in about:
            self.cases.intake.go_on(str(about["draft"]))
        elif about.get("new"):
            self.register()
        else:
            self._begin(about)

    def register(self) -> None:
        """登记新件, from anywhere on the screen."""
        self.show_tab(CASES)
        self.cases.intake.register()

    def show_tab(self, key: str) -> None:
        """Another page, read afresh."""
        self._tab = key
        self._stack.setCurrentIndex([each for each, _ in TABS].index(key))
        self.refresh()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """A case, the form of a new one as it fills, and every page."""
        return {
            "record": lambda: self.cases.view.open_row(2),
            **intake_states(self._desk, self.cases),
            **{key: partial(self.show_tab, key) for key in (APPOINTMENTS, DELIVERIES, CUSTODY, NETWORK)},
            **self._catalogue_states(),
            "figures": partial(self.show_tab, FIGURES),
        }

    # within

    def _catalogue_states(self) -> "Mapping[str, Callable[[], object]]":
        def at(then: "Callable[[], object]") -> None:
            self.show_tab(CATALOGUE)
            then()

        return {
            "catalogue": partial(at, partial(self.catalogue.view.open_row, 2)),
            "versions": partial(at, self.catalogue.show_changed),
            "certificates": partial(at, self.catalogue.show_certificates),
            "item": partial(at, self.catalogue.change_first),
        }

    def _open(self, about: "Mapping[str, object]") -> None:
        file = self.cases.open(cast("UUID", about["case_id"]))
        if "draft" in about:
            self.cases.deeds.go_on(file, str(about["draft"]))
        elif about.get("step") in file.allowed:
            self.cases.deeds.take(Step(str(about["step"])), file)

    def _begin(self, about: "Mapping[str, object]") -> None:
        intake = self.cases.intake
        ways = {
            "villager_id": intake.register_for, "item_root_id": intake.register_item, "log_line_id": intake.register_line,
        }  # fmt: skip
        for name, begin in ways.items():
            if name in about:
                begin(cast("UUID", about[name]))
                return

    def _picked(self, by: str, key: object) -> None:
        """Each segment goes on showing its own page; the cursor goes along to that of the other."""
        self.segments[by].choose(by)
        self.show_tab(str(key))
        self.segments[str(key)].setFocus()
