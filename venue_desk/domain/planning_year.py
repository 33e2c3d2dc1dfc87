"""On how many days of the year a cadre could have been called upon: read from what was written of them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import day_of
from venue_desk.domain.history import WRITES, Change
from venue_desk.domain.leaves import Leave, LeaveState

ONE = timedelta(days=1)


def days_on_call(
    cadre: Cadre, history: Iterable[Change], leaves: Iterable[Leave], first: date, last: date
) -> frozenset[date]:
    """The days from `first` to `last` on which the cadre was here, on the roster and not on granted leave."""
    written = [change for change in history if change.action in WRITES and change.after]
    granted = [leave for leave in leaves if leave.cadre_id == cadre.id and leave.state is LeaveState.APPROVED]
    days = (first + ONE * number for number in range((last - first).days + 1))
    return frozenset(
        day
        for day in days
        if _on_call(_as_of(cadre, written, day), day) and not any(leave.covers(day) for leave in granted)
    )


def _as_of(cadre: Cadre, written: list[Change], day: date) -> Mapping[str, Any]:
    """What held on that day; a leaving holds from its own day on, whenever it was written down."""
    now = {"on_roster": cadre.on_roster, "joined_on": cadre.joined_on, "left_on": cadre.left_on}
    if not written:
        return now
    held: Mapping[str, Any] = written[0].before or written[0].after or now
    for change in written:
        if change.after and min(day_of(change.at), _day(change.after.get("left_on")) or date.max) <= day:
            held = change.after
    return held


def _on_call(held: Mapping[str, Any], day: date) -> bool:
    joined, left = _day(held.get("joined_on")), _day(held.get("left_on"))
    return bool(held.get("on_roster", True)) and (joined is None or joined <= day) and (left is None or day < left)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
