"""Writing what a dry run came to: many records at once, each with its audit and search rows; the audit ids come back."""

from dataclasses import replace
from random import Random

from db import journal
from db.cadres import CadreTable
from db.households import HouseholdTable, VillagerTable
from db.policies import EntitlementTable
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre, CadreEntry
from venue_desk.domain.households import Household, HouseholdEntry, Relation, Villager, VillagerEntry
from venue_desk.domain.ids import new_ids
from venue_desk.domain.importing_cadres import CadreWrites
from venue_desk.domain.importing_entitlements import EntitlementWrites
from venue_desk.domain.importing_households import HouseholdWrites
from venue_desk.domain.pinyin import sort_key
from venue_desk.domain.policies import Entitlement, EntitlementEntry
from venue_desk.domain.records import said


def write_households(act: Act, random: Random, writes: HouseholdWrites) -> list[int]:
    """Whoever is the head no longer goes first: a household never has two."""
    households, members = [], []
    for household_id, (entry, people) in zip(new_ids(act.at, random, len(writes.new)), writes.new, strict=True):
        head = next(person for person in people if person.relation is Relation.HEAD)
        household = Household(
            id=household_id, station_id=act.station_id, head_name=head.name, head_pinyin=sort_key(head.name),
            **said(HouseholdEntry, entry),
        )  # fmt: skip
        households.append(household)
        members += [(household, person) for person in people]
    written = list(journal.add_many(act, HouseholdTable, households)) if households else []
    stepping_down = sorted(writes.villagers, key=lambda pair: pair[0].relation is not Relation.HEAD)
    written += journal.change_many(act, VillagerTable, stepping_down)
    members += writes.joining
    people = [
        Villager(id=id_, station_id=act.station_id, household_id=household.id, **said(VillagerEntry, person))
        for id_, (household, person) in zip(new_ids(act.at, random, len(members)), members, strict=True)
    ]
    written += journal.add_many(act, VillagerTable, people) if people else ()
    named = [(old, replace(new, head_pinyin=sort_key(new.head_name))) for old, new in writes.households]
    return written + journal.change_many(act, HouseholdTable, named)


def write_entitlements(act: Act, random: Random, writes: EntitlementWrites) -> list[int]:
    """New and corrected entitlements."""
    ids = new_ids(act.at, random, len(writes.new))
    records = [
        Entitlement(id=id_, station_id=act.station_id, **said(EntitlementEntry, entry))
        for id_, entry in zip(ids, writes.new, strict=True)
    ]
    written = list(journal.add_many(act, EntitlementTable, records)) if records else []
    return written + journal.change_many(act, EntitlementTable, writes.changed)


def write_cadres(act: Act, random: Random, writes: CadreWrites) -> list[int]:
    """New and corrected cadres."""
    ids = new_ids(act.at, random, len(writes.new))
    records = [
        Cadre(id=id_, station_id=act.station_id, **said(CadreEntry, entry))
        for id_, entry in zip(ids, writes.new, strict=True)
    ]
    written = list(journal.add_many(act, CadreTable, records)) if records else []
    return written + journal.change_many(act, CadreTable, writes.changed)
