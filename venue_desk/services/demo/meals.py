"""The register of meals: who ate what the plan expected, what was said otherwise, guests, and the prices.

At the demo station every meal is written down the afternoon before, by whoever is on duty; elsewhere only what was
otherwise than planned, or a county would take hours to make.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.leaves import LeaveState
from venue_desk.domain.lodging import stays
from venue_desk.domain.meal_grid import days_between
from venue_desk.domain.meal_plan import (
    NOBODY,
    Away,
    PlanFacts,
    Serving,
    lived_in,
    night_watch,
    plan_of,
    sleepers_of,
)
from venue_desk.domain.meal_prices import MealPrice
from venue_desk.domain.meals import Meal, MealRecord
from venue_desk.domain.stations import Regime
from venue_desk.services.demo.bundles import Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.demo.wording import pick, words

DAYS_ELSEWHERE = 60
ONE_DAY = timedelta(days=1)
STAYS_AWAY, JOINS, LATE, GUESTS = 0.04, 0.05, 0.03, 0.1
"""Of the meals expected, of those who might eat at noon besides, and of the days."""
GUEST_MEALS = {Meal.LUNCH: 8, Meal.SUPPER: 2}


@dataclass(frozen=True, slots=True)
class Table:
    """Who may sit at the table of a village, and the plan of its meals."""

    scene: Scene
    village: Village
    facts: PlanFacts
    staff: list[Cadre]
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    def record(self, at: datetime, day: date, meal: Meal, **said: Any) -> MealRecord:
        """A meal written down at that instant by whoever is on duty."""
        return MealRecord(
            id=self.scene.id(at), station_id=self.village.station.id, day=day, meal=meal, noted_at=at,
            noted_by=self.noting(at), **said,
        )  # fmt: skip

    def noting(self, at: datetime) -> UUID:
        """Who is on duty then."""
        run = self.village.run_at(at)
        return self.village.noting(run) if run else self.village.head.id


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The prices, then day after day up to tomorrow."""
    yield from _prices(scene, village)
    first = max(kept_since(scene, village, DAYS_ELSEWHERE), village.runs[0].day + ONE_DAY)
    days = days_between(first, scene.today + ONE_DAY)
    table = Table(scene, village, _facts(village, days), [each for each in village.cadres if each.on_roster])
    noted = [each for day in days for each in _day(table, day)]
    yield from bundled(scene, village, noted)


def _prices(scene: Scene, village: Village) -> Portions:
    at, price = scene.at(scene.founded, 9, 10), words("canteen")["price"]
    terms = [(at, scene.founded, price["first"])]
    raised = scene.clock(date(scene.today.year, 1, 1) - timedelta(days=6), 15, 30)
    if raised > at:
        terms.append((raised, date(scene.today.year, 1, 1), price["raised"]))
    for when, from_on, fen in terms:
        document = f"示例〔{when.year}〕12号"
        yield Batch(when, village.head.id, [
            MealPrice(
                id=scene.id(when), station_id=village.station.id, meal=meal, fen=fen[meal.value], from_on=from_on,
                document_number=document,
            )
            for meal in Meal
        ])  # fmt: skip


def _facts(village: Village, days: tuple[date, ...]) -> PlanFacts:
    nights, calendar = days_between(days[0] - ONE_DAY, days[-1]), WorkCalendar()
    servings = [
        Serving(duty.cadre_id, duty.begins_at, duty.ends_at)
        for duty in village.duties.values()
        if duty.cadre_id is not None and nights[0] <= duty.day <= nights[-1]
    ]
    slept = {night: {each.cadre_id for each in there if _till_morning(each)} for night, there in village.nights.items()}
    noted = {night: frozenset(who for who in there if who) for night, there in slept.items()}
    everybody = frozenset(each.id for each in village.cadres if each.on_roster)
    living_in = everybody if village.station.regime is Regime.LIVE_IN else NOBODY
    return PlanFacts(
        servings=servings,
        sleepers=sleepers_of(
            nights, noted, night_watch(servings), lambda night: living_in if lived_in(night, calendar) else NOBODY
        ),
        aways=[
            Away(each.cadre_id, each.from_on, each.to_on)
            for each in village.leaves
            if each.state is LeaveState.APPROVED and each.to_on >= nights[0]
        ],
        calendar=calendar,
    )


