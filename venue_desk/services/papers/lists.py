"""补贴公示名单: what the wall of each hamlet shows of a year, and how long."""

from collections.abc import Sequence
from datetime import date, timedelta

from db import entitlement_list
from db.household_list import places
from db.settings import settings
from db.stations import hamlets
from printing.document import Options
from printing.papers.hamlet_list import HamletList, ListedHousehold, ListedRow
from venue_desk.domain.identity import show_phone
from venue_desk.domain.policies import EntitlementRow, counted_in, rate_text
from venue_desk.domain.printouts import ListOrder, PaperKey
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name, without_phone


def _lists(station: Station, order: ListOrder, day: date) -> Gathered:
    drawn = entitlement_list.of_year(station.id, order.year, hamlet_id=order.hamlet_id)
    hamlet_of = {household: hamlet for household, _, hamlet, _ in places(station.id)}
    days = value_on(settings(station.id), "posting_days", order.from_on)
    serials = coming_serials(station, PaperKey.HAMLET_LIST, day)
    pieces = []
    for hamlet in hamlets(station.id):
        listed = [rows for household, rows in drawn.items() if hamlet_of[household] == hamlet.id]
        if not listed:
            continue
        serial = next(serials)
        data = HamletList(
            station=full_name(station),
            serial=serial,
            hamlet=hamlet.name,
            year=order.year,
            posted_from=order.from_on,
            posted_to=order.from_on + timedelta(days=days),
            households=tuple(_listed(rows) for rows in listed),
            station_phone=show_phone(station.phone),
            supervision_phone=show_phone(station.supervision_phone),
        )
        pieces.append(Piece(data=data, serial=serial, title=f"{hamlet.name} {order.year} 年公示名单"))
    return Gathered(
        paper=PaperKey.HAMLET_LIST, station=station, day=day, options=Options(), pieces=tuple(pieces), year=order.year
    )


def _listed(rows: Sequence[EntitlementRow]) -> ListedHousehold:
    """The wall shows what a household draws, and of itself no more than the head's name (个人信息保护法)."""
    return ListedHousehold(
        head=rows[0].head_name,
        rows=tuple(
            ListedRow(
                policy=row.policy,
                quantity=row.entitlement.quantity,
                unit=counted_in(row.unit, row.per),
                rate=rate_text(row.entitlement.rate_fen, row.unit, row.per),
                amount_fen=row.entitlement.amount_fen,
            )
            for row in rows
        ),
    )


LISTS = Offer(
    papers=(PaperKey.HAMLET_LIST,),
    gather=_lists,
    nothing="这个社这一年还没有登记补贴。请先在惠农政策里登记补贴明细。",
    findings=lambda gathered: without_phone(gathered.station),
)
