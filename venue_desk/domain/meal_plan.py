"""The plan of the meals: who is expected at which one, from the roster, from who sleeps here, and from leave."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from venue_desk.domain.calendar import at_station
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.lodging import watch_night
from venue_desk.domain.meals import Meal
from venue_desk.domain.roster import month_of

ONE_DAY = timedelta(days=1)
FRIDAY = 4
CLOCKS = tuple((meal, meal.clock) for meal in Meal)
NOBODY: frozenset[UUID] = frozenset()


class Serving(NamedTuple):
    """A stretch of duty of one cadre."""

    cadre_id: UUID
    begins_at: datetime
    ends_at: datetime


class Away(NamedTuple):
    """An approved leave, both days counted."""

    cadre_id: UUID
    from_on: date
    to_on: date


def night_watch(servings: Iterable[Serving]) -> dict[date, set[UUID]]:
    """Who is on duty in the small hours, by the night: they sleep at the station."""
    found: dict[date, set[UUID]] = defaultdict(set)
    for who, begins_at, ends_at in servings:
        if night := watch_night(begins_at, ends_at):
            found[night].add(who)
    return found


def sleepers_of(
    nights: Iterable[date], noted: Mapping[date, Set[UUID]], watch: Mapping[date, Set[UUID]],
    living_in: Callable[[date], Set[UUID]],
) -> dict[date, Set[UUID]]:  # fmt: skip
    """Who sleeps here: as the register of nights has it; from its last entry on, whoever is expected too.

    On watch one sleeps here, and so do those who live in (集中食宿). The last night noted may still be under way.
    """
    last = max(noted, default=date.min)
    found = {night: noted.get(night, NOBODY) for night in nights}
    return {
        night: there if there and night < last else there | watch.get(night, NOBODY) | living_in(night)
        for night, there in found.items()
    }


def lived_in(night: date, calendar: WorkCalendar) -> bool:
    """Whether those who live in sleep here: from Monday to Friday, statutory holidays excepted."""
    return night.weekday() <= FRIDAY and not calendar.off(night)


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """All that the plan of some days looks at. `sleepers` is by the night, named by the day on which it begins.

    The months `settled` are closed: what the plan expected was written down then, nothing more is.
    """

    servings: Iterable[Serving] = ()
    sleepers: Mapping[date, Set[UUID]] = field(default_factory=dict)
    aways: Iterable[Away] = ()
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    settled: Set[date] = frozenset()

    @cached_property
    def at_table(self) -> Mapping[tuple[date, Meal], Set[UUID]]:
        """Who is on duty when a meal is on the table."""
        found: dict[tuple[date, Meal], set[UUID]] = defaultdict(set)
        for who, begins_at, ends_at in self.servings:
            begins, ends = at_station(begins_at), at_station(ends_at)
            day, last = begins.date(), ends.date()
            while day <= last:
                for meal, clock in CLOCKS:
                    if (begins.date(), begins.time()) <= (day, clock) < (last, ends.time()):
                        found[day, meal].add(who)
                day += ONE_DAY
        return found

    def slept(self, night: date) -> Set[UUID]:
        """Who sleeps here in the night that begins on the day."""
        return self.sleepers.get(night, NOBODY)

    def away(self, day: date) -> Set[UUID]:
        """Who is on leave."""
        return {each.cadre_id for each in self.aways if each.from_on <= day <= each.to_on}


def plan_of(day: date, facts: PlanFacts) -> dict[Meal, Set[UUID]]:
    """Who is expected at each meal of a day.

    Whoever is on duty at that hour eats; whoever slept here has breakfast, whoever sleeps here tonight supper; on a
    working day both are here at noon too. Nobody on leave is expected.
    """
    if month_of(day) in facts.settled:
        return dict.fromkeys(Meal, NOBODY)
    before, tonight, away = facts.slept(day - ONE_DAY), facts.slept(day), facts.away(day)
    noon = NOBODY if facts.calendar.off(day) else before | tonight
    lodging = {Meal.BREAKFAST: before, Meal.LUNCH: noon, Meal.SUPPER: tonight}
    return {meal: (facts.at_table.get((day, meal), NOBODY) | lodging[meal]) - away for meal in Meal}
