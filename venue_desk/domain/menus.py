"""The menu of the week (菜单): what is cooked for each meal."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.meals import Meal

TEXT_MAX = 60
M = TypeVar("M", bound="MenuEntry")
_BETWEEN = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """The dishes of one meal, as one writes them: 臊子面、凉拌萝卜丝. Empty = nothing is cooked."""

    day: date
    meal: Meal
    dishes: str = ""

    @property
    def each(self) -> tuple[str, ...]:
        """The dishes one by one, as samples are kept of them."""
        return tuple(dish for dish in _BETWEEN.split(self.dishes) if dish)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine(MenuEntry):
    """A line of the menu on record."""

    id: UUID
    station_id: UUID


def tidy_menu(entry: M) -> M:
    """The entry as it is kept: the dishes parted by 、."""
    return replace(entry, dishes="、".join(entry.each))


def check_menu(entry: MenuEntry) -> list[Finding]:
    """It fits the menu on the wall. The field names the meal, since a week is written at once: 2026-11-24/lunch."""
    if len(entry.dishes) <= TEXT_MAX:
        return []
    return [must("menu.long", menu_key(entry.day, entry.meal), f"一餐的菜名最多 {TEXT_MAX} 个字，请写短一些。")]


def menu_key(day: date, meal: Meal) -> str:
    """2026-11-24/lunch: names a meal of the week."""
    return f"{day}/{meal.value}"


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
