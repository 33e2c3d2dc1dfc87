"""Workbooks out: sheets of plain values, ready for screen, printer and the way back in.

Numbers that are names (证件号, 账号, 户号) are text cells: as numbers Excel keeps fifteen digits and turns the rest to 0.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from venue_desk.exchange.files import put_in_place

Step = tuple[int, int, str]
Cell = str | int | date | datetime | None
Formats = dict[tuple["Shape", bool], Any]

HEADER_ROW = 2
"""Above it stand the title and the line that says whose list it is, and of which day."""
FIRST_DATE = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: what lies before is a day off, so it is written as text."""
CELL_MAX = 32_767
LIST_MAX = 255
"""So many characters a drop-down holds by itself; a longer list stands on a sheet of its own."""
CHOICES = "选项"
_SAMPLE = 2000
_BY_HAND, _ONE_LINE = 21, 10
_NARROWEST, _WIDEST = 6, 30
_STEP = 500
_INK, _HEAD, _LINE, _BLOCK = "#24211C", "#EDE8DD", "#D3CABA", "#898070"


class Shape(StrEnum):
    """What a column holds, and so how its cells are kept and shown."""

    TEXT = "text"
    MONEY = "money"  # int fen
    QUANTITY = "quantity"  # int thousandths
    WHOLE = "whole"
    DATE = "date"
    MOMENT = "moment"  # a datetime on the station's clock


_SHOWN = {
    Shape.TEXT: "@",
    Shape.MONEY: "#,##0.00",
    Shape.QUANTITY: "General",
    Shape.WHOLE: "0",
    Shape.DATE: 'yyyy"年"m"月"d"日"',
    Shape.MOMENT: 'yyyy"年"m"月"d"日" hh:mm',
}
_ALIGNED = {
    Shape.MONEY: "right",
    Shape.QUANTITY: "right",
    Shape.WHOLE: "center",
    Shape.DATE: "center",
    Shape.MOMENT: "center",
}
_WIDTHS = {Shape.DATE: 13, Shape.MOMENT: 19}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column. `note` hangs at its head, `choices` are offered in its cells, `room` is for what is filled in by hand."""

    title: str
    shape: Shape = Shape.TEXT
    note: str = ""
    choices: tuple[str, ...] = ()
    room: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that is written, frozen. `starts` are the rows (from 0) at which a block begins, such as a household.

    `blank` rows are left to be filled in; `author` and `at` are what the file says of itself; `beside` are the further
    sheets of the same book.
    """

    name: str
    title: str
    beneath: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Cell]] = ()
    starts: frozenset[int] = frozenset()
    blank: int = 0
    frozen_columns: int = 1
    author: str = ""
    at: datetime | None = None
    beside: "tuple[Sheet, ...]" = ()


def write_sheet(sheet: Sheet, out: Path) -> Generator[Step, None, Path]:
    """Write the workbook, telling how far it is; ended early it leaves nothing behind."""
    from xlsxwriter import Workbook  # a twentieth of a second: not at the window's start

    content = BytesIO()
    book = Workbook(content, {"in_memory": True})
    created = {"created": sheet.at.replace(tzinfo=None)} if sheet.at else {}
    book.set_properties({"title": sheet.title, "author": sheet.author, **created})
    formats = _formats(book)
    pages = (sheet, *sheet.beside)
    done, total = 0, sum(len(page.rows) for page in pages)
    for page in pages:
        for written in _fill(book, page, formats):
            yield done + written, total, f"已写 {done + written} 行，共 {total} 行"
        done += len(page.rows)
    book.close()
    put_in_place(content.getvalue(), out)
    yield total, total, f"已写 {total} 行"
    return out


def _fill(book: Any, sheet: Sheet, formats: Formats) -> Iterator[int]:
    """Everything on one page of the book, telling now and then how many rows stand there."""
    page = book.add_worksheet(sheet.name)
    _head(book, page, sheet)
    for number, values in enumerate(sheet.rows):
        if number % _STEP == 0:
            yield number
        _row(page, sheet, HEADER_ROW + 1 + number, values, formats, begins=number in sheet.starts)
    _blank_rows(page, sheet, formats)
    _choices(book, page, sheet)
    _for_print(page, sheet)


def _formats(book: Any) -> Formats:
    """By shape, and whether the row begins a block: a stronger line stands above it."""
    made: Formats = {}
    for shape in Shape:
        for begins in (False, True):
            look = {
                "num_format": _SHOWN[shape], "font_color": _INK, "valign": "vcenter", "border": 1,
                "border_color": _LINE, "text_wrap": shape is Shape.TEXT, "align": _ALIGNED.get(shape, "left"),
            }  # fmt: skip
            made[shape, begins] = book.add_format(look | ({"top_color": _BLOCK} if begins else {}))
    return made


