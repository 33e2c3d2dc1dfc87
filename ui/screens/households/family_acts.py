"""What is done to a family: 分户, 并户, 转户, and making one of two records of the same person."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.entry import Entries, Entry, Values
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.panel import PanelPage
from ui.screens.households.family_form import (
    THERE,
    leaving,
    merge_fields,
    move_fields,
    same_person_fields,
    split_fields,
)
from ui.screens.households.form import household_entry
from venue_desk.domain.errors import Refused
from venue_desk.domain.family import told_merge, told_one
from venue_desk.domain.households import Household, HouseholdPage, Relation, Villager, in_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.domain.family import Twice


FINAL = "并错了按 Ctrl+Z 撤销。以后再改过其中一条，就不能自动拆开了。"


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
            f"household.same.{key}": lambda: self.same_person(page),
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
                ask=lambda act, values: self._told_merge(act, page, values), final=FINAL,
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

    def look_at_pair(self, pair: "Twice", keep: Villager) -> None:
        """合成一条, of two that were found."""
        self._ask_one(keep, pair.second if keep.id == pair.first.id else pair.first)

    def same_person(self, page: HouseholdPage) -> None:
        """并人: one of this household and somebody else are the same person, though nothing but a cadre knows it."""
        self._entries.open(
            Entry(
                key=f"household.same.{page.household.id}", title="同一个人登记了两条", verb="合成一条",
                fields=same_person_fields(page, self._desk),
                save=lambda act, values: self._desk.families.make_one(act, *self._meant(page, values)),
                told=lambda kept: f"{kept.name}的两条已合成一条",
                key_of=lambda _: page.household.id,
                ask=lambda _, values: self._told_one(*self._meant(page, values)), final=FINAL,
            )
        )  # fmt: skip

    def _meant(self, page: HouseholdPage, values: "Values") -> "tuple[Villager, Villager]":
        """Who stays, who goes; refused if they are two people."""
        own = next(member for member in page.living_here if member.id == values["who"])
        other = self._villager(values["other"])
        keep, drop = (other, own) if values["stays"] == THERE else (own, other)
        if found := self._desk.families.same_person_findings(keep, drop):
            raise Refused([replace(each, field="other") for each in found])
        return keep, drop

    def _told_merge(self, act: "Act", page: HouseholdPage, values: "Values") -> list[str]:
        into = self._household(values["into"])
        relation, on = values["relation"] or Relation.OTHER, values["closed_on"] or act.today
        relations = self._desk.families.merging(act, page.household, into, relation, on)
        return told_merge(page.household, into, in_order(page.living_here), relations)

    def _told_one(self, keep: Villager, drop: Villager) -> list[str]:
        alone = len(self._living_with(drop)) == 1
        homes = self._household(keep.household_id), self._household(drop.household_id)
        return told_one(keep, homes[0], drop, homes[1], alone=alone)

    def _ask_one(self, keep: Villager, drop: Villager) -> None:
        """Which of the two stays, and what becomes of the other, before it is done."""
        told = self._told_one(keep, drop)
        sheet = ConfirmSheet(told, FINAL, "合成一条", lambda: self._make_one(keep, drop), self._view.leave)
        self._view.show_page(PanelPage(title=f"{keep.name}登记了两条", content=sheet))

    def _make_one(self, keep: Villager, drop: Villager) -> None:
        done: list[Any] = []
        if self._view.panel.attempt(lambda: done.append(self._desk.families.make_one(self._desk.act(), keep, drop))):
            self._view.show_picked()
            self._shell.toast(f"{keep.name}的两条已合成一条", undo=lambda: self._entries.undo(done[0]))

    def _living_with(self, villager: Villager) -> "tuple[Villager, ...]":
        return self._desk.households.get(self._desk.act().station_id, villager.household_id).living_here

    def _villager(self, villager_id: "UUID") -> Villager:
        act = self._desk.act()
        home = self._desk.households.of_villager(act.station_id, villager_id)
        page = self._desk.households.get(act.station_id, home.id)
        return next(member for member in page.members if member.id == villager_id)

    def _household(self, household_id: "UUID") -> Household:
        return self._desk.households.get(self._desk.act().station_id, household_id).household
