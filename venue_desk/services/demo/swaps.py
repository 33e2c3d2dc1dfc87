"""Swaps: two cadres change shifts of a published month; one more waits in the draft of the demo station."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from venue_desk.domain.roster import Duty, month_end
from venue_desk.domain.swaps import Swap, SwapState
from venue_desk.services.demo.rotation import Rotation
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Changing, Portions, Village
from venue_desk.services.demo.wording import words

NEAR = 5
"""Days between the two shifts, at most."""
DECLINED = 0.15


def swapped(scene: Scene, village: Village, rotation: Rotation, month: date, count: int) -> Portions:
    """So many swaps of a month: asked some days before, mostly accepted, approved the day after."""
    first, last = max(month, scene.founded) + timedelta(days=5), month_end(month)
    open_to = [
        duty
        for duty in village.duties.values()
        if first <= duty.day <= last and duty.stands_in_for is None and duty.slot not in rotation.pins
    ]
    for _ in range(count if open_to else 0):
        if pair := _pair(scene, rotation, open_to):
            yield from _told(scene, village, rotation, pair)
            open_to = [duty for duty in open_to if duty not in pair]


def asked(scene: Scene, village: Village, duty: Duty, back: Duty, reason: str, at: datetime) -> Swap:
    """A swap as it is asked for."""
    assert duty.cadre_id is not None
    assert back.cadre_id is not None
    return Swap(
        id=scene.id(at), station_id=village.station.id, duty_id=duty.id, with_cadre_id=back.cadre_id,
        return_duty_id=back.id, reason=reason, cadre_id=duty.cadre_id, state=SwapState.ASKED, asked_at=at,
        entered_by=duty.cadre_id,
    )  # fmt: skip


def _pair(scene: Scene, rotation: Rotation, open_to: Sequence[Duty]) -> tuple[Duty, Duty] | None:
    """Two places of one kind whose people could change over and still have their rest."""
    duty = scene.random.choice(open_to)
    near = [
        back
        for back in open_to
        if 0 < abs((duty.day - back.day).days) <= NEAR
        and (back.role, back.cadre_id != duty.cadre_id) == (duty.role, True)
    ]
    able = [back for back in near if _fits(rotation, duty, back)]
    return (duty, scene.random.choice(able)) if able else None


def _fits(rotation: Rotation, duty: Duty, back: Duty) -> bool:
    assert duty.cadre_id is not None
    assert back.cadre_id is not None
    here, there = rotation.at(duty.slot), rotation.at(back.slot)
    one, other = rotation.taken[duty.cadre_id], rotation.taken[back.cadre_id]
    one.discard(here)
    other.discard(there)
    fits = rotation.free(duty.cadre_id, there) and rotation.free(back.cadre_id, here)
    one.add(here)
    other.add(there)
    return fits


def _told(scene: Scene, village: Village, rotation: Rotation, pair: tuple[Duty, Duty]) -> Portions:
    duty, back = pair
    assert duty.cadre_id is not None
    assert back.cadre_id is not None
    day = min(duty.day, back.day) - timedelta(days=3)
    at = scene.clock(day, scene.random.randrange(9, 17), scene.random.randrange(60))
    answered, decided = at + timedelta(hours=2), at + timedelta(days=1)
    if decided > scene.now:
        return
    reasons: list[str] = words("roster")["swap_reasons"]
    swap = asked(scene, village, duty, back, scene.random.choice(reasons), at)
    yield Batch(at, swap.entered_by, [swap])
    no = scene.chance(DECLINED)
    reply = replace(
        swap, state=SwapState.DECLINED if no else SwapState.ACCEPTED, answered_at=answered, answered_by=back.cadre_id
    )
    yield Changing(answered, back.cadre_id, [(swap, reply)])
    if no:
        return
    head = village.head.id
    done = replace(reply, state=SwapState.APPROVED, decided_at=decided, decided_by=head)
    yield Changing(decided, head, [(reply, done)])
    rotation.move(duty.slot, duty.cadre_id, back.cadre_id)
    rotation.move(back.slot, back.cadre_id, duty.cadre_id)
    yield Changing(decided, head, [
        village.placed(duty, replace(duty, cadre_id=back.cadre_id, note=f"与{village.name(duty.cadre_id)}换班")),
        village.placed(back, replace(back, cadre_id=duty.cadre_id, note=f"与{village.name(back.cadre_id)}换班")),
    ])  # fmt: skip
