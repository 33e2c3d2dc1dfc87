"""What a saving verb hands back: the record as it is now, and what 撤销 needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from db import (
    attendance,
    belongings,
    cases,
    catalogue,
    custody,
    handover,
    holidays,
    households,
    journal,
    lodging,
    meals,
    network,
    petty_cash,
    policies,
    printouts,
    purchases,
    roster,
    samples,
    seal_uses,
    settlements,
    shifts,
)
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, blocking, must
from venue_desk.services.store_room import room_of, undoing_findings
from venue_desk.services.unit import work

R = TypeVar("R")

BREACHES = {
    breach: finding
    for table in (
        households, policies, printouts, holidays, shifts, roster, attendance, belongings, seal_uses, petty_cash, handover,
        network, catalogue, cases, lodging, meals, samples,
        purchases, settlements,
    )
    for breach, finding in table.BREACHES.items()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved(Generic[R]):
    """`record` as saved; `audit_ids` of everything written for it, in the order of writing."""

    record: R
    audit_ids: Sequence[int]


def refuse_blocking(findings: list[Finding]) -> None:
    """Refused if one of them must be mended first; reminders pass."""
    if breaches := blocking(findings):
        raise Refused(breaches)


def known(record: R | None, station_id: UUID) -> R:
    """The record, which must be there and belong to the station acted for."""
    if record is None or getattr(record, "station_id", station_id) != station_id:
        raise Refused([must("record.gone", "", "这条内容已经不在了，请回到列表再看一遍。")])
    return record


def still_open(record: R, station_id: UUID) -> R:
    """The record, which must belong to the station and not be closed: what is closed is only looked at."""
    known(record, station_id)
    if getattr(record, "closed_on", None) or getattr(record, "left_on", None):
        raise Refused([must("record.closed", "", "这条已经注销，只能查看，不能再改。")])
    return record


def undo(announcer: Announcer, act: Act, saved: Saved[Any]) -> None:
    """撤销: put back all that a verb wrote, the last first; refused whole if any of it was touched since."""
    with work(announcer, *Topic), refusing(BREACHES):
        touched = settlements.touched_by(saved.audit_ids)
        refuse_blocking(undoing_findings(act.station_id, touched))
        before = custody.shared_envelopes(act.station_id)
        journal.undo_many(act, saved.audit_ids)
        refuse_blocking(room_of(act.station_id).used_findings() if touched else [])
        refuse_blocking([_shared(n) for n in custody.shared_envelopes(act.station_id) if n not in before])


def _shared(envelope: int) -> Finding:
    """One envelope, one case: what was given back must not come to lie with somebody else's papers."""
    told = (
        f"{envelope} 号袋已经装了别人的证件，不能这样撤销。证件要再收下，请在那一件里用「撤销上一步」，会换一个空袋。"
    )
    return must("case.envelope", "", told)
