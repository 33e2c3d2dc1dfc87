"""Petty cash (备用金): what came in, what went out, and the balance that is counted at every handover."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.money import yuan

TEXT_MAX = 60
MOST_FEN = 100_000_000
"""A village's petty cash: a million yuan is a slip of the finger."""
AHEAD = timedelta(minutes=5)
"""How far a time may lie ahead of the clock: two clocks are never quite the same."""
C = TypeVar("C", bound="CashEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class CashEntry:
    """`amount_fen` is positive for what came in and negative for what went out, never 0."""

    at: datetime
    amount_fen: int
    matter: str
    counterparty: str = ""
    voucher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRecord(CashEntry):
    """An entry on record. A wrong one stays: a counter-entry `reverses_id` names it."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    reverses_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRow:
    """One line of the cash book: the entry, what lay in the box after it, who noted it, and whether it was countered."""

    record: CashRecord
    balance_fen: int
    noted_by: str
    countered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CashSums:
    """How many entries there are under a filter, what they brought in and what they took out, both positive."""

    count: int
    came_fen: int
    went_fen: int


def tidy_cash(entry: C) -> C:
    """The entry as it is kept."""
    return replace(
        entry,
        matter=entry.matter.strip(),
        counterparty=entry.counterparty.strip(),
        voucher=entry.voucher.strip(),
    )


def check_cash(entry: CashEntry, now: datetime, lowest_fen: int) -> list[Finding]:
    """An amount, what for, not in the future; and the box never holds less than nothing.

    `lowest_fen` is the least that lay in it from the entry's instant on.
    """
    findings = []
    if not 0 < abs(entry.amount_fen) <= MOST_FEN:
        findings.append(must("cash.amount", "amount_fen", "请填写金额，例如 216.5。一笔最多 1,000,000 元。"))
    elif entry.amount_fen + lowest_fen < 0:
        findings.append(
            must(
                "cash.short", "amount_fen",
                f"备用金只有 {yuan(lowest_fen)} 元，付不了 {yuan(-entry.amount_fen)} 元。请先登记收入，或再看一遍金额和时间。",
            )
        )  # fmt: skip
    if not entry.matter:
        findings.append(must("cash.matter", "matter", "请写明用在什么上，或从哪里来。"))
    for field, text, what in (
        ("matter", entry.matter, "用途"), ("counterparty", entry.counterparty, "付给谁"), ("voucher", entry.voucher, "凭据"),
    ):  # fmt: skip
        if len(text) > TEXT_MAX:
            findings.append(must("cash.long", field, f"{what}最多 {TEXT_MAX} 个字，请写短一些。"))
    if entry.at > now + AHEAD:
        findings.append(must("cash.later", "at", "时间在现在以后，请改成收付的时候。"))
    return findings


def check_countering(record: CashRecord, lowest_fen: int, *, countered: bool) -> list[Finding]:
    """A wrong entry is countered once, while what it brought in is still there; a counter-entry stays."""
    if countered:
        return [must("cash.reversed", "", "这一笔已经冲过了，不用再冲。")]
    if record.reverses_id is not None:
        return [must("cash.counter", "", "这一笔本身是冲账，不能再冲。请重新登记一笔。")]
    if lowest_fen < record.amount_fen:
        return [must("cash.spent", "", f"备用金只剩 {yuan(lowest_fen)} 元，冲不掉这一笔。请先登记补进来的钱。")]
    return []