def _till_morning(night: Any) -> bool:
    return stays(night.night, night.left_at)


def _day(table: Table, day: date) -> Iterator[Noted]:
    """The afternoon before everybody is asked; tomorrow's of the demo station are asked this morning, all but a few."""
    scene, at = table.scene, table.scene.clock(day - ONE_DAY, 16, table.scene.random.randrange(5, 50))
    said = list(_said(table, day))
    guests = list(_guests(table, day))
    if at > scene.now and is_home(table.village.place):
        at, said = scene.clock(scene.today, 9, 35), _but_for_some(said)
    records = [table.record(at, day, meal, cadre_id=who, portions=portions) for meal, who, portions in said]
    if records and at <= scene.now:
        yield Noted(at, records[0].noted_by, records)
    for noted in (*guests, *_late(table, day, {(meal, who) for meal, who, _ in said})):
        if noted.at <= scene.now:
            yield noted


def _said(table: Table, day: date) -> Iterator[tuple[Meal, UUID, int]]:
    """What is written down: of those expected who eats and who does not, and who eats besides."""
    scene, home = table.scene, is_home(table.village.place)
    away = {each.cadre_id for each in table.facts.aways if each.from_on <= day <= each.to_on}
    off = table.calendar.off(day)
    for meal, expected in plan_of(day, table.facts).items():
        for cadre in table.staff:
            if cadre.id in expected:
                eats = not scene.chance(STAYS_AWAY)
                if home or not eats:
                    yield meal, cadre.id, int(eats)
            elif meal is Meal.LUNCH and not off and cadre.id not in away and scene.chance(JOINS):
                yield meal, cadre.id, 1


def _but_for_some(said: list[tuple[Meal, UUID, int]]) -> list[tuple[Meal, UUID, int]]:
    people = sorted({who for _, who, _ in said})
    silent = people[: home_words()["canteen"]["unanswered"]]
    return [each for each in said if each[1] not in silent]


def _late(table: Table, day: date, said: set[tuple[Meal, UUID]]) -> Iterator[Noted]:
    """Somebody eats after all, told on the day itself."""
    scene = table.scene
    if not scene.chance(LATE) or day < table.village.runs[0].day + 2 * ONE_DAY:
        return
    at, who = scene.clock(day, 15, scene.random.randrange(10, 55)), scene.random.choice(table.staff).id
    note = scene.random.choice(words("canteen")["late_notes"])
    away = {each.cadre_id for each in table.facts.aways if each.from_on <= day <= each.to_on}
    if (Meal.SUPPER, who) not in said and who not in away and who not in plan_of(day, table.facts)[Meal.SUPPER]:
        record = table.record(at, day, Meal.SUPPER, cadre_id=who, portions=1, note=note)
        yield Noted(at, record.noted_by, [record])


def _guests(table: Table, day: date) -> Iterator[Noted]:
    """Guests on a working day, and a lead who asked them to stay; some come unannounced."""
    scene = table.scene
    if table.calendar.off(day) or not scene.chance(GUESTS):
        return
    row, meal = pick(scene, "canteen", "guest", day.month), scene.weighted(GUEST_MEALS)
    sudden = scene.chance(0.3)
    at = scene.clock(day, 10, 20) if sudden else scene.clock(day - ONE_DAY, 15, scene.random.randrange(60))
    note = scene.random.choice(words("canteen")["late_guest_notes"]) if sudden else ""
    hosts = [each for each in table.staff if each.leads_duty] or table.staff
    record = table.record(
        at, day, meal, guest=row["guest"], guest_unit=row["unit"], invited_by=scene.random.choice(hosts).id,
        portions=scene.random.randint(*row["portions"]), note=note,
    )  # fmt: skip
    yield Noted(at, record.noted_by, [record])
