"""What a code says and how large it then is: contacts, and the texts that fit. No symbol is drawn here."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

QUIET = 4
"""Empty modules around a symbol (ISO/IEC 18004 §6.3.8)."""
LEAST_MODULE = 0.4
"""Millimetres a module measures at least, so that a cheap phone reads a laser print."""
LARGEST_VERSION = 11
"""61 modules a side: a row fits in 64 bits; 251 bytes of text."""

ROOM = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251)
"""Bytes of text that versions 1 to 11 hold at level M in byte mode (ISO/IEC 18004, table 7)."""

_MECARD_SPECIALS = "\\;:,"


def first_fitting(texts: "Iterable[str]", side: float) -> str:
    """The first of `texts` whose modules are large enough in a square of `side` mm, quiet zone included."""
    for text in texts:
        if len(text.encode()) <= most_bytes(side):
            return text
    raise ValueError(f"no text fits a code of {side} mm")


def most_bytes(side: float) -> int:
    """How many bytes of text a square of `side` mm can carry, quiet zone included."""
    version = min(int((side / LEAST_MODULE - 2 * QUIET - 17) // 4), LARGEST_VERSION)
    return ROOM[version - 1]


def mecard(name: str, phones: "Iterable[str]", organisation: str = "") -> str:
    """A contact as NTT Docomo's MECARD: the shortest that every scanner knows."""
    fields = [("N", name), *(("TEL", phone) for phone in phones), ("ORG", organisation)]
    written = (f"{key}:{_escaped(value, _MECARD_SPECIALS)};" for key, value in fields if value)
    return f"MECARD:{''.join(written)};"


def vcard(name: str, phones: "Iterable[str]", organisation: str = "", title: str = "") -> str:
    """A contact as vCard 3.0 (RFC 2426). The whole name is the family name: it is shown, never taken apart."""
    name, organisation, title = (_escaped(value, "\\;,") for value in (name, organisation, title))
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}"]
    lines += [f"ORG:{organisation}"] * bool(organisation) + [f"TITLE:{title}"] * bool(title)
    return "\r\n".join([*lines, *(f"TEL:{phone}" for phone in phones), "END:VCARD", ""])


def _escaped(value: str, specials: str) -> str:
    return "".join(f"\\{char}" if char in specials else char for char in value).replace("\n", "\\n")


def version_for(text: str) -> int:
    """The smallest version that holds `text`. ValueError if it is longer than paper should carry."""
    size = len(text.encode())
    for version in range(1, LARGEST_VERSION + 1):
        if size <= ROOM[version - 1]:
            return version
    raise ValueError(f"{size} bytes are too many for a code on paper")


def cells_for(text: str) -> int:
    """How many modules a side the symbol of `text` has."""
    return 17 + 4 * version_for(text)
