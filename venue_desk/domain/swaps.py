"""Swaps (换班): one cadre asks another to take a shift, for one in return or for none; accepted, then approved."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

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
