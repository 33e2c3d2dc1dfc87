"""Meal prices (餐费标准): what a meal costs whoever eats it, from a day on, by the document that set it."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.meals import Meal
from venue_desk.domain.roster import month_of

MOST_FEN = 20_000
"""200 yuan for one meal is a slip of the finger."""
TEXT_MAX = 40
P = TypeVar("P", bound="MealPriceEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class MealPriceEntry:
    """What a meal costs from `from_on` on."""

    meal: Meal
    fen: int
    from_on: date
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealPrice(MealPriceEntry):
    """A price on record; closed, it holds no longer and the one before it does."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


def tidy_price(entry: P) -> P:
    """The entry as it is kept."""
    return replace(entry, document_number=entry.document_number.strip())


def price_on(prices: Iterable[MealPriceEntry], meal: Meal, day: date) -> MealPriceEntry | None:
    """What holds for a meal of the day; None where none was set yet."""
    holding = [each for each in prices if each.meal is meal and each.from_on <= day]
    return max(holding, key=lambda each: each.from_on, default=None)


def check_price(entry: MealPriceEntry, others: Sequence[MealPriceEntry], closed: Set[date]) -> list[Finding]:
    """A price within reason, one a day and meal; and no month whose accounts are closed would have been reckoned by it."""
    found = []
    if not 0 <= entry.fen <= MOST_FEN:
        found.append(must("meal_price.fen", "fen", f"餐费应在 0 到 {MOST_FEN // 100} 元之间。"))
    if len(entry.document_number) > TEXT_MAX:
        found.append(must("meal_price.long", "document_number", f"文号最多 {TEXT_MAX} 个字，请写短一些。"))
    if any((each.meal, each.from_on) == (entry.meal, entry.from_on) for each in others):
        found.append(
            must("meal_price.twice", "from_on", f"{entry.meal.label}这一天起已经定过了，请改那一条，或换一个日期。")
        )
    return [*found, *check_untouched(entry, others, closed)]


def check_untouched(entry: MealPriceEntry, others: Iterable[MealPriceEntry], closed: Set[date]) -> list[Finding]:
    """No closed month lies in the stretch for which the price holds or held."""
    later = [each.from_on for each in others if each.meal is entry.meal and each.from_on > entry.from_on]
    ends = min(later, default=date.max)
    used = [month for month in closed if month_of(entry.from_on) <= month < ends]
    if not used:
        return []
    last = max(used)
    said = f"{last.year}年{last.month}月的伙食账已经按原来的餐费结了。请从还没结账的月份起定新的餐费。"
    return [must("meal_price.closed", "from_on", said)]
