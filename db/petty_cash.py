"""Petty cash: what came in and went out; nothing is ever changed, only countered."""

from uuid import UUID

from peewee import Check, fn

from db.fields import InstantField, IntField, TextField, UuidField, reference
from db.stations import StationTable
from db.table import Table, many, one
from venue_desk.domain.findings import must
from venue_desk.domain.petty_cash import CashRecord


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


def page(station_id: UUID, *, offset: int = 0, limit: int = 100) -> list[CashRecord]:
    """The entries, the latest first."""
    query = CashTable.select().where(CashTable.station == station_id)
    return many(CashRecord, query.order_by(CashTable.at.desc(), CashTable.id.desc()).limit(limit).offset(offset))
