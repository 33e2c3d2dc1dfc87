"""The further life of households: 分户, 并户, moving between households, one person registered twice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import duplicates, journal
from db import households as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.family import (
    Twice,
    check_merge,
    check_move,
    check_same_person,
    check_split,
    filled_from,
    names_of,
    noted,
    twice_findings,
)
from venue_desk.domain.findings import Finding
from venue_desk.domain.households import (
    ClosedBecause,
    Household,
    HouseholdEntry,
    Relation,
    Villager,
    check_closing_day,
    in_order,
    tidy_household,
)
from venue_desk.domain.ids import new_id
from venue_desk.domain.kinship import through_old_head
from venue_desk.domain.pinyin import sort_key
from venue_desk.domain.records import said
from venue_desk.services.households import Households
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Families:
    """The verbs that move people between households. Each is one transaction, undone as a whole."""

    announcer: Announcer
    random: Random

    def split(
        self, act: Act, household: Household, entry: HouseholdEntry, leaving: Mapping[UUID, Relation]
    ) -> Saved[Household]:
        """分户: the members named become a household of their own, each with what they are to its head."""
        households = Households(self.announcer, self.random)
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            living = _living(still_open(household, act.station_id))
            findings = households.household_findings(act.station_id, entry)
            refuse_blocking([*check_split(living, leaving), *findings])
            people = sorted((m for m in living if m.id in leaving), key=lambda m: leaving[m.id] is not Relation.HEAD)
            head, there = people[0], tidy_household(entry)
            made = Household(
                id=new_id(act.at, self.random),
                station_id=act.station_id,
                head_name=head.name,
                head_pinyin=sort_key(head.name),
                **said(
                    HouseholdEntry, replace(there, note=noted(there.note, act.today, f"从{household.number}户分出"))
                ),
            )
            written = [journal.add(act, table.HouseholdTable, made)]
            written += [_move(act, member, made, leaving[member.id]) for member in people]
            written.append(_note(act, household, f"分出{made.number}户（{names_of(people)}）"))
            return Saved(made, written)

    def merging(
        self, act: Act, household: Household, into: Household, old_head: Relation, on: date
    ) -> dict[UUID, Relation]:
        """What everyone of the household would be in the other one; refused as `merge` would be."""
        living = in_order(_living(still_open(household, act.station_id)))
        relations = {member.id: through_old_head(old_head, member) for member in living}
        into = known(into, act.station_id)
        refuse_blocking([*check_merge(household, into, relations), *check_closing_day(on, act.today)])
        return relations

    def merge(self, act: Act, household: Household, into: Household, old_head: Relation, on: date) -> Saved[Household]:
        """并户: everyone moves into the other household, where the old head is `old_head`; the emptied one is closed."""
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            relations = self.merging(act, household, into, old_head, on)
            living = in_order(_living(household))
            written = [_move(act, member, into, relations[member.id]) for member in living]
            closed = replace(
                household,
                closed_on=on,
                closed_because=ClosedBecause.MERGED,
                note=noted(household.note, act.today, f"并入{into.number}户（{into.head_name}）"),
            )
            written.append(journal.close(act, table.HouseholdTable, household, closed))
            came = names_of(living) if living else household.head_name
            written.append(_note(act, into, f"{household.number}户并入（{came}）"))
            return Saved(known(table.household(into.id), act.station_id), written)

    def move(self, act: Act, villager: Villager, into: Household, relation: Relation) -> Saved[Villager]:
        """One person moves into another household of the village: married in, taken in by a son."""
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            still_open(villager, act.station_id)
            home = known(table.household(villager.household_id), act.station_id)
            refuse_blocking(check_move(villager, _living(home), known(into, act.station_id), relation))
            written = [_move(act, villager, into, relation)]
            written.append(_note(act, home, f"{villager.name}转到{into.number}户"))
            written.append(_note(act, into, f"{villager.name}从{home.number}户转来"))
            return Saved(known(table.villager(villager.id), act.station_id), written)

    def twice(self, station_id: UUID) -> list[Twice]:
        """Records that may be one person twice, those of one ID number first."""
        return duplicates.twice(station_id)

    def twice_of(self, station_id: UUID, household_id: UUID) -> list[Twice]:
        """Those that touch one household."""
        return duplicates.twice_of(station_id, household_id)

    def same_person_findings(self, keep: Villager, drop: Villager) -> list[Finding]:
        """What stands against making one of these two."""
        home = table.household(drop.household_id)
        return check_same_person(keep, drop, _living(home) if home is not None else [])

    def make_one(self, act: Act, keep: Villager, drop: Villager) -> Saved[Villager]:
        """合成一条: the other record is closed and says which one it went into; its household too if nobody is left."""
        with work(self.announcer, Topic.HOUSEHOLDS), refusing(table.BREACHES):
            still_open(keep, act.station_id)
            home = known(table.household(still_open(drop, act.station_id).household_id), act.station_id)
            stays = known(table.household(keep.household_id), act.station_id)
            living = _living(home)
            refuse_blocking(check_same_person(keep, drop, living))
            written = [_close_double(act, drop, f"与{stays.number}户的{keep.name}是同一人，并入那一条")]
            after = filled_from(keep, drop)
            after = replace(after, note=noted(after.note, act.today, f"合并了{home.number}户的重复登记"))
            written.append(journal.change(act, table.VillagerTable, keep, after))
            if len(living) == 1:
                written.append(_close_emptied(act, home, f"并入{stays.number}户（{stays.head_name}）"))
            return Saved(after, written)


def todos(station_id: UUID, _today: date) -> list[Finding]:
    """People who seem to be registered twice."""
    return twice_findings(Families(Announcer(), Random()).twice(station_id))


def _living(household: Household) -> list[Villager]:
    return [member for member in table.members(household.id) if member.closed_on is None]


def _move(act: Act, villager: Villager, into: Household, relation: Relation) -> int:
    after = replace(villager, household_id=into.id, relation=relation)
    return journal.change(act, table.VillagerTable, villager, after)


def _note(act: Act, household: Household, what: str) -> int:
    after = replace(household, note=noted(household.note, act.today, what))
    return journal.change(act, table.HouseholdTable, household, after)


def _close_double(act: Act, drop: Villager, what: str) -> int:
    after = replace(
        drop, closed_on=act.today, closed_because=ClosedBecause.MERGED, note=noted(drop.note, act.today, what)
    )
    return journal.close(act, table.VillagerTable, drop, after)


def _close_emptied(act: Act, home: Household, what: str) -> int:
    after = replace(
        home, closed_on=act.today, closed_because=ClosedBecause.MERGED, note=noted(home.note, act.today, what)
    )
    return journal.close(act, table.HouseholdTable, home, after)
