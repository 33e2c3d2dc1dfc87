"""How Chinese words are typed: full pinyin and initials, every reading of every character. No Qt here."""

from functools import lru_cache
from itertools import product

_READINGS_MAX = 32


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """王建军 → wjj, by the commonest reading; what is not Chinese stays, in lower case."""
    return "".join(readings[0][:1] if readings[0] else "" for readings in _readings(text))


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[str, ...]:
    """Full pinyin and initials under every reading, those of many-voiced words up to a limit."""
    chosen: list[tuple[str, ...]] = [()]
    for readings in _readings(text):
        chosen = [(*before, reading) for before, reading in product(chosen, readings)][:_READINGS_MAX]
    found = dict.fromkeys("".join(way) for way in chosen)
    found.update(dict.fromkeys("".join(syllable[:1] for syllable in way) for way in chosen))
    return tuple(found)


def is_spelled(text: str, typed: str) -> bool:
    """Whether `typed` (characters, pinyin or initials) occurs in `text`."""
    needle = "".join(typed.split()).lower()
    if needle in text.lower():
        return True
    return needle.isascii() and any(needle in spelling for spelling in spellings(text))


def _readings(text: str) -> list[tuple[str, ...]]:
    # loading its tables costs a tenth of a second, which the start of the program need not wait for
    from pypinyin import Style, pinyin

    found = pinyin(text, style=Style.NORMAL, heteronym=True, errors=list)  # type: ignore[arg-type]  # the stubs know one string only
    return [tuple(dict.fromkeys(reading.lower() for reading in readings)) for readings in found]
