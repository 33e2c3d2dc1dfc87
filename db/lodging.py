"""Lodging: rooms, beds, the nights, spot checks, and the regime from day to day."""

from datetime import date
from uuid import UUID

from peewee import Check, fn

from db.cadres import CadreTable
from db.fields import DayField, EnumField, InstantField, IntField, JsonField, TextField, UuidField, reference
from db.invariants import unique_open
from db.memory import remembered
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.calendar import day_of
from venue_desk.domain.findings import must
from venue_desk.domain.ids import given_at
from venue_desk.domain.lodging import Bed, Night, NightHow, Room
from venue_desk.domain.lodging_standing import register_begins
from venue_desk.domain.regimes import RegimeTerm
from venue_desk.domain.spot_checks import SpotCheck
from venue_desk.domain.stations import Regime


class RoomTable(Table):
    record = Room

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    name = TextField(constraints=[Check("name <> ''")])
    position = IntField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "rooms"


class BedTable(Table):
    record = Bed

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    room = reference(RoomTable, index=False)
    name = TextField(constraints=[Check("name <> ''")])
    closed_on = DayField(null=True)

    class Meta:
        table_name = "beds"


class NightTable(Table):
    """Among the open rows of a night each cadre stands once, and each bed once with somebody who has not left it."""

    record = Night

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    night = DayField()
    cadre = reference(CadreTable, null=True)
    guest = TextField()
    guest_unit = TextField()
    bed = reference(BedTable, null=True)
    arrived_at = InstantField()
    left_at = InstantField(null=True)
    how = EnumField(NightHow)
    note = TextField()
    noted_by = UuidField()
    closed_on = DayField(null=True)
    cancelled_for = TextField()

    class Meta:
        table_name = "nights"
        indexes = ((("station", "night"), False),)
        constraints = (
            Check("(cadre_id IS NULL) = (guest <> '')"),
            Check("left_at IS NULL OR arrived_at < left_at"),
            Check("(closed_on IS NULL) = (cancelled_for = '')"),
        )


class SpotCheckTable(Table):
    record = SpotCheck

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    night = DayField()
    at = InstantField()
    by_whom = TextField(constraints=[Check("by_whom <> ''")])
    unit = TextField()
    present = JsonField(tuple, UUID)
    away = JsonField(tuple, UUID)
    result = TextField()
    note = TextField()
    noted_by = UuidField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "spot_checks"
        indexes = ((("station", "night"), False),)


class RegimeTermTable(Table):
    record = RegimeTerm

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    from_on = DayField()
    regime = EnumField(Regime)
    document_number = TextField()

    class Meta:
        table_name = "regime_terms"
        indexes = ((("station", "from_on"), True),)


unique_open(RoomTable, RoomTable.station, RoomTable.name)
unique_open(BedTable, BedTable.room, BedTable.name)
unique_open(NightTable, NightTable.station, NightTable.night, NightTable.cadre)
unique_open(NightTable, NightTable.station, NightTable.night, NightTable.bed, until=NightTable.left_at)

TABLES: tuple[type[Table], ...] = (RoomTable, BedTable, NightTable, SpotCheckTable, RegimeTermTable)

BREACHES = {
    "rooms.name": must("lodging.name_twice", "name", "这个房间名刚被用了，请换一个。"),
    "beds.name": must("lodging.name_twice", "name", "这个床位名刚被用了，请换一个。"),
    "nights.cadre_id": must("night.twice", "cadre_id", "这一晚刚有人登记过了，请再看一遍。"),
    "nights.bed_id": must("night.taken", "bed_id", "这张床刚被占了，请换一张。"),
    "regime_terms.from_on": must("regime.twice", "from_on", "这一天起刚定过值守办法，请再看一遍。"),
}


def rooms(station_id: UUID) -> list[Room]:
    """The rooms in use, in their order."""
    query = RoomTable.select().where((RoomTable.station == station_id) & RoomTable.closed_on.is_null())
    return many(Room, query.order_by(RoomTable.position, RoomTable.id))


