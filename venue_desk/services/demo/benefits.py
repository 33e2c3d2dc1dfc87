"""惠农政策 of the demo: the sample policies, and what each household draws of them year by year."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from venue_desk.domain.households import Household, Villager
from venue_desk.domain.money import amount_of
from venue_desk.domain.policies import Entitlement, Policy, Rate, rate_in_force
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.resource_files import sample_policies

CHANGED = 0.05
"""How many households till another area than last year."""
BOUNCED = 0.008
NOT_TO_CARD = frozenset({"insurance"})
PENSION_AGE, LONGEVITY_AGE = 60, 80
PAID = {
    "insurance": (3, 10), "farmland": (6, 20), "family-planning": (8, 25), "forest": (9, 18), "forest-living": (9, 18),
    "wheat": (10, 16), "maize": (11, 6), "forest-new-1": (12, 8), "forest-new-2": (12, 8), "forest-new-3": (12, 8),
    "pension": (12, 20), "longevity": (12, 20),
}  # fmt: skip
"""The day of the year on which each is paid out."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a household tills, in thousandths of a mu, and when it last turned land into forest."""

    farmland: int
    wheat: int
    maize: int
    forest: int
    forest_new: int
    planted: int
    few_children: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A household in one year, as the rules of the policies look at it."""

    year: int
    fields: Fields
    members: tuple[Villager, ...]

    def months_since(self, age: int) -> int:
        """Months of the year that members spent at this age or above, from the month after the birthday."""
        return sum(_months(member.born_on, age, self.year) for member in self.members if member.born_on)


QUANTITIES: dict[str, Callable[[Claim], int]] = {
    "wheat": lambda claim: claim.fields.wheat,
    "maize": lambda claim: claim.fields.maize,
    "farmland": lambda claim: claim.fields.farmland,
    "forest": lambda claim: claim.fields.forest,
    "forest-living": lambda claim: claim.fields.forest,
    "forest-new-1": lambda claim: claim.fields.forest_new if claim.year == claim.fields.planted else 0,
    "forest-new-2": lambda claim: claim.fields.forest_new if claim.year == claim.fields.planted + 2 else 0,
    "forest-new-3": lambda claim: claim.fields.forest_new if claim.year == claim.fields.planted + 4 else 0,
    "pension": lambda claim: claim.months_since(PENSION_AGE) * 1000,
    "longevity": lambda claim: claim.months_since(LONGEVITY_AGE) * 1000,
    "family-planning": lambda claim: claim.fields.few_children * _aged(claim, PENSION_AGE) * 1000,
    "insurance": lambda claim: len(claim.members) * 1000,
}
"""The quantity drawn of each policy, in thousandths of its unit; 0 = nothing."""


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Policies and rates, then each year's entitlements."""
    yield from _policies(scene, village)
    land = {household.id: _first_fields(scene, household) for household in village.households}
    for year in scene.running_years:
        at = scene.at(scene.past(date(year, 4, 10), 12), 10)
        drawn = [
            entitlement
            for household in village.households
            if household.closed_on is None or household.closed_on.year > year
            for entitlement in _drawn(scene, village, household, Claim(
                year, land[household.id], _living(village.villagers[household.id], year)), at)
        ]  # fmt: skip
        for entitlement in drawn:
            village.entitlements.setdefault((entitlement.household_id, year), []).append(entitlement)
        yield Batch(at, village.clerk.id, drawn)
        land = {key: _next_year(scene, fields) for key, fields in land.items()}


