"""餐费标准: what each meal costs, from when on and by which document, as a page over the canteen."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Choice, Field, Kind
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screen import Screen
from venue_desk.changes import Topic
from venue_desk.domain.calendar import short_date
from venue_desk.domain.meal_prices import MealPrice, MealPriceEntry, price_on
from venue_desk.domain.meals import Meal
from venue_desk.domain.money import yuan
from venue_desk.domain.records import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

FIELDS = (
    Field(name="meal", label="哪一餐", kind=Kind.CHOICE, choices=[Choice(meal, meal.label) for meal in Meal]),
    Field(name="fen", label="一份多少钱", kind=Kind.MONEY, unit="元", required=True),
    Field(name="from_on", label="从哪天起", kind=Kind.DATE, required=True),
    Field(name="document_number", label="文号", placeholder="可以不填"),
)


class PricesPage(Screen):
    """Every price, those that hold today marked."""

    TOPICS: ClassVar = frozenset({Topic.MEALS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._holding: frozenset[Any] = frozenset()
        self.view = RegisterView(
            Register(
                name="meal-prices",
                title="餐费标准",
                thing="餐费",
                columns=self._columns(lambda: desk.act().today),
                source=_source([]),
                purpose=Emptiness("money", "点一条，看从哪天起、按哪个文。", "涨价另定一条，原来的留着。"),
                nothing=Emptiness(
                    "money", "还没有定餐费。", "没定的，个人承担的钱按吃了几份平摊。", "定餐费", self.register
                ),
                page_of=self._page,
                new=Verb("定餐费", self.register, icon="plus", keys="Ctrl+N"),
                quiet=(Verb("返回", shell.close_page, icon="arrow-left"),),
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        column(self).addWidget(self.view)
        self.view.filters.find_line.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        act = self._desk.act()
        prices = self._desk.meals.prices(act.station_id)
        holding = (price_on(prices, meal, act.today) for meal in Meal)
        self._holding = frozenset((each.meal, each.from_on) for each in holding if each is not None)
        self.view.show_rows(_source(prices))
        self.view.sheet.show_foot(f"{len(prices)} 条", "")

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def register(self) -> None:
        """定餐费, from today if nothing else is said."""
        values = {"meal": Meal.LUNCH, "from_on": self._desk.act().today}
        self._open("meal_price.new", "定餐费", "定下", values, self._desk.meals.set_price)

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        rows = self._desk.meals.prices(self._desk.act().station_id)
        found = next((each for each in rows if draft == f"meal_price.{each.id}"), None)
        if found is not None:
            self._change(found)
        elif draft == "meal_price.new":
            self.register()

    # within

    def _page(self, price: MealPrice) -> PanelPage:
        today = self._desk.act().today
        facts = [
            ("一份", f"{yuan(price.fen)} 元"), ("从哪天起", short_date(price.from_on, today)),
            ("文号", price.document_number),
        ]  # fmt: skip
        return PanelPage(
            title=f"{price.meal.label} {yuan(price.fen)} 元",
            mark=self._mark(price),
            content=one_section(facts),
            verbs=(Verb("作废", partial(self._close, price)),),
            primary=Verb("改", partial(self._change, price), icon="edit"),
        )

    def _change(self, before: MealPrice) -> None:
        change = self._desk.meals.change_price
        self._open(
            f"meal_price.{before.id}", f"改{before.meal.label}餐费", "存下", said(MealPriceEntry, before),
            lambda act, entry: change(act, before, entry),
        )  # fmt: skip

    def _open(
        self, key: str, title: str, verb: str, values: "Mapping[str, Any]", write: Callable[[Any, Any], Any]
    ) -> None:
        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, fields=FIELDS, values=values,
                save=lambda act, typed: write(
                    act,
                    MealPriceEntry(
                        meal=typed["meal"], fen=typed["fen"], from_on=typed["from_on"],
                        document_number=typed["document_number"] or "",
                    ),
                ),
                told=lambda price: f"已存下：{price.meal.label} {yuan(price.fen)} 元",
            )
        )  # fmt: skip

    def _close(self, price: MealPrice) -> None:
        done: list[Any] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.meals.close_price(self._desk.act(), price))):
            self.refresh()
            self._shell.toast(
                f"已作废：{price.meal.label} {yuan(price.fen)} 元", undo=lambda: self._entries.undo(done[0])
            )

    def _columns(self, today: Callable[[], date]) -> Sequence[Column[MealPrice]]:
        return (
            Column("哪一餐", lambda p: p.meal.label, meta=lambda p: p.document_number, mark=self._mark),
            Column("一份", lambda p: f"{yuan(p.fen)} 元", width=112, kind=ColumnKind.NUMBER),
            Column("从哪天起", lambda p: short_date(p.from_on, today()), width=140),
        )

    def _mark(self, price: MealPrice) -> Mark | None:
        return Mark("现在按这条", Tone.JADE, "check") if (price.meal, price.from_on) in self._holding else None


def _source(rows: Sequence[MealPrice]) -> ListSource[MealPrice]:
    return ListSource(rows, key=lambda price: price.id, name=lambda price: price.meal.label)
