"""Lodging: rooms with their beds, who slept at the station night after night, guests, and who looked in.

Most cadres reach their month, by some nights more than they need. At the demo station the running month stands as the
pictures have it: some have enough, one can miss no night any more, one cannot reach it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import night_of
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.identity import Gender
from venue_desk.domain.leaves import LeaveState
from venue_desk.domain.lodging import Bed, Night, NightHow, Room, watch_night
from venue_desk.domain.lodging_standing import NightRule, month_rules
from venue_desk.domain.roster import month_after, month_of
from venue_desk.domain.settings import rule
from venue_desk.domain.spot_checks import SpotCheck
from venue_desk.domain.stations import Regime
from venue_desk.services.demo.bundles import Noted, bundled, kept_since
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.people import surname
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.demo.wording import pick, words

DAYS_ELSEWHERE = 60
QUOTA = rule("nights_per_month").default
LEAST_ROOMS, MOST_BEDS, SPARE_BEDS = 4, 3, 2
MORE = {0: 20, 1: 24, 2: 20, 3: 16, 4: 12, 5: 8}
"""Nights more than are required, where a month is reached."""
FALLS_SHORT, SHORT_BY = 0.07, (1, 4)
KEEPS_THE_WEEK = 0.985
LEFT_EARLY, COMES_TONIGHT = 0.004, 0.7
GUESTS, CHECKS = {0: 4, 1: 4, 2: 2}, {0: 1, 1: 6, 2: 3}
HOWS = {NightHow.ROLL_CALL: 72, NightHow.PHONE: 12, NightHow.IN_PERSON: 10, NightHow.AS_PLANNED: 6}


@dataclass(frozen=True, slots=True)
class House:
    """What one needs to know to put people to bed: the beds, who is on watch and who on leave, by cadre."""

    beds: Sequence[Bed]
    usual: Mapping[UUID, UUID]
    watches: Mapping[UUID, set[date]]
    away: Mapping[UUID, set[date]] = field(default_factory=dict)

    def of(self, cadre: Cadre, nights: Sequence[date]) -> tuple[set[date], set[date]]:
        """Of these nights the cadre's watches, and those on leave."""
        there = set(nights)
        return self.watches.get(cadre.id, set()) & there, self.away.get(cadre.id, set()) & there


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The rooms of the founding, then night after night up to now."""
    at = scene.at(scene.founded, 8, 50)
    rooms, beds = _rooms(scene, village, at)
    yield Batch(at, village.clerk.id, rooms)
    yield Batch(at, village.clerk.id, beds)
    house = House(beds, _usual(village, beds), _watches(village), _away(village))
    first, last = kept_since(scene, village, DAYS_ELSEWHERE), night_of(scene.now)
    nights: list[Noted] = []
    checks: list[Noted] = []
    month = month_of(first)
    while month <= last:
        for each in _month(scene, village, house, month, (first, last)):
            (checks if isinstance(each.records[0], SpotCheck) else nights).append(each)
        month = month_after(month)
    yield from bundled(scene, village, nights)
    yield from bundled(scene, village, checks)


def _rooms(scene: Scene, village: Village, at: datetime) -> tuple[list[Room], list[Bed]]:
    names: list[str] = words("lodging")["rooms"]
    sizes = [scene.random.randint(1, MOST_BEDS) for _ in range(scene.random.randint(LEAST_ROOMS, len(names)))]
    while sum(sizes) < sum(cadre.on_roster for cadre in village.cadres) + SPARE_BEDS:
        sizes[sizes.index(min(sizes))] += 1
    rooms = [
        Room(id=scene.id(at), station_id=village.station.id, name=name, position=place)
        for place, (name, _) in enumerate(zip(names, sizes, strict=False), 1)
    ]
    beds = [
        Bed(id=scene.id(at), station_id=village.station.id, room_id=room.id, name=f"{number}床")
        for room, size in zip(rooms, sizes, strict=True)
        for number in range(1, size + 1)
    ]
    return rooms, beds


def _usual(village: Village, beds: Sequence[Bed]) -> dict[UUID, UUID]:
    """Everybody's own bed: the men from the first room on, the women from the last."""
    staff = [cadre for cadre in village.cadres if cadre.on_roster]
    men = [cadre for cadre in staff if cadre.gender is not Gender.FEMALE]
    women = [cadre for cadre in staff if cadre.gender is Gender.FEMALE]
    own = [*zip(men, beds, strict=False), *zip(women, reversed(beds), strict=False)]
    return {cadre.id: bed.id for cadre, bed in own}


def _watches(village: Village) -> dict[UUID, set[date]]:
    found: dict[UUID, set[date]] = defaultdict(set)
    for duty in village.duties.values():
        night = watch_night(duty.begins_at, duty.ends_at) if duty.cadre_id else None
        if night is not None and duty.cadre_id is not None:
            found[duty.cadre_id].add(night)
    return found


def _away(village: Village) -> dict[UUID, set[date]]:
    found: dict[UUID, set[date]] = defaultdict(set)
    for leave in village.leaves:
        if leave.state is LeaveState.APPROVED:
            days = range((leave.to_on - leave.from_on).days + 1)
            found[leave.cadre_id] |= {leave.from_on + timedelta(days=number) for number in days}
    return found


