"""Characters no keyboard has: their code point, then Alt+X, as in Word; Alt+X behind a character tells its code point."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"(U\+)?([0-9A-F]+)$", re.IGNORECASE)
_LONGEST, _SHORTEST, _LAST = 6, 4, 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Turned:
    """What to put in place of the last `length` characters before the cursor."""

    length: int
    text: str


def turned(before: str) -> Turned | None:
    """2CE7C or U+2CE7C becomes its character; a character that is no such code becomes 2CE7C."""
    found = _CODE.search(before)
    if found is not None:
        sign, digits = found[1] or "", found[2]
        for length in range(min(len(digits), _LONGEST), _SHORTEST - 1, -1):
            code = int(digits[-length:], 16)
            if 0xA0 <= code <= _LAST and code not in _SURROGATES:
                return Turned(length + (len(sign) if length == len(digits) else 0), chr(code))
    return Turned(1, f"{ord(before[-1]):04X}") if before and not before[-1].isascii() else None


def units(text: str) -> int:
    """How many places Qt counts for the text: two for a character beyond the first 65,536."""
    return len(text.encode("utf-16-le")) // 2


def first_units(text: str, count: int) -> str:
    """The text before place `count` as Qt counts."""
    return text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore")
