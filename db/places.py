"""Lists are read along the indexes, never sorted: SQLite keeps the written order of a CROSS JOIN."""

from typing import Any
from uuid import UUID

from peewee import JOIN

from db.households import HouseholdTable
from db.stations import HamletTable, StationTable

PLACE = (HamletTable.station, HamletTable.position, HamletTable.id)
"""The order of the village."""


def through_hamlets(station_id: UUID | None, *columns: Any) -> Any:
    """Households hamlet by hamlet."""
    query = HamletTable.select(*columns).join(HouseholdTable, JOIN.CROSS)
    query = query.where(HouseholdTable.hamlet == HamletTable.id)
    return query if station_id is None else query.where(HamletTable.station == station_id)


def through_stations(station_id: UUID | None, *columns: Any) -> Any:
    """Households station by station."""
    query = StationTable.select(*columns).join(HouseholdTable, JOIN.CROSS)
    query = query.where(HouseholdTable.station == StationTable.id)
    return query if station_id is None else query.where(StationTable.id == station_id)
