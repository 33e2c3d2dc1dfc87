"""Swaps (换班): one cadre asks another to take a shift, for one in return or for none; accepted, then approved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.findings import Finding, must

REASON_MAX = 200
NEXT: dict["SwapState", frozenset["SwapState"]]


class SwapState(StrEnum):
    """Asked, accepted by the other, approved by who leads; or ended on the way."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            "asked": "待对方同意", "accepted": "待批", "approved": "已换班", "declined": "对方没同意", "refused": "没批",
            "withdrawn": "已撤回",
        }[self.value]  # fmt: skip

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self in (SwapState.ASKED, SwapState.ACCEPTED)


NEXT = {
    SwapState.ASKED: frozenset({SwapState.ACCEPTED, SwapState.DECLINED, SwapState.WITHDRAWN}),
    SwapState.ACCEPTED: frozenset({SwapState.APPROVED, SwapState.REFUSED, SwapState.WITHDRAWN}),
}
"""Which state may follow which; none follows an ended one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapEntry:
    """`duty_id` goes to `with_cadre_id`; `return_duty_id` is theirs that comes back, None if they simply help out."""

    duty_id: UUID
    with_cadre_id: UUID
    return_duty_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap(SwapEntry):
    """A swap on record. `cadre_id` is whose duty it was when it was asked; `entered_by` whoever typed it (a lead may)."""

    id: UUID
    station_id: UUID
    cadre_id: UUID
    state: SwapState
    asked_at: datetime
    entered_by: UUID
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    decided_at: datetime | None = None
    decided_by: UUID | None = None

    @property
    def duty_ids(self) -> frozenset[UUID]:
        """The duties it speaks of."""
        return frozenset({self.duty_id} | ({self.return_duty_id} if self.return_duty_id else set()))


def tidy_swap(entry: SwapEntry) -> SwapEntry:
    """The entry as it is kept."""
    return replace(entry, reason=entry.reason.strip())


def check_swap(entry: SwapEntry, open_swaps: Iterable[Swap]) -> list[Finding]:
    """A duty waits in one swap at a time."""
    findings = []
    if len(entry.reason) > REASON_MAX:
        findings.append(must("swap.reason", "reason", f"事由最多 {REASON_MAX} 个字，请写短一些。"))
    taken = {duty_id for swap in open_swaps for duty_id in swap.duty_ids}
    for field, duty_id in (("duty_id", entry.duty_id), ("return_duty_id", entry.return_duty_id)):
        if duty_id in taken:
            findings.append(must("swap.twice", field, "这一班正在换，请先把那一次办完或撤回。"))
    return findings


def check_step(swap: Swap, to: SwapState) -> list[Finding]:
    """Only the next step of the way; what has ended stays as it is."""
    if to in NEXT.get(swap.state, ()):
        return []
    if swap.state is SwapState.ASKED:
        return [must("swap.step", "", "对方还没有同意，请先问对方。")]
    return [must("swap.step", "", f"这次换班现在是「{swap.state.label}」，请回到列表再看一遍。")]
