"""One case with all that belongs to it, as its page and its papers tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from db import cadres, catalogue, custody, holidays, households, stations
from db import cases as table
from venue_desk.domain.case_appointments import waiting
from venue_desk.domain.case_steps import allowed, next_step
from venue_desk.domain.cases import Appointment, Case, CaseMaterial, CaseStep, Step
from venue_desk.domain.catalogue import ServiceItem
from venue_desk.domain.custody import HeldOriginal
from venue_desk.domain.deadlines import Due, due
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.households import Villager


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """`item` is the version the case was taken under; `names` those of the cadres who appear in it; as it is on `today`."""

    today: date
    case: Case
    item: ServiceItem
    villager: Villager
    group: str
    hamlet: str
    materials: tuple[CaseMaterial, ...]
    steps: tuple[CaseStep, ...]
    originals: tuple[HeldOriginal, ...]
    appointments: tuple[Appointment, ...]
    due: Due
    allowed: tuple[Step, ...]
    names: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def held(self) -> tuple[HeldOriginal, ...]:
        """The villager's papers that are still to be returned."""
        return tuple(each for each in self.originals if each.held)

    @property
    def lacking(self) -> tuple[CaseMaterial, ...]:
        """What must still be brought."""
        return tuple(each for each in self.materials if each.required and not each.given)

    @property
    def next(self) -> Step | None:
        """What is done next as a rule; on the day agreed one says that one went."""
        left = waiting(self.appointments)
        if left and left[0].on <= self.today and Step.WENT in self.allowed:
            return Step.WENT
        return next_step(self.case, self.item.decided_at, self.taken)

    @property
    def taken(self) -> tuple[Step, ...]:
        """The steps of its life so far, without those that were taken back."""
        return tuple(step.step for step in self.steps if not step.taken_back and step.step is not Step.TAKE_BACK)

    @property
    def notified(self) -> CaseStep | None:
        """The last time somebody was told that it is done, None before."""
        told = [step for step in self.steps if not step.taken_back and step.step in (Step.NOTIFY, Step.FINISH)]
        return told[-1] if told and told[-1].step is Step.NOTIFY else None


def case_file(case: Case, today: date) -> CaseFile:
    """All of it, read in a dozen small queries."""
    item, villager = catalogue.service_item(case.item_id), households.villager(case.villager_id)
    assert item is not None  # held by the foreign key
    assert villager is not None
    station_id, appointments = case.station_id, table.appointments(case.id)
    return CaseFile(
        today=today,
        case=case,
        item=item,
        villager=villager,
        group=next(group.name for group in stations.groups(station_id) if group.id == case.group_id),
        hamlet=next(hamlet.name for hamlet in stations.hamlets(station_id) if hamlet.id == case.hamlet_id),
        materials=tuple(table.materials(case.id)),
        steps=tuple(table.steps(case.id)),
        originals=tuple(custody.of_case(case.id)),
        appointments=tuple(appointments),
        due=due(case, today, calendar_of(holidays.holidays(station_id))),
        allowed=allowed(case, appointed=bool(waiting(appointments))),
        names=cadres.names(station_id),
    )
