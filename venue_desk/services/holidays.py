"""The working calendar of the station: the published one, with the days it entered itself."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

from db import holidays as table
from db import journal, shifts
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.holiday_notice import NoticePlan, NoticeRow, notice_plan
from venue_desk.domain.holidays import (
    Holiday,
    HolidayEntry,
    WorkCalendar,
    calendar_of,
    check_holiday,
    tidy_holiday,
    year_days,
)
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.records import said
from venue_desk.domain.shift_effects import Effect
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.saved import BREACHES, Saved, refuse_blocking, still_open
from venue_desk.services.shift_effects import Frame, carry_out, refuse_effect, weigh
from venue_desk.services.unit import work

TOLD_FROM = 12
"""The month from which on next year's notice is asked for: it comes out in November."""

REST, WORK = "休", "班"
Step = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Holidays:
    """The verbs of the calendar. Where days off have other shifts, a change may take places from people who stand in them:
    refused first; `anyway` says that whoever does it was told, and empties those places along with it.
    """

    announcer: Announcer
    random: Random

    def calendar(self, station_id: UUID) -> WorkCalendar:
        """Which days are worked."""
        return calendar_of(table.holidays(station_id))

    def rows(self, station_id: UUID) -> list[Holiday]:
        """The days that the station entered."""
        return table.holidays(station_id)

    def findings(self, entry: HolidayEntry) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        return check_holiday(tidy_holiday(entry))

    def add(self, act: Act, entry: HolidayEntry, *, anyway: bool = False) -> Saved[Holiday]:
        """Enter a day off, or one that is worked instead."""
        entry = tidy_holiday(entry)
        refuse_blocking(check_holiday(entry))
        holiday = Holiday(id=new_id(act.at, self.random), station_id=act.station_id, **said(HolidayEntry, entry))
        there = table.holidays(act.station_id)
        found = _weighed(act, there, [*there, holiday], [entry.day], anyway=anyway)
        with self._work(found):
            return Saved(holiday, [journal.add(act, table.HolidayTable, holiday), *carry_out(act, found)])

    def change(self, act: Act, before: Holiday, entry: HolidayEntry, *, anyway: bool = False) -> Saved[Holiday]:
        """Correct an entered day."""
        entry = tidy_holiday(entry)
        refuse_blocking(check_holiday(entry))
        after = replace(still_open(before, act.station_id), **said(HolidayEntry, entry))
        there = table.holidays(act.station_id)
        others = [each for each in there if each.id != before.id]
        found = _weighed(act, there, [*others, after], [before.day, after.day], anyway=anyway)
        with self._work(found):
            return Saved(after, [journal.change(act, table.HolidayTable, before, after), *carry_out(act, found)])

    def close(self, act: Act, before: Holiday, *, anyway: bool = False) -> Saved[Holiday]:
        """Take an entered day back: the published calendar holds again."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        there = table.holidays(act.station_id)
        others = [each for each in there if each.id != before.id]
        found = _weighed(act, there, others, [before.day], anyway=anyway)
        with self._work(found):
            return Saved(after, [journal.close(act, table.HolidayTable, before, after), *carry_out(act, found)])

    def propose(self, act: Act, rows: Iterable[NoticeRow]) -> NoticePlan:
        """The dry run: what each row would do. Nothing is written."""
        return notice_plan(rows, {each.day: each for each in table.holidays(act.station_id)})

    def import_year(self, act: Act, rows: Iterable[NoticeRow], *, anyway: bool = False) -> Saved[NoticePlan]:
        """Bring in all rows that can be, in one deed; the others are told in the plan that comes back."""
        plan, there = self.propose(act, rows), table.holidays(act.station_id)
        known = {each.day: each for each in there}
        entries = [tidy_holiday(entry) for entry in plan.entries]
        fresh = [entry for entry in entries if entry.day not in known]
        ids = new_ids(act.at, self.random, len(fresh))
        new = [
            Holiday(id=each_id, station_id=act.station_id, **said(HolidayEntry, entry))
            for each_id, entry in zip(ids, fresh, strict=True)
        ]
        pairs = [
            (known[entry.day], replace(known[entry.day], **said(HolidayEntry, entry)))
            for entry in entries if entry.day in known
        ]  # fmt: skip
        if not new and not pairs:
            return Saved(plan, ())
        then = {**known, **{each.day: each for each in (*new, *(after for _, after in pairs))}}
        found = _weighed(act, there, list(then.values()), [entry.day for entry in entries], anyway=anyway)
        with self._work(found):
            written = list(journal.add_many(act, table.HolidayTable, new)) if new else []
            written += journal.change_many(act, table.HolidayTable, pairs) if pairs else []
            return Saved(plan, [*written, *carry_out(act, found)])

    @contextmanager
    def _work(self, found: Effect) -> Iterator[None]:
        topics = (Topic.HOLIDAYS, Topic.ROSTER) if found.emptied or found.shifted else (Topic.HOLIDAYS,)
        with work(self.announcer, *topics), refusing(BREACHES):
            yield


def notice_job(file: Path, year: int) -> Generator[Step, None, tuple[NoticeRow, ...]]:
    """The days of a table, read beside the window; those without a year are of this one."""
    from venue_desk.exchange.holiday_file import read_notice  # openpyxl: not at the window's start

    yield 0, 1, ""
    return read_notice(file, year)


def _weighed(
    act: Act, there: Sequence[Holiday], then: Sequence[Holiday], days: Sequence[date], *, anyway: bool
) -> Effect:
    if len({each.day for each in then}) < len(then):
        raise Refused([table.TWICE])
    patterns = tuple(shifts.patterns(act.station_id))
    before, after = Frame(patterns, calendar_of(there)), Frame(patterns, calendar_of(then))
    found = weigh(act, before, after, min(days), max(days))
    refuse_effect(act, found, "day", anyway=anyway)
    return found


def todos(station_id: UUID, today: date) -> list[Finding]:
    """From December on: the notice for next year is out, and not yet here; so too for a year that has begun without."""
    calendar = calendar_of(table.holidays(station_id))
    years = (today.year, today.year + 1) if today.month >= TOLD_FROM else (today.year,)
    return [
        replace(
            should("holidays.unpublished", str(year), f"{year} 年放假安排还没录入，录入以后排班才算得准。"),
            due=date(year - 1, 12, 31),
        )
        for year in years
        if not calendar.published(year)
    ]


def export_columns() -> dict[str, Listed]:
    """The days of a year that are not what their weekday says, in the form in which they are brought in."""
    return {"holidays": _listing}


def _listing(wanted: Wanted) -> Listing[HolidayEntry]:
    return Listing(
        name="放假安排", title=f"{wanted.year}年放假安排", columns=_columns(), rows=lambda: _exported(wanted),
        hint="一天一行，或「2027-10-01至2027-10-07」一行写几天。放假写「休」，调休上班写「班」。",
    )  # fmt: skip


def _columns() -> list[ExportColumn[HolidayEntry]]:
    return [
        ExportColumn(title="日期", of=lambda entry: entry.day, shape=Shape.DATE, room=16),
        ExportColumn(title="休/班", of=lambda entry: REST if entry.off else WORK, choices=(REST, WORK)),
        ExportColumn(title="名称", of=lambda entry: entry.name, room=12, note="例如「国庆节」。"),
        ExportColumn(title="依据", of=lambda entry: entry.document_number, room=24, note="放假通知的文号。"),
    ]


def _exported(wanted: Wanted) -> tuple[HolidayEntry, ...]:
    return year_days(table.holidays(wanted.station_id) if wanted.station_id else (), wanted.year)
