"""Photos on paper: JPEG goes into a PDF as it is; only its head is read (ITU-T T.81 §B.2.2)."""

from typing import NamedTuple

SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what every reader of PDF unpacks
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN = 0xDA


class Picture(NamedTuple):
    """A JPEG, its size in pixels, and the colour space a PDF names for it."""

    data: bytes
    width: int
    height: int
    space: str


def picture_of(data: bytes) -> Picture | None:
    """None if these bytes are no JPEG that a PDF can hold."""
    at = 2 if data[:2] == b"\xff\xd8" else len(data)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES and at + 10 <= len(data):
            height, width = (int.from_bytes(data[at + k : at + k + 2], "big") for k in (5, 7))
            space = SPACES.get(data[at + 9])
            return Picture(data, width, height, space) if space and width and height and data[at + 4] == 8 else None
        if marker == _SCAN:
            return None
        at += 2 if marker in _ALONE else 2 + length
    return None
