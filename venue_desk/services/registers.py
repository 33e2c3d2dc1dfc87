"""The registers of the station. A register's module may offer functions of these names; whoever needs them loops here."""

from datetime import datetime, time, timedelta
from types import ModuleType
from uuid import UUID

from venue_desk.domain.calendar import STATION_ZONE, day_of
from venue_desk.domain.duty_log import Conversion
from venue_desk.domain.findings import Finding
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.home import Done
from venue_desk.services import (
    appointments,
    attendance,
    attendance_month,
    belongings,
    books_listing,
    cadres,
    case_figures,
    case_listing,
    catalogue_listing,
    custody,
    duty_log,
    families,
    handover,
    health_certificates,
    holidays,
    households,
    leaves,
    lodging_evening,
    lodging_listing,
    meal_listing,
    petty_cash,
    policies,
    printouts,
    roster,
    roster_listing,
    samples,
    seal_uses,
    settings,
    settlements,
    shifts,
    stations,
    stock,
    suppliers,
    swaps,
)

REGISTERS: tuple[ModuleType, ...] = (
    stations, settings, holidays, shifts, cadres, roster, roster_listing, leaves, swaps, attendance, attendance_month, duty_log, handover,
    case_listing, case_figures, catalogue_listing, appointments, custody,
    lodging_evening, lodging_listing, meal_listing, samples, health_certificates, suppliers, stock, settlements, books_listing,
    belongings, seal_uses, petty_cash, households, families, policies, printouts,
)  # fmt: skip


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """What every register has to hand over at that moment, in the groups of the list."""
    offers = [module.handover_items for module in REGISTERS if hasattr(module, "handover_items")]
    found = [item for offer in offers for item in offer(station_id, at)]
    order = list(ItemGroup)
    return sorted(found, key=lambda item: order.index(item.group))


def todos(station_id: UUID, now: datetime) -> list[Finding]:
    """What every register wants done, in the order of the registers: `todos` by the day, `todos_at` by the hour."""
    day = day_of(now)
    found: list[Finding] = []
    for module in REGISTERS:
        found += module.todos(station_id, day) if hasattr(module, "todos") else []
        found += module.todos_at(station_id, now) if hasattr(module, "todos_at") else []
    return found


def done(station_id: UUID, now: datetime) -> list[Done]:
    """What was done today in all registers (`done_at`), in the order of time."""
    begins = datetime.combine(day_of(now), time(), STATION_ZONE)
    offers = [module.done_at for module in REGISTERS if hasattr(module, "done_at")]
    return sorted(each for offer in offers for each in offer(station_id, begins, begins + timedelta(days=1)))


def conversions() -> list[Conversion]:
    """What a line of the duty log can be turned into: each register that takes one says so in `LOG_CONVERSIONS`."""
    offers: list[tuple[Conversion, ...]] = [getattr(module, "LOG_CONVERSIONS", ()) for module in REGISTERS]
    return [conversion for offer in offers for conversion in offer]
