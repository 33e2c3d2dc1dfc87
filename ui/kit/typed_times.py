"""Times as one types them: 754, 0754, 7:54, 7.54, 7点54, 7点半, 19. No Qt here."""

import re
from datetime import time
from unicodedata import normalize

_FORM = re.compile(r"(?P<hour>\d{1,2})(?:[:.点时](?P<minute>\d{2}|半)?分?)?")
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")


def parse_time(text: str) -> time | None:
    """The time meant, None for blank; ValueError for what cannot be read."""
    said = normalize("NFKC", text).replace(" ", "")
    if not said:
        return None
    found = _DIGITS.fullmatch(said) or _FORM.fullmatch(said)
    if found is None:
        raise ValueError(text)
    minute = found["minute"] or "0"
    return time(int(found["hour"]), 30 if minute == "半" else int(minute))


def spell_time(at: time) -> str:
    """07:54."""
    return f"{at:%H:%M}"
