"""What was changed after the cut-off and waits for its reason: asked once for all of it, none is lost on the way."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.meals import Meal, MealEntry

NAMED = 4
"""So many meals are named one by one."""


class Cell(NamedTuple):
    """A cadre's meal."""

    cadre_id: UUID
    day: date
    meal: Meal


class LateChanges:
    """The cells that wait, in the order in which they were changed."""

    def __init__(self) -> None:
        self._cells: dict[Cell, tuple[str, int]] = {}

    def __bool__(self) -> bool:
        return bool(self._cells)

    def add(self, cell: Cell, name: str, portions: int) -> None:
        """One more, or another number for one that waits already."""
        self._cells[cell] = (name, portions)

    def drop(self, cell: Cell) -> None:
        """It was written down by itself."""
        self._cells.pop(cell, None)

    def clear(self) -> None:
        """Written down, or let be."""
        self._cells.clear()

    def question(self, today: date) -> list[Finding]:
        """Why, naming who and which meals; nothing while none waits."""
        if not self._cells:
            return []
        return [must("meals.note", "note", f"报餐截止了。{self.said(today)}，请写明为什么改。")]

    def said(self, today: date) -> str:
        """王建军昨天早餐 2 份、午餐不吃."""
        parts, last = list[str](), ("", date.min)
        for cell, (name, portions) in list(self._cells.items())[:NAMED]:
            head = "" if (name, cell.day) == last else f"{name} {short_date(cell.day, today)}"
            parts.append(f"{head}{cell.meal.label}{words(portions)}")
            last = (name, cell.day)
        more = f"等 {len(self._cells)} 餐" if len(self._cells) > NAMED else ""
        return "、".join(parts) + more

    def entries(self, reason: str) -> list[MealEntry]:
        """All of them, each with the reason."""
        return [
            MealEntry(day=cell.day, meal=cell.meal, cadre_id=cell.cadre_id, portions=portions, note=reason)
            for cell, (_, portions) in self._cells.items()
        ]


def words(portions: int) -> str:
    """2 份, 不吃."""
    return f" {portions} 份" if portions else "不吃"
