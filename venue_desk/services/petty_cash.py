"""Petty cash (备用金): in, out, the balance after each; a wrong entry is countered, never changed."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from db import cadres, journal
from db import petty_cash as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import at_station
from venue_desk.domain.called import spelled
from venue_desk.domain.findings import Finding
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.domain.ids import new_id
from venue_desk.domain.money import yuan
from venue_desk.domain.petty_cash import (
    CashEntry,
    CashRecord,
    CashRow,
    CashSums,
    check_cash,
    check_countering,
    tidy_cash,
)
from venue_desk.domain.records import said
from venue_desk.exchange.writing import Shape
from venue_desk.services.last_handover import since_last
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, by_pages
from venue_desk.services.saved import Saved, known, refuse_blocking
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class PettyCash:
    """The verbs of the cash book. What is booked is not undone but countered: the balance was told in between."""

    announcer: Announcer
    random: Random

    def balance(self, station_id: UUID) -> int:
        """What must lie in the box, in fen."""
        return table.balance(station_id)

    def rows(self, station_id: UUID, text: str = "", *, offset: int = 0, limit: int = 100) -> list[CashRow]:
        """The entries, or those that say so, the latest first, each with the balance after it."""
        names = cadres.names(station_id)
        return [
            CashRow(record=record, balance_fen=balance, noted_by=names.get(record.noted_by, ""), countered=countered)
            for record, balance, countered in table.page(
                station_id, text, _spelled(station_id, text), offset=offset, limit=limit
            )
        ]

    def sums(self, station_id: UUID, text: str = "") -> CashSums:
        """How many entries there are, or how many that say so, and what they come to."""
        return table.sums(station_id, text, _spelled(station_id, text))

    def findings(self, act: Act, entry: CashEntry) -> list[Finding]:
        """What is to be mended in the entry."""
        return check_cash(tidy_cash(entry), act.at, table.lowest_from(act.station_id, entry.at))

    def register(self, act: Act, entry: CashEntry) -> Saved[CashRecord]:
        """Book what came in or went out."""
        with work(self.announcer, Topic.PETTY_CASH):
            refuse_blocking(self.findings(act, entry))
            record = CashRecord(
                id=new_id(act.at, self.random), station_id=act.station_id, noted_by=act.cadre_id,
                **said(CashEntry, tidy_cash(entry)),
            )  # fmt: skip
            journal.add(act, table.CashTable, record)
            return Saved(record, ())

    def counter(self, act: Act, wrong: CashRecord) -> Saved[CashRecord]:
        """冲账: book the opposite, now; both stay in the book."""
        with work(self.announcer, Topic.PETTY_CASH), refusing(table.BREACHES):
            wrong = known(table.cash_record(wrong.id), act.station_id)
            lowest = table.lowest_from(act.station_id, act.at)
            refuse_blocking(check_countering(wrong, lowest, countered=table.countered(wrong.id)))
            record = CashRecord(
                id=new_id(act.at, self.random), station_id=act.station_id, at=max(act.at, wrong.at),
                amount_fen=-wrong.amount_fen, matter=f"冲账：{wrong.matter}", counterparty=wrong.counterparty,
                voucher=wrong.voucher, noted_by=act.cadre_id, reverses_id=wrong.id,
            )  # fmt: skip
            journal.add(act, table.CashTable, record)
            return Saved(record, ())


def _spelled(station_id: UUID, text: str) -> list[str]:
    return spelled(table.matters(station_id), text) if text.isascii() and text.isalpha() else []


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """The balance to be counted, and what moved since it was last handed over; nothing where no cash is kept."""
    if not table.count(station_id):
        return []
    since = since_last(station_id, at)
    came, went = table.moved(station_id, since.at, at)
    return [offer(table.balance(station_id), came, went, since.said)]


def offer(balance: int, came: int, went: int, said_since: str) -> HandoverOffer:
    """The box with what lies in it, and what came and went since then."""
    moved = [f"收 {yuan(came)} 元" if came else "", f"支 {yuan(went)} 元" if went else ""]
    told = "、".join(filter(None, moved)) or "没有收支"
    return HandoverOffer(
        group=ItemGroup.THINGS, icon="wallet", fact=f"备用金 {yuan(balance)} 元",
        detail=f"与账面相符，{said_since}{told}", source="petty_cash",
    )  # fmt: skip


def export_columns() -> dict[str, Listed]:
    """The cash book, the latest first."""
    return {"petty_cash": _listing}


def _listing(wanted: Wanted) -> Listing[CashRow]:
    columns: list[ExportColumn[CashRow]] = [
        ExportColumn(title="时间", of=lambda r: at_station(r.record.at), shape=Shape.MOMENT),
        ExportColumn(title="用途", room=24, of=lambda r: r.record.matter),
        ExportColumn(title="收入（元）", of=lambda r: r.record.amount_fen if r.record.amount_fen > 0 else None, shape=Shape.MONEY),
        ExportColumn(title="支出（元）", of=lambda r: -r.record.amount_fen if r.record.amount_fen < 0 else None, shape=Shape.MONEY),
        ExportColumn(title="余额（元）", of=lambda r: r.balance_fen, shape=Shape.MONEY),
        ExportColumn(title="对方", room=14, of=lambda r: r.record.counterparty),
        ExportColumn(title="凭据", room=14, of=lambda r: r.record.voucher),
        ExportColumn(title="经手人", room=9, of=lambda r: r.noted_by),
    ]  # fmt: skip

    def rows() -> list[CashRow]:
        if wanted.station_id is None:
            return []
        book, home = PettyCash(Announcer(), Random()), wanted.station_id
        return by_pages(lambda offset, limit: book.rows(home, offset=offset, limit=limit))

    return Listing(name="备用金", title="备用金收支", columns=columns, rows=rows)
