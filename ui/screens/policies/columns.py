"""What the three tables of 惠农政策 show, and where the rows of the long one come from."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ui.kit.columns import Column, Kind, Mark, Order, Tone
from venue_desk.domain.calendar import plain_date, short_date
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.policies import (
    EntitlementFilter,
    EntitlementOrder,
    EntitlementRow,
    PolicyRow,
    Rate,
    counted_in,
    rate_text,
)
from venue_desk.domain.printouts import HamletPapers

if TYPE_CHECKING:
    from venue_desk.services.policies import Entitlements


# 政策


def rate_of(row: PolicyRow) -> str:
    """10.00元/亩·年; nothing while there is none in force."""
    return rate_text(row.rate.rate_fen, row.policy.unit, row.policy.per) if row.rate else ""


def since(rate: Rate) -> str:
    """Since when and by which document."""
    return f"{rate.from_on.year}年{rate.from_on.month}月起 {rate.document_number}".rstrip()


def rate_mark(row: PolicyRow) -> Mark | None:
    """A running policy without a rate is to be looked at."""
    return None if row.rate or row.policy.closed_on else Mark("还没有标准", Tone.AMBER, "warning")


def policy_columns(year: int) -> tuple[Column[PolicyRow], ...]:
    """The columns; sums are those of `year`."""
    return (
        Column(
            "政策", lambda r: r.policy.name, meta=lambda r: r.policy.department, sort="name",
            mark=lambda r: Mark("示例") if r.policy.is_sample else None,
        ),
        Column("现行标准", rate_of, meta=lambda r: since(r.rate) if r.rate else "", mark=rate_mark, width=208),
        Column(
            f"{year}年补贴（元）", lambda r: yuan(r.total_fen), meta=lambda r: f"{r.households} 户", width=136,
            kind=Kind.NUMBER, sort="total",
        ),
    )  # fmt: skip


# 补贴明细


def unlike_mark(row: EntitlementRow) -> Mark | None:
    """Another quantity than last year."""
    last = row.last_year_quantity
    if last is None or last == row.entitlement.quantity:
        return None
    return Mark(f"去年 {quantity(last)}", Tone.AMBER, "warning")


def paid_year(row: EntitlementRow) -> str:
    """Only where it is not the year of the entitlement itself."""
    paid = row.entitlement.paid_on
    return f"{paid.year}年" if paid and paid.year != row.entitlement.year else ""


def drawn_columns() -> tuple[Column[EntitlementRow], ...]:
    """The columns of 补贴明细; the year stands in the foot line."""
    return (
        Column("户主", lambda r: r.head_name, meta=lambda r: r.hamlet, width=92, sort=EntitlementOrder.HEAD),
        Column(
            "政策", lambda r: r.policy, meta=lambda r: rate_text(r.entitlement.rate_fen, r.unit, r.per),
            mark=unlike_mark, sort=EntitlementOrder.POLICY,
        ),
        Column(
            "数量", lambda r: quantity(r.entitlement.quantity), meta=lambda r: counted_in(r.unit, r.per), width=72,
            kind=Kind.NUMBER,
        ),
        Column(
            "金额（元）", lambda r: yuan(r.entitlement.amount_fen), meta=lambda _r: "", width=112, kind=Kind.NUMBER,
            sort=EntitlementOrder.AMOUNT,
        ),
        Column("发放", _paid, meta=paid_year, width=92),
    )  # fmt: skip


def _paid(row: EntitlementRow) -> str:
    paid = row.entitlement.paid_on
    return f"{paid.month}月{paid.day}日" if paid else "还没发"


@dataclass(frozen=True, slots=True)
class DrawnSource:
    """补贴明细 under a filter, by pages."""

    entitlements: "Entitlements"
    station_id: UUID | None
    wanted: EntitlementFilter

    def count(self) -> int:
        """How many pass the filter."""
        return self.entitlements.count(self.station_id, self.wanted)

    def rows(self, offset: int, limit: int, order: Order | None) -> Sequence[EntitlementRow]:
        """One page."""
        by, descending = drawn_order(order)
        return self.entitlements.page(
            self.station_id, self.wanted, by, descending=descending, offset=offset, limit=limit
        )

    def key(self, row: EntitlementRow) -> Hashable:
        """The entitlement."""
        return row.entitlement.id

    def place(self, key: Hashable, order: Order | None) -> int | None:
        """Wherever in the list it stands."""
        if not isinstance(key, UUID):
            return None
        by, descending = drawn_order(order)
        return self.entitlements.place(self.station_id, self.wanted, key, by, descending=descending)

    def leap(self, letters: str, after: int, order: Order | None) -> int | None:
        """查找 does this better over thousands of rows."""
        del letters, after, order
        return None


def drawn_order(order: Order | None) -> tuple[EntitlementOrder, bool]:
    """By what, and whether the other way round; by hamlet as long as nothing was chosen."""
    return (EntitlementOrder(order.key), order.descending) if order else (EntitlementOrder.HAMLET, False)


# 知情卡和公示


def sheets_mark(row: HamletPapers) -> Mark | None:
    """How far the sheets of a hamlet have come."""
    if not row.households:
        return None
    if row.without_sheet:
        return Mark(f"还差 {row.without_sheet} 户", Tone.AMBER, "cards")
    return Mark("已发齐", Tone.JADE, "check")


def posting_words(row: HamletPapers, today: date) -> str:
    """Where the list stands: to be printed, hanging with days left, or having hung long enough."""
    if row.posted_from is None or row.posted_to is None:
        return "还没印" if row.households else ""
    if today < row.posted_from:
        return f"{short_date(row.posted_from, today)}起公示"
    left = row.days_left(today)
    if left is None:
        return "公示满了"
    return f"公示中，还有 {left} 天" if left else "公示中，今天满"


def posting_since(row: HamletPapers, today: date) -> str:
    """From when to when, in the second line."""
    if row.posted_from is None or row.posted_to is None:
        return ""
    ends = row.posted_to
    year = "" if ends.year == today.year else f"{ends.year}年"
    return f"{short_date(row.posted_from, today)}到{year}{ends.month}月{ends.day}日"


def paper_columns(today: date) -> tuple[Column[HamletPapers], ...]:
    """The columns of 知情卡和公示."""
    return (
        Column("社", lambda r: r.hamlet, meta=lambda r: f"{r.households} 户领补贴" if r.households else "没有领补贴的"),
        Column("已发知情卡", lambda r: f"{r.with_sheet} 户" if r.households else "", width=112, kind=Kind.NUMBER),
        Column("还没发", lambda _r: "", kind=Kind.CHIP, mark=sheets_mark, width=128),
        Column(
            "公示名单", lambda r: posting_words(r, today), meta=lambda r: posting_since(r, today), width=176,
        ),
    )  # fmt: skip


def listed_on(row: HamletPapers) -> str:
    """When the list was printed."""
    return plain_date(row.listed_on) if row.listed_on else "还没印"
