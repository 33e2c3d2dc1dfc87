"""The registers of the station. A register's module may offer functions of these names; whoever needs them loops here."""

from datetime import date
from types import ModuleType
from uuid import UUID

from venue_desk.domain.findings import Finding
from venue_desk.services import (
    cadres,
    families,
    households,
    leaves,
    policies,
    printouts,
    roster,
    settings,
    stations,
    swaps,
)

REGISTERS: tuple[ModuleType, ...] = (
    stations, settings, cadres, roster, leaves, swaps, households, families, policies, printouts,
)  # fmt: skip


def todos(station_id: UUID, today: date) -> list[Finding]:
    """What every register wants done, in the order of the registers."""
    offers = [module.todos for module in REGISTERS if hasattr(module, "todos")]
    return [finding for offer in offers for finding in offer(station_id, today)]
