"""Backups: what is known of one, and which ones are kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from venue_desk.domain.calendar import day_of

DAYS, WEEKS, MONTHS = 7, 4, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup: its file name, when it was taken, its size, and whether it opens."""

    name: str
    taken_at: datetime
    size: int
    opens: bool


def to_keep(taken: Iterable[datetime]) -> set[datetime]:
    """The newest of each of the last 7 days, 4 weeks and 12 months that have any (station time)."""
    newest_first = sorted(taken, reverse=True)
    kept: set[datetime] = set()
    for span, count in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept |= _newest_of_each(newest_first, span, count)
    return kept


def _newest_of_each(newest_first: list[datetime], span: Callable[[date], Any], count: int) -> set[datetime]:
    newest: dict[Any, datetime] = {}
    for instant in newest_first:
        newest.setdefault(span(day_of(instant)), instant)
    return set(list(newest.values())[:count])


def _day(day: date) -> date:
    return day


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
