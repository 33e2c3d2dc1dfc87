"""结算: a month as it stands, closing it, and the counter-entries by which a closed one is put right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import cadres, journal
from db import settlements as table
from db.invariants import refusing
from db.meals import MealTable
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.advances import Advance, Allotment
from venue_desk.domain.closing import (
    ClosedMonth,
    Correction,
    CorrectionEntry,
    CorrectionLine,
    borne_more,
    check_closing,
    check_correction,
    check_settled,
    not_closed,
    tidy_correction,
)
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settlements import Settlement, recounted
from venue_desk.domain.stock import carried_over
from venue_desk.services.meal_register import plan_records
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.settling import first_open, settled_months, settlement_of
from venue_desk.services.store_room import closed_findings, room_of
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementMonth:
    """A month as it stands: what it comes to, who closed it, and what is to be told before it is closed.

    `corrected` is what counter-entries have added to its shares since it was closed.
    """

    settlement: Settlement
    closed: ClosedMonth | None
    findings: tuple[Finding, ...]
    advances: tuple[Advance, ...]
    allotments: tuple[Allotment, ...]
    corrections: tuple[Correction, ...]
    corrected: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Settlements:
    """The verbs of the canteen's account."""

    announcer: Announcer
    random: Random

    # --- as it stands

    def month(self, station_id: UUID, month: date, today: date) -> SettlementMonth:
        """A month, closed or as it would be closed today."""
        first, last = month_of(month), month_end(month)
        closed = table.closed_month(station_id, first)
        settlement = closed or settlement_of(station_id, first, today)
        return SettlementMonth(
            settlement=settlement, closed=closed,
            findings=() if closed else (*_closing(station_id, first, today), *check_settled(settlement)),
            advances=tuple(table.advances(station_id, first, last)),
            allotments=tuple(table.allotments(station_id, first, last)),
            corrections=tuple(table.corrections(station_id, first, last)),
            corrected=borne_more(table.corrections_of(station_id, first)) if closed else {},
        )  # fmt: skip

    def months(self, station_id: UUID, month: date, today: date, count: int = 12) -> tuple[Settlement, ...]:
        """The months up to this one, the earliest first, for the chart: closed ones as they are, open ones as they stand."""
        return settled_months(station_id, month_of(month), count, today)

    def closed_months(self, station_id: UUID) -> frozenset[date]:
        """The first days of the closed months."""
        return table.closed_months(station_id)

    def first_open(self, station_id: UUID) -> date | None:
        """The month whose turn it is to be closed; None where there is nothing to settle."""
        return first_open(station_id)

    # --- closing

    def close(self, act: Act, month: date) -> Saved[ClosedMonth]:
        """结算: from now on nothing of the month is changed; what is left goes over into the next.

        What was eaten by plan is written down first, so that no change of the roster alters it: undone, it stays written.
        """
        month = month_of(month)
        with (
            work(self.announcer, Topic.SETTLEMENTS, Topic.PURCHASES, Topic.STOCK, Topic.MEALS),
            refusing(table.BREACHES),
        ):
            refuse_blocking(_closing(act.station_id, month, act.today))
            journal.add_many(act, MealTable, plan_records(act, month, month_end(month), self.random))
            settlement = settlement_of(act.station_id, month, act.today)
            closed = ClosedMonth(
                id=new_id(act.at, self.random), station_id=act.station_id, closed_at=act.at_utc, closed_by=act.cadre_id,
                stock=carried_over(room_of(act.station_id).until(month_end(month)).lots()), **said(Settlement, settlement),
            )  # fmt: skip
            return Saved(closed, [journal.add(act, table.SettlementTable, closed)])

    # --- corrections of shares

    def recount(self, station_id: UUID, month: date, portions: Mapping[UUID, int]) -> tuple[CorrectionLine, ...]:
        """What of a closed month's shares is still to be countered, had so many portions been these cadres'."""
        closed = known(table.closed_month(station_id, month_of(month)), station_id)
        corrected = borne_more(table.corrections_of(station_id, closed.month))
        changed = recounted(closed, portions, corrected)
        return tuple(CorrectionLine(cadre_id=cadre_id, amount_fen=fen) for cadre_id, fen in changed.items())

    def counter_findings(self, act: Act, entry: CorrectionEntry) -> list[Finding]:
        """What is to be mended in a correction."""
        entry, here = tidy_correction(entry), {each.id for each in cadres.everyone(act.station_id)}
        closed = table.closed_month(act.station_id, entry.of_month)
        found = check_correction(entry, act.today, {entry.of_month: closed} if closed else {})
        if any(line.cadre_id not in here for line in entry.lines):
            found.append(must("correction.cadre", "lines", "名单里有不是本站的人，请重新选。"))
        return found + closed_findings(act.station_id, entry.day)

    def counter(self, act: Act, entry: CorrectionEntry) -> Saved[Correction]:
        """冲正: what some bear more and others less of a closed month, booked in one that is open."""
        with work(self.announcer, Topic.SETTLEMENTS):
            refuse_blocking(self.counter_findings(act, entry))
            record = Correction(
                id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id,
                **said(CorrectionEntry, tidy_correction(entry)),
            )  # fmt: skip
            return Saved(record, [journal.add(act, table.CorrectionTable, record)])

    def cancel_counter(self, act: Act, before: Correction) -> Saved[Correction]:
        """作废 of a correction while the month it was booked in is open."""
        now = still_open(before, act.station_id)
        with work(self.announcer, Topic.SETTLEMENTS):
            refuse_blocking(closed_findings(act.station_id, now.day, field=""))
            after = replace(now, closed_on=act.today)
            return Saved(after, [journal.close(act, table.CorrectionTable, now, after)])


def _closing(station_id: UUID, month: date, today: date) -> list[Finding]:
    return check_closing(month, today, table.closed_through(station_id), first_open(station_id))


def todos(station_id: UUID, today: date) -> list[Finding]:
    """From the 3rd on: last month is still to be settled."""
    return not_closed(today, first_open(station_id))