def room(room_id: UUID) -> Room | None:
    return one(Room, RoomTable, room_id)


def beds(station_id: UUID, *, closed: bool = False) -> list[Bed]:
    """The beds in use, room by room as they were put there; with `closed` those given up too."""
    query = BedTable.select().join(RoomTable).where(BedTable.station == station_id)
    query = query if closed else query.where(BedTable.closed_on.is_null())
    return many(Bed, query.order_by(RoomTable.position, BedTable.name, BedTable.id))


def room_names(station_id: UUID) -> dict[UUID, str]:
    """What every room is called, those given up too."""
    return {each.id: each.name for each in many(Room, RoomTable.select().where(RoomTable.station == station_id))}


def night(night_id: UUID) -> Night | None:
    return one(Night, NightTable, night_id)


@remembered
def nights(station_id: UUID, first: date, last: date) -> list[Night]:
    """Who slept here in these nights; what was cancelled is left out."""
    query = NightTable.select().where(
        (NightTable.station == station_id) & NightTable.night.between(first, last) & NightTable.closed_on.is_null()
    )
    return many(Night, query.order_by(NightTable.night, NightTable.arrived_at, NightTable.id))


def register(station_id: UUID, first: date, last: date) -> list[Night]:
    """The same with what was cancelled."""
    query = NightTable.select().where((NightTable.station == station_id) & NightTable.night.between(first, last))
    return many(Night, query.order_by(NightTable.night, NightTable.arrived_at, NightTable.id))


def last_beds(station_id: UUID, first: date, last: date) -> dict[UUID, UUID]:
    """By cadre the bed in which each slept last, within these nights."""
    within = (
        (NightTable.station == station_id)
        & NightTable.night.between(first, last)
        & NightTable.closed_on.is_null()
        & NightTable.bed.is_null(False)
    )
    latest = NightTable.select(NightTable.cadre, fn.MAX(NightTable.night).alias("night")).where(within)
    latest = latest.group_by(NightTable.cadre).alias("latest")
    of_those = (NightTable.cadre == latest.c.cadre_id) & (NightTable.night == latest.c.night)
    query = NightTable.select(NightTable.cadre, NightTable.bed).join(latest, on=of_those).where(within)
    return dict(rows(query))


@remembered
def first_night(station_id: UUID) -> date | None:
    """The night with which the register begins; it is seldom more than the first rows that are looked at."""
    query = NightTable.select(NightTable.night, NightTable.id).where(
        (NightTable.station == station_id) & NightTable.cadre.is_null(False) & NightTable.closed_on.is_null()
    )
    noted = query.order_by(NightTable.night, NightTable.id).tuples().iterator()
    return register_begins((night, day_of(given_at(night_id))) for night, night_id in noted)


def sleeps_later(bed_id: UUID, night: date) -> int:
    """How many sleep in that bed in this night or later, without who has left it."""
    query = NightTable.select(fn.COUNT(NightTable.id)).where(
        (NightTable.bed == bed_id)
        & (NightTable.night >= night)
        & NightTable.closed_on.is_null()
        & NightTable.left_at.is_null()
    )
    return int(query.scalar())


def spot_checks(station_id: UUID, first: date, last: date) -> list[SpotCheck]:
    """The checks of these nights, in the order of time."""
    query = SpotCheckTable.select().where(
        (SpotCheckTable.station == station_id)
        & SpotCheckTable.night.between(first, last)
        & SpotCheckTable.closed_on.is_null()
    )
    return many(SpotCheck, query.order_by(SpotCheckTable.at, SpotCheckTable.id))


@remembered
def regime_terms(station_id: UUID) -> list[RegimeTerm]:
    """The terms in the order in which they begin."""
    query = RegimeTermTable.select().where(RegimeTermTable.station == station_id)
    return many(RegimeTerm, query.order_by(RegimeTermTable.from_on))
