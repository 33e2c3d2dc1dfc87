"""The duty log: who came and rang every day, about what, and now and then something that had to be reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLine
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.households import Villager
from venue_desk.services.demo.bundles import Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Portions, Village
from venue_desk.services.demo.wording import Row, pick

DAYS_ELSEWHERE = 60
AT_HOME, AT_HOME_ON_DAYS_OFF, ELSEWHERE = (3, 8), (2, 5), (1, 3)
"""Lines a day, from and to."""
HOURS = {7: 3, 8: 10, 9: 16, 10: 14, 11: 9, 12: 3, 13: 4, 14: 10, 15: 11, 16: 10, 17: 7, 18: 4, 19: 3, 20: 3, 21: 2}
NIGHT_HOURS = (20, 21, 22, 23, 0, 1, 4, 5)
QUIET = timedelta(minutes=45)
"""So long nobody comes after those of the pictures."""
OFFICIAL, INCIDENT = 0.12, 0.02
OLD = 60


class Person(NamedTuple):
    """A villager and the phone at which they are reached."""

    villager: Villager
    phone: str


@dataclass(frozen=True, slots=True)
class Callers:
    """Who may come to the desk."""

    grown: Sequence[Person]
    old: Sequence[Person]

    def one(self, scene: Scene, row: Row) -> Person:
        """Somebody whom the matter may concern."""
        return scene.random.choice((row.get("old") and self.old) or self.grown)


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Day after day up to now."""
    callers, noted = _callers(village), list[Noted]()
    day = kept_since(scene, village, DAYS_ELSEWHERE)
    while day <= scene.today:
        for line in _lines(scene, village, callers, day):
            village.lines.setdefault((line.day, line.shift), []).append(line)
            noted.append(Noted(line.at, line.noted_by, [line]))
        day += timedelta(days=1)
    yield from bundled(scene, village, noted)


def _callers(village: Village) -> Callers:
    year = village.runs[-1].day.year
    phones = {household.id: household.phone for household in village.households if household.closed_on is None}
    people = [
        Person(villager, villager.phone or phones[household_id])
        for household_id in phones
        for villager in village.villagers[household_id]
        if villager.closed_on is None and villager.born_on and villager.born_on.year <= year - 20
    ]
    return Callers(people, [p for p in people if p.villager.born_on and p.villager.born_on.year <= year - OLD])


def _lines(scene: Scene, village: Village, callers: Callers, day: date) -> Iterator[LogLine]:
    """The lines of a day in their order; today's of the demo station are those of the pictures, then by chance."""
    quiet_until = datetime.combine(day, time(), STATION_ZONE)
    if day == scene.today and is_home(village.place):
        for row in home_words()["logged"]:
            at = datetime.combine(day, time.fromisoformat(row["at"]), STATION_ZONE)
            quiet_until = at + QUIET
            if at <= scene.now:
                yield _known_line(scene, village, callers, row, at)
    for at in sorted(_times(scene, day, _many(scene, village, day))):
        if quiet_until < at <= scene.now and village.run_at(at):
            yield _line(scene, village, callers, at)
    if scene.chance(INCIDENT) and village.runs[0].day < day < scene.today:
        yield _incident(scene, village, callers, day)


def _many(scene: Scene, village: Village, day: date) -> int:
    if not is_home(village.place):
        return scene.random.randint(*ELSEWHERE)
    return scene.random.randint(*(AT_HOME_ON_DAYS_OFF if WorkCalendar().off(day) else AT_HOME))


def _times(scene: Scene, day: date, many: int) -> Iterator[datetime]:
    for _ in range(many):
        yield scene.clock(day, scene.weighted(HOURS), scene.random.randrange(60))


def _line(scene: Scene, village: Village, callers: Callers, at: datetime) -> LogLine:
    official = scene.chance(OFFICIAL)
    row = pick(scene, "duty_log", "official" if official else "matter", at.month)
    kind, handling = LogKind(scene.random.choice(row["kinds"])), scene.random.choice(row["handling"])
    if official:
        return _kept(
            scene, village, at, kind=kind, who=scene.random.choice(row["who"]), matter=row["matter"], handling=handling
        )
    person = callers.one(scene, row)
    return _kept(
        scene, village, at, kind=kind, who=person.villager.name, villager_id=person.villager.id,
        phone=person.phone if kind is LogKind.CALL else "", matter=row["matter"], handling=handling,
    )  # fmt: skip


def _known_line(scene: Scene, village: Village, callers: Callers, row: Row, at: datetime) -> LogLine:
    person = next((person for person in callers.grown if person.villager.name == row["who"]), None)
    kind = LogKind(row["kind"])
    return _kept(
        scene, village, at, kind=kind, who=row["who"], villager_id=person.villager.id if person else None,
        phone=person.phone if person and kind is LogKind.CALL else "", matter=row["matter"], handling=row["handling"],
    )  # fmt: skip


def _incident(scene: Scene, village: Village, callers: Callers, day: date) -> LogLine:
    row = pick(scene, "duty_log", "incident", day.month)
    hour = scene.random.choice(NIGHT_HOURS) if row.get("night") else scene.weighted(HOURS)
    at = scene.clock(day, hour, scene.random.randrange(60))
    person = callers.one(scene, row)
    return _kept(
        scene, village, at, kind=LogKind.INCIDENT, who=person.villager.name, villager_id=person.villager.id,
        phone=person.phone, matter=row["matter"], handling=row["handling"], level=IncidentLevel(row["level"]),
        reported_to=row["report"], reported_at=at + timedelta(minutes=scene.random.randint(3, 25)),
    )  # fmt: skip


def _kept(scene: Scene, village: Village, at: datetime, **said: Any) -> LogLine:
    run = village.run_at(at)
    assert run is not None
    return LogLine(
        id=scene.id(at), station_id=village.station.id, at=at, day=run.day, shift=run.name,
        noted_by=village.noting(run), **said,
    )  # fmt: skip
