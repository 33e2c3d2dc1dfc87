"""Which search entries follow from the records: the journal asks for those of what it writes, a rebuild for all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from db import search
from db.cadres import CadreTable
from db.cases import CaseTable
from db.catalogue import ServiceItemTable
from db.duty_log import LogLineTable
from db.households import HouseholdTable, VillagerTable
from db.lodging import NightTable
from db.meals import MealTable
from db.policies import PolicyTable, RateTable
from db.printouts import PrintoutTable
from db.purchases import PurchaseTable, SupplierTable, suppliers_named
from db.stations import GroupTable, HamletTable
from db.table import Table, key_of, many
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.cases import Case
from venue_desk.domain.catalogue import ServiceItem
from venue_desk.domain.duty_log import LogLine
from venue_desk.domain.found import (
    SearchEntry,
    cadre_entry,
    case_entry,
    guest_meal_entry,
    guest_night_entry,
    household_entry,
    item_entry,
    log_entry,
    policy_entry,
    printout_entry,
    purchase_entry,
    supplier_entry,
    villager_entry,
)
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.lodging import Night
from venue_desk.domain.meals import MealRecord
from venue_desk.domain.policies import Policy, Rate
from venue_desk.domain.printouts import Printout
from venue_desk.domain.purchases import Purchase, Supplier
from venue_desk.domain.stations import Group, Hamlet

TABLES: tuple[type[Table], ...] = (
    CadreTable,
    PolicyTable,
    HouseholdTable,
    VillagerTable,
    PrintoutTable,
    LogLineTable,
    CaseTable,
    ServiceItemTable,
    SupplierTable,
    PurchaseTable,
)
"""The registers that are searched."""

GUESTS: Mapping[type[Table], Any] = {NightTable: NightTable.guest != "", MealTable: MealTable.guest != ""}
"""Those of which only the guests are: a cadre's own nights and meals are in the month, not in a search."""

BATCH = 5000
Home = tuple[str, str]
"""The names of a hamlet and of its group."""


def all_entries() -> Iterator[SearchEntry]:
    """The entries of every record of the file."""
    for table in TABLES:
        for records in _pages(table):
            yield from entries_of(records)
    for table, guests in GUESTS.items():
        for records in _pages(table, guests):
            yield from entries_of(records)


def entries_of(records: Sequence[Any]) -> Iterator[SearchEntry]:
    """The entries of these records; a record that is not searched has none."""
    villagers, households = _of(Villager, records), _of(Household, records)
    homes = _homes({villager.household_id for villager in villagers})
    yield from (villager_entry(villager, *homes[villager.household_id]) for villager in villagers)
    homes = _homes({household.id for household in households})
    yield from (household_entry(household, *homes[household.id]) for household in households)
    yield from _cadre_entries(_of(Cadre, records))
    yield from _policy_entries(_of(Policy, records))
    yield from (printout_entry(printout) for printout in _of(Printout, records))
    yield from (log_entry(line) for line in _of(LogLine, records))
    yield from (item_entry(item) for item in _of(ServiceItem, records) if not item.superseded)
    yield from _case_entries(_of(Case, records))
    yield from (supplier_entry(supplier) for supplier in _of(Supplier, records))
    yield from _purchase_entries(_of(Purchase, records))
    yield from (guest_night_entry(night) for night in _of(Night, records) if night.guest)
    yield from (guest_meal_entry(meal) for meal in _of(MealRecord, records) if meal.guest)


def follow(records: Sequence[Any], at: datetime | None = None) -> None:
    """Bring the index up to these records as just written; part of the transaction it is called in.

    With `at` they count as used then: whoever was registered or changed a minute ago is looked for again. A bulk leaves it out.
    """
    written = {record.id for record in records}
    search.drop([item.id for item in _of(ServiceItem, records) if item.superseded])
    entries = entries_of(concerned(records))
    search.put(replace(entry, used_at=at) if at and entry.id in written else entry for entry in entries)


