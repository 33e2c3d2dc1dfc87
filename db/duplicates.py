"""Records that may be one person twice: by ID number, or by name within a household."""

from uuid import UUID

from peewee import fn

from db.households import HouseholdTable, VillagerTable
from venue_desk.domain.households import Household, Villager

Doubled = list[tuple[Villager, Household]]


def by_id_number(station_id: UUID) -> Doubled:
    """Open villagers whose ID number another open one has too, side by side."""
    twice = VillagerTable.select(VillagerTable.id_number).where(
        (VillagerTable.station == station_id) & (VillagerTable.id_number != "") & VillagerTable.closed_on.is_null()
    )
    twice = twice.group_by(VillagerTable.id_number).having(fn.count(VillagerTable.id) > 1)
    return _with_homes(station_id, VillagerTable.id_number.in_(twice), VillagerTable.id_number)


def by_name(station_id: UUID) -> Doubled:
    """Open villagers who share their name with another of the same household, side by side."""
    other = VillagerTable.alias()
    namesake = (
        (other.household == VillagerTable.household)
        & (other.name == VillagerTable.name)
        & (other.id != VillagerTable.id)
        & other.closed_on.is_null()
    )
    return _with_homes(station_id, fn.EXISTS(other.select(other.id).where(namesake)), VillagerTable.name)


def _with_homes(station_id: UUID, condition: object, beside: object) -> Doubled:
    query = (
        VillagerTable.select(VillagerTable, HouseholdTable)
        .join(HouseholdTable)
        .where((VillagerTable.station == station_id) & VillagerTable.closed_on.is_null() & condition)
        .order_by(beside, VillagerTable.household, VillagerTable.id)
    )
    return [(row.record_of(row), HouseholdTable.record_of(row.household)) for row in query]
