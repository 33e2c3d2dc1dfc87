"""The roster of every month: drawn up late in the month before, published, then changed by leaves and swaps.

Next month's is a draft; at the demo station it has what the pictures show: somebody on leave in it, a place that
nobody can take, locked days, a leave and a swap that wait. Elsewhere only the last months are kept as they were published.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.leaves import Wish
from venue_desk.domain.roster import (
    Duty,
    Posted,
    Publication,
    Role,
    Slot,
    month_after,
    month_end,
    month_of,
)
from venue_desk.domain.shifts import DAY_AND_NIGHT, ShiftPattern, ShiftRun, runs
from venue_desk.services.demo import leaves, swaps
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.rotation import Rotation
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Changing, Portion, Portions, Village

DRAWN_UP, PUBLISHED = 25, 27
"""Days of the month before."""
LAST_PUBLISHED = 3
SWAPS = {0: 5, 1: 4, 2: 1}
SWAPS_AT_HOME = {1: 4, 2: 3, 3: 1}


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The shifts of the station, then month after month from the day after its founding to the end of the next."""
    first, this_month = scene.founded + timedelta(days=1), month_of(scene.today)
    village.runs = _runs(first, month_end(month_after(this_month)))
    yield Batch(scene.at(scene.founded, 8, 40), village.head.id, [_pattern(scene, village)])
    home = home_words() if is_home(village.place) else {}
    rotation = Rotation(
        scene.random, village.runs, [cadre for cadre in village.cadres if cadre.on_roster],
        pins=dict(_pins(scene.today, village, home)),
    )  # fmt: skip
    if home:
        yield from _own_leaves(scene, village, rotation, home)
    month = month_of(first)
    posted_since = first if home else month_after(this_month, 1 - LAST_PUBLISHED)
    while month <= this_month:
        posted = month_end(month) >= posted_since
        yield from _month(scene, village, rotation, month, posted=posted)
        changes = [
            *leaves.sudden(scene, village, rotation, month),
            *swaps.swapped(scene, village, rotation, month, scene.weighted(SWAPS_AT_HOME if home else SWAPS)),
        ]
        yield from changes
        if posted:
            yield from _posted_again(scene, village, month, changes)
        month = month_after(month)
    yield from _draft(scene, village, rotation, month, home)


@cache
def _runs(first: date, last: date) -> tuple[ShiftRun, ...]:
    return runs((), WorkCalendar(), first, last)


def _pattern(scene: Scene, village: Village) -> ShiftPattern:
    return ShiftPattern(
        id=scene.id(scene.at(scene.founded, 8, 40)), station_id=village.station.id, from_on=scene.founded,
        shifts=DAY_AND_NIGHT, document_number=f"示例〔{scene.founded.year}〕9号",
    )  # fmt: skip


def _month(scene: Scene, village: Village, rotation: Rotation, month: date, *, posted: bool) -> Portions:
    """A month that was published: what was known of leaves goes in."""
    before = month_after(month, -1)
    drawn_up = max(scene.clock(before.replace(day=DRAWN_UP), 16, 20), scene.clock(scene.founded, 15))
    published = max(scene.clock(before.replace(day=PUBLISHED), 17, 10), scene.clock(scene.founded, 17))
    for absence in leaves.known(scene, village, rotation, month, drawn_up):
        yield from absence.told(village)
    duties = _drawn(scene, village, rotation, month, drawn_up, {})
    yield Batch(drawn_up, village.head.id, duties)
    if posted:
        yield Batch(published, village.head.id, [_publication(scene, village, month, published, duties)])


def _posted_again(scene: Scene, village: Village, month: date, changes: Sequence[Portion]) -> Portions:
    """After the last change the month is published as it stands."""
    changed = [p.at for p in changes if isinstance(p, Changing) and any(isinstance(a, Duty) for _, a in p.pairs)]
    at = max(changed, default=scene.now) + timedelta(minutes=12)
    if at <= scene.now:
        duties = [duty for duty in village.duties.values() if month_of(duty.day) == month]
        yield Batch(at, village.head.id, [_publication(scene, village, month, at, duties)])


