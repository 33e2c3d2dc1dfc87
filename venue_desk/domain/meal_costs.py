"""每人次费用 over the months: one drawing for the screen and the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from venue_desk.domain.charts import Drawing, Value, columns
from venue_desk.domain.money import yuan
from venue_desk.domain.settlements import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class CostMonth:
    """What one person-meal cost in a month, in fen; None where nobody ate."""

    month: date
    fen: int | None


def cost_chart(months: Sequence[CostMonth], width: float, height: float) -> Drawing:
    """A column a month with its yuan; a month without meals 没有, one in which more was given back than spent 退."""
    return columns([_value(each) for each in months], width, height)


def _value(each: CostMonth) -> Value:
    fen = each.fen or 0
    text = "没有" if each.fen is None else f"退 {yuan(-fen)}" if fen < 0 else yuan(fen)
    return Value(f"{each.month.month}月", fen, text)


def cost_months(months: Sequence[Settlement]) -> tuple[CostMonth, ...]:
    """What each of these months came to."""
    return tuple(
        CostMonth(month=each.month, fen=each.cost_per_meal_fen if each.person_meals else None) for each in months
    )
