"""What somebody may type for a name, told a second time by regular expressions: the independent word on what a search must find."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from venue_desk.domain.found import SearchEntry

SURNAMES: dict[str, Any] = tomllib.loads((Path(__file__).parents[2] / "resources" / "surnames.toml").read_text("utf-8"))


@cache
def syllables() -> frozenset[str]:
    """All toneless readings of the dictionary but the vowelless interjections."""
    every = {sound for code in PINYIN_DICT for sound in readings(chr(code))}
    return frozenset(sound for sound in every if re.search("[aeiouv]", sound))


@cache
def readings(char: str) -> tuple[str, ...]:
    said = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return tuple(sound.replace("ü", "v") for sound in said[0]) if said else ()


def all_readings(name: str) -> list[set[str]]:
    found = [set(readings(char)) for char in name]
    if name[:2] in SURNAMES["double"]:
        for place, sound in enumerate(SURNAMES["double"][name[:2]].split()):
            found[place].add(sound)
    elif name[:1] in SURNAMES["single"]:
        found[0] |= set(SURNAMES["single"][name[0]].split())
    return found


def either(words: "set[str] | frozenset[str]") -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) + ")" if words else "(?!)"


def initials(sounds: set[str]) -> set[str]:
    return {m[0] for s in sounds for m in [re.match("[zcs]h", s)] if m} | {s[0] for s in sounds}


@dataclass
class Spelled:
    """A name as patterns: for every stretch of it, what may be typed, complete and with its last syllable begun."""

    length: int
    stretches: list[tuple[int, int, re.Pattern[str], re.Pattern[str]]]


@cache
def spelled(title: str) -> Spelled:
    name = re.sub("[·\\s（）]", "", title)
    sounds = all_readings(name)
    no_syllable = f"(?!{either(syllables())})"
    stretches = []
    for first, last in product(range(len(name)), repeat=2):
        if first > last:
            continue
        mixed, short = "", ""
        for char, said in zip(name[first:last], sounds[first:last], strict=True):
            mixed += f"(?:{char}|{either(said)}|{no_syllable}{either(initials(said))})"
            short += f"(?:{char}|{either(initials(said))})"
        char, said = name[last], sounds[last]
        begun = {s[:end] for s in said for end in range(1, len(s))}
        letters = {s for s in said if len(s) == 1}
        whole = re.compile(f"{mixed}(?:{char}|{either(said)})|{short}(?:{char}|{either(letters)})")
        part = re.compile(f"{mixed}{either(begun)}|{short}{either(initials(said))}")
        stretches.append((first, last, whole, part))
    return Spelled(len(name), stretches)


def title_tier(text: str, title: str) -> int | None:
    """0 exact, 1 head, 2 head begun, 3 inner, as the tiers of the search are numbered."""
    known, best = spelled(title), None
    for first, last, whole, part in known.stretches:
        complete = bool(whole.fullmatch(text))
        if not complete and not part.fullmatch(text):
            continue
        tier = 3 if first else 0 if last == known.length - 1 else 1 if complete else 2
        best = tier if best is None else min(best, tier)
    return best


def beside_matches(text: str, beside: str) -> bool:
    sounds = all_readings(beside)
    for first, last in product(range(len(beside)), repeat=2):
        if first > last:
            continue
        before = "".join(f"(?:{c}|{either(s)})" for c, s in zip(beside[first:last], sounds[first:last], strict=True))
        shortest = 2 if first == last else 1
        begun = {s[:end] for s in sounds[last] for end in range(shortest, len(s))}
        if re.fullmatch(f"{before}(?:{beside[last]}|{either(sounds[last])}|{either(begun)})", text):
            return True
    return False


def number_tier(text: str, numbers: tuple[str, ...]) -> int | None:
    tiers = []
    for number in (n.replace("-", "").lower() for n in numbers):
        if text == number or (len(number) <= 6 and int(text) == int(number)):
            tiers.append(0)
        elif number.endswith(text) or (len(text) >= 8 and len(number) < 15 and number.startswith(text)):
            tiers.append(4)
    return min(tiers, default=None)


def tier_of(words: list[str], entry: SearchEntry) -> int | None:
    """The tier by which the entry answers these words, None if it does not."""
    title = title_tier("".join(words), entry.title)
    if len(words) > 1:
        return title if title is not None else 6 if all(_anywhere(word, entry) for word in words) else None
    number = number_tier(words[0], entry.numbers) if words[0].isdigit() else None
    beside = 5 if any(beside_matches(words[0], text) for text in entry.beside) else None
    return min((tier for tier in (title, number, beside) if tier is not None), default=None)


def _anywhere(word: str, entry: SearchEntry) -> bool:
    return (
        title_tier(word, entry.title) is not None
        or (word.isdigit() and number_tier(word, entry.numbers) is not None)
        or any(beside_matches(word, text) for text in entry.beside)
    )
