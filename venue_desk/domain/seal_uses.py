"""The register of seal uses (用印登记): each time for whom, on what, and who approved it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import day_of
from venue_desk.domain.findings import Finding, must, should

TEXT_MAX, COPIES_MAX = 60, 999
AHEAD = timedelta(minutes=5)
"""How far a time may lie ahead of the clock: two clocks are never quite the same."""
S = TypeVar("S", bound="SealUseEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealUseEntry:
    """`seal_id` is the belonging; `for_whom` as written; `copies` how many times it was pressed."""

    at: datetime
    seal_id: UUID
    for_whom: str
    matter: str
    approved_by: UUID
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SealUse(SealUseEntry):
    """A use on record: numbered through the year without gaps. A cancelled one keeps its number; `cancelled_for` is why."""

    id: UUID
    station_id: UUID
    year: int
    number: int
    noted_by: UUID
    closed_on: date | None = None
    cancelled_for: str = ""

    @property
    def title(self) -> str:
        """2026年第32号."""
        return f"{self.year}年第{self.number}号"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealUseRow:
    """One line of the register: the use, the seal's name, who approved it and who noted it down."""

    use: SealUse
    seal: str
    approved_by: str
    noted_by: str


def tidy_seal_use(entry: S) -> S:
    """The entry as it is kept."""
    return replace(entry, for_whom=entry.for_whom.strip(), matter=entry.matter.strip())


def year_of(entry: SealUseEntry) -> int:
    """The year in which the use is numbered."""
    return day_of(entry.at).year


def check_seal_use(entry: SealUseEntry, now: datetime, last: SealUse | None) -> list[Finding]:
    """For whom, on what, how often: all said; not in the future; earlier than the number before it is worth a look."""
    findings = []
    for field, text, what in (("for_whom", entry.for_whom, "给谁用"), ("matter", entry.matter, "用在什么上")):
        if not text:
            findings.append(must(f"seal_use.{field}", field, f"请写明{what}，一两个字也行。"))
        elif len(text) > TEXT_MAX:
            findings.append(must("seal_use.long", field, f"{what}最多 {TEXT_MAX} 个字，请写短一些。"))
    if not 1 <= entry.copies <= COPIES_MAX:
        findings.append(must("seal_use.copies", "copies", f"份数应在 1 到 {COPIES_MAX} 之间。"))
    if entry.at > now + AHEAD:
        findings.append(must("seal_use.later", "at", "用印的时间在现在以后，请改成用印的时候。"))
    elif last is not None and entry.at < last.at:
        findings.append(should("seal_use.order", "at", f"比{last.title}的时间还早，会按登记的先后编号。"))
    return findings


def check_cancelling(use: SealUse, reason: str) -> list[Finding]:
    """A number is cancelled once, and says why."""
    if use.closed_on is not None:
        return [must("seal_use.cancelled", "", f"{use.title}已经作废了，不用再作废。")]
    if not reason:
        return [must("seal_use.reason", "reason", "请写明为什么作废，例如「写重了」。")]
    if len(reason) > TEXT_MAX:
        return [must("seal_use.reason", "reason", f"原因最多 {TEXT_MAX} 个字，请写短一些。")]
    return []


def numbers_text(uses: Sequence[SealUse]) -> str:
    """第 31、32 号; from four on 第 31—40 号. The numbers of one stretch follow each other."""
    numbers = [use.number for use in uses]
    if len(numbers) > 3 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"第 {numbers[0]}—{numbers[-1]} 号"
    return f"第 {'、'.join(map(str, numbers))} 号"