def _drawn(
    scene: Scene, village: Village, rotation: Rotation, month: date, at: datetime, home: Mapping[str, Any]
) -> list[Duty]:
    """The places of a month, filled by the rotation."""
    rotation.begin(month, {village.named(name): less for name, less in home.get("drafted_less", {}).items()})
    locked = set(_locked(month, home))
    duties = [
        Duty(
            id=scene.id(at), station_id=village.station.id, day=slot.day, shift=slot.shift, role=slot.role,
            place=slot.place, begins_at=run.begins_at, ends_at=run.ends_at, cadre_id=cadre_id,
            locked=(slot.day, slot.shift) in locked,
        )
        for run in village.runs
        if (run.day.year, run.day.month) == (month.year, month.month)
        for slot, cadre_id in rotation.fill(run)
    ]  # fmt: skip
    village.duties.update((duty.slot, duty) for duty in duties)
    return duties


def _publication(scene: Scene, village: Village, month: date, at: datetime, duties: list[Duty]) -> Publication:
    posted = tuple(
        Posted(day=duty.day, shift=duty.shift, role=duty.role, place=duty.place, cadre_id=duty.cadre_id)
        for duty in duties
        if duty.cadre_id is not None
    )
    return Publication(
        id=scene.id(at), station_id=village.station.id, month=month, published_at=at, published_by=village.head.id,
        duties=posted,
    )  # fmt: skip


def _draft(scene: Scene, village: Village, rotation: Rotation, month: date, home: Mapping[str, Any]) -> Portions:
    """Next month as it lies on the desk."""
    at = scene.at(scene.today - timedelta(days=2), 16, 20)
    for row in home.get("wish", []):
        wish = Wish(
            id=scene.id(at), station_id=village.station.id, cadre_id=village.named(row["name"]),
            day=month.replace(day=row["day"]), wants=row["wants"],
        )  # fmt: skip
        if not wish.wants:
            rotation.stay_away(wish.cadre_id, wish.day, wish.day)
        yield Batch(at - timedelta(hours=3), wish.cadre_id, [wish])
    yield Batch(at, village.head.id, _drawn(scene, village, rotation, month, at, home))
    if home:
        swap = home["swap"]
        mine = _duty_of(village, month.replace(day=swap["day"]), swap["shift"], swap["name"])
        back = _duty_of(village, month.replace(day=swap["return_day"]), swap["return_shift"], swap["with"])
        asked_at = scene.at(scene.today - timedelta(days=1), 21, 5)
        waiting = swaps.asked(scene, village, mine, back, swap["reason"], asked_at)
        yield Batch(asked_at, waiting.entered_by, [waiting])


def _own_leaves(scene: Scene, village: Village, rotation: Rotation, home: Mapping[str, Any]) -> Portions:
    """The leaves of the pictures; those that were asked for late stand over duties already drawn up."""
    next_month = month_after(month_of(scene.today))
    for row in home["leave"]:
        around_today = "from_today" in row
        first = scene.today + timedelta(days=row["from_today"]) if around_today else next_month.replace(day=row["from"])
        days_ago = 30 if around_today else 0 if "state" in row else 1 if row.get("late") else 3
        leave = leaves.settled(scene, village, row, first, scene.at(scene.today - timedelta(days=days_ago), 9, 20))
        yield from leave.told(village)
        if leave.decided.state is leave.asked.state:
            continue
        rotation.stay_away(leave.asked.cadre_id, leave.asked.from_on, leave.asked.to_on)


def _pins(today: date, village: Village, home: Mapping[str, Any]) -> Iterator[tuple[Slot, UUID | None]]:
    next_month = month_after(month_of(today))
    days = [(today + timedelta(days=row["day"]), row) for row in home.get("serving", [])]
    days += [(next_month.replace(day=row["day"]), row) for row in home.get("drafted", [])]
    for day, row in days:
        for role in Role:
            name = row[role.value]
            yield Slot(day, row["shift"], role), village.named(name) if name else None


def _locked(month: date, home: Mapping[str, Any]) -> Iterator[tuple[date, str]]:
    if locked := home.get("locked"):
        for day in locked["days"]:
            yield from ((month.replace(day=day), shift.name) for shift in DAY_AND_NIGHT)
        yield from ((month.replace(day=day), shift) for day, shift in locked["shifts"])


def _duty_of(village: Village, day: date, shift: str, name: str) -> Duty:
    cadre_id = village.named(name)
    return next(
        duty for duty in village.duties.values()
        if (duty.day, duty.shift, duty.cadre_id) == (day, shift, cadre_id)
    )  # fmt: skip