def _month(scene: Scene, village: Village, house: House, month: date, kept: tuple[date, date]) -> Iterator[Noted]:
    """Who sleeps here in each night of the month; of those that are kept the nights, the guests and the checks."""
    rules = month_rules(month, lambda _: village.station.regime, lambda _: QUOTA, WorkCalendar())
    nights = [each.night for each in rules]
    chosen = {cadre.id: _chosen(scene, village, house, cadre, rules) for cadre in village.cadres if cadre.on_roster}
    guests = {scene.random.choice(nights) for _ in range(scene.weighted(GUESTS))}
    checks = {scene.random.choice(nights) for _ in range(scene.weighted(CHECKS))}
    for night in (each for each in nights if kept[0] <= each <= kept[1]):
        sleepers = [cadre_id for cadre_id, theirs in chosen.items() if night in theirs]
        there = list(_noted(scene, village, house, night, sleepers, guest=night in guests))
        if there:
            village.nights[night] = there
            yield Noted(max(each.left_at or each.arrived_at for each in there), _by(village, night), there)
        if night in checks:
            yield from _checked(scene, village, night, sleepers)


def _chosen(scene: Scene, village: Village, house: House, cadre: Cadre, rules: Sequence[NightRule]) -> set[date]:
    nights = [each.night for each in rules]
    watches, away = house.of(cadre, nights)
    free = [night for night in nights if night not in away]
    if village.station.regime is Regime.LIVE_IN:
        asked = {each.night for each in rules if each.counts and scene.chance(KEEPS_THE_WEEK)}
        return (asked | watches) - away
    if is_home(village.place) and nights[0] == month_of(night_of(scene.now)):
        return _as_pictured(scene, cadre, free, watches)
    short = scene.chance(FALLS_SHORT)
    wanted = QUOTA - len(away) + (-scene.random.randint(*SHORT_BY) if short else scene.weighted(MORE))
    return _drawn(scene, free, watches - away, wanted) | (watches - away)


def _as_pictured(scene: Scene, cadre: Cadre, free: Sequence[date], watches: set[date]) -> set[date]:
    """Up to tonight as many as the pictures say; tonight most who still need nights; from then on those on watch."""
    told: Mapping[str, int] = home_words()["lodged"][cadre.name]
    tonight = night_of(scene.now)
    gone, to_come = [night for night in free if night < tonight], [night for night in free if night >= tonight]
    length = (month_after(month_of(tonight)) - month_of(tonight)).days
    need = told["need"] if "need" in told else len(to_come) - told["spare"]
    excused = length - len(free) if need > 0 else 0
    comes = {tonight} & set(to_come) if need > 0 and ("spare" in told or scene.chance(COMES_TONIGHT)) else set()
    return _drawn(scene, gone, watches, QUOTA - excused - need) | (watches & set(to_come)) | comes


def _drawn(scene: Scene, nights: Sequence[date], watches: set[date], wanted: int) -> set[date]:
    """So many of the nights, those on watch first."""
    first = sorted(watches & set(nights))[: max(0, wanted)]
    rest = [night for night in nights if night not in watches]
    return {*first, *scene.random.sample(rest, max(0, min(len(rest), wanted - len(first))))}


def _noted(
    scene: Scene, village: Village, house: House, night: date, sleepers: Sequence[UUID], *, guest: bool
) -> Iterator[Night]:
    """Who has come by now, in the order in which they came; a guest takes a bed that is nobody's."""
    by = _by(village, night)
    for cadre_id in sleepers:
        first, within = (40, 20) if night in house.watches.get(cadre_id, ()) else (50, 70)
        arrived = scene.clock(night, 19, first) + timedelta(minutes=scene.random.randrange(within))
        if arrived <= scene.now:
            left, note = _left(scene, night)
            yield Night(
                id=scene.id(arrived), station_id=village.station.id, night=night, cadre_id=cadre_id,
                bed_id=house.usual.get(cadre_id), arrived_at=arrived, left_at=left, how=scene.weighted(HOWS),
                note=note, noted_by=by,
            )  # fmt: skip
    arrived = scene.clock(night, 18, scene.random.randrange(60))
    if guest and arrived <= scene.now:
        row, own = pick(scene, "lodging", "guest", night.month), set(house.usual.values())
        bed = next((each.id for each in house.beds if each.id not in own), None)
        yield Night(
            id=scene.id(arrived), station_id=village.station.id, night=night,
            guest=f"{surname(scene.random)}{row['title']}", guest_unit=row["unit"], bed_id=bed,
            arrived_at=arrived, how=NightHow.IN_PERSON, noted_by=by,
        )  # fmt: skip


def _left(scene: Scene, night: date) -> tuple[datetime | None, str]:
    """Now and then somebody has to go in the middle of the night; not in the running month."""
    if not scene.chance(LEFT_EARLY) or month_of(night) == month_of(scene.today):
        return None, ""
    left = scene.clock(night + timedelta(days=1), scene.random.randrange(1, 5), scene.random.randrange(60))
    return left, pick(scene, "lodging", "left", night.month)["text"]


def _checked(scene: Scene, village: Village, night: date, sleepers: Sequence[UUID]) -> Iterator[Noted]:
    at = scene.clock(night, scene.random.randrange(21, 24), scene.random.randrange(60))
    row, result = pick(scene, "lodging", "checker", night.month), pick(scene, "lodging", "result", night.month)
    by_whom, by = f"{surname(scene.random)}{row['title']}", _by(village, night)
    if at <= scene.now and sleepers:
        check = SpotCheck(
            id=scene.id(at), station_id=village.station.id, night=night, at=at, by_whom=by_whom, unit=row["unit"],
            present=tuple(sleepers), result=result["text"], noted_by=by,
        )  # fmt: skip
        yield Noted(at, by, [check])


def _by(village: Village, night: date) -> UUID:
    """Who keeps the list: whoever is on watch that night."""
    watch = next((run for run in village.runs_of(night) if run.begins_at.hour >= 12), None)
    return village.noting(watch) if watch else village.head.id
