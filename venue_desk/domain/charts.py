"""Charts: marks laid out in millimetres, the same for screen and paper, which only paint them. Never a bar without its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ROW, BAR, GAP = 7.0, 3.2, 2.5
"""Millimetres: a line of bars, the bar in it, and the room between label and bar."""
LABEL, NUMBER = 3.4, 3.4
"""Heights of the type, in mm."""
FOOT = 6.0
HEAD = 5.0
WIDEST = 20.0
"""No column is wider, however few there are."""
BESIDE = 1.4
"""A label below a column may be so many columns wide: one long one, such as a year, stands among short ones."""


class Tone(StrEnum):
    """What a mark means: done, look here, late, or nothing but ink."""

    JADE = "jade"
    AMBER = "amber"
    RED = "red"
    INK = "ink"
    SOFT = "soft"
    HAIR = "hair"


class Align(StrEnum):
    """Where a text stands to its point."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled area from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Word:
    """A text on the baseline `y`, `size` mm high, never wider than `room`."""

    x: float
    y: float
    text: str
    size: float
    align: Align
    tone: Tone
    room: float


Mark = Box | Rule | Word


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks in the order in which they are painted, and the sentence that a screen reader says for them."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Value:
    """One bar: its label, its length, what is written behind it; `before` is what it is measured against, a tick."""

    label: str
    amount: float
    text: str
    tone: Tone = Tone.JADE
    before: float | None = None


def bars(
    values: Sequence[Value], width: float, label_room: float = 30, number_room: float = 16, scale: float = 0
) -> Drawing:
    """Horizontal bars, one a line: label, bar, number behind; a tick where the value before stood.

    The longest fills its room, unless `scale` does: so several charts can be compared.
    """
    most = max([v.amount for v in values] + [v.before or 0 for v in values] + [scale], default=0) or 1
    room = width - label_room - number_room - GAP
    marks: list[Mark] = []
    for at, value in enumerate(values):
        top, left = at * ROW, label_room + GAP
        base = top + (ROW + LABEL * 0.72) / 2
        length = room * value.amount / most
        marks.append(Word(0, base, value.label, LABEL, Align.LEFT, Tone.INK, label_room))
        marks.append(Box(left, top + (ROW - BAR) / 2, room, BAR, Tone.HAIR))
        if length > 0:
            marks.append(Box(left, top + (ROW - BAR) / 2, length, BAR, value.tone))
        if value.before is not None:
            tick = left + room * value.before / most
            marks.append(Rule(tick, top + 1, tick, top + ROW - 1, Tone.INK))
        marks.append(Word(width, base, value.text, NUMBER, Align.RIGHT, Tone.INK, number_room))
    return Drawing(width, max(len(values) * ROW, ROW), tuple(marks), _sentence(values))


def columns(values: Sequence[Value], width: float, height: float) -> Drawing:
    """Upright bars over a base line, such as the months of a year: number above, label at the foot.

    What is below nothing hangs under the line, its number under it.
    """
    most = max([value.amount for value in values] + [0])
    least = min([value.amount for value in values] + [0])
    scale = (height - FOOT - HEAD - (HEAD if least < 0 else 0)) / ((most - least) or 1)
    pitch = width / max(len(values), 1)
    floor = HEAD + scale * most if least < 0 else height - FOOT
    wide = min(pitch * 0.6, WIDEST)
    marks: list[Mark] = [Rule(0, floor, width, floor, Tone.SOFT)]
    for at, value in enumerate(values):
        middle = (at + 0.5) * pitch
        tall = scale * value.amount
        if tall:
            marks.append(Box(middle - wide / 2, min(floor, floor - tall), wide, abs(tall), value.tone))
        base = floor - tall - 1 if tall >= 0 else floor - tall + NUMBER
        marks.append(Word(middle, base, value.text, NUMBER, Align.CENTRE, Tone.INK, pitch))
        marks.append(Word(middle, height - 1, value.label, LABEL, Align.CENTRE, Tone.SOFT, pitch * BESIDE))
    return Drawing(width, height, tuple(marks), _sentence(values))


def _sentence(values: Sequence[Value]) -> str:
    return "；".join(f"{value.label} {value.text}" for value in values) or "还没有数字"
