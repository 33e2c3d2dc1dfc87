"""The meal register as a grid (cadre × day × meal): the plan, corrected by what was written down; heads and sums."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from venue_desk.domain.meal_plan import NOBODY, PlanFacts, plan_of
from venue_desk.domain.meals import Meal, MealRecord
from venue_desk.domain.roster import month_of

MEALS = tuple(Meal)


class Eater(NamedTuple):
    """A cadre who may eat here, and from when to when they served."""

    cadre_id: UUID
    name: str
    joined_on: date | None = None
    left_on: date | None = None
    on_roster: bool = True

    def here(self, first: date, last: date) -> bool:
        """Whether they served on one of the days."""
        return (self.joined_on is None or self.joined_on <= last) and (self.left_on is None or first < self.left_on)


class Noted(NamedTuple):
    """What was written down of one cadre's meal."""

    day: date
    meal: Meal
    cadre_id: UUID
    portions: int
    note: str = ""


class MealCell(NamedTuple):
    """One cadre, one meal: the portions that count, whether the plan expects them, and whether it was written down."""

    portions: int
    planned: bool
    reported: bool
    note: str = ""

    @property
    def corrected(self) -> bool:
        """Whether what was written down is not what the plan says."""
        return self.reported and self.portions != int(self.planned)


NOTHING = MealCell(0, planned=False, reported=False)
_PLAIN = {
    (portions, planned): MealCell(portions, planned=planned, reported=True)
    for portions in (0, 1)
    for planned in (False, True)
}
_PLANNED = MealCell(1, planned=True, reported=False)


@dataclass(frozen=True)
class GridRow:
    """One cadre: a cell for each meal of each day, the days one after another."""

    cadre_id: UUID
    name: str
    cells: tuple[MealCell, ...]

    @cached_property
    def sums(self) -> tuple[int, int, int]:
        """The portions of all days, by meal."""
        breakfast, lunch, supper = (sum(cell.portions for cell in self.cells[at::3]) for at in range(3))
        return breakfast, lunch, supper


@dataclass(frozen=True)
class MealGrid:
    """The register of some days. `guests` are those expected, in the order in which they were entered.

    `on_leave` are the days of leave of whoever has a row; `void` is what was written down for days on which its cadre had
    left the station: it counts no longer.
    """

    days: tuple[date, ...]
    rows: tuple[GridRow, ...]
    guests: tuple[MealRecord, ...] = ()
    on_leave: frozenset[tuple[UUID, date]] = frozenset()
    void: tuple[tuple[Eater, Noted], ...] = ()

    def cell(self, cadre_id: UUID, day: date, meal: Meal) -> MealCell:
        """The cell of a cadre's meal; nothing outside the grid."""
        at = (day - self.days[0]).days
        row = next((row for row in self.rows if row.cadre_id == cadre_id), None)
        return row.cells[at * 3 + MEALS.index(meal)] if row and 0 <= at < len(self.days) else NOTHING

    @cached_property
    def guest_portions(self) -> Mapping[tuple[date, Meal], int]:
        """The guests' portions of each meal."""
        found: dict[tuple[date, Meal], int] = defaultdict(int)
        for each in self.guests:
            found[each.day, each.meal] += each.portions
        return found

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """The portions of each meal of each day, guests too: what is cooked."""
        own = [sum(cells) for cells in zip(*([cell.portions for cell in row.cells] for row in self.rows), strict=True)]
        own = own or [0] * (3 * len(self.days))
        return tuple(
            many + self.guest_portions.get((self.days[at // 3], MEALS[at % 3]), 0) for at, many in enumerate(own)
        )


def grid_of(
    days: Sequence[date], eaters: Iterable[Eater], facts: PlanFacts, noted: Iterable[Noted], guests: Iterable[MealRecord]
) -> MealGrid:  # fmt: skip
    """The register of the days: whoever is on the roster then, is expected, or has something written down.

    Of whoever left before a meal nothing counts but that they do not eat; a month that is settled stays as it was.
    """
    eaters = list(eaters)
    gone = {each.cadre_id: each for each in eaters if each.left_on is not None}
    written, void = dict[tuple[UUID, date, Meal], Noted](), list[tuple[Eater, Noted]]()
    for each in noted:
        if each.cadre_id in gone and each.portions and _is_void(gone[each.cadre_id], each.day, facts.settled):
            void.append((gone[each.cadre_id], each))
        else:
            written[each.cadre_id, each.day, each.meal] = each
    plans = [(day, meal, who) for day in days for meal, who in plan_of(day, facts).items()]
    named, expected = {key[0] for key in written}, NOBODY.union(*(who for _, _, who in plans))
    rows = tuple(
        GridRow(eater.cadre_id, eater.name, tuple(_cells(eater, plans, written)))
        for eater in eaters
        if eater.cadre_id in named
        or ((eater.on_roster or eater.cadre_id in expected) and eater.here(days[0], days[-1]))
    )
    shown = {row.cadre_id for row in rows}
    on_leave = frozenset((who, day) for day in days for who in facts.away(day) if who in shown)
    return MealGrid(tuple(days), rows, tuple(guests), on_leave, tuple(void))


def _is_void(eater: Eater, day: date, settled: Set[date]) -> bool:
    return eater.left_on is not None and eater.left_on <= day and month_of(day) not in settled


def _cells(
    eater: Eater, plans: Sequence[tuple[date, Meal, Set[UUID]]], written: Mapping[tuple[UUID, date, Meal], Noted]
) -> Iterable[MealCell]:  # fmt: skip
    who, always = eater.cadre_id, eater.joined_on is None and eater.left_on is None
    for day, meal, expected in plans:
        planned = who in expected and (always or eater.here(day, day))
        said = written.get((who, day, meal))
        if said is None:
            yield _PLANNED if planned else NOTHING
        elif said.note or said.portions > 1:
            yield MealCell(said.portions, planned=planned, reported=True, note=said.note)
        else:
            yield _PLAIN[said.portions, planned]


def with_noted(grid: MealGrid, said: Noted) -> MealGrid:
    """The register after one more meal was written down; nothing else of it is reckoned anew."""
    at = (said.day - grid.days[0]).days * len(MEALS) + MEALS.index(said.meal)
    return replace(
        grid, rows=tuple(_noted(row, at, said) if row.cadre_id == said.cadre_id else row for row in grid.rows)
    )


def _noted(row: GridRow, at: int, said: Noted) -> GridRow:
    cell = MealCell(said.portions, planned=row.cells[at].planned, reported=True, note=said.note)
    return replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :]))


