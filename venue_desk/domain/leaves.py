"""Leave (请假) and wishes: when a cadre cannot serve, and when they would rather or rather not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, must, should

LONGEST = 366
ONE_DAY = timedelta(days=1)
REASON_MAX = 200
NEXT: dict["LeaveState", frozenset["LeaveState"]]
L = TypeVar("L", bound="LeaveEntry")


class LeaveKind(StrEnum):
    """Why somebody is away."""

    PERSONAL = "personal"
    SICK = "sick"
    ANNUAL = "annual"
    OFFICIAL = "official"
    TRAINING = "training"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "personal": "事假", "sick": "病假", "annual": "年休假", "official": "公出", "training": "培训", "other": "其它",
        }[self.value]  # fmt: skip


class LeaveState(StrEnum):
    """Asked for, then granted or not; taken back by who asked."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"asked": "待批", "approved": "已准假", "refused": "没准", "withdrawn": "已撤回"}[self.value]

    @property
    def standing(self) -> bool:
        """Whether it still speaks of days to be away."""
        return self in (LeaveState.ASKED, LeaveState.APPROVED)


NEXT = {
    LeaveState.ASKED: frozenset({LeaveState.APPROVED, LeaveState.REFUSED, LeaveState.WITHDRAWN}),
    LeaveState.APPROVED: frozenset({LeaveState.WITHDRAWN}),
}
"""Which state may follow which; none follows an ended one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEntry:
    """A leave of whole days, both counted. A shift belongs to the day on which it begins."""

    cadre_id: UUID
    kind: LeaveKind
    from_on: date
    to_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(LeaveEntry):
    """A leave on record: who registered it and who decided on it."""

    id: UUID
    station_id: UUID
    state: LeaveState
    asked_at: datetime
    asked_by: UUID
    decided_at: datetime | None = None
    decided_by: UUID | None = None

    def covers(self, day: date) -> bool:
        """Whether the cadre is away on that day."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True, kw_only=True)
class WishEntry:
    """A cadre would rather serve (`wants`) or rather not on a day, in one shift of it or ("") in any."""

    cadre_id: UUID
    day: date
    shift: str = ""
    wants: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(WishEntry):
    """A wish on record."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None

    def meets(self, day: date, shift: str) -> bool:
        """Whether the wish speaks of that shift."""
        return self.day == day and self.shift in ("", shift)


def tidy_leave(entry: L) -> L:
    """The entry as it is kept."""
    return replace(entry, reason=entry.reason.strip())


def check_leave(entry: LeaveEntry, others: Iterable[Leave], today: date) -> list[Finding]:
    """It ends no earlier than it begins, and the same person is not on leave twice on one day."""
    findings = []
    if entry.to_on < entry.from_on:
        findings.append(must("leave.ends", "to_on", "最后一天在第一天以前，请改过来。"))
    elif (entry.to_on - entry.from_on).days >= LONGEST:
        findings.append(must("leave.long", "to_on", f"一次请假最多 {LONGEST} 天，请分开登记。"))
    if len(entry.reason) > REASON_MAX:
        findings.append(must("leave.reason", "reason", f"事由最多 {REASON_MAX} 个字，请写短一些。"))
    for other in (each for each in others if each.state.standing):
        if other.cadre_id == entry.cadre_id and other.from_on <= entry.to_on and entry.from_on <= other.to_on:
            days = days_text(other, today)
            findings.append(
                must("leave.twice", "from_on", f"{days}已经有一次请假（{other.state.label}），请改日期或先撤回那一次。")
            )
    if entry.to_on < today:
        findings.append(should("leave.past", "to_on", "请的是过去的假，会记为补记。"))
    return findings


def check_stretched(before: Leave, entry: LeaveEntry, tonight: date) -> list[Finding]:
    """A leave that is granted takes in no night that is over: leave counts for what it was granted for in time."""
    if before.state is not LeaveState.APPROVED or entry.to_on < entry.from_on:
        return []
    earlier, later = min(before.from_on, tonight), before.to_on + ONE_DAY
    if entry.from_on < earlier:
        return [must("leave.stretched", "from_on", f"{_gone(entry.from_on, earlier - ONE_DAY)}")]
    if later < tonight and entry.to_on >= later:
        return [must("leave.stretched", "to_on", f"{_gone(later, min(entry.to_on, tonight - ONE_DAY))}")]
    return []


def only_shortened(before: Leave, entry: LeaveEntry) -> bool:
    """Nothing is asked for that was not granted: back early, or another word of the reason."""
    return entry.kind is before.kind and before.from_on <= entry.from_on and entry.to_on <= before.to_on


def _gone(first: date, last: date) -> str:
    """The days that are over, and what to do about them."""
    days = f"{first.month}月{first.day}日" + (f"到{last.month}月{last.day}日" if last > first else "")
    return f"{days}已经过去，不能补进准过的假。要补，请另登记一次请假。"


def check_step(leave: Leave, to: LeaveState, today: date) -> list[Finding]:
    """Only a leave that stands is decided on or taken back; one that has begun is shortened, not undone."""
    if to not in NEXT.get(leave.state, ()):
        return [must("leave.step", "", f"这次请假现在是「{leave.state.label}」，请回到列表再看一遍。")]
    if leave.state is LeaveState.APPROVED and leave.from_on < today:
        return [must("leave.begun", "", "假已经开始了，不能撤回。提前回来的，请改最后一天。")]
    return []


def check_wish(entry: WishEntry, others: Iterable[Wish], today: date) -> list[Finding]:
    """A wish speaks of a day to come, and nobody wishes twice for the same."""
    findings = []
    if entry.day < today:
        findings.append(must("wish.past", "day", "这一天已经过了，请选今天以后的日子。"))
    if any(each.cadre_id == entry.cadre_id and each.meets(entry.day, entry.shift) for each in others):
        findings.append(must("wish.twice", "day", "这一天已经记过意愿，请先撤掉那一条。"))
    return findings


def days_text(leave: LeaveEntry, today: date) -> str:
    """12月9日至12月11日; a single day alone."""
    first, last = short_date(leave.from_on, today), short_date(leave.to_on, today)
    return first if first == last else f"{first}至{last}"
