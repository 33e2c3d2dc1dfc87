"""Where the demo takes place: townships, villages, and how the county's totals fall on them (DOMAIN figures)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from random import Random
from typing import Any

from venue_desk.domain.identity import clean_digits
from venue_desk.domain.stations import Regime
from venue_desk.services.resource_files import table

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
FEWEST_GROUPS, MOST_GROUPS = 4, 12


class Scale(StrEnum):
    """How much the demo holds."""

    STATION = "station"
    TOWNSHIP = "township"
    COUNTY = "county"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One village before anybody lives in it. `leaders` counts the groups whose head is an agent too."""

    code: str
    village: str
    township: str
    county: str
    regime: Regime
    phone: str
    supervision_phone: str
    groups: int
    households: int
    cadres: int
    leaders: int = 0
    dispatched: str = ""


@cache
def county_words() -> dict[str, Any]:
    """Names and totals of the demo county."""
    return table("demo", "county.toml")


@cache
def home_words() -> dict[str, Any]:
    """Facts and people of the demo station."""
    return table("demo", "qianhe.toml")


def places(scale: Scale, seed: int) -> tuple[Place, ...]:
    """The villages of the demo; the demo station comes first and is the same at every scale."""
    whole = _county(Random(f"places {seed}"))
    home = whole[0]
    return {
        Scale.STATION: (home,),
        Scale.TOWNSHIP: tuple(place for place in whole if place.township == home.township),
        Scale.COUNTY: whole,
    }[scale]


def _county(random: Random) -> tuple[Place, ...]:
    totals = county_words()["totals"]
    home, *found = sorted(_named(random), key=_home_first)
    others = len(found)
    groups = _parted(random, totals["groups"] - home.groups, others, FEWEST_GROUPS, MOST_GROUPS)
    households = _parted(random, totals["households"] - home.households, others, 170, 520)
    cadres = _parted(random, totals["stationed"] - home.cadres, others, 7, 8)
    leaders = _leaders(random, groups, totals["agents"] - totals["stationed"])
    live_in = set(random.sample(range(others), totals["live_in"]))
    titles = _titles(random, others)
    return home, *(
        replace(
            place,
            groups=groups[i],
            households=households[i],
            cadres=cadres[i],
            leaders=leaders[i],
            dispatched=titles[i],
            regime=Regime.LIVE_IN if i in live_in else Regime.ROTATING,
        )
        for i, place in enumerate(found)
    )


def _home_first(place: Place) -> tuple[bool, bool, str]:
    words = county_words()
    return place.village != home_words()["village"], place.township != words["home_township"], place.code


def _titles(random: Random, villages: int) -> list[str]:
    """As what somebody is dispatched to each village, if anybody is; one more serves at the demo station as neither."""
    totals = county_words()["totals"]
    secretaries = totals["dispatched_secretaries"]
    titles = ["村党支部书记"] * secretaries + ["村党支部副书记"] * (totals["dispatched"] - 1 - secretaries)
    titles += [""] * (villages - len(titles))
    random.shuffle(titles)
    return titles


def _named(random: Random) -> list[Place]:
    words, home = county_words(), home_words()
    heads, tails = words["words"]["village_heads"], words["words"]["village_tails"]
    invented = [f"{head}{tail}村" for head in heads for tail in tails]
    random.shuffle(invented)
    found: list[Place] = []
    for rank, (township, facts) in enumerate(words["townships"].items()):
        for number in range(facts["villages"]):
            is_home = township == words["home_township"] and number == 0
            found.append(
                Place(
                    code=f"{words['code']}{facts['code']}{201 + number}",
                    village=home["village"] if is_home else invented.pop(),
                    township=township,
                    county=words["county"],
                    regime=Regime(home["regime"]),
                    phone=clean_digits(home["phone"]) if is_home else f"0932000{1000 + len(found):04d}",
                    supervision_phone=f"0932000{_supervision(rank):04d}",
                    groups=len(home["group"]),
                    households=home["open_households"] + home["closed_households"],
                    cadres=len(home["cadre"]),
                )
            )
    return found


def _supervision(rank: int) -> int:
    """The last digits of a township's supervision phone; the demo station's is the one of the pictures."""
    home = list(county_words()["townships"]).index(county_words()["home_township"])
    return int(home_words()["supervision_phone"][-4:]) + (rank - home) % len(county_words()["townships"])


def _parted(random: Random, total: int, parts: int, least: int, most: int) -> list[int]:
    """`total` cut into `parts` numbers between `least` and `most`, most of them near the mean."""
    mean, spread = total / parts, (most - least) / 7
    cut = [min(most, max(least, round(random.gauss(mean, spread)))) for _ in range(parts)]
    while rest := total - sum(cut):
        index, step = random.randrange(parts), 1 if rest > 0 else -1
        if least <= cut[index] + step <= most:
            cut[index] += step
    return cut


def _leaders(random: Random, groups: list[int], total: int) -> list[int]:
    """Nearly every group has a leader who is an agent: those too many are taken away here and there."""
    leaders = list(groups)
    while sum(leaders) > total:
        index = random.randrange(len(leaders))
        leaders[index] -= leaders[index] > 2
    return leaders
