"""The shifts of the station: which pattern holds from which day on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import holidays, journal
from db import shifts as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.shift_effects import Effect
from venue_desk.domain.shifts import (
    DEFAULT,
    Shift,
    ShiftPattern,
    ShiftPatternEntry,
    ShiftRun,
    check_pattern,
    days_of,
    pattern_on,
    runs,
    tidy_pattern,
)
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted
from venue_desk.services.saved import BREACHES, Saved, refuse_blocking, still_open
from venue_desk.services.shift_effects import Frame, carry_out, refuse_effect, weigh
from venue_desk.services.unit import work

Row = tuple[ShiftPatternEntry, str, Shift]
"""A pattern, which days, and one of its shifts."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """The verbs of the shift patterns. A change that takes places from people who stand in them is refused first; `anyway`
    says that whoever does it was told, and empties those places along with it.
    """

    announcer: Announcer
    random: Random

    def patterns(self, station_id: UUID) -> list[ShiftPattern]:
        """What the station set, by the day from which it holds; nothing = the default."""
        return table.patterns(station_id)

    def on(self, station_id: UUID, day: date) -> ShiftPatternEntry:
        """What holds on the day."""
        return pattern_on(table.patterns(station_id), day)

    def runs(self, station_id: UUID, first: date, last: date) -> tuple[ShiftRun, ...]:
        """The shifts that begin on these days, in the order of time."""
        return runs(table.patterns(station_id), calendar_of(holidays.holidays(station_id)), first, last)

    def findings(self, entry: ShiftPatternEntry) -> list[Finding]:
        """What is to be mended in the entry."""
        return check_pattern(tidy_pattern(entry))

    def set(self, act: Act, entry: ShiftPatternEntry, *, anyway: bool = False) -> Saved[ShiftPattern]:
        """Other shifts from a day on."""
        entry = tidy_pattern(entry)
        refuse_blocking(check_pattern(entry))
        pattern = ShiftPattern(
            id=new_id(act.at, self.random), station_id=act.station_id, **said(ShiftPatternEntry, entry)
        )
        there = table.patterns(act.station_id)
        found = self._weighed(act, there, [*there, pattern], entry.from_on, anyway=anyway)
        with self._work(found):
            written = [journal.add(act, table.ShiftPatternTable, pattern)]
            return Saved(pattern, [*written, *carry_out(act, found)])

    def change(
        self, act: Act, before: ShiftPattern, entry: ShiftPatternEntry, *, anyway: bool = False
    ) -> Saved[ShiftPattern]:
        """Correct what was set: the shifts, the day or the document."""
        entry = tidy_pattern(entry)
        refuse_blocking(check_pattern(entry))
        after = replace(still_open(before, act.station_id), **said(ShiftPatternEntry, entry))
        there = table.patterns(act.station_id)
        others = [each for each in there if each.id != before.id]
        first = min(before.from_on, after.from_on)
        found = self._weighed(act, there, [*others, after], first, anyway=anyway)
        with self._work(found):
            written = [journal.change(act, table.ShiftPatternTable, before, after)]
            return Saved(after, [*written, *carry_out(act, found)])

    def close(self, act: Act, before: ShiftPattern, *, anyway: bool = False) -> Saved[ShiftPattern]:
        """Take back what was set: what held before it holds on."""
        after = replace(still_open(before, act.station_id), closed_on=act.today)
        there = table.patterns(act.station_id)
        others = [each for each in there if each.id != before.id]
        found = self._weighed(act, there, others, before.from_on, anyway=anyway)
        with self._work(found):
            written = [journal.close(act, table.ShiftPatternTable, before, after)]
            return Saved(after, [*written, *carry_out(act, found)])

    def _weighed(
        self, act: Act, there: Sequence[ShiftPattern], then: Sequence[ShiftPattern], first: date, *, anyway: bool
    ) -> Effect:
        if len({each.from_on for each in then}) < len(then):
            raise Refused([table.TWICE])
        calendar = calendar_of(holidays.holidays(act.station_id))
        found = weigh(act, Frame(tuple(there), calendar), Frame(tuple(then), calendar), first)
        refuse_effect(act, found, "from_on", anyway=anyway)
        return found

    @contextmanager
    def _work(self, found: Effect) -> Iterator[None]:
        topics = (Topic.SHIFTS, Topic.ROSTER) if found.emptied or found.shifted else (Topic.SHIFTS,)
        with work(self.announcer, *topics), refusing(BREACHES):
            yield


def export_columns() -> dict[str, Listed]:
    """Every pattern ever set, a row a shift."""
    return {"shifts": _listing}


def _listing(wanted: Wanted) -> Listing[Row]:
    return Listing(
        name="班次", title="班次", rows=lambda: _rows(wanted), columns=(
            ExportColumn(title="从哪天起", of=lambda row: row[0].from_on, shape=Shape.DATE),
            ExportColumn(title="哪些天", of=lambda row: row[1]),
            ExportColumn(title="班次", of=lambda row: row[2].name),
            ExportColumn(title="起止", of=lambda row: row[2].hours),
            ExportColumn(title="带班（人）", of=lambda row: row[2].leads, shape=Shape.WHOLE),
            ExportColumn(title="值班（人）", of=lambda row: row[2].others, shape=Shape.WHOLE),
            ExportColumn(title="依据", of=lambda row: row[0].document_number),
        ),
    )  # fmt: skip


def _rows(wanted: Wanted) -> list[Row]:
    patterns: list[ShiftPatternEntry] = [*table.patterns(wanted.station_id)] if wanted.station_id else []
    return [
        (pattern, days, shift)
        for pattern in patterns or [DEFAULT]
        for days, shifts in days_of(pattern)
        for shift in shifts
    ]
