"""Every handover that somebody altered past the program, by name: its seal, its chain, what was added, what was taken out."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from db import handover
from db.as_audited import altered, vanished
from db.handover import HandoverAdditionTable, HandoverTable
from db.journal import Values
from db.stations import StationTable
from db.table import rows
from venue_desk.domain import handover_seals
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.handover import Handover, HandoverItem
from venue_desk.domain.handover_seals import COMPARE, broken_seals


def findings() -> list[Finding]:
    """Empty while every sealed handover of every station is as it was sealed."""
    found = [*_gone()]
    for (station_id,) in rows(StationTable.select(StationTable.id)):
        found += broken_seals(_sealed(station_id))
    return [*found, *_additions()]


def _sealed(station_id: UUID) -> list[tuple[Handover, list[HandoverItem]]]:
    sealed = handover.sealed(station_id)
    items: dict[UUID, list[HandoverItem]] = defaultdict(list)
    for item in handover.items([each.id for each in sealed]):
        items[item.handover_id].append(item)
    return [(each, items[each.id]) for each in sealed]


def _gone() -> Iterator[Finding]:
    """Also the last of all, which nothing after it could miss; or its seal was taken off."""
    for row in altered(HandoverTable):
        if not row["seal"]:
            yield handover_seals.altered(Handover(**row))
    for row in vanished(HandoverTable):
        title = Handover(**row).title
        yield must("handover.gone", "", f"「{title}」的交接单不见了，有人绕过本程序删过。{COMPARE}")


def _additions() -> Iterator[Finding]:
    touched: list[Values] = [*altered(HandoverAdditionTable), *vanished(HandoverAdditionTable)]
    for handover_id in dict.fromkeys(row["handover_id"] for row in touched):
        found = handover.handover(handover_id)
        which = f"「{found.title}」" if found else "不见了的那次交接"
        yield must("handover.addition", "", f"{which}的补记和写下时不同，有人绕过本程序改过。{COMPARE}")
