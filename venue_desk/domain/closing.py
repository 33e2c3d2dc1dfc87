"""月结: a closed month is locked; what was wrong in it is put right by a counter-entry in a month still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.money import yuan
from venue_desk.domain.roster import month_after, month_end
from venue_desk.domain.settlements import Settlement
from venue_desk.domain.stock import Lot

REASON_MAX = 60
REMIND_FROM = 3
"""From this day of a month on the last one should be closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """What one cadre bears more (or less, below nothing)."""

    cadre_id: UUID
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """冲正 of the shares of a closed month, booked on a day of an open one: the lines add up to nothing."""

    of_month: date
    day: date
    lines: tuple[CorrectionLine, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(CorrectionEntry):
    """A correction on record."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedMonth(Settlement):
    """A month as it was closed, with what lay in the store room; only the closing itself may be undone."""

    id: UUID
    station_id: UUID
    stock: tuple[Lot, ...]
    closed_at: datetime
    closed_by: UUID


def correction_line_of(values: dict[str, Any]) -> CorrectionLine:
    """A line as it was kept."""
    return CorrectionLine(cadre_id=UUID(values["cadre_id"]), amount_fen=values["amount_fen"])


def named(month: date) -> str:
    """2026年10月."""
    return f"{month.year}年{month.month}月"


def check_open(day: date, closed_through: date | None, field: str = "day") -> list[Finding]:
    """Nothing is entered or changed in a closed month. `closed_through` is the first day of the last closed one."""
    if closed_through is None or day > month_end(closed_through):
        return []
    later = named(month_after(closed_through))
    sentence = f"{named(day)}已经结算，账不能再动。要更正请做冲正，记在{later}。"
    return [must("settlement.closed", field, sentence)]


def check_closing(month: date, today: date, closed_through: date | None, first: date | None) -> list[Finding]:
    """A month is closed once, when it is over, and in its turn. `first` is the earliest month still open, if there is any."""
    if closed_through is not None and month <= closed_through:
        return [must("settlement.twice", "month", f"{named(month)}已经结算过了。")]
    if first is None or month < first:
        return [must("settlement.nothing", "month", f"{named(month)}没有采购和预交，不用结算。")]
    if today <= month_end(month):
        after = month_after(month)
        return [must("settlement.early", "month", f"{named(month)}还没过完，请在{after.month}月1日以后结算。")]
    if first < month:
        return [must("settlement.order", "month", f"{named(first)}还没结算，请先结算那个月。")]
    return []


def check_settled(settlement: Settlement) -> list[Finding]:
    """What is strange about a month before it is closed: only reminders."""
    findings = []
    if settlement.personal_fen and not any(share.portions for share in settlement.shares):
        findings.append(should("settlement.no_meals", "", "这个月没有就餐登记，个人承担的将由在岗干部平均分摊。"))
    if not settlement.total_fen:
        findings.append(should("settlement.no_purchases", "", "这个月没有采购，请看看有没有漏登。"))
    for fund in settlement.funds:
        if fund.after_fen < 0:
            sentence = f"{fund.source.label}的钱超支 {yuan(-fund.after_fen)} 元，已垫付，请去报账。"
            findings.append(should("settlement.overspent", fund.source.value, sentence))
    return findings


def not_closed(today: date, first: date | None) -> list[Finding]:
    """From the 3rd on: last month's canteen is still to be settled. Its earliest open month is named."""
    if first is None or today.day < REMIND_FROM or first >= today.replace(day=1):
        return []
    return [replace(should("settlement.due", "", f"{named(first)}的伙食账还没结算，请核对后结算。"), due=today)]


def tidy_correction(entry: CorrectionEntry) -> CorrectionEntry:
    """The entry as it is kept; a line of nothing is left out."""
    return replace(entry, reason=entry.reason.strip(), lines=tuple(line for line in entry.lines if line.amount_fen))


def check_correction(entry: CorrectionEntry, today: date, closed: Mapping[date, Settlement]) -> list[Finding]:
    """Of a closed month, each cadre once, adding up to nothing, with a reason."""
    findings = []
    if entry.of_month not in closed:
        findings.append(must("correction.open", "of_month", f"{named(entry.of_month)}还没结算，直接改就行，不用冲正。"))
    if not entry.lines:
        findings.append(must("correction.nothing", "lines", "冲正前后的分摊一样，不用冲正。"))
    if left := sum(line.amount_fen for line in entry.lines):
        sentence = f"各人增减合计应是 0，现在多出 {yuan(left)} 元。请再看一遍。"
        findings.append(must("correction.unbalanced", "lines", sentence))
    if len({line.cadre_id for line in entry.lines}) < len(entry.lines):
        findings.append(must("correction.twice", "lines", "同一个人写了两行，请合成一行。"))
    if entry.day > today:
        findings.append(must("correction.later", "day", "日期在今天以后，请改成今天。"))
    if not entry.reason:
        findings.append(must("correction.reason", "reason", "请写明为什么冲正，例如「漏记 3 餐」。"))
    elif len(entry.reason) > REASON_MAX:
        findings.append(must("correction.long", "reason", f"原因最多 {REASON_MAX} 个字，请改短。"))
    return findings


def borne_more(corrections: Iterable[CorrectionEntry]) -> dict[UUID, int]:
    """What these corrections add to each cadre's share."""
    found: dict[UUID, int] = {}
    for line in (line for entry in corrections for line in entry.lines):
        found[line.cadre_id] = found.get(line.cadre_id, 0) + line.amount_fen
    return found
