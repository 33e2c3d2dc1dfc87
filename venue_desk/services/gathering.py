"""From an order to the frozen data of its papers: a few queries, however many households there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from db import entitlement_list
from db import policies as policy_table
from db.cadres import cadres
from db.household_list import places
from db.printouts import next_serial
from db.settings import settings
from db.stations import groups, hamlets
from printing.document import Options
from printing.papers.contact_card import ContactCard
from printing.papers.hamlet_list import HamletList, ListedHousehold, ListedRow
from printing.papers.policy_sheet import PolicyRow, PolicySheet
from venue_desk.domain.cadres import Cadre, agents_of, duty_days_text
from venue_desk.domain.identity import show_phone
from venue_desk.domain.policies import EntitlementRow, Policy, counted_in, rate_text
from venue_desk.domain.printouts import CardOrder, Copies, ListOrder, Order, PaperKey, Printout, SheetOrder, serial_of
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Station

RECKONING = "每项金额＝数量×标准，四舍五入到分；合计是各项金额相加。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper: its data, how many copies, and what is to be remembered of it.

    `printout` is the earlier one that is printed again; `household_ids` are those who get it.
    """

    data: Any
    serial: str
    title: str
    copies: int = 1
    cadre_id: UUID | None = None
    household_ids: tuple[UUID, ...] = ()
    printout: Printout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that a run needs, frozen: nothing of it changes however long the printer takes."""

    paper: PaperKey
    station: Station
    day: date
    options: Options
    pieces: tuple[Piece, ...]
    year: int | None = None

    @property
    def households(self) -> int:
        """How many households get something."""
        return sum(len(piece.household_ids) for piece in self.pieces)


def gather(station: Station, order: Order, day: date) -> Gathered:
    """The data of an order, with the serials that come next; they are taken only when the run starts."""
    if isinstance(order, CardOrder):
        return _cards(station, order, day)
    if isinstance(order, SheetOrder):
        return _sheets(station, order, day)
    return _lists(station, order, day)


def default_cards(station_id: UUID) -> tuple[Copies, ...]:
    """For each agent as many cards as their groups have households without one; 0 where all have."""
    serving = [cadre for cadre in cadres(station_id) if cadre.is_agent]
    lacking = Counter(cadre_id for cadre_id, _ in _lacking(station_id, serving))
    return tuple(Copies(cadre_id=cadre.id, copies=lacking[cadre.id]) for cadre in serving)


def cards_for(station_id: UUID, household_ids: Sequence[UUID]) -> tuple[tuple[Copies, ...], tuple[UUID, ...]]:
    """A card for each of these households from the agent who covers it: how many of whom, and who gets them in that order."""
    agents = _agents_by_household(station_id)
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


def full_name(station: Station) -> str:
    """菜子镇浅河村便民服务站: the township stands before the name unless it is part of it."""
    return station.name if station.township in station.name else f"{station.township}{station.name}"


def _sheets(station: Station, order: SheetOrder, day: date) -> Gathered:
    drawn = entitlement_list.of_year(
        station.id, order.year, hamlet_id=order.hamlet_id, household_ids=order.household_ids
    )
    agents = _agents_by_household(station.id)
    policies = {
        policy.id: policy for closed in (False, True) for policy in policy_table.policies(station.id, closed=closed)
    }
    serials = coming_serials(station, PaperKey.POLICY_SHEET, day)
    pieces = []
    for household_id, rows in drawn.items():
        serial = next(serials)
        sheet = _sheet_of(station, rows, policies, agents.get(household_id), serial, day)
        pieces.append(
            Piece(
                data=sheet,
                serial=serial,
                title=f"{sheet.head}户 {order.year} 年知情卡",
                household_ids=(household_id,),
            )
        )
    return Gathered(
        paper=PaperKey.POLICY_SHEET, station=station, day=day, options=Options(qr=order.qr), pieces=tuple(pieces),
        year=order.year,
    )  # fmt: skip


def _sheet_of(
    station: Station,
    rows: Sequence[EntitlementRow],
    policies: dict[UUID, Policy],
    agent: Cadre | None,
    serial: str,
    day: date,
) -> PolicySheet:
    first = rows[0]
    return PolicySheet(
        station=full_name(station),
        serial=serial,
        year=first.entitlement.year,
        head=first.head_name,
        hamlet=first.hamlet,
        household_number=first.household_number,
        issued_on=day,
        rows=tuple(_row_of(row) for row in rows),
        reckoning=RECKONING,
        agent=agent.name if agent else "",
        agent_phone=show_phone(agent.phone) if agent else "",
        station_phone=show_phone(station.phone),
        inquiry=_inquiry(policies[row.entitlement.policy_id] for row in rows),
        supervision_phone=show_phone(station.supervision_phone),
    )


def _row_of(row: EntitlementRow) -> PolicyRow:
    drawn = row.entitlement
    return PolicyRow(
        policy=row.policy,
        document_number=row.document_number,
        quantity=drawn.quantity,
        unit=counted_in(row.unit, row.per),
        rate=rate_text(drawn.rate_fen, row.unit, row.per),
        amount_fen=drawn.amount_fen,
        paid_on=drawn.paid_on,
        account_last4=drawn.account[-4:],
        note=drawn.note,
    )


def _inquiry(policies: Iterable[Policy]) -> str:
    """Where to ask about these policies: each department once, with its phones; ； parts them on the sheet."""
    asked: dict[str, dict[str, None]] = {}
    for policy in policies:
        if policy.department:
            asked.setdefault(policy.department, {})[show_phone(policy.inquiry_phone)] = None
    return "；".join(
        f"{department} {' 或 '.join(filter(None, phones))}".strip() for department, phones in asked.items()
    )


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


def _lacking(station_id: UUID, serving: Sequence[Cadre]) -> Iterator[tuple[UUID, UUID]]:
    """Agent and household for every household without a card, in the order of the village."""
    known = places(station_id)
    agents = agents_of({group for _, group, _, _ in known}, serving)
    for household_id, group, _, has_card in known:
        if not has_card and group in agents:
            yield agents[group].id, household_id


def _agents_by_household(station_id: UUID) -> dict[UUID, Cadre]:
    known = places(station_id)
    agents = agents_of({group for _, group, _, _ in known}, cadres(station_id))
    return {household: agents[group] for household, group, _, _ in known if group in agents}


def coming_serials(station: Station, paper: PaperKey, day: date) -> Iterator[str]:
    """The numbers that come next; they are taken only when a run starts."""
    sequence = next_serial(station.id, paper, day)
    while True:
        yield serial_of(station.code, paper, day, sequence)
        sequence += 1
