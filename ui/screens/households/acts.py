"""What is done to a household from its page: each act is a form in the panel, or a page elsewhere."""

from functools import partial
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.facts import Sections
from ui.kit.form import Form
from ui.kit.panel import PanelPage
from ui.kit.verb import Verb
from ui.screens.households.changes import changes
from ui.screens.households.drawn import of_year
from ui.screens.households.family_acts import FamilyActs
from ui.screens.households.form import (
    at_the_head,
    closing_fields,
    head_entry,
    head_fields,
    household_entry,
    household_fields,
    new_household_fields,
    villager_entry,
    villager_fields,
)
from venue_desk.domain.households import (
    ClosedBecause,
    Household,
    HouseholdEntry,
    HouseholdPage,
    Relation,
    Villager,
    VillagerEntry,
)
from venue_desk.domain.printouts import IssuedRow
from venue_desk.domain.records import said
from venue_desk.services import histories
from venue_desk.services.revealing import reveal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.stations import Hamlet


class HouseholdActs:
    """The verbs of the 农户 screen."""

    def __init__(self, desk: "Desk", shell: "Shell", view: "RegisterView", entries: Entries) -> None:
        self._desk, self._shell, self._view, self._entries = desk, shell, view, entries
        self.family = FamilyActs(desk, shell, view, entries)

    def register(self) -> None:
        """登记农户: the head now, the rest of the family from the page that opens."""
        hamlets = self._hamlets()
        self._entries.open(
            Entry(
                key="household.new", title="登记农户", verb="登记", fields=new_household_fields(self._desk, hamlets),
                values={"number": self._desk.households.next_number(self._desk.act().station_id)},
                save=lambda act, values: at_the_head(
                    lambda: self._desk.households.register(
                        act, household_entry(values, hamlets), (head_entry(values),)
                    )
                ),
                told=lambda household: f"已登记农户：{household.head_name}，户号 {household.number}",
                note="家人登记后再添",
            )
        )  # fmt: skip

    def change(self, household: Household) -> None:
        """改."""
        hamlets = self._hamlets()
        self._entries.open(
            Entry(
                key=f"household.{household.id}", title=f"改{household.head_name}户", verb="存下",
                fields=household_fields(hamlets), values=_shown(household),
                save=lambda act, values: self._desk.households.change(
                    act, household, household_entry(values, hamlets, household)
                ),
                told=lambda changed: f"已改好：{changed.head_name}户",
            )
        )  # fmt: skip

    def go_on(self, page: HouseholdPage, draft: str) -> None:
        """Open the form that was left unfinished, by the key of its draft."""
        forms: dict[str, Callable[[], object]] = {
            **self.family.forms(page),
            f"household.{page.household.id}": partial(self.change, page.household),
            f"villager.new.{page.household.id}": partial(self.add_villager, page.household),
        }
        for member in page.members:
            forms[f"villager.{member.id}"] = partial(self.change_villager, page.household, member)
            forms[f"villager.close.{member.id}"] = partial(self.close_villager, page.household, member)
            forms[f"household.head.{member.id}"] = partial(self.make_head, page, member)
        forms.get(draft, lambda: None)()

    def add_villager(self, household: Household) -> None:
        """添家人, one after the other."""
        self._entries.open(
            Entry(
                key=f"villager.new.{household.id}", title=f"{household.head_name}户添家人", verb="添上",
                fields=villager_fields(self._desk),
                save=lambda act, values: self._desk.households.add_villager(act, household, villager_entry(values)),
                told=lambda villager: f"已添：{villager.name}，{household.head_name}户",
                key_of=lambda _: household.id,
            )
        )  # fmt: skip

    def change_villager(self, household: Household, villager: Villager) -> None:
        """改 a person."""
        self._entries.open(
            Entry(
                key=f"villager.{villager.id}", title=f"改{villager.name}", verb="存下", fields=villager_fields(self._desk),
                values=said(VillagerEntry, villager),
                save=lambda act, values: self._desk.households.change_villager(act, villager, villager_entry(values)),
                told=lambda changed: f"已改好：{changed.name}",
                key_of=lambda _: household.id,
            )
        )  # fmt: skip

    def close_villager(self, household: Household, villager: Villager) -> None:
        """去世 or 迁出."""
        self._entries.open(
            Entry(
                key=f"villager.close.{villager.id}", title=f"{villager.name}去世或迁出", verb="登记",
                fields=closing_fields(), values={"closed_on": self._desk.act().today},
                save=lambda act, values: self._desk.households.close_villager(
                    act, villager, values["because"] or ClosedBecause.MOVED, values["closed_on"] or act.today
                ),
                told=lambda gone: f"已登记：{gone.name}{gone.closed_because.label}",
                note="过去的登记都留着",
                key_of=lambda _: household.id,
            )
        )  # fmt: skip

    def make_head(self, page: HouseholdPage, villager: Villager) -> None:
        """换户主: the old one becomes what they are to the new one."""
        old = next(member for member in page.living_here if member.relation is Relation.HEAD)
        self._entries.open(
            Entry(
                key=f"household.head.{villager.id}", title=f"{villager.name}当户主", verb="换户主", fields=head_fields(old),
                save=lambda act, values: self._desk.households.new_head(
                    act, page.household, villager, values["relation"] or old.relation
                ),
                told=lambda household: f"户主换成{household.head_name}",
            )
        )  # fmt: skip

    def ask_close(self, page: HouseholdPage) -> None:
        """注销 a household is asked before: everybody in it is closed with it."""
        household = page.household
        form = Form(closing_fields(), lambda: self._desk.act().today)
        form.set_values({"closed_on": self._desk.act().today})
        sheet = ConfirmSheet(
            (f"{household.head_name}户 {len(page.living_here)} 口人一起注销，不再出现在名单和知情卡里。", "过去的补贴和发过的卡都留着，还能查。"),
            "注销以后这户只能看，不能再改。",
            "注销",
            lambda: self._close(household, form),
            self._view.leave,
            form,
        )  # fmt: skip
        self._view.show_page(PanelPage(title=f"注销{household.head_name}户", content=sheet))

    def show_changes(self, page: HouseholdPage) -> None:
        """变更记录 as a page of its own."""
        act = self._desk.act()
        told = histories.of_household(act.station_id, page.household.id)
        content = Sections()
        content.add("", changes(told, act.today))
        back = Verb("回到这户", self._view.show_picked, icon="arrow-left")
        self._view.show_page(
            PanelPage(title="变更记录", meta=f"{page.household.head_name}户", content=content, verbs=(back,))
        )

    def show_year(self, page: HouseholdPage, year: int) -> None:
        """What it drew in another year, as a page of its own."""
        content = Sections()
        content.add("", of_year(page.entitlements, year, self._desk.act().today.year))
        back = Verb("回到这户", self._view.show_picked, icon="arrow-left")
        self._view.show_page(
            PanelPage(title=f"{year}年补贴", meta=f"{page.household.head_name}户", content=content, verbs=(back,))
        )

    def draw(self, household: Household) -> None:
        """记补贴, on the 惠农政策 screen with the household filled in."""
        self._shell.go("policies", entitle=household.id)

    def print_again(self, household: Household, issued: IssuedRow) -> None:
        """补印: the same paper for the same household."""
        self._shell.go("printouts", again=issued.issuance.printout_id, household_ids=(household.id,))

    def reveal(self, record: Household | Villager, field: str) -> str:
        """The whole value, after the looking was written down."""
        return reveal(self._desk.act(), record, field)

    def _close(self, household: Household, form: Form) -> None:
        def act() -> None:
            values: dict[str, Any] = form.values()
            now = self._desk.act()
            saved = self._desk.households.close(
                now, household, values["because"] or ClosedBecause.MOVED, values["closed_on"] or now.today
            )
            self._shell.toast(f"已注销：{household.head_name}户", undo=lambda: self._entries.undo(saved))

        if not form.problems() and self._view.panel.attempt(act):
            self._view.show_picked()

    def _hamlets(self) -> "list[Hamlet]":
        return self._desk.stations.hamlets(self._desk.act().station_id)


def _shown(household: Household) -> dict[str, Any]:
    return {name: value for name, value in said(HouseholdEntry, household).items() if name not in {"group_id", "phone"}}
