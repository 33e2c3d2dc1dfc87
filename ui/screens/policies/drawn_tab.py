"""补贴明细: what each household draws of each policy in a year, why, and how much it was last year."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from ui.dropping import FileDrop
from ui.entry import Entries, Entry
from ui.exporting import Exporting
from ui.kit.columns import Mark, Tone
from ui.kit.empty_state import Emptiness
from ui.kit.facts import Sections
from ui.kit.fields import Choice
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.masked import MaskedValue
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.verb import Verb
from ui.screens.policies.columns import DrawnSource, drawn_columns, drawn_order
from ui.screens.policies.drawn_form import drawn_fields, drawn_values, next_of_household, next_values
from ui.screens.policies.pages import drawn_facts, last_year, others
from ui.screens.policies.reckoning import Reckoner
from venue_desk.domain.identity import mask_account
from venue_desk.domain.importing import ImportKind
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.policies import Entitlement, EntitlementFilter, EntitlementRow
from venue_desk.services.listings import Wanted
from venue_desk.services.revealing import reveal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from ui.kit.form import Form
    from ui.screen import Shell
    from venue_desk.desk import Desk

ALL, UNLIKE = "all", "unlike"
PAGE_OF_ONE = 100


class DrawnTab:
    """The register of entitlements."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: "QWidget", new: Verb) -> None:
        self._desk, self._shell = desk, shell
        self._this_year = desk.act().today.year
        self.view = RegisterView(self._register(tabs, new))
        self.view.filtered.connect(self.refresh)
        FileDrop(self.view, lambda file: self.bring_in(file=file))
        self.exporting = Exporting(desk, shell, self.view, "entitlements", self._exported)
        self._entries = Entries(desk, shell, self.view, self.refresh)

    def refresh(self) -> None:
        """Read the page of the register that is on screen again, and the sums under it."""
        station, wanted = self._desk.act().station_id, self._wanted()
        drawn = self._desk.entitlements
        self.view.show_rows(DrawnSource(drawn, station, wanted))
        counts = {unlike: drawn.count(station, replace(wanted, unlike_last_year=unlike)) for unlike in (False, True)}
        self.view.filters.show_counts({ALL: counts[False], UNLIKE: counts[True]})
        sums = drawn.sums(station, wanted)
        if not sums.entitlements:
            self.view.sheet.show_foot("")
            return
        shown = f"{wanted.year}年 {sums.households} 户 {sums.entitlements} 笔"
        self.view.sheet.show_foot(shown, f"合计 {yuan(sums.total_fen)} 元")

    def see_policy(self, policy_id: UUID) -> None:
        """Who draws this policy, this year."""
        self.view.filters.restore(Filtering(ALL, {"policy": policy_id}))

    def open(self, entitlement_id: UUID) -> Entitlement:
        """One entitlement's page, in the list of its year."""
        drawn = self._desk.entitlements.get(self._desk.act().station_id, entitlement_id)
        self.view.filters.restore(Filtering(ALL, {} if drawn.year == self._this_year else {"year": drawn.year}))
        self.refresh()
        self.view.pick(entitlement_id)
        return drawn

    def go_on(self, draft: str) -> None:
        """Open the form that was left unfinished, by the key of its draft."""
        form, _, record = draft.rpartition(".")
        if record == "new":
            self.register()
        elif form == "entitlement.new":
            self.register_for(UUID(record))
        else:
            self._change(self.open(UUID(record)))

    def register(self) -> None:
        """登记补贴, one household after another."""
        self._open_new("entitlement.new", {}, next_values)

    def register_for(self, household_id: UUID) -> None:
        """登记补贴 of one household, one policy after another: the cursor waits at the policy."""
        form = self._open_new(f"entitlement.new.{household_id}", {"household_id": household_id}, next_of_household)
        form.focus_cell(form.cells["policy_id"])

    def register_of(self, policy_id: UUID) -> None:
        """登记补贴 of one policy, one household after another."""
        self._open_new("entitlement.new", {"policy_id": policy_id}, next_values)

    def change_picked(self) -> None:
        """改 the row one stands on."""
        row: EntitlementRow | None = self.view.table.picked_row()
        if row is not None:
            self._change(row.entitlement)

    def print_sheets(self) -> None:
        """The sheet of the household picked, else of the hamlet the filter shows, else of all."""
        wanted, picked = self._wanted(), self.view.table.picked_row()
        about: dict[str, object] = {"paper": "policy-sheet", "year": wanted.year}
        if picked is not None:
            about["household_ids"] = (picked.entitlement.household_id,)
        elif wanted.hamlet_id is not None:
            about["hamlet_id"] = wanted.hamlet_id
        self._shell.go("printouts", **about)

    def bring_in(self, **about: object) -> None:
        """导入Excel: a year's list at once."""
        self._shell.go("importing", kind=ImportKind.ENTITLEMENTS, **about)

    def export(self) -> None:
        """导出Excel of what stands in the table."""
        self.exporting.open()

    # within

    def _register(self, tabs: "QWidget", new: Verb) -> Register:
        wanted = EntitlementFilter(year=self._this_year)
        return Register(
            name="entitlements",
            title="惠农政策",
            thing="补贴",
            columns=drawn_columns(),
            source=DrawnSource(self._desk.entitlements, self._desk.act().station_id, wanted),
            purpose=Emptiness(
                "wallet", "点一笔补贴，看怎么算的、去年多少。", "按 Ctrl+F，输户主姓名的拼音首字母，就是这户领的全部。"
            ),
            nothing=Emptiness(
                "wallet",
                "这一年还没有登记补贴。",
                "按 Ctrl+N，一户一户地记；有发放表的，点「导入Excel」整张导进来。",
                "登记补贴",
                new.act,
            ),
            page_of=self._page,
            new=new,
            quiet=(
                Verb("导入Excel", self.bring_in, icon="import"),
                Verb("导出Excel", self.export, icon="export"),
                Verb("印知情卡", self.print_sheets, icon="printer", keys="Ctrl+P"),
            ),
            states=(State(ALL, "全部"), State(UNLIKE, "与去年不同")),
            narrowings=(
                Narrowing("year", "往年", self._year_choices),
                Narrowing("policy", "政策", self._policy_choices),
                Narrowing("hamlet", "社", self._hamlet_choices),
            ),
            tabs=tabs,
        )

    def _wanted(self) -> EntitlementFilter:
        filtering = self.view.filters.filtering()
        return EntitlementFilter(
            year=cast("int", filtering.chosen.get("year", self._this_year)),
            policy_id=cast("UUID | None", filtering.chosen.get("policy")),
            hamlet_id=cast("UUID | None", filtering.chosen.get("hamlet")),
            unlike_last_year=filtering.state == UNLIKE,
            text=filtering.text,
        )

    def _exported(self) -> Wanted:
        """The entitlements as they stand in the table."""
        act, wanted = self._desk.act(), self._wanted()
        order, descending = drawn_order(self.view.table.order())
        return Wanted(
            station_id=act.station_id, today=act.today, year=wanted.year,
            entitlements=wanted, entitlement_order=order, descending=descending,
        )  # fmt: skip

    def _year_choices(self) -> list[Choice]:
        years = self._desk.entitlements.years(self._desk.act().station_id)
        return [Choice(year, f"{year}年") for year in years if year != self._this_year]

    def _policy_choices(self) -> list[Choice]:
        act = self._desk.act()
        rows = [
            row
            for closed in (False, True)
            for row in self._desk.policies.rows(act.station_id, act.today, closed=closed)
        ]
        return [Choice(row.policy.id, row.policy.name) for row in rows]

    def _hamlet_choices(self) -> list[Choice]:
        return [Choice(hamlet.id, hamlet.name) for hamlet in self._desk.stations.hamlets(self._desk.act().station_id)]

    # the page of one

    def _page(self, row: EntitlementRow) -> PanelPage:
        drawn = row.entitlement
        page = Sections()
        page.add(row.policy, drawn_facts(row, self._account(drawn)))
        page.add("去年", last_year(row, self._before(row)))
        see = Verb("看这户", partial(self._shell.go, "households", household_id=drawn.household_id), icon="house")
        page.add(f"这户 {drawn.year} 年的补贴", others(self._of_household(drawn, drawn.year)), see.button("row"))
        return PanelPage(
            title=row.head_name,
            meta=f"{row.hamlet} · {drawn.year}年",
            mark=_mark(row),
            content=page,
            verbs=(
                Verb("改", partial(self._change, drawn), icon="edit"),
                Verb("注销", partial(self._close, row)),
            ),
            primary=Verb("印知情卡", self.print_sheets, icon="printer"),
        )

    def _account(self, drawn: Entitlement) -> "str | QWidget":
        if not drawn.account:
            return ""
        return MaskedValue(
            "一卡通账号", mask_account(drawn.account), lambda: reveal(self._desk.act(), drawn, "account")
        )

    def _before(self, row: EntitlementRow) -> EntitlementRow | None:
        drawn = row.entitlement
        of_year = self._of_household(drawn, drawn.year - 1)
        return next((r for r in of_year if r.entitlement.policy_id == drawn.policy_id), None)

    def _of_household(self, drawn: Entitlement, year: int) -> list[EntitlementRow]:
        wanted = EntitlementFilter(year=year, household_id=drawn.household_id)
        return self._desk.entitlements.page(self._desk.act().station_id, wanted, limit=PAGE_OF_ONE)

    # what is done

    def _open_new(
        self, key: str, values: "Mapping[str, Any]", again: "Callable[[Entitlement], Mapping[str, Any]]"
    ) -> "Form":
        act = self._desk.act()
        reckoner = self._reckoner()
        return self._entries.open(
            Entry(
                key=key, title="登记补贴", verb="登记", fields=drawn_fields(reckoner, one_after_another=True),
                values={"year": act.today.year, **values},
                save=lambda now, typed: self._desk.entitlements.register(now, reckoner.entry(typed)),
                told=lambda drawn: f"已登记：{self._said_of(drawn)}",
                note="填完数量按回车就登记",
                again=again, check=reckoner.findings,
            )
        )  # fmt: skip

    def _change(self, drawn: Entitlement) -> None:
        reckoner = self._reckoner(drawn)
        self._entries.open(
            Entry(
                key=f"entitlement.{drawn.id}", title="改补贴", verb="存下",
                fields=drawn_fields(reckoner, one_after_another=False), values=drawn_values(drawn),
                save=lambda act, values: self._desk.entitlements.change(act, drawn, reckoner.entry(values)),
                told=lambda changed: f"已改好：{self._said_of(changed)}",
                check=reckoner.findings,
            )
        )  # fmt: skip

    def _close(self, row: EntitlementRow) -> None:
        done: list[Any] = []
        if self.view.panel.attempt(
            lambda: done.append(self._desk.entitlements.close(self._desk.act(), row.entitlement))
        ):
            self.refresh()
            self._shell.toast(f"已注销：{row.head_name}户 {row.policy}", undo=lambda: self._entries.undo(done[0]))

    def _reckoner(self, before: Entitlement | None = None) -> Reckoner:
        act = self._desk.act()
        policies = {row.policy.id: row.policy for row in self._desk.policies.rows(act.station_id, act.today)}
        if before is not None and before.policy_id not in policies:
            policies[before.policy_id] = self._desk.policies.get(act.station_id, before.policy_id)
        return Reckoner(self._desk, act.station_id, act.today, policies, before)

    def _said_of(self, drawn: Entitlement) -> str:
        """张满仓 良种补贴 32.00 元，去年 2.8."""
        act = self._desk.act()
        wanted = EntitlementFilter(year=drawn.year, household_id=drawn.household_id, policy_id=drawn.policy_id)
        row = self._desk.entitlements.page(act.station_id, wanted, limit=1)[0]
        last = row.last_year_quantity
        unlike = f"，去年数量是 {quantity(last)}" if last is not None and last != drawn.quantity else ""
        return f"{row.head_name} {row.policy} {yuan(drawn.amount_fen)} 元{unlike}"


def _mark(row: EntitlementRow) -> Mark | None:
    last = row.last_year_quantity
    return Mark("与去年不同", Tone.AMBER, "warning") if last is not None and last != row.entitlement.quantity else None
