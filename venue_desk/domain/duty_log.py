"""The duty log (值班记录): who came or rang, about what, what was done; and incidents (突发事件)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from venue_desk.domain.attendance import CLOCK_SLACK, clock, moment
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import check_phone, clean_digits, clean_name
from venue_desk.domain.printouts import PaperKey

WHO_MAX, MATTER_MAX, REPORTED_MAX = 50, 500, 50
MATTER_SHOWN = 20
"""So much of the matter stands in a sentence."""
L = TypeVar("L", bound="LogLineEntry")


class LogKind(StrEnum):
    """How it reached the desk."""

    VISIT = "visit"
    CALL = "call"
    INCIDENT = "incident"

    @property
    def label(self) -> str:
        """来访, 来电, 突发."""
        return {"visit": "来访", "call": "来电", "incident": "突发"}[self.value]


class IncidentLevel(StrEnum):
    """How grave an incident is (突发事件应对法 names four; a village meets the lower ones)."""

    MINOR = "minor"
    MAJOR = "major"
    GRAVE = "grave"

    @property
    def label(self) -> str:
        """一般, 较大, 重大."""
        return {"minor": "一般", "major": "较大", "grave": "重大"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLineEntry:
    """One line: `who` as written, `villager_id` if picked; `handling` what was done; an incident's level and reporting."""

    at: datetime
    kind: LogKind
    who: str
    matter: str
    villager_id: UUID | None = None
    phone: str = ""
    handling: str = ""
    level: IncidentLevel | None = None
    reported_to: str = ""
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine(LogLineEntry):
    """A line on record: the shift it fell into and who wrote it down."""

    id: UUID
    station_id: UUID
    day: date
    shift: str
    noted_by: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """A line as a list shows it: by whom it was written, and whether its shift was handed over and sealed."""

    line: LogLine
    noted_by: str
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines: of a kind, of the days from `first` to `last`, with these words in who, matter or handling."""

    kind: LogKind | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOrder:
    """The log of the shifts that begin on these days, on paper."""

    paper: ClassVar[PaperKey] = PaperKey.DUTY_LOG

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a line can be turned into (转成代办件): offered as a button by the register that takes it.

    `screen` is opened with `about`, in which the register finds the line to begin from.
    """

    verb: str
    screen: str
    kinds: frozenset[LogKind] = frozenset(LogKind)
    about: Callable[[LogLine], Mapping[str, Any]] = field(default=lambda line: {"log_line_id": line.id})


def tidy_line(entry: L) -> L:
    """The entry as it is kept; only an incident has a level and is reported."""
    incident = entry.kind is LogKind.INCIDENT
    return replace(
        entry,
        who=clean_name(entry.who),
        phone=clean_digits(entry.phone),
        matter=entry.matter.strip(),
        handling=entry.handling.strip(),
        level=entry.level if incident else None,
        reported_to=entry.reported_to.strip() if incident else "",
        reported_at=entry.reported_at if incident else None,
    )


def check_line(entry: LogLineEntry, now: datetime) -> list[Finding]:
    """A line says what it is about; an incident how grave it is, and to whom it was reported if it was."""
    found = []
    if not entry.matter:
        found.append(must("log.no_matter", "matter", "请写一句是什么事。"))
    for name, text, most, what in (
        ("who", entry.who, WHO_MAX, "姓名"), ("matter", entry.matter, MATTER_MAX, "事由"),
        ("handling", entry.handling, MATTER_MAX, "处理情况"), ("reported_to", entry.reported_to, REPORTED_MAX, "报给谁"),
    ):  # fmt: skip
        if len(text) > most:
            found.append(must("log.long", name, f"{what}最多 {most} 个字，现在是 {len(text)} 个，请写短一些。"))
    if entry.at > now + CLOCK_SLACK:
        found.append(must("log.later", "at", f"{moment(entry.at, now)} 还没到，请改成事情发生的时间。"))
    if entry.kind is LogKind.INCIDENT:
        found += _check_incident(entry, now)
    elif not entry.who:
        found.append(should("log.no_who", "who", "没写是谁，以后不好找。"))
    return found + check_phone(entry.phone)


def _check_incident(entry: LogLineEntry, now: datetime) -> list[Finding]:
    found = []
    if entry.level is None:
        found.append(must("log.no_level", "level", "突发事件要选一般、较大或重大。"))
    if entry.reported_at is not None and not entry.reported_to:
        found.append(must("log.no_reported_to", "reported_to", "请写报给了谁，例如「镇值班室」。"))
    if entry.reported_at is not None and entry.reported_at > now + CLOCK_SLACK:
        found.append(
            must("log.reported_later", "reported_at", f"{moment(entry.reported_at, now)} 还没到，请改成上报的时间。")
        )
    if entry.reported_at is not None and entry.reported_at < entry.at:
        found.append(must("log.reported_before", "reported_at", "上报的时间在事情发生以前，请改过来。"))
    return found


def situation_text(lines: Iterable[LogLineEntry]) -> str:
    """A shift's log in a sentence: 本班来访 3 次、来电 2 次，没有突发事件。"""
    count = Counter(line.kind for line in lines)
    people = [f"{kind.label} {count[kind]} 次" for kind in (LogKind.VISIT, LogKind.CALL) if count[kind]]
    grave = f"突发 {count[LogKind.INCIDENT]} 起" if count[LogKind.INCIDENT] else "没有突发事件"
    return f"本班{'、'.join(people) or '没有来访来电'}，{grave}。"


def must_report(line: LogLineEntry) -> bool:
    """较大 and 重大 go up at once; a minor one is told upwards as the lead sees fit."""
    return line.kind is LogKind.INCIDENT and line.level in (IncidentLevel.MAJOR, IncidentLevel.GRAVE)


def report_finding(line: LogLine, within_minutes: int, now: datetime) -> Finding | None:
    """Until it is reported: by when, or that the time has passed."""
    if not must_report(line) or line.reported_at is not None or line.level is None:
        return None
    until = line.at + timedelta(minutes=within_minutes)
    if now <= until:
        code, when = "log.unreported", f"请在 {clock(until)} 以前报镇里"
    else:
        code, when = "log.late", f"已过 {within_minutes} 分钟，请马上报镇里"
    what = f"{moment(line.at, now)} {line.matter[:MATTER_SHOWN]}"
    return replace(must(code, "reported_to", f"{line.level.label}突发还没上报，{when}：{what}。"), subject=line.id)
