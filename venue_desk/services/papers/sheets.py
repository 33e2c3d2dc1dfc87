"""惠农政策知情卡: what each household draws in a year, and whom it may ask."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from db import entitlement_list
from db import policies as policy_table
from printing.document import Options
from printing.papers.policy_sheet import PolicyRow, PolicySheet
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.identity import show_phone
from venue_desk.domain.policies import EntitlementRow, Policy, counted_in, rate_text
from venue_desk.domain.printouts import PaperKey, SheetOrder
from venue_desk.domain.stations import Station
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name, without_phone
from venue_desk.services.papers.cards import agents_by_household

RECKONING = "每项金额＝数量×标准，四舍五入到分；合计是各项金额相加。"


def _sheets(station: Station, order: SheetOrder, day: date) -> Gathered:
    drawn = entitlement_list.of_year(
        station.id, order.year, hamlet_id=order.hamlet_id, household_ids=order.household_ids
    )
    agents = agents_by_household(station.id)
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


SHEETS = Offer(
    papers=(PaperKey.POLICY_SHEET,),
    gather=_sheets,
    nothing="选中的农户这一年还没有登记补贴。请先在惠农政策里登记补贴明细。",
    findings=lambda gathered: without_phone(gathered.station),
)
