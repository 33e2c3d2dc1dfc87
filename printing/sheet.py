"""Paper sizes in millimetres (ISO 216)."""

from dataclasses import dataclass

POINTS = 72 / 25.4
"""PDF points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper as it is looked at."""

    name: str
    width: float
    height: float


A4 = Sheet("A4", 210, 297)
A4_LYING = Sheet("A4 横放", 297, 210)
A5 = Sheet("A5", 148, 210)
A6 = Sheet("A6", 105, 148)
