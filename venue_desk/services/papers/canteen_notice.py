"""伙食公示: what the wall shows of a month of the canteen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from db import cadres
from db import settlements as table
from printing.document import Options
from printing.papers.canteen_notice import CanteenNotice, NoticeShare
from venue_desk.domain.canteen_papers import POSTED, CanteenOrder, told_correction
from venue_desk.domain.closing import ClosedMonth
from venue_desk.domain.corrections import Correction
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.identity import show_phone
from venue_desk.domain.meal_costs import cost_months
from venue_desk.domain.meals import Meal, MealRecord
from venue_desk.domain.money import quantity, yuan
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.purchases import FundingSource, StockKind
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settlements import Settlement
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name
from venue_desk.services.meal_register import register_between
from venue_desk.services.purchases import PurchaseRow, rows_of
from venue_desk.services.settling import settled_months
from venue_desk.services.store_room import room_of

ON_WALL = 6
"""Months of the chart that are read from two metres."""
DEAREST, SHOPS, WARES, GUESTS, CORRECTIONS = 3, 2, 12, 4, 3
"""So many of each are told by name."""


def _notices(station: Station, order: CanteenOrder, day: date) -> Gathered:
    """Of a month in which money moved, or the account of another was put right; of a month to come nothing."""
    month = month_of(order.month)
    months = settled_months(station.id, month, ON_WALL, day) if month <= day else ()
    bought = rows_of(station.id, month)
    pieces: tuple[Piece, ...] = ()
    if months and months[-1].month == month and (bought or _moved(months[-1])):
        serial = next(coming_serials(station, order.paper, day))
        data = _notice(station, serial, months, bought, order.from_on or day, day)
        pieces = (Piece(data=data, serial=serial, title=f"{month.year} 年 {month.month} 月伙食公示"),)
    return Gathered(paper=order.paper, station=station, day=day, options=Options(), pieces=pieces, year=month.year)


def _moved(settled: Settlement) -> bool:
    return any(fund.income_fen for fund in settled.funds) or any(
        share.advance_fen or share.corrected_fen for share in settled.shares
    )


def _notice(
    station: Station, serial: str, months: tuple[Settlement, ...], bought: list[PurchaseRow], from_on: date, today: date
) -> CanteenNotice:
    settled = months[-1]
    lines = [line for row in bought for line in row.purchase.lines]
    shares = [
        share for share in settled.shares
        if share.portions or any((share.before_fen, share.advance_fen, share.share_fen, share.corrected_fen))
    ]  # fmt: skip
    return CanteenNotice(
        station=full_name(station), serial=serial, month=settled.month,
        sources=(
            *((fund.source.label, fund.spent_fen) for fund in settled.funds),
            (FundingSource.PERSONAL.label, settled.personal_fen),
        ),
        flows=(
            *((fund.before_fen, fund.income_fen) for fund in settled.funds),
            (sum(share.before_fen for share in settled.shares), sum(share.advance_fen for share in settled.shares)),
        ),
        kinds=tuple((kind.label, sum(line.amount_fen for line in lines if line.kind is kind)) for kind in StockKind),
        facts=tuple((word, text) for word, text in _facts(station.id, settled, bought, today) if text),
        person_meals=settled.person_meals, cost_fen=settled.cost_per_meal_fen,
        shares=tuple(
            NoticeShare(
                name=share.name, meals=share.meals, guests=share.guest_meals, share_fen=share.share_fen,
                before_fen=share.before_fen, advance_fen=share.advance_fen, corrected_fen=share.corrected_fen,
            )
            for share in shares
        ),
        costs=cost_months(months), posted_on=from_on, posted_to=from_on + POSTED,
        supervision_phone=show_phone(station.supervision_phone), draft=not isinstance(settled, ClosedMonth),
    )  # fmt: skip


def _facts(station_id: UUID, settled: Settlement, bought: list[PurchaseRow], today: date) -> Iterator[tuple[str, str]]:
    names, last = cadres.names(station_id), min(month_end(settled.month), today)
    yield "花得最多", _dearest(bought)
    yield "库里还剩", _left(station_id, settled, last)
    yield "客餐", _guests(register_between(station_id, settled.month, month_end(settled.month)).guests, last, names)
    told = corrections_told(station_id, settled.month)
    for correction in told[:CORRECTIONS]:
        yield "冲正", told_correction(correction, names)
    if len(told) > CORRECTIONS:
        yield "冲正", f"另有 {len(told) - CORRECTIONS} 笔，写在食堂结算表上。"


def corrections_told(station_id: UUID, month: date) -> list[Correction]:
    """Those that are booked in a month, and those that put it right later."""
    booked = table.corrections(station_id, month, month_end(month))
    return [each for each in (*booked, *table.corrections_of(station_id, month)) if each.lines]


def _dearest(bought: list[PurchaseRow]) -> str:
    """The goods and the shops on which most was spent; what was countered takes back what it was."""
    goods = _most(((line.item, line.amount_fen) for row in bought for line in row.purchase.lines), DEAREST)
    shops = _most(((row.supplier, row.purchase.amount_fen) for row in bought), SHOPS)
    told = "、".join(f"{item} {yuan(fen)} 元" for item, fen in goods)
    return f"{told}。{'，'.join(f'在{shop}买了 {yuan(fen)} 元' for shop, fen in shops)}。" if told else ""


def _most(amounts: Iterable[tuple[str, int]], count: int) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for name, fen in amounts:
        found[name] = found.get(name, 0) + fen
    return sorted(((name, fen) for name, fen in found.items() if fen > 0), key=lambda each: -each[1])[:count]


def _left(station_id: UUID, settled: Settlement, last: date) -> str:
    """What lies in the store room at the end of the month, or now."""
    lots = settled.stock if isinstance(settled, ClosedMonth) else room_of(station_id).until(last).lots()
    left: dict[tuple[str, str], int] = {}
    for lot in lots:
        left[lot.ware] = left.get(lot.ware, 0) + lot.quantity
    told = [f"{item} {quantity(amount)} {unit}" for (item, unit), amount in left.items() if amount > 0]
    return "、".join(told[:WARES]) + (f"等 {len(told)} 样" if len(told) > WARES else "") or "没有剩的"


def _guests(guests: Iterable[MealRecord], last: date, names: Mapping[UUID, str]) -> str:
    """Who was asked to stay, from where and by whom."""
    order = list(Meal)
    came = sorted((each for each in guests if each.day <= last), key=lambda each: (each.day, order.index(each.meal)))
    hosts: dict[str, list[MealRecord]] = {}
    for each in came:
        hosts.setdefault(names.get(each.invited_by, "") if each.invited_by else "", []).append(each)
    one_by_one = [_meal_of(each, host) for host, meals in hosts.items() for each in meals]
    told = one_by_one if len(came) <= GUESTS else [_asked(host, meals) for host, meals in hosts.items()]
    return f"共 {sum(each.portions for each in came)} 份：{'；'.join(told)}" if told else "没有客人"


def _meal_of(each: MealRecord, host: str) -> str:
    behind = "，".join(part for part in (each.guest_unit, f"{host}请" if host else "") if part)
    return (
        f"{each.day.month}月{each.day.day}日{each.meal.label}{each.guest} {each.portions} 份（{behind}）".removesuffix(
            "（）"
        )
    )


def _asked(host: str, meals: list[MealRecord]) -> str:
    """Of many guests: who asked how many, and from where they came."""
    units = "、".join(dict.fromkeys(each.guest_unit or each.guest for each in meals))
    return f"{host}请 {sum(each.portions for each in meals)} 份（{units}）"


def _findings(gathered: Gathered) -> list[Finding]:
    """What hangs on the wall should not change any more."""
    told = should("notice.draft", "", "这个月还没有关账，印出来写着「草稿」。先结算关账，再印贴墙的。")
    return [told for piece in gathered.pieces if piece.data.draft]


CANTEEN_NOTICES = Offer(
    papers=(PaperKey.CANTEEN_NOTICE,),
    gather=_notices,
    nothing="这个月还没有花过钱，也没有预交、拨款和冲正。请先在食堂里登记，再来印伙食公示。",
    findings=_findings,
)
