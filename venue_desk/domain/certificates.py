"""The certificates no village may write, found like the items of the catalogue: by their names and by what people call them."""

from collections.abc import Sequence

from venue_desk.domain.called import called_so
from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.typed import words_of


def found_certificates(known: Sequence[Forbidden], typed: str) -> list[Forbidden]:
    """Those that answer what was typed, best first: 养狗 → 居民养犬证明; also by who issues them."""
    words = words_of(typed)
    ranked = [
        (tier, each)
        for each in known
        if (tier := called_so(words, (each.name, *each.words), (each.authority,))) is not None
    ]
    return [each for _, each in sorted(ranked, key=lambda each: each[0])]
