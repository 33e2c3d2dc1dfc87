import tomllib
from pathlib import Path

import pytest
from pypinyin.constants import PINYIN_DICT

from venue_desk.domain.readings import (
    SYLLABLES,
    Sounded,
    folded,
    is_han,
    sounded,
    sounds_of,
    surname,
    surname_table,
    unpacked,
)
from venue_desk.domain.typed import Searched, Tier, answer, merged, plain_number, words_of

TABLE = tomllib.loads((Path(__file__).parents[2] / "resources" / "surnames.toml").read_text("utf-8"))
SURNAMES = surname_table(**TABLE)


def first_readings(name: str) -> str:
    return " ".join(sounds[0] for sounds in sounded(name, SURNAMES).sounds)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("单文海", "shan wen hai"),
        ("仇英", "qiu ying"),
        ("曾国藩", "zeng guo fan"),
        ("查良", "zha liang"),
        ("解海", "xie hai"),
        ("朴永", "piao yong"),
        ("区文", "ou wen"),
        ("覃桂", "qin gui"),
        ("盖文", "ge wen"),
        ("尉迟恭", "yu chi gong"),
        ("尉海", "wei hai"),
        ("万俟卨", "mo qi xie"),
        ("万海", "wan hai"),
        ("长孙文", "zhang sun wen"),
        ("单于文", "chan yu wen"),
        ("澹台文", "tan tai wen"),
        ("吕略", "lv lve"),
    ],
)
def test_a_surname_reads_its_own_way_first(name: str, read: str) -> None:
    assert first_readings(name) == read


def test_the_other_readings_stay() -> None:
    assert sounded("单乐", SURNAMES).sounds == (("shan", "dan", "chan"), ("le", "yue"))
    assert "he" in sounded("黑", SURNAMES).sounds[0]


def test_every_reading_of_the_table_and_the_dictionary_is_a_syllable_that_can_be_typed() -> None:
    said = {sound for code in PINYIN_DICT for sound in sounds_of(chr(code))}
    assert {sound for sound in said if set(sound) & set("aeiouv")} == SYLLABLES
    assert {sound for name in SURNAMES.values() for sounds in name for sound in sounds} <= SYLLABLES


def test_the_surname_table_has_a_reading_for_each_character() -> None:
    assert all(len(name) == 1 for name in TABLE["single"])
    assert all(len(name) == 2 == len(said.split()) for name, said in TABLE["double"].items())
    assert {*"单仇曾查解朴区"} <= set(TABLE["single"])


@pytest.mark.parametrize(
    "char", ["㐀", "䶮", "𠮷", "\U0002a700", "\U0002ebf0", "\U00030000", "\U00031350", "〇", "\ue863"]
)
def test_every_han_character_is_a_word_whatever_python_knows_of_it(char: str) -> None:
    assert is_han(char)
    assert folded(char) == char


def test_width_case_and_compatibility_are_folded_signs_are_not_words() -> None:
    assert [folded(char) for char in "Ａb３\uf900·（ 　\U000e0100"] == ["a", "b", "3", "豈", "", "", "", "", ""]


def test_packed_readings_come_back() -> None:
    name = "买买提·𠮷单a1"
    there = sounded(name, SURNAMES)
    assert there.packed().startswith("mai mai ")
    assert unpacked(name, there.packed()) == there
    assert unpacked("", "") == Sounded((), (), ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("三社 张wh 0013", ["三社", "张wh", "0013"]),
        ("张0013", ["张", "0013"]),
        ("ＺＷＨ", ["zwh"]),
        ("Zhāng", ["zhang"]),
        ("lǚ", ["lv"]),
        ("138-0000 0013", ["1380000", "0013"]),
        ("6211…001X", ["6211", "001x"]),
        ("105203-Z-20261123-0007", ["105203z202611230007"]),
        ("12zh", ["12", "zh"]),
        ("0013xiao", ["0013", "xiao"]),
        ("*\"'()^ ", []),
        ("", []),
    ],
)
def test_what_was_typed_falls_into_words(typed: str, words: list[str]) -> None:
    assert [word.text for word in words_of(typed)] == words


def tier_of(typed: str, title: str, *numbers: str) -> Tier | None:
    record = Searched(sounded(title, SURNAMES), (), tuple(map(plain_number, numbers)))
    said = answer(words_of(typed), record)
    return said.tier if said else None


@pytest.mark.parametrize(
    ("typed", "title", "tier"),
    [
        ("zwh", "张文海", Tier.EXACT),
        ("zwh", "张文海英", Tier.HEAD_BEGUN),
        ("zhang", "张文海", Tier.HEAD),
        ("zhangw", "张文海", Tier.HEAD_BEGUN),
        ("li", "李文", Tier.HEAD),
        ("li", "梁文", Tier.HEAD_BEGUN),
        ("wenhai", "张文海", Tier.INNER),
        ("zh", "张文海", Tier.HEAD_BEGUN),
        ("zhao", "张豪", None),  # zhao is a syllable: only 赵 reads so
        ("la", "李爱", Tier.EXACT),  # but initials alone are always allowed
        ("zhai", "张海爱", None),
        ("zhhai", "张海", Tier.EXACT),
        ("wenz", "张文", None),
    ],
)
def test_how_well_a_name_answers(typed: str, title: str, tier: Tier | None) -> None:
    assert tier_of(typed, title) is tier


@pytest.mark.parametrize(
    ("typed", "number", "tier"),
    [
        ("12", "0012", Tier.EXACT),
        ("0012", "0012", Tier.EXACT),
        ("12", "0112", Tier.NUMBER),
        ("0013", "138-0000-0013", Tier.NUMBER),
        ("13800000013", "138-0000-0013", Tier.EXACT),
        ("13800000", "138-0000-0013", Tier.NUMBER),
        ("1380000", "138-0000-0013", None),
        ("00010", "138-0000-0013", None),
        ("6211991944", "621199194411230013", None),
        ("001x", "62119919500101001X", Tier.NUMBER),
    ],
)
def test_numbers_are_found_by_their_end(typed: str, number: str, tier: Tier | None) -> None:
    assert tier_of(typed, "李", number) is tier


def test_spans_that_touch_become_one() -> None:
    assert merged([(3, 4), (0, 1), (1, 2)]) == ((0, 2), (3, 4))


@pytest.mark.parametrize(
    ("name", "own"), [("张文海", "张"), ("尉迟长河", "尉迟"), ("欧阳", "欧"), ("单于", "单"), ("马", "马")]
)
def test_the_surname_alone(name: str, own: str) -> None:
    assert surname(name, SURNAMES) == own
