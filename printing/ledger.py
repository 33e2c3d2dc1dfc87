"""A ruled table as account books have it: heads, rows of one height, a line of sums; and which rows stand on which page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from printing.blocks import horizontals, middle, verticals
from printing.page import CENTRE, LEFT, RIGHT
from printing.styles import INK, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page

R = TypeVar("R")

PAD = 1.6
ABOVE, BELOW, SMALLER = 0.3, 0.72, 1.5
"""Where in a row two lines of one cell stand, and by how many points the lower is smaller."""
LEAST = 3
"""So many rows at least stand on the last page, if there are as many."""
_PLACES = {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in mm, where its texts stand, how heavy they are."""

    title: str
    width: float
    align: float = LEFT
    weight: int = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class Ledger:
    """The shape of a table. `size` of the rows' type in points, `head` and `row` are heights in mm."""

    columns: tuple[Column, ...]
    left: float
    size: float = 10.5
    row: float = 7.4
    head: float = 8.0

    @property
    def width(self) -> float:
        """All columns together."""
        return sum(column.width for column in self.columns)

    @property
    def edges(self) -> tuple[float, ...]:
        """Where the columns begin, and where the last ends."""
        return tuple(accumulate((column.width for column in self.columns), initial=self.left))

    def depth(self, rows: int, *, total: bool = False) -> float:
        """How high it stands with so many rows."""
        return self.head + (max(rows, 1) + total) * self.row


def draw_ledger(
    page: "Page", top: float, shape: Ledger, rows: Sequence[Sequence[str]], total: Sequence[str] = ()
) -> float:
    """The table from `top` down, under it the sums if given; its bottom. Without a row one is left empty.

    What stands behind a line end in a cell is set small below the rest.
    """
    page.box(shape.left, top, shape.width, shape.head, WASH)
    head = Style(shape.size - 0.5, Weight.MEDIUM)
    for column, x in zip(shape.columns, shape.edges, strict=False):
        middle_x = x + column.width / 2
        page.text(middle_x, middle(top + shape.head / 2, head.size), column.title, head, CENTRE, column.width - 1)
    lines = [*rows] or [()]
    for at, texts in enumerate(lines):
        _line(page, top + shape.head + at * shape.row, shape, texts)
    bottom = top + shape.depth(len(lines), total=bool(total))
    if total:
        _line(page, bottom - shape.row, shape, total, bold=True)
    count = len(lines) + bool(total)
    horizontals(page, shape.left, [top + shape.head + at * shape.row for at in range(count)], shape.width)
    if total:
        page.rule(shape.left, bottom - shape.row, shape.width, INK, RULE)
    verticals(page, shape.edges[1:-1], top, bottom - top)
    page.frame(shape.left, top, shape.width, bottom - top, INK, RULE)
    return bottom


def _line(page: "Page", y: float, shape: Ledger, texts: Sequence[str], *, bold: bool = False) -> None:
    for column, x, text in zip(shape.columns, shape.edges, texts, strict=False):
        style = Style(shape.size, Weight.BOLD if bold else column.weight)
        place, room = x + PAD + (column.width - 2 * PAD) * _PLACES[column.align], column.width - 2 * PAD
        above, _, below = text.partition("\n")
        base = middle(y + shape.row * (ABOVE if below else 0.5), shape.size)
        page.text(place, base, above, style, column.align, room)
        if below:
            lower = Style(shape.size - SMALLER, ink=SOFT)
            page.text(place, middle(y + shape.row * BELOW, lower.size), below, lower, column.align, room)


def paged(rows: Sequence[R], first: int, following: int, foot: int) -> list[list[R]]:
    """The rows page by page: `first` on the first, `following` on each other; `foot` rows stay free on the last."""
    pages, rest = list[list[R]](), list(rows)
    while True:
        room = following if pages else first
        if not rest or len(rest) <= room - foot:  # a foot too deep for any page stands on one of its own
            return [*pages, rest]
        take = min(room, max(len(rest) - LEAST, 1))
        pages.append(rest[:take])
        rest = rest[take:]
