"""Writing places of the roster: a row is made when its place is first filled; what is sealed or unknown is refused."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from db import cadres, handover, holidays, journal, shifts
from db import roster as table
from db.invariants import refusing
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.calendar import short_date
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.handover import HandoverState
from venue_desk.domain.holidays import calendar_of
from venue_desk.domain.ids import new_ids
from venue_desk.domain.roster import Duty, Slot, by_slot, slots_of
from venue_desk.domain.shifts import ShiftRun, runs
from venue_desk.services.saved import Saved
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a place is to say: who, whether the planner leaves it, for whom they stand in, what was reported."""

    cadre_id: UUID | None = None
    locked: bool = False
    stands_in_for: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of some days as they stand, and the shifts they belong to."""

    act: Act
    runs: Mapping[tuple[date, str], ShiftRun]
    duties: Mapping[Slot, Duty]

    def on(self, slot: Slot) -> UUID | None:
        """Who fills the place."""
        duty = self.duties.get(slot)
        return duty.cadre_id if duty else None

    def filling(self, slot: Slot, **other: Any) -> Filling:
        """What the place says now, with `other` in it."""
        duty = self.duties.get(slot)
        now = Filling() if duty is None else Filling(
            cadre_id=duty.cadre_id, locked=duty.locked, stands_in_for=duty.stands_in_for, note=duty.note
        )  # fmt: skip
        return replace(now, **other)

    def given_to(self, slot: Slot, cadre_id: UUID | None) -> Filling:
        """The place with somebody else in it: what was said of the former one goes with them, a lock on nobody too."""
        if self.on(slot) == cadre_id:
            return self.filling(slot)
        locked = cadre_id is not None and self.filling(slot).locked
        return Filling(cadre_id=cadre_id, locked=locked)


def places(act: Act, first: date, last: date) -> Places:
    """The places of these days."""
    calendar = calendar_of(holidays.holidays(act.station_id))
    found = runs(shifts.patterns(act.station_id), calendar, first, last)
    return Places(act, {(run.day, run.name): run for run in found}, by_slot(table.duties(act.station_id, first, last)))


def places_of(act: Act, slots: Collection[Slot]) -> Places:
    """The places of the days of these slots."""
    return places(act, min(slot.day for slot in slots), max(slot.day for slot in slots))


def write(
    announcer: Announcer, random: Random, found: Places, wanted: Mapping[Slot, Filling]
) -> Saved[tuple[Duty, ...]]:
    """Make the places say what is wanted; those that say so already stay untouched. The duties written come back."""
    act = found.act
    changed = {slot: filling for slot, filling in wanted.items() if filling != found.filling(slot)}
    if findings := [*_unknown(found, changed), *_strangers(act, changed), *_sealed(found, changed)]:
        raise Refused(findings)
    pairs = [
        (found.duties[slot], _filled(found.duties[slot], filling))
        for slot, filling in changed.items() if slot in found.duties
    ]  # fmt: skip
    fresh = [slot for slot in changed if slot not in found.duties]
    ids = new_ids(act.at, random, len(fresh))
    new = [_new(found, slot, changed[slot], duty_id) for slot, duty_id in zip(sorted(fresh), ids, strict=True)]
    with work(announcer, *((Topic.ROSTER,) if changed else ())), refusing(table.BREACHES):
        written = list(journal.add_many(act, table.DutyTable, new)) if new else []
        written += journal.change_many(act, table.DutyTable, pairs)
    return Saved((*new, *(after for _, after in pairs)), written)


def _new(found: Places, slot: Slot, filling: Filling, duty_id: UUID) -> Duty:
    run = found.runs[slot.day, slot.shift]
    empty = Duty(
        id=duty_id, station_id=found.act.station_id, day=slot.day, shift=slot.shift, role=slot.role, place=slot.place,
        begins_at=run.begins_at, ends_at=run.ends_at,
    )  # fmt: skip
    return _filled(empty, filling)


def _filled(duty: Duty, filling: Filling) -> Duty:
    return replace(
        duty, cadre_id=filling.cadre_id, locked=filling.locked, stands_in_for=filling.stands_in_for, note=filling.note
    )


def _unknown(found: Places, wanted: Mapping[Slot, Filling]) -> list[Finding]:
    """A place that the shifts of the day do not have; one left over from other shifts may still be emptied."""
    known = {slot for run in found.runs.values() for slot in slots_of(run)}
    today = found.act.today
    return [
        must("roster.no_place", slot.key, f"{short_date(slot.day, today)}没有这个班次，请看看班次是不是改过。")
        for slot, filling in wanted.items()
        if slot not in known and (filling.cadre_id is not None or slot not in found.duties)
    ]


def _strangers(act: Act, wanted: Mapping[Slot, Filling]) -> list[Finding]:
    named = {filling.cadre_id for filling in wanted.values() if filling.cadre_id is not None}
    known = {cadre.id for cadre in cadres.cadres(act.station_id)} if named else set()
    if named - known:
        known |= {cadre.id for cadre in cadres.cadres(act.station_id, left=True)}
    if named <= known:
        return []
    return [must("roster.stranger", "", "这位干部不是本站的，不能排班。请先在「干部」里登记。")]


def _sealed(found: Places, wanted: Mapping[Slot, Filling]) -> list[Finding]:
    """A shift that was handed over and sealed keeps who was named for it."""
    act = found.act
    begun = [slot for slot in wanted if slot in found.duties and found.duties[slot].begins_at <= act.at]
    begun += [
        slot for slot in wanted
        if slot not in found.duties and slot.day <= act.today and (slot.day, slot.shift) in found.runs
    ]  # fmt: skip
    sealed = {
        (day, shift)
        for day, shift in {(slot.day, slot.shift) for slot in begun}
        if (made := handover.of_shift(act.station_id, day, shift)) and made.state is HandoverState.SEALED
    }
    return [
        must(
            "roster.sealed", "",
            f"{short_date(day, act.today)}{shift}已经交接封存，不能再改。要说明的，请在交接班里补记。",
        )
        for day, shift in sorted(sealed)
    ]  # fmt: skip
