"""Leaves: some known when the month is drawn up, some that come after it and need somebody to stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.leaves import Leave, LeaveKind, LeaveState
from venue_desk.domain.roster import Duty, Slot, month_end
from venue_desk.services.demo.rotation import Rotation
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Changing, Portions, Village
from venue_desk.services.demo.wording import words

A_MONTH = 0.31
"""How many of the cadres are on leave once in a month: with these lengths about 2 % of all days."""
LENGTHS = {1: 5, 2: 4, 3: 2, 4: 1}
KINDS = {
    LeaveKind.PERSONAL: 35, LeaveKind.SICK: 20, LeaveKind.ANNUAL: 14, LeaveKind.OFFICIAL: 16, LeaveKind.TRAINING: 10,
    LeaveKind.OTHER: 5,
}  # fmt: skip
SUDDEN = {LeaveKind.SICK: 0.85, LeaveKind.PERSONAL: 0.35}
"""How many are asked for only the evening before."""
LONGEST_SUDDEN = 2
NOT_GRANTED = 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """A leave as it was asked for, and as it stands once decided; the same twice while it waits."""

    asked: Leave
    decided: Leave

    def told(self, village: Village) -> Portions:
        """The asking and the deciding."""
        yield Batch(self.asked.asked_at, self.asked.asked_by, [self.asked])
        if self.decided.decided_at and self.decided.decided_by:
            yield Changing(self.decided.decided_at, self.decided.decided_by, [(self.asked, self.decided)])
        village.leaves.append(self.decided)


def known(scene: Scene, village: Village, rotation: Rotation, month: date, planned_at: datetime) -> Iterator[Asked]:
    """Leaves asked for before the month is drawn up; the rotation leaves their days out."""
    for cadre, kind, first, last in _wanted(scene, rotation, month):
        if not scene.chance(SUDDEN.get(kind, 0)) and _suits(rotation, cadre, first, last):
            early = timedelta(days=scene.random.randint(1, 6), minutes=scene.random.randrange(400))
            at = max(planned_at - early, scene.clock(scene.founded, 14))
            state = LeaveState.REFUSED if scene.chance(NOT_GRANTED) else LeaveState.APPROVED
            if state is LeaveState.APPROVED:
                rotation.stay_away(cadre.id, first, last)
            yield _asked(scene, village, cadre, kind, (first, last), at, state)


def sudden(scene: Scene, village: Village, rotation: Rotation, month: date) -> Portions:
    """Leaves asked for the evening before: others stand in, or there is no leave."""
    for cadre, kind, first, last in _wanted(scene, rotation, month):
        at = scene.clock(first - timedelta(days=1), 17, scene.random.randrange(60))
        late = scene.chance(SUDDEN.get(kind, 0)) and first.day > 1 and at + timedelta(hours=1) < scene.now
        back = min(last, first + timedelta(days=LONGEST_SUDDEN - 1))
        if late and _suits(rotation, cadre, first, back):
            changed = _stand_ins(village, rotation, cadre, first, back)
            if changed is not None:
                absence = _asked(scene, village, cadre, kind, (first, back), at, LeaveState.APPROVED)
                yield from absence.told(village)
                yield Changing(absence.decided.decided_at or at, village.head.id, changed)


def settled(scene: Scene, village: Village, row: Mapping[str, Any], first: date, at: datetime) -> Asked:
    """A leave that the demo station has by its own words."""
    cadre = next(cadre for cadre in village.cadres if cadre.name == row["name"])
    last = first + timedelta(days=row["days"] - 1)
    state = LeaveState(row.get("state", "approved"))
    return _asked(scene, village, cadre, LeaveKind(row["kind"]), (first, last), at, state, row["reason"])


def _wanted(scene: Scene, rotation: Rotation, month: date) -> Iterator[tuple[Cadre, LeaveKind, date, date]]:
    length = month_end(month).day
    for cadre in rotation.cadres:
        if scene.chance(A_MONTH):
            days = scene.weighted(LENGTHS)
            first = month + timedelta(days=scene.random.randrange(length - days + 1))
            yield cadre, scene.weighted(KINDS), first, first + timedelta(days=days - 1)


def _suits(rotation: Rotation, cadre: Cadre, first: date, last: date) -> bool:
    """One lead and one other at most are away at a time; nobody goes where their place is pinned."""
    begun = rotation.runs[0].day
    days = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    others = (each.id for each in rotation.cadres if each.leads_duty == cadre.leads_duty)
    pinned = {slot.day for slot, cadre_id in rotation.pins.items() if cadre_id == cadre.id}
    return first > begun and not pinned & days and not any(rotation.away[other] & days for other in others)


def _stand_ins(
    village: Village, rotation: Rotation, cadre: Cadre, first: date, last: date
) -> list[tuple[Duty, Duty]] | None:
    """Who serves instead; None if somebody cannot be replaced."""
    mine = [duty for duty in village.duties.values() if duty.cadre_id == cadre.id and first <= duty.day <= last]
    moved: list[tuple[Slot, UUID]] = []
    for duty in mine:
        stand_in = rotation.instead(duty.slot) if duty.stands_in_for is None else None
        if stand_in is None:
            for slot, other in moved:
                rotation.move(slot, other, cadre.id)
            return None
        rotation.move(duty.slot, cadre.id, stand_in)
        moved.append((duty.slot, stand_in))
    rotation.stay_away(cadre.id, first, last)
    instead = dict(moved)
    return [
        village.placed(duty, replace(duty, cadre_id=instead[duty.slot], stands_in_for=cadre.id, note="已报备"))
        for duty in mine
    ]


def _asked(
    scene: Scene, village: Village, cadre: Cadre, kind: LeaveKind, days: tuple[date, date], at: datetime,
    state: LeaveState, reason: str = "",
) -> Asked:  # fmt: skip
    asked = Leave(
        id=scene.id(at), station_id=village.station.id, cadre_id=cadre.id, kind=kind, from_on=days[0], to_on=days[1],
        reason=reason or scene.random.choice(words("roster")["leave_reasons"][kind.value]),
        state=LeaveState.ASKED, asked_at=at, asked_by=cadre.id,
    )  # fmt: skip
    if state is LeaveState.ASKED:
        return Asked(asked, asked)
    later = at + timedelta(minutes=scene.random.randint(5, 50))
    return Asked(asked, replace(asked, state=state, decided_at=later, decided_by=village.decides(cadre).id))
