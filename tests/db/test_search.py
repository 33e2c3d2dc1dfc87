from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db import search
from db.connection import DATABASE, close_database, start_database, transaction
from tests.db.people import KEY, fresh_id
from tests.db.spelled import all_readings, initials, tier_of
from tests.torture import examples
from venue_desk.domain.found import PEOPLE, Kind, SearchEntry
from venue_desk.domain.typed import Tier

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
HERE, THERE = fresh_id(), fresh_id()
SURNAMES = [*"张周李刘单曾仇查解朴区安", "尉迟", "万俟", "欧阳", "长孙"]
GIVEN = "文海万和慧安娥安家乐行重昂恩女绿饿\U00020bb7\U0002ebf0"
EVERYTHING = 10_000


def made(title: str, **facts: object) -> SearchEntry:
    known: dict[str, object] = {"kind": Kind.VILLAGER, "id": fresh_id(), "station_id": HERE, "title": title}
    return SearchEntry(**known | facts)  # type: ignore[arg-type]  # a test may say any field


def village(random: Random) -> list[SearchEntry]:
    """A hundred and fifty people with few characters, so that everything typed has many answers."""
    people = []
    for _ in range(150):
        name = random.choice(SURNAMES) + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2, 2, 3))))
        entry = made(
            name if random.random() < 0.95 else f"{name}·{random.choice(GIVEN)}",
            kind=random.choice((Kind.VILLAGER, Kind.VILLAGER, Kind.CADRE, Kind.HOUSEHOLD)),
            station_id=random.choice((HERE, HERE, THERE)),
            beside=(random.choice(("三社", "张家湾", "安家坪")),),
            numbers=(f"{random.randrange(300):04d}", f"1380000{random.randrange(10000):04d}"),
            closed=random.choice(("", "", "", "去世")),
            used_at=NOON - timedelta(seconds=random.randrange(50)) if random.random() < 0.2 else None,
        )
        people.append(entry)
    return people


PEOPLE_HERE = village(Random(7))


@pytest.fixture(scope="module", autouse=True)
def _file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    start_database(Path(tmp_path_factory.mktemp("search")) / "station.db", KEY)
    yield
    close_database()


@pytest.fixture(scope="module")
def _people(_file: None) -> None:
    search.rebuild(PEOPLE_HERE)


def found(typed: str, **how: object) -> list[str]:
    return [entry.title for entry, _ in search.find(HERE, typed, **how)]  # type: ignore[arg-type]


def expected(words: list[str], people: list[SearchEntry]) -> list[tuple[UUID, int]]:
    """Tier, then the living, then the last used, then the order of coming."""
    ranked = []
    for number, entry in enumerate(people):
        tier = tier_of(words, entry)
        if tier is not None:
            used = -entry.used_at.timestamp() if entry.used_at else 0
            ranked.append((tier, bool(entry.closed), used, number, entry.id))
    return [(one[-1], one[0]) for one in sorted(ranked)]


@st.composite
def spelled_names(draw: st.DrawFn) -> str:
    """A stretch of somebody's name, each character in one of the ways it may be typed."""
    name = draw(st.sampled_from(PEOPLE_HERE)).title.replace("·", "")
    start = draw(st.integers(0, len(name) - 1))
    end = draw(st.integers(start + 1, len(name)))
    typed = ""
    for char, sounds in list(zip(name, all_readings(name), strict=True))[start:end]:
        ways = {char, *sounds, *initials(sounds)} if sounds else {char}
        typed += draw(st.sampled_from(sorted(ways)))
    return typed[: draw(st.integers(1, len(typed)))]


words = st.one_of(
    spelled_names(),
    st.text("zhangwelsiuoxy文海安张", min_size=1, max_size=8),
    st.text("0123", min_size=1, max_size=5),
    st.sampled_from(["三社", "anjiap", "zhangjiawan", "家", "13800000", "sanshe", "san"]),
)


@pytest.mark.usefixtures("_people")
@settings(max_examples=examples(40), deadline=None)
@given(typed=words)
@example("zwh")
@example("lae")
@example("xian")
@example("shanle")
@example("yuchi")
def test_one_word_finds_what_the_patterns_find_in_their_order(typed: str) -> None:
    hits = search.find(None, typed, EVERYTHING)
    assert [(entry.id, answer.tier) for entry, answer in hits] == expected([typed], PEOPLE_HERE)


@pytest.mark.usefixtures("_people")
@settings(max_examples=examples(40), deadline=None)
@given(typed=st.lists(words, min_size=2, max_size=3))
@example(["三社", "zwh"])
@example(["zhang", "wen", "hai"])
def test_several_words_are_each_found_somewhere(typed: list[str]) -> None:
    typed = [word for word in typed if word.isdigit() or not any(char.isdigit() for char in word)]
    if len(typed) > 1:
        hits = search.find(None, " ".join(typed), EVERYTHING)
        assert [(entry.id, answer.tier) for entry, answer in hits] == expected(typed, PEOPLE_HERE)


@pytest.mark.usefixtures("_people")
@settings(max_examples=examples(30), deadline=None)
@given(typed=spelled_names(), limit=st.integers(1, 8))
def test_the_first_hits_are_the_first_of_all(typed: str, limit: int) -> None:
    everything = search.find(HERE, typed, EVERYTHING, PEOPLE)
    assert search.find(HERE, typed, limit, PEOPLE) == everything[:limit]
    assert everything == [
        hit for hit in search.find(None, typed, EVERYTHING) if hit[0].station_id == HERE and hit[0].kind in PEOPLE
    ]


