"""Which kind of file it is, told by what is in it and not by its name; and its sheets, whichever it is."""

from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from venue_desk.exchange.csv_file import read_csv
from venue_desk.exchange.sheets import Sheet, refuse
from venue_desk.exchange.workbook import LOCKED, OTHER, Workbook

OLD = "这是旧格式的 .xls 表格。请用 Excel 或 WPS 打开，另存为 .xlsx，再导入。"
EMPTY = "这个文件是空的，请看看选的是不是这个文件。"
GONE = "找不到这个文件，或不能打开它。请看看它是不是还在，有没有被别的程序占用。"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 2**20
TEXT_WEIGHS = 10
"""A cell in XML is about so many times as long as in a .csv."""


class Book(Protocol):
    """A file with sheets; use it in a with block."""

    def __enter__(self) -> "Book":
        """The file itself."""
        ...

    def __exit__(self, *_: object) -> None:
        """Let go of it."""
        ...

    @property
    def names(self) -> list[str]:
        """The names of its sheets."""
        ...

    def rows(self, name: str) -> int:
        """How many rows of the sheet have anything in them."""
        ...

    def sheet(self, name: str, first_rows: int | None = None) -> Sheet:
        """The sheet, or its first rows."""
        ...


class CsvBook:
    """A .csv as a file with one sheet."""

    def __init__(self, file: Path) -> None:
        """Read it whole: it is bounded."""
        self._sheet = read_csv(file)

    def __enter__(self) -> "CsvBook":
        """The file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held open."""

    @property
    def names(self) -> list[str]:
        """The one name."""
        return [self._sheet.name]

    def rows(self, _name: str) -> int:
        """How many rows have anything in them."""
        return sum(not row.blank for row in self._sheet.rows)

    def sheet(self, _name: str, first_rows: int | None = None) -> Sheet:
        """The sheet, or its first rows."""
        return self._sheet if first_rows is None else Sheet(self._sheet.name, self._sheet.rows[:first_rows])


def open_book(file: Path) -> Book:
    """The file, if it is a table we can read; otherwise what to do about it."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_LOOKED_AT)
    except OSError as trouble:
        raise refuse("gone", GONE) from trouble
    if not head:
        raise refuse("empty", EMPTY)
    if head.startswith(_OLE):
        raise refuse("locked", LOCKED) if _ENCRYPTED in head else refuse("old", OLD)
    if head.startswith(b"PK"):
        return Workbook(file)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise refuse("other", OTHER)
    return CsvBook(file)


def weight(file: Path) -> int:
    """About how many bytes of XML there are to be read, as the directory of the zip says; a row of text counts as much."""
    try:
        with ZipFile(file) as package:
            return sum(part.file_size for part in package.infolist())
    except (BadZipFile, ValueError):
        return file.stat().st_size * TEXT_WEIGHS
    except OSError:
        return 0
