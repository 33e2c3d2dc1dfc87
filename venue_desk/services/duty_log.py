"""The duty log: who came or rang, about what, what was done; incidents, and whether they were reported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from db import cadres, handover, holidays, journal, settings, shifts
from db import duty_log as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import STATION_ZONE, at_station, day_of
from venue_desk.domain.duty_log import (
    LogFilter,
    LogKind,
    LogLine,
    LogLineEntry,
    LogRow,
    check_line,
    report_finding,
    tidy_line,
)
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.home import Done
from venue_desk.domain.identity import mask_phone
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end
from venue_desk.domain.settings import value_on
from venue_desk.domain.shifts import ShiftRun, runs
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, by_pages, yes_no
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work

ASKED_FOR = timedelta(days=7)
"""So long an incident that nobody reported is asked about."""


@dataclass(frozen=True, slots=True)
class DutyLog:
    """The verbs of the duty log."""

    announcer: Announcer
    random: Random

    def get(self, act: Act, line_id: UUID) -> LogLine:
        """The line with this id."""
        return known(table.log_line(line_id), act.station_id)

    def findings(self, act: Act, entry: LogLineEntry) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        return check_line(tidy_line(entry), act.at)

    def note(self, act: Act, entry: LogLineEntry) -> Saved[LogLine]:
        """记下 a line; it falls into the shift that ran at its time, also one already handed over (补记)."""
        entry = tidy_line(entry)
        refuse_blocking(check_line(entry, act.at))
        day, shift = _shift_of(act.station_id, entry.at)
        line = LogLine(
            id=new_id(act.at, self.random), station_id=act.station_id, day=day, shift=shift, noted_by=act.cadre_id,
            **said(LogLineEntry, entry),
        )  # fmt: skip
        with work(self.announcer, Topic.DUTY_LOG):
            return Saved(line, [journal.add(act, table.LogLineTable, line)])

    def change(self, act: Act, before: LogLine, entry: LogLineEntry) -> Saved[LogLine]:
        """Put a line right, as long as its shift is not sealed."""
        entry = tidy_line(entry)
        refuse_blocking(check_line(entry, act.at))
        _refuse_sealed(still_open(before, act.station_id))
        day, shift = _shift_of(act.station_id, entry.at)
        after = replace(before, day=day, shift=shift, **said(LogLineEntry, entry))
        with work(self.announcer, Topic.DUTY_LOG):
            return Saved(after, [journal.change(act, table.LogLineTable, before, after)])

    def report(self, act: Act, before: LogLine, to: str, at: datetime | None = None) -> Saved[LogLine]:
        """已上报: to whom an incident was reported, and when; it may be added after the shift was sealed."""
        entry = tidy_line(replace(still_open(before, act.station_id), reported_to=to, reported_at=at or act.at))
        refuse_blocking(check_line(entry, act.at))
        with work(self.announcer, Topic.DUTY_LOG):
            return Saved(entry, [journal.change(act, table.LogLineTable, before, entry)])

    def take_back(self, act: Act, before: LogLine) -> Saved[LogLine]:
        """Close a line that should not be there, as long as its shift is not sealed."""
        _refuse_sealed(still_open(before, act.station_id))
        after = replace(before, closed_on=act.today)
        with work(self.announcer, Topic.DUTY_LOG):
            return Saved(after, [journal.close(act, table.LogLineTable, before, after)])

    def day(self, station_id: UUID, day: date) -> list[LogLine]:
        """The lines of a day of the calendar, in their order."""
        begins = datetime.combine(day, time(), STATION_ZONE)
        return table.lines(station_id, begins, begins + timedelta(days=1))

    def day_now(self, act: Act) -> date:
        """The day in whose log the present moment stands: till the morning, the one on which the night shift began."""
        return _shift_of(act.station_id, act.at)[0]

    def rows(self, station_id: UUID | None, wanted: LogFilter, *, offset: int = 0, limit: int = 100) -> list[LogRow]:
        """The lines a filter lets through, the latest first."""
        return _rows(station_id, table.page(station_id, wanted, offset=offset, limit=limit))

    def count(self, station_id: UUID | None, wanted: LogFilter) -> int:
        """How many they are."""
        return table.count(station_id, wanted)

    def row(self, act: Act, line_id: UUID) -> LogRow:
        """One line as the list shows it."""
        return _rows(act.station_id, [self.get(act, line_id)])[0]


def _shift_of(station_id: UUID, at: datetime) -> tuple[date, str]:
    """The shift that ran at that instant; a day without one has its date and no name."""
    run = _run_at(station_id, at)
    return (run.day, run.name) if run else (day_of(at), "")


def _run_at(station_id: UUID, at: datetime) -> ShiftRun | None:
    day = day_of(at)
    found = runs(shifts.patterns(station_id), calendar_of(holidays.holidays(station_id)), day - timedelta(days=1), day)
    return next((run for run in found if run.begins_at <= at < run.ends_at), None)


def _refuse_sealed(line: LogLine) -> None:
    handed_over = handover.of_shift(line.station_id, line.day, line.shift)
    if handed_over is not None and handed_over.seal:
        sealed = f"{line.day.month}月{line.day.day}日{line.shift}已经交接封存，这一条不能再改。要补充，请再记一条。"
        raise Refused([must("log.sealed", "", sealed)])


def _rows(station_id: UUID | None, lines: Sequence[LogLine]) -> list[LogRow]:
    if not lines:
        return []
    names = cadres.names(station_id)
    first, last = min(line.day for line in lines), max(line.day for line in lines)
    sealed = table.sealed_shifts({line.station_id for line in lines}, first, last)
    return [
        LogRow(
            line=line, noted_by=names.get(line.noted_by, ""), sealed=(line.station_id, line.day, line.shift) in sealed
        )
        for line in lines
    ]


def todos_at(station_id: UUID, now: datetime) -> list[Finding]:
    """Incidents of some weight that were not reported."""
    waiting = table.unreported(station_id, now - ASKED_FOR)
    if not waiting:
        return []
    within = value_on(settings.settings(station_id), "report_minutes", day_of(now))
    return [finding for line in waiting if (finding := report_finding(line, within, now))]


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Incidents that still have to be reported."""
    return [
        HandoverOffer(
            group=ItemGroup.DUE, icon="warning", fact=f"突发 {line.matter}", detail=line.handling, mark="还没上报",
            urgent=True, source="duty_log", subject_id=line.id,
        )
        for line in table.unreported(station_id, at - ASKED_FOR)
    ]  # fmt: skip


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """The incidents that were reported in this stretch of time."""
    lines = table.reported(station_id, begins, ends)
    return [
        Done(line.reported_at, f"上报突发（{line.level.label}）") for line in lines if line.reported_at and line.level
    ]


