"""The paper's inks, weights and type sizes. Red is for the head of a paper and its seal-like marks, all else is ink."""

from typing import Final, NamedTuple


class Weight:
    """The three weights cut from the variable font."""

    REGULAR: Final = 400
    MEDIUM: Final = 500
    BOLD: Final = 700


Ink = str
"""Red, green and blue as PDF's colour operators take them."""


def _ink(code: str) -> Ink:
    parts = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)


INK = _ink("000000")
"""Text is pure black: one toner, no raster, sharp on any printer."""
SOFT = _ink("4A4740")
HAIR = _ink("8C877C")
PALE = _ink("D3CABA")
WASH = _ink("F1EDE5")
REST = _ink("F9F6F0")
"""The ground of days off: light enough to copy."""
RED = _ink("9E2A22")
JADE = _ink("1E6B50")
AMBER = _ink("855400")
WHITE = _ink("FFFFFF")


class Style(NamedTuple):
    """How a text is set: size in points, weight, ink."""

    size: float
    weight: int = Weight.REGULAR
    ink: Ink = INK

    def sized(self, size: float) -> "Style":
        """The same at another size."""
        return self._replace(size=size)


LEAST = 5.0
"""Points: nothing on paper is set smaller; what is still too long ends in an ellipsis."""

HAIRLINE = 0.12
"""Millimetres: 0.35 pt, the thinnest line a 300 dpi printer draws evenly."""
RULE = 0.25
