"""The roster as it stands: what the rules of a month look at, gathered in a fixed number of queries."""

from datetime import date, timedelta
from uuid import UUID

from db import cadres, holidays, leaves, settings, shifts
from db import roster as table
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.roster import RosterFacts, by_slot, month_end, month_of
from venue_desk.domain.settings import value_on
from venue_desk.domain.shifts import runs

BORDER = 6
"""Days of the neighbouring months that a month is looked at with: rest counts across the border, weeks are drawn whole."""


def month_facts(station_id: UUID, month: date) -> RosterFacts:
    """All that the rules of a month look at."""
    month = month_of(month)
    return facts_between(station_id, month, month, month_end(month))


def facts_between(station_id: UUID, month: date, first: date, last: date) -> RosterFacts:
    """The same over more days than those of the month."""
    first, last = first - timedelta(days=BORDER), last + timedelta(days=BORDER)
    calendar = calendar_of(holidays.holidays(station_id))
    placed = table.duties(station_id, first, last)
    serving = cadres.cadres(station_id)
    others = {duty.cadre_id for duty in placed} - {cadre.id for cadre in serving} - {None}
    gone = [cadre for cadre in cadres.cadres(station_id, left=True) if cadre.id in others] if others else []
    return RosterFacts(
        month=month,
        calendar=calendar,
        runs=runs(shifts.patterns(station_id), calendar, first, last),
        duties=by_slot(placed),
        cadres=(*serving, *gone),
        leaves=tuple(leaves.standing(station_id, first, last)),
        wishes=tuple(leaves.wishes(station_id, first, last)),
        rest=value_on(settings.settings(station_id), "rest_shifts", month),
    )
