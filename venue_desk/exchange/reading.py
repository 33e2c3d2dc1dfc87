"""From a file to rows that are understood: first how it looks, then all of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.importing import (
    CARRIED,
    ESSENTIAL,
    MEASURES,
    Choice,
    Column,
    ImportKind,
    Meaning,
    PolicyColumn,
    Reading,
    ReadRow,
    SheetSeen,
    Table,
    named_columns,
)
from venue_desk.exchange.cells import said_in, text_of, understand
from venue_desk.exchange.headings import plain_heading
from venue_desk.exchange.opening import EMPTY, Book, open_book
from venue_desk.exchange.sheets import Cell, Sheet, SheetRow, refuse
from venue_desk.exchange.table_finding import Header, columns_seen, find_header

FIRST_ROWS = 80
"""Enough to find any header, and to show what the table is like."""

SHOWN = 8
Memory = Callable[[str], Mapping[int, Meaning | None] | None]
"""What was decided the last time about a table with this signature."""

Cells = Mapping[Meaning, Cell]
_NOT_DRAWN = frozenset({"", "-", "—", "/", "无", "0", "0.0", "0.00"})
_SECTION = re.compile(r"(\S{1,8}[社组队湾])(?:[(（].*[)）])?[:：]?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年")
_TOTAL = re.compile(r".{0,8}(合计|小计|总计|共计|累计|总和)[:：]?")
_FOOT = re.compile(
    r"(注|备注|说明|填表说明|制表|填表|审核|负责人|单位负责人|经办|复核|村委会|填报|统计|日期)(人|日期|时间|单位)?(\(.*\)|（.*）)?[:：].*"
)


def look(file: Path, kind: ImportKind, choice: Choice, memory: Memory, policies: Sequence[str] = ()) -> Reading:
    """How the file is understood, by its first rows; `choice` says what somebody knows better.

    `policies` are the names of those that may have a column of their own.
    """
    with open_book(file) as book:
        return _look(book, file, kind, choice, memory, policies)


def read(
    file: Path, kind: ImportKind, choice: Choice, memory: Memory, policies: Sequence[str] = ()
) -> tuple[Reading, Table | None]:
    """The same, and all rows of the sheet so understood; None while the columns leave open what it is about."""
    with open_book(file) as book:
        reading = _look(book, file, kind, choice, memory, policies)
        if reading.findings:
            return reading, None
        sheet = book.sheet(reading.sheet)
    mapping = {seen.column: seen.place for seen in reading.columns if seen.column}
    begin = reading.header_row + reading.header_depth
    return reading, _table(sheet, begin, mapping, with_hidden=choice.with_hidden_rows)


def _look(book: Book, file: Path, kind: ImportKind, choice: Choice, memory: Memory, policies: Sequence[str]) -> Reading:
    heads = {name: book.sheet(name, FIRST_ROWS) for name in book.names if book.rows(name)}
    if not heads:
        raise refuse("empty", EMPTY)
    headers = {name: _header(sheet, kind, choice, policies) for name, sheet in heads.items()}
    seen = tuple(_sheet_seen(book, heads[name], header, kind) for name, header in headers.items())
    name = choice.sheet or max(seen, key=_fitness).name
    if name not in heads:
        raise refuse("sheet", f"这个文件里没有「{name}」这张表。有：{'、'.join(heads)}。")
    sheet, header = heads[name], headers[name]
    remembered = None if choice.columns is not None else memory(header.signature)
    columns = columns_seen(header, sheet, choice.columns if choice.columns is not None else remembered)
    mapping = {seen.column: seen.place for seen in columns if seen.column}
    title = _title(sheet, header.row, file)
    first = _table(sheet, header.row + header.depth, mapping, with_hidden=choice.with_hidden_rows).rows[:SHOWN]
    return Reading(
        kind=kind, file=file.name, sheets=seen, sheet=name, title=title, header_row=header.row,
        header_depth=header.depth, columns=columns, signature=header.signature, remembered=remembered is not None,
        year=_year_in(title), policy="", first=first, findings=tuple(_missing(kind, mapping)),
    )  # fmt: skip


def _header(sheet: Sheet, kind: ImportKind, choice: Choice, policies: Sequence[str]) -> Header:
    if choice.header_row and choice.sheet in ("", sheet.name):
        return find_header(sheet, kind, choice.header_row, choice.header_depth, policies)
    return find_header(sheet, kind, policies=policies)


def _sheet_seen(book: Book, sheet: Sheet, header: Header, kind: ImportKind) -> SheetSeen:
    return SheetSeen(
        name=sheet.name, hidden=sheet.hidden, rows=book.rows(sheet.name), known_columns=len(header.meanings),
        fits=header.fits(kind),
    )  # fmt: skip


def _fitness(seen: SheetSeen) -> tuple[bool, bool, int, int]:
    """The sheet proposed: one that fits, in sight, with the most known columns, with the most rows."""
    return seen.fits, not seen.hidden, seen.known_columns, seen.rows


def _title(sheet: Sheet, header_row: int, file: Path) -> str:
    above = [text for row in sheet.rows if row.number < header_row for cell in row.cells if (text := text_of(cell))]
    return " ".join((*above, sheet.name, file.stem))[:300]


def _year_in(title: str) -> int | None:
    years = _YEAR.findall(title)
    return int(years[0]) if years else None


def _missing(kind: ImportKind, meanings: Iterable[Meaning]) -> list[Finding]:
    known = named_columns(meanings)
    return [
        must(
            "table.column",
            "columns",
            f"没有找到{'或'.join(f'「{column}」' for column in any_of)}这一列，请指出是哪一列。",
        )
        for any_of in ESSENTIAL[kind]
        if not known & set(any_of)
    ]


def _table(sheet: Sheet, begin: int, mapping: Mapping[Meaning, int], *, with_hidden: bool) -> Table:
    """The rows from `begin` on; blank ones, totals, notes and hidden ones are counted and passed over."""
    merged, rows, section = sheet.merged(), list[ReadRow](), ""
    headings = {column: _at_row(sheet, begin - 1, place) for column, place in mapping.items()}
    passed = Counter[str]()
    for row in sheet.rows:
        if row.number < begin:
            continue
        cells: dict[Meaning, Cell] = {column: _cell(row, place) for column, place in mapping.items()}
        found = _section(row)
        why = "totals" if found else _passed_over(row, cells, headings, with_hidden=with_hidden)
        section = found or section
        if why:
            passed[why] += 1
            continue
        cells |= {c: merged.get((row.number, p), cells[c]) for c, p in mapping.items() if c in CARRIED}
        if section and not any(text_of(cells.get(column)) for column in (Column.HAMLET, Column.GROUP)):
            cells[Column.HAMLET] = section
        read = [_read_row(row.number, each) for each in _by_policy(cells)]
        rows += read
        passed["undrawn"] += not read
    return Table(columns=frozenset(named_columns(mapping)), rows=tuple(rows), **passed)


def _by_policy(cells: Cells) -> Iterator[Mapping[Column, Cell]]:
    """A row with columns of their own for policies is a row for each policy of which it says something."""
    own = [column for column in cells if isinstance(column, PolicyColumn)]
    whole = {column: cell for column, cell in cells.items() if isinstance(column, Column)}
    if not own:
        yield whole
        return
    whole = {column: cell for column, cell in whole.items() if column not in MEASURES}
    for policy in dict.fromkeys(column.policy for column in own):
        said = {column.measure: cells[column] for column in own if column.policy == policy}
        if any(text_of(cell) not in _NOT_DRAWN for measure, cell in said.items() if measure is not Column.RATE):
            yield {**whole, Column.POLICY: policy, **said}


def _passed_over(row: SheetRow, cells: Cells, headings: Mapping[Meaning, str], *, with_hidden: bool) -> str:
    """Under which count of the table a row goes that is nobody's; '' for one that is somebody's."""
    if _nothing_said(cells):
        return "totals" if _is_note(row) else "blank"
    if (_is_note(row) and not _names_somebody(cells)) or _repeats(cells, headings):
        return "totals"
    return "hidden" if row.hidden and not with_hidden else ""


def _section(row: SheetRow) -> str:
    """A row that says 一社 and nothing else: those below live there."""
    texts = [text for cell in row.cells if (text := text_of(cell))]
    match = _SECTION.fullmatch(texts[0]) if len(texts) == 1 else None
    return match[1] if match else ""


def _cell(row: SheetRow, place: int) -> Cell:
    return row.cells[place - 1] if place <= len(row.cells) else None


def _at_row(sheet: Sheet, number: int, place: int) -> str:
    row = next((row for row in sheet.rows if row.number == number), None)
    return plain_heading(text_of(_cell(row, place))) if row else ""


def _nothing_said(cells: Cells) -> bool:
    """A row prepared with its number and nothing else is blank."""
    return not any(text_of(cell) for column, cell in cells.items() if column not in (Column.SERIAL, Column.NUMBER))


def _is_note(row: SheetRow) -> bool:
    """A row of sums, or of what is said and signed below a table."""
    texts = ["".join(unicodedata.normalize("NFKC", text).split()) for cell in row.cells[:8] if (text := text_of(cell))]
    return any(_TOTAL.fullmatch(text) for text in texts) or (bool(texts) and bool(_FOOT.fullmatch(texts[0])))


def _names_somebody(cells: Cells) -> bool:
    """Who has an ID number is no sum, whatever else the row says."""
    return sum(char.isdecimal() for char in text_of(cells.get(Column.ID_NUMBER))) > 10


def _repeats(cells: Cells, headings: Mapping[Meaning, str]) -> bool:
    """The headings once more, as at the top of each printed page."""
    said = {column: plain_heading(text_of(cell)) for column, cell in cells.items()}
    return sum(bool(text) and text == headings[column] for column, text in said.items()) >= min(2, len(said))


def _read_row(number: int, cells: Mapping[Column, Cell]) -> ReadRow:
    values, findings = {}, []
    for column, cell in cells.items():
        value, found = understand(column, cell)
        findings += found
        if value is not None:
            values[column] = value
    texts = {column: text for column, cell in cells.items() if (text := said_in(column, cell))}
    return ReadRow(number, texts, values, tuple(findings))
