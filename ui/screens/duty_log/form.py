"""The forms of 值班记录: a line written afterwards or put right, and to whom an incident was reported."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ui.kit.fields import Choice, Field, Kind, Values
from venue_desk.domain.calendar import STATION_ZONE, at_station
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLine, LogLineEntry

KINDS = [Choice(kind, kind.label) for kind in LogKind]
LEVELS = [Choice(level, level.label) for level in IncidentLevel]


def fields() -> list[Field]:
    """Of any line; level and report are for incidents."""
    return [
        Field(name="kind", label="方式", kind=Kind.CHOICE, choices=KINDS, required=True),
        Field(name="day", label="日期", kind=Kind.DATE, required=True, row="at"),
        Field(name="time", label="时间", kind=Kind.TIME, required=True, row="at", placeholder="如 954"),
        Field(name="who", label="来人", row="who", placeholder="姓名或单位"),
        Field(name="phone", label="电话", kind=Kind.PHONE, row="who"),
        Field(name="matter", label="事由", kind=Kind.MULTILINE, required=True),
        Field(name="handling", label="处理情况", kind=Kind.MULTILINE),
        Field(name="level", label="突发等级", kind=Kind.CHOICE, choices=LEVELS, section="突发事件才填"),
        Field(name="reported_to", label="报给了谁", row="report", placeholder="如 镇值班室"),
        Field(name="reported_time", label="上报时间", kind=Kind.TIME, row="report", hint="没报就空着"),
    ]


def report_fields() -> list[Field]:
    """已上报."""
    return [
        Field(name="reported_to", label="报给了谁", required=True, placeholder="如 镇值班室 孙主任"),
        Field(name="reported_day", label="日期", kind=Kind.DATE, required=True, row="at"),
        Field(name="reported_time", label="时间", kind=Kind.TIME, required=True, row="at"),
    ]


def new_values(now: datetime) -> dict[str, Any]:
    """A line that was not written down when it happened."""
    return {"kind": LogKind.VISIT, "day": at_station(now).date()}


def values_of(line: LogLine) -> dict[str, Any]:
    """A line as its form shows it."""
    at = at_station(line.at)
    reported = at_station(line.reported_at).time() if line.reported_at else None
    return {
        "kind": line.kind, "day": at.date(), "time": at.time().replace(second=0, microsecond=0), "who": line.who,
        "phone": line.phone, "matter": line.matter, "handling": line.handling, "level": line.level,
        "reported_to": line.reported_to,
        "reported_time": reported.replace(second=0, microsecond=0) if reported else None,
    }  # fmt: skip


def report_values(now: datetime) -> dict[str, Any]:
    """Just now."""
    at = at_station(now)
    return {"reported_day": at.date(), "reported_time": at.time().replace(second=0, microsecond=0)}


def entry_of(values: Mapping[str, Any], before: LogLine | None = None) -> LogLineEntry:
    """The typed values as the service takes them; the villager stays as long as the name does."""
    at = datetime.combine(values["day"], values["time"], STATION_ZONE)
    same = before is not None and before.who == values["who"]
    return LogLineEntry(
        at=_unmoved(at, before.at) if before else at, kind=values["kind"], who=values["who"],
        villager_id=before.villager_id if before and same else None, phone=values["phone"], matter=values["matter"],
        handling=values["handling"], level=values["level"], reported_to=values["reported_to"],
        reported_at=_reported_at(values, at, before.reported_at if before else None),
    )  # fmt: skip


def reported_at_of(values: Values) -> datetime:
    """When it was reported."""
    day, time = values["reported_day"], values["reported_time"]
    return datetime.combine(day, time, STATION_ZONE)  # type: ignore[arg-type]  # both are required


def _reported_at(values: Mapping[str, Any], at: datetime, before: datetime | None) -> datetime | None:
    """The next time of that clock after it happened."""
    if values["kind"] is not LogKind.INCIDENT or values["reported_time"] is None:
        return None
    told = datetime.combine(values["day"], values["reported_time"], STATION_ZONE)
    told += timedelta(days=1) if told < at else timedelta()
    return _unmoved(told, before) if before else told


def _unmoved(at: datetime, before: datetime) -> datetime:
    """The minute as it was shown: its seconds are not lost by looking at it."""
    return before if at_station(before).replace(second=0, microsecond=0) == at else at