class MealCount(NamedTuple):
    """One meal of one day: expected by the plan, written down (None = nobody yet), guests, and what is to be cooked."""

    predicted: int
    reported: int
    guests: int
    to_cook: int


@dataclass(frozen=True, kw_only=True)
class Headcount:
    """How many eat on a day. `planned` cadres are expected at some meal, `answered` of them were written down."""

    day: date
    meals: Mapping[Meal, MealCount]
    planned: int
    answered: int
    hosts: tuple[UUID, ...] = ()
    guests: int = 0
    until: datetime

    @property
    def complete(self) -> bool:
        """Whether everybody expected was written down."""
        return self.answered >= self.planned


def headcount_of(grid: MealGrid, day: date, until: datetime) -> Headcount:
    """The heads of a day of the grid."""
    at = (day - grid.days[0]).days * 3
    of_day = [row.cells[at : at + 3] for row in grid.rows]
    expected = [cells for cells in of_day if any(cell.planned for cell in cells)]
    guests = [each for each in grid.guests if each.day == day]
    return Headcount(
        day=day,
        meals={meal: _count(grid, of_day, at, number) for number, meal in enumerate(MEALS)},
        planned=len(expected),
        answered=sum(any(cell.reported for cell in cells) for cells in expected),
        hosts=tuple(dict.fromkeys(each.invited_by for each in guests if each.invited_by)),
        guests=max((grid.guest_portions.get((day, meal), 0) for meal in MEALS), default=0),
        until=until,
    )


def _count(grid: MealGrid, of_day: Sequence[tuple[MealCell, ...]], at: int, number: int) -> MealCount:
    cells = [cells[number] for cells in of_day]
    return MealCount(
        predicted=sum(cell.planned for cell in cells),
        reported=sum(cell.portions for cell in cells if cell.reported),
        guests=grid.guest_portions.get((grid.days[at // 3], MEALS[number]), 0),
        to_cook=grid.sums[at + number],
    )


@dataclass(frozen=True, kw_only=True)
class PersonMeals:
    """The meals eaten in a month (人次): each cadre's by meal, and the guests' by who asked them and by meal."""

    own: Mapping[UUID, Mapping[Meal, int]]
    guests: Mapping[UUID, Mapping[Meal, int]]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(sum(each.values()) for some in (self.own, self.guests) for each in some.values())


def person_meals_of(grid: MealGrid, until: date | None = None) -> PersonMeals:
    """What the grid comes to, up to and with `until`."""
    days = len(grid.days) if until is None else max(0, min(len(grid.days), (until - grid.days[0]).days + 1))
    own = {row.cadre_id: _by_meal(row.cells[: days * 3]) for row in grid.rows}
    guests: dict[UUID, dict[Meal, int]] = defaultdict(lambda: dict.fromkeys(MEALS, 0))
    for each in grid.guests:
        if each.invited_by is not None and each.day in grid.days[:days]:
            guests[each.invited_by][each.meal] += each.portions
    return PersonMeals(own={who: meals for who, meals in own.items() if any(meals.values())}, guests=dict(guests))


def _by_meal(cells: Sequence[MealCell]) -> dict[Meal, int]:
    return {meal: sum(cell.portions for cell in cells[at::3]) for at, meal in enumerate(MEALS)}


def unwritten(grid: MealGrid, days: Collection[date]) -> list[Noted]:
    """What the plan of these days expects and nobody has written down: 按计划报数 writes it."""
    return [
        Noted(day, meal, row.cadre_id, 1)
        for number, day in enumerate(grid.days)
        if day in days
        for row in grid.rows
        for at, meal in enumerate(MEALS)
        if (cell := row.cells[number * 3 + at]).planned and not cell.reported
    ]


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day, both ends counted."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
