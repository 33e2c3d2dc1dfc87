"""Where things stand inside a day's cell: the same for painting, for the mouse and for the focus ring."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from ui import theme
from ui.kit import pens
from ui.screens.roster.month import WEEK, DayCell, Place, ShiftLine
from venue_desk.domain.roster import Role, Slot

ROWS_MAX = 2
"""So many rows a shift with many people takes; whoever finds no room in them is counted as +2."""

Air = tuple[int, int, int]
_AIRS: tuple[Air, ...] = ((8, 6, 7), (7, 5, 6), (5, 3, 4))
"""Round the names, behind the mark of the shift, between names: as much as there is room for."""

_LINE_MIN, _LINE_MAX = 21, 28
_USUAL = "王建军"
"""A name of the usual length: where two of them fit at the larger size, names are set in it."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of one drawing: the same for every cell."""

    px: int
    pad: int
    head: int
    line: int
    foot: int
    mark: int
    gap: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A place and where its name is written."""

    place: Place
    rect: QRect


@dataclass(frozen=True, slots=True)
class LineBox:
    """A shift: its whole box, where its mark stands, and its seats; `rest` counts those without room, in `rest_rect`."""

    line: ShiftLine
    rect: QRect
    mark: QRect
    seats: tuple[Seat, ...]
    rest: int = 0
    rest_rect: QRect | None = None


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell taken apart."""

    head: QRect
    lines: tuple[LineBox, ...]
    foot: QRect

    def seat_at(self, x: int, y: int) -> Slot | None:
        """Whose place a point means: the nearest of the shift under it."""
        for box in self.lines:
            if box.rect.top() <= y <= box.rect.bottom() and box.seats:
                nearest = min(box.seats, key=lambda seat: _distance(seat.rect, x, y))
                return nearest.place.slot
        return None

    def rect_of(self, slot: Slot) -> QRect | None:
        """Where a place is written; one without room where the rest is counted."""
        for box in self.lines:
            for seat in box.seats:
                if seat.place.slot == slot:
                    return seat.rect
            if box.rest_rect is not None and any(place.slot == slot for place in box.line.places):
                return box.rest_rect
        return None


def measures(width: int, height: int, rows: int) -> Measures:
    """For cells of that size with at most so many rows of names."""
    look = theme.current()
    fitting = (air for air in _AIRS if _usual_line(look.body, air) <= width)
    air = next(fitting, None)
    px, (pad, beside, gap) = (look.body, air) if air else (look.meta, _air_for(look.meta, width))
    head, foot = look.px(28), look.px(22)
    free = (height - head - foot - look.s4) // max(rows, 1)
    return Measures(
        px=px, pad=look.px(pad), head=head, line=min(max(free, look.px(_LINE_MIN)), look.px(_LINE_MAX)), foot=foot,
        mark=pens.text_width("白", look.meta) + look.px(beside), gap=look.px(gap),
    )  # fmt: skip


def least_height(rows: int) -> int:
    """Below this a cell scrolls rather than shrinks."""
    look = theme.current()
    return look.px(28) + rows * look.px(_LINE_MIN) + look.px(22) + look.s4


def least_width() -> int:
    """A week in which two names of the usual length still stand abreast, with the bar that scrolls it."""
    look = theme.current()
    return WEEK * _usual_line(look.meta, _AIRS[-1]) + look.s16


def rows_of(cell: DayCell, width: int, sizes: Measures) -> int:
    """How many rows the names of a day take at that width."""
    return sum(_rows(line, width, sizes) for line in cell.lines)


def lay_out(cell: DayCell, rect: QRect, sizes: Measures) -> CellBox:
    """Take a cell apart."""
    inner = rect.adjusted(sizes.pad, 0, -sizes.pad, 0)
    top = rect.top() + sizes.head
    boxes = []
    for line in cell.lines:
        height = _rows(line, rect.width(), sizes) * sizes.line
        boxes.append(_line_box(line, QRect(inner.left(), top, inner.width(), height), sizes))
        top += height
    foot = QRect(inner.left(), max(top, rect.bottom() - sizes.foot - theme.current().s4), inner.width(), sizes.foot)
    return CellBox(QRect(inner.left(), rect.top(), inner.width(), sizes.head), tuple(boxes), foot)


def weight_of(place: Place) -> QFont.Weight:
    """The lead at 500, on duty at 400: the pair reads without labels."""
    return pens.MEDIUM if place.name and place.slot.role is Role.LEAD else pens.NORMAL


@lru_cache(maxsize=2048)
def word_width(text: str, px: int, weight: QFont.Weight) -> int:
    """Measured once a name."""
    return pens.text_width(text, px, weight)


def _rows(line: ShiftLine, width: int, sizes: Measures) -> int:
    words = tuple((place.words, weight_of(place)) for place in line.places)
    flowed = _flow(words, width - 2 * sizes.pad - sizes.mark, sizes.px, sizes.gap)
    return flowed[-1][0] + 1 if flowed else 1


@lru_cache(maxsize=2048)
def _flow(
    words: tuple[tuple[str, QFont.Weight], ...], width: int, px: int, gap: int
) -> tuple[tuple[int, int, int], ...]:
    """Row, left and width of each name; those beyond the last row are left out. The same pairs stand there every few days."""
    seats: list[tuple[int, int, int]] = []
    row = left = 0
    for text, weight in words:
        wanted = min(word_width(text, px, weight), width)
        if left and left + wanted > width:
            row, left = row + 1, 0
        if row == ROWS_MAX:
            break
        seats.append((row, left, wanted))
        left += wanted + gap
    return tuple(seats)


def _line_box(line: ShiftLine, rect: QRect, sizes: Measures) -> LineBox:
    left, width = rect.left() + sizes.mark, rect.width() - sizes.mark
    words = tuple((place.words, weight_of(place)) for place in line.places)
    flowed = list(_flow(words, width, sizes.px, sizes.gap))
    rest_rect = None
    if len(flowed) < len(line.places):
        aside = word_width(f"+{len(line.places)}", sizes.px, pens.NORMAL)
        while flowed and flowed[-1][0] == ROWS_MAX - 1 and flowed[-1][1] + flowed[-1][2] + sizes.gap + aside > width:
            flowed.pop()
        rest_rect = QRect(rect.right() - aside, rect.top() + (ROWS_MAX - 1) * sizes.line, aside + 1, sizes.line)
    seats = tuple(
        Seat(place, QRect(left + at, rect.top() + row * sizes.line, wide, sizes.line))
        for place, (row, at, wide) in zip(line.places, flowed, strict=False)
    )
    mark = QRect(rect.left(), rect.top(), sizes.mark, sizes.line)
    return LineBox(line, rect, mark, seats, len(line.places) - len(flowed), rest_rect)


def _air_for(px: int, width: int) -> Air:
    return next((air for air in _AIRS if _usual_line(px, air) <= width), _AIRS[-1])


def _usual_line(px: int, air: Air) -> int:
    """A shift with two names of the usual length."""
    look = theme.current()
    pad, beside, gap = (look.px(each) for each in air)
    names = word_width(_USUAL, px, pens.MEDIUM) + word_width(_USUAL, px, pens.NORMAL)
    return 2 * pad + pens.text_width("白", look.meta) + beside + names + gap


def _distance(rect: QRect, x: int, y: int) -> int:
    across = max(rect.left() - x, 0, x - rect.right())
    down = max(rect.top() - y, 0, y - rect.bottom())
    return across + 4 * down
