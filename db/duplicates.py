"""Records that may be one person twice: by ID number, or by name within a household; of a station or of one household."""

from typing import Any
from uuid import UUID

from peewee import fn

from db.households import HouseholdTable, VillagerTable, members, villagers_with
from venue_desk.domain.households import Household, Villager

Doubled = list[tuple[Villager, Household]]


def by_id_number(station_id: UUID) -> Doubled:
    """Open villagers whose ID number another open one has too, side by side."""
    twice = VillagerTable.select(VillagerTable.id_number).where(
        (VillagerTable.station == station_id) & (VillagerTable.id_number != "") & VillagerTable.closed_on.is_null()
    )
    twice = twice.group_by(VillagerTable.id_number).having(fn.count(VillagerTable.id) > 1)
    return _with_homes(station_id, VillagerTable.id_number.in_(twice), VillagerTable.id_number)


def by_id_number_of(station_id: UUID, household_id: UUID) -> Doubled:
    """Those with the ID number of somebody of this household, side by side."""
    numbers = {member.id_number for member in members(household_id) if member.closed_on is None}
    found = villagers_with(station_id, numbers - {""})
    return sorted(found, key=lambda pair: (pair[0].id_number, pair[1].id, pair[0].id))


def by_name(station_id: UUID, household_id: UUID | None = None) -> Doubled:
    """Open villagers who share their name with another of the same household, side by side."""
    other = VillagerTable.alias()
    namesake = (
        (other.household == VillagerTable.household)
        & (other.name == VillagerTable.name)
        & (other.id != VillagerTable.id)
        & other.closed_on.is_null()
    )
    condition: Any = fn.EXISTS(other.select(other.id).where(namesake))
    if household_id is not None:
        condition = (VillagerTable.household == household_id) & condition
    return _with_homes(station_id, condition, VillagerTable.name)


def _with_homes(station_id: UUID, condition: object, beside: object) -> Doubled:
    query = (
        VillagerTable.select(VillagerTable, HouseholdTable)
        .join(HouseholdTable)
        .where((VillagerTable.station == station_id) & VillagerTable.closed_on.is_null() & condition)
        .order_by(beside, VillagerTable.household, VillagerTable.id)
    )
    return [(row.record_of(row), HouseholdTable.record_of(row.household)) for row in query]
