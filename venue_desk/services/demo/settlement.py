"""Households and villagers: who lives in the village, and who has gone since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from venue_desk.domain.households import ClosedBecause, Household, Relation, Villager
from venue_desk.domain.identity import Gender
from venue_desk.domain.pinyin import sort_key
from venue_desk.domain.stations import Hamlet
from venue_desk.services.demo.families import HEAD_AGES, Family, family_of, new_family, shape_for
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.people import DOTTED, Person, clan, person, surname
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Closing, Portions, Village

BANKS = {"农村信用社": 7, "农业银行": 2, "邮政储蓄银行": 2}
NO_ACCOUNT, NO_PHONE, AWAY = 0.02, 0.05, 0.04
GONE_HOUSEHOLDS = 0.011
LOST_SOMEBODY = 0.04
OWN_PHONE = 0.1


def demo_rows(scene: Scene, village: Village) -> Portions:
    """All households, hamlet by hamlet on one day after another; then those who died or moved away."""
    number = 0
    for hamlet, size in zip(village.hamlets, _sizes(scene, village), strict=True):
        at = scene.at(scene.founded + timedelta(days=1 + hamlet.position), 14)
        households, villagers = [], []
        for family in _families(scene, village, hamlet, size):
            number += 1
            household, members = _registered(scene, village, hamlet, family, number, at)
            households.append(household)
            villagers += members
            village.villagers[household.id] = members
        village.households += households
        yield Batch(at, village.clerk.id, households)
        yield Batch(at, village.clerk.id, villagers)
    yield from _gone_households(scene, village)
    yield from _gone_villagers(scene, village)


def _sizes(scene: Scene, village: Village) -> list[int]:
    """Households of each hamlet; those that are gone today are counted in."""
    if is_home(village.place):
        rows = home_words()["group"]
        sizes = [part for row in rows for part in _halves(row["households"], len(row.get("hamlets", [row["name"]])))]
        sizes[0] += home_words()["closed_households"]
        return sizes
    weights = [scene.random.uniform(0.7, 1.4) for _ in village.hamlets]
    total = village.place.households
    ends = [round(total * sum(weights[: end + 1]) / sum(weights)) for end in range(len(weights))]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _halves(total: int, parts: int) -> list[int]:
    return [total // parts + (part < total % parts) for part in range(parts)]


def _families(scene: Scene, village: Village, hamlet: Hamlet, size: int) -> Iterator[Family]:
    """The known heads of the demo station first, then families of the two clans and some of other names."""
    known = list(_known(scene, village, hamlet))
    yield from known
    first, second = clan(scene.random)
    for _ in range(size - len(known)):
        if scene.chance(DOTTED):
            yield new_family(scene, "")
        else:
            yield new_family(scene, scene.weighted({first: 45, second: 20, surname(scene.random): 35}))


def _known(scene: Scene, village: Village, hamlet: Hamlet) -> Iterator[Family]:
    if not is_home(village.place):
        return
    group = next(group.name for group in village.groups if group.id == hamlet.group_id)
    last = next(h.id for h in reversed(village.hamlets) if h.group_id == hamlet.group_id)
    for row in home_words()["head"]:
        if row["group"] == group and hamlet.id == last:
            yield family_of(scene, _known_head(scene, row), row.get("shape") or shape_for(scene, row["age"]))


def _known_head(scene: Scene, row: dict[str, Any]) -> Person:
    gender = Gender(row["gender"])
    if tail := row.get("id_tail"):
        born_on, id_number = scene.numbers.id_number_ending(scene.today.year - row["age"], tail, gender)
        return Person(row["name"], gender, born_on, id_number)
    return person(scene, "", gender, row["age"], row["name"])


def _registered(
    scene: Scene, village: Village, hamlet: Hamlet, family: Family, number: int, at: datetime
) -> tuple[Household, list[Villager]]:
    away = scene.chance(AWAY)
    phone = "" if scene.chance(NO_PHONE) else scene.numbers.phone()
    account = "" if away or scene.chance(NO_ACCOUNT) else scene.numbers.account()
    group = next(group for group in village.groups if group.id == hamlet.group_id)
    household = Household(
        id=scene.id(at), station_id=village.station.id, number=f"{number:04d}", group_id=hamlet.group_id,
        hamlet_id=hamlet.id, phone=phone, address=f"{village.place.village}{group.name}{number}号", account=account,
        bank=scene.weighted(BANKS) if account else "", land=0 if away else _land(scene, len(family.members)),
        note=_note(scene, family, away=away), head_name=family.head.name, head_pinyin=sort_key(family.head.name),
    )  # fmt: skip
    villagers = [
        _villager(scene, household, relation, who, at, phone if who is family.head else None)
        for relation, who in family.members
    ]
    return household, villagers


def _villager(
    scene: Scene, household: Household, relation: Relation, who: Person, at: datetime, phone: str | None
) -> Villager:
    if phone is None:
        grown = 16 <= scene.today.year - who.born_on.year <= 75
        phone = scene.numbers.phone() if grown and scene.chance(OWN_PHONE) else ""
    return Villager(
        id=scene.id(at), station_id=household.station_id, household_id=household.id, name=who.name, relation=relation,
        id_number=who.id_number, gender=who.gender, born_on=who.born_on, phone=phone,
    )  # fmt: skip


def _land(scene: Scene, members: int) -> int:
    """Thousandths of a mu: 1.5 to 3.5 mu a head, mostly to one decimal."""
    mu = max(1.0, scene.random.uniform(1.5, 3.5) * min(members, 6))
    return round(mu * 100) * 10 if scene.chance(0.15) else round(mu * 10) * 100


def _note(scene: Scene, family: Family, *, away: bool) -> str:
    if away:
        return "全家在外务工，有事打电话"
    if len(family.members) == 1 and family.age(family.head) >= HEAD_AGES["alone"][0]:
        return "独居老人，可上门代办"
    return "子女在外务工" if len(family.members) == 2 and scene.chance(0.3) else ""


def _gone_households(scene: Scene, village: Village) -> Portions:
    """Households that moved away or died out: of the first hamlet at the demo station, of any elsewhere."""
    if is_home(village.place):
        gone = village.households[home_words()["group"][0]["households"] :][: home_words()["closed_households"]]
    else:
        gone = scene.random.sample(village.households, round(len(village.households) * GONE_HOUSEHOLDS))
    for household in gone:
        day = _later_day(scene)
        members = village.villagers[household.id]
        because = ClosedBecause.DIED if len(members) == 1 else ClosedBecause.MOVED
        closed = replace(household, closed_on=day, closed_because=because)
        village.households[village.households.index(household)] = closed
        at = scene.at(day, 16)
        yield _closing(
            village, household.id, [(m, replace(m, closed_on=day, closed_because=because)) for m in members], at
        )
        yield Closing(at, village.clerk.id, [(household, closed)])


def _gone_villagers(scene: Scene, village: Village) -> Portions:
    """Old people who died, daughters who married away; a head is never among them."""
    for household in village.households:
        if household.closed_on is not None or not scene.chance(LOST_SOMEBODY):
            continue
        day = _later_day(scene)
        leaving = [
            (member, replace(member, closed_on=day, closed_because=because))
            for member in village.villagers[household.id]
            if (because := _leaves(member, day))
        ]
        if leaving:
            yield _closing(village, household.id, leaving[:1], scene.at(day, 16))


def _leaves(member: Villager, day: date) -> ClosedBecause | None:
    age = day.year - member.born_on.year if member.born_on else 0
    if member.relation in (Relation.FATHER, Relation.MOTHER, Relation.GRANDPARENT) and age >= 70:
        return ClosedBecause.DIED
    if member.relation is Relation.DAUGHTER and 20 <= age <= 30:
        return ClosedBecause.MOVED
    return None


def _later_day(scene: Scene) -> date:
    """A day since the households were registered."""
    earliest = scene.founded + timedelta(days=40)
    return earliest + timedelta(days=scene.random.randrange(max(1, (scene.today - earliest).days)))


def _closing(village: Village, household_id: UUID, pairs: list[tuple[Villager, Villager]], at: datetime) -> Closing:
    after = {before.id: closed for before, closed in pairs}
    village.villagers[household_id] = [after.get(m.id, m) for m in village.villagers[household_id]]
    return Closing(at, village.clerk.id, pairs)
