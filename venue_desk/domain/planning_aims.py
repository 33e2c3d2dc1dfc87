"""The fair number of shifts of each cadre in a month: by the days they can serve, with half of the year's arrears made up.

Who leads cannot be relieved by who does not: where the leads' own places are more than an equal share, they have these
alone and the others share the rest. Arrears count per day one could have been called upon, so that whoever came or came
back during the year makes up nothing for the time before; and never more than `CATCH_UP` in a month.
"""

from collections.abc import Mapping
from uuid import UUID

from venue_desk.domain.planning import YearSoFar
from venue_desk.domain.planning_pool import Load, Pool
from venue_desk.domain.roster import Role

CATCH_UP = 2.0
"""Shifts of a month by which somebody may be called upon more or less because of the months before."""

Rates = tuple[float, float]
"""Shifts a day of one who leads, and of one who does not."""


def aims(pool: Pool, year: Mapping[UUID, YearSoFar]) -> dict[Load, tuple[float, ...]]:
    """The fair numbers, in the order of the pool's cadres."""
    return {load: _aims(pool, load, year) for load in Load}


def _aims(pool: Pool, load: Load, year: Mapping[UUID, YearSoFar]) -> tuple[float, ...]:
    leads = [cadre.leads_duty for cadre in pool.cadres]
    runs = pool.loads[load]
    chances = [float(len(there & runs)) for there in pool.there]
    led, total = _places(pool, load)
    month = rates(total, led, _summed(chances, leads), _summed(chances, [not lead for lead in leads]))

    past = [year.get(cadre.id, YearSoFar()) for cadre in pool.cadres]
    served, days = [load.of(each.counts) for each in past], [float(each.days) for each in past]
    before = rates(
        sum(served), sum(served) * led / total if total else 0.0,
        _summed(days, leads), _summed(days, [not lead for lead in leads]),
    )  # fmt: skip
    return tuple(
        max(month[not lead] * chance - _made_up(had - before[not lead] * could), 0.0)
        for lead, chance, had, could in zip(leads, chances, served, days, strict=True)
    )


def rates(places: float, led: float, lead_days: float, other_days: float) -> Rates:
    """An equal rate for all, unless the places of leads alone (`led` of them) ask more of the leads."""
    if not lead_days + other_days:
        return 0.0, 0.0
    equal = places / (lead_days + other_days)
    if not lead_days or not other_days or led / lead_days <= equal:
        return equal, equal
    return led / lead_days, (places - led) / other_days


def _made_up(arrears: float) -> float:
    return max(min(arrears / 2, CATCH_UP), -CATCH_UP)


def _places(pool: Pool, load: Load) -> tuple[int, int]:
    """The places of leads, and all, that those who can serve have to fill between them."""
    runs = pool.loads[load]
    led = sum(pool.wanted(at, Role.LEAD) for at in runs)
    total = led + sum(pool.wanted(at, Role.ON_DUTY) for at in runs) + sum(load.of(each) for each in pool.counted)
    able = {cadre.id for cadre in pool.cadres}
    numbered = {(run.day, run.name): at for at, run in enumerate(pool.kept.runs)}
    led += sum(
        slot.role is Role.LEAD and duty.cadre_id in able and numbered.get((slot.day, slot.shift)) in runs
        for slot, duty in pool.kept.duties.items()
    )
    return led, total


def _summed(values: list[float], which: list[bool]) -> float:
    return sum(value for value, counts in zip(values, which, strict=True) if counts)
