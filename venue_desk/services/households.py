"""The households register: lists by page, one household with all that belongs to it, and its people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import entitlement_list, household_list, journal
from db import households as table
from db.invariants import refusing
from db.printouts import issued_to
from db.stations import groups, hamlets
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.households import (
    ClosedBecause,
    Household,
    HouseholdCounts,
    HouseholdEntry,
    HouseholdFilter,
    HouseholdOrder,
    HouseholdPage,
    HouseholdRow,
    HouseholdSums,
    Relation,
    Villager,
    VillagerEntry,
    check_closing_day,
    check_hamlet,
    check_household,
    check_known,
    check_members,
    check_number,
    check_villager,
    tidy_household,
    tidy_villager,
)
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.pinyin import sort_key
from venue_desk.domain.records import said
from venue_desk.services.household_listing import household_listing
from venue_desk.services.listings import Listed
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Households:
    """The verbs of the households register."""

    announcer: Announcer
    random: Random

    def page(
        self,
        station_id: UUID | None,
        wanted: HouseholdFilter,
        order: HouseholdOrder = HouseholdOrder.HAMLET,
        *,
        descending: bool = False,
        offset: int = 0,
        limit: int = 100,
    ) -> list[HouseholdRow]:
        """One page of the register."""
        return household_list.page(station_id, wanted, order, descending=descending, offset=offset, limit=limit)

    def place(
        self,
        station_id: UUID | None,
        wanted: HouseholdFilter,
        household_id: UUID,
        order: HouseholdOrder = HouseholdOrder.HAMLET,
        *,
        descending: bool = False,
    ) -> int | None:
        """At which place of the list the household stands, from 0; None if the filter keeps it back."""
        return household_list.place(station_id, wanted, household_id, order, descending=descending)

    def leap(
        self,
        station_id: UUID | None,
        wanted: HouseholdFilter,
        letters: str,
        after: int,
        order: HouseholdOrder = HouseholdOrder.HAMLET,
        *,
        descending: bool = False,
    ) -> int | None:
        """The place of the next household behind `after`, going round, whose head is spelled with these initials."""
        return household_list.leap(station_id, wanted, letters, after, order, descending=descending)

    def count(self, station_id: UUID | None, wanted: HouseholdFilter) -> int:
        """How many households the filter lets through."""
        return household_list.count(station_id, wanted)

    def sums(self, station_id: UUID | None, wanted: HouseholdFilter) -> HouseholdSums:
        """The foot line of the filtered list."""
        return household_list.sums(station_id, wanted)

    def counts(self, station_id: UUID | None, year: int) -> HouseholdCounts:
        """The numbers on the chips."""
        return household_list.counts(station_id, year)

    def by_hamlet(self, station_id: UUID) -> dict[UUID, int]:
        """Open households of each hamlet."""
        return household_list.by_hamlet(station_id)

    def get(self, station_id: UUID, household_id: UUID) -> HouseholdPage:
        """One household's page."""
        household = known(table.household(household_id), station_id)
        return HouseholdPage(
            household=household,
            group=next(group.name for group in groups(household.station_id) if group.id == household.group_id),
            hamlet=next(hamlet.name for hamlet in hamlets(household.station_id) if hamlet.id == household.hamlet_id),
            members=tuple(table.members(household_id)),
            entitlements=tuple(entitlement_list.of_household(household_id)),
            issued=tuple(issued_to(household_id)),
        )

    def of_villager(self, station_id: UUID, villager_id: UUID) -> Household:
        """The household a villager belongs to."""
        person = known(table.villager(villager_id), station_id)
        return known(table.household(person.household_id), station_id)

    def find(self, station_id: UUID, number: str) -> Household | None:
        """The open household with this 户号."""
        return table.household_by_number(station_id, number)

    def next_number(self, station_id: UUID) -> str:
        """The number after the greatest one, as wide as it: 0300 → 0301."""
        taken = [number for number in table.numbers(station_id) if number.isdecimal()]
        last = max(taken, key=int, default="0000")
        return str(int(last) + 1).zfill(len(last))

    def findings(
        self,
        station_id: UUID,
        entry: HouseholdEntry,
        members: Sequence[VillagerEntry],
        today: date,
        before: Household | None = None,
    ) -> list[Finding]:
        """What is to be mended or looked at; the fields of the third member are named members.2.name and so on."""
        found = self.household_findings(station_id, tidy_household(entry), before)
        tidied = [tidy_villager(member) for member in members]
        if before is None:
            found += check_members(tuple(tidied))
        for place, member in enumerate(tidied):
            at = f"members.{place}"
            found += [replace(f, field=f"{at}.{f.field}") for f in self.villager_findings(station_id, member, today)]
        return found

    def villager_findings(
        self, station_id: UUID, entry: VillagerEntry, today: date, before: Villager | None = None
    ) -> list[Finding]:
        """What is to be mended or looked at in one person."""
        entry = tidy_villager(entry)
        found = check_villager(entry, today)
        elsewhere = table.villagers_with(station_id, [entry.id_number]) if entry.id_number else []
        return found + check_known(entry, [pair for pair in elsewhere if before is None or pair[0].id != before.id])

    def register(self, act: Act, entry: HouseholdEntry, members: Sequence[VillagerEntry]) -> Saved[Household]:
        """Register a household with everyone who lives there, all or nothing."""
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act.station_id, entry, members, act.today))
            people = [tidy_villager(member) for member in members]
            head = next(member for member in people if member.relation is Relation.HEAD)
            household = Household(
                id=new_id(act.at, self.random),
                station_id=act.station_id,
                head_name=head.name,
                head_pinyin=sort_key(head.name),
                **said(HouseholdEntry, tidy_household(entry)),
            )
            ids = new_ids(act.at, self.random, len(people))
            villagers = [_villager(act, household, *pair) for pair in zip(ids, people, strict=True)]
            written = [journal.add(act, table.HouseholdTable, household)]
            written += journal.add_many(act, table.VillagerTable, villagers)
            return Saved(household, written)

    def change(self, act: Act, before: Household, entry: HouseholdEntry) -> Saved[Household]:
        """Change the facts of a household; moving to another hamlet is one of them."""
        entry = tidy_household(entry)
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            refuse_blocking(self.household_findings(act.station_id, entry, before))
            after = replace(still_open(before, act.station_id), **said(HouseholdEntry, entry))
            return Saved(after, [journal.change(act, table.HouseholdTable, before, after)])

    def move_hamlet(self, act: Act, before: Household, hamlet_id: UUID) -> Saved[Household]:
        """The household lives in another hamlet now, and so belongs to its group."""
        hamlet = next((hamlet for hamlet in hamlets(act.station_id) if hamlet.id == hamlet_id), None)
        group_id = hamlet.group_id if hamlet else before.group_id
        return self.change(act, before, replace(before, hamlet_id=hamlet_id, group_id=group_id))

    def close(self, act: Act, before: Household, because: ClosedBecause, on: date) -> Saved[Household]:
        """Close a household that moved away, died out or was merged, with everyone still in it."""
        with work(self.announcer, Topic.HOUSEHOLDS):
            refuse_blocking(_check_closing(known(before, act.station_id), on, act.today))
            after = replace(before, closed_on=on, closed_because=because)
            written = [
                journal.close(act, table.VillagerTable, member, replace(member, closed_on=on, closed_because=because))
                for member in table.members(before.id)
                if member.closed_on is None
            ]
            return Saved(after, [*written, journal.close(act, table.HouseholdTable, before, after)])

    def add_villager(self, act: Act, household: Household, entry: VillagerEntry) -> Saved[Villager]:
        """Someone more lives there: born, married in, moved in."""
        entry = tidy_villager(entry)
        refuse_blocking(self.villager_findings(act.station_id, entry, act.today))
        villager = _villager(act, still_open(household, act.station_id), new_id(act.at, self.random), entry)
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            refuse_blocking(_check_one_head(villager, table.members(household.id)))
            return Saved(villager, [journal.add(act, table.VillagerTable, villager)])

    def change_villager(self, act: Act, before: Villager, entry: VillagerEntry) -> Saved[Villager]:
        """Change what is known of a person; the head's name stands on the household too."""
        entry = tidy_villager(entry)
        refuse_blocking(self.villager_findings(act.station_id, entry, act.today, before))
        after = replace(still_open(before, act.station_id), **said(VillagerEntry, entry))
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            refuse_blocking(_check_one_head(after, table.members(before.household_id)))
            written = [journal.change(act, table.VillagerTable, before, after)]
            if after.relation is Relation.HEAD and after.name != before.name:
                written.append(self._name_head(act, after))
            return Saved(after, written)

    def close_villager(self, act: Act, before: Villager, because: ClosedBecause, on: date) -> Saved[Villager]:
        """Close a person who died or moved away. Whoever was the head must be followed by another first."""
        after = replace(still_open(before, act.station_id), closed_on=on, closed_because=because)
        with work(self.announcer, Topic.HOUSEHOLDS):
            refuse_blocking(_check_farewell(before, table.members(before.household_id), on, act.today))
            return Saved(after, [journal.close(act, table.VillagerTable, before, after)])

    def new_head(self, act: Act, household: Household, head: Villager, old_becomes: Relation) -> Saved[Household]:
        """Another member is the 户主 from now on; the old one becomes `old_becomes` of the new."""
        with work(self.announcer, Topic.HOUSEHOLDS):
            living = [m for m in table.members(still_open(household, act.station_id).id) if m.closed_on is None]
            if old_becomes is Relation.HEAD or head.id not in {m.id for m in living}:
                raise Refused([must("household.new_head", "relation", "请从这户里选一位新户主，并写明原户主的关系。")])
            written = [
                journal.change(act, table.VillagerTable, m, replace(m, relation=old_becomes))
                for m in living
                if m.relation is Relation.HEAD and m.id != head.id
            ]
            if head.relation is not Relation.HEAD:
                after = replace(head, relation=Relation.HEAD)
                written.append(journal.change(act, table.VillagerTable, head, after))
            written.append(self._name_head(act, head))
            return Saved(known(table.household(household.id), act.station_id), written)

    def household_findings(
        self, station_id: UUID, entry: HouseholdEntry, before: Household | None = None
    ) -> list[Finding]:
        """What is to be mended or looked at in the facts of the household alone."""
        entry = tidy_household(entry)
        hamlet = next((hamlet for hamlet in hamlets(station_id) if hamlet.id == entry.hamlet_id), None)
        other = table.household_by_number(station_id, entry.number) if entry.number else None
        taken = other is not None and (before is None or other.id != before.id)
        return [*check_household(entry), *check_number(entry.number, taken), *check_hamlet(entry, hamlet)]

    def _name_head(self, act: Act, head: Villager) -> int:
        household = known(table.household(head.household_id), act.station_id)
        named = replace(household, head_name=head.name, head_pinyin=sort_key(head.name))
        return journal.change(act, table.HouseholdTable, household, named)


