"""The duty log: visits, calls and incidents, line by line."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from peewee import Check, fn

from db import search
from db.fields import DayField, EnumField, InstantField, TextField, UuidField, reference
from db.handover import HandoverTable
from db.households import VillagerTable
from db.stations import StationTable
from db.table import Table, many, one, rows
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.duty_log import IncidentLevel, LogFilter, LogKind, LogLine
from venue_desk.domain.found import Kind

SPELLED_MAX = 500
"""So many lines of one spelling are looked at."""


class LogLineTable(Table):
    record = LogLine

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    at = InstantField()
    kind = EnumField(LogKind)
    who = TextField()
    villager = reference(VillagerTable, null=True)
    phone = TextField()
    matter = TextField(constraints=[Check("matter <> ''")])
    handling = TextField()
    level = EnumField(IncidentLevel, null=True)
    reported_to = TextField()
    reported_at = InstantField(null=True)
    day = DayField()
    shift = TextField()
    noted_by = UuidField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "log_lines"
        indexes = ((("station", "at"), False),)


TABLES: tuple[type[Table], ...] = (LogLineTable,)


def log_line(line_id: UUID) -> LogLine | None:
    return one(LogLine, LogLineTable, line_id)


def lines(station_id: UUID, begins: datetime, ends: datetime) -> list[LogLine]:
    """The lines of a stretch of time in its order, without those taken back."""
    query = LogLineTable.select().where(
        (LogLineTable.station == station_id)
        & (LogLineTable.at >= begins)
        & (LogLineTable.at < ends)
        & LogLineTable.closed_on.is_null()
    )
    return many(LogLine, query.order_by(LogLineTable.at, LogLineTable.id))


def unreported(station_id: UUID, since: datetime) -> list[LogLine]:
    """Incidents of some weight that nobody has reported, the earliest first."""
    query = LogLineTable.select().where(
        (LogLineTable.station == station_id)
        & (LogLineTable.at >= since)
        & LogLineTable.level.in_([IncidentLevel.MAJOR, IncidentLevel.GRAVE])
        & LogLineTable.reported_at.is_null()
        & LogLineTable.closed_on.is_null()
    )
    return many(LogLine, query.order_by(LogLineTable.at, LogLineTable.id))


def reported(station_id: UUID, begins: datetime, ends: datetime) -> list[LogLine]:
    """Incidents that were reported in a stretch of time."""
    query = LogLineTable.select().where(
        (LogLineTable.station == station_id)
        & (LogLineTable.reported_at >= begins)
        & (LogLineTable.reported_at < ends)
        & LogLineTable.closed_on.is_null()
    )
    return many(LogLine, query.order_by(LogLineTable.reported_at))


def of_days(station_id: UUID, first: date, last: date) -> list[LogLine]:
    """The lines of the shifts that begin on these days, in their order."""
    query = LogLineTable.select().where(
        (LogLineTable.station == station_id) & LogLineTable.day.between(first, last) & LogLineTable.closed_on.is_null()
    )
    return many(LogLine, query.order_by(LogLineTable.at, LogLineTable.id))


def page(station_id: UUID | None, wanted: LogFilter, *, offset: int = 0, limit: int = 100) -> list[LogLine]:
    """The lines a filter lets through, the latest first."""
    query = LogLineTable.select().where(*_conditions(station_id, wanted))
    return many(LogLine, query.order_by(LogLineTable.at.desc(), LogLineTable.id.desc()).limit(limit).offset(offset))


def count(station_id: UUID | None, wanted: LogFilter) -> int:
    """How many they are."""
    return int(LogLineTable.select(fn.count(LogLineTable.id)).where(*_conditions(station_id, wanted)).scalar())


def sealed_shifts(station_ids: Collection[UUID], first: date, last: date) -> set[tuple[UUID, date, str]]:
    """The shifts beginning on these days that were handed over and sealed, each with its station."""
    query = HandoverTable.select(HandoverTable.station, HandoverTable.from_day, HandoverTable.from_shift).where(
        HandoverTable.station.in_(list(station_ids))
        & HandoverTable.from_day.between(first, last)
        & (HandoverTable.seal != "")
    )
    return set(rows(query))


def _conditions(station_id: UUID | None, wanted: LogFilter) -> list[Any]:
    chosen: list[Any] = [LogLineTable.closed_on.is_null()]
    if station_id is not None:
        chosen.append(LogLineTable.station == station_id)
    if wanted.kind is not None:
        chosen.append(LogLineTable.kind == wanted.kind)
    if wanted.first is not None:
        chosen.append(LogLineTable.at >= _midnight(wanted.first))
    if wanted.last is not None:
        chosen.append(LogLineTable.at < _midnight(wanted.last + timedelta(days=1)))
    return [*chosen, *(_said(station_id, word) for word in wanted.text.split())]


def _said(station_id: UUID | None, word: str) -> Any:
    """By a word in who, matter or handling; letters also by their pinyin or initials."""
    said = LogLineTable.who.contains(word) | LogLineTable.matter.contains(word) | LogLineTable.handling.contains(word)
    if word.isascii() and word.isalpha():
        spelled = search.find(station_id, word, SPELLED_MAX, {Kind.LOG_LINE})
        said |= LogLineTable.id.in_([entry.id for entry, _ in spelled])
    return said


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STATION_ZONE)
