"""The notice of the holidays as somebody typed it into a table: a row a day, or a row for some days on end."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from itertools import islice
from pathlib import Path

from venue_desk.domain.holiday_notice import NoticeRow
from venue_desk.exchange.cells import text_of
from venue_desk.exchange.days import read_day
from venue_desk.exchange.headings import plain_heading
from venue_desk.exchange.opening import EMPTY, open_book
from venue_desk.exchange.sheets import Cell, Sheet, SheetRow, refuse

HEADER_WITHIN = 30
LONGEST = 31
"""No holiday is longer; what says so is a slip."""

NO_DAYS = "没有找到「日期」这一列。请先存一张填写表，照着填好再导入。"


class _Of(Enum):
    DAY = ("日期", "放假日期", "时间", "日子", "开始日期", "开始", "起始日期", "起", "哪天")
    UNTIL = ("结束日期", "结束", "截止日期", "止", "至", "到哪天")
    KIND = ("休/班", "休班", "休或班", "类型", "类别", "安排", "性质", "是否放假", "放假或上班", "放假/上班")
    NAME = ("名称", "假期", "假日", "节日", "节假日", "假期名称", "节日名称", "节假日名称", "什么假")
    DOCUMENT = ("依据", "文号", "通知", "通知文号", "文件")


_KNOWN = {plain_heading(word): of for of in _Of for word in of.value}
_RANGE = re.compile(r"\s*[至到~～—–－]+\s*|\s+-\s+")
_BRACKETS = re.compile(r"[(（].*?[)）]")
_PART = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(?:(\d{1,2})\s*[-./月]\s*)?(\d{1,2})\s*[日号]?")


def read_notice(file: Path, year: int) -> tuple[NoticeRow, ...]:
    """Every day of the first sheet that has them; a day without its year is one of `year`."""
    with open_book(file) as book:
        names = [name for name in book.names if book.rows(name)]
        if not names:
            raise refuse("empty", EMPTY)
        for name in names:
            sheet = book.sheet(name)
            if header := _header(sheet):
                return tuple(_rows(sheet, *header, year))
    raise refuse("no_days", NO_DAYS)


def _header(sheet: Sheet) -> tuple[int, Mapping[_Of, int]] | None:
    for row in islice(sheet.rows, HEADER_WITHIN):
        found: dict[_Of, int] = {}
        for place, cell in enumerate(row.cells, 1):
            of = _KNOWN.get(plain_heading(_BRACKETS.sub("", text_of(cell))))
            if of is not None:
                found.setdefault(of, place)
        if _Of.DAY in found and len(found) > 1:
            return row.number, found
    return None


def _rows(sheet: Sheet, header: int, columns: Mapping[_Of, int], year: int) -> Iterator[NoticeRow]:
    merged = sheet.merged()
    for row in sheet.rows:
        if row.number <= header or row.blank:
            continue
        cells = {of: _cell(row, place, merged) for of, place in columns.items()}
        if any(text_of(cell) for cell in cells.values()):
            yield from _days(row.number, cells, year)


def _cell(row: SheetRow, place: int, merged: Mapping[tuple[int, int], Cell]) -> Cell:
    own = row.cells[place - 1] if place <= len(row.cells) else None
    return merged.get((row.number, place), own)


def _days(number: int, cells: Mapping[_Of, Cell], year: int) -> Iterator[NoticeRow]:
    """A row for each day of the stretch, all with the number of the one they come from."""
    texts = {of: text_of(cells.get(of)) for of in _Of}
    stretch, trouble = _stretch(cells, texts, year)
    if trouble and sum(map(bool, texts.values())) == 1:
        return  # a word under the table
    off = _off(texts)
    if off is None:
        trouble = trouble or f"「{texts[_Of.KIND]}」说不清是放假还是上班，请写「休」或「班」。"
    for day in stretch if not trouble else [stretch[0] if stretch else None]:
        yield NoticeRow(
            number=number, day=day, off=off is not False, name=texts[_Of.NAME], trouble=trouble,
            document_number=texts[_Of.DOCUMENT],
        )  # fmt: skip


def _stretch(cells: Mapping[_Of, Cell], texts: Mapping[_Of, str], year: int) -> tuple[list[date], str]:
    """The days from the first to the last; what is wrong with them, if anything."""
    text = _BRACKETS.sub("", texts[_Of.DAY])
    first = _single(cells.get(_Of.DAY), text, (year, None))
    last = first
    if first is None and len(parts := _RANGE.split(text)) == 2:
        first = _single(None, parts[0], (year, None))
        last = _single(None, parts[1], (first.year, first.month)) if first else None
    elif first is not None and texts[_Of.UNTIL]:
        last = _single(cells.get(_Of.UNTIL), _BRACKETS.sub("", texts[_Of.UNTIL]), (first.year, first.month))
    if first is None or last is None:
        said = texts[_Of.DAY] if first is None else texts[_Of.UNTIL] or texts[_Of.DAY]
        return [], f"看不懂「{said}」是哪一天，请写成 2027-10-01。" if said else "还没写日期。"
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST:
        return [first], f"从{first}到{last}，日子不对，请看看起止。"
    return [first + timedelta(days=step) for step in range(count)], ""


def _single(cell: Cell, text: str, of: tuple[int, int | None]) -> date | None:
    """The day of a cell; what it leaves out is taken from `of`, year and month."""
    if (found := read_day(cell, text)) is not None:
        return found.day if found.whole else None
    match = _PART.fullmatch(text.strip())
    if match is None or not (match[2] or of[1]):
        return None
    try:
        return date(int(match[1] or of[0]), int(match[2] or of[1] or 0), int(match[3]))
    except ValueError:
        return None


def _off(texts: Mapping[_Of, str]) -> bool | None:
    """休, 放假, 是 → off; 班, 上班, 补班, 否 → worked; 调休 alone says neither."""
    said = texts[_Of.KIND]
    if not said:
        return "上班" not in texts[_Of.NAME] and "补班" not in texts[_Of.NAME]
    if "班" in said or said in ("否", "工作", "工作日", "不放"):
        return False
    return True if any(word in said for word in ("休", "假", "是")) and said != "调休" else None
