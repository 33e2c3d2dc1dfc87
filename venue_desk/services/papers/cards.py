"""便民连心卡: how many of whom, for which households, and what stands on them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from uuid import UUID

from db.cadres import cadres
from db.household_list import places
from db.stations import groups
from printing.document import Options
from printing.papers import paper
from printing.papers.contact_card import ContactCard
from venue_desk.domain.cadres import Cadre, agents_of, duty_days_text
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.identity import show_phone
from venue_desk.domain.printouts import CardOrder, Copies, PaperKey
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name, without_phone


def default_cards(station_id: UUID) -> tuple[Copies, ...]:
    """For each agent as many cards as their groups have households without one; 0 where all have."""
    serving = [cadre for cadre in cadres(station_id) if cadre.is_agent]
    lacking = Counter(cadre_id for cadre_id, _ in _lacking(station_id, serving))
    return tuple(Copies(cadre_id=cadre.id, copies=lacking[cadre.id]) for cadre in serving)


def cards_for(station_id: UUID, household_ids: Sequence[UUID]) -> tuple[tuple[Copies, ...], tuple[UUID, ...]]:
    """A card for each of these households from the agent who covers it: how many of whom, and who gets them in that order."""
    agents = agents_by_household(station_id)
    given: dict[UUID, list[UUID]] = defaultdict(list)
    for household_id in household_ids:
        if household_id in agents:
            given[agents[household_id].id].append(household_id)
    copies = tuple(Copies(cadre_id=cadre_id, copies=len(theirs)) for cadre_id, theirs in given.items())
    return copies, tuple(household_id for theirs in given.values() for household_id in theirs)


def _cards(station: Station, order: CardOrder, day: date) -> Gathered:
    serving = {cadre.id: cadre for cadre in cadres(station.id)}
    names = {group.id: group.name for group in groups(station.id)}
    asked = iter(order.household_ids)
    receivers: dict[UUID, list[UUID]] = defaultdict(list)
    for cadre_id, household_id in _lacking(station.id, list(serving.values())):
        receivers[cadre_id].append(household_id)
    wanted = [each for each in order.agents if each.copies > 0 and each.cadre_id in serving]
    serials = coming_serials(station, order.paper, day)
    pieces = [
        Piece(
            data=card_of(station, serving[each.cadre_id], names),
            serial=next(serials),
            title=f"{serving[each.cadre_id].name}的连心卡",
            copies=each.copies,
            cadre_id=each.cadre_id,
            household_ids=tuple(islice(asked if order.household_ids else receivers[each.cadre_id], each.copies)),
        )
        for each in wanted
    ]
    options = Options(start=order.start, crop_marks=order.crop_marks, qr=order.qr)
    return Gathered(paper=order.paper, station=station, day=day, options=options, pieces=tuple(pieces))


def card_of(station: Station, cadre: Cadre, group_names: dict[UUID, str]) -> ContactCard:
    """What an agent's card says."""
    covered = "、".join(group_names[group] for group in cadre.group_ids if group in group_names)
    return ContactCard(
        station=full_name(station),
        name=cadre.name,
        position=cadre.position or cadre.kind.label,
        phone=show_phone(cadre.phone),
        covers=covered or ("全村" if cadre.whole_village else ""),
        station_phone=show_phone(station.phone),
        services="、".join(cadre.services),
        duty_days=duty_days_text(cadre.duty_days),
        promise=station.promise,
        supervision_phone=show_phone(station.supervision_phone),
    )


def _findings(gathered: Gathered) -> list[Finding]:
    nameless = [piece.data.name for piece in gathered.pieces if not piece.data.phone]
    return [
        *_position(gathered),
        *without_phone(gathered.station),
        *(should("cadre.no_phone", "", f"{name}没有电话，卡上会空着。请先在干部里补上。") for name in nameless),
    ]


def _position(gathered: Gathered) -> list[Finding]:
    grid = paper(gathered.paper.value).grid
    if grid is None or 1 <= gathered.options.start <= grid.cells:
        return []
    return [must("print.start", "start", f"一张纸上只有 {grid.cells} 个位置，请从第 1 到第 {grid.cells} 位里选。")]


def _lacking(station_id: UUID, serving: Sequence[Cadre]) -> Iterator[tuple[UUID, UUID]]:
    """Agent and household for every household without a card, in the order of the village."""
    known = places(station_id)
    agents = agents_of({group for _, group, _, _ in known}, serving)
    for household_id, group, _, has_card in known:
        if not has_card and group in agents:
            yield agents[group].id, household_id


def agents_by_household(station_id: UUID) -> dict[UUID, Cadre]:
    """Who serves each household."""
    known = places(station_id)
    agents = agents_of({group for _, group, _, _ in known}, cadres(station_id))
    return {household: agents[group] for household, group, _, _ in known if group in agents}


CARDS = Offer(
    papers=(PaperKey.CONTACT_CARD, PaperKey.CONTACT_CARD_A6),
    gather=_cards,
    nothing="请先选要印谁的卡、印几张。",
    findings=_findings,
)
