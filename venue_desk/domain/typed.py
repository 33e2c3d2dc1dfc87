"""What somebody typed into a search, and how well a text or a number answers it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache

from venue_desk.domain.readings import (
    DOUBLE_INITIALS,
    LONGEST_SYLLABLE,
    SYLLABLES,
    Sounded,
    initials_of,
    is_han,
    is_latin,
    toneless,
)

TYPED_MAX = 60
"""No name and no number is longer; the rest of what was pasted is not looked at."""

WHOLE_DIGITS = 6
"""Up to here a number is a short one, such as a household's: typed 12, it is 0012 itself."""

FRONT_DIGITS = 8
"""From here on a telephone number is also found by its beginning."""

LONG_NUMBER = 15
"""An ID or account number is found by its end alone: its beginning is an area code, which all share."""

_NUMBER = re.compile(r"\d(?:[\d-]|(?<=-)[a-z](?=-))*(?:(?<=\d\d)x(?![a-z]))?")
Span = tuple[int, int]


class Tier(IntEnum):
    """How well a record answers: an earlier tier always stands before a later one."""

    EXACT = 0
    """All of the title, each character at least begun; or a whole number."""
    HEAD = 1
    """The beginning of the title, its last syllable complete."""
    HEAD_BEGUN = 2
    """The beginning of the title, its last syllable only begun."""
    INNER = 3
    """Further inside the title."""
    NUMBER = 4
    """The end of a number, or a good part of the beginning of a telephone number."""
    BESIDE = 5
    """A text beside the title: hamlet, post, department."""
    WORDS = 6
    """Each of several words somewhere."""


class Spelling(Enum):
    """How letters stand for characters; a Han character or a digit always stands for itself."""

    MIXED = "mixed"
    """zhangwh: complete syllables, initials where no complete syllable begins (as input methods read it), the last one begun."""
    INITIALS = "initials"
    """la, for 李爱…: initials alone, though they read as a syllable."""
    FULL = "full"
    """Complete syllables alone, the last one begun: for the texts beside, which are many."""


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of what was typed: Han characters and letters, or a number."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The tier, and the parts of the title that matched."""

    tier: Tier
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """The sides of a record that are searched."""

    title: Sounded
    beside: tuple[Sounded, ...]
    numbers: tuple[str, ...]


def words_of(typed: str) -> tuple[Word, ...]:
    """`三社 张wh 0013` → 三社, 张wh, 0013. Width, case, tones and every sign that is no word are ignored."""
    plain = _plain(typed)
    words: list[Word] = []
    at = 0
    while at < len(plain):
        number = _NUMBER.match(plain, at)
        if number:
            words.append(Word(number[0].replace("-", ""), is_number=True))
            at = number.end()
        else:
            end = next((i for i in range(at, len(plain)) if not _is_letter(plain[i])), len(plain))
            if end > at:
                words.append(Word(plain[at:end], is_number=False))
            at = max(end, at + 1) if end == at else end
    return tuple(words)


def plain_number(number: str) -> str:
    """A number as it is compared: narrow, small, without hyphens and blanks."""
    narrow = unicodedata.normalize("NFKC", number).lower()
    return "".join(char for char in narrow if char.isascii() and char.isalnum())


def answer(words: tuple[Word, ...], record: Searched) -> Answer | None:
    """How well the record answers what was typed; None if it does not."""
    if not words:
        return None
    found = _title_answer("".join(word.text for word in words), record.title)
    if len(words) > 1:
        return found or _words_answer(words, record)
    others = (_number_answer(words[0], record.numbers), _beside_answer(words[0], record.beside))
    return min((a for a in (found, *others) if a), key=lambda a: a.tier, default=None)


def _plain(typed: str) -> str:
    narrow = unicodedata.normalize("NFKC", typed[:TYPED_MAX]).lower()
    return unicodedata.normalize("NFC", toneless(narrow))[:TYPED_MAX]  # one ligature may be eighteen letters


def _is_letter(char: str) -> bool:
    return not char.isdigit() and (char.isalpha() or is_han(char))


