"""Reading .xlsx: bounded before it is opened, a part at a time after; what cannot be read is refused in a sentence."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

from openpyxl import load_workbook

from venue_desk.domain.errors import Refused
from venue_desk.exchange.sheet_layout import Layout, read_layout
from venue_desk.exchange.sheets import BYTES_MAX, Cell, Sheet, SheetRow, refuse

PARTS_MAX = 2000
SHEETS_MAX = 40
SHEET_MAX, PART_MAX, STYLES_MAX, UNPACKED_MAX = 96 * 2**20, 32 * 2**20, 8 * 2**20, 256 * 2**20
"""A sheet is read as a stream; texts and styles stay in memory, many times as large. 30,000 people take half of each."""

DAMAGED = "这个文件打不开，可能没有保存完整。请用 Excel 或 WPS 打开，另存为 .xlsx，再导入。"
LOCKED = "这个文件设了打开密码。请用 Excel 或 WPS 打开，去掉密码后另存，再导入。"
BOMB = "这个文件解开后太大，不像一张表。请看看选的是不是这个文件，或只留需要的那张表另存。"
OTHER = "这不是 .xlsx 表格。请用 Excel 或 WPS 打开，另存为 .xlsx，再导入。"


class Workbook:
    """An open .xlsx; use it in a with block."""

    def __init__(self, file: Path) -> None:
        """Look at the zip directory and at every sheet's layout first; only then let openpyxl in."""
        with _speaking():
            self._layouts = _layouts(file)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of drop-downs and headers that are not kept, which we do not need
                self._book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        self._sheets = [sheet for sheet in self._book.worksheets if hasattr(sheet, "iter_rows")][:SHEETS_MAX]

    def __enter__(self) -> "Workbook":
        """The workbook itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self._book.close()

    @property
    def names(self) -> list[str]:
        """The names of the sheets, in their order."""
        return [sheet.title for sheet in self._sheets]

    def rows(self, name: str) -> int:
        """How many rows of the sheet have anything in them."""
        return self._layout(self._named(name)).filled_rows

    def sheet(self, name: str, first_rows: int | None = None) -> Sheet:
        """The sheet of this name, or only its first rows. Read whole, it must not lean on formulas never reckoned."""
        found = self._named(name)
        layout = self._layout(found)
        if first_rows is None and layout.uncounted:
            raise refuse(
                "formulas",
                f"「{name}」里有 {layout.uncounted} 个格子是还没有算出结果的公式（第一个在 {layout.uncounted_at}）。"
                "请用 Excel 或 WPS 打开，保存一次，再导入。",
            )
        last = min(layout.last_row, first_rows or layout.last_row)
        with _speaking(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of dates out of range: such a cell says #VALUE! and is refused by row
            rows = tuple(_rows(found, layout, last)) if last else ()
        return Sheet(
            name=name,
            rows=rows,
            hidden=found.sheet_state != "visible",
            hidden_columns=frozenset(layout.hidden_columns),
            merges=tuple(layout.merges),
        )

    def _named(self, name: str) -> Any:
        found = next((sheet for sheet in self._sheets if sheet.title == name), None)
        if found is None:
            raise refuse("sheet", f"这个文件里没有「{name}」这张表。有：{'、'.join(self.names)}。")
        return found

    def _layout(self, sheet: Any) -> Layout:
        part = str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001  # the only way from a sheet to its part of the file
        return self._layouts.get(part, Layout())


def check_package(package: ZipFile) -> None:
    """The directory of the zip says how large every part is; zipfile never unpacks more than it says."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise refuse("locked", LOCKED)
    if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
        raise refuse("other", OTHER)
    too_large = any(part.file_size > _largest(part.filename) for part in parts)
    if too_large or len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
        raise refuse("bomb", BOMB)


def _largest(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return SHEET_MAX
    return STYLES_MAX if name.endswith("styles.xml") else PART_MAX


def _layouts(file: Path) -> dict[str, Layout]:
    if file.stat().st_size > BYTES_MAX:
        raise refuse_size(file)
    with ZipFile(file) as package:
        check_package(package)
        layouts = {}
        for name in package.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                with package.open(name) as stream:
                    layouts[name] = read_layout(cast("Any", stream))
        return layouts


def refuse_size(file: Path) -> Refused:
    """A larger one holds pictures, or is no table of people at all."""
    size = file.stat().st_size / 2**20
    return refuse("big", f"这个文件有 {size:.0f} MB，最多能读 {BYTES_MAX >> 20} MB。请只留需要的那张表，另存后再导入。")


@contextmanager
def _speaking() -> Iterator[None]:
    """A file made by a stranger breaks openpyxl in many ways: all of them mean that it is damaged."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    except Exception as trouble:  # openpyxl has no error of its own: KeyError, ValueError, zlib.error, …
        raise refuse("damaged", DAMAGED) from trouble


def _rows(sheet: Any, layout: Layout, last: int) -> Iterator[SheetRow]:
    cells = sheet.iter_rows(min_row=1, max_row=last, min_col=1, max_col=layout.last_column)
    for number, row in enumerate(cells, 1):
        yield SheetRow(number, tuple(_value(cell) for cell in row), number in layout.hidden_rows)


def _value(cell: Any) -> Cell:
    """What the cell says; a number shown as 0012 is written so."""
    value = cell.value
    if type(value) is int and re.fullmatch(r"0{2,20}", cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return cast("Cell", value)
