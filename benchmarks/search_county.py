"""A county's people made up for the search benchmark: 64,500 households, 270,000 villagers, 2,713 cadres in 215 stations."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from venue_desk.domain.found import Kind, SearchEntry
from venue_desk.domain.identity import Gender, mask_id_number
from venue_desk.domain.ids import new_id

HOUSEHOLDS, VILLAGERS, CADRES, STATIONS = 64_500, 270_000, 2_713, 215
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
SURNAMES = {
    "王": 90, "张": 85, "李": 80, "刘": 55, "马": 45, "杨": 45, "陈": 36, "赵": 36, "何": 30, "董": 26, "郭": 26, "石": 22, "周": 22,
    "汪": 20, "吴": 20, "祁": 18, "康": 16, "魏": 16, "牟": 14, "孙": 14, "安": 12, "常": 12, "田": 12, "徐": 12, "胡": 12, "朱": 12,
    "雷": 10, "吕": 8, "侯": 8, "单": 4, "仇": 4, "曾": 4, "查": 2, "解": 2,
}  # fmt: skip
GIVEN = (
    "文海建国秀英桂兰芳永强彩霞珍满堂兴旺来福银生玉梅小军明华红丽娟伟涛春平志刚淑琴金凤鹏飞晓燕雪莲世忠继祖"
    "天佑守仁万和慧德林俊杰雨婷子轩乐长重行朝宏斌荣贵财喜顺宝山江河"
)
HAMLETS = (*(f"{number}社" for number in "一二三四五六七八"), "上湾", "下庄", "张家湾", "何家坪")


def entries(random: Random, villagers: int) -> Iterator[SearchEntry]:
    """So many people in proportion: 4.2 to a household, one in twelve gone, one in fifty used lately."""
    households = villagers * HOUSEHOLDS // VILLAGERS
    stations = [new_id(NOW, random) for _ in range(STATIONS)]
    for number in range(households):
        station, hamlet = stations[number * STATIONS // households], random.choice(HAMLETS)
        count = villagers * (number + 1) // households - villagers * number // households
        names = [_name(random) for _ in range(count)]
        yield _household(random, station, number, names[0], hamlet)
        yield from (_villager(random, station, name, hamlet) for name in names)
    for _ in range(villagers * CADRES // VILLAGERS):
        yield _cadre(random, random.choice(stations))


def _household(random: Random, station: UUID, number: int, head: str, hamlet: str) -> SearchEntry:
    return SearchEntry(
        kind=Kind.HOUSEHOLD,
        id=new_id(NOW, random),
        station_id=station,
        title=head,
        beside=(hamlet,),
        numbers=(f"{number % 300 + 1:04d}", _phone(random), f"621700{random.randrange(10**13):013d}"),
        facts=hamlet,
    )


def _villager(random: Random, station: UUID, name: str, hamlet: str) -> SearchEntry:
    born = date(1930, 1, 1) + timedelta(days=random.randrange(95 * 365))
    id_number = f"621199{born:%Y%m%d}{random.randrange(1000):03d}{random.choice('0123456789X')}"
    return SearchEntry(
        kind=Kind.VILLAGER,
        id=new_id(NOW, random),
        station_id=station,
        title=name,
        beside=(hamlet,),
        numbers=(id_number, _phone(random)),
        facts=f"{hamlet} {mask_id_number(id_number)}",
        gender=random.choice((Gender.MALE, Gender.FEMALE)),
        born_on=born,
        closed="迁出" if random.random() < 0.08 else "",
        used_at=NOW - timedelta(seconds=random.randrange(10**7)) if random.random() < 0.02 else None,
    )


def _cadre(random: Random, station: UUID) -> SearchEntry:
    return SearchEntry(
        kind=Kind.CADRE,
        id=new_id(NOW, random),
        station_id=station,
        title=_name(random),
        beside=("驻村干部",),
        numbers=(_phone(random),),
        facts="驻村干部",
    )


def _name(random: Random) -> str:
    (surname,) = random.choices(list(SURNAMES), list(SURNAMES.values()))
    return surname + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2, 2, 2))))


def _phone(random: Random) -> str:
    return f"1380000{random.randrange(10**4):04d}"
