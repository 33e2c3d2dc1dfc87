"""The kitchen: the menu of each week, samples of what was cooked, and the cook's health certificates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from venue_desk.domain.health_certificates import HealthCertificate
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuLine, week_of
from venue_desk.domain.samples import Sample, keep_until
from venue_desk.domain.settings import rule
from venue_desk.services.demo.bundles import LATELY, Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Changing, Portions, Village
from venue_desk.services.demo.wording import words

DAYS_ELSEWHERE = 14
ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
MOST_DISHES = 3
EVENING = 21
"""Nothing is discarded later in the day than that: it waits for the morning."""
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Who cooks."""

    scene: Scene
    village: Village
    cook: str


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The certificates, the menus up to the end of this week, and the samples up to now."""
    home = home_words()["canteen"] if is_home(village.place) else {}
    kitchen = Kitchen(scene, village, home.get("cook") or scene.random.choice(words("canteen")["cooks"]))
    yield from _certificates(kitchen, home.get("certificate_days") or scene.random.randint(20, 340))
    first = max(kept_since(scene, village, DAYS_ELSEWHERE), village.runs[0].day + ONE_DAY)
    menu = list(_menus(kitchen, first))
    yield from bundled(scene, village, menu)
    lines = [line for noted in menu for line in noted.records if line.day >= first]
    added, gone = list[Noted](), list[tuple[Sample, Sample]]()
    for kept, discarded in _samples(kitchen, lines):
        if discarded is None:
            added.append(Noted(kept[0].kept_at, kept[0].noted_by, kept))
        elif kept[0].kept_at < scene.now - LATELY or not home:
            added.append(Noted(discarded[0].discarded_at or scene.now, discarded[0].noted_by, discarded))
        else:
            added.append(Noted(kept[0].kept_at, kept[0].noted_by, kept))
            gone += zip(kept, discarded, strict=True)
    yield from bundled(scene, village, added)
    for before, after in gone:
        at = after.discarded_at or scene.now
        yield Changing(at, _noting(kitchen, at), [(before, after)])


def _certificates(kitchen: Kitchen, days: int) -> Portions:
    """One a year, each before the last expires."""
    scene, expires_on = kitchen.scene, kitchen.scene.today + timedelta(days=days)
    while expires_on > scene.founded:
        issued_on = expires_on - YEAR
        at = max(scene.clock(issued_on + ONE_DAY, 10, 30), scene.at(scene.founded, 9, 20))
        if at <= scene.now:
            record = HealthCertificate(
                id=scene.id(at), station_id=kitchen.village.station.id, person=kitchen.cook,
                number=f"示例健{issued_on:%Y%m%d}01", issued_on=issued_on, expires_on=expires_on,
            )  # fmt: skip
            yield Batch(at, kitchen.village.clerk.id, [record])
        expires_on = issued_on + timedelta(days=10)


def _menus(kitchen: Kitchen, first: date) -> Iterator[Noted]:
    """A week is written on the Sunday before."""
    scene, monday = kitchen.scene, week_of(first)
    while (at := scene.clock(monday - ONE_DAY, 17, 20)) <= scene.now:
        at = max(at, scene.clock(scene.founded, 18))
        yield Noted(at, kitchen.village.clerk.id, list(_week(kitchen, monday, at)))
        monday += WEEK


def _week(kitchen: Kitchen, monday: date, at: datetime) -> Iterator[MenuLine]:
    scene, dishes, calendar = kitchen.scene, words("canteen")["menu"], WorkCalendar()
    drawn = {key: scene.random.sample(texts, min(7, len(texts))) for key, texts in dishes.items()}
    for number in range(7):
        day = monday + timedelta(days=number)
        rest = "rest_day_" if calendar.off(day) else ""
        for meal in Meal:
            texts = drawn.get(f"{rest}{meal.value}", drawn[meal.value])
            yield MenuLine(
                id=scene.id(at), station_id=kitchen.village.station.id, day=day, meal=meal,
                dishes=_pinned(kitchen, day, meal) or texts[number % len(texts)],
            )  # fmt: skip


def _pinned(kitchen: Kitchen, day: date, meal: Meal) -> str:
    if not is_home(kitchen.village.place):
        return ""
    menu = home_words()["canteen"]["menu"]
    on_that_day = (day - kitchen.scene.today).days == menu["day"]
    return str(menu.get(meal.value, "")) if on_that_day else ""


def _samples(kitchen: Kitchen, menu: list[MenuLine]) -> Iterator[tuple[list[Sample], list[Sample] | None]]:
    """Of lunch every day, of supper on working days: kept, and discarded once their time was over."""
    scene, calendar = kitchen.scene, WorkCalendar()
    grams, hours = rule("sample_grams").default, rule("sample_hours").default
    for line in menu:
        if line.meal is Meal.BREAKFAST or (line.meal is Meal.SUPPER and calendar.off(line.day)):
            continue
        at = scene.clock(line.day, line.meal.clock.hour, 40)
        if at > scene.now:
            continue
        by = _noting(kitchen, at)
        kept = [
            Sample(
                id=scene.id(at), station_id=line.station_id, day=line.day, meal=line.meal, dish=dish, grams=grams,
                kept_at=at, kept_by=kitchen.cook, keep_until=keep_until(at, hours), noted_by=by,
            )
            for dish in line.each[:MOST_DISHES]
        ]  # fmt: skip
        gone = _discarded_at(scene, kept[0].keep_until)
        discarded = [replace(each, discarded_at=gone, discarded_by=kitchen.cook) for each in kept]
        yield kept, discarded if gone <= scene.now else None


def _discarded_at(scene: Scene, until: datetime) -> datetime:
    at = until + timedelta(minutes=scene.random.randint(3, 90))
    return at if at.hour < EVENING else scene.clock(at.date() + ONE_DAY, 7, 40)


def _noting(kitchen: Kitchen, at: datetime) -> UUID:
    run = kitchen.village.run_at(at)
    return kitchen.village.noting(run) if run else kitchen.village.clerk.id
