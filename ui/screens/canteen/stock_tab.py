"""库存: what lies in the store room, first what must be eaten first; out in one line, and 盘点 of all at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.entry import Entries
from ui.kit.buttons import Button
from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import State
from ui.kit.labels import Prose
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column, row
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.made_files import export_verb
from ui.quick_line import Quick, QuickLine
from ui.screens.canteen.counting import COUNT, Counting
from ui.screens.canteen.stock_outs import CHANGE, PutRight, StockOutsPage
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.money import quantity
from venue_desk.domain.purchases import StockKind
from venue_desk.domain.stock import Shelf, StockEntry, StockOut, StockWhy, best_before_findings

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

ALL, GONE = "all", "gone"
KINDS = (StockKind.STAPLE, StockKind.SIDE)
STATES = (State(ALL, "全部"), *(State(kind.value, kind.label) for kind in KINDS), State(GONE, "用完的", rare=True))
OUTS_SHOWN = 30
"""So many issues of a ware stand on its page; all of them in 领用记录."""


class StockTab:
    """The shelves as they are today."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget, to_purchases: Callable[[], object]) -> None:
        self._desk, self._shell = desk, shell
        self.line = QuickLine(
            desk,
            Quick(
                key="stock.out",
                verb="登记领用",
                fields=self._fields,
                save=self._issue,
                defaults=self._defaults,
                clock=lambda _typed: {"day": desk.act().today},
            ),
        )
        self.view = RegisterView(
            Register(
                name="stock",
                title="食堂",
                thing="库存",
                columns=_columns(lambda: desk.act().today),
                source=_source([]),
                purpose=Emptiness("stack", "点一样，看还有多少、哪天进的。", "月底按 Ctrl+B 盘点，对不上的写明原因。"),
                nothing=Emptiness(
                    "stack", "库里还没有东西。", "登记了采购，主食和副食就在这里。", "去采购", to_purchases
                ),
                page_of=self._page,
                quiet=(
                    export_verb(desk, shell, "stock", "食堂库存", lambda: self.view),
                    Verb("领用记录", self.show_outs, icon="clock"),
                    Verb("盘点", self.count, icon="list", keys="Ctrl+B"),
                ),
                states=STATES,
                tabs=tabs,
                above=self.line,
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self._right = PutRight(
            desk=desk, shell=shell, view=self.view, entries=self._entries, refresh=self.refresh, key_of=lambda out: out.ware
        )  # fmt: skip
        self._counting = Counting(desk, shell, self.view, self._entries)
        self.view.filtered.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Read again."""
        self.line.refresh()
        self._counting.look()
        act, filtering, there = self._desk.act(), self.view.filters.filtering(), self._shelves()
        shelves = [*there, *self._desk.stock.emptied(act.station_id, act.today)]
        self.view.filters.show_counts({state.key: sum(_is(each, state.key) for each in shelves) for state in STATES})
        shown = [s for s in shelves if _is(s, filtering.state or ALL) and is_spelled(s.item, filtering.text)]
        self.view.show_rows(_source(shown))
        told = best_before_findings([lot for shelf in shelves for lot in shelf.lots], act.today)
        self.view.sheet.show_foot(f"{len(shown)} 样", told[0].sentence if told else "")

    def take_focus(self) -> None:
        """In the line."""
        self.line.take_focus()

    def count(self) -> None:
        """盘点: what lies there, ware by ware; as on paper until somebody types another figure."""
        self._counting.open()

    def show_outs(self) -> StockOutsPage:
        """领用记录 as a page over this one: every issue, whatever is left of the ware."""
        page = StockOutsPage(self._desk, self._shell)
        self._shell.open_page(page)
        return page

    def go_on(self, draft: str) -> None:
        """What was left: the stocktaking, or an issue being put right; what was typed above the table stands there."""
        if draft == COUNT:
            self.count()
        elif draft.startswith(CHANGE):
            self.show_outs().go_on(draft)

    # within

    def _shelves(self) -> Sequence[Shelf]:
        act = self._desk.act()
        return self._desk.stock.shelves(act.station_id, act.today)

    def _fields(self) -> list[Field]:
        wares = [
            Choice((each.item, each.unit), each.item, f"还有 {quantity(each.quantity)} {each.unit}")
            for each in self._shelves()
        ]
        return [
            Field(name="item", label="领什么", kind=Kind.CHOICE, row="one", share=3, choices=wares or [Choice(None, "库里没有")]),
            Field(name="quantity", label="多少", kind=Kind.QUANTITY, row="one", share=2, ends=True),
            Field(name="why", label="领用还是报损", kind=Kind.CHOICE, row="one", share=3, choices=[
                Choice(why, why.label) for why in (StockWhy.USED, StockWhy.SPOILED)
            ]),
            Field(name="note", label="原因", row="one", share=3, placeholder="报损要写"),
            Field(name="day", label="哪天", kind=Kind.DATE, row="one", share=4),
        ]  # fmt: skip

    def _defaults(self) -> Mapping[str, Any]:
        return {"why": StockWhy.USED, "day": self._desk.act().today}

    def _issue(self, act: Act, values: Mapping[str, Any]) -> None:
        item, unit = values["item"] or ("", "")
        entry = StockEntry(
            day=values["day"] or act.today, item=item, unit=unit, quantity=values["quantity"] or 0,
            why=values["why"], note=values["note"] or "", meal=None,
        )  # fmt: skip
        saved = self._desk.stock.issue(act, entry)
        self.refresh()
        told = f"已{saved.record.why.label}：{saved.record.item} {quantity(saved.record.quantity)} {saved.record.unit}"
        self._shell.toast(told, undo=lambda: self._entries.undo(saved))

    def _page(self, shelf: Shelf) -> PanelPage:
        act, page = self._desk.act(), Sections()
        lots = [
            (
                f"{short_date(lot.came_on, act.today)}进的",
                f"{quantity(lot.quantity)} {lot.unit}" + (f"，保质期至 {short_date(lot.best_before, act.today)}" if lot.best_before else ""),
            )
            for lot in shelf.lots
        ]  # fmt: skip
        if shelf.quantity:
            page.add("还有哪些", Facts(lots))
        outs = [out for out in self._desk.stock.open_outs(act.station_id) if out.ware == (shelf.item, shelf.unit)]
        if outs:
            page.add("出去的", self._outs(outs[::-1][:OUTS_SHOWN], act.today))
        told = best_before_findings(shelf.lots, act.today)
        return PanelPage(
            title=f"{shelf.item} {_amount(shelf)}", meta=shelf.kind.label,
            mark=_mark(shelf, act.today), content=page, note=told[0].sentence if told else "",
        )  # fmt: skip

    def _outs(self, outs: Sequence[StockOut], today: date) -> QWidget:
        shown = QWidget()
        box = column(shown, gap=4)
        for out in outs:
            line = row(gap=8)
            words = [short_date(out.day, today), out.why.label, f"{quantity(out.quantity)} {out.unit}", out.note]
            line.addWidget(Prose(" · ".join(part for part in words if part)), 1)
            for verb in self._right.verbs(out):
                button = Button(verb.word, verb.act, kind="row")
                button.setAccessibleName(f"{verb.word}：{words[0]}{words[1]}{words[2]}")
                line.addWidget(button)
            box.addLayout(line)
        return shown


def _columns(today: Callable[[], date]) -> Sequence[Column[Shelf]]:
    return (
        Column("名称", lambda s: s.item, meta=lambda s: s.kind.label),
        Column("还有", _amount, width=120, kind=ColumnKind.NUMBER),
        Column("保质期至", lambda s: short_date(s.best_before, today()) if s.best_before else "", width=148),
        Column("", lambda s: _word(s, today()), width=120, kind=ColumnKind.CHIP, mark=lambda s: _mark(s, today())),
    )


def _amount(shelf: Shelf) -> str:
    return f"{quantity(shelf.quantity)} {shelf.unit}" if shelf.quantity else "用完了"


def _mark(shelf: Shelf, today: date) -> Mark | None:
    """As the rule sees its lots: over, or soon to be."""
    told = best_before_findings(shelf.lots, today)
    if not told:
        return None
    over = told[0].code == "stock.over"
    return Mark("过期了" if over else "先吃", Tone.RED if over else Tone.AMBER, "must" if over else "warning")


def _word(shelf: Shelf, today: date) -> str:
    mark = _mark(shelf, today)
    return mark.text if mark is not None else ""


def _source(rows: Sequence[Shelf]) -> ListSource[Shelf]:
    return ListSource(rows, key=lambda shelf: (shelf.item, shelf.unit), name=lambda shelf: shelf.item)


def _is(shelf: Shelf, state: object) -> bool:
    return state == GONE if not shelf.quantity else state in (ALL, shelf.kind.value)