def _title_answer(text: str, title: Sounded) -> Answer | None:
    best: tuple[Tier, Span] | None = None
    for start in range(len(title.chars)):
        for spelling in (Spelling.MIXED, Spelling.INITIALS):
            for end, complete in reaches(text, title, start, spelling):
                found = (_tier(start, end, len(title.chars), complete), (start, end))
                best = min(best or found, found)
        if best is not None:
            break  # later beginnings are further inside
    return Answer(best[0], (_span(title, best[1]),)) if best else None


def _tier(start: int, end: int, length: int, complete: bool) -> Tier:
    if start:
        return Tier.INNER
    if end == length:
        return Tier.EXACT
    return Tier.HEAD if complete else Tier.HEAD_BEGUN


def _span(title: Sounded, found: Span) -> Span:
    return title.places[found[0]], title.places[found[1] - 1] + 1


def reaches(text: str, title: Sounded, start: int, spelling: Spelling) -> Iterator[tuple[int, bool]]:
    """Where `text` may end if its first character is the one at `start`, and whether the last syllable is complete."""
    begun_at, open_at = syllable_starts(text), {0}
    for at in range(start, len(title.chars)):
        sounds = title.sounds[at]
        ahead: set[int] = set()
        for done in open_at:
            rest = text[done:]
            ahead.update(done + step for step in _steps(rest, title.chars[at], sounds, spelling, done in begun_at))
            if _is_begun(rest, sounds, spelling, first=not done):
                yield at + 1, False
        if len(text) in ahead:
            yield at + 1, True
        open_at = {done for done in ahead if done < len(text)}
        if not open_at:
            return


@lru_cache(maxsize=256)
def syllable_starts(text: str) -> frozenset[int]:
    """The places in `text` at which a complete syllable can be read."""
    return frozenset(
        at
        for at in range(len(text))
        if any(text[at:end] in SYLLABLES for end in range(at + 1, at + LONGEST_SYLLABLE + 1))
    )


def _steps(rest: str, char: str, sounds: Iterable[str], spelling: Spelling, begins: bool) -> Iterator[int]:
    """How many letters of `rest` the character may take, all of them only as itself or by a complete reading."""
    if not is_latin(rest[0]):
        if rest[0] == char:
            yield 1
        return
    for sound in sounds:
        if spelling is not Spelling.INITIALS and rest.startswith(sound) and (sound in SYLLABLES or not begins):
            yield len(sound)
        if spelling is Spelling.INITIALS or (spelling is Spelling.MIXED and not begins):
            yield from (
                len(initial)
                for initial in initials_of(sound)
                if rest.startswith(initial) and (rest != initial or initial == sound)
            )


def _is_begun(rest: str, sounds: Iterable[str], spelling: Spelling, first: bool) -> bool:
    if spelling is Spelling.INITIALS and len(rest) > 1 and rest not in DOUBLE_INITIALS:
        return False
    if spelling is Spelling.FULL and first and len(rest) == 1:
        return False
    return any(len(rest) < len(sound) and sound.startswith(rest) for sound in sounds)


def _number_answer(word: Word, numbers: Iterable[str]) -> Answer | None:
    if not word.is_number:
        return None
    tiers = [tier for number in numbers if (tier := _number_tier(word.text, number)) is not None]
    return Answer(min(tiers)) if tiers else None


def _number_tier(typed: str, number: str) -> Tier | None:
    if typed == number or (len(number) <= WHOLE_DIGITS and typed.lstrip("0") == number.lstrip("0")):
        return Tier.EXACT
    if number.endswith(typed) or (
        FRONT_DIGITS <= len(typed) and len(number) < LONG_NUMBER and number.startswith(typed)
    ):
        return Tier.NUMBER
    return None


def _beside_answer(word: Word, beside: Iterable[Sounded]) -> Answer | None:
    for text in beside:
        for start in range(len(text.chars)):
            if any(reaches(word.text, text, start, Spelling.FULL)):
                return Answer(Tier.BESIDE)
    return None


def _words_answer(words: tuple[Word, ...], record: Searched) -> Answer | None:
    spans: set[Span] = set()
    for word in words:
        found = _title_answer(word.text, record.title)
        if found:
            spans.update(found.spans)
        elif not (_number_answer(word, record.numbers) or _beside_answer(word, record.beside)):
            return None
    return Answer(Tier.WORDS, merged(spans))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
