"""What stands in the register though it has become untrue: who is on leave, gave a duty away or left, and was reported."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import replace
from datetime import date
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.meal_grid import MealGrid

ON_LEAVE, SWAPPED, LEFT = "meals.on_leave", "meals.swapped", "meals.left"


def unplanned(grid: MealGrid, day: date) -> dict[UUID, int]:
    """The portions reported of whoever the plan of the day does not, or no longer, expect at them."""
    at = (day - grid.days[0]).days * 3
    found = {
        row.cadre_id: sum(c.portions for c in row.cells[at : at + 3] if c.reported and not c.planned)
        for row in grid.rows
    }  # fmt: skip
    return {who: portions for who, portions in found.items() if portions}


def notices_of(grid: MealGrid, day: date, today: date, given_up: Set[UUID] = frozenset()) -> list[Finding]:
    """The reminders of a day of the grid, each about one cadre; `given_up`: who gave a duty of it away by a swap.

    `field` is the day, as the register leads to it.
    """
    extra, found = unplanned(grid, day), list[Finding]()
    for row in grid.rows:
        if row.cadre_id not in extra:
            continue
        said = f"还报着 {extra[row.cadre_id]} 份。"
        if (row.cadre_id, day) in grid.on_leave:
            told = should(ON_LEAVE, f"{day}", f"{row.name}{short_date(day, today)}请假，{said}")
        elif row.cadre_id in given_up:
            told = should(SWAPPED, f"{day}", f"{row.name}{short_date(day, today)}的班换出去了，{said}")
        else:
            continue
        found.append(replace(told, subject=row.cadre_id, due=day))
    return [*found, *_left(grid, day, today)]


def _left(grid: MealGrid, day: date, today: date) -> list[Finding]:
    portions, names = defaultdict[object, int](int), dict[object, str]()
    for eater, noted in grid.void:
        if noted.day == day:
            portions[eater.cadre_id] += noted.portions
            names[eater.cadre_id] = eater.name
    return [
        should(LEFT, f"{day}", f"{names[who]}已经离站，{short_date(day, today)}报过的 {many} 份不再算。")
        for who, many in portions.items()
    ]
