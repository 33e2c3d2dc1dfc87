"""How a short list is searched: by names, in characters, pinyin or initials, best first. The great registers have an index."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from venue_desk.domain.readings import sounded
from venue_desk.domain.typed import Searched, Tier, Word, answer, words_of


def called_so(words: tuple[Word, ...], names: Sequence[str], around: Sequence[str] = ()) -> Tier | None:
    """How well what was typed answers one of the names, or the first of them together with what stands around it."""
    beside = Searched(sounded(names[0], {}), tuple(sounded(text, {}) for text in around if text), ())
    answers = (answer(words, searched) for searched in (*(_alone(name) for name in names), beside))
    return min((each.tier for each in answers if each), default=None)


def spelled(texts: Iterable[str], typed: str) -> list[str]:
    """Those of the texts that are spelled so: mxy → 马秀英."""
    return [text for text in texts if _spells(typed, text)]


@lru_cache(maxsize=32_768)
def _spells(typed: str, text: str) -> bool:
    """Kept, since a list is counted and read page by page with the same letters."""
    return answer(words_of(typed), _alone(text)) is not None


@lru_cache(maxsize=8192)
def _alone(text: str) -> Searched:
    return Searched(sounded(text, {}), (), ())
