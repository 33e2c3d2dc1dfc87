"""采购清单 and 食堂结算表: a month of the canteen's books on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from db import cadres, settlements
from db.purchases import suppliers
from printing.document import Options
from printing.papers.canteen_account import AccountShare, AccountSource, CanteenAccount
from printing.papers.purchase_list import BoughtLine, PurchaseList
from venue_desk.domain.advances import Allotment
from venue_desk.domain.calendar import day_of, plain_date
from venue_desk.domain.canteen_papers import CanteenOrder, told_correction
from venue_desk.domain.closing import ClosedMonth
from venue_desk.domain.corrections import Correction
from venue_desk.domain.meal_costs import cost_months
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.purchases import FundingSource, PurchaseLine, StockKind, VoucherKind
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settlements import Settlement
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name
from venue_desk.services.papers.canteen_notice import corrections_told
from venue_desk.services.purchases import PurchaseRow, rows_of
from venue_desk.services.settling import settled_months

TOLD_MOST = 8
"""So many counter-entries stand on the account in words; Excel has all of them."""


def _lists(station: Station, order: CanteenOrder, day: date) -> Gathered:
    month = month_of(order.month)
    rows = rows_of(station.id, month)
    licences = {each.id: each.licence_number for gone in (True, False) for each in suppliers(station.id, closed=gone)}
    pieces: tuple[Piece, ...] = ()
    if rows:
        serial = next(coming_serials(station, order.paper, day))
        data = PurchaseList(
            station=full_name(station), serial=serial, month=month,
            lines=tuple(_bought(row, line, licences) for row in rows for line in row.purchase.lines), orders=len(rows),
            sources=tuple((source.label, fen) for source in FundingSource if (fen := _paid(rows, source))),
        )  # fmt: skip
        pieces = (Piece(data=data, serial=serial, title=f"{month.year} 年 {month.month} 月食堂采购清单"),)
    return _gathered(station, order.paper, day, month, pieces)


def _bought(row: PurchaseRow, line: PurchaseLine, licences: Mapping[UUID, str]) -> BoughtLine:
    purchase = row.purchase
    return BoughtLine(
        day=_short(purchase.day), item=line.item, brand=line.brand_spec,
        quantity=f"{quantity(line.quantity)} {line.unit}", price_fen=line.unit_price_fen, amount_fen=line.amount_fen,
        best_before=plain_date(line.best_before) if line.best_before else "", supplier=row.supplier,
        vouchers="、".join(kind.label for kind in VoucherKind if kind in purchase.vouchers),
        delivered_by=purchase.delivered_by, received_by=row.received_by, source=purchase.source.label,
        licence=licences.get(purchase.supplier_id, ""), voucher_number=purchase.voucher_number, note=_note(row, line),
    )  # fmt: skip


def _note(row: PurchaseRow, line: PurchaseLine) -> str:
    """What the clerk wrote (冲正 of which day, by itself), and what was done with the goods."""
    told = [row.purchase.note] if row.purchase.note else []
    if row.countered:
        told.append("已冲正")
    if not line.stocked and line.kind is not StockKind.OTHER:
        told.append("当天吃完，没入库")
    return "；".join(told)


def _paid(rows: list[PurchaseRow], source: FundingSource) -> int:
    return sum(row.purchase.amount_fen for row in rows if row.purchase.source is source)


def _accounts(station: Station, order: CanteenOrder, day: date) -> Gathered:
    month = month_of(order.month)
    months = settled_months(station.id, month, 12, day) if month <= day else ()
    pieces: tuple[Piece, ...] = ()
    if months and months[-1].month == month:
        serial = next(coming_serials(station, order.paper, day))
        data = _account(station, serial, months, day)
        pieces = (Piece(data=data, serial=serial, title=f"{month.year} 年 {month.month} 月食堂结算表"),)
    return _gathered(station, order.paper, day, month, pieces)


def _account(station: Station, serial: str, months: tuple[Settlement, ...], day: date) -> CanteenAccount:
    settled = months[-1]
    names = {each.id: each.name for each in cadres.everyone(station.id)}
    funds = tuple(
        AccountSource(
            label=fund.source.label, before_fen=fund.before_fen, income_fen=fund.income_fen, spent_fen=fund.spent_fen
        )
        for fund in settled.funds
    )
    personal = AccountSource(
        label=FundingSource.PERSONAL.label, before_fen=sum(share.before_fen for share in settled.shares),
        income_fen=sum(share.advance_fen for share in settled.shares), spent_fen=settled.personal_fen,
    )  # fmt: skip
    return CanteenAccount(
        station=full_name(station), serial=serial, month=settled.month, sources=(*funds, personal),
        shares=tuple(
            AccountShare(
                name=share.name, meals=share.portions, before_fen=share.before_fen, advance_fen=share.advance_fen,
                share_fen=share.share_fen, corrected_fen=share.corrected_fen,
            )
            for share in settled.shares
        ),
        person_meals=settled.person_meals, cost_fen=settled.cost_per_meal_fen,
        rule=f"个人承担的 {yuan(settled.personal_fen - settled.earlier_fen)} 元按就餐份数和餐费分摊，除不尽的几分给余数大的人，各人应摊相加一分不差。",
        closed=_closed(settled, names), costs=cost_months(months), made_on=day,
        allotments=tuple(_given(each) for each in settlements.allotments(station.id, settled.month, month_end(settled.month))),
        corrections=_told(corrections_told(station.id, settled.month), names),
    )  # fmt: skip


def _given(allotment: Allotment) -> str:
    """11月3日 县财政 1,800.00 元 陇财农〔2026〕9号."""
    of = "（冲正）" if allotment.reverses_id else ""
    document = allotment.document_number or "没有文号"
    return f"{_short(allotment.day)} {allotment.source.label} {yuan(allotment.amount_fen)} 元{of} {document}"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _closed(settled: Settlement, names: Mapping[UUID, str]) -> str:
    if not isinstance(settled, ClosedMonth):
        return ""
    return f"{names.get(settled.closed_by, '')} {plain_date(day_of(settled.closed_at))}关账".strip()


def _gathered(station: Station, paper: PaperKey, day: date, month: date, pieces: tuple[Piece, ...]) -> Gathered:
    return Gathered(paper=paper, station=station, day=day, options=Options(), pieces=pieces, year=month.year)


PURCHASE_LISTS = Offer(
    papers=(PaperKey.PURCHASE_LIST,),
    gather=_lists,
    nothing="这个月还没有采购。请先在食堂里登记采购，再来印采购清单。",
)
CANTEEN_ACCOUNTS = Offer(
    papers=(PaperKey.CANTEEN_ACCOUNT,),
    gather=_accounts,
    nothing="这个月还没有账。请先在食堂里登记就餐和采购，再来印结算表。",
)


def _told(corrections: Sequence[Correction], names: Mapping[UUID, str]) -> tuple[str, ...]:
    """Each in a sentence, as many as leave room for the shares."""
    told = [told_correction(each, names) for each in corrections[:TOLD_MOST]]
    left = len(corrections) - len(told)
    more = [f"另有 {left} 次冲正，各人的数都在「冲正」一栏里，逐次的看 Excel 的「冲正」表。"] if left else []
    return (*told, *more)
