"""Custody: what is held for whom in which envelope, what is overdue to be returned, and what goes with the shift."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from db import cases, households
from db import custody as table
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.cases import Case, CaseState
from venue_desk.domain.custody import HeldOriginal
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.handover import HandoverOffer, ItemGroup
from venue_desk.exchange.writing import Shape
from venue_desk.services.case_listing import done_since
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted

NEEDLESS = frozenset({CaseState.DONE, CaseState.COLLECTED})
"""The case no longer needs the paper: it is time to give it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One original with its case and owner. `overdue`: the case is done, the paper lies here still."""

    original: HeldOriginal
    case: Case
    owner: str
    overdue: bool

    @property
    def since(self) -> date:
        """The day on which it was taken."""
        return day_of(self.original.taken_at)


def held_rows(station_id: UUID) -> list[HeldRow]:
    """What is held, with its case and owner, envelope by envelope."""
    originals = table.held(station_id)
    of = {case.id: case for case in cases.several({each.case_id for each in originals})}
    owners = households.names({each.villager_id for each in originals})
    return [
        HeldRow(
            original=each, case=of[each.case_id], owner=owners[each.villager_id],
            overdue=of[each.case_id].state in NEEDLESS,
        )
        for each in originals
    ]  # fmt: skip


def todos(station_id: UUID, today: date) -> list[Finding]:
    """Papers of cases that are done and lie here still."""
    found = []
    for case_id, rows in groupby(held_rows(station_id), key=lambda row: row.case.id):
        each = list(rows)
        case = each[0].case
        if not each[0].overdue or case.done_on is None:
            continue
        names = "、".join(row.original.name for row in each)
        told = f"归还{case.applicant}的{names}。{each[0].original.envelope} 号袋，「{case.item_name}」{done_since(case, today)}。"
        found.append(Finding("custody.return", Severity.SHOULD, told, subject=case_id))
    return found


def handover_items(station_id: UUID, at: datetime) -> list[HandoverOffer]:
    """Each envelope, to be opened and counted."""
    today = day_of(at)
    items = []
    for envelope, rows in groupby(held_rows(station_id), key=lambda row: row.original.envelope):
        each = list(rows)
        names = "、".join(f"{r.original.name} {r.original.pieces} 件" for r in each)
        away = next((r.original.away_at for r in each if r.original.away_at), "")
        since = short_date(each[0].since, today)
        items.append(
            HandoverOffer(
                group=ItemGroup.PAPERS, icon="card", fact=f"{envelope} 号袋　{each[0].owner}",
                detail=f"{names}，{since}收下{f'，随件在{away}' if away else ''}",
                mark="该归还了" if each[0].overdue else "", urgent=each[0].overdue, source="custody",
                subject_id=each[0].case.id,
            )
        )  # fmt: skip
    return items


def export_columns() -> dict[str, Listed]:
    """证件保管登记: what is held now."""
    return {"held_originals": _listing}


def _listing(wanted: Wanted) -> Listing[HeldRow]:
    columns: list[ExportColumn[HeldRow]] = [
        ExportColumn(title="袋号", of=lambda r: r.original.envelope, shape=Shape.WHOLE),
        ExportColumn(title="证件", room=10, of=lambda r: r.original.name),
        ExportColumn(title="件数", of=lambda r: r.original.pieces, shape=Shape.WHOLE),
        ExportColumn(title="谁的", room=9, of=lambda r: r.owner),
        ExportColumn(title="代办件编号", room=22, of=lambda r: r.case.number),
        ExportColumn(title="事项", room=14, of=lambda r: r.case.item_name),
        ExportColumn(title="收下时间", of=lambda r: at_station(r.original.taken_at), shape=Shape.MOMENT),
        ExportColumn(title="现在在", room=14, of=lambda r: r.original.away_at or "本站"),
        ExportColumn(title="该归还", of=lambda r: "是" if r.overdue else ""),
    ]
    assert wanted.station_id is not None
    station_id = wanted.station_id
    return Listing(name="证件保管", title="证件保管登记", columns=columns, rows=lambda: held_rows(station_id))
