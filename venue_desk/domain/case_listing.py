"""The register of cases as lists show it: what narrows it, in which order, a line, the numbers on the chips."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.cases import Case
from venue_desk.domain.catalogue import Method


class CaseView(StrEnum):
    """The chips of the list."""

    IN_HAND = "in_hand"
    LATE = "late"
    TODAY = "today"
    AMENDING = "amending"
    HOLDING = "holding"
    TO_COLLECT = "to_collect"
    ENDED = "ended"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word on the chip."""
        return {
            "in_hand": "在手", "late": "逾期", "today": "今天到期", "amending": "待补正", "holding": "存着证件",
            "to_collect": "待领取", "ended": "办完的", "all": "全部",
        }[self.value]  # fmt: skip


class CaseOrder(StrEnum):
    """What the list is sorted by."""

    DUE = "due"
    ACCEPTED = "accepted"
    APPLICANT = "applicant"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What the list shows. `today` is what 逾期 and 今天 are measured by; `ids` those that a search found."""

    today: date
    view: CaseView = CaseView.IN_HAND
    group_id: UUID | None = None
    agent_id: UUID | None = None
    method: Method | None = None
    item_root_id: UUID | None = None
    household_id: UUID | None = None
    villager_id: UUID | None = None
    accepted_from: date | None = None
    accepted_to: date | None = None
    ids: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the list."""

    case: Case
    group: str
    hamlet: str
    agent: str


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """The numbers on the chips."""

    in_hand: int = 0
    late: int = 0
    today: int = 0
    amending: int = 0
    holding: int = 0
    to_collect: int = 0
