"""Fictional people: names that fit the place and the generation, birthdays, numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from venue_desk.domain.identity import Gender
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.resource_files import table

RARE = 0.006
DOTTED = 0.004
NO_ID_NUMBER = 0.008
GENERATIONS = ((1966, "old"), (1994, "middle"), (9999, "young"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody before a household or the staff takes them in."""

    name: str
    gender: Gender
    born_on: date
    id_number: str


@cache
def words() -> dict[str, Any]:
    """The lists of surnames and given names."""
    return table("demo", "names.toml")


@cache
def _surnames() -> tuple[tuple[str, ...], tuple[int, ...]]:
    weights: dict[str, int] = words()["surnames"]
    return tuple(weights), tuple(weights.values())


@cache
def _spoken_for() -> frozenset[str]:
    """Names that chance must not give: those of real persons, and those of the people of the pictures."""
    home = home_words()
    return frozenset([*words()["never"]["names"], *(row["name"] for row in home["cadre"] + home["head"])])


def surname(random: Random) -> str:
    """A surname by its weight in the villages of the region."""
    names, weights = _surnames()
    return random.choices(names, weights)[0]


def clan(random: Random) -> tuple[str, str]:
    """The two surnames that prevail in a hamlet."""
    first, second = random.sample(words()["clans"]["likely"], 2)
    return first, second


def surname_of(name: str) -> str:
    """The surname at the head of a name; a name with a middle dot has none to hand on."""
    if "·" in name:
        return ""
    return next((two for two in ("尉迟",) if name.startswith(two)), name[0])


def full_name(random: Random, family: str, gender: Gender, born: int) -> str:
    """A name for somebody of the family, born in the year `born`; '' as family gives a name with a middle dot."""
    lists = words()
    while True:
        if not family:
            parts: list[str] = lists["dotted"][gender.value]
            return "·".join(random.sample(parts, 2))
        generation = next(key for until, key in GENERATIONS if born < until)
        pool: list[str] = lists["rare" if random.random() < RARE else generation][gender.value]
        if (name := family + random.choice(pool)) not in _spoken_for():
            return name


def birthday(random: Random, today: date, age: int) -> date:
    """A day that makes somebody `age` full years old today."""
    latest = _same_day(today, today.year - age)
    return latest - timedelta(days=random.randrange(365))


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def person(scene: Scene, family: str, gender: Gender, age: int, name: str = "") -> Person:
    """A new person; `name` if it is settled already."""
    born_on = birthday(scene.random, scene.today, age)
    given = name or full_name(scene.random, family, gender, born_on.year)
    id_number = "" if not name and scene.chance(NO_ID_NUMBER) else scene.numbers.id_number(born_on, gender)
    return Person(given, gender, born_on, id_number)
