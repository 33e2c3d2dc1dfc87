"""月结: a closed month is locked; what was wrong in it is put right by a counter-entry in a month still open."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.money import yuan
from venue_desk.domain.roster import month_after, month_end
from venue_desk.domain.settlements import Settlement
from venue_desk.domain.stock import Lot

REMIND_FROM = 3
"""From this day of a month on the last one should be closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedMonth(Settlement):
    """A month as it was closed, with what lay in the store room; only the closing itself may be undone."""

    id: UUID
    station_id: UUID
    stock: tuple[Lot, ...]
    closed_at: datetime
    closed_by: UUID


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


def check_taking_back(of_month: date, *, later: bool) -> list[Finding]:
    """Each correction starts from what those before it left: the last one of a month goes first."""
    if not later:
        return []
    return [must("correction.later_one", "", f"后面对{of_month.month}月还有冲正，请先作废后面那一次。")]


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


def check_settled(settlement: Settlement, unreported: int) -> list[Finding]:
    """What is strange about a month before it is closed: only reminders. `unreported` meals go by the plan alone."""
    findings = []
    if unreported:
        sentence = f"有 {unreported} 餐没有报过，按计划算吃了。请先在就餐里看一遍，没吃的改掉。"
        findings.append(should("settlement.unreported", "", sentence))
    if settlement.earlier_fen:
        what = "退回" if settlement.earlier_fen < 0 else "补交"
        sentence = f"冲正了以前月份的个人采购，{what} {yuan(abs(settlement.earlier_fen))} 元，由那个月吃饭的人分。"
        findings.append(should("settlement.earlier", "", sentence))
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
