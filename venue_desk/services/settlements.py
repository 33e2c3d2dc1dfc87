"""结算: a month as it stands, closing it, and the counter-entries by which a closed one is put right."""

from collections.abc import Mapping, Sequence
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
from venue_desk.domain.closing import ClosedMonth, check_closing, check_settled, check_taking_back, not_closed
from venue_desk.domain.corrections import (
    Correction,
    CorrectionEntry,
    CorrectionLine,
    Eating,
    RightMeal,
    borne_more,
    check_correction,
    lines_of,
    recounted,
    tidy_correction,
)
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id
from venue_desk.domain.purchases import FundingSource, Purchase
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settlements import Settlement
from venue_desk.domain.stock import carried_over
from venue_desk.services.meal_register import plan_records
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.settling import accounts_of, first_open, settled_months, settlement_of, unreported
from venue_desk.services.store_room import closed_findings, room_of
from venue_desk.services.unit import work

WARES_MAX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementMonth:
    """A month as it stands: what it comes to, who closed it, and what is to be told before it is closed.

    `corrections` are booked in it, of earlier months; `countered` are of its own shares since it was closed, and `taken_back`
    those of its payments that were countered.
    """

    settlement: Settlement
    closed: ClosedMonth | None
    findings: tuple[Finding, ...]
    advances: tuple[Advance, ...]
    allotments: tuple[Allotment, ...]
    corrections: tuple[Correction, ...]
    countered: tuple[Correction, ...]
    taken_back: frozenset[UUID]


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
        advances = tuple(table.advances(station_id, first, last))
        allotments = tuple(table.allotments(station_id, first, last))
        return SettlementMonth(
            settlement=settlement, closed=closed,
            findings=() if closed else _before_closing(station_id, settlement, today),
            advances=advances,
            allotments=allotments,
            corrections=tuple(table.corrections(station_id, first, last)),
            countered=tuple(table.corrections_of(station_id, first)) if closed else (),
            taken_back=frozenset(table.countered(advances) | table.countered(allotments)) if closed else frozenset(),
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

    def account(self, station_id: UUID, month: date) -> Mapping[Eating, int]:
        """What stands on every cadre's account of every meal of a closed month, counter-entries included."""
        accounts = accounts_of(station_id, month_of(month))
        return {**accounts.registered, **accounts.right}

    def recount(self, station_id: UUID, month: date, meals: Sequence[RightMeal]) -> tuple[CorrectionLine, ...]:
        """What of a closed month's shares is to be countered, were these meals as they are said to have been."""
        closed = known(table.closed_month(station_id, month_of(month)), station_id)
        accounts, before = accounts_of(station_id, closed.month), table.corrections_of(station_id, closed.month)
        said_right = {(each.cadre_id, each.day, each.meal): each.portions for each in meals}
        if all(accounts.portions(eating) == portions for eating, portions in said_right.items()):
            return ()
        return lines_of(recounted(closed, accounts.heavier(said_right), borne_more(before)))

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
        """作废 of a correction while the month it was booked in is open; that of a purchase goes with its counter-entry."""
        now = still_open(before, act.station_id)
        if now.purchase_id is not None:
            raise Refused([must("correction.purchase", "", "这是采购冲正带来的，不能单独作废。")])
        with work(self.announcer, Topic.SETTLEMENTS):
            refuse_blocking([*closed_findings(act.station_id, now.day, field=""), *taking_back_findings(now)])
            after = replace(now, closed_on=act.today)
            return Saved(after, [journal.close(act, table.CorrectionTable, now, after)])


def gives_back(act: Act, wrong: Purchase, instead: Purchase | None, random: Random) -> list[Correction]:
    """What a counter-entry changes of the 个人 of the closed month it is of: shared by those who ate then."""
    closed = table.closed_month(act.station_id, month_of(wrong.day))
    own = [each for each in (wrong, instead) if each is not None and each.source is FundingSource.PERSONAL]
    if closed is None or not own:
        return []
    fen = sum(-each.amount_fen if each is wrong else each.amount_fen for each in own)
    corrected = borne_more(table.corrections_of(act.station_id, closed.month))
    changed = recounted(closed, accounts_of(act.station_id, closed.month).heavier({}), corrected, fen)
    wares = "、".join(line.item for line in wrong.lines)[:WARES_MAX]
    return [
        Correction(
            id=new_id(act.at, random), station_id=act.station_id, noted_by=act.cadre_id, of_month=closed.month,
            day=act.today, lines=lines_of(changed), reason=f"冲正采购：{wares}", purchase_id=wrong.id,
            instead_id=instead.id if instead else None,
        )
    ]  # fmt: skip


def taking_back_findings(correction: Correction) -> list[Finding]:
    """Whether a later correction of the same month started from it."""
    standing = table.corrections_of(correction.station_id, correction.of_month)
    return check_taking_back(correction.of_month, later=bool(standing) and standing[-1].id != correction.id)


def _before_closing(station_id: UUID, settlement: Settlement, today: date) -> tuple[Finding, ...]:
    forbidden = _closing(station_id, settlement.month, today)
    left = unreported(station_id, settlement.month, today) if not forbidden else 0
    return (*forbidden, *check_settled(settlement, left))


def _closing(station_id: UUID, month: date, today: date) -> list[Finding]:
    return check_closing(month, today, table.closed_through(station_id), first_open(station_id))


def todos(station_id: UUID, today: date) -> list[Finding]:
    """From the 3rd on: last month is still to be settled."""
    return not_closed(today, first_open(station_id))
