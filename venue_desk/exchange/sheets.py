"""A sheet as it lies in a file: cells by row, what is hidden or merged. Both xlsx and csv are read into this."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, product

from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must

Cell = str | int | float | bool | date | datetime | time | None
Block = tuple[int, int, int, int]
"""A merged area: first row, first column, last row, last column; rows and columns from 1."""

ROWS_MAX = 30_000
COLUMNS_MAX = 300
BYTES_MAX = 30 * 2**20
MERGED_MAX = 300_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet in which anything may be written; blank ones are kept, so that numbers can be told."""

    name: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Block, ...] = ()

    def merged(self) -> dict[tuple[int, int], Cell]:
        """What the cells covered by a merged one say: as it does."""
        return dict(islice(self._merged(), MERGED_MAX))

    def _merged(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        cells = {row.number: row.cells for row in self.rows}
        last = max(cells, default=0)
        for top, left, bottom, right in self.merges:
            first = cells.get(top, ())
            value = first[left - 1] if left <= len(first) else None
            if value is not None:
                for row, column in product(range(top, min(bottom, last) + 1), range(left, min(right, len(first)) + 1)):
                    yield (row, column), value


def refuse(code: str, sentence: str) -> Refused:
    """The file cannot be brought in, and what to do about it."""
    return Refused([must(f"file.{code}", "file", sentence)])


def refuse_width(columns: int) -> Refused:
    """A table of people has some dozens of columns."""
    return refuse(
        "wide", f"这张表有 {columns} 列，最多能读 {COLUMNS_MAX} 列。请看看选的是不是这个文件，或删去多余的列。"
    )


def refuse_length(rows: int) -> Refused:
    """A village has some thousands of people."""
    return refuse("long", f"这张表有 {rows} 行，一次最多能读 {ROWS_MAX} 行。请分成几个文件再导入。")
