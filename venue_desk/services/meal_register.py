"""The register of meals as it stands: the plan of some days and what corrects it, read in a fixed number of statements."""

from collections.abc import Callable, Set
from datetime import date, timedelta
from random import Random
from uuid import UUID

from db import holidays, lodging, meals, roster, settings, settlements, swaps
from venue_desk.domain.acts import Act
from venue_desk.domain.findings import Finding
from venue_desk.domain.holidays import WorkCalendar, calendar_of
from venue_desk.domain.ids import new_ids
from venue_desk.domain.meal_grid import Headcount, MealGrid, days_between, grid_of, headcount_of, unwritten
from venue_desk.domain.meal_notices import notices_of, unplanned
from venue_desk.domain.meal_plan import NOBODY, PlanFacts, Serving, lived_in, night_watch, sleepers_of
from venue_desk.domain.meals import MealRecord, cut_off
from venue_desk.domain.regimes import regime_on
from venue_desk.domain.roster import month_of
from venue_desk.domain.settings import value_on
from venue_desk.domain.stations import Regime

ONE_DAY = timedelta(days=1)
BEYOND = timedelta(days=7)
"""So far after the last day nights are looked for: one noted later says that the register of the days is complete."""


def register_between(station_id: UUID, first: date, last: date) -> MealGrid:
    """The grid of these days, both counted."""
    staff = meals.staff(station_id, first, last)
    own, guests = meals.written(station_id, first, last)
    return grid_of(days_between(first, last), staff.eaters, _plan_facts(station_id, first, last, staff), own, guests)


def heads_of(station_id: UUID, day: date) -> Headcount:
    """The heads of one day."""
    return heads_in(register_between(station_id, day, day), station_id, day)


def heads_in(grid: MealGrid, station_id: UUID, day: date) -> Headcount:
    """The heads of one day of a register that was read."""
    return headcount_of(grid, day, cut_off(day, value_on(settings.settings(station_id), "meal_cut_off", day)))


def notices_on(station_id: UUID, today: date) -> list[Finding]:
    """What has become untrue of today's and tomorrow's meals."""
    days = days_between(today, today + ONE_DAY)
    grid = register_between(station_id, *days)
    return notices_in(grid, station_id, today)


def notices_in(grid: MealGrid, station_id: UUID, today: date) -> list[Finding]:
    """The same of a register that was read. A night given away was breakfast of the day after as well."""
    extra = any(unplanned(grid, day) for day in grid.days)
    given = swaps.given_up(station_id, grid.days[0] - ONE_DAY, grid.days[-1]) if extra else set()
    return [
        found
        for day in grid.days
        for found in notices_of(grid, day, today, {who for who, of in given if of in (day, day - ONE_DAY)})
    ]


def plan_records(act: Act, first: date, last: date, draw: Random) -> tuple[MealRecord, ...]:
    """What the plan of these days expects and nobody wrote down, as records still to be written."""
    grid = register_between(act.station_id, first, last)
    expected = unwritten(grid, set(grid.days))
    return tuple(
        MealRecord(
            id=meal_id, station_id=act.station_id, noted_at=act.at_utc, noted_by=act.cadre_id, day=each.day,
            meal=each.meal, cadre_id=each.cadre_id, portions=each.portions,
        )
        for meal_id, each in zip(new_ids(act.at, draw, len(expected)), expected, strict=True)
    )  # fmt: skip


def _plan_facts(station_id: UUID, first: date, last: date, staff: meals.Staff) -> PlanFacts:
    """The night before the first day gives its breakfast."""
    eve, calendar = first - ONE_DAY, calendar_of(holidays.holidays(station_id))
    servings = [Serving(who, begins, ends) for who, _, begins, ends in roster.served(station_id, eve, last)]
    noted = meals.sleepers(station_id, eve, last + BEYOND)
    lives_in = _living_in(station_id, staff, calendar)
    return PlanFacts(
        servings=servings,
        sleepers=sleepers_of(days_between(eve, last), noted, night_watch(servings), lives_in),
        aways=staff.aways,
        calendar=calendar,
        settled=settlements.closed_months(station_id, month_of(first), last),
    )


def _living_in(station_id: UUID, staff: meals.Staff, calendar: WorkCalendar) -> Callable[[date], Set[UUID]]:
    """Who must sleep here in a night under 集中食宿; the terms are read only where the regime changes within the days."""
    regime, ending = staff.regimes
    terms = lodging.regime_terms(station_id) if regime is not ending else []
    everybody = frozenset(each.cadre_id for each in staff.eaters if each.on_roster)

    def living_in(night: date) -> Set[UUID]:
        required = regime_on(terms, night, regime) is Regime.LIVE_IN and lived_in(night, calendar)
        return everybody if required else NOBODY

    return living_in
