"""The duty log: visits, calls and incidents, line by line."""

from datetime import datetime
from uuid import UUID

from peewee import Check

from db.fields import DayField, EnumField, InstantField, TextField, UuidField, reference
from db.households import VillagerTable
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLine


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


def of_villager(villager_id: UUID, limit: int) -> list[LogLine]:
    """What a villager came or rang about, the latest first."""
    query = LogLineTable.select().where((LogLineTable.villager == villager_id) & LogLineTable.closed_on.is_null())
    return many(LogLine, query.order_by(LogLineTable.at.desc()).limit(limit))
