"""The register of seal uses: numbered through each year, now and then one cancelled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.seal_uses import SealUse
from venue_desk.services.demo.bundles import Noted, bundled, written_at
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Closing, Portions, Village
from venue_desk.services.demo.wording import Row, pick

A_YEAR_AT_HOME, A_YEAR = 35, (14, 34)
WORKDAYS = 250
CANCELLED, CANCELLED_FOR = 0.025, "写重了"
NOT_LATELY = timedelta(days=10)


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Numbered through each year; today's of the demo station come last."""
    for year in scene.running_years:
        planned = sorted(_uses(scene, village, year), key=lambda use: use.at)
        numbered = [replace(use, number=number) for number, use in enumerate(planned, 1)]
        village.seal_uses += numbered
        yield from bundled(scene, village, (Noted(use.at, use.noted_by, [use]) for use in numbered))
        for use in numbered:
            if scene.chance(CANCELLED) and use.at < scene.now - NOT_LATELY:
                at = use.at + timedelta(minutes=6)
                closed = replace(use, closed_on=at.date(), cancelled_for=CANCELLED_FOR)
                yield Closing(written_at(scene, village, at), use.noted_by, [(use, closed)])


def _uses(scene: Scene, village: Village, year: int) -> Iterator[SealUse]:
    home = is_home(village.place)
    first = max(date(year, 1, 1), scene.founded + timedelta(days=1))
    last = min(date(year, 12, 31), scene.today - timedelta(days=1))
    days = [
        day
        for number in range((last - first).days + 1)
        if not WorkCalendar().off(day := first + timedelta(days=number))
    ]
    a_year = A_YEAR_AT_HOME if home else scene.random.randint(*A_YEAR)
    for _ in range(a_year * len(days) // WORKDAYS):
        at = scene.clock(scene.random.choice(days), scene.random.randrange(8, 18), scene.random.randrange(60))
        yield _use(scene, village, pick(scene, "things", "seal_use", at.month), at)
    for row in home_words()["used"] if home and year == scene.today.year else ():
        at = datetime.combine(scene.today, time.fromisoformat(row["at"]), STATION_ZONE)
        if at <= scene.now:
            yield _use(scene, village, row, at)


def _use(scene: Scene, village: Village, row: Row, at: datetime) -> SealUse:
    household = scene.random.choice([h for h in village.households if h.closed_on is None])
    run = village.run_at(at)
    secretary = next(cadre for cadre in village.cadres if cadre.position == "村党支部书记")
    return SealUse(
        id=scene.id(at), station_id=village.station.id, year=at.year, number=0, at=at,
        seal_id=next(each.id for each in village.belongings if each.name == row["seal"]),
        for_whom=row.get("for_whom", household.head_name), matter=row["matter"], copies=row.get("copies", 1),
        approved_by=secretary.id, noted_by=village.noting(run) if run else village.clerk.id,
    )  # fmt: skip
