"""目录: what villagers come for, what it takes and who decides; each change a new version. And what no village may write."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ui.entry import Entries, Entry
from ui.kit.columns import Column, Mark, Tone
from ui.kit.empty_state import Emptiness
from ui.kit.fields import Field
from ui.kit.filters import Filtering, State
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.verb import Verb
from ui.made_files import export_verb
from ui.screens.cases.catalogue_form import BLANK, Values, entry_of, item_fields, opening, values_of
from ui.screens.cases.catalogue_page import certificate_page, how_words, item_page
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.catalogue import ServiceItem, found_items
from venue_desk.domain.catalogue_changes import days_words
from venue_desk.domain.certificates import found_certificates
from venue_desk.services.resource_files import certificates

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

Shown = ServiceItem | Forbidden
IN_FORCE, WITHDRAWN, FORBIDDEN = "in_force", "withdrawn", "forbidden"
STATES = (State(IN_FORCE, "在办"), State(WITHDRAWN, "停办了", rare=True), State(FORBIDDEN, "村里不能开的"))
NEW = "item.new"


class CatalogueTab:
    """The register of items; `begin` opens the form of a new case of one."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """What answers, best first; the chips tell how many there are elsewhere."""
        filtering, station = self.view.filters.filtering(), self._desk.act().station_id
        rows: dict[str, Sequence[Shown]] = {
            IN_FORCE: self._desk.catalogue.rows(station),
            WITHDRAWN: self._desk.catalogue.withdrawn(station),
            FORBIDDEN: certificates(),
        }
        if filtering.text:
            rows = {state: _found(all_of, filtering.text) for state, all_of in rows.items()}
        self.view.show_rows(_source(rows[filtering.state]))
        self.view.filters.show_counts({state: len(found) for state, found in rows.items()})
        elsewhere = rows[FORBIDDEN] if filtering.text and filtering.state != FORBIDDEN else ()
        told = f"「{elsewhere[0].name}」村里不能开" if elsewhere else ""
        self.view.sheet.show_foot(f"{len(rows[filtering.state])} 项", told)

    def open(self, item_id: UUID) -> None:
        """The page of an item, in force or not."""
        item = self._desk.catalogue.get(self._desk.act(), item_id)
        withdrawn = all(each.root_id != item.root_id for each in self._desk.catalogue.rows(item.station_id))
        self.view.filters.restore(Filtering(WITHDRAWN if withdrawn else IN_FORCE))
        self.refresh()
        self.view.pick(item.root_id)

    def register(self, like: ServiceItem | None = None) -> None:
        """添一项 of the station's own, or one that was withdrawn, anew."""
        self._open(NEW, "添一项", "登记", item_fields(changing=False), values_of(like or BLANK), self._add)

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        items = self._desk.catalogue.rows(self._desk.act().station_id)
        item = next((each for each in items if draft.endswith(str(each.root_id))), None)
        if draft == NEW:
            self.register()
        elif item is not None:
            (self._ask_withdraw if draft.startswith("item.withdraw.") else self._change)(item)

    def take_over(self) -> None:
        """The common items, to begin with."""
        self._desk.catalogue.take_over(self._desk.act())
        self.refresh()

    def change_first(self) -> None:
        """The form of the item that stands first, at its materials."""
        self.view.filters.restore(Filtering(IN_FORCE))
        for item in self._desk.catalogue.rows(self._desk.act().station_id)[:1]:
            self._change(item)
        if (form := self.view.panel.form()) is not None:
            form.focus_cell(form.cells["materials"])

    def show_changed(self) -> None:
        """An item that was changed, if there is one; its versions stand at the end of its page."""
        items = self._desk.catalogue.rows(self._desk.act().station_id)
        for item in [each for each in items if each.version > 1][:1]:
            self.open(item.id)

    def show_certificates(self) -> None:
        """What no village may write, the first of it open."""
        self.view.filters.restore(Filtering(FORBIDDEN))
        self.view.open_row(1)

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        columns: tuple[Column[Shown], ...] = (
            Column("事项", lambda r: r.name, meta=_called),
            Column("主管部门", _department, meta=_decided, width=168),
            Column("几天办完", _days, meta=lambda r: how_words(r) if isinstance(r, ServiceItem) else "", width=148),
        )
        return Register(
            name="catalogue", title="民事代办", thing="事项", columns=columns, source=_source([]),
            purpose=Emptiness("list", "点一项，看条件、时限和要的材料。", "县里改了目录，就在这里改；办着的件仍按收件时的办。"),
            nothing=Emptiness(
                "list", "目录里还没有事项。", "先用随程序来的常办事项，以后照县里的目录改。", "用常办事项", self.take_over
            ),
            page_of=self._page, new=new,
            quiet=(
                Verb("添一项", self.register, icon="plus"),
                export_verb(self._desk, self._shell, "catalogue", "事项目录", lambda: self.view),
            ),
            states=STATES, tabs=tabs,
        )  # fmt: skip

    def _page(self, shown: Shown) -> PanelPage:
        if isinstance(shown, Forbidden):
            return PanelPage(
                title=shown.name, mark=Mark("村里不能开", Tone.RED, "forbidden"), content=certificate_page(shown)
            )
        act = self._desk.act()
        page = item_page(shown, self._desk.catalogue.history(act, shown), act.today)
        if shown.closed_on is not None:
            because = f"{short_date(shown.closed_on, act.today)}起停办：{shown.withdrawn_for or '没写原因'}。办着的件照旧办完。"
            return PanelPage(
                title=shown.name, mark=Mark("停办了", Tone.NEUTRAL, "pause"), sealed=because, content=page,
                primary=Verb("再开办", partial(self.register, shown), icon="refresh"),
            )  # fmt: skip
        since = short_date(shown.from_on, act.today)
        version = f"第 {shown.version} 版，{since}起" if shown.version > 1 else ""
        return PanelPage(
            title=shown.name, meta=version, content=page,
            verbs=(Verb("停办", partial(self._ask_withdraw, shown)), Verb("改", partial(self._change, shown), icon="edit")),
            primary=Verb("登记代办", partial(self._shell.go, "cases", item_root_id=shown.root_id), icon="plus"),
        )  # fmt: skip

    def _change(self, item: ServiceItem) -> None:
        def save(act: Any, values: Values) -> "Saved[ServiceItem]":
            return self._desk.catalogue.change(act, item, entry_of(values), values["from_on"])

        fields = item_fields(changing=True)
        self._open(
            f"item.{item.root_id}", f"改{item.name}", "存成新版", fields, opening(item, self._desk.act().today), save
        )

    def _add(self, act: Any, values: Values) -> "Saved[ServiceItem]":
        return self._desk.catalogue.register(act, entry_of(values))

    def _open(self, key: str, title: str, verb: str, fields: list[Field], values: Values, save: Any) -> None:
        self._entries.open(
            Entry(
                key=key, title=title, verb=verb, fields=fields, values=values, save=save,
                told=lambda item: f"已存下：{item.name}" + (f"，第 {item.version} 版" if item.version > 1 else ""),
                check=lambda typed: self._desk.catalogue.findings(entry_of(typed)),
                then=lambda item: self.open(item.id),
            )
        )  # fmt: skip

    def _ask_withdraw(self, item: ServiceItem) -> None:
        self._entries.open(
            Entry(
                key=f"item.withdraw.{item.root_id}", title=f"停办{item.name}", verb="停办",
                fields=[Field(name="reason", label="为什么停办", required=True, placeholder="例如 改由银行网点办")],
                save=lambda act, values: self._desk.catalogue.withdraw(act, item, values["reason"] or ""),
                told=lambda gone: f"已停办：{gone.name}", note="办着的件照旧办完",
                then=lambda gone: self.open(gone.id),
            )
        )  # fmt: skip


def _found(rows: Sequence[Shown], text: str) -> list[Shown]:
    items = [row for row in rows if isinstance(row, ServiceItem)]
    return [*found_items(items, text), *found_certificates([r for r in rows if isinstance(r, Forbidden)], text)]


def _called(shown: Shown) -> str:
    return "、".join(shown.words)


def _department(shown: Shown) -> str:
    return shown.department or "还没写" if isinstance(shown, ServiceItem) else shown.authority


def _decided(shown: Shown) -> str:
    return shown.decided_at.label if isinstance(shown, ServiceItem) else shown.document


def _days(shown: Shown) -> str:
    return days_words(shown.promised_days) if isinstance(shown, ServiceItem) else "村里不能开"


def _key(shown: Shown) -> UUID | str:
    return shown.root_id if isinstance(shown, ServiceItem) else shown.name


def _source(rows: Sequence[Shown]) -> ListSource[Shown]:
    return ListSource(rows, key=_key, name=lambda shown: shown.name)
