"""The roster: what a month looks like, what is wrong with it, and who serves now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from db import cadres, holidays, leaves, settings, shifts
from db import roster as table
from venue_desk.changes import Announcer
from venue_desk.domain.calendar import day_of
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.roster import (
    Publication,
    RosterFacts,
    ServingNow,
    by_slot,
    month_end,
    month_of,
    serving_at,
)
from venue_desk.domain.roster_fairness import Counts, Fairness, Served, count, fairness, is_night
from venue_desk.domain.settings import value_on
from venue_desk.domain.shifts import runs

BORDER = 3
"""Days of the neighbouring months that a month is looked at with: rest counts across the border."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The verbs of the roster."""

    announcer: Announcer
    random: Random

    def facts(self, station_id: UUID, month: date) -> RosterFacts:
        """All that the rules of a month look at."""
        month = month_of(month)
        first, last = month - timedelta(days=BORDER), month_end(month) + timedelta(days=BORDER)
        calendar = calendar_of(holidays.holidays(station_id))
        placed = table.duties(station_id, first, last)
        named = {duty.cadre_id for duty in placed}
        gone = [cadre for cadre in cadres.cadres(station_id, left=True) if cadre.id in named]
        return RosterFacts(
            month=month,
            calendar=calendar,
            runs=runs(shifts.patterns(station_id), calendar, first, last),
            duties=by_slot(placed),
            cadres=(*cadres.cadres(station_id), *gone),
            leaves=tuple(leaves.standing(station_id, first, last)),
            wishes=tuple(leaves.wishes(station_id, first, last)),
            rest=value_on(settings.settings(station_id), "rest_shifts", month),
        )

    def fairness(self, station_id: UUID, facts: RosterFacts) -> Fairness:
        """Who has how many shifts in the drawn month and in the year up to its end."""
        return fairness(facts, self.counted(station_id, facts.month.replace(month=1), facts.month - timedelta(days=1)))

    def counted(self, station_id: UUID, first: date, last: date) -> dict[UUID, Counts]:
        """Each cadre's shifts of these days; a swapped one counts for who did it."""
        served = (
            Served(cadre_id, day, is_night(begins, ends))
            for cadre_id, day, begins, ends in table.served(station_id, first, last)
        )
        return count(served, calendar_of(holidays.holidays(station_id)))

    def published(self, station_id: UUID, month: date) -> Publication | None:
        """The month as it was published last."""
        return table.last_publication(station_id, month_of(month))

    def serving(self, station_id: UUID, at: datetime) -> ServingNow:
        """The shift that runs at that instant and the one after it, with who is planned for them."""
        day = day_of(at)
        found = runs(
            shifts.patterns(station_id), calendar_of(holidays.holidays(station_id)),
            day - timedelta(days=2), day + timedelta(days=2),
        )  # fmt: skip
        return serving_at(found, table.duties(station_id, day - timedelta(days=2), day + timedelta(days=2)), at)
