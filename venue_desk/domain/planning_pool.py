"""What is to be filled in one month and by whom: the roster's facts as the planner reckons with them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.holidays import DayKind
from venue_desk.domain.planning import stays
from venue_desk.domain.roster import Role, RosterFacts, Slot, slots_of
from venue_desk.domain.roster_fairness import Counts, count, is_night, served_in
from venue_desk.domain.roster_rules import Unfit, placed, unfit
from venue_desk.domain.shifts import MOST_SHIFTS, ShiftRun


class Load(StrEnum):
    """What is shared out evenly, in the order in which it counts."""

    SHIFTS = "shifts"
    WEEKENDS = "weekends"
    HOLIDAYS = "holidays"
    NIGHTS = "nights"

    def of(self, counts: Counts) -> int:
        """The number of it in a cadre's counts."""
        found: int = getattr(counts, self.value)
        return found


@dataclass(frozen=True, slots=True)
class Pool:
    """One month, with run numbers for its shifts and numbers for those who can serve.

    `kept` are the facts with nothing in them but what stays. `open` are the places to be filled, by run, `standing` who
    fills them now; `begun` those left empty in shifts that have begun. `there` tells on which runs' days each cadre is here and not on leave, `fit` in
    which they could serve, were they the only one; `clashes` are runs of which nobody can serve more than one.
    """

    kept: RosterFacts
    numbers: Mapping[tuple[date, str], int]
    cadres: tuple[Cadre, ...]
    open: Mapping[int, tuple[Slot, ...]]
    standing: Mapping[int, tuple[UUID, ...]]
    begun: tuple[Slot, ...]
    there: tuple[frozenset[int], ...]
    fit: tuple[frozenset[int], ...]
    clashes: tuple[tuple[int, ...], ...]
    counted: tuple[Counts, ...]
    loads: Mapping[Load, frozenset[int]]

    def wanted(self, at: int, role: Role) -> int:
        """How many of a role a run still needs."""
        return sum(slot.role is role for slot in self.open.get(at, ()))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every place to be filled."""
        return tuple(slot for slots in self.open.values() for slot in slots)


def pool_of(facts: RosterFacts, now: datetime) -> Pool:
    """Read a month for the planner."""
    staying = {
        slot: duty for slot, duty in facts.duties.items() if duty.cadre_id is not None and stays(facts, duty, now)
    }
    kept = replace(facts, duties=staying)
    month = [(at, run) for at, run in enumerate(facts.runs) if facts.inside(run.day)]
    empty = {at: tuple(slot for slot in slots_of(run) if slot not in staying) for at, run in month}
    ahead = {at: slots for at, slots in empty.items() if slots and facts.runs[at].begins_at > now}
    return Pool(
        kept=kept,
        numbers={(run.day, run.name): at for at, run in enumerate(facts.runs)},
        cadres=facts.able,
        open=ahead,
        standing={
            at: tuple(who for slot in slots if (who := facts.on(slot)) is not None) for at, slots in ahead.items()
        },
        begun=tuple(slot for at, slots in empty.items() if at not in ahead for slot in slots),
        there=tuple(_there(facts, cadre, month) for cadre in facts.able),
        fit=tuple(_fit(kept, cadre, ahead) for cadre in facts.able),
        clashes=tuple(_clashes(facts)),
        counted=_counted(kept, facts.able),
        loads=_loads(facts, month),
    )


def with_cadre(pool: Pool, number: int, cadre: Cadre, kept: RosterFacts) -> Pool:
    """The same month were this cadre otherwise, or what stays otherwise for them."""
    cadres, fit = list(pool.cadres), list(pool.fit)
    cadres[number], fit[number] = cadre, _fit(kept, cadre, pool.open)
    return replace(pool, kept=kept, cadres=tuple(cadres), fit=tuple(fit))


def without_duty(pool: Pool, number: int, slot: Slot) -> Pool:
    """The same month did this cadre not stay in that place: it is to be filled as well."""
    kept = replace(pool.kept, duties={each: duty for each, duty in pool.kept.duties.items() if each != slot})
    at = pool.numbers[slot.day, slot.shift]
    places = {**pool.open, at: tuple(sorted((*pool.open.get(at, ()), slot)))}
    return with_cadre(replace(pool, open=places), number, pool.cadres[number], kept)


def _there(facts: RosterFacts, cadre: Cadre, month: list[tuple[int, ShiftRun]]) -> frozenset[int]:
    bare = replace(facts, duties={})
    where = placed(bare)
    return frozenset(
        at for at, run in month if unfit(bare, cadre, next(slots_of(run)), where) not in (Unfit.AWAY, Unfit.ON_LEAVE)
    )


def _fit(kept: RosterFacts, cadre: Cadre, places: Mapping[int, tuple[Slot, ...]]) -> frozenset[int]:
    """A lead may take any place, the others only those of the ones on duty."""
    where = placed(kept)
    near = {at for other in where.taken.get(cadre.id, ()) for at in _reach(kept, other) if _overlap(kept, other, at)}
    return frozenset(
        at
        for at, slots in places.items()
        if at not in near
        and any(_may(cadre, slot) for slot in slots)
        and unfit(kept, cadre, slots[-1], where) in (None, Unfit.NOT_LEADING)
    )


def _may(cadre: Cadre, slot: Slot) -> bool:
    return cadre.leads_duty or slot.role is not Role.LEAD


def _clashes(facts: RosterFacts) -> Iterator[tuple[int, ...]]:
    """Of the runs of each, one cadre can serve one: so many follow each other within the rest, or overlap in time."""
    width, total = facts.rest + 1, len(facts.runs)
    if width > 1:
        yield from (tuple(range(at, at + width)) for at in range(max(total - width, 0) + 1))
    for at in range(total):
        yield from ((at, later) for later in _reach(facts, at) if later >= at + width and _overlap(facts, at, later))


def _reach(facts: RosterFacts, at: int) -> range:
    """The runs that may overlap it in time: no shift is longer than a day."""
    return range(max(at - MOST_SHIFTS, 0), min(at + MOST_SHIFTS + 1, len(facts.runs)))


def _overlap(facts: RosterFacts, one: int, other: int) -> bool:
    earlier, later = facts.runs[min(one, other)], facts.runs[max(one, other)]
    return earlier.ends_at > later.begins_at


def _counted(kept: RosterFacts, cadres: tuple[Cadre, ...]) -> tuple[Counts, ...]:
    month: dict[UUID, Counts] = defaultdict(Counts, count(served_in(kept), kept.calendar))
    return tuple(month[cadre.id] for cadre in cadres)


def _loads(facts: RosterFacts, month: list[tuple[int, ShiftRun]]) -> dict[Load, frozenset[int]]:
    found: dict[Load, set[int]] = {load: set() for load in Load}
    for at, run in month:
        kind = facts.calendar.kind(run.day)
        found[Load.SHIFTS].add(at)
        if kind in (DayKind.WEEKEND, DayKind.HOLIDAY):
            found[Load.WEEKENDS if kind is DayKind.WEEKEND else Load.HOLIDAYS].add(at)
        if is_night(run.begins_at, run.ends_at):
            found[Load.NIGHTS].add(at)
    return {load: frozenset(numbers) for load, numbers in found.items()}