def _policies(scene: Scene, village: Village) -> Portions:
    at = scene.at(scene.founded, 15)
    for sample in sample_policies():
        entry = sample.entry
        policy = Policy(
            id=scene.id(at), station_id=village.station.id, name=entry.name, audience=entry.audience, unit=entry.unit,
            per=entry.per, method=entry.method, procedure=entry.procedure, department=entry.department,
            inquiry_phone=entry.inquiry_phone, is_sample=True,
        )  # fmt: skip
        village.policies[sample.key] = policy
        village.rates[sample.key] = [
            Rate(
                id=scene.id(at), station_id=policy.station_id, policy_id=policy.id, rate_fen=rate.rate_fen,
                from_on=rate.from_on, to_on=rate.to_on, document_number=rate.document_number,
            )
            for rate in sample.rates
        ]  # fmt: skip
    yield Batch(at, village.clerk.id, list(village.policies.values()))
    yield Batch(at, village.clerk.id, [rate for rates in village.rates.values() for rate in rates])


def _drawn(scene: Scene, village: Village, household: Household, claim: Claim, at: datetime) -> Iterator[Entitlement]:
    if not household.land:
        return  # away: nothing is tilled, and the old people are paid where they live now
    bounced = scene.chance(BOUNCED)
    for key, quantity_of in QUANTITIES.items():
        quantity = quantity_of(claim)
        rate = rate_in_force(village.rates[key], date(claim.year, 7, 1))
        if quantity and rate:
            account = "" if key in NOT_TO_CARD else household.account
            paid_on, note = _payment(scene.today, claim.year, key, account, bounced=bounced)
            yield Entitlement(
                id=scene.id(at), station_id=household.station_id, household_id=household.id,
                policy_id=rate.policy_id, year=claim.year, quantity=quantity, rate_fen=rate.rate_fen,
                amount_fen=amount_of(quantity, rate.rate_fen), paid_on=paid_on, account=account, note=note,
            )  # fmt: skip


def _payment(today: date, year: int, key: str, account: str, *, bounced: bool) -> tuple[date | None, str]:
    """The day it was paid, or the reason why not yet; of former years everything is settled."""
    day = date(year, *PAID[key])
    if day > today:
        return None, ""
    if key in NOT_TO_CARD or year < today.year:
        return day, ""
    if not account:
        return None, "还没有一卡通，等开户"
    return (None, "卡号对不上，退回待更正") if bounced else (day, "")


def _first_fields(scene: Scene, household: Household) -> Fields:
    random, land = scene.random, household.land
    return Fields(
        farmland=land,
        wheat=_part(random.uniform(0.15, 0.35), land) if random.random() < 0.5 else 0,
        maize=_part(random.uniform(0.2, 0.55), land) if random.random() < 0.75 else 0,
        forest=_part(random.uniform(0.1, 0.4), land) if random.random() < 0.3 else 0,
        forest_new=_part(random.uniform(0.1, 0.3), land) if random.random() < 0.25 else 0,
        planted=random.randint(scene.first_year - 4, scene.today.year),
        few_children=random.random() < 0.12,
    )


def _next_year(scene: Scene, fields: Fields) -> Fields:
    """Mostly as last year; now and then more or less maize, or land taken over or given up."""
    if not scene.chance(CHANGED):
        return fields
    factor = scene.random.choice((0.5, 0.8, 1.2, 1.5))
    if scene.chance(0.5):
        return replace(fields, maize=_part(factor, fields.maize), wheat=_part(2 - factor, fields.wheat))
    return replace(fields, farmland=_part(factor, fields.farmland))


def _part(share: float, of: int) -> int:
    """A share of an area, to a tenth of a mu."""
    return round(of * share / 100) * 100


def _living(members: list[Villager], year: int) -> tuple[Villager, ...]:
    """Those born before the year and still there in it."""
    return tuple(
        member
        for member in members
        if (member.born_on is None or member.born_on.year < year)
        and (member.closed_on is None or member.closed_on.year > year)
    )


def _aged(claim: Claim, age: int) -> int:
    return sum(1 for member in claim.members if member.born_on and claim.year - member.born_on.year > age)


def _months(born_on: date, age: int, year: int) -> int:
    turned = born_on.year + age
    return 12 if turned < year else 12 - born_on.month if turned == year else 0
