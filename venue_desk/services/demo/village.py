"""A village in the making, and the portions in which it is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.households import Household, Villager
from venue_desk.domain.leaves import Leave
from venue_desk.domain.policies import Entitlement, Policy, Rate
from venue_desk.domain.roster import Duty, Slot
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
    on, `duties` who takes their places.
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

    @property
    def head(self) -> Cadre:
        """The 站长."""
        return next(cadre for cadre in self.cadres if cadre.is_head)

    @property
    def clerk(self) -> Cadre:
        """Who keeps the registers: the 村文书."""
        return next((cadre for cadre in self.cadres if cadre.position == "村文书"), self.cadres[0])

    def decides(self, on: Cadre) -> Cadre:
        """Who grants the leave of a cadre: the 站长, and another lead the 站长's own."""
        leads = [cadre for cadre in self.cadres if cadre.leads_duty and cadre.id != on.id]
        return next((cadre for cadre in leads if cadre.is_head), leads[0])

    def placed(self, before: Duty, after: Duty) -> tuple[Duty, Duty]:
        """Keep who takes the place now; the pair that was changed."""
        self.duties[after.slot] = after
        return before, after
