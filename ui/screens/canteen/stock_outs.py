"""领用记录: what went out of the store room, whatever is left of it; of every open month it can be put right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import Narrowing, State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.screen import Screen
from venue_desk.changes import Topic
from venue_desk.domain.calendar import short_date
from venue_desk.domain.money import quantity
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.stock import StockEntry, StockOut, StockWhy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

CHANGE = "stock.change."
ALL = "all"
STATES = (State(ALL, "全部"), *(State(why.value, why.label) for why in StockWhy))
MONTHS_MAX = 36


class StockOutsPage(Screen):
    """Every issue of the months that are still open, or of one month that is chosen."""

    TOPICS: ClassVar = frozenset({Topic.STOCK, Topic.SETTLEMENTS})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.view = RegisterView(
            Register(
                name="stock-outs",
                title="领用记录",
                thing="领用记录",
                columns=_columns(lambda: desk.act().today),
                source=_source([]),
                purpose=Emptiness("stack", "点一笔，写错了在这里改，或者作废。", "还没结算的月份都能改。"),
                nothing=Emptiness("stack", "还没有领用过东西。", "在库存的一行里登记，这里就有。"),
                page_of=self._page,
                quiet=(Verb("返回", shell.close_page, icon="arrow-left"),),
                states=STATES,
                narrowings=(Narrowing("month", "哪个月", self._months),),
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self._right = PutRight(
            desk=desk, shell=shell, view=self.view, entries=self._entries, refresh=self.refresh, key_of=lambda out: out.id
        )  # fmt: skip
        column(self).addWidget(self.view)
        self.view.filtered.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        act, filtering = self._desk.act(), self.view.filters.filtering()
        month = cast("date | None", filtering.chosen.get("month"))
        stock = self._desk.stock
        outs = (stock.month(act.station_id, month) if month else stock.open_outs(act.station_id))[::-1]
        self.view.filters.show_counts({state.key: sum(_is(each, state.key) for each in outs) for state in STATES})
        shown = [each for each in outs if _is(each, filtering.state or ALL) and is_spelled(each.item, filtering.text)]
        self.view.show_rows(_source(shown))
        self.view.sheet.show_foot(f"{len(shown)} 笔" if shown else "", "" if month else "还没结算的月份都在这里")

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def go_on(self, draft: str) -> None:
        """The change that was left; of an issue that was cancelled, or settled, since it is said so."""
        outs = self._desk.stock.open_outs(self._desk.act().station_id)
        out = next((each for each in outs if draft == f"{CHANGE}{each.id}"), None)
        if out is None:
            self._shell.toast("那一笔已经作废，或者结算了，不能再改")
        else:
            self.view.pick(out.id)
            self._right.change(out)

    # within

    def _page(self, out: StockOut) -> PanelPage:
        act = self._desk.act()
        facts = [
            ("哪天", short_date(out.day, act.today)), ("为什么", out.why.label), ("多少", _amount(out)),
            *([("原因", out.note)] if out.note else []), ("谁登记的", self._desk.cadres.get(act, out.noted_by).name),
        ]  # fmt: skip
        verbs = {verb.word: verb for verb in self._right.verbs(out)}
        is_open = any(each.id == out.id for each in self._desk.stock.open_outs(act.station_id))
        return PanelPage(
            title=f"{out.item} {_amount(out)}",
            mark=_mark(out),
            content=one_section(facts),
            sealed="" if is_open else "这个月已经结算，账不能再动。",
            verbs=(verbs["作废"],) if is_open else (),
            primary=verbs.get("改") if is_open else None,
        )

    def _months(self) -> Sequence[Choice]:
        this = month_of(self._desk.act().today)
        months = [month_after(this, -back) for back in range(MONTHS_MAX)]
        return [Choice(month, f"{month.year}年{month.month}月") for month in months]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """改 and 作废 of an issue in a register, whose rows have the key that `key_of` makes of it."""

    desk: "Desk"
    shell: "Shell"
    view: RegisterView
    entries: Entries
    refresh: Callable[[], object]
    key_of: Callable[[StockOut], object]

    def verbs(self, out: StockOut) -> list[Verb]:
        """The difference of a stocktaking is only cancelled."""
        cancel = Verb("作废", partial(self.cancel, out))
        if out.why is StockWhy.COUNTED:
            return [cancel]
        return [cancel, Verb("改", partial(self.change, out), icon="edit")]

    def change(self, out: StockOut) -> None:
        """The form that puts it right."""
        self.entries.open(
            Entry(
                key=f"{CHANGE}{out.id}", title=f"改{out.why.label}", verb="存下", fields=_fields(self.desk, out),
                values={"item": out.ware, "quantity": out.quantity, "why": out.why, "note": out.note, "day": out.day},
                save=lambda act, typed: self.desk.stock.change(act, out, _entry(out, typed)),
                told=lambda after: f"已改：{after.item} {_amount(after)}", key_of=self.key_of,
            )
        )  # fmt: skip

    def cancel(self, out: StockOut) -> None:
        """It did not go out after all."""
        done: list[Saved[StockOut]] = []
        if self.view.panel.attempt(lambda: done.append(self.desk.stock.cancel(self.desk.act(), out))):
            self.refresh()
            told = f"已作废{out.why.label}：{out.item} {_amount(out)}"
            self.shell.toast(told, undo=lambda: self.entries.undo(done[0]))


def _entry(before: StockOut, typed: Mapping[str, Any]) -> StockEntry:
    item, unit = typed["item"] or before.ware
    return StockEntry(
        day=typed["day"], item=item, unit=unit, quantity=typed["quantity"], why=typed["why"], meal=before.meal,
        note=typed["note"] or "",
    )  # fmt: skip


def _fields(desk: "Desk", out: StockOut) -> list[Field]:
    act = desk.act()
    shelves = (*desk.stock.shelves(act.station_id, act.today), *desk.stock.emptied(act.station_id, act.today))
    wares = dict.fromkeys([out.ware, *((each.item, each.unit) for each in shelves)])
    whys = [Choice(why, why.label) for why in (StockWhy.USED, StockWhy.SPOILED)]
    return [
        Field(
            name="item", label="领什么", kind=Kind.CHOICE, row="what", share=2, aside=True,
            choices=[Choice(ware, ware[0], ware[1]) for ware in wares],
        ),
        Field(name="quantity", label="多少", kind=Kind.QUANTITY, unit=out.unit, row="what", required=True),
        Field(name="why", label="领用还是报损", kind=Kind.CHOICE, row="why", choices=whys),
        Field(name="day", label="哪天", kind=Kind.DATE, row="why", required=True),
        Field(name="note", label="原因", placeholder="报损要写"),
    ]  # fmt: skip


def _amount(out: StockOut) -> str:
    return f"{quantity(out.quantity)} {out.unit}"


def _columns(today: Callable[[], date]) -> Sequence[Column[StockOut]]:
    return (
        Column("领了什么", lambda out: out.item, meta=lambda out: out.note),
        Column("哪天", lambda out: short_date(out.day, today()), width=120),
        Column("多少", _amount, width=120, kind=ColumnKind.NUMBER),
        Column("", lambda out: out.why.label, width=112, kind=ColumnKind.CHIP, mark=_mark),
    )


def _mark(out: StockOut) -> Mark:
    return Mark(out.why.label, Tone.NEUTRAL if out.why is StockWhy.USED else Tone.AMBER)


def _source(rows: Sequence[StockOut]) -> ListSource[StockOut]:
    return ListSource(rows, key=lambda out: out.id, name=lambda out: out.item)


def _is(out: StockOut, state: object) -> bool:
    return state in (ALL, out.why.value)
