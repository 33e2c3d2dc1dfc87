"""What stands in the register though it has become untrue: who is on leave and was reported, who left and was."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.meal_grid import MealGrid

ON_LEAVE, LEFT = "meals.on_leave", "meals.left"


def notices_of(grid: MealGrid, day: date, today: date) -> list[Finding]:
    """The reminders of a day of the grid, each about one cadre. `field` is the day, as the register leads to it."""
    return [*_on_leave(grid, day, today), *_left(grid, day, today)]


def _on_leave(grid: MealGrid, day: date, today: date) -> list[Finding]:
    at, found = (day - grid.days[0]).days * 3, list[Finding]()
    for row in grid.rows:
        portions = sum(cell.portions for cell in row.cells[at : at + 3] if cell.reported)
        if portions and (row.cadre_id, day) in grid.on_leave:
            told = should(ON_LEAVE, f"{day}", f"{row.name}{short_date(day, today)}请假，还报着 {portions} 份。")
            found.append(replace(told, subject=row.cadre_id, due=day))
    return found


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
