"""The terms of the search index: which ones a record has, and which ones together may answer what was typed.

A term is a mark, a form and a text, all letters and digits for the tokenizer: `h` the title's first character, `i` a later
one, `x` a text beside; 1 a character, 2 two in a row, 3 a syllable, 4 two of them, 5 an initial, 6 two of them. So `h4zhang0wen`
says: begins with zhang wen. Expressions may let through too much, never too little: `typed.answer` has the last word.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from venue_desk.domain.readings import (
    DOUBLE_INITIALS,
    LONGEST_SYLLABLE,
    SYLLABLES,
    Sounded,
    Sounds,
    folded,
    initials_of,
    is_latin,
)
from venue_desk.domain.typed import (
    FRONT_DIGITS,
    LONG_NUMBER,
    WHOLE_DIGITS,
    Searched,
    Spelling,
    Tier,
    Word,
    plain_number,
    syllable_starts,
)

TAIL = 8
"""So many last digits of a number are a term; the rest of a longer typed one is compared in the row."""

DEEP = 3
"""So many characters of what was typed are looked for in the index; by then few records are left."""

LONG = "l"
"""The term of a title of more than `DEEP` characters; a shorter one has its length: n3."""

BEGINNINGS = frozenset(syllable[:end] for syllable in SYLLABLES for end in range(1, len(syllable)))


class Piece(NamedTuple):
    """What was typed for one character: `c` itself, `f` a full syllable, `b` one just begun or its initial."""

    form: str
    text: str


class Parse(NamedTuple):
    """One way to read what was typed; `cut` if there is more of it than `DEEP` characters."""

    pieces: tuple[Piece, ...]
    cut: bool


def terms_of(record: Searched, kind: str, station: str) -> str:
    """All terms of a record."""
    length = len(record.title.chars)
    terms = [f"k{kind}", f"s{station}", f"n{length}" if length <= DEEP else LONG, *_title_terms(record.title)]
    for text in record.beside:
        terms += _beside_terms(text)
    for number in record.numbers:
        terms += _number_terms(number)
    return " ".join(dict.fromkeys(terms))


@lru_cache(maxsize=256)
def expression(words: tuple[Word, ...], tier: Tier) -> str:
    """The FTS5 expression that finds at least all records of this tier; '' if there can be none."""
    text = "".join(word.text for word in words)
    only = words[0] if len(words) == 1 else None
    match tier:
        case Tier.EXACT:
            whole = _whole_number(text) if only and only.is_number else ""
            return any_of([_exact(title_parses(text)), whole])
        case Tier.HEAD | Tier.HEAD_BEGUN:
            found = (p for p in title_parses(text) if p.cut or (p.pieces[-1].form != "b") is (tier is Tier.HEAD))
            return _spelled(found, "h")
        case Tier.INNER:
            return _spelled(title_parses(text), "i")
        case Tier.NUMBER:
            return _tail_number(text) if only and only.is_number else ""
        case Tier.BESIDE:
            return _spelled(parses(text, Spelling.FULL), "x") if only else ""
        case Tier.WORDS:
            parts = [] if only else [_anywhere(word) for word in words]
            return _all(parts) if all(parts) else ""


@lru_cache(maxsize=256)
def any_tier(words: tuple[Word, ...]) -> str:
    """The expression that finds at least all records of all tiers."""
    text = "".join(word.text for word in words)
    whole = _whole_number(text) if len(words) == 1 and words[0].is_number else ""
    others = (Tier.INNER, Tier.NUMBER, Tier.BESIDE, Tier.WORDS)
    return any_of([_spelled(title_parses(text), "h"), *(expression(words, tier) for tier in others), whole])


def title_has(text: str) -> str:
    """The expression that finds at least all records with these characters in a row in their title; '' if none of them counts."""
    chars = [char for char in map(folded, text) if char]
    if len(chars) == 1:
        return any_of(_quoted(f"{mark}1{chars[0]}") for mark in "hi")
    return _all(any_of(_quoted(f"{mark}2{a}{b}") for mark in "hi") for a, b in pairwise(chars))


def number_ends(number: str) -> str:
    """The expression that finds at least all records with a number that ends so."""
    return _tail_number(plain_number(number))


def scoped(found: str, kinds: Collection[str], every: Collection[str], station: str | None) -> str:
    """The expression narrowed to kinds of records out of every one there is, and to a station.

    Each kind named is a long list the engine walks along beside what was typed: the fewer are named, for or against.
    """
    others = [kind for kind in every if kind not in kinds]
    here = _all([found, _quoted(f"s{station}") if station else ""])
    if len(others) < len(kinds):
        return f"({here} NOT {any_of(_quoted(f'k{kind}') for kind in sorted(others))})" if others else here
    return _all([here, any_of(_quoted(f"k{kind}") for kind in sorted(kinds))])


def _title_terms(title: Sounded) -> Iterator[str]:
    for at, (char, sounds) in enumerate(zip(title.chars, title.sounds, strict=True)):
        mark = "i" if at else "h"
        yield f"{mark}1{char}"
        yield from _sound_terms(mark, sounds)
    for at, ((a, b), (first, second)) in enumerate(zip(pairwise(title.chars), pairwise(title.sounds), strict=True)):
        mark = "i" if at else "h"
        yield f"{mark}2{a}{b}"
        yield from _pair_terms(mark, first, second)


def _beside_terms(text: Sounded) -> Iterator[str]:
    for char, sounds in zip(text.chars, text.sounds, strict=True):
        yield f"x1{char}"
        yield from (f"x3{sound}" for sound in sounds)
    for (a, b), (first, second) in zip(pairwise(text.chars), pairwise(text.sounds), strict=True):
        yield f"x2{a}{b}"
        yield from (f"x4{one}0{other}" for one in first for other in second)


@lru_cache(maxsize=20_000)
def _sound_terms(mark: str, sounds: Sounds) -> tuple[str, ...]:
    initials = {initial for sound in sounds for initial in initials_of(sound)}
    return (*(f"{mark}3{sound}" for sound in sounds), *(f"{mark}5{initial}" for initial in sorted(initials)))


@lru_cache(maxsize=100_000)
def _pair_terms(mark: str, first: Sounds, second: Sounds) -> tuple[str, ...]:
    initials = sorted({f"{mark}6{a[0]}{b[0]}" for a in first for b in second})
    return (*(f"{mark}4{a}0{b}" for a in first for b in second), *initials)


def _number_terms(number: str) -> Iterator[str]:
    backwards = number[::-1]
    yield from (f"t{backwards[:TAIL]}", f"d{backwards[:1]}", f"d{backwards[:2]}")
    if len(number) <= WHOLE_DIGITS:
        yield f"w{number.lstrip('0')}"
    elif FRONT_DIGITS <= len(number) < LONG_NUMBER:
        yield f"f{number}"


@lru_cache(maxsize=64)
def parses(text: str, *spellings: Spelling) -> tuple[Parse, ...]:
    """All ways to read the first characters of what was typed, each once: xian is xian, or xi an."""
    return tuple(dict.fromkeys(parse for spelling in spellings for parse in _parses(text, 0, (), spelling)))


def title_parses(text: str) -> tuple[Parse, ...]:
    """All ways to read what was typed as the beginning of a title."""
    return parses(text, Spelling.MIXED, Spelling.INITIALS)


def _parses(text: str, at: int, before: tuple[Piece, ...], spelling: Spelling) -> Iterator[Parse]:
    if at == len(text) or len(before) == DEEP:
        yield Parse(before, at < len(text))
        return
    for piece in _pieces(text, at, spelling):
        yield from _parses(text, at + len(piece.text), (*before, piece), spelling)


def _pieces(text: str, at: int, spelling: Spelling) -> Iterator[Piece]:
    if not is_latin(text[at]):
        yield Piece("c", text[at])
        return
    run = next((end for end in range(at, len(text)) if not is_latin(text[end])), len(text)) - at
    parts = [text[at : at + length] for length in range(1, min(LONGEST_SYLLABLE, run) + 1)]
    full = parts if spelling is not Spelling.INITIALS else parts[:1]  # 李娥 typed le: e is the whole of its reading
    yield from (Piece("f", part) for part in full if part in SYLLABLES)
    last = text[at:]
    if last in parts and last in BEGINNINGS and _may_end(last, at, spelling):
        yield Piece("b", last)
    begins = at in syllable_starts(text)
    if spelling is Spelling.INITIALS or (spelling is Spelling.MIXED and not begins):
        yield from (Piece("b", part) for part in parts if part != last and (len(part) == 1 or part in DOUBLE_INITIALS))
    if not begins and (spelling is Spelling.FULL or last == parts[0]):
        yield Piece("c", parts[0])


def _may_end(last: str, at: int, spelling: Spelling) -> bool:
    if spelling is Spelling.INITIALS:
        return len(last) == 1 or last in DOUBLE_INITIALS
    return spelling is Spelling.MIXED or at > 0 or len(last) > 1


def _exact(ways: Iterable[Parse]) -> str:
    lengths: dict[int, list[Parse]] = {}
    for parse in ways:
        lengths.setdefault(0 if parse.cut else len(parse.pieces), []).append(parse)
    return any_of(_all([_spelled(group, "h"), _quoted(f"n{n}") if n else ""]) for n, group in lengths.items())


def _spelled(ways: Iterable[Parse], mark: str) -> str:
    """Any of the parses; those that begin alike share their first terms, since each term asked for costs a look-up."""
    alike: dict[tuple[Piece, ...], list[Parse]] = {}
    for parse in ways:
        alike.setdefault(parse.pieces[:2], []).append(parse)
    return any_of(_begun_alike(first, group, mark) for first, group in alike.items())


def _begun_alike(first: tuple[Piece, ...], group: Sequence[Parse], mark: str) -> str:
    if len(first) == 1:
        return _single(first[0], mark)
    later = "x" if mark == "x" else "i"
    begun = _pair(first[0], first[1], mark, later)
    if any(len(parse.pieces) == 2 for parse in group):
        return begun
    longer = mark == "i" or (mark == "h" and all(parse.cut for parse in group))
    thirds = any_of(_pair(first[1], parse.pieces[2], later, later) for parse in group)
    return _all([_quoted(LONG) if longer else "", begun, thirds])


def _single(piece: Piece, mark: str) -> str:
    if piece.form == "c":
        return _quoted(f"{mark}1{piece.text}")
    if piece.form == "f":
        return _quoted(f"{mark}3{piece.text}")
    if mark != "x" and (len(piece.text) == 1 or piece.text in DOUBLE_INITIALS):
        return _quoted(f"{mark}5{piece.text}")
    return any_of(_quoted(f"{mark}3{syllable}") for syllable in _beginning_with(piece.text))


@cache
def _beginning_with(letters: str) -> tuple[str, ...]:
    return tuple(syllable for syllable in sorted(SYLLABLES) if syllable.startswith(letters))


def _pair(first: Piece, second: Piece, mark: str, later: str) -> str:
    a, b = first.text, second.text
    match first.form + second.form:
        case "cc":
            return _quoted(f"{mark}2{a}{b}")
        case "ff":
            return _quoted(f"{mark}4{a}0{b}")
        case "fb":
            return f"{_quoted(f'{mark}4{a}0{b}')} *"
        case "bb":
            return _quoted(f"{mark}6{a[0]}{b[0]}")
        case "bf":
            return _all([_quoted(f"{mark}6{a[0]}{b[0]}"), _single(second, later)])
        case _:
            return _all([_single(first, mark), _single(second, later)])


def _whole_number(number: str) -> str:
    tail = _quoted(f"t{number[::-1][:TAIL]}")
    return any_of([_quoted(f"w{number.lstrip('0')}"), tail]) if len(number) <= WHOLE_DIGITS else tail


def _tail_number(number: str) -> str:
    if len(number) <= 2:
        return _quoted(f"d{number[::-1]}")
    tail = f"{_quoted(f't{number[::-1][:TAIL]}')} *"
    return any_of([tail, f"{_quoted(f'f{number}')} *" if len(number) >= FRONT_DIGITS else ""])


def _anywhere(word: Word) -> str:
    found = [_spelled(title_parses(word.text), mark) for mark in "hi"]
    found.append(_spelled(parses(word.text, Spelling.FULL), "x"))
    return any_of(
        [*found, _tail_number(word.text) if word.is_number else "", _whole_number(word.text) if word.is_number else ""]
    )


def _quoted(term: str) -> str:
    return f'"{term}"'


def _all(parts: Iterable[str]) -> str:
    return _joined(" AND ", parts)


def any_of(parts: Iterable[str]) -> str:
    """Expressions of which one is enough."""
    return _joined(" OR ", parts)


def _joined(sign: str, parts: Iterable[str]) -> str:
    known = list(dict.fromkeys(part for part in parts if part))
    return f"({sign.join(known)})" if len(known) > 1 else "".join(known)
