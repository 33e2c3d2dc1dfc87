"""A few cadres, their duties and sign-ons, written short: what the tests of attendance are told with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from venue_desk.domain.attendance import SignOn
from venue_desk.domain.attendance_findings import AttendanceFacts
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.coverage import Coverage, Stretch
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import Duty, Role
from venue_desk.domain.shifts import DEFAULT, ShiftRun, runs

DAY = date(2026, 11, 23)
BORN = datetime(2026, 1, 1, tzinfo=UTC)
STATION = new_id(BORN, Random(0))
NAMES = {"W": "王建军", "L": "李秀兰", "C": "陈志远", "X": "张小梅", "Z": "赵文博"}
IDS = {letter: new_id(BORN, Random(letter)) for letter in NAMES}
LETTERS = {cadre_id: letter for letter, cadre_id in IDS.items()}
CALLED: Mapping[UUID, str] = {IDS[letter]: name for letter, name in NAMES.items()}
RUNS = runs([DEFAULT], WorkCalendar(), DAY - timedelta(days=2), DAY + timedelta(days=2))
SIGNS = {
    Stretch.BEFORE: " ", Stretch.PAST: "-", Stretch.ELAPSED: "=", Stretch.REST: "~", Stretch.PLANNED: ".",
    Stretch.OPEN: "?", Stretch.GAP: "X",
}  # fmt: skip


def at(clock: str, days: int = 0) -> datetime:
    """08:12 of the day, or of another `days` later."""
    return datetime.combine(DAY + timedelta(days=days), time.fromisoformat(clock), STATION_ZONE)


def run_of(name: str, days: int = 0) -> ShiftRun:
    return next(run for run in RUNS if run.name == name and run.day == DAY + timedelta(days=days))


def pair(names: str, shift: str, days: int = 0) -> list[Duty]:
    """The first letter leads, the second serves; · is an empty place."""
    run = run_of(shift, days)
    return [
        Duty(
            id=new_id(BORN, Random(f"{run.begins_at}{role}")), station_id=STATION, day=run.day, shift=run.name,
            role=role, begins_at=run.begins_at, ends_at=run.ends_at, cadre_id=IDS.get(letter),
        )
        for letter, role in zip(names, Role, strict=True)
    ]  # fmt: skip


def came(letter: str, shift: str, on: str, off: str = "", days: int = 0, **said: object) -> SignOn:
    """`on` and `off` on the clock of the shift's day; an `off` or `on` before the shift begins is the next morning's."""
    run = run_of(shift, days)

    def instant(clock: str) -> datetime:
        found = at(clock, days)
        return found + timedelta(days=1) if found < run.begins_at - timedelta(hours=3) else found

    values: dict[str, object] = {"noted_by": IDS[letter], "role": Role.LEAD if letter in "WC" else Role.ON_DUTY} | said
    return SignOn(
        id=new_id(BORN, Random(f"{letter}{run.begins_at}")), station_id=STATION, cadre_id=IDS[letter], day=run.day,
        shift=run.name, begins_at=run.begins_at, ends_at=run.ends_at, on_at=instant(on),
        off_at=instant(off) if off else None, **values,  # type: ignore[arg-type]
    )  # fmt: skip


DUTIES = (*pair("CX", "夜班", -1), *pair("WL", "白班"), *pair("CX", "夜班"))


def facts(now: datetime, *sign_ons: SignOn, duties: tuple[Duty, ...] = DUTIES, since: str = "00:00") -> AttendanceFacts:
    return AttendanceFacts(
        runs=RUNS, duties=duties, sign_ons=sign_ons, now=now, late_minutes=10, names=CALLED, since=at(since, -1)
    )


def drawn(line: Coverage, step: int = 30) -> str:
    """One sign for each half hour, by what it begins with."""
    found = []
    for number in range(24 * 60 // step):
        instant = line.begins + timedelta(minutes=number * step)
        segment = next(each for each in line.segments if each.begins <= instant < each.ends)
        found.append(SIGNS[segment.kind])
    return "".join(found)
