"""Writing what a dry run came to, some hundreds of records at a time, each with its audit and search rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from db import journal
from db.cadres import CadreTable
from db.households import HouseholdTable, VillagerTable
from db.policies import EntitlementTable
from db.table import Table
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre, CadreEntry
from venue_desk.domain.households import Household, HouseholdEntry, Relation, Villager, VillagerEntry
from venue_desk.domain.ids import new_ids
from venue_desk.domain.importing_cadres import CadrePlanner, CadreWrites
from venue_desk.domain.importing_entitlements import EntitlementPlanner, EntitlementWrites
from venue_desk.domain.importing_households import HouseholdPlanner, HouseholdWrites
from venue_desk.domain.pinyin import sort_key
from venue_desk.domain.policies import Entitlement, EntitlementEntry
from venue_desk.domain.records import said

T = TypeVar("T")
Written = Iterator[Sequence[int]]
"""The audit ids of one part after another: between two of them a job can be stopped."""

PART = 500


def write(act: Act, random: Random, planner: HouseholdPlanner | EntitlementPlanner | CadrePlanner) -> Written:
    """All that the planner came to."""
    if isinstance(planner, HouseholdPlanner):
        return write_households(act, random, planner.writes)
    if isinstance(planner, EntitlementPlanner):
        return write_entitlements(act, random, planner.writes)
    return write_cadres(act, random, planner.writes)


def write_households(act: Act, random: Random, writes: HouseholdWrites) -> Written:
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
    yield from _add(act, HouseholdTable, households)
    stepping_down = sorted(writes.villagers, key=lambda pair: pair[0].relation is not Relation.HEAD)
    yield from _change(act, VillagerTable, stepping_down)
    members += writes.joining
    people = [
        Villager(id=id_, station_id=act.station_id, household_id=household.id, **said(VillagerEntry, person))
        for id_, (household, person) in zip(new_ids(act.at, random, len(members)), members, strict=True)
    ]
    yield from _add(act, VillagerTable, people)
    named = [(old, replace(new, head_pinyin=sort_key(new.head_name))) for old, new in writes.households]
    yield from _change(act, HouseholdTable, named)


def write_entitlements(act: Act, random: Random, writes: EntitlementWrites) -> Written:
    """New and corrected entitlements."""
    ids = new_ids(act.at, random, len(writes.new))
    records = [
        Entitlement(id=id_, station_id=act.station_id, **said(EntitlementEntry, entry))
        for id_, entry in zip(ids, writes.new, strict=True)
    ]
    yield from _add(act, EntitlementTable, records)
    yield from _change(act, EntitlementTable, writes.changed)


def write_cadres(act: Act, random: Random, writes: CadreWrites) -> Written:
    """New and corrected cadres."""
    ids = new_ids(act.at, random, len(writes.new))
    records = [
        Cadre(id=id_, station_id=act.station_id, **said(CadreEntry, entry))
        for id_, entry in zip(ids, writes.new, strict=True)
    ]
    yield from _add(act, CadreTable, records)
    yield from _change(act, CadreTable, writes.changed)


def _add(act: Act, table: type[Table], records: Sequence[Any]) -> Written:
    for part in _parts(records):
        yield journal.add_many(act, table, part)


def _change(act: Act, table: type[Table], pairs: Sequence[tuple[Any, Any]]) -> Written:
    for part in _parts(pairs):
        yield journal.change_many(act, table, part)


def _parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    return (whole[first : first + PART] for first in range(0, len(whole), PART))
