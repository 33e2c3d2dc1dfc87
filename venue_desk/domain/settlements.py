"""结算: a month of the canteen, to the cent. Shares add up to the total, balances go on into the next month and year.

What the cadres bear together is what was bought 个人; each fund bears what was bought out of its money. A cadre's share
goes by what was eaten, a balance below nothing is still to be paid, one above is in the cadre's favour.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import FUNDS, FundingSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Eaten:
    """What one cadre ate in a month and what guests of theirs did, in portions; and what both weigh, by price."""

    cadre_id: UUID
    name: str
    meals: int
    guest_meals: int = 0
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One source in a month: what it had left, what it gave, what was bought with it, what is left."""

    source: FundingSource
    before_fen: int
    income_fen: int
    spent_fen: int

    @property
    def after_fen(self) -> int:
        """Below nothing = advanced for it, still to come."""
        return self.before_fen + self.income_fen - self.spent_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One cadre in a month; `corrected_fen` is what counter-entries to earlier months add to the share."""

    cadre_id: UUID
    name: str
    meals: int
    guest_meals: int
    weight: int
    before_fen: int
    advance_fen: int
    share_fen: int
    corrected_fen: int

    @property
    def portions(self) -> int:
        """What is on this cadre's account: whoever asks guests to stay bears them."""
        return self.meals + self.guest_meals

    @property
    def after_fen(self) -> int:
        """Below nothing = to pay, above = to be returned or carried over."""
        return self.before_fen + self.advance_fen - self.share_fen - self.corrected_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A month, named by its first day.

    Of what was bought 个人 in it `earlier_fen` falls to those who ate in earlier months: counter-entries of their purchases.
    """

    month: date
    funds: tuple[Fund, ...]
    personal_fen: int
    shares: tuple[Share, ...]
    earlier_fen: int = 0

    @property
    def total_fen(self) -> int:
        """All that was bought."""
        return self.personal_fen + sum(fund.spent_fen for fund in self.funds)

    @property
    def person_meals(self) -> int:
        """All portions, those of guests included."""
        return sum(share.portions for share in self.shares)

    @property
    def cost_per_meal_fen(self) -> int:
        """The total by portions, rounded half up; nothing where nobody ate."""
        eaten = self.person_meals
        return (2 * self.total_fen + eaten) // (2 * eaten) if eaten else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """All that goes into a settlement, of one month: bought by source, given by fund, eaten, paid in, corrected.

    `eaten` has everybody who serves here, also with no meal; `names` are of all cadres that ever did.
    """

    month: date
    spent: Mapping[FundingSource, int]
    income: Mapping[FundingSource, int]
    eaten: Sequence[Eaten]
    advances: Mapping[UUID, int]
    corrections: Mapping[UUID, int]
    names: Mapping[UUID, str]


def shares(total_fen: int, weights: Sequence[int]) -> list[int]:
    """`total_fen` by weight to the cent, by largest remainder: they always add up. Nobody weighs anything = all alike."""
    if not weights:
        if total_fen:
            raise ValueError("nobody to share it")
        return []
    whole = sum(weights)
    if min(weights) < 0:
        raise ValueError("a weight below nothing")
    counted = weights if whole else [1] * len(weights)
    parts = [divmod(total_fen * weight, whole or len(weights)) for weight in counted]
    given = [share for share, _ in parts]
    largest = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    for place in largest[: total_fen - sum(given)]:
        given[place] += 1
    return given


def settle(of: Month, before: Settlement | None) -> Settlement:
    """The month after `before`, the settlement it follows. Whoever has left stays until the balance is nothing."""
    carried = {share.cadre_id: share.after_fen for share in before.shares} if before else {}
    left = {fund.source: fund.after_fen for fund in before.funds} if before else {}
    personal, earlier = of.spent.get(FundingSource.PERSONAL, 0), sum(of.corrections.values())
    return Settlement(
        month=of.month,
        funds=tuple(
            Fund(
                source=source, before_fen=left.get(source, 0), income_fen=of.income.get(source, 0),
                spent_fen=of.spent.get(source, 0),
            )
            for source in FUNDS
        ),
        personal_fen=personal,
        earlier_fen=earlier,
        shares=tuple(
            Share(
                cadre_id=each.cadre_id, name=each.name, meals=each.meals, guest_meals=each.guest_meals,
                weight=each.weight, share_fen=share,
                before_fen=carried.get(each.cadre_id, 0), advance_fen=of.advances.get(each.cadre_id, 0),
                corrected_fen=of.corrections.get(each.cadre_id, 0),
            )
            for each, share in _borne(of, carried, personal - earlier)
        ),
    )  # fmt: skip


def _borne(of: Month, carried: Mapping[UUID, int], personal: int) -> Iterator[tuple[Eaten, int]]:
    """Those who eat here, each with a share; then those of whom only money is left."""
    yield from zip(of.eaten, shares(personal, [each.weight for each in of.eaten]), strict=True)
    here = {each.cadre_id for each in of.eaten}
    for cadre_id in dict.fromkeys((*carried, *of.advances, *of.corrections)):
        moved = (carried.get(cadre_id), of.advances.get(cadre_id), of.corrections.get(cadre_id))
        if cadre_id not in here and any(moved):
            yield Eaten(cadre_id=cadre_id, name=of.names.get(cadre_id, ""), meals=0, weight=0), 0


def fund_of(values: dict[str, Any]) -> Fund:
    """A fund as it was kept."""
    return Fund(**{**values, "source": FundingSource(values["source"])})


def weighed(portions: Mapping[Meal, int], prices: Mapping[Meal, int]) -> int:
    """What portions weigh: by the price of each meal; while not all of them are priced, each the same."""
    return sum(count * (prices[meal] if len(prices) == len(Meal) else 1) for meal, count in portions.items())


def share_of(values: dict[str, Any]) -> Share:
    """A share as it was kept."""
    return Share(**{**values, "cadre_id": UUID(values["cadre_id"])})
