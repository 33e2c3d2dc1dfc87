"""库存: what lies in the store room, what goes out to the kitchen, and the stocktaking that makes both agree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import journal
from db import stock as table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.stock import (
    Counted,
    Shelf,
    StockEntry,
    StockOut,
    best_before_findings,
    check_counting,
    check_counting_day,
    check_out,
    differences,
    shelves,
    tidy_out,
)
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.store_room import closed_findings, first_open, room_of
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Stock:
    """The verbs of the store room. What comes in is booked with the purchases."""

    announcer: Announcer
    random: Random

    def shelves(self, station_id: UUID, day: date) -> tuple[Shelf, ...]:
        """What lies there at the end of a day of an open month, 主食 first."""
        return shelves(room_of(station_id).until(day).lots())

    def emptied(self, station_id: UUID, day: date) -> tuple[Shelf, ...]:
        """What was used up since the last settlement: it can be counted, and its issues put right."""
        return shelves(room_of(station_id).until(day).emptied())

    def open_outs(self, station_id: UUID) -> list[StockOut]:
        """What went out in the months that are still open: all of it can be put right."""
        return table.went(station_id, first_open(station_id), date.max)

    def month(self, station_id: UUID, month: date) -> list[StockOut]:
        """What went out in a month, in the order of the days."""
        return table.went(station_id, month_of(month), month_end(month))

    def findings(self, act: Act, entry: StockEntry, before: StockOut | None = None) -> list[Finding]:
        """What is to be mended in an issue."""
        entry = tidy_out(entry)
        found = check_out(entry, act.today)
        found += closed_findings(act.station_id, *([before.day] if before else []), entry.day)
        room = room_of(act.station_id)
        room = room.without(before.id) if before else room
        return found or room.with_outs([entry]).findings("quantity")

    def issue(self, act: Act, entry: StockEntry) -> Saved[StockOut]:
        """领用 or 报损: it leaves the store room."""
        with work(self.announcer, Topic.STOCK):
            refuse_blocking(self.findings(act, entry))
            record = StockOut(
                id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id,
                **said(StockEntry, tidy_out(entry)),
            )  # fmt: skip
            return Saved(record, [journal.add(act, table.StockOutTable, record)])

    def change(self, act: Act, before: StockOut, entry: StockEntry) -> Saved[StockOut]:
        """Put right an issue of a month that is still open."""
        with work(self.announcer, Topic.STOCK):
            refuse_blocking(self.findings(act, entry, still_open(before, act.station_id)))
            after = replace(before, **said(StockEntry, tidy_out(entry)))
            return Saved(after, [journal.change(act, table.StockOutTable, before, after)])

    def cancel(self, act: Act, before: StockOut) -> Saved[StockOut]:
        """It did not go out after all."""
        now = still_open(before, act.station_id)
        with work(self.announcer, Topic.STOCK):
            room = room_of(act.station_id).without(now.id)
            refuse_blocking([*closed_findings(act.station_id, now.day, field=""), *room.findings()])
            after = replace(now, closed_on=act.today)
            return Saved(after, [journal.close(act, table.StockOutTable, now, after)])

    def count_findings(
        self, act: Act, counted: Sequence[Counted], note: str = "", day: date | None = None
    ) -> list[Finding]:
        """What is to be mended in a stocktaking of this day (today), which is not ahead and in an open month."""
        day, room = day or act.today, room_of(act.station_id)
        missing = differences(counted, room.until(day).lots(), day, note.strip())
        found = check_counting(counted, room.wares(), missing, note.strip())
        found += check_counting_day(day, act.today) or closed_findings(act.station_id, day)
        return found or room.with_outs(missing).findings("note")

    def count(
        self, act: Act, counted: Sequence[Counted], note: str = "", day: date | None = None
    ) -> Saved[tuple[StockOut, ...]]:
        """盘点 as of the end of a day (today): what is not counted stays as it is; nothing is written where both agree."""
        with work(self.announcer, Topic.STOCK):
            refuse_blocking(self.count_findings(act, counted, note, day))
            day = day or act.today
            found = differences(counted, room_of(act.station_id).until(day).lots(), day, note.strip())
            ids = new_ids(act.at, self.random, len(found))
            records = tuple(
                StockOut(id=each_id, station_id=act.station_id, noted_by=act.cadre_id, **said(StockEntry, each))
                for each_id, each in zip(ids, found, strict=True)
            )
            return Saved(records, journal.add_many(act, table.StockOutTable, records))


def todos(station_id: UUID, today: date) -> list[Finding]:
    """What is past its date, and what soon will be."""
    return best_before_findings(room_of(station_id).lots(), today)
