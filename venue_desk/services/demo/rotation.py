"""The rotation: who takes which place, shift after shift, by the hard rules of the roster and as evenly as people ask for.

The planner weighs a whole month and is far too slow for a county over years; this only looks one shift ahead.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.roster import Role, Slot, slots_of
from venue_desk.domain.roster_fairness import is_night
from venue_desk.domain.settings import rule
from venue_desk.domain.shifts import ShiftRun

REST = rule("rest_shifts").default
Kind = tuple[bool, bool]
"""At night, on a day off."""


@dataclass(slots=True)
class Rotation:
    """Everybody's shifts so far by their number in `runs`, and their counts.

    `pins` says beforehand who takes a place, None that it stays empty; nobody serves on a day of `away`.
    """

    random: Random
    runs: Sequence[ShiftRun]
    cadres: Sequence[Cadre]
    pins: Mapping[Slot, UUID | None] = field(default_factory=dict)
    away: dict[UUID, set[date]] = field(default_factory=lambda: defaultdict(set))
    taken: dict[UUID, set[int]] = field(default_factory=lambda: defaultdict(set))
    month: Counter[UUID] = field(default_factory=Counter)
    year: Counter[UUID] = field(default_factory=Counter)
    kinds: Counter[tuple[UUID, Kind]] = field(default_factory=Counter)
    _kind: Sequence[Kind] = ()
    _number: Mapping[tuple[date, str], int] = field(default_factory=dict)
    _leads: Sequence[Cadre] = ()

    def __post_init__(self) -> None:
        """Pinned places count as taken from the outset, so that those before and after them leave room."""
        calendar = WorkCalendar()
        self._kind = [(is_night(run.begins_at, run.ends_at), calendar.off(run.day)) for run in self.runs]
        self._number = {(run.day, run.name): at for at, run in enumerate(self.runs)}
        self._leads = [cadre for cadre in self.cadres if cadre.leads_duty]
        for slot, cadre_id in self.pins.items():
            if cadre_id is not None:
                self.taken[cadre_id].add(self.at(slot))

    def at(self, slot: Slot) -> int:
        """The number of the shift in which the place is."""
        return self._number[slot.day, slot.shift]

    def begin(self, month: date, ahead: Mapping[UUID, int]) -> None:
        """Count a new month; whoever is `ahead` gets so many shifts fewer."""
        self.month = Counter(ahead)
        if month.month == 1:
            self.year.clear()
        for slot, cadre_id in self.pins.items():
            if cadre_id is not None and (slot.day.year, slot.day.month) == (month.year, month.month):
                self._count(cadre_id, self.at(slot))

    def fill(self, run: ShiftRun) -> Iterator[tuple[Slot, UUID]]:
        """Who takes the places of a shift."""
        for slot in slots_of(run):
            cadre_id = self.pins[slot] if slot in self.pins else self._pick(slot)
            if cadre_id is not None:
                yield slot, cadre_id

    def free(self, cadre_id: UUID, at: int) -> bool:
        """Whether they are there that day, and rested before and after."""
        mine = self.taken[cadre_id]
        return self.runs[at].day not in self.away[cadre_id] and not any(
            at + step in mine for step in range(-REST, REST + 1)
        )

    def instead(self, slot: Slot) -> UUID | None:
        """Who can stand in and has no more shifts of the month than most."""
        at, most = self.at(slot), min(self.month[cadre.id] for cadre in self.cadres) + 1
        able = [cadre for cadre in self._able(slot.role) if self.month[cadre.id] <= most and self.free(cadre.id, at)]
        return min(able, key=lambda cadre: (self.month[cadre.id], self.random.random())).id if able else None

    def move(self, slot: Slot, old: UUID, new: UUID) -> None:
        """Another one serves."""
        at = self.at(slot)
        self.taken[old].discard(at)
        self.taken[new].add(at)
        for counts in (self.month, self.year):
            counts[old] -= 1
            counts[new] += 1

    def stay_away(self, cadre_id: UUID, first: date, last: date) -> None:
        """Nobody is asked to serve on a day of leave."""
        self.away[cadre_id] |= {first + timedelta(days=number) for number in range((last - first).days + 1)}

    def _pick(self, slot: Slot) -> UUID | None:
        """Whoever has the fewest shifts of the month, of this kind, of the year; a lead stays free for the next shift."""
        at = self.at(slot)
        able = [cadre for cadre in self._able(slot.role) if self.free(cadre.id, at)]
        good = [cadre for cadre in able if self._leaves_a_lead(cadre, at)] or able
        if not good:
            return None
        kind, draw = self._kind[at], self.random.random
        fewest = min(
            good, key=lambda cadre: (self.month[cadre.id], self.kinds[cadre.id, kind], self.year[cadre.id], draw())
        )
        self.taken[fewest.id].add(at)
        self._count(fewest.id, at)
        return fewest.id

    def _able(self, role: Role) -> Sequence[Cadre]:
        return self._leads if role is Role.LEAD else self.cadres

    def _leaves_a_lead(self, cadre: Cadre, at: int) -> bool:
        if not cadre.leads_duty or at + 1 == len(self.runs):
            return True
        return any(lead is not cadre and self.free(lead.id, at + 1) for lead in self._leads) or any(
            at + 1 in self.taken[lead.id] for lead in self._leads
        )

    def _count(self, cadre_id: UUID, at: int) -> None:
        self.month[cadre_id] += 1
        self.year[cadre_id] += 1
        self.kinds[cadre_id, self._kind[at]] += 1
