"""Reading .csv as Excel and WPS write it here: UTF-8 with or without its mark, GB18030, or UTF-16."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from venue_desk.exchange.sheets import (
    BYTES_MAX,
    COLUMNS_MAX,
    ROWS_MAX,
    Sheet,
    SheetRow,
    refuse,
    refuse_length,
    refuse_width,
)
from venue_desk.exchange.workbook import refuse_size

NO_TEXT = "这个文件不是表格，也不是文字。请用 Excel 或 WPS 打开，另存为 .xlsx，再导入。"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def read_csv(file: Path) -> Sheet:
    """The one sheet of a .csv, named after the file."""
    if file.stat().st_size > BYTES_MAX:
        raise refuse_size(file)
    text = decoded(file.read_bytes())
    if not text.strip():
        raise refuse("empty", "这个文件是空的，请看看选的是不是这个文件。")
    return Sheet(file.stem, tuple(_rows(text)))


def decoded(content: bytes) -> str:
    """The text of the file; what is no text is refused."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
        break
    raise refuse("no_text", NO_TEXT)


def _rows(text: str) -> Iterator[SheetRow]:
    sample = text[:4000].splitlines()[:20]
    delimiter = max(",\t;，", key=lambda mark: sum(line.count(mark) for line in sample))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            width = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
            if width > COLUMNS_MAX:
                raise refuse_width(width)
            if number > ROWS_MAX:
                raise refuse_length(number)
            yield SheetRow(number, tuple(_plain(cell) for cell in cells[:width]))
    except csv.Error as trouble:
        raise refuse("damaged", NO_TEXT) from trouble


def _plain(cell: str) -> str | None:
    """What the cell says, without the sleights by which a number is kept as text: ="0012", '0012 or a tab before."""
    quoted = _AS_TEXT.fullmatch(cell.strip())
    return (quoted[1] if quoted else cell).strip().removeprefix("'") or None
