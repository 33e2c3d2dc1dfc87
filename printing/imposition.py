"""Many small papers on one sheet: where each lies, where the knife goes. Positions are counted from 1, row by row."""

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from printing.styles import HAIR, HAIRLINE, INK, SOFT, WHITE, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from printing.page import Page
    from printing.press import Press
    from printing.sheet import Sheet

MARK, GAP = 6.0, 1.5
"""Millimetres: the length of a crop mark and its distance from the paper that is cut out."""

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns × rows of equal cells; `pitch` is the distance from one cell to the next."""

    columns: int
    rows: int
    cell_width: float
    cell_height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def cells(self) -> int:
        """How many a sheet holds."""
        return self.columns * self.rows

    def sheets(self, count: int, start: int = 1) -> int:
        """How many sheets `count` papers need when the first lies at position `start`."""
        return -(-(count + start - 1) // self.cells) if count else 0

    def corner(self, position: int) -> tuple[float, float]:
        """The top left corner of a position."""
        row, column = divmod(position - 1, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y

    def crop_marks(self, sheet: "Sheet") -> "Iterator[Line]":
        """Short lines outside the cells; where the cells fill the sheet, along its edge and at the crossing."""
        right = self.left + (self.columns - 1) * self.pitch_x + self.cell_width
        bottom = self.top + (self.rows - 1) * self.pitch_y + self.cell_height
        across = self._cuts(self.left, self.columns, self.pitch_x, self.cell_width, sheet.width)
        down = self._cuts(self.top, self.rows, self.pitch_y, self.cell_height, sheet.height)
        for x in across:
            yield from ((x, y1, x, y2) for y1, y2 in _ticks(self.top, bottom, sheet.height))
        for y in down:
            yield from ((x1, y, x2, y) for x1, x2 in _ticks(self.left, right, sheet.width))
        if self.left < MARK:
            yield from ((x - 2, y, x + 2, y) for x in across for y in down)
            yield from ((x, y - 2, x, y + 2) for x in across for y in down)

    @staticmethod
    def _cuts(first: float, count: int, pitch: float, size: float, end: float) -> list[float]:
        edges = {round(first + at * pitch + side, 3) for at in range(count) for side in (0, size)}
        return sorted(edge for edge in edges if 1 < edge < end - 1)


def _ticks(first: float, last: float, end: float) -> tuple[tuple[float, float], tuple[float, float]]:
    if first >= MARK + GAP:
        return (first - GAP - MARK, first - GAP), (last + GAP, last + GAP + MARK)
    return (0, MARK + GAP), (end - MARK - GAP, end)


def lay_out(
    press: "Press", sheet: "Sheet", grid: Grid, parts: "Iterable[str]", start: int, *, crop_marks: bool, show_used: bool
) -> "Iterator[Page]":
    """Sheets with `parts` placed from position `start` on; the positions before it stay empty."""
    parts = iter(parts)
    while placed := list(islice(parts, grid.cells - start + 1)):
        page = press.page(sheet.width, sheet.height)
        for position in range(1, start if show_used else 1):
            _mark_used(page, grid, position)
        for position, part in enumerate(placed, start):
            page.form(part, *grid.corner(position), grid.cell_height)
        if crop_marks:
            page.lines(grid.crop_marks(sheet), INK, HAIRLINE)
        yield page
        start = 1


def _mark_used(page: "Page", grid: Grid, position: int) -> None:
    x, y = grid.corner(position)
    blank = page.press.page(grid.cell_width, grid.cell_height)
    page.form(page.press.once(("used", grid), lambda: _hatched(blank)), x, y, grid.cell_height)
    _label(page, x + grid.cell_width / 2, y + grid.cell_height / 2, f"第 {position} 位已用")


def _hatched(page: "Page") -> "Page":
    """Slanting lines: the picture of a place whose paper is gone."""
    reach = page.width + page.height
    steps = [step * 2.5 for step in range(int(reach / 2.5) + 1)]
    page.lines(((at, 0, at - page.height, page.height) for at in steps), HAIR, HAIRLINE)
    return page


def _label(page: "Page", x: float, y: float, text: str) -> None:
    style = Style(11, ink=SOFT)
    half = page.width_of(text, style) / 2 + 4
    page.box(x - half, y - 4, 2 * half, 8, WHITE)
    page.text(x, y + 1.4, text, style, 0.5)
