"""Figures of the cases over a stretch of time (DOMAIN §3.4): 受理, 办结, 平均办结天数, 提速率, 评议率, 满意率, 超时件."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from venue_desk.domain.cases import Rating
from venue_desk.domain.catalogue import Method


@dataclass(frozen=True, slots=True)
class Counted:
    """A case as it is counted: the few values that figures look at."""

    accepted_on: date
    done_on: date | None
    promised_on: date
    promised_days: int
    worked_days: int | None
    on_time: bool | None
    rating: Rating | None
    method: Method
    agent_id: UUID
    item_name: str
    hamlet_id: UUID
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures; rates are shares from 0 to 1, None where there is nothing to take a share of."""

    accepted: int = 0
    done: int = 0
    mean_days: float | None = None
    faster: float | None = None
    """提速率: by how much of the promised days those done were quicker; same-day items have nothing to gain."""
    on_time: float | None = None
    rated: float | None = None
    satisfied: float | None = None
    late: int = 0
    """超时件: done too late in that time, or still running past the promise at its end."""


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a breakdown."""

    label: str
    accepted: int
    done: int
    late: int


def figures(cases: Iterable[Counted], first: date, last: date) -> Figures:
    """The figures of the days from `first` to `last`."""
    known = list(cases)
    done = [case for case in known if case.done_on and first <= case.done_on <= last]
    took = [case.worked_days for case in done if case.worked_days is not None]
    promised = [case for case in done if case.promised_days and case.worked_days is not None]
    given, needed = sum(c.promised_days for c in promised), sum(c.worked_days or 0 for c in promised)
    rated = [case for case in done if case.rating is not None]
    return Figures(
        accepted=sum(first <= case.accepted_on <= last for case in known),
        done=len(done),
        mean_days=sum(took) / len(took) if took else None,
        faster=1 - needed / given if given else None,
        on_time=_share(case.on_time is True for case in done),
        rated=len(rated) / len(done) if done else None,
        satisfied=_share(case.rating is not None and not case.rating.bad for case in rated),
        late=sum(_late(case, first, last) for case in known),
    )


def breakdown(
    cases: Sequence[Counted], first: date, last: date, of: Callable[[Counted], str], labels: Sequence[str] = ()
) -> list[Share]:
    """By method, agent, item or hamlet: those of `labels` in their order, else the most accepted first."""
    names = list(labels) or list(dict.fromkeys(of(case) for case in cases))
    shares = []
    for name in names:
        mine = figures((case for case in cases if of(case) == name), first, last)
        shares.append(Share(name, mine.accepted, mine.done, mine.late))
    return shares if labels else sorted(shares, key=lambda share: -share.accepted)


def percent(share: float | None) -> str:
    """94%, 没有 where nothing was there to take a share of."""
    return "没有" if share is None else f"{share * 100:.0f}%"


def _share(held: Iterable[bool]) -> float | None:
    found = list(held)
    return sum(found) / len(found) if found else None


def _late(case: Counted, first: date, last: date) -> bool:
    if case.done_on is not None and case.done_on <= last:
        return first <= case.done_on and case.on_time is False
    return (case.running or case.done_on is not None) and case.promised_on < last
