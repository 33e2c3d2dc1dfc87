"""A village in the making, and the portions in which it is written."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice, takewhile
from typing import Any
from uuid import UUID

from venue_desk.domain.acts import Act
from venue_desk.domain.belongings import Belonging
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.duty_log import LogLine
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.leaves import Leave
from venue_desk.domain.lodging import Night
from venue_desk.domain.petty_cash import CashRecord
from venue_desk.domain.policies import Entitlement, Policy, Rate
from venue_desk.domain.purchases import Purchase
from venue_desk.domain.roster import Duty, Slot, slots_of
from venue_desk.domain.seal_uses import SealUse
from venue_desk.domain.shifts import ShiftRun
from venue_desk.domain.stations import Group, Hamlet, Station
from venue_desk.services.demo.places import Place


@dataclass(frozen=True, slots=True)
class Batch:
    """New records of one kind, registered by a cadre of the station at an instant."""

    at: datetime
    by: UUID
    records: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Changing:
    """Records changed at an instant: each before and after."""

    at: datetime
    by: UUID
    pairs: Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Closing:
    """Records closed at an instant: each before and after."""

    at: datetime
    by: UUID
    pairs: Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a cadre did with a verb of the services: it is done when all that came before is written."""

    at: datetime
    by: UUID
    do: Callable[[Act], object]


Portion = Batch | Changing | Closing | Deed
Portions = Iterator[Portion]


@dataclass(slots=True, kw_only=True)
class Village:
    """What a village has so far, as it stands today; each part of the demo adds to it and yields what it added.

    `family_names` are the surnames that prevail in a hamlet, `villagers` are by household, `entitlements` by
    household and year, `policies` and `rates` by the key of the shipped sample; `runs` are the shifts from its founding
    on, `duties` who takes their places, `relieved` when the next shift had taken over, `lines` the log, by shift,
    `nights` who slept here, night by night.
    """

    place: Place
    station: Station
    groups: list[Group]
    hamlets: list[Hamlet]
    cadres: list[Cadre] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    villagers: dict[UUID, list[Villager]] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    rates: dict[str, list[Rate]] = field(default_factory=dict)
    entitlements: dict[tuple[UUID, int], list[Entitlement]] = field(default_factory=dict)
    runs: tuple[ShiftRun, ...] = ()
    duties: dict[Slot, Duty] = field(default_factory=dict)
    leaves: list[Leave] = field(default_factory=list)
    relieved: dict[tuple[date, str], datetime] = field(default_factory=dict)
    lines: dict[tuple[date, str], list[LogLine]] = field(default_factory=dict)
    belongings: list[Belonging] = field(default_factory=list)
    seal_uses: list[SealUse] = field(default_factory=list)
    cash: list[CashRecord] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    nights: dict[date, list[Night]] = field(default_factory=dict)

    @property
    def head(self) -> Cadre:
        """The 站长."""
        return next(cadre for cadre in self.cadres if cadre.is_head)

    @property
    def clerk(self) -> Cadre:
        """Who keeps the registers: the 村文书."""
        return next((cadre for cadre in self.cadres if cadre.position == "村文书"), self.cadres[0])

    def name(self, cadre_id: UUID) -> str:
        """The cadre's name."""
        return next(cadre.name for cadre in self.cadres if cadre.id == cadre_id)

    def named(self, name: str) -> UUID:
        """The cadre of this name."""
        return next(cadre.id for cadre in self.cadres if cadre.name == name)

    def decides(self, on: Cadre) -> Cadre:
        """Who grants the leave of a cadre: the 站长, and another lead the 站长's own."""
        leads = [cadre for cadre in self.cadres if cadre.leads_duty and cadre.id != on.id]
        return next((cadre for cadre in leads if cadre.is_head), leads[0])

    def serving(self, run: ShiftRun) -> list[Duty]:
        """The filled places of a shift, the lead first."""
        found = (self.duties.get(slot) for slot in slots_of(run))
        return [duty for duty in found if duty is not None and duty.cadre_id is not None]

    def runs_of(self, day: date) -> Iterator[ShiftRun]:
        """The shifts that begin on a day."""
        number = bisect_left(self.runs, day, key=lambda run: run.day)
        return takewhile(lambda run: run.day == day, islice(self.runs, number, None))

    def run_at(self, at: datetime) -> ShiftRun | None:
        """The shift that runs at that instant; none before the first."""
        number = bisect_right(self.runs, at, key=lambda run: run.begins_at) - 1
        return self.runs[number] if number >= 0 else None

    def noting(self, run: ShiftRun) -> UUID:
        """Who writes things down: whoever is on duty, else the lead."""
        duties = self.serving(run)
        return next((duty.cadre_id for duty in reversed(duties) if duty.cadre_id), self.head.id)

    def placed(self, before: Duty, after: Duty) -> tuple[Duty, Duty]:
        """Keep who takes the place now; the pair that was changed."""
        self.duties[after.slot] = after
        return before, after
