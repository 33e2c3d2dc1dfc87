"""Deadlines of cases: promised working days on the station's calendar, the clock that may stand, yellow before red after."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from venue_desk.domain.calendar import short_date
from venue_desk.domain.cases import PAUSED, RUNNING, Case, CaseState
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.network import LEVELS, Level

SOON = 2
"""Working days before the promised day from which a case is yellow."""

FURTHEST = date(2099, 12, 31)


class Pressure(StrEnum):
    """How a deadline presses."""

    NONE = "none"
    PAUSED = "paused"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as it is told: 逾期 2 天 (of the calendar, as people count), 今天, 12月3日, 已暂停, 已办结."""

    pressure: Pressure
    words: str
    days: int = 0
    """Working days left; negative ones are over."""


def promised(calendar: WorkCalendar, accepted_on: date, days: int) -> date:
    """The promised day: the day of acceptance is not counted (民法典第二百零一条); 0 days is the same day."""
    return calendar.workday_after(accepted_on, days)


def hand_in_by(
    calendar: WorkCalendar, accepted_on: date, limit: int, decided_at: Level, promised_on: date
) -> date | None:
    """By when it must lie at the township, None for what the station decides; a sub-limit never lies behind the promise."""
    if LEVELS.index(decided_at) <= LEVELS.index(Level.STATION):
        return None
    return min(calendar.workday_after(accepted_on, limit), promised_on)


def pause(case: Case, on: date) -> Case:
    """The clock stands from `on`; one that stands already goes on standing."""
    return case if case.paused_on else replace(case, paused_on=on)


def resume(case: Case, on: date, calendar: WorkCalendar) -> Case:
    """The clock runs again: both limits move by the working days that it stood."""
    if case.paused_on is None:
        return case
    stood = calendar.workdays(case.paused_on, on)
    return replace(
        case,
        paused_on=None,
        paused_days=case.paused_days + stood,
        promised_on=calendar.workday_after(case.promised_on, stood),
        hand_in_on=calendar.workday_after(case.hand_in_on, stood) if case.hand_in_on else None,
    )


def worked(case: Case, on: date, calendar: WorkCalendar) -> int:
    """Working days it took until `on`, without those it stood; 0 where it was done on the day."""
    return max(calendar.workdays(case.accepted_on, on) - case.paused_days, 0)


def days_left(limit: date, today: date, calendar: WorkCalendar) -> int:
    """Working days from today to a limit; negative once it is over."""
    return calendar.workdays(today, limit) if limit >= today else -calendar.workdays(limit, today)


def due(case: Case, today: date, calendar: WorkCalendar) -> Due:
    """How the case's deadline presses today."""
    if case.state in PAUSED:
        return Due(Pressure.PAUSED, "已暂停")
    if case.state not in RUNNING:
        return Due(Pressure.MET, "已办结" if case.state is CaseState.DONE else case.state.label)
    return limit_due(case.promised_on, today, calendar)


def limit_due(limit: date, today: date, calendar: WorkCalendar) -> Due:
    """How a single limit presses: red after it, yellow on it and shortly before."""
    left = days_left(limit, today, calendar)
    if limit < today:
        return Due(Pressure.LATE, f"逾期 {(today - limit).days} 天", left)
    if limit == today:
        return Due(Pressure.TODAY, "今天")
    words = short_date(limit, today)
    return Due(Pressure.SOON if left <= SOON else Pressure.NONE, words, left)
