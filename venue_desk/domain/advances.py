"""预交 of the cadres and 拨款 of the funds: what came into the canteen's book beside the purchases."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.purchases import FUNDS, MOST_FEN, FundingSource

NOTE_MAX = 60
E = TypeVar("E", bound="AdvanceEntry | AllotmentEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceEntry:
    """What a cadre paid in; negative = what was given back."""

    cadre_id: UUID
    day: date
    amount_fen: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance(AdvanceEntry):
    """An advance on record. One of a settled month stays: a counter-entry `reverses_id` names it."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    reverses_id: UUID | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllotmentEntry:
    """What a fund gave, by which document; negative = what was paid back."""

    source: FundingSource
    day: date
    amount_fen: int
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment(AllotmentEntry):
    """An allotment on record, countered as an advance is."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    reverses_id: UUID | None = None
    closed_on: date | None = None


def tidy(entry: E) -> E:
    """The entry as it is kept."""
    if isinstance(entry, AllotmentEntry):
        entry = replace(entry, document_number=entry.document_number.strip())
    return replace(entry, note=entry.note.strip())


def check_paid(entry: AdvanceEntry | AllotmentEntry, today: date) -> list[Finding]:
    """An amount, not in the future; only the funds allot, what is personal is an advance."""
    findings = []
    if not 0 < abs(entry.amount_fen) <= MOST_FEN:
        findings.append(must("paid.amount", "amount_fen", "请填写金额，例如 300。一笔最多 1,000,000 元。"))
    if entry.day > today:
        findings.append(must("paid.later", "day", "日期在今天以后，请改成收付的那一天。"))
    if len(entry.note) > NOTE_MAX:
        findings.append(must("paid.long", "note", f"备注最多 {NOTE_MAX} 个字，请改短。"))
    if isinstance(entry, AllotmentEntry):
        if entry.source not in FUNDS:
            findings.append(must("paid.source", "source", "个人交的钱请记在「预交」里。"))
        if len(entry.document_number) > NOTE_MAX:
            findings.append(must("paid.long", "document_number", f"文号最多 {NOTE_MAX} 个字，请改短。"))
    return findings


def check_countering(wrong: Advance | Allotment, *, countered: bool) -> list[Finding]:
    """An entry is countered once; a counter-entry stays."""
    if countered:
        return [must("paid.countered", "", "这一笔已经冲正过了，不用再冲。")]
    if wrong.reverses_id is not None:
        return [must("paid.counter", "", "这一笔本身是冲正，不能再冲。请重新登记一笔。")]
    return []