def export_columns() -> dict[str, Listed]:
    """值班记录, the earliest first, as it is bound."""
    return {"duty_log": _listing}


def _listing(wanted: Wanted) -> Listing[LogRow]:
    columns: list[ExportColumn[LogRow]] = [
        ExportColumn(title="时间", of=lambda r: at_station(r.line.at), shape=Shape.MOMENT),
        ExportColumn(title="班次", of=lambda r: r.line.shift),
        ExportColumn(title="方式", of=lambda r: r.line.kind.label, choices=tuple(kind.label for kind in LogKind)),
        ExportColumn(title="来人", room=9, of=lambda r: r.line.who),
        ExportColumn(title="电话", room=12, of=lambda r: r.line.phone, mask=mask_phone),
        ExportColumn(title="事由", room=28, of=lambda r: r.line.matter),
        ExportColumn(title="处理情况", room=28, of=lambda r: r.line.handling),
        ExportColumn(title="突发等级", of=lambda r: r.line.level.label if r.line.level else ""),
        ExportColumn(title="已上报", of=lambda r: yes_no(r.line.reported_at is not None) if r.line.level else ""),
        ExportColumn(title="报给谁", of=lambda r: r.line.reported_to),
        ExportColumn(title="上报时间", of=_reported_at, shape=Shape.MOMENT),
        ExportColumn(title="记录人", room=9, of=lambda r: r.noted_by),
    ]
    return Listing(name="值班记录", title="值班记录", columns=columns, rows=partial(_exported, wanted))


def _reported_at(row: LogRow) -> datetime | None:
    return at_station(row.line.reported_at) if row.line.reported_at else None


def _exported(wanted: Wanted) -> list[LogRow]:
    shown = wanted.log or LogFilter(first=date(wanted.year, 1, 1), last=date(wanted.year, 12, 31))
    if wanted.month is not None:
        shown = LogFilter(first=wanted.month, last=month_end(wanted.month))
    lines = by_pages(lambda offset, limit: table.page(wanted.station_id, shown, offset=offset, limit=limit))
    return _rows(wanted.station_id, lines[::-1])
