"""What is done to a family: 分户, 并户, 转户, and making one of two records of the same person."""

from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry
from ui.screens.households.family_form import leaving, merge_fields, move_fields, split_fields
from ui.screens.households.form import household_entry
from venue_desk.domain.households import Household, HouseholdPage, Relation, Villager

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.family import Twice


class FamilyActs:
    """The verbs under 家人."""

    def __init__(self, desk: "Desk", shell: "Shell", view: "RegisterView", entries: Entries) -> None:
        self._desk, self._shell, self._view, self._entries = desk, shell, view, entries

    def forms(self, page: HouseholdPage) -> "dict[str, Callable[[], object]]":
        """By the key of its draft."""
        key = page.household.id
        return {
            f"household.split.{key}": lambda: self.split(page),
            f"household.merge.{key}": lambda: self.merge(page),
            f"household.move.{key}": lambda: self.move(page),
        }

    def split(self, page: HouseholdPage) -> None:
        """分户."""
        household, families = page.household, self._desk.families
        station = self._desk.act().station_id
        hamlets = self._desk.stations.hamlets(station)
        self._entries.open(
            Entry(
                key=f"household.split.{household.id}", title=f"{household.head_name}户分户", verb="分户",
                fields=split_fields(page, hamlets),
                values={"number": self._desk.households.next_number(station), "hamlet_id": household.hamlet_id},
                save=lambda act, values: families.split(
                    act, household, household_entry(values, hamlets), leaving(page, values)
                ),
                told=lambda made: f"已分户：{made.head_name}，户号 {made.number}",
                note="耕地和补贴仍在原户，请再改",
            )
        )  # fmt: skip

    def merge(self, page: HouseholdPage) -> None:
        """并户."""
        household = page.household
        self._entries.open(
            Entry(
                key=f"household.merge.{household.id}", title=f"{household.head_name}户并户", verb="并户",
                fields=merge_fields(page, self._desk), values={"closed_on": self._desk.act().today},
                save=lambda act, values: self._desk.families.merge(
                    act, household, self._household(values["into"]), values["relation"] or Relation.OTHER,
                    values["closed_on"] or act.today,
                ),
                told=lambda into: f"{household.head_name}户已并入{into.number}户",
                note="这户注销，补贴和卡的记录留着",
            )
        )  # fmt: skip

    def move(self, page: HouseholdPage) -> None:
        """转户."""
        household = page.household
        people = {member.id: member for member in page.living_here}
        self._entries.open(
            Entry(
                key=f"household.move.{household.id}", title="转到别户", verb="转过去",
                fields=move_fields(page, self._desk),
                save=lambda act, values: self._desk.families.move(
                    act, people[values["who"]], self._household(values["into"]), values["relation"] or Relation.OTHER
                ),
                told=lambda villager: f"{villager.name}已转到{self._household(villager.household_id).number}户",
                key_of=lambda _: household.id,
            )
        )  # fmt: skip

    def make_one(self, pair: "Twice", keep: Villager) -> None:
        """合成一条: at once, since it can be undone."""
        drop = pair.second if keep.id == pair.first.id else pair.first

        def act() -> None:
            saved: Any = self._desk.families.make_one(self._desk.act(), keep, drop)
            self._shell.toast(f"{keep.name}的两条已合成一条", undo=lambda: self._entries.undo(saved))

        self._view.panel.attempt(act)

    def _household(self, household_id: "UUID") -> Household:
        return self._desk.households.get(self._desk.act().station_id, household_id).household
