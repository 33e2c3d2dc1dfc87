"""Reading the store room and the lock of the closed months: what purchases, stock and settlements all ask."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from db import purchases, settlements, stock
from venue_desk.domain.closing import check_open, named
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.store_room import StoreRoom


def room_of(station_id: UUID) -> StoreRoom:
    """The store room since the last closed month: what lay there then is in its settlement."""
    last = settlements.last_closed(station_id)
    first = _after(last.month if last else None)
    return StoreRoom(
        carried=last.stock if last else (),
        purchases=tuple(purchases.purchases(station_id, first, date.max)),
        outs=tuple(stock.went(station_id, first, date.max)),
    )


def first_open(station_id: UUID) -> date:
    """The first day that no settlement has locked."""
    return _after(settlements.closed_through(station_id))


def _after(closed: date | None) -> date:
    return month_end(closed) + timedelta(days=1) if closed else date.min


def closed_findings(station_id: UUID, *days: date, field: str = "day") -> list[Finding]:
    """Refuses what belongs to a closed month: the day it has now, and the one it is to have."""
    through = settlements.closed_through(station_id)
    found = [finding for day in dict.fromkeys(days) for finding in check_open(day, through, field)]
    return found[:1]


def undoing_findings(station_id: UUID, touched: Collection[tuple[str, date]]) -> list[Finding]:
    """What a closed month used is not taken back, nor a closing that another month was closed after."""
    through = settlements.closed_through(station_id) if touched else None
    closed, found = settlements.closed_months(station_id) if through else frozenset(), list[Finding]()
    for table, day in touched if through else ():
        if table == "meals" and month_of(day) not in closed:
            continue  # eaten before there were any books
        if table != "settlements":
            found += check_open(day, through, "")
        elif through and day < through:
            sentence = f"后面的{named(through)}也结算了，不能再撤销{named(day)}的结算。要更正请做冲正。"
            found.append(must("settlement.followed", "", sentence))
        elif settlements.corrections_of(station_id, day):
            sentence = f"{named(day)}已经冲正过，不能再撤销结算。请先作废那些冲正。"
            found.append(must("settlement.countered", "", sentence))
    return found[:1]
