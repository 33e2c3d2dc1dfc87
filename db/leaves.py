"""Leaves and wishes of the cadres."""

from datetime import date
from uuid import UUID

from peewee import Check

from db.cadres import CadreTable
from db.fields import BoolField, DayField, EnumField, InstantField, TextField, UuidField, reference
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState, Wish


class LeaveTable(Table):
    record = Leave

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    cadre = reference(CadreTable)
    kind = EnumField(LeaveKind)
    from_on = DayField()
    to_on = DayField()
    reason = TextField()
    state = EnumField(LeaveState)
    asked_at = InstantField()
    asked_by = UuidField()
    decided_at = InstantField(null=True)
    decided_by = UuidField(null=True)

    class Meta:
        table_name = "leaves"
        indexes = ((("station", "to_on"), False),)
        constraints = (Check("from_on <= to_on"),)


class WishTable(Table):
    record = Wish

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    cadre = reference(CadreTable)
    day = DayField()
    shift = TextField()
    wants = BoolField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "wishes"
        indexes = ((("station", "day"), False),)


TABLES: tuple[type[Table], ...] = (LeaveTable, WishTable)

STANDING = (LeaveState.ASKED, LeaveState.APPROVED)


def leave(leave_id: UUID) -> Leave | None:
    return one(Leave, LeaveTable, leave_id)


@remembered
def standing(station_id: UUID, first: date, last: date) -> list[Leave]:
    """Leaves asked for or granted that touch these days, by their first day."""
    query = LeaveTable.select().where(
        (LeaveTable.station == station_id)
        & (LeaveTable.to_on >= first)
        & (LeaveTable.from_on <= last)
        & LeaveTable.state.in_(STANDING)
    )
    return many(Leave, query.order_by(LeaveTable.from_on, LeaveTable.id))


@remembered
def waiting(station_id: UUID) -> list[Leave]:
    """Leaves still to be decided on, by their first day."""
    query = LeaveTable.select().where((LeaveTable.station == station_id) & (LeaveTable.state == LeaveState.ASKED))
    return many(Leave, query.order_by(LeaveTable.from_on, LeaveTable.id))


def wishes(station_id: UUID, first: date, last: date) -> list[Wish]:
    """The wishes for these days."""
    query = WishTable.select().where(
        (WishTable.station == station_id) & WishTable.day.between(first, last) & WishTable.closed_on.is_null()
    )
    return many(Wish, query.order_by(WishTable.day, WishTable.id))
