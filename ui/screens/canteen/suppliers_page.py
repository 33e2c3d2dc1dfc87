"""供货商 as a page over the canteen: who sells here, their licence and until when it holds."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ui.entry import Entries, Entry
from ui.kit.columns import Column
from ui.kit.empty_state import Emptiness
from ui.kit.facts import one_section
from ui.kit.fields import Field, Kind
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled
from ui.kit.verb import Verb
from ui.screen import Screen
from venue_desk.changes import Topic
from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Severity
from venue_desk.domain.identity import show_phone
from venue_desk.domain.purchases import Supplier, SupplierEntry, licence_findings
from venue_desk.domain.records import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk

FIELDS = (
    Field(name="name", label="名字", placeholder="例如 镇粮油店"),
    Field(name="licence_number", label="许可证号", row="licence", share=3),
    Field(name="licence_expires_on", label="许可证到期", kind=Kind.DATE, row="licence", share=2),
    Field(name="phone", label="电话", kind=Kind.PHONE),
)


class SuppliersPage(Screen):
    """Whoever one buys from."""

    TOPICS: ClassVar = frozenset({Topic.PURCHASES})

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self.view = RegisterView(
            Register(
                name="suppliers",
                title="供货商",
                thing="供货商",
                columns=_columns(lambda: desk.act().today),
                source=_source([]),
                purpose=Emptiness("truck", "点一家，看许可证什么时候到期。", "换了新证，在这里改。"),
                nothing=Emptiness("truck", "还没有供货商。", "先登记一家，再登记采购。", "登记供货商", self.register),
                page_of=self._page,
                new=Verb("登记供货商", self.register, icon="plus", keys="Ctrl+N"),
                quiet=(Verb("返回", shell.close_page, icon="arrow-left"),),
            )
        )
        self._entries = Entries(desk, shell, self.view, self.refresh)
        column(self).addWidget(self.view)
        self.view.filtered.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        text = self.view.filters.filtering().text
        found = [s for s in self._desk.suppliers.rows(self._desk.act().station_id) if is_spelled(s.name, text)]
        self.view.show_rows(_source(found))
        self.view.sheet.show_foot(f"{len(found)} 家", "")

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return self.view.regions()

    def register(self, then: Callable[[Supplier], object] | None = None) -> None:
        """登记供货商; `then` goes on with it elsewhere."""
        self._open("supplier.new", "登记供货商", "登记", {}, None, then)

    def show_supplier(self, supplier_id: "UUID") -> None:
        """The page of one; of one that is not used any more it is said so."""
        if not self.view.pick(supplier_id):
            self._shell.toast(f"{self._desk.suppliers.get(self._desk.act(), supplier_id).name}已经不再用了")

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        rows = self._desk.suppliers.rows(self._desk.act().station_id)
        found = next((each for each in rows if draft == f"supplier.{each.id}"), None)
        if found is not None:
            self._change(found)
        elif draft == "supplier.new":
            self.register()

    # within

    def _page(self, supplier: Supplier) -> PanelPage:
        ends, today = supplier.licence_expires_on, self._desk.act().today
        facts = [
            ("许可证号", supplier.licence_number), ("许可证到期", short_date(ends, today) if ends else ""),
            ("电话", show_phone(supplier.phone)),
        ]  # fmt: skip
        told = licence_findings(supplier, today)
        return PanelPage(
            title=supplier.name,
            sealed=told[0].sentence if told else "",
            content=one_section(facts),
            verbs=(Verb("不再用", partial(self._close, supplier)),),
            primary=Verb("改", partial(self._change, supplier), icon="edit"),
        )

    def _change(self, before: Supplier) -> None:
        self._open(f"supplier.{before.id}", f"改{before.name}", "存下", said(SupplierEntry, before), before)

    def _open(
        self, key: str, title: str, verb: str, values: "Mapping[str, Any]", before: Supplier | None,
        then: Callable[[Supplier], object] | None = None,
    ) -> None:  # fmt: skip
        suppliers = self._desk.suppliers

        def save(act: Any, typed: "Mapping[str, Any]") -> Any:
            return suppliers.change(act, before, _entry(typed)) if before else suppliers.register(act, _entry(typed))

        def look_at(typed: "Mapping[str, Any]") -> "Sequence[Any]":
            found = suppliers.findings(self._desk.act(), _entry(typed), before) if typed["name"] else []
            return [each for each in found if each.severity is Severity.SHOULD]

        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, fields=FIELDS, values=values, save=save, check=look_at, then=then,
                told=lambda supplier: f"已存下：{supplier.name}",
            )
        )  # fmt: skip

    def _close(self, supplier: Supplier) -> None:
        done: list[Any] = []
        if self.view.panel.attempt(lambda: done.append(self._desk.suppliers.close(self._desk.act(), supplier))):
            self.refresh()
            self._shell.toast(f"不再用{supplier.name}", undo=lambda: self._entries.undo(done[0]))


def _entry(typed: "Mapping[str, Any]") -> SupplierEntry:
    return SupplierEntry(
        name=typed["name"] or "", licence_number=typed["licence_number"] or "",
        licence_expires_on=typed["licence_expires_on"], phone=typed["phone"] or "",
    )  # fmt: skip


def _columns(today: Callable[[], date]) -> Sequence[Column[Supplier]]:
    return (
        Column("供货商", lambda s: s.name, meta=lambda s: show_phone(s.phone) or "还没有电话"),
        Column("许可证号", lambda s: s.licence_number or "还没填", width=220),
        Column(
            "到期", lambda s: short_date(s.licence_expires_on, today()) if s.licence_expires_on else "还没填", width=140
        ),
    )


def _source(rows: Sequence[Supplier]) -> ListSource[Supplier]:
    return ListSource(rows, key=lambda each: each.id, name=lambda each: each.name)