def _villager(act: Act, household: Household, villager_id: UUID, entry: VillagerEntry) -> Villager:
    return Villager(id=villager_id, station_id=act.station_id, household_id=household.id, **said(VillagerEntry, entry))


def _check_one_head(villager: Villager, members: Iterable[Villager]) -> list[Finding]:
    after = [m for m in members if m.id != villager.id and m.closed_on is None] + [villager]
    heads = [m.name for m in after if m.relation is Relation.HEAD]
    if len(heads) == 1:
        return []
    sentence = f"户主有{'、'.join(heads)}，只能留一位。" if heads else "这户不能没有户主，请先换户主。"
    return [must("household.heads", "relation", sentence)]


def _check_farewell(villager: Villager, members: Iterable[Villager], on: date, today: date) -> list[Finding]:
    if on > today:
        return [must("villager.closed_later", "closed_on", "日期在今天以后，请改过来。")]
    others = [m for m in members if m.closed_on is None and m.id != villager.id]
    if villager.relation is Relation.HEAD and others:
        return [must("household.head_leaves", "relation", f"{villager.name}是户主，请先换一位户主。")]
    if not others:
        return [must("household.last_leaves", "relation", f"{villager.name}是这户最后一位，请改为注销这一户。")]
    return []


def _check_closing(household: Household, on: date, today: date) -> list[Finding]:
    if household.closed_on is not None:
        return [must("household.closed", "", f"{household.head_name}户已经注销了。")]
    return check_closing_day(on, today)


def export_columns() -> dict[str, Listed]:
    """Every member a row, household by household."""
    return {"households": household_listing}


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Households that still lack their contact card, or the sheet of what they draw this year."""
    counts = household_list.counts(station_id, today.year)
    found = []
    if counts.without_card:
        found.append(should("household.no_card", "", f"还有 {counts.without_card} 户没有连心卡，可以一次印齐。"))
    if counts.without_sheet:
        sentence = f"还有 {counts.without_sheet} 户没有 {today.year} 年知情卡，可以按社印。"
        found.append(should("household.no_sheet", "", sentence))
    return found
