"""The register of cases as lists show it: what narrows it, in which order, a line, the numbers on the chips."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.cases import PAUSED, RUNNING, Case, CaseState, waits_to_be_carried
from venue_desk.domain.catalogue import Method
from venue_desk.domain.network import Level


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
    """The numbers on the chips and in the foot. What is in hand is being done, or done and still to be seen to the end."""

    in_hand: int = 0
    late: int = 0
    today: int = 0
    amending: int = 0
    holding: int = 0
    to_collect: int = 0
    to_return: int = 0
    """Of those to be collected: with papers of the villager still here."""
    to_rate: int = 0
    to_archive: int = 0

    @property
    def doing(self) -> int:
        """Neither done nor ended otherwise."""
        return self.in_hand - self.to_collect - self.to_rate - self.to_archive


NEXT_WORDS = {
    CaseState.ACCEPTED: "在办", CaseState.UNDER_WAY: "在办", CaseState.AMENDING: "待补正", CaseState.SUSPENDED: "已中止",
    CaseState.DONE: "待领取",
}  # fmt: skip


def next_words(case: Case) -> str:
    """What a case waits for: 待送镇中心, 待补正, 待还证件, 待领取, 待回访, 待整改, 待归档."""
    if waits_to_be_carried(case):
        return "待送交"
    if case.mend_by is not None and case.mended_on is None:
        return "待整改"
    if case.state is CaseState.DONE and case.held:
        return "待还证件"
    if case.state is CaseState.COLLECTED:
        return "待归档" if case.rating else "待回访"
    return NEXT_WORDS.get(case.state, case.state.label)


def lies_words(case: Case, today: date) -> str:
    """Where a case lies and with whom, or what it waits for: 镇中心 · 孙主任 5 天; 村站 · 待领取; 11月3日办结."""
    if not case.open and case.done_on is not None:
        return f"{short_date(case.done_on, today)}办结"
    if case.level is Level.STATION or case.state not in RUNNING | PAUSED:
        return f"{SHORT_PLACES[Level.STATION]} · {next_words(case)}"
    place = case.place if case.level is Level.COUNTY else SHORT_PLACES[case.level]
    days = (today - case.since_on).days
    told = [case.with_whom, f"{days} 天" if days else ""]
    words = " ".join(part for part in told if part) or "今天送到"
    return f"{place} · {next_words(case) if case.state in PAUSED else words}"


SHORT_PLACES = {Level.GROUP: "组服务点", Level.STATION: "村站", Level.TOWNSHIP: "镇中心", Level.COUNTY: "县里"}
"""The places as a table has room for."""