def _head(book: Any, page: Any, sheet: Sheet) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "valign": "vcenter"})
    beneath = book.add_format({"font_color": "#575147", "valign": "vcenter"})
    heading = book.add_format(
        {
            "bold": True, "bg_color": _HEAD, "border": 1, "border_color": _BLOCK, "align": "center",
            "valign": "vcenter", "text_wrap": True,
        }
    )  # fmt: skip
    page.set_row(0, 28)
    page.set_row(1, 20)
    page.set_row(HEADER_ROW, 34)
    page.write_string(0, 0, sheet.title, title)
    page.write_string(1, 0, sheet.beneath, beneath)
    for place, (column, width) in enumerate(zip(sheet.columns, _widths(sheet), strict=True)):
        page.set_column(place, place, width)
        page.write_string(HEADER_ROW, place, column.title, heading)
        if column.note:
            page.write_comment(HEADER_ROW, place, column.note, {"x_scale": 1.6, "font_size": 10})
    page.freeze_panes(HEADER_ROW + 1, sheet.frozen_columns)


def _row(page: Any, sheet: Sheet, at: int, values: Sequence[Cell], formats: Formats, *, begins: bool) -> None:
    for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
        _cell(page, at, place, column.shape, value, formats[column.shape, begins])


def _cell(page: Any, at: int, place: int, shape: Shape, value: Cell, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(at, place, None, look)
    elif isinstance(value, datetime):
        page.write_datetime(at, place, value.replace(tzinfo=None), look)
    elif isinstance(value, date):
        if value < FIRST_DATE:
            page.write_string(at, place, f"{value.year}年{value.month}月{value.day}日", look)
        else:
            page.write_datetime(at, place, value, look)
    elif isinstance(value, str):
        page.write_string(at, place, value[:CELL_MAX], look)
    else:
        page.write_number(at, place, value / {Shape.MONEY: 100, Shape.QUANTITY: 1000}.get(shape, 1), look)


def _blank_rows(page: Any, sheet: Sheet, formats: Formats) -> None:
    first = HEADER_ROW + 1 + len(sheet.rows)
    for at in range(first, first + sheet.blank):
        page.set_row(at, _BY_HAND)
        for place, column in enumerate(sheet.columns):
            page.write_blank(at, place, None, formats[column.shape, False])


def _choices(book: Any, page: Any, sheet: Sheet) -> None:
    """Drop-downs over all rows; a list too long to stand in its cells' rule is kept on a hidden sheet."""
    last = HEADER_ROW + max(len(sheet.rows) + sheet.blank, 1)
    kept: Any = None
    for place, column in enumerate(sheet.columns):
        if not column.choices:
            continue
        source: Any = list(column.choices)
        if len(",".join(column.choices)) > LIST_MAX or any("," in choice for choice in column.choices):
            if kept is None:
                kept = book.add_worksheet(CHOICES)
                kept.hide()
            kept.write_column(0, place, column.choices)
            letter = _letter(place)
            source = f"='{CHOICES}'!${letter}$1:${letter}${len(column.choices)}"
        rule = {
            "validate": "list", "source": source, "error_title": column.title, "error_message": "请从下拉里选一项。",
        }  # fmt: skip
        page.data_validation(HEADER_ROW + 1, place, last, place, rule)


def _for_print(page: Any, sheet: Sheet) -> None:
    """A4 across, one page wide, the header on each page, the station and the page in the foot."""
    last_row = HEADER_ROW + len(sheet.rows) + sheet.blank
    last = len(sheet.columns) - 1
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, last_row, last)
    page.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    page.center_horizontally()
    page.set_footer(f"&L{_in_footer(sheet.author)}&C第 &P 页，共 &N 页&R{_in_footer(sheet.name)}")
    if sheet.rows:
        page.autofilter(HEADER_ROW, 0, last_row, last)
    # Digits kept as text are meant: without this each of them wears a green triangle.
    page.ignore_errors({"number_stored_as_text": f"A1:{_letter(last)}{last_row + 1}"})


def _in_footer(text: str) -> str:
    """& begins a code there."""
    return text.replace("&", "&&")


def _widths(sheet: Sheet) -> Iterator[float]:
    """Wide enough for all but the few longest of the first rows: those wrap."""
    for place, column in enumerate(sheet.columns):
        shown = sorted(_width(_text(column.shape, values[place])) for values in islice(sheet.rows, _SAMPLE))
        widest = shown[len(shown) * 49 // 50] if shown else 0
        wanted = max(_WIDTHS.get(column.shape, 0), widest, _heading_width(column.title), _NARROWEST)
        if sheet.blank:
            wanted = max(wanted, *(_width(choice) for choice in column.choices), _width(column.title), column.room)
        yield min(wanted, _WIDEST) + 2


def _heading_width(title: str) -> int:
    """Short ones in one line, long ones in two."""
    width = _width(title)
    return width if width <= _ONE_LINE else -(-width // 2)


def _text(shape: Shape, value: Cell) -> str:
    if isinstance(value, int):
        return f"{value / 100:,.2f}" if shape is Shape.MONEY else str(value / (1000 if shape is Shape.QUANTITY else 1))
    return max(value.split("\n"), key=len) if isinstance(value, str) else ""


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _letter(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    before, rest = divmod(place, 26)
    return f"{_letter(before - 1) if before else ''}{chr(65 + rest)}"
