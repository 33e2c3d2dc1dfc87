"""Swaps: who asked whom to take which shift, and what came of it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from db.cadres import CadreTable
from db.fields import EnumField, InstantField, TextField, UuidField, reference
from db.memory import remembered
from db.roster import DutyTable
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.swaps import Swap, SwapState


class SwapTable(Table):
    record = Swap

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    cadre = reference(CadreTable, index=False)
    duty = reference(DutyTable)
    with_cadre = reference(CadreTable, index=False)
    return_duty = reference(DutyTable, null=True)
    reason = TextField()
    state = EnumField(SwapState)
    asked_at = InstantField()
    entered_by = UuidField()
    answered_at = InstantField(null=True)
    answered_by = UuidField(null=True)
    decided_at = InstantField(null=True)
    decided_by = UuidField(null=True)

    class Meta:
        table_name = "swaps"
        indexes = ((("station", "asked_at"), False),)


TABLES: tuple[type[Table], ...] = (SwapTable,)

OPEN = tuple(state for state in SwapState if state.open)


def swap(swap_id: UUID) -> Swap | None:
    return one(Swap, SwapTable, swap_id)


@remembered
def open_swaps(station_id: UUID) -> list[Swap]:
    """Those still to be answered or decided, the earliest first."""
    query = SwapTable.select().where((SwapTable.station == station_id) & SwapTable.state.in_(OPEN))
    return many(Swap, query.order_by(SwapTable.asked_at, SwapTable.id))


def swaps(station_id: UUID, limit: int) -> list[Swap]:
    """All of them, the latest first."""
    query = SwapTable.select().where(SwapTable.station == station_id)
    return many(Swap, query.order_by(SwapTable.asked_at.desc(), SwapTable.id.desc()).limit(limit))


def given_up(station_id: UUID, first: date, last: date) -> set[tuple[UUID, date]]:
    """Who gave away a duty of which of these days by a swap that was approved."""
    found = set[tuple[UUID, date]]()
    for duty, whose in ((SwapTable.duty, SwapTable.cadre), (SwapTable.return_duty, SwapTable.with_cadre)):
        query = SwapTable.select(whose, DutyTable.day).join(DutyTable, on=(duty == DutyTable.id))
        approved = (SwapTable.station == station_id) & (SwapTable.state == SwapState.APPROVED)
        found |= {(who, day) for who, day in rows(query.where(approved & DutyTable.day.between(first, last)))}
    return found


def swaps_of(duty_ids: Collection[UUID]) -> list[Swap]:
    """Those that concern these duties, the earliest first."""
    ids = list(duty_ids)
    query = SwapTable.select().where(SwapTable.duty.in_(ids) | SwapTable.return_duty.in_(ids))
    return many(Swap, query.order_by(SwapTable.asked_at, SwapTable.id))
