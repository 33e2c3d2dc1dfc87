"""值班交接单: one handover as it was signed, or as far as it has come."""

from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from db import handover as table
from db.cadres import cadres
from db.settings import settings
from printing.document import Options
from printing.papers.handover import HandoverSheet, SheetAddition, SheetGroup, SheetItem, SheetSide
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import at_station, day_of
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.handover import Handover, HandoverItem, HandoverOrder, HandoverState, ItemState
from venue_desk.domain.handover_history import gap_words
from venue_desk.domain.handover_seals import seal_text
from venue_desk.domain.handover_turns import turn_of
from venue_desk.domain.identity import show_phone
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name

Names = dict[UUID, Cadre]


def _sheets(station: Station, order: HandoverOrder, day: date) -> Gathered:
    handover = table.handover(order.handover_id)
    pieces: tuple[Piece, ...] = ()
    if handover is not None and handover.station_id == station.id and handover.state is not HandoverState.OPEN:
        serial = next(coming_serials(station, PaperKey.HANDOVER, day))
        data = _sheet(station, handover, serial)
        pieces = (Piece(data=data, serial=serial, title=f"{handover.title}的交接单"),)
    return Gathered(paper=PaperKey.HANDOVER, station=station, day=day, options=Options(), pieces=pieces)


def _sheet(station: Station, handover: Handover, serial: str) -> HandoverSheet:
    names = {cadre.id: cadre for left in (False, True) for cadre in cadres(station.id, left=left)}
    items = table.items([handover.id])
    patience = value_on(settings(station.id), "late_minutes", handover.from_day)
    return HandoverSheet(
        station=full_name(station),
        serial=serial,
        due=_moment(handover.due_at),
        giver=_side(
            names, f"{_day(handover.from_day)}{handover.from_shift}", handover.giver_id, handover.lead_giver_id,
            handover.given_at,
        ),
        taker=_side(
            names, f"{_day(handover.to_day)}{handover.to_shift}", handover.taker_id, handover.lead_taker_id,
            handover.taken_at,
        ),
        situation=handover.situation,
        notes=handover.notes,
        groups=tuple(
            SheetGroup(label=group.label, items=tuple(_item(names, item) for item in each))
            for group, each in groupby(items, key=lambda item: item.group)
        ),
        additions=tuple(
            SheetAddition(at=_moment(each.at), name=_name(names, each.noted_by), text=each.text)
            for each in table.additions([handover.id])
        ),
        gap=gap_words(turn_of(handover).minutes_late(handover.taken_at or handover.due_at), patience),
        seal=seal_text(handover.seal),
    )  # fmt: skip


def _side(
    names: Names, shift: str, cadre_id: UUID | None, lead_id: UUID | None, signed_at: datetime | None
) -> SheetSide:
    cadre = names.get(cadre_id) if cadre_id else None
    return SheetSide(
        shift=shift,
        name=cadre.name if cadre else "",
        post=(cadre.position or cadre.kind.label) if cadre else "",
        phone=show_phone(cadre.phone) if cadre else "",
        lead=_name(names, lead_id),
        signed_at=_moment(signed_at) if signed_at else "",
    )


def _item(names: Names, item: HandoverItem) -> SheetItem:
    return SheetItem(
        fact=item.fact,
        detail=item.detail,
        mark=item.mark,
        answer="" if item.state is ItemState.WAITING else item.state.label,
        at=f"{at_station(item.answered_at):%H:%M}" if item.answered_at else "",
        difference=item.difference,
        followed_by=_name(names, item.followed_by),
    )


def _name(names: Names, cadre_id: UUID | None) -> str:
    cadre = names.get(cadre_id) if cadre_id else None
    return cadre.name if cadre else ""


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    return f"{_day(day_of(at))} {at_station(at):%H:%M}"


def _findings(gathered: Gathered) -> list[Finding]:
    """A sheet of what is not sealed yet is no proof."""
    if all(piece.data.seal for piece in gathered.pieces):
        return []
    return [should("handover.draft", "", "接班人还没签字，纸上写着「还没有封存」。封存以后请再印一张入册。")]


HANDOVERS = Offer(
    papers=(PaperKey.HANDOVER,),
    gather=_sheets,
    nothing="交班人还没签字。请先签字交班，再来印交接单。",
    findings=_findings,
)
