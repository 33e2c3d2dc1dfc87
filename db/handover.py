"""Handovers: each with its items and with what was added after sealing."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from peewee import Check, fn

from db.cadres import CadreTable
from db.fields import BoolField, DayField, EnumField, InstantField, IntField, TextField, UuidField, reference
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.findings import must
from venue_desk.domain.handover import (
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverState,
    ItemGroup,
    ItemState,
)


class HandoverTable(Table):
    record = Handover

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    from_day = DayField()
    from_shift = TextField()
    to_day = DayField()
    to_shift = TextField()
    due_at = InstantField()
    giver = reference(CadreTable, index=False)
    lead_giver = reference(CadreTable, null=True, index=False)
    taker = reference(CadreTable, null=True, index=False)
    lead_taker = reference(CadreTable, null=True, index=False)
    situation = TextField()
    notes = TextField()
    state = EnumField(HandoverState)
    begun_at = InstantField()
    given_at = InstantField(null=True)
    taken_at = InstantField(null=True)
    previous_seal = TextField()
    seal = TextField()

    class Meta:
        table_name = "handovers"
        indexes = (
            (("station", "from_day", "from_shift"), True),
            (("station", "due_at"), False),
        )
        constraints = (Check("(state = 'sealed') = (seal <> '')"),)


class HandoverItemTable(Table):
    record = HandoverItem

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    handover = reference(HandoverTable, index=False)
    position = IntField()
    group = EnumField(ItemGroup, column_name="group")
    icon = TextField()
    fact = TextField()
    detail = TextField()
    mark = TextField()
    urgent = BoolField()
    source = TextField()
    subject_id = UuidField(null=True)
    state = EnumField(ItemState)
    answered_at = InstantField(null=True)
    answered_by = UuidField(null=True)
    difference = TextField()
    followed_by = UuidField(null=True)

    class Meta:
        table_name = "handover_items"
        indexes = ((("handover", "position"), True),)
        constraints = (Check("(state IN ('differs', 'taken_as_is')) = (difference <> '')"),)


class HandoverAdditionTable(Table):
    record = HandoverAddition

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    handover = reference(HandoverTable)
    at = InstantField()
    noted_by = UuidField()
    text = TextField(constraints=[Check("text <> ''")])

    class Meta:
        table_name = "handover_additions"


HandoverTable.add_index(
    HandoverTable.index(HandoverTable.station, HandoverTable.previous_seal, unique=True, where=HandoverTable.seal != "")
)

TABLES: tuple[type[Table], ...] = (HandoverTable, HandoverItemTable, HandoverAdditionTable)

BEGUN = must("handover.begun", "", "这一班的交接已经开始了，请在交接班里接着办。")
BREACHES = {
    "handovers.from_shift": BEGUN,
    "handovers.previous_seal": must("handover.sealed_first", "", "刚才另一个窗口先封存了一次交接，请再签一次。"),
}


def handover(handover_id: UUID) -> Handover | None:
    return one(Handover, HandoverTable, handover_id)


def of_shift(station_id: UUID, day: date, shift: str) -> Handover | None:
    """The handover at the end of a shift, if it was begun."""
    query = HandoverTable.select().where(
        (HandoverTable.station == station_id) & (HandoverTable.from_day == day) & (HandoverTable.from_shift == shift)
    )
    return next(iter(many(Handover, query)), None)


def last_sealed(station_id: UUID) -> Handover | None:
    """The end of the chain: the one that none was sealed after, whatever the clock said."""
    later = HandoverTable.alias()
    follows = later.select().where(
        (later.station == station_id) & (later.previous_seal == HandoverTable.seal) & (later.seal != "")
    )
    query = HandoverTable.select().where(
        (HandoverTable.station == station_id) & (HandoverTable.seal != "") & ~fn.EXISTS(follows)
    )
    return next(iter(many(Handover, query.limit(1))), None)


def sealed(station_id: UUID) -> list[Handover]:
    """All sealed ones in the order of their times."""
    query = HandoverTable.select().where((HandoverTable.station == station_id) & (HandoverTable.seal != ""))
    return many(Handover, query.order_by(HandoverTable.taken_at, HandoverTable.id))


@remembered
def unfinished(station_id: UUID) -> list[Handover]:
    """Those begun and not sealed, the earliest first."""
    query = HandoverTable.select().where((HandoverTable.station == station_id) & (HandoverTable.seal == ""))
    return many(Handover, query.order_by(HandoverTable.due_at))


@remembered
def of_days(station_id: UUID, first: date, last: date) -> list[Handover]:
    """Those at the end of shifts that began on these days."""
    query = HandoverTable.select().where(
        (HandoverTable.station == station_id) & HandoverTable.from_day.between(first, last)
    )
    return many(Handover, query.order_by(HandoverTable.due_at))


def taken_between(station_id: UUID, begins: datetime, ends: datetime) -> list[Handover]:
    """Those that were taken over in a stretch of time, in its order."""
    query = HandoverTable.select().where(
        (HandoverTable.station == station_id) & (HandoverTable.taken_at >= begins) & (HandoverTable.taken_at < ends)
    )
    return many(Handover, query.order_by(HandoverTable.taken_at))


@remembered
def first_due(station_id: UUID) -> datetime | None:
    """When the first handover on record was due; None while there is none."""
    query = HandoverTable.select().where(HandoverTable.station == station_id)
    found = many(Handover, query.order_by(HandoverTable.due_at).limit(1))
    return found[0].due_at if found else None


def page(station_id: UUID, *, offset: int = 0, limit: int = 100) -> list[Handover]:
    """The handovers, the latest first."""
    query = HandoverTable.select().where(HandoverTable.station == station_id)
    return many(Handover, query.order_by(HandoverTable.due_at.desc()).limit(limit).offset(offset))


def items(handover_ids: Collection[UUID]) -> list[HandoverItem]:
    """The items of these handovers in their order."""
    query = HandoverItemTable.select().where(HandoverItemTable.handover.in_(list(handover_ids)))
    return many(HandoverItem, query.order_by(HandoverItemTable.handover, HandoverItemTable.position))


def additions(handover_ids: Collection[UUID]) -> list[HandoverAddition]:
    """What was added to these after sealing, the earliest first."""
    query = HandoverAdditionTable.select().where(HandoverAdditionTable.handover.in_(list(handover_ids)))
    return many(HandoverAddition, query.order_by(HandoverAdditionTable.at, HandoverAdditionTable.id))
