"""Who really was there: signed on around the beginning of the shift, off once the next ones had taken over.

Now and then somebody comes late, or forgets and is entered afterwards (补签), or never.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from venue_desk.domain.attendance import SignOn
from venue_desk.domain.roster import Duty
from venue_desk.domain.shifts import ShiftRun
from venue_desk.services.demo.bundles import Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Portions, Village
from venue_desk.services.demo.wording import words

DAYS_ELSEWHERE = 60
LATE, FORGOTTEN, NEVER_ENTERED = 0.012, 0.01, 0.3
QUIET = timedelta(days=5)
"""So long before now all went well."""
EARLIEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Came:
    """When somebody signed on to their duty; `entered` afterwards by another, with a note."""

    duty: Duty
    on_at: datetime
    entered: datetime | None = None
    note: str = ""


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Shift after shift: who came, and when the next ones took over."""
    since = kept_since(scene, village, DAYS_ELSEWHERE)
    home = home_words()["today"] if is_home(village.place) else {}
    runs = [run for run in village.runs if since <= run.day and run.begins_at - EARLIEST <= scene.now]
    came = [list(_came(scene, village, run, home)) for run in runs]
    noted: list[Noted] = []
    for (run, mine), (_, others) in pairwise([*zip(runs, came, strict=True), (None, ())]):
        assert run is not None
        relieved = village.relieved[run.day, run.name] = _relieved(scene, run, others, home)
        noted += (_noted(scene, village, each, relieved) for each in mine)
    yield from bundled(scene, village, noted)


def _came(scene: Scene, village: Village, run: ShiftRun, home: Mapping[str, Any]) -> Iterator[Came]:
    quiet = run.begins_at > scene.now - QUIET
    there = False
    for duty in village.serving(run):
        on_at = _pinned(scene, village, duty, home) or _signed_on(scene, run, late=not quiet and scene.chance(LATE))
        if quiet or not there or not scene.chance(FORGOTTEN):
            there = True
            if on_at <= scene.now:
                yield Came(duty, on_at)
        elif not scene.chance(NEVER_ENTERED):
            notes: Sequence[str] = words("things")["sign_ons"]["forgotten"]
            entered = run.ends_at + timedelta(minutes=scene.random.randint(20, 200))
            yield Came(duty, on_at, entered, scene.random.choice(notes))


def _signed_on(scene: Scene, run: ShiftRun, *, late: bool) -> datetime:
    around = scene.random.randint(11, 35) if late else scene.random.randint(-10, 3)
    return run.begins_at + timedelta(minutes=around, seconds=scene.random.randrange(60))


def _pinned(scene: Scene, village: Village, duty: Duty, home: Mapping[str, Any]) -> datetime | None:
    """As the pictures have it today; and late, after nobody had taken over."""
    if not home:
        return None
    gap, day = home["gap"], (duty.day - scene.today).days
    if day == gap["day"] and duty.shift != gap["shift"]:
        return duty.begins_at + timedelta(minutes=gap["minutes"] - 1 - (duty.role.value == "lead"))
    told = home["sign_ons"].get(village.name(duty.cadre_id)) if duty.cadre_id else None
    if day != 0 or told is None:
        return None
    return datetime.combine(duty.day, time.fromisoformat(told), duty.begins_at.tzinfo)


def _relieved(scene: Scene, run: ShiftRun, others: Sequence[Came], home: Mapping[str, Any]) -> datetime:
    """When somebody of the next shift had taken over: never before they came."""
    if home and (run.day - scene.today).days == home["gap"]["day"] and run.name == home["gap"]["shift"]:
        return run.ends_at + timedelta(minutes=home["gap"]["minutes"])
    told = home.get("taken_over", {}).get(f"{run.ends_at:%H:%M}")
    if told and run.ends_at.date() == scene.today:
        return datetime.combine(scene.today, time.fromisoformat(told[1]), run.ends_at.tzinfo)
    usual = run.ends_at + timedelta(minutes=scene.random.randint(1, 8), seconds=scene.random.randrange(60))
    first = min((each.on_at for each in others if each.entered is None), default=usual)
    return max(usual, first + timedelta(minutes=2))


def _noted(scene: Scene, village: Village, came: Came, relieved: datetime) -> Noted:
    duty = came.duty
    assert duty.cadre_id is not None
    sign_on = SignOn(
        id=scene.id(came.on_at), station_id=village.station.id, cadre_id=duty.cadre_id, day=duty.day, shift=duty.shift,
        role=duty.role, begins_at=duty.begins_at, ends_at=duty.ends_at, on_at=came.on_at, noted_by=duty.cadre_id,
        off_at=relieved if relieved <= scene.now else None, note=came.note,
    )  # fmt: skip
    if came.entered is None:
        return Noted(sign_on.off_at or came.on_at, duty.cadre_id, [sign_on])
    by = village.decides(next(cadre for cadre in village.cadres if cadre.id == duty.cadre_id))
    return Noted(max(came.entered, relieved), by.id, [replace(sign_on, noted_by=by.id)])