def concerned(records: Sequence[Any]) -> list[Any]:
    """These records and those whose entries show something of them: a household's members, a renamed hamlet's all."""
    homes = [record.id for record in _of(Household, records)]
    policies = [record.policy_id for record in _of(Rate, records)]
    sellers = [record.id for record in _of(Supplier, records)]
    showing = [record for place in (*_of(Hamlet, records), *_of(Group, records)) for record in _showing(place)]
    if homes:
        showing += many(Villager, VillagerTable.select().where(VillagerTable.household.in_(homes)))
    if policies:
        showing += many(Policy, PolicyTable.select().where(PolicyTable.id.in_(policies)))
    if sellers:
        showing += many(Purchase, PurchaseTable.select().where(PurchaseTable.supplier.in_(sellers)))
    return list({record.id: record for record in (*showing, *records)}.values())


def _showing(place: Hamlet | Group) -> list[Any]:
    if isinstance(place, Hamlet):
        return _residents(HouseholdTable.hamlet == place.id)
    cadres = many(Cadre, CadreTable.select().where(CadreTable.station == place.station_id))
    return _residents(HouseholdTable.group == place.id) + [cadre for cadre in cadres if place.id in cadre.group_ids]


def _residents(where: Any) -> list[Any]:
    villagers = VillagerTable.select(VillagerTable).join(HouseholdTable).where(where)
    return many(Household, HouseholdTable.select().where(where)) + many(Villager, villagers)


def _homes(ids: set[UUID]) -> dict[UUID, Home]:
    if not ids:
        return {}
    query: Any = (
        HouseholdTable.select(HouseholdTable.id, HamletTable.name, GroupTable.name)
        .join(HamletTable)
        .switch(HouseholdTable)
        .join(GroupTable)
        .where(HouseholdTable.id.in_(ids))
    )
    return {found: (hamlet, group) for found, hamlet, group in query.tuples()}


def _cadre_entries(cadres: Sequence[Cadre]) -> Iterator[SearchEntry]:
    ids = {group_id for cadre in cadres for group_id in cadre.group_ids}
    query: Any = GroupTable.select(GroupTable.id, GroupTable.name).where(GroupTable.id.in_(ids))
    names: dict[UUID, str] = dict(query.tuples()) if ids else {}
    yield from (cadre_entry(cadre, tuple(names[g] for g in cadre.group_ids if g in names)) for cadre in cadres)


def _case_entries(cases: Sequence[Case]) -> Iterator[SearchEntry]:
    ids = {case.hamlet_id for case in cases}
    query: Any = HamletTable.select(HamletTable.id, HamletTable.name).where(HamletTable.id.in_(ids))
    names: dict[UUID, str] = dict(query.tuples()) if ids else {}
    yield from (case_entry(case, names[case.hamlet_id]) for case in cases)


def _policy_entries(policies: Sequence[Policy]) -> Iterator[SearchEntry]:
    ids = [policy.id for policy in policies]
    rates = many(Rate, RateTable.select().where(RateTable.policy.in_(ids))) if ids else []
    for policy in policies:
        documents = tuple(r.document_number for r in rates if r.policy_id == policy.id and r.closed_on is None)
        yield policy_entry(policy, documents)


def _purchase_entries(purchases: Sequence[Purchase]) -> Iterator[SearchEntry]:
    names = suppliers_named({purchase.supplier_id for purchase in purchases})
    yield from (purchase_entry(purchase, names[purchase.supplier_id]) for purchase in purchases)


def _pages(table: type[Table], *among: Any) -> Iterator[list[Any]]:
    """The records of a table, or those `among` it, a few thousand at a time."""
    assert table.record is not None
    key, last = key_of(table), None
    while True:
        conditions = [*among, *([] if last is None else [key > last])]
        query = table.select().where(*conditions) if conditions else table.select()
        records = many(table.record, query.order_by(key).limit(BATCH))
        if not records:
            return
        yield records
        last = records[-1].id


def _of(kind: type[Any], records: Sequence[Any]) -> list[Any]:
    return [record for record in records if type(record) is kind]
