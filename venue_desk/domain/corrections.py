"""冲正 of shares: what was eaten in a closed month, as it should have been written down, and who bears more or less for it.

A correction names the meals and what should stand for them; the month is shared anew by what all meals weigh then, and each
bears the difference, booked in an open month. What counter-entries of purchases give back to a month is shared by it too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.closing import named
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.meals import MOST_GUESTS, Meal
from venue_desk.domain.money import yuan
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settlements import Settlement, shares

REASON_MAX = 60
Eating = tuple[UUID, date, Meal]
"""One cadre's account of one meal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightMeal:
    """What should stand on a cadre's account for one meal: own portions and those of guests they asked to stay."""

    cadre_id: UUID
    day: date
    meal: Meal
    portions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """What one cadre bears more (or less, below nothing)."""

    cadre_id: UUID
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """冲正 of the shares of a closed month, booked on a day of an open one.

    The lines add up to nothing; with a purchase that was countered they add up to what that gave back, less what the right
    one booked instead costs.
    """

    of_month: date
    day: date
    lines: tuple[CorrectionLine, ...]
    reason: str
    meals: tuple[RightMeal, ...] = ()
    purchase_id: UUID | None = None
    instead_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(CorrectionEntry):
    """A correction on record."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    closed_on: date | None = None


def correction_line_of(values: dict[str, Any]) -> CorrectionLine:
    """A line as it was kept."""
    return CorrectionLine(cadre_id=UUID(values["cadre_id"]), amount_fen=values["amount_fen"])


def right_meal_of(values: dict[str, Any]) -> RightMeal:
    """A meal as it was kept."""
    day, meal = date.fromisoformat(values["day"]), Meal(values["meal"])
    return RightMeal(cadre_id=UUID(values["cadre_id"]), day=day, meal=meal, portions=values["portions"])


def borne_more(corrections: Iterable[CorrectionEntry]) -> dict[UUID, int]:
    """What these corrections add to each cadre's share."""
    found: dict[UUID, int] = {}
    for line in (line for entry in corrections for line in entry.lines):
        found[line.cadre_id] = found.get(line.cadre_id, 0) + line.amount_fen
    return found


def put_right(corrections: Iterable[CorrectionEntry]) -> dict[Eating, int]:
    """What should stand for the meals these corrections name; of two that name the same the later one counts."""
    return {(each.cadre_id, each.day, each.meal): each.portions for entry in corrections for each in entry.meals}


def recounted(
    settlement: Settlement, heavier: Mapping[UUID, int], corrected: Mapping[UUID, int], more_fen: int = 0
) -> dict[UUID, int]:
    """What is still to be changed of a closed month's shares, did each one's meals weigh so much more: adds up to `more_fen`.

    `corrected` is what counter-entries have changed of them already, of meals and of purchases. Nobody to share it = nothing.
    """
    had = {share.cadre_id: (share.weight, share.share_fen) for share in settlement.shares}
    people = [
        each for each in dict.fromkeys((*had, *heavier, *corrected))
        if any(had.get(each, ())) or heavier.get(each) or corrected.get(each)
    ]  # fmt: skip
    bears = {each: had.get(each, (0, 0))[1] + corrected.get(each, 0) for each in people}
    weights = [had.get(each, (0, 0))[0] + heavier.get(each, 0) for each in people]
    right = shares(sum(bears.values()) + more_fen, weights) if people else []
    return {each: fen - bears[each] for each, fen in zip(people, right, strict=True) if fen != bears[each]}


def lines_of(changed: Mapping[UUID, int]) -> tuple[CorrectionLine, ...]:
    """As a correction has them."""
    return tuple(CorrectionLine(cadre_id=cadre_id, amount_fen=fen) for cadre_id, fen in changed.items())


def tidy_correction(entry: CorrectionEntry) -> CorrectionEntry:
    """The entry as it is kept; a line of nothing is left out."""
    return replace(entry, reason=entry.reason.strip(), lines=tuple(line for line in entry.lines if line.amount_fen))


def check_correction(entry: CorrectionEntry, today: date, closed: Mapping[date, Settlement]) -> list[Finding]:
    """Of a closed month, each cadre once, adding up to nothing, with a reason."""
    findings = []
    if entry.of_month not in closed:
        findings.append(must("correction.open", "of_month", f"{named(entry.of_month)}还没结算，直接改就行，不用冲正。"))
    if bad := _check_meals(entry):
        return [*findings, *bad]
    if not entry.lines:
        findings.append(must("correction.nothing", "lines", "冲正前后的分摊一样，不用冲正。"))
    if (left := sum(line.amount_fen for line in entry.lines)) and entry.purchase_id is None:
        sentence = f"各人增减合计应是 0，现在多出 {yuan(left)} 元。请再看一遍。"
        findings.append(must("correction.unbalanced", "lines", sentence))
    if len({line.cadre_id for line in entry.lines}) < len(entry.lines):
        findings.append(must("correction.twice", "lines", "同一个人写了两行，请合成一行。"))
    if entry.day > today:
        findings.append(must("correction.later", "day", "日期在今天以后，请改成今天。"))
    if not entry.reason:
        findings.append(must("correction.reason", "reason", "请写明为什么冲正，例如「漏记 3 餐」。"))
    elif len(entry.reason) > REASON_MAX:
        findings.append(must("correction.long", "reason", f"原因最多 {REASON_MAX} 个字，请改短。"))
    return findings


def _check_meals(entry: CorrectionEntry) -> list[Finding]:
    if any(not 0 <= each.portions <= MOST_GUESTS for each in entry.meals):
        return [must("correction.portions", "portions", f"每餐应有几份，写 0 到 {MOST_GUESTS}，不是差的份数。")]
    if any(month_of(each.day) != entry.of_month for each in entry.meals):
        first, last = entry.of_month, month_end(entry.of_month)
        return [must("correction.day", "first", f"日期要在{first.month}月1日到{last.month}月{last.day}日之间。")]
    return []


def meals_said(meals: Sequence[RightMeal], names: Mapping[UUID, str], today: date) -> list[str]:
    """李秀兰 10月21日午餐应是 2 份; 王建军 10月19日—10月23日 10 餐应是 0 份."""
    told = []
    for (cadre_id, portions), of in groupby(meals, key=lambda each: (each.cadre_id, each.portions)):
        found = list(of)
        first, last = min(each.day for each in found), max(each.day for each in found)
        when = short_date(first, today) if first == last else f"{short_date(first, today)}—{short_date(last, today)}"
        what = found[0].meal.label if len(found) == 1 else f" {len(found)} 餐"
        told.append(f"{names.get(cadre_id, '')} {when}{what}应是 {portions} 份")
    return told
