"""The register of meals as it stands: the plan of some days and what corrects it, read in a fixed number of statements."""

from datetime import date, timedelta
from uuid import UUID

from db import holidays, meals, roster, settings
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.meal_grid import Headcount, MealGrid, days_between, grid_of, headcount_of
from venue_desk.domain.meal_plan import Away, PlanFacts, Serving, night_watch
from venue_desk.domain.meals import cut_off
from venue_desk.domain.settings import value_on

ONE_DAY = timedelta(days=1)


def register_between(station_id: UUID, first: date, last: date) -> MealGrid:
    """The grid of these days, both counted."""
    eaters, aways = meals.eaters(station_id, first, last)
    own, guests = meals.written(station_id, first, last)
    return grid_of(days_between(first, last), eaters, _plan_facts(station_id, first, last, aways), own, guests)


def heads_of(station_id: UUID, day: date) -> Headcount:
    """The heads of one day."""
    until = cut_off(day, value_on(settings.settings(station_id), "meal_cut_off", day))
    return headcount_of(register_between(station_id, day, day), day, until)


def _plan_facts(station_id: UUID, first: date, last: date, aways: list[Away]) -> PlanFacts:
    """Whoever serves through the small hours sleeps here; the night before the first day gives its breakfast."""
    served = roster.served(station_id, first - ONE_DAY, last)
    servings = [Serving(who, begins, ends) for who, _, begins, ends in served]
    return PlanFacts(
        servings=servings,
        sleepers=night_watch(servings),
        aways=aways,
        calendar=calendar_of(holidays.holidays(station_id)),
    )
