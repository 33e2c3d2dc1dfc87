"""预交 of the cadres and 拨款 of the funds: booked, cancelled while their month is open, countered once it is settled."""

from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from db import cadres, journal
from db import settlements as table
from db.invariants import refusing
from db.table import Table
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.advances import (
    Advance,
    AdvanceEntry,
    Allotment,
    AllotmentEntry,
    check_countering,
    check_paid,
    tidy,
)
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.services.saved import Saved, refuse_blocking, still_open
from venue_desk.services.store_room import closed_findings
from venue_desk.services.unit import work

R = TypeVar("R", Advance, Allotment)
TABLES: dict[type, type[Table]] = {Advance: table.AdvanceTable, Allotment: table.AllotmentTable}


@dataclass(frozen=True, slots=True)
class Advances:
    """The verbs of the money that comes in; what stands of a month is in its settlement."""

    announcer: Announcer
    random: Random

    def findings(self, act: Act, entry: AdvanceEntry | AllotmentEntry) -> list[Finding]:
        """What is to be mended in an advance or an allotment."""
        found = check_paid(tidy(entry), act.today)
        if isinstance(entry, AdvanceEntry):
            cadre = cadres.cadre(entry.cadre_id)
            if cadre is None or cadre.station_id != act.station_id:
                found.append(must("paid.cadre", "cadre_id", "请选是谁交的。"))
        return found + closed_findings(act.station_id, entry.day)

    def advance(self, act: Act, entry: AdvanceEntry) -> Saved[Advance]:
        """预交: a cadre pays in (or gets back, below nothing)."""
        with work(self.announcer, Topic.SETTLEMENTS):
            refuse_blocking(self.findings(act, entry))
            record = Advance(
                id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id,
                **said(AdvanceEntry, tidy(entry)),
            )  # fmt: skip
            return self._add(act, record)

    def allot(self, act: Act, entry: AllotmentEntry) -> Saved[Allotment]:
        """拨款: a fund gives (or takes back, below nothing)."""
        with work(self.announcer, Topic.SETTLEMENTS):
            refuse_blocking(self.findings(act, entry))
            record = Allotment(
                id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id,
                **said(AllotmentEntry, tidy(entry)),
            )  # fmt: skip
            return self._add(act, record)

    def cancel(self, act: Act, before: R) -> Saved[R]:
        """作废 while its month is open."""
        now = still_open(before, act.station_id)
        with work(self.announcer, Topic.SETTLEMENTS):
            refuse_blocking(closed_findings(act.station_id, now.day, field=""))
            after = replace(now, closed_on=act.today)
            return Saved(after, [journal.close(act, TABLES[type(now)], now, after)])

    def counter(self, act: Act, wrong: R) -> Saved[R]:
        """冲正: the opposite of one of a settled month, booked today."""
        now = still_open(wrong, act.station_id)
        with work(self.announcer, Topic.SETTLEMENTS), refusing(table.BREACHES):
            found = check_countering(now, countered=bool(table.countered([now])))
            if not closed_findings(act.station_id, now.day):
                found.append(must("paid.open", "", "这个月还没结算，直接作废就行，不用冲正。"))
            refuse_blocking(found)
            record = replace(
                now, id=new_id(act.at, self.random), day=act.today, amount_fen=-now.amount_fen, noted_by=act.cadre_id,
                note=f"冲正 {now.day.year}年{now.day.month}月{now.day.day}日 的一笔", reverses_id=now.id,
            )  # fmt: skip
            return self._add(act, record)

    def _add(self, act: Act, record: R) -> Saved[R]:
        return Saved(record, [journal.add(act, TABLES[type(record)], record)])
