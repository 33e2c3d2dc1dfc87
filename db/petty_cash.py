"""Petty cash: what came in and went out; nothing is ever changed, only countered."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import Case, Check, fn

from db.fields import InstantField, IntField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, columns_of, one, rows
from venue_desk.domain.findings import must
from venue_desk.domain.petty_cash import CashRecord, CashSums


class CashTable(Table):
    record = CashRecord

    id = UuidField(primary_key=True)
    station = reference(StationTable, index=False)
    at = InstantField()
    amount_fen = IntField(constraints=[Check("amount_fen <> 0")])
    matter = TextField(constraints=[Check("matter <> ''")])
    counterparty = TextField()
    voucher = TextField()
    noted_by = UuidField()
    reverses = reference("self", null=True, unique=True)

    class Meta:
        table_name = "petty_cash"
        indexes = ((("station", "at"), False),)


TABLES: tuple[type[Table], ...] = (CashTable,)

BREACHES = {"petty_cash.reverses_id": must("cash.reversed", "", "这一笔已经冲过了，不用再冲。")}


def cash_record(record_id: UUID) -> CashRecord | None:
    return one(CashRecord, CashTable, record_id)


def balance(station_id: UUID) -> int:
    """What must lie in the box, in fen."""
    return CashTable.select(fn.SUM(CashTable.amount_fen)).where(CashTable.station == station_id).scalar() or 0


def lowest_from(station_id: UUID, at: datetime) -> int:
    """The least that lay in the box from that instant on, in fen: what can still be taken out of it then."""
    before = CashTable.select(fn.SUM(CashTable.amount_fen)).where(
        (CashTable.station == station_id) & (CashTable.at <= at)
    )
    after = CashTable.select(_balance(), CashTable.at).where(CashTable.station == station_id)
    return min([int(before.scalar() or 0), *(int(balance) for balance, when in rows(after) if when > at)])


def moved(station_id: UUID, begins: datetime, ends: datetime) -> tuple[int, int]:
    """What came in and what went out in a stretch of time, both positive, in fen."""
    query = CashTable.select(CashTable.amount_fen).where(
        (CashTable.station == station_id) & (CashTable.at >= begins) & (CashTable.at < ends)
    )
    amounts = [amount for (amount,) in rows(query)]
    return sum(each for each in amounts if each > 0), -sum(each for each in amounts if each < 0)


def count(station_id: UUID) -> int:
    """How many entries there are."""
    return int(CashTable.select().where(CashTable.station == station_id).count())


def matters(station_id: UUID) -> list[str]:
    """What was ever booked, each once."""
    query = CashTable.select(CashTable.matter).where(CashTable.station == station_id)
    return [matter for (matter,) in rows(query.distinct())]


def sums(station_id: UUID, text: str = "", spelled: Collection[str] = ()) -> CashSums:
    """How many entries say so, and what they brought in and took out."""
    amount = CashTable.amount_fen
    query = CashTable.select(
        fn.COUNT(CashTable.id),
        fn.SUM(Case(None, [(amount > 0, amount)], 0)),
        fn.SUM(Case(None, [(amount < 0, amount * -1)], 0)),
    )
    count, came, went = rows(query.where(_said(station_id, text, spelled)))[0]
    return CashSums(count=count, came_fen=came or 0, went_fen=went or 0)


def countered(record_id: UUID) -> bool:
    """Whether another entry counters this one."""
    return bool(CashTable.select().where(CashTable.reverses == record_id).exists())


def page(
    station_id: UUID, text: str = "", spelled: Collection[str] = (), *, offset: int = 0, limit: int = 100
) -> list[tuple[CashRecord, int, bool]]:
    """The entries, or those that say so, the latest first, each with what lay in the box after it, and whether it was countered."""
    other = CashTable.alias()
    is_countered = fn.EXISTS(other.select().where(other.reverses == CashTable.id)).alias("was_countered")
    # What lay in the box is reckoned over all entries, also over those that are not shown.
    lay = CashTable.select(CashTable.id.alias("entry"), _balance()).where(CashTable.station == station_id).alias("lay")
    query = CashTable.select(CashTable, lay.c.balance, is_countered).join(lay, on=(CashTable.id == lay.c.entry))
    query = query.where(_said(station_id, text, spelled))
    found = rows(query.order_by(CashTable.at.desc(), CashTable.id.desc()).limit(limit).offset(offset))
    names = tuple(columns_of(CashTable))
    return [
        (CashRecord(**dict(zip(names, record, strict=True))), balance, bool(was_countered))
        for *record, balance, was_countered in found
    ]


def _said(station_id: UUID, text: str, spelled: Collection[str]) -> Any:
    """By words in the matter, the other side or the voucher; by the matters that are spelled so."""
    said = CashTable.station == station_id
    if spelled:
        return said & CashTable.matter.in_(list(spelled))
    for word in text.split():
        said &= (
            CashTable.matter.contains(word) | CashTable.counterparty.contains(word) | CashTable.voucher.contains(word)
        )
    return said


def _balance() -> Any:
    """What lay in the box after each entry; named, since peewee would take it for the column it ends with."""
    return fn.SUM(CashTable.amount_fen).over(order_by=[CashTable.at, CashTable.id]).alias("balance")