@pytest.mark.usefixtures("_people")
@settings(max_examples=examples(60), deadline=None)
@given(typed=st.one_of(st.text(max_size=80), st.text("\"'*()^:-+{}\\NEARORANDNOT 张z0　\x00\ud800", max_size=30)))
@example("a" * 5000)
@example("zhangzhang" * 6)
@example("ﷺ" * 60)
@example('" OR 1=1 --')
def test_nothing_typed_breaks_it(typed: str) -> None:
    for entry, answer in search.find(None, typed):
        assert all(0 <= start < end <= len(entry.title) for start, end in answer.spans)


@settings(max_examples=examples(25), deadline=None)
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(["put", "change", "close", "drop", "touch"]), st.integers(0, 9)), max_size=25
    )
)
def test_the_index_follows_the_records(deeds: list[tuple[str, int]]) -> None:
    search.rebuild([])
    people = PEOPLE_HERE[:10]
    known: dict[UUID, SearchEntry] = {}
    for number, (deed, at) in enumerate(deeds):
        entry = known.get(people[at].id, people[at])
        if deed == "drop":
            search.drop([entry.id])
            known.pop(entry.id, None)
        elif deed == "touch":
            search.touch(entry.id, NOON + timedelta(seconds=number))
            if entry.id in known:
                known[entry.id] = replace(entry, used_at=NOON + timedelta(seconds=number))
        else:
            entry = replace(
                entry,
                title="单安" if deed == "change" else entry.title,
                closed="迁出" if deed == "close" else entry.closed,
            )
            search.put([entry])
            known[entry.id] = entry
    for typed in ("z", "shan", "三社", "安"):
        hits = search.find(None, typed, EVERYTHING)
        wanted = expected([typed], list(known.values()))
        assert {(entry.id, answer.tier) for entry, answer in hits} == set(wanted)
        assert {entry.id: entry for entry, _ in hits} == {hit: known[hit] for hit, _ in wanted}


def test_living_before_gone_and_lately_used_first() -> None:
    people = [
        made("张一", closed="去世", used_at=NOON),
        made("张二"),
        made("张三", used_at=NOON - timedelta(days=1)),
        made("张四", used_at=NOON),
        made("张五", closed="迁出"),
    ]
    search.rebuild(people)
    assert found("zhang") == ["张四", "张三", "张二", "张一", "张五"]
    search.touch(people[1].id, NOON + timedelta(minutes=1))
    assert found("zhang")[0] == "张二"
    search.put([replace(people[1], title="张贰")])
    assert found("zhang")[0] == "张贰", "a change does not forget the use"
    search.rebuild(people)
    assert found("zhang")[0] == "张二", "nor does a rebuild"


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("ZＷＨ", ["张文海", "张万和"]),
        ("　zwh ", ["张文海", "张万和"]),
        ("zhāng wén hǎi", ["张文海"]),
        ("lǚ", ["吕布"]),
        ("lü", ["吕布"]),
        ("lv", ["吕布"]),
        ("xi'an", ["奚安"]),
        ("138-0000-0013", ["张文海"]),
        ("001x", ["张万和"]),
        ("００１３", ["张文海"]),
        ("12", ["李安"]),
        ("买买提·阿不都", ["买买提·阿不都"]),
        ("mmtabd", ["买买提·阿不都"]),
        ("提阿", ["买买提·阿不都"]),
        ("\U0002ebf0", ["李\U0002ebf0"]),
        ("豈", ["豈"]),
        ("地力保护补贴", ["耕地地力保护补贴"]),
        ("gddlbhbt", ["耕地地力保护补贴"]),
        ("2026年知情", ["2026年知情卡"]),
        ("105203-Z-20261123-0007", ["2026年知情卡"]),
        ("20261123-0007", ["2026年知情卡"]),
        ("pos", ["POS机"]),
    ],
)
def test_as_people_type(typed: str, titles: list[str]) -> None:
    search.rebuild(
        [
            made("张文海", numbers=("13800000013", "621199194411230013")),
            made("张万和", numbers=("62119919500101001X",)),
            made("李安", numbers=("0012",)),
            *map(made, ("吕布", "奚安", "买买提·阿不都", "李\U0002ebf0", "\uf900", "POS机")),
            made("耕地地力保护补贴", kind=Kind.POLICY),
            made("2026年知情卡", kind=Kind.PRINTOUT, numbers=("105203-Z-20261123-0007",)),
        ]
    )
    assert [title.replace("\uf900", "豈") for title in found(typed)][: len(titles)] == titles


def test_spans_are_the_characters_that_matched() -> None:
    search.rebuild([made("买买提·阿不都"), made("张文海", beside=("三社",))])
    spans = {typed: search.find(HERE, typed)[0][1] for typed in ("wh", "zhangw", "提阿", "三社", "hai zhang")}
    assert spans["wh"].spans == ((1, 3),)
    assert spans["zhangw"].spans == ((0, 2),)
    assert spans["提阿"].spans == ((2, 5),)
    assert (spans["三社"].spans, spans["三社"].tier) == ((), Tier.BESIDE)
    assert spans["hai zhang"].spans == ((0, 1), (2, 3))


def test_a_put_is_undone_with_its_transaction() -> None:
    search.rebuild([made("张文海")])

    def fail() -> None:
        with transaction():
            search.put([made("张文")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert found("张") == ["张文海"]


def test_an_index_of_another_format_is_not_ready() -> None:
    search.rebuild([])
    assert search.ready()
    DATABASE.execute_sql("UPDATE search_format SET number = number - 1")
    assert not search.ready()
    DATABASE.execute_sql("DROP TABLE search_format")
    assert not search.ready()
    search.rebuild([])
    assert search.ready()
