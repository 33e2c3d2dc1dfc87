"""Weighing and carrying out what other shifts or other days off do to the roster: in the same unit as their cause."""

from dataclasses import dataclass
from datetime import date

from db import handover, journal, roster
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import HandoverState
from venue_desk.domain.holidays import LAST_DAY, WorkCalendar
from venue_desk.domain.roster import month_of
from venue_desk.domain.shift_effects import Effect, effect, emptied_finding, gone_finding
from venue_desk.domain.shifts import ShiftPattern, runs


@dataclass(frozen=True, slots=True)
class Frame:
    """Which shifts every day has."""

    patterns: tuple[ShiftPattern, ...]
    calendar: WorkCalendar


def weigh(act: Act, before: Frame, after: Frame, first: date, last: date = LAST_DAY) -> Effect:
    """What the change does to the days from `first` to `last`."""
    duties = roster.duties(act.station_id, first, last)
    sealed = [
        (each.from_day, each.from_shift)
        for each in handover.of_days(act.station_id, first, min(last, act.today))
        if each.state is HandoverState.SEALED
    ]
    until = max((*(duty.day for duty in duties), *(day for day, _ in sealed), first))
    was, will = (runs(frame.patterns, frame.calendar, first, until) for frame in (before, after))
    return effect(duties, sealed, was, will, act.at)


def refuse_effect(act: Act, found: Effect, field: str, *, anyway: bool) -> None:
    """What was served stays; what is rostered is emptied only by somebody who was told so."""
    if found.gone:
        raise Refused([gone_finding(found, field)])
    if found.emptied and not anyway:
        months = {month_of(duty.day) for duty, _ in found.emptied}
        posted = [month for month in months if roster.last_publication(act.station_id, month) is not None]
        raise Refused([emptied_finding(found, posted)])


def carry_out(act: Act, found: Effect) -> list[int]:
    """Empty and shift the places; inside the caller's unit of work."""
    pairs = [*found.emptied, *found.shifted]
    return journal.change_many(act, roster.DutyTable, pairs) if pairs else []
