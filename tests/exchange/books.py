"""Small files made for one test."""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from venue_desk.domain.errors import Refused
from venue_desk.domain.importing import Choice, ImportKind, Reading, Table
from venue_desk.exchange.reading import look, read

SHEET = "xl/worksheets/sheet1.xml"
AS_PROPOSED = Choice()
HEADER = ("户号", "社", "姓名", "与户主关系", "身份证号", "电话")


def book_of(path: Path, rows: Sequence[Sequence[Any]], shape: Callable[[Worksheet], object] | None = None) -> Path:
    """A workbook of one sheet; `shape` merges, hides, …"""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if shape:
        shape(sheet)
    book.save(path)
    return path


def with_part(path: Path, name: str, change: Callable[[bytes], bytes], **options: Any) -> Path:
    """The same workbook with one part of the zip changed."""
    old = zipfile.ZipFile(BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content, **options)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return path


def looked(file: Path, kind: ImportKind = ImportKind.HOUSEHOLDS, choice: Choice = AS_PROPOSED) -> Reading:
    return look(file, kind, choice, lambda _signature: None)


def table_of(file: Path, choice: Choice = AS_PROPOSED) -> Table:
    reading, table = read(file, ImportKind.HOUSEHOLDS, choice, lambda _signature: None)
    if table is None:
        raise Refused(reading.findings)
    return table


def columns(reading: Reading) -> dict[str, str]:
    """What each heading is taken for."""
    return {seen.heading: str(seen.column) for seen in reading.columns if seen.column}
