"""The 食堂 screen: who eats, what was bought, what lies in store, what is kept of each dish, and the month's account.

The five things done most, and what they cost the hand once the screen is open:
1. 明天按计划报数: one key (Ctrl+Enter).
2. Somebody does not eat: arrows to the meal, space.
3. 留样 of the meal just served: Enter, the menu has filled the line in.
4. What came in: supplier, item, quantity, price, Enter.
5. 结算关账: one key, and the answer to what it asks.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from ui.screens.canteen.certificates_page import CertificatesPage
from ui.screens.canteen.meals_tab import MealsTab
from ui.screens.canteen.prices_page import PricesPage
from ui.screens.canteen.purchases_tab import PurchasesTab
from ui.screens.canteen.samples_tab import SamplesTab
from ui.screens.canteen.settlement_tab import SettlementTab
from ui.screens.canteen.stock_tab import StockTab
from ui.screens.canteen.suppliers_page import SuppliersPage
from venue_desk.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.purchases import Supplier

MEALS, PURCHASES, STOCK, SAMPLES, SETTLEMENT = "meals", "purchases", "stock", "samples", "settlement"
TABS = ((MEALS, "就餐"), (PURCHASES, "采购"), (STOCK, "库存"), (SAMPLES, "留样"), (SETTLEMENT, "结算"))
DRAFTS = {
    "meal_guest.": MEALS, "menu.": MEALS, "meal_price.": MEALS, "sample.": SAMPLES, "certificate.": SAMPLES,
    "purchase.": PURCHASES, "supplier.": PURCHASES, "stock.": STOCK, "advance.": SETTLEMENT, "allotment.": SETTLEMENT,
    "correction.": SETTLEMENT,
}  # fmt: skip
"""Where the form of a draft is, by the beginning of its key."""


class Tab(Protocol):
    """A page of the screen."""

    def refresh(self) -> None:
        """Read again."""

    def take_focus(self) -> None:
        """Where work on it begins."""


class CanteenScreen(Screen):
    """A page a tab under one title; each has the same segments beside it."""

    TOPICS: ClassVar = frozenset(
        {
            Topic.MEALS, Topic.SAMPLES, Topic.PURCHASES, Topic.STOCK, Topic.SETTLEMENTS, Topic.LODGING, Topic.ROSTER,
            Topic.LEAVES, Topic.SWAPS, Topic.CADRES, Topic.HOLIDAYS, Topic.SETTINGS,
        }
    )  # fmt: skip

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.segments = {key: Segmented(TABS, key, name="看哪一张") for key, _ in TABS}
        prices = Verb("餐费标准", self.show_prices, icon="money")
        certificates = Verb("健康证", self.show_certificates, icon="heart")
        self.meals = MealsTab(desk, shell, self.segments[MEALS], (prices,))
        self.samples = SamplesTab(desk, shell, self.segments[SAMPLES], (certificates,))
        suppliers = Verb("供货商", self.show_suppliers, icon="truck")
        self.purchases = PurchasesTab(desk, shell, self.segments[PURCHASES], (suppliers,), self.add_supplier)
        self.stock = StockTab(desk, shell, self.segments[STOCK], partial(self.show_tab, PURCHASES))
        self.settlement = SettlementTab(desk, shell, self.segments[SETTLEMENT])
        self._tabs: dict[str, Tab] = {
            MEALS: self.meals, PURCHASES: self.purchases, STOCK: self.stock, SAMPLES: self.samples,
            SETTLEMENT: self.settlement,
        }  # fmt: skip
        self._pages: dict[str, QWidget] = {
            MEALS: self.meals, PURCHASES: self.purchases.view, STOCK: self.stock.view, SAMPLES: self.samples.view,
            SETTLEMENT: self.settlement.view,
        }  # fmt: skip
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        for key, page in self._pages.items():
            self._stack.addWidget(page)
            self.segments[key].changed.connect(partial(self._picked, key))
        self._tab = MEALS

    def refresh(self) -> None:
        """What is in sight; the rest is read when it comes into sight."""
        self._tabs[self._tab].refresh()

    def topics_changed(self, topics: frozenset[Topic]) -> None:
        """A tap in the register is drawn already: the whole month is not read for it once more."""
        if not (topics == {Topic.MEALS} and self.meals.take_tap()):
            super().topics_changed(topics)

    def minute_passed(self, *, quarter: bool, free: bool) -> None:
        """The hour in the line of the samples moves on, though the cursor stands in it."""
        super().minute_passed(quarter=quarter, free=free)
        self.samples.line.follow_clock()

    def regions(self) -> "Sequence[QWidget]":
        """For F6: the segments, then the page."""
        if self._tab == MEALS:
            return self.meals.regions()
        return [self.segments[self._tab], *cast("SamplesTab", self._tabs[self._tab]).view.regions()]

    def settle(self) -> None:
        """Where work on the page begins."""
        self._tabs[self._tab].take_focus()

    def arrive(self, **about: object) -> None:
        """`tab` shows a page, `day` a day of the register, `discard` a sample that is due; `draft` goes on with what was left.

        A `new` purchase is begun, a `count` of the stock; a `purchase_id` or a `supplier_id` is opened.
        """
        draft = str(about.get("draft", ""))
        tab = next((tab for prefix, tab in DRAFTS.items() if draft.startswith(prefix)), str(about.get("tab", MEALS)))
        self.show_tab(tab)
        ways: dict[str, Callable[[Any], object]] = {
            "discard": self._show_due,
            "day": self.meals.show_day,
            "menu": lambda _: self.meals.write_menu(),
            "prices": lambda _: self.show_prices(),
            "certificates": lambda _: self.show_certificates(),
            "suppliers": lambda _: self.show_suppliers(),
            "supplier_id": lambda supplier_id: self.show_suppliers().show_supplier(supplier_id),
            "purchase_id": self._show_purchase,
            "new": lambda _: self.purchases.register(),
            "count": lambda _: self.stock.count(),
            "draft": self._go_on,
        }
        asked = next((key for key in ways if about.get(key)), None)
        if asked is not None:
            ways[asked](about[asked])

    def show_tab(self, key: str) -> None:
        """Another page, read afresh."""
        self._tab = key
        self._stack.setCurrentWidget(self._pages[key])
        self.refresh()

    def show_prices(self) -> PricesPage:
        """餐费标准 as a page over this one."""
        page = PricesPage(self._desk, self._shell)
        self._shell.open_page(page)
        return page

    def show_suppliers(self) -> SuppliersPage:
        """供货商 as a page over this one."""
        page = SuppliersPage(self._desk, self._shell)
        self._shell.open_page(page)
        return page

    def add_supplier(self, take_up: "Callable[[Supplier], object]") -> None:
        """The form of a new one at once: one came from a purchase that names nobody, and goes back there."""

        def back(supplier: "Supplier") -> None:
            self._shell.close_page()
            take_up(supplier)

        self.show_suppliers().register(back)

    def show_certificates(self) -> CertificatesPage:
        """健康证 as a page over this one."""
        page = CertificatesPage(self._desk, self._shell)
        self._shell.open_page(page)
        return page

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """Each page with a record and a form, then the pages over them."""
        over = {
            "menu": self.meals.write_menu, "prices": self.show_prices, "suppliers": self.show_suppliers,
            "certificates": self.show_certificates, "stock-outs": lambda: self.stock.show_outs().view.open_row(1),
        }  # fmt: skip
        return {
            "month": self._whole_month,
            "purchases": partial(self._first_of, PURCHASES),
            "purchases-form": self.purchases.register,
            "stock": partial(self._first_of, STOCK),
            "stock-count": self.stock.count,
            "samples": partial(self._first_of, SAMPLES),
            "settlement": partial(self.show_tab, SETTLEMENT),
            **self.settlement.tour_states(),
            **{name: partial(self._alone, page) for name, page in over.items()},
        }

    # within

    def _show_due(self, sample_id: "UUID") -> None:
        self.show_tab(SAMPLES)
        self.samples.show_due(sample_id)

    def _show_purchase(self, purchase_id: "UUID") -> None:
        self.show_tab(PURCHASES)
        self.purchases.show_purchase(purchase_id)

    def _go_on(self, draft: str) -> None:
        """Where a draft has a form of its own; a line above a table has its draft in it already."""
        pages: dict[str, Callable[[], PricesPage | SuppliersPage | CertificatesPage]] = {
            "meal_price.": self.show_prices, "supplier.": self.show_suppliers, "certificate.": self.show_certificates,
        }  # fmt: skip
        forms: dict[str, Callable[[str], object]] = {
            "menu.": self.meals.go_on, "meal_guest.": self.meals.go_on, "purchase.": self.purchases.go_on, "stock.": self.stock.go_on,
            "sample.": self.samples.go_on, "advance.": self.settlement.go_on, "allotment.": self.settlement.go_on,
            "correction.": self.settlement.go_on,
        }  # fmt: skip
        prefix = draft.partition(".")[0] + "."
        if prefix in pages:
            pages[prefix]().go_on(draft)
        elif prefix in forms:
            forms[prefix](draft)

    def _first_of(self, tab: str) -> None:
        self.show_tab(tab)
        cast("SamplesTab", self._tabs[tab]).view.open_row(1)

    def _alone(self, page: "Callable[[], object]") -> None:
        self._shell.close_page()
        page()

    def _whole_month(self) -> None:
        self.meals.span.choose("month")
        self.meals.show_day(self.meals.tomorrow())

    def _picked(self, by: str, key: object) -> None:
        """Each segment goes on showing its own page; the cursor goes along to that of the other."""
        self.segments[by].choose(by)
        self.show_tab(str(key))
        self.segments[str(key)].setFocus()
