"""Notices (通知): lines the station shows on the screen in the hall, from a day to a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should

TEXT_MAX = 80
"""More cannot be read in passing."""
N = TypeVar("N", bound="NoticeEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEntry:
    """A line, shown on every day from `from_on` to `to_on`; None = until it is taken down."""

    text: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(NoticeEntry):
    """A notice on record; closed, it was taken down."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None

    def shown_on(self, day: date) -> bool:
        """Whether it hangs on the day."""
        return self.closed_on is None and self.from_on <= day and (self.to_on is None or day <= self.to_on)


def tidy_notice(entry: N) -> N:
    """The entry as it is kept: one line."""
    return replace(entry, text=" ".join(entry.text.split()))


def check_notice(entry: NoticeEntry, today: date) -> list[Finding]:
    """It says something short, and its days are in order."""
    found = []
    if not entry.text:
        found.append(must("notice.text", "text", "请写要通知的事，例如「12月5日前交医保」。"))
    if len(entry.text) > TEXT_MAX:
        said = f"最多 {TEXT_MAX} 个字，现在是 {len(entry.text)} 个。路过的人读不完，请写短一些。"
        found.append(must("notice.long", "text", said))
    if entry.to_on is not None and entry.to_on < entry.from_on:
        found.append(must("notice.order", "to_on", "最后一天在第一天以前，请改过来。"))
    elif entry.to_on is not None and entry.to_on < today:
        found.append(should("notice.over", "to_on", "最后一天已经过了，屏上不会再显示。"))
    return found


def shown(notices: Iterable[Notice], day: date) -> list[Notice]:
    """Those that hang on the day, the latest first."""
    return sorted((n for n in notices if n.shown_on(day)), key=lambda n: (n.from_on, n.id), reverse=True)
