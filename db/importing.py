"""What an import is compared with: everyone of a station at once, the closed ones too."""

from uuid import UUID

from db.households import HouseholdTable, VillagerTable
from db.table import many
from venue_desk.domain.households import Household, Villager


def households(station_id: UUID) -> list[Household]:
    """Every household of the station, in the order of registration."""
    query = HouseholdTable.select().where(HouseholdTable.station == station_id)
    return many(Household, query.order_by(HouseholdTable.id))


def villagers(station_id: UUID) -> list[Villager]:
    """Everyone of the station, in the order of registration."""
    query = VillagerTable.select().where(VillagerTable.station == station_id)
    return many(Villager, query.order_by(VillagerTable.id))
