"""The station on its first day: its facts, groups and hamlets, and the cadres who serve there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.identity import Gender
from venue_desk.domain.settings import Setting
from venue_desk.domain.stations import Group, Hamlet, Regime, Station
from venue_desk.services.demo.people import person, surname
from venue_desk.services.demo.places import NUMERALS, Place, county_words, home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.resource_files import service_items

OWN_NAME = 0.15
"""How many hamlets are called otherwise than their group."""


@dataclass(frozen=True, slots=True)
class Post:
    """A place on the staff of an ordinary village."""

    position: str
    kind: CadreKind
    ages: tuple[int, int]
    women: float
    duties: str
    groups: tuple[str, ...]


FIRST = Post("第一书记", CadreKind.STATIONED, (32, 50), 0.2, "站长，全站工作", ("看病", "养老", "救助", "惠农"))
SECRETARY = Post(
    "村党支部书记", CadreKind.VILLAGE, (38, 60), 0.1, "主持村党支部工作，管印章和三资", ("救助", "惠农", "房和地")
)
CLERK = Post("村文书", CadreKind.VILLAGE, (28, 52), 0.4, "台账、公示、知情卡", ("惠农", "户口和证件", "看病"))
WOMEN = Post("妇联主任", CadreKind.VILLAGE, (32, 52), 1, "妇女儿童，老人和残疾人", ("残疾", "户口和证件", "养老"))
DEPUTY = Post(
    "村党支部副书记", CadreKind.DISPATCHED, (25, 38), 0.3, "产业开发，农家书屋", ("惠农", "就业和上学", "房和地")
)
STATIONED = Post(
    "驻村干部", CadreKind.STATIONED, (24, 56), 0.35, "代办件流转，包组联户", ("看病", "养老", "就业和上学")
)
LEADING = (FIRST, SECRETARY, DEPUTY, STATIONED)
"""Who may be the lead of a shift; the rest serves under one."""

RULED = {"handover_minutes": (20, 10), "posting_days": (10, 11)}
"""Rules that a document of the founding year set otherwise: the number, and that of the (sample) document."""
LEADER_SERVICES = ("医保", "养老认证", "惠农补贴", "上门代办")


def found(scene: Scene, place: Place) -> Village:
    """The village with its station, groups, hamlets and first cadres."""
    at = scene.at(scene.founded, 8, 30)
    station = Station(
        id=scene.id(at), code=place.code, name=f"{place.village}便民服务站", village=place.village,
        township=place.township, county=place.county, regime=place.regime, phone=place.phone,
        supervision_phone=place.supervision_phone, address=f"{place.county}{place.township}{place.village}",
    )  # fmt: skip
    groups = [
        Group(id=scene.id(at), station_id=station.id, name=f"{numeral}社", position=position)
        for position, numeral in enumerate(NUMERALS[: place.groups], 1)
    ]
    village = Village(place=place, station=station, groups=groups, hamlets=_hamlets(scene, station, groups, at))
    village.cadres = _home_staff(scene, village) if is_home(place) else _staff(scene, village)
    return village


def demo_rows(scene: Scene, village: Village) -> Portions:
    """The founding records, registered by the 站长."""
    at = scene.at(scene.founded, 8, 30)
    settings = [
        Setting(
            id=scene.id(at), station_id=village.station.id, key=key, value=value,
            from_on=scene.founded, document_number=f"示例〔{scene.founded.year}〕{document}号",
        )
        for key, (value, document) in RULED.items()
    ]  # fmt: skip
    for records in ([village.station], settings, village.groups, village.hamlets, village.cadres):
        yield Batch(at, village.head.id, list(records))


def lead_groups(scene: Scene, village: Village) -> Portions:
    """Villagers who lead their group and are agents in it: they come once there are households."""
    at = scene.at(scene.founded + timedelta(days=20))
    led = scene.random.sample(village.groups, village.place.leaders)
    leaders = [_leader(scene, village, group, at) for group in led]
    village.cadres += leaders
    if leaders:
        yield Batch(at, village.clerk.id, leaders)


def is_home(place: Place) -> bool:
    """Whether this is the demo station of the pictures."""
    return (place.village, place.township) == (home_words()["village"], county_words()["home_township"])


def _hamlets(scene: Scene, station: Station, groups: Sequence[Group], at: datetime) -> list[Hamlet]:
    home = {row["name"]: row.get("hamlets", [row["name"]]) for row in home_words()["group"]}
    hamlets: list[Hamlet] = []
    taken: set[str] = set()
    for group in groups:
        names = home[group.name] if station.village == home_words()["village"] else [_hamlet_name(scene, group, taken)]
        for name in names:
            taken.add(name)
            hamlets.append(
                Hamlet(id=scene.id(at), station_id=station.id, group_id=group.id, name=name, position=len(hamlets) + 1)
            )
    return hamlets


def _hamlet_name(scene: Scene, group: Group, taken: set[str]) -> str:
    if not scene.chance(OWN_NAME):
        return group.name
    tails: list[str] = county_words()["words"]["hamlet_tails"]
    name = f"{surname(scene.random)}家{scene.random.choice(tails)}"
    return group.name if name in taken else name


def _home_staff(scene: Scene, village: Village) -> list[Cadre]:
    at = scene.at(scene.founded, 8, 30)
    by_name = {group.name: group.id for group in village.groups}
    staff = []
    for row in home_words()["cadre"]:
        gender = Gender(row["gender"])
        who = person(scene, "", gender, row["age"], row["name"])
        group_ids = (by_name[row["group"]],) if row["group"] else ()
        staff.append(
            Cadre(
                id=scene.id(at), station_id=village.station.id, name=who.name, kind=CadreKind(row["kind"]),
                position=row["position"], gender=gender, phone=row["phone"], id_number=who.id_number,
                group_ids=group_ids, whole_village=not group_ids, is_head=not group_ids,
                services=tuple(row["services"]), duty_days=frozenset(row["duty_days"]), duties=row["duties"],
                joined_on=_joined(scene), leads_duty=row["leads_duty"],
            )
        )  # fmt: skip
    return staff


def _staff(scene: Scene, village: Village) -> list[Cadre]:
    posts = [FIRST, SECRETARY, CLERK, WOMEN, STATIONED, STATIONED, STATIONED, STATIONED][: village.place.cadres]
    if village.place.dispatched == DEPUTY.position:
        posts[-1] = DEPUTY
    staff = []
    for place, post in enumerate(posts):
        covered = () if post is FIRST else _covered(village.groups, place - 1, len(posts) - 1)
        staff.append(_cadre(scene, village, post, covered, place))
    return staff


def _covered(groups: Sequence[Group], place: int, places: int) -> tuple[UUID, ...]:
    """Groups are dealt out in turn, so that each has one cadre; with few groups two cadres share one."""
    if len(groups) < places:
        return (groups[place % len(groups)].id,)
    return tuple(group.id for group in groups[place::places])


def _cadre(scene: Scene, village: Village, post: Post, covered: tuple[UUID, ...], place: int) -> Cadre:
    dispatched = post is DEPUTY or post.position == village.place.dispatched
    gender = Gender.FEMALE if scene.chance(post.women) else Gender.MALE
    age = scene.random.randint(25, 38) if dispatched else scene.random.randint(*post.ages)
    who = person(scene, surname(scene.random), gender, age)
    return Cadre(
        id=scene.id(scene.at(scene.founded, 8, 30)), station_id=village.station.id, name=who.name,
        kind=CadreKind.DISPATCHED if dispatched else post.kind, position=post.position, gender=gender,
        phone=scene.numbers.phone(), id_number=who.id_number, group_ids=covered, whole_village=post is FIRST,
        is_head=post is FIRST, services=_services(scene, post), duties=post.duties, joined_on=_joined(scene),
        duty_days=_duty_days(village.place.regime, place), leads_duty=post in LEADING,
    )  # fmt: skip


def _services(scene: Scene, post: Post) -> tuple[str, ...]:
    """Four to six things of the post's own fields, in the order of the catalogue."""
    cards = [item.card for item in service_items() if item.group in post.groups]
    chosen = set(scene.random.sample(cards, min(len(cards), scene.random.randint(4, 6))))
    return tuple(card for card in cards if card in chosen)


