"""采购: what was bought, changed or cancelled while its month is open, countered once it is settled."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import cadres, journal, settlements
from db import purchases as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.closing import check_open
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.ids import new_id
from venue_desk.domain.purchases import (
    Purchase,
    PurchaseEntry,
    PurchaseLine,
    check_countering,
    check_purchase,
    opposite,
    tidy_purchase,
)
from venue_desk.domain.records import said
from venue_desk.domain.roster import month_end, month_of
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.settlements import gives_back, taking_back_findings
from venue_desk.services.store_room import closed_findings, room_of
from venue_desk.services.unit import work

REMEMBERED = 60
"""So many purchases back one looks for what a thing cost last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRow:
    """A purchase as lists show it; `locked` = its month is settled, so that it is only countered."""

    purchase: Purchase
    supplier: str
    received_by: str
    countered: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class Purchases:
    """The verbs of the purchases."""

    announcer: Announcer
    random: Random

    def month(self, station_id: UUID, month: date) -> list[PurchaseRow]:
        """What was bought in a month, in the order of the days."""
        return rows_of(station_id, month)

    def get(self, act: Act, purchase_id: UUID) -> Purchase:
        """One of them, also one that was cancelled."""
        return known(table.purchase(purchase_id), act.station_id)

    def known_lines(self, station_id: UUID) -> list[PurchaseLine]:
        """Everything bought of late, each item once with its last price: to choose from."""
        found: dict[str, PurchaseLine] = {}
        for purchase in table.latest(station_id, REMEMBERED):
            for line in purchase.lines:
                found.setdefault(line.item, line)
        return list(found.values())

    def findings(self, act: Act, entry: PurchaseEntry, before: Purchase | None = None) -> list[Finding]:
        """What is to be mended in the entry, and what is only told."""
        entry = tidy_purchase(entry)
        supplier = table.supplier(entry.supplier_id)
        mine = supplier if supplier and supplier.station_id == act.station_id else None
        found = check_purchase(entry, mine, act.today)
        found += closed_findings(act.station_id, *([before.day] if before else []), entry.day)
        room = room_of(act.station_id)
        if before is None:
            return found + room.findings("lines")
        return found + room.without(before.id).with_purchases(entry).used_findings("lines", before.day)

    def register(self, act: Act, entry: PurchaseEntry) -> Saved[Purchase]:
        """Book a delivery; what is kept of it lies in the store room from then on."""
        with work(self.announcer, Topic.PURCHASES, Topic.STOCK, Topic.SETTLEMENTS), refusing(table.BREACHES):
            refuse_blocking(self.findings(act, entry))
            record = self._record(act, tidy_purchase(entry))
            return Saved(record, [journal.add(act, table.PurchaseTable, record)])

    def change(self, act: Act, before: Purchase, entry: PurchaseEntry) -> Saved[Purchase]:
        """Put right a purchase of a month that is still open."""
        with work(self.announcer, Topic.PURCHASES, Topic.STOCK, Topic.SETTLEMENTS), refusing(table.BREACHES):
            refuse_blocking([*_no_counter(before), *self.findings(act, entry, still_open(before, act.station_id))])
            entry = tidy_purchase(entry)
            if (entry.total_fen, entry.source) != (before.amount_fen, before.source):
                refuse_blocking(_instead_stands(before))
            after = replace(before, **said(PurchaseEntry, entry), amount_fen=entry.total_fen)
            return Saved(after, [journal.change(act, table.PurchaseTable, before, after)])

    def cancel(self, act: Act, before: Purchase) -> Saved[Purchase]:
        """作废: it was never bought; only while its month is open and nothing of it was used.

        With a counter-entry goes the right purchase booked in the same breath, and what both gave back.
        """
        now = still_open(before, act.station_id)
        correction = settlements.correction_of_counter(now.reverses_id) if now.reverses_id else None
        instead = table.purchase(correction.instead_id) if correction and correction.instead_id else None
        gone = [now, *([instead] if instead and instead.closed_on is None else [])]
        with work(self.announcer, Topic.PURCHASES, Topic.STOCK, Topic.SETTLEMENTS):
            room = room_of(act.station_id)
            for each in gone:
                room = room.without(each.id)
            found = closed_findings(act.station_id, *(each.day for each in gone), field="")
            found += [*_instead_stands(now), *room.used_findings(since=min(each.day for each in gone))]
            refuse_blocking([*found, *(taking_back_findings(correction) if correction else ())])
            written = [
                journal.close(act, table.PurchaseTable, each, replace(each, closed_on=act.today)) for each in gone
            ]
            if correction is not None:
                after = replace(correction, closed_on=act.today)
                written.append(journal.close(act, settlements.CorrectionTable, correction, after))
            return Saved(replace(now, closed_on=act.today), written)

    def counter(self, act: Act, wrong: Purchase, instead: PurchaseEntry | None = None) -> Saved[Purchase]:
        """冲正: take back, today, a purchase of a settled month, and book the right one in the same breath."""
        with work(self.announcer, Topic.PURCHASES, Topic.STOCK, Topic.SETTLEMENTS), refusing(table.BREACHES):
            wrong = still_open(known(table.purchase(wrong.id), act.station_id), act.station_id)
            refuse_blocking(self.counter_findings(act, wrong, instead))
            back = self._back(act, wrong)
            records = [back, *([self._record(act, tidy_purchase(instead))] if instead else [])]
            audit_ids = journal.add_many(act, table.PurchaseTable, records)
            given = gives_back(act, wrong, records[1] if instead else None, self.random)
            return Saved(back, [*audit_ids, *journal.add_many(act, settlements.CorrectionTable, given)])

    def counter_findings(self, act: Act, wrong: Purchase, instead: PurchaseEntry | None = None) -> list[Finding]:
        """What stands against countering a purchase, and what is to be mended in the one booked instead."""
        found = check_countering(wrong, countered=bool(table.countered([wrong.id])))
        if not check_open(wrong.day, settlements.closed_through(act.station_id)):
            found.append(must("purchase.open", "", "这个月还没结算，直接改或作废就行，不用冲正。"))
        if found:
            return found
        if instead:
            found += [each for each in self.findings(act, instead) if each.code != "stock.short"]
        after = [self._back(act, wrong), *([tidy_purchase(instead)] if instead else [])]
        return found + room_of(act.station_id).with_purchases(*after).findings()

    def _back(self, act: Act, wrong: Purchase) -> Purchase:
        return replace(
            wrong, id=new_id(act.at, self.random), day=act.today, lines=tuple(opposite(each) for each in wrong.lines),
            amount_fen=-wrong.amount_fen, note=f"冲正 {wrong.day.year}年{wrong.day.month}月{wrong.day.day}日 的采购",
            noted_by=act.cadre_id, reverses_id=wrong.id, photo="",
        )  # fmt: skip

    def _record(self, act: Act, entry: PurchaseEntry) -> Purchase:
        return Purchase(
            id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id,
            amount_fen=entry.total_fen, **said(PurchaseEntry, entry),
        )  # fmt: skip


