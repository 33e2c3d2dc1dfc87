"""The canteen's account: advances, allotments, corrections, and each month as it was closed."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from peewee import Check

from db.cadres import CadreTable
from db.fields import DayField, EnumField, InstantField, IntField, JsonField, TextField, UuidField, reference
from db.invariants import unique_open
from db.journal import AuditTable
from db.meals import MealPriceTable, MealTable
from db.purchases import PurchaseTable
from db.stations import StationTable
from db.stock import StockOutTable
from db.table import Table, many, name_of, one, rows
from venue_desk.domain.advances import Advance, Allotment
from venue_desk.domain.closing import ClosedMonth
from venue_desk.domain.corrections import Correction, correction_line_of, right_meal_of
from venue_desk.domain.findings import must
from venue_desk.domain.purchases import FundingSource
from venue_desk.domain.settlements import fund_of, share_of
from venue_desk.domain.stock import lot_of

R = TypeVar("R", Advance, Allotment)


class AdvanceTable(Table):
    record = Advance

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    cadre = reference(CadreTable)
    day = DayField()
    amount_fen = IntField(constraints=[Check("amount_fen <> 0")])
    note = TextField()
    noted_by = UuidField()
    reverses = reference("self", null=True, index=False)
    closed_on = DayField(null=True)

    class Meta:
        table_name = "advances"
        indexes = ((("station", "day"), False),)


class AllotmentTable(Table):
    record = Allotment

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    source = EnumField(FundingSource)
    day = DayField()
    amount_fen = IntField(constraints=[Check("amount_fen <> 0")])
    document_number = TextField()
    note = TextField()
    noted_by = UuidField()
    reverses = reference("self", null=True, index=False)
    closed_on = DayField(null=True)

    class Meta:
        table_name = "allotments"
        indexes = ((("station", "day"), False),)


class CorrectionTable(Table):
    record = Correction

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    of_month = DayField()
    day = DayField()
    lines = JsonField(tuple, correction_line_of)
    reason = TextField(constraints=[Check("reason <> ''")])
    noted_by = UuidField()
    closed_on = DayField(null=True)
    meals = JsonField(tuple, right_meal_of)
    purchase = reference(PurchaseTable, null=True, index=False)
    instead = reference(PurchaseTable, null=True, index=False)

    class Meta:
        table_name = "settlement_corrections"
        indexes = ((("station", "day"), False),)


class SettlementTable(Table):
    record = ClosedMonth

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    month = DayField()
    funds = JsonField(tuple, fund_of)
    personal_fen = IntField()
    shares = JsonField(tuple, share_of)
    stock = JsonField(tuple, lot_of)
    closed_at = InstantField()
    closed_by = UuidField()
    earlier_fen = IntField()

    class Meta:
        table_name = "settlements"
        indexes = ((("station", "month"), True),)


unique_open(AdvanceTable, AdvanceTable.reverses)
unique_open(AllotmentTable, AllotmentTable.reverses)

TABLES: tuple[type[Table], ...] = (AdvanceTable, AllotmentTable, CorrectionTable, SettlementTable)

BREACHES = {
    "settlements.month": must("settlement.twice", "month", "这个月刚被别人结算过，请回到列表再看一遍。"),
    "advances.reverses_id": must("paid.countered", "", "这一笔已经冲正过了，不用再冲。"),
    "allotments.reverses_id": must("paid.countered", "", "这一笔已经冲正过了，不用再冲。"),
}

_BOOKED = (PurchaseTable, StockOutTable, AdvanceTable, AllotmentTable, CorrectionTable)
"""The tables whose rows belong to the month of their day."""


def advance(advance_id: UUID) -> Advance | None:
    return one(Advance, AdvanceTable, advance_id)


def allotment(allotment_id: UUID) -> Allotment | None:
    return one(Allotment, AllotmentTable, allotment_id)


def correction(correction_id: UUID) -> Correction | None:
    return one(Correction, CorrectionTable, correction_id)


def advances(station_id: UUID, first: date, last: date) -> list[Advance]:
    """What was paid in on these days, in their order."""
    return many(Advance, _of_days(AdvanceTable, station_id, first, last))


def allotments(station_id: UUID, first: date, last: date) -> list[Allotment]:
    """What the funds gave on these days, in their order."""
    return many(Allotment, _of_days(AllotmentTable, station_id, first, last))


def corrections(station_id: UUID, first: date, last: date) -> list[Correction]:
    """The corrections booked on these days, in their order."""
    return many(Correction, _of_days(CorrectionTable, station_id, first, last))


def corrections_of(station_id: UUID, month: date) -> list[Correction]:
    """The corrections of the shares of a month, on whatever day they are booked."""
    query = CorrectionTable.select().where(
        (CorrectionTable.station == station_id)
        & CorrectionTable.closed_on.is_null()
        & (CorrectionTable.of_month == month)
    )
    return many(Correction, query.order_by(CorrectionTable.day, CorrectionTable.id))


def correction_of_counter(wrong_id: UUID) -> Correction | None:
    """The correction that went with the counter-entry of this purchase."""
    return _standing(CorrectionTable.purchase == wrong_id)


def correction_of_instead(purchase_id: UUID) -> Correction | None:
    """The correction that went with this purchase, booked in place of a wrong one."""
    return _standing(CorrectionTable.instead == purchase_id)


def _standing(which: Any) -> Correction | None:
    query = CorrectionTable.select().where(which & CorrectionTable.closed_on.is_null())
    return next(iter(many(Correction, query)), None)


def countered(records: Sequence[Advance] | Sequence[Allotment]) -> set[UUID]:
    """Which of these another entry counters."""
    found: set[UUID] = set()
    for kind, table in ((Advance, AdvanceTable), (Allotment, AllotmentTable)):
        ids = [each.id for each in records if isinstance(each, kind)]
        query: Any = table.select(table.reverses).where(table.reverses.in_(ids) & table.closed_on.is_null())
        found |= {reversed_id for (reversed_id,) in rows(query)} if ids else set()
    return found


def closed_month(station_id: UUID, month: date) -> ClosedMonth | None:
    """A month as it was closed."""
    query = SettlementTable.select().where((SettlementTable.station == station_id) & (SettlementTable.month == month))
    return next(iter(many(ClosedMonth, query)), None)


def last_closed(station_id: UUID, before: date = date.max) -> ClosedMonth | None:
    """The last closed month (before a day): what was left in it is carried over."""
    query = SettlementTable.select().where((SettlementTable.station == station_id) & (SettlementTable.month < before))
    return next(iter(many(ClosedMonth, query.order_by(SettlementTable.month.desc()).limit(1))), None)


def closed_through(station_id: UUID) -> date | None:
    """The first day of the last closed month."""
    query = SettlementTable.select(SettlementTable.month).where(SettlementTable.station == station_id)
    found = rows(query.order_by(SettlementTable.month.desc()).limit(1))
    return found[0][0] if found else None


def closed_months(station_id: UUID, first: date = date.min, last: date = date.max) -> frozenset[date]:
    """The first days of the closed months (between two days): nothing of them is changed."""
    query = SettlementTable.select(SettlementTable.month).where(
        (SettlementTable.station == station_id) & SettlementTable.month.between(first, last)
    )
    return frozenset(month for (month,) in rows(query))


def settled(station_id: UUID, first: date, last: date) -> list[ClosedMonth]:
    """The closed months of a stretch of time, in their order."""
    query = SettlementTable.select().where(
        (SettlementTable.station == station_id) & SettlementTable.month.between(first, last)
    )
    return many(ClosedMonth, query.order_by(SettlementTable.month))


def closed_between(station_id: UUID, begins: datetime, ends: datetime) -> list[ClosedMonth]:
    """The months that were closed in a stretch of time."""
    query = SettlementTable.select().where(
        (SettlementTable.station == station_id)
        & (SettlementTable.closed_at >= begins)
        & (SettlementTable.closed_at < ends)
    )
    return many(ClosedMonth, query.order_by(SettlementTable.closed_at))


def first_entry(station_id: UUID, since: date) -> date | None:
    """The earliest day since then on which anything was booked. Meals alone are not: a station may feed and keep no books."""
    found = [
        day
        for table in _BOOKED
        for (day,) in rows(
            table.select(table.day)
            .where((table.station == station_id) & table.closed_on.is_null() & (table.day >= since))
            .order_by(table.day)
            .limit(1)
        )
    ]
    return min(found, default=None)


def _of_days(table: Any, station_id: UUID, first: date, last: date) -> Any:
    query = table.select().where(
        (table.station == station_id) & table.closed_on.is_null() & table.day.between(first, last)
    )
    return query.order_by(table.day, table.id)


def touched_by(audit_ids: Collection[int]) -> set[tuple[str, date]]:
    """The table and the day of every record of the books that these changes are of: of a settlement its month."""
    if not audit_ids:
        return set()
    named = {name_of(table): "day" for table in (*_BOOKED, MealTable)} | {
        name_of(SettlementTable): "month",
        name_of(MealPriceTable): "from_on",
    }
    query = AuditTable.select(AuditTable.id, AuditTable.table_name, AuditTable.before, AuditTable.after).where(
        AuditTable.id.between(min(audit_ids), max(audit_ids)) & AuditTable.table_name.in_(list(named))
    )
    wanted, found = set(audit_ids), set[tuple[str, date]]()
    for audit_id, table, *sides in rows(query):
        told = [json.loads(side) for side in sides if side]
        if audit_id in wanted and not _only_photo(told):
            found |= {(table, date.fromisoformat(side[named[table]])) for side in told}
    return found


def _only_photo(sides: list[dict[str, Any]]) -> bool:
    """No figure hangs on the photo of a voucher."""
    return len(sides) == 2 and sides[0] | {"photo": ""} == sides[1] | {"photo": ""}
