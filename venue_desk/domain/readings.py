"""How a name sounds: every reading of every character, without tones, ü written v; a surname's own reading first."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

Sounds = tuple[str, ...]
"""The readings of one character, the likeliest first; a Latin letter reads as itself, a digit has none."""

Surnames = Mapping[str, tuple[Sounds, ...]]
"""Surname of one or two characters → the readings of each of its characters."""

DOUBLE_INITIALS = ("zh", "ch", "sh")

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iang iao ie in ing o ong u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng iao o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie in ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o ong u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
"""The syllables of 汉语拼音方案, as typed: without tones, v for ü. Interjections such as ng are left out."""

LONGEST_SYLLABLE = max(len(syllable) for syllable in SYLLABLES)


@dataclass(frozen=True, slots=True)
class Sounded:
    """A text as it is searched: its letters, digits and Han characters, how each reads, and where it stood."""

    chars: tuple[str, ...]
    sounds: tuple[Sounds, ...]
    places: tuple[int, ...]

    def packed(self) -> str:
        """The readings in one line: 'zhang wen/men hai', '-' where a character has none."""
        return " ".join("/".join(sounds) or "-" for sounds in self.sounds)


def is_han(char: str) -> bool:
    """A Han character of any plane, also those newer than this Python's Unicode tables (GB 18030-2022)."""
    code = ord(char)
    return (
        0x3400 <= code <= 0x9FFF
        or 0x20000 <= code <= 0x3FFFD
        or 0xF900 <= code <= 0xFAFF
        or code == 0x3007  # 〇
        or 0xE000 <= code <= 0xF8FF  # the private use area, where old registers kept their rare characters
    )


def is_latin(text: str) -> bool:
    """Letters that may spell a sound."""
    return text.isascii() and text.isalpha()


@cache
def initials_of(sound: str) -> tuple[str, ...]:
    """The initials a reading may be typed by: zhang → z, zh."""
    return (sound[:1], sound[:2]) if sound[:2] in DOUBLE_INITIALS else (sound[:1],)


@lru_cache(maxsize=20_000)
def folded(char: str) -> str:
    """A character as it is compared: narrow, small, compatibility ideographs as their own; '' if it is no word."""
    plain = unicodedata.normalize("NFKC", char).lower()[:1]
    return plain if plain and (is_han(plain) or plain.isalnum()) else ""


def sounded(text: str, surnames: Surnames) -> Sounded:
    """The text with all readings. A surname's own reading comes first, those of the dictionary stay."""
    places = tuple(place for place, char in enumerate(text) if folded(char))
    chars = tuple(folded(text[place]) for place in places)
    own = _surname_sounds(chars, surnames)
    sounds = [sounds_of(char) for char in chars]
    for at, first in enumerate(own):
        sounds[at] = tuple(dict.fromkeys((*first, *sounds[at])))
    return Sounded(chars, tuple(sounds), places)


def unpacked(text: str, packed: str) -> Sounded:
    """What `sounded` gave, from the text and its packed readings: no dictionary is needed."""
    places = tuple(place for place, char in enumerate(text) if folded(char))
    sounds = tuple(() if word == "-" else tuple(word.split("/")) for word in packed.split())
    return Sounded(tuple(folded(text[place]) for place in places), sounds, places)


@cache
def sounds_of(char: str) -> Sounds:
    """The readings of one folded character by the dictionary alone."""
    if not is_han(char):
        letter = unicodedata.normalize("NFD", char)[0]
        return (letter,) if letter.isascii() and letter.isalpha() else ()
    from pypinyin.constants import PINYIN_DICT  # takes a seventh of a second to load: only where something is written

    return tuple(dict.fromkeys(toneless(said) for said in PINYIN_DICT.get(ord(char), "").split(",") if said))


def toneless(said: str) -> str:
    """Without tone marks, ü as v: lǚ → lv."""
    apart = unicodedata.normalize("NFD", said).replace("u\u0308", "v")
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def surname_table(single: Mapping[str, str], double: Mapping[str, str]) -> Surnames:
    """The table of resources/surnames.toml: single = readings of one character, double = one reading of each."""
    table: dict[str, tuple[Sounds, ...]] = {name: (tuple(said.split()),) for name, said in single.items()}
    return table | {name: tuple((syllable,) for syllable in said.split()) for name, said in double.items()}


def surname(name: str, surnames: Surnames) -> str:
    """尉迟 of 尉迟长河, 张 of 张文海; of a name that has none its first character."""
    return name[:2] if len(name) > 2 and name[:2] in surnames else name[:1]


def _surname_sounds(chars: tuple[str, ...], surnames: Surnames) -> tuple[Sounds, ...]:
    return surnames.get("".join(chars[:2])) or surnames.get("".join(chars[:1])) or ()