def _duty_days(regime: Regime, place: int) -> frozenset[int]:
    """Everybody from Monday to Friday, or two days each in turn."""
    return frozenset(range(1, 6)) if regime is Regime.LIVE_IN else frozenset({place % 7 + 1, (place + 3) % 7 + 1})


def _joined(scene: Scene) -> date:
    return scene.founded - timedelta(days=scene.random.randrange(20, 700))


def _leader(scene: Scene, village: Village, group: Group, at: datetime) -> Cadre:
    """One of the group's own: a head of household, in the best years and with a phone if there is one."""
    heads = [
        village.villagers[household.id][0]
        for household in village.households
        if household.group_id == group.id and household.closed_on is None
    ]
    youngest, eldest = scene.today.year - 62, scene.today.year - 36
    fit = [head for head in heads if head.phone and head.born_on and youngest <= head.born_on.year <= eldest]
    head = scene.random.choice(fit or heads)
    return Cadre(
        id=scene.id(at), station_id=village.station.id, name=head.name, kind=CadreKind.VILLAGE,
        position=f"{group.name}社长", gender=head.gender,
        phone=head.phone, id_number=head.id_number, group_ids=(group.id,), services=LEADER_SERVICES,
        duties="村民小组便民服务点", joined_on=_joined(scene), on_roster=False,
    )  # fmt: skip
