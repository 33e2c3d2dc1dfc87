"""Records that may be one person twice: by ID number, or by name within a household; of a station or of one household."""

from typing import Any
from uuid import UUID

from peewee import Value, fn

from db.households import HouseholdTable, VillagerTable, members, villagers_with
from venue_desk.domain.family import Twice, pairs_of
from venue_desk.domain.households import Household, Villager

Doubled = list[tuple[Villager, Household]]


def twice(station_id: UUID | None) -> list[Twice]:
    """Records that may be one person twice, those of one ID number first."""
    return [*pairs_of(by_id_number(station_id), by_id=True), *pairs_of(by_name(station_id))]


def twice_of(station_id: UUID, household_id: UUID) -> list[Twice]:
    """Those that touch one household."""
    by_id = pairs_of(by_id_number_of(station_id, household_id), by_id=True)
    touching = [pair for pair in by_id if household_id in (pair.first_home.id, pair.second_home.id)]
    return [*touching, *pairs_of(by_name(station_id, household_id))]


def homes(station_id: UUID | None) -> set[UUID]:
    """The households in which somebody may stand twice."""
    return {home.id for pair in twice(station_id) for home in (pair.first_home, pair.second_home)}


def by_id_number(station_id: UUID | None) -> Doubled:
    """Open villagers whose ID number another open one has too, side by side."""
    numbers = VillagerTable.select(VillagerTable.id_number).where(
        _at(station_id), VillagerTable.id_number != "", VillagerTable.closed_on.is_null()
    )
    shared = numbers.group_by(VillagerTable.id_number).having(fn.count(VillagerTable.id) > 1)
    return _with_homes(station_id, VillagerTable.id_number.in_(shared), VillagerTable.id_number)


def by_id_number_of(station_id: UUID, household_id: UUID) -> Doubled:
    """Those with the ID number of somebody of this household, side by side."""
    numbers = {member.id_number for member in members(household_id) if member.closed_on is None}
    found = villagers_with(station_id, numbers - {""})
    return sorted(found, key=lambda pair: (pair[0].id_number, pair[1].id, pair[0].id))


def by_name(station_id: UUID | None, household_id: UUID | None = None) -> Doubled:
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


def _with_homes(station_id: UUID | None, condition: object, beside: object) -> Doubled:
    query = (
        VillagerTable.select(VillagerTable, HouseholdTable)
        .join(HouseholdTable)
        .where(_at(station_id), VillagerTable.closed_on.is_null(), condition)
        .order_by(beside, VillagerTable.household, VillagerTable.id)
    )
    return [(row.record_of(row), HouseholdTable.record_of(row.household)) for row in query]


def _at(station_id: UUID | None) -> Any:
    return Value(value=True) if station_id is None else VillagerTable.station == station_id
