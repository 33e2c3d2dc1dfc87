"""采购: a month of deliveries with their sums; a new one line by line, put right or countered where it was wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.entry import Entries, Entry
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Facts, Sections
from ui.kit.fields import Choice, Field, Kind
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.finding_line import Mend
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.verb import Verb
from ui.photo_file import voucher_from
from ui.screens.canteen.exporting import export_month
from ui.screens.canteen.purchase_lines import PurchaseLinesEditor
from ui.screens.canteen.purchase_table import ALL, columns, is_of, lines_shown, mark_of, matches, source, what_of
from ui.screens.canteen.voucher_page import VoucherPage
from ui.screens.canteen.voucher_photo import WHOLE, VoucherEditor, VoucherView, choose_voucher
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.money import yuan
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.purchases import FundingSource, Purchase, PurchaseEntry, Supplier, VoucherKind
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_after, month_of
from venue_desk.services.purchases import PurchaseRow
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from ui.kit.form import Form
    from ui.screen import Shell
    from venue_desk.desk import Desk

MONTHS_MAX = 36
STATES = (State(ALL, "全部"), *(State(source.value, source.label) for source in FundingSource))
DRAFT = "purchase.new"
LINES, AGAIN, ANEW, BACK = "lines", "again", "anew", "back"


class PurchasesTab:
    """The purchases of a month: the one that runs, until another is chosen."""

    def __init__(
        self, desk: "Desk", shell: "Shell", tabs: QWidget, quiet: Sequence[Verb],
        to_suppliers: Callable[[Callable[[Supplier], object]], object],
    ) -> None:  # fmt: skip
        self._desk, self._shell, self._to_suppliers = desk, shell, to_suppliers
        self.view = RegisterView(
            Register(
                name="purchases",
                title="食堂",
                thing="采购",
                columns=columns(lambda: desk.act().today),
                source=source([]),
                purpose=Emptiness("receipt", "点一单，看买了什么、谁送的、票在不在。", "新的一单按 Ctrl+N。"),
                nothing=Emptiness("receipt", "这个月还没有采购。", "货送到了就登记，库存和结算自己跟着走。", "登记采购", self.register),
                page_of=self._page,
                new=Verb("登记采购", self.register, icon="plus", keys="Ctrl+N"),
                quiet=(*quiet, Verb("导出Excel", self.export, icon="export"), Verb("打印", self.print_month, icon="printer", keys="Ctrl+P")),
                states=STATES,
                narrowings=(Narrowing("month", "哪个月", self._months),),
                tabs=tabs,
            )
        )  # fmt: skip
        self._entries = Entries(desk, shell, self.view, self.refresh)
        self._anew: Callable[[], object] = self.register
        self._form: Form | None = None
        self._offered: Sequence[UUID] = ()
        self.view.filtered.connect(lambda _: self.refresh())

    def month(self) -> date:
        """The month in sight."""
        chosen = cast("date | None", self.view.filters.filtering().chosen.get("month"))
        return chosen or month_of(self._desk.act().today)

    def refresh(self) -> None:
        """Read the month again; a form that is open offers whoever sells by now."""
        if self._form is not None and self.view.panel.form() is self._form and self._sellers() != self._offered:
            self._form.flush()
            self._anew()
        filtering = self.view.filters.filtering()
        rows = self._desk.purchases.month(self._desk.act().station_id, self.month())[::-1]
        self.view.filters.show_counts({state.key: sum(is_of(row, state.key) for row in rows) for state in STATES})
        shown = [row for row in rows if is_of(row, filtering.state or ALL) and matches(row, filtering.text)]
        self.view.show_rows(source(shown))
        total = sum(row.purchase.amount_fen for row in shown)
        month = self.month()
        self.view.sheet.show_foot(f"{month.month}月 {len(shown)} 单", f"合计 {yuan(total)} 元" if shown else "")

    def take_focus(self) -> None:
        """On the table."""
        self.view.sheet.take_focus()

    def register(self) -> None:
        """登记采购, with what the last one had that stays the same."""
        act = self._desk.act()
        last = next(iter(self._desk.purchases.month(act.station_id, month_of(act.today))[::-1]), None)
        values = {
            "day": act.today, "supplier_id": last.purchase.supplier_id if last else None, "source": last.purchase.source if last else FundingSource.COUNTY,
            "received_by": last.purchase.received_by if last else act.cadre_id, "vouchers": (VoucherKind.RECEIPT,),
        }  # fmt: skip
        self._open(DRAFT, "登记采购", "登记", values, self._desk.purchases.register)

    def show_purchase(self, purchase_id: UUID) -> Purchase | None:
        """The page of one, in its month; of one that was cancelled it is said so, and None comes back."""
        purchase = self._desk.purchases.get(self._desk.act(), purchase_id)
        if purchase.closed_on is not None:
            self._shell.toast(f"{what_of(purchase)}那一单已经作废了")
            return None
        month = month_of(purchase.day)
        this = month == month_of(self._desk.act().today)
        self.view.filters.restore(Filtering(chosen={} if this else {"month": month}))
        self.refresh()
        self.view.pick(purchase_id)
        return purchase

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        if draft == DRAFT:
            return self.register()
        word, _, rest = draft.removeprefix("purchase.").rpartition(".")
        purchase = self.show_purchase(UUID(rest))
        if purchase is not None:
            (self._counter if word else self._change)(purchase)
        return None

    def export(self) -> None:
        """导出Excel of the month in sight."""
        export_month(self._desk, self._shell, self.view, "purchases", "食堂采购", self.month())

    def print_month(self) -> None:
        """To where the list of the month is printed."""
        self._shell.go("printouts", paper=PaperKey.PURCHASE_LIST.value, month=self.month())

    # within

    def _open(
        self, key: str, title: str, verb: str, values: Mapping[str, Any],
        write: Callable[[Act, PurchaseEntry], Saved[Purchase]], before: Purchase | None = None,
    ) -> None:  # fmt: skip
        self._show(
            key, title, verb, lambda: self._fields(before), values, lambda act, typed: write(act, _entry(act, typed)),
            "金额自己算；抹了零的照单子写",
        )  # fmt: skip

    def _show(
        self, key: str, title: str, verb: str, fields: Callable[[], Sequence[Field]], values: Mapping[str, Any],
        write: Callable[[Act, Mapping[str, Any]], Saved[Purchase]], note: str,
    ) -> None:  # fmt: skip
        self._anew = partial(self._show, key, title, verb, fields, values, write, note)
        made: list[Form] = []

        def save(act: Act, typed: Mapping[str, Any]) -> Saved[Purchase]:
            try:
                return write(act, typed)
            except Refused as refused:
                raise Refused(_at_lines(refused.findings, made[0])) from None

        made.append(
            self._entries.open(
                Entry(
                    key=key, title=title, verb=verb, fields=fields(), values=values, save=save, mends=self._mends,
                    note=note, then=self._show_saved, check=self._look_at, told=lambda purchase: f"已{verb}：{what_of(purchase)}，{yuan(purchase.amount_fen)} 元",
                )
            )
        )  # fmt: skip
        self._form, self._offered = made[0], self._sellers()

    def _sellers(self) -> Sequence[UUID]:
        return [each.id for each in self._desk.suppliers.rows(self._desk.act().station_id)]

    def _fields(self, before: Purchase | None = None) -> list[Field]:
        """Of those who sell and serve now, and of the supplier and the receiver the purchase has."""
        act = self._desk.act()
        known = self._desk.purchases.known_lines(act.station_id)
        sellers, serving = self._desk.suppliers.rows(act.station_id), self._desk.cadres.serving(act.station_id)
        if before is not None:
            closed = self._desk.suppliers.rows(act.station_id, closed=True)
            sellers = [*sellers, *(each for each in closed if each.id == before.supplier_id)]
            if before.received_by and all(each.id != before.received_by for each in serving):
                serving = [*serving, self._desk.cadres.get(act, before.received_by)]
        suppliers = [Choice(each.id, each.name, each.phone) for each in sellers]
        people = [Choice(each.id, each.name) for each in serving]
        sources = [Choice(source, source.label) for source in FundingSource]
        vouchers = [Choice(kind, kind.label) for kind in VoucherKind]
        return [
            Field(name="supplier_id", label="供货商", kind=Kind.CHOICE, row="head", share=3, choices=suppliers),
            Field(name="day", label="哪天收的", kind=Kind.DATE, row="head", share=2, required=True, aside=True),
            Field(
                name=LINES, label="买了什么", hint="名称、数量、单位、单价、金额",
                editor=lambda field: PurchaseLinesEditor(field, known, lambda: self._desk.act().today),
            ),
            Field(name="source", label="谁出钱", kind=Kind.CHOICE, choices=sources),
            Field(name="vouchers", label="索证索票", kind=Kind.TICKS, choices=vouchers),
            Field(name="voucher_number", label="票号", row="paper", placeholder="可以不填"),
            Field(name="delivered_by", label="送货人", row="paper", placeholder="可以不填"),
            Field(name="received_by", label="验收人", kind=Kind.CHOICE, row="paper", choices=people),
            Field(
                name="photo", label="凭证照片", aside=True,
                editor=lambda field: VoucherEditor(field, self._desk.vouchers.keep, self._desk.vouchers.of),
            ),
            Field(name="note", label="备注", placeholder="可以不填"),
        ]  # fmt: skip

    def _look_at(self, typed: Mapping[str, Any]) -> list[Finding]:
        """What is worth a look while one types, such as a licence that has run out; the rest is told on saving."""
        act = self._desk.act()
        found = self._desk.purchases.findings(act, _entry(act, typed)) if typed["supplier_id"] else []
        told = [each for each in found if each.severity is Severity.SHOULD]
        return [replace(each, field=LINES) if each.field.startswith(f"{LINES}.") else each for each in told]

    def _mends(self, finding: Finding) -> Sequence[Mend]:
        return (Mend("添供货商", self._add_supplier),) if finding.field == "supplier_id" else ()

    def _add_supplier(self) -> None:
        """What is typed waits as a draft; saved, the new one is picked in the form."""
        if (form := self.view.panel.form()) is not None:
            form.flush()
        self._to_suppliers(self._take_up)

    def _take_up(self, supplier: Supplier) -> None:
        self._anew()
        if (form := self.view.panel.form()) is not None:
            form.put("supplier_id", supplier.id)
            form.focus_cell(form.cells[LINES])

    def _show_saved(self, purchase: Purchase) -> None:
        """In its month, whatever was in sight before."""
        if month_of(purchase.day) != self.month() or not self.view.pick(purchase.id):
            self.show_purchase(purchase.id)

    def _page(self, row: PurchaseRow) -> PanelPage:
        purchase, today = row.purchase, self._desk.act().today
        page = Sections()
        page.add("买了什么", lines_shown(purchase))
        facts = [
            ("合计", f"{yuan(purchase.amount_fen)} 元"), ("谁出钱", purchase.source.label),
            ("索证索票", "、".join(kind.label for kind in VoucherKind if kind in purchase.vouchers) or "没有"),
            ("票号", purchase.voucher_number), ("送货人", purchase.delivered_by), ("验收人", row.received_by),
            *([("备注", purchase.note)] if purchase.note else []),
        ]  # fmt: skip
        page.add("", Facts(facts))
        if purchase.photo and (jpeg := self._desk.vouchers.of(purchase.photo)) is not None:
            page.add("凭证照片", VoucherView(jpeg, WHOLE, partial(self._enlarge, row, jpeg)))
        counter = Verb("冲正", partial(self._counter, purchase), icon="undo")
        fixed = row.countered or purchase.reverses_id is not None
        return PanelPage(
            title=row.supplier,
            meta=short_date(purchase.day, today),
            mark=mark_of(row),
            sealed="这个月已经结算，账不能再动，错了用冲正。" if row.locked and not fixed else "",
            content=page,
            verbs=self._verbs(row, counter, fixed=fixed),
            primary=None if row.locked or fixed else Verb("改", partial(self._change, purchase), icon="edit"),
        )

    def _verbs(self, row: PurchaseRow, counter: Verb, *, fixed: bool) -> tuple[Verb, ...]:
        """The photo can be put there even when the month is settled: no figure hangs on it."""
        word = "换照片" if row.purchase.photo else "放照片"
        photo = () if row.purchase.reverses_id else (Verb(word, partial(self._ask_photo, row.purchase), icon="camera"),)
        if row.locked:
            return photo if fixed else (*photo, counter)
        return (*photo, Verb("作废", partial(self._cancel, row.purchase)))

    def _enlarge(self, row: PurchaseRow, jpeg: bytes) -> None:
        day = short_date(row.purchase.day, self._desk.act().today)
        self._shell.open_page(VoucherPage(self._shell, f"{row.supplier}，{day}", jpeg))

    def _ask_photo(self, purchase: Purchase) -> None:
        if file := choose_voucher(self.view):
            self.put_photo(purchase, file)

    def put_photo(self, purchase: Purchase, file: Path) -> None:
        """A voucher that was forgotten, or another photo of it."""
        self._do(
            lambda: self._desk.vouchers.put(self._desk.act(), purchase, voucher_from(file)),
            f"已放好凭证照片：{what_of(purchase)}",
        )

    def _change(self, before: Purchase) -> None:
        shown = said(PurchaseEntry, before) | {"vouchers": tuple(before.vouchers)}
        change = self._desk.purchases.change
        self._open(
            f"purchase.{before.id}", "改这一单", "存下", shown, lambda act, entry: change(act, before, entry), before,
        )  # fmt: skip

    def _cancel(self, purchase: Purchase) -> None:
        self._do(lambda: self._desk.purchases.cancel(self._desk.act(), purchase), f"已作废：{what_of(purchase)}")

    def _counter(self, wrong: Purchase) -> None:
        """冲正: the wrong one is taken back today, and the right one is booked in the same breath if there is one."""
        values = said(PurchaseEntry, wrong) | {"vouchers": tuple(wrong.vouchers), "day": self._desk.act().today}

        def write(act: Act, typed: Mapping[str, Any]) -> Saved[Purchase]:
            instead = _entry(act, typed) if typed[AGAIN] == ANEW else None
            return self._desk.purchases.counter(act, wrong, instead)

        choices = (Choice(ANEW, "退掉，登记对的"), Choice(BACK, "只退掉"))
        again = Field(name=AGAIN, label="怎么冲正", kind=Kind.CHOICE, choices=choices)

        def fields() -> list[Field]:
            return [again, *(replace(each, shown=lambda typed: typed[AGAIN] == ANEW) for each in self._fields(wrong))]

        self._show(
            f"purchase.counter.{wrong.id}", f"冲正{what_of(wrong)}", "冲正", fields, values | {AGAIN: ANEW}, write,
            "原来的一单和冲正都留着" + ("，退的钱由那个月吃饭的人分" if wrong.source is FundingSource.PERSONAL else ""),
        )  # fmt: skip

    def _do(self, act: Callable[[], Saved[Purchase]], told: str) -> None:
        done: list[Saved[Purchase]] = []
        if self.view.panel.attempt(lambda: done.append(act())):
            self.refresh()
            self._shell.toast(told, undo=lambda: self._entries.undo(done[0]))

    def _months(self) -> Sequence[Choice]:
        this = month_of(self._desk.act().today)
        months = [month_after(this, -back) for back in range(MONTHS_MAX)]
        return [Choice(month, f"{month.year}年{month.month}月") for month in months]


def _entry(act: Act, typed: Mapping[str, Any]) -> PurchaseEntry:
    return PurchaseEntry(
        day=typed["day"] or act.today, supplier_id=typed["supplier_id"] or act.station_id, lines=typed[LINES],
        vouchers=frozenset(typed["vouchers"]), voucher_number=typed["voucher_number"] or "",
        delivered_by=typed["delivered_by"] or "", received_by=typed["received_by"], source=typed["source"],
        note=typed["note"] or "", photo=typed["photo"],
    )  # fmt: skip


def _at_lines(findings: Sequence[Finding], form: "Form") -> list[Finding]:
    """What is about a line is told under the lines, its place marked there."""
    within = [found for found in findings if found.field.startswith(f"{LINES}.")]
    editor = form.cells[LINES].editor
    assert isinstance(editor, PurchaseLinesEditor)
    editor.mark(within)
    return [replace(found, field=LINES) if found in within else found for found in findings]