def rows_of(station_id: UUID, month: date) -> list[PurchaseRow]:
    """What was bought in a month, with the names that stand beside."""
    first, through = month_of(month), settlements.closed_through(station_id)
    bought = table.purchases(station_id, first, month_end(first))
    suppliers = table.suppliers_named({each.supplier_id for each in bought})
    names = cadres.names(station_id) if bought else {}
    gone = table.countered([each.id for each in bought])
    return [
        PurchaseRow(
            purchase=each, supplier=suppliers[each.supplier_id],
            received_by=names.get(each.received_by, "") if each.received_by else "",
            countered=each.id in gone, locked=through is not None and each.day <= month_end(through),
        )
        for each in bought
    ]  # fmt: skip


def _no_counter(before: Purchase) -> list[Finding]:
    if before.reverses_id is None:
        return []
    return [must("purchase.counter", "", "这一单是冲正，不能改。请作废后重新冲正。")]


def _instead_stands(purchase: Purchase) -> list[Finding]:
    """What was booked with a counter-entry is shared already by those who ate in the month that was put right."""
    correction = settlements.correction_of_instead(purchase.id)
    if correction is None:
        return []
    month = correction.of_month.month
    said = f"这一单是冲正时登记的，钱已经由{month}月吃饭的人分了。要改钱数或作废，请先作废那一单冲正，再重新冲正。"
    return [must("purchase.instead", "", said)]
