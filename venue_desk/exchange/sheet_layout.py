"""What openpyxl does not tell in read-only mode: hidden rows and columns, merged areas, formulas without a result.

The XML of a sheet is read as a stream, so that its size costs time but no memory, and stopped at the first excess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from defusedxml.ElementTree import iterparse

from venue_desk.exchange.sheets import COLUMNS_MAX, ROWS_MAX, Block, refuse_length, refuse_width

MERGES_MAX = 20_000
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(slots=True)
class Layout:
    """The layout of one sheet; `uncounted` are formulas nobody has reckoned, `uncounted_at` the first of them."""

    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Block] = field(default_factory=list)
    uncounted: int = 0
    uncounted_at: str = ""


def read_layout(stream: IO[bytes]) -> Layout:
    """Walk through the XML of a sheet once."""
    layout, rows = Layout(), None
    for event, element in iterparse(stream, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            rows = element if name == "sheetData" else rows
        elif name == "row":
            _read_row(layout, element)
            if rows is not None:
                rows.clear()
        elif name == "col":
            _read_column(layout, element.attrib)
        elif name == "mergeCell" and len(layout.merges) < MERGES_MAX:
            layout.merges += _areas(element.get("ref", ""))
    return layout


def _read_row(layout: Layout, row: Any) -> None:
    number = int(row.get("r") or layout.last_row + 1)
    if row.get("hidden") in ("1", "true"):
        layout.hidden_rows.add(number)
    width = 0
    for place, cell in enumerate(row, 1):
        if _holds(layout, cell):
            width = max(width, _column_of(cell.get("r", "")) or place)
    if not width:
        return
    layout.last_row, layout.last_column = number, max(layout.last_column, width)
    layout.filled_rows += 1
    if width > COLUMNS_MAX:
        raise refuse_width(width)
    if layout.filled_rows > ROWS_MAX:
        raise refuse_length(layout.filled_rows)


def _holds(layout: Layout, cell: Any) -> bool:
    """Whether anything is in the cell; a formula that was never reckoned counts, and is remembered."""
    formula, said = False, False
    for part in cell:
        name = part.tag.rpartition("}")[2]
        formula = formula or name == "f"
        said = said or name == "is" or (name == "v" and (bool(part.text) or cell.get("t") == "str"))
    if formula and not said:
        layout.uncounted += 1
        layout.uncounted_at = layout.uncounted_at or cell.get("r", "")
    return formula or said


def _read_column(layout: Layout, attributes: dict[str, str]) -> None:
    if attributes.get("hidden") in ("1", "true"):
        first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
        layout.hidden_columns.update(range(first, min(last, COLUMNS_MAX) + 1))


def _areas(reference: str) -> Iterator[Block]:
    first, _, last = reference.partition(":")
    corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if corners[0] and corners[1]:
        yield (
            int(corners[0][2]), _column_of(corners[0][1]),
            int(corners[1][2]), min(_column_of(corners[1][1]), COLUMNS_MAX),
        )  # fmt: skip


def _column_of(reference: str) -> int:
    column = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - 64
    return column
