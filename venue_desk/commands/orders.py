"""From the words behind `print` to an order: one function a paper, each reading the options that mean something to it."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.canteen_papers import CanteenOrder
from venue_desk.domain.case_papers import NOTICES, CasePaperOrder, DeliveryOrder
from venue_desk.domain.case_report import FiguresOrder
from venue_desk.domain.duty_log import LogOrder
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.handover import HandoverOrder
from venue_desk.domain.lodging_papers import LodgingOrder
from venue_desk.domain.printouts import CardOrder, Copies, ListOrder, Order, PaperKey, SheetOrder
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.roster_sheet import BoardOrder, RosterOrder

Ordering = Callable[[Desk, Act, Namespace], Order]


def order_of(desk: Desk, act: Act, wanted: Namespace) -> Order:
    """What was ordered; refused with a sentence where a word means nothing here."""
    return ORDERINGS[PaperKey(wanted.paper)](desk, act, wanted)


def _sheets(desk: Desk, act: Act, wanted: Namespace) -> SheetOrder:
    hamlet = _hamlet(desk, act, wanted.hamlet)
    households = tuple(_household(desk, act, number) for number in wanted.household)
    if not (wanted.all or households or hamlet):
        raise unknown("household", "请写明印谁的：--household 户号、--hamlet 社名，或 --all。")
    return SheetOrder(year=wanted.year or act.today.year, household_ids=households, hamlet_id=hamlet)


def _lists(desk: Desk, act: Act, wanted: Namespace) -> ListOrder:
    hamlet = _hamlet(desk, act, wanted.hamlet)
    return ListOrder(year=wanted.year or act.today.year, from_on=wanted.date or act.today, hamlet_id=hamlet)


def _cards(desk: Desk, act: Act, wanted: Namespace) -> CardOrder:
    agents = [cadre for cadre in desk.cadres.serving(act.station_id) if cadre.is_agent]
    if wanted.cadre:
        agents = [_cadre(agents, name) for name in wanted.cadre]
    elif not wanted.all:
        raise unknown("cadre", "请写明印谁的：--cadre 姓名，或 --all。")
    lacking = {each.cadre_id: each.copies for each in desk.printouts.default_cards(act.station_id)}
    copies = tuple(
        Copies(cadre_id=agent.id, copies=wanted.copies or max(lacking.get(agent.id, 0), 1)) for agent in agents
    )
    households = tuple(_household(desk, act, number) for number in wanted.household)
    return CardOrder(paper=PaperKey(wanted.paper), agents=copies, start=wanted.start, household_ids=households)


def _rosters(desk: Desk, act: Act, wanted: Namespace) -> RosterOrder:
    del desk
    return RosterOrder(month=wanted.month or month_of(act.today))


def _handovers(desk: Desk, act: Act, wanted: Namespace) -> HandoverOrder:
    day = wanted.date or act.today
    found = [each for each in desk.handover.of_day(act.station_id, day) if wanted.shift in ("", each.from_shift)]
    if not found:
        said = f"{day.month}月{day.day}日{f'「{wanted.shift}」' if wanted.shift else ''}"
        raise unknown("shift", f"{said}没有办过交接。请看 --date 和 --shift 写得对不对。")
    return HandoverOrder(handover_id=found[-1].id)


def _boards(desk: Desk, act: Act, wanted: Namespace) -> BoardOrder:
    del desk
    day = wanted.date or act.today
    return BoardOrder(monday=day - timedelta(days=day.weekday()))


def _logs(desk: Desk, act: Act, wanted: Namespace) -> LogOrder:
    """A whole month, or a day: today's if none is said."""
    del desk
    if wanted.month:
        return LogOrder(first=wanted.month, last=min(month_end(wanted.month), max(act.today, wanted.month)))
    day = wanted.date or act.today
    return LogOrder(first=day, last=day)


def _case_papers(desk: Desk, act: Act, wanted: Namespace) -> CasePaperOrder:
    if not wanted.case:
        raise unknown("case", "请写明印哪一件：--case 代办件编号。")
    ids = tuple(desk.cases.numbered(act, number).id for number in wanted.case)
    return CasePaperOrder(paper=PaperKey(wanted.paper), case_ids=ids, copies=wanted.copies or 1)


def _deliveries(desk: Desk, act: Act, wanted: Namespace) -> DeliveryOrder:
    known = {batch.number: batch.id for batch in desk.deliveries.latest(act.station_id, limit=10_000)}
    number = next(iter(wanted.case), "")
    if number not in known:
        raise unknown("case", f"没有编号是「{number}」的送件单，请写 --case 送件单编号，例如 S-105203-20261124-0001。")
    return DeliveryOrder(batch_id=known[number])


def _case_figures(desk: Desk, act: Act, wanted: Namespace) -> FiguresOrder:
    del desk
    return FiguresOrder(month=wanted.month or month_of(act.today))


def _canteen_papers(desk: Desk, act: Act, wanted: Namespace) -> CanteenOrder:
    del desk
    month = wanted.month or month_of(act.today)
    return CanteenOrder(paper=PaperKey(wanted.paper), month=month, from_on=wanted.date)


def _lodging(desk: Desk, act: Act, wanted: Namespace) -> LodgingOrder:
    del desk
    return LodgingOrder(paper=PaperKey(wanted.paper), month=wanted.month or month_of(act.today))


ORDERINGS: dict[PaperKey, Ordering] = {
    PaperKey.CONTACT_CARD: _cards,
    PaperKey.CONTACT_CARD_A6: _cards,
    PaperKey.POLICY_SHEET: _sheets,
    PaperKey.HAMLET_LIST: _lists,
    PaperKey.DUTY_ROSTER: _rosters,
    PaperKey.HANDOVER: _handovers,
    PaperKey.DUTY_BOARD: _boards,
    PaperKey.DUTY_LOG: _logs,
    **dict.fromkeys((PaperKey.CASE_RECEIPT, PaperKey.CASE_REGISTER, PaperKey.AUTHORIZATION, *NOTICES), _case_papers),
    PaperKey.DELIVERY_LIST: _deliveries,
    PaperKey.CASE_FIGURES: _case_figures,
    PaperKey.MEAL_REGISTER: _canteen_papers,
    PaperKey.SAMPLE_LOG: _canteen_papers,
    PaperKey.LODGING_REGISTER: _lodging,
    PaperKey.LODGING_STANDING: _lodging,
    PaperKey.PURCHASE_LIST: _canteen_papers,
    PaperKey.CANTEEN_ACCOUNT: _canteen_papers,
    PaperKey.CANTEEN_NOTICE: _canteen_papers,
}


def _hamlet(desk: Desk, act: Act, name: str) -> UUID | None:
    if not name:
        return None
    hamlets = desk.stations.hamlets(act.station_id)
    found = next((hamlet.id for hamlet in hamlets if hamlet.name == name), None)
    if found is None:
        raise unknown("hamlet", f"本站没有「{name}」。有：{'、'.join(hamlet.name for hamlet in hamlets)}。")
    return found


def _household(desk: Desk, act: Act, number: str) -> UUID:
    width = len(desk.households.next_number(act.station_id))
    found = (desk.households.find(act.station_id, said) for said in (number, number.zfill(width)))
    household = next(filter(None, found), None)
    if household is None:
        raise unknown("household", f"没有户号是 {number} 的农户。")
    return household.id


def _cadre(agents: Iterable[Cadre], name: str) -> Cadre:
    for agent in agents:
        if agent.name == name:
            return agent
    raise unknown("cadre", f"代办员里没有「{name}」，请看干部名册。")


def cadre_named(desk: Desk, act: Act, name: str) -> Cadre:
    """Anyone who serves at the station; refused if there is nobody of that name."""
    found = next((cadre for cadre in desk.cadres.serving(act.station_id) if cadre.name == name), None)
    if found is None:
        raise unknown("cadre", f"干部里没有「{name}」，请看干部名册。")
    return found


def unknown(field: str, sentence: str) -> Refused:
    """A word of the command line that means nothing here."""
    return Refused([must(f"command.{field}", field, sentence)])
