"""Dates as people write them into a sheet: a serial, a text, 2026.3.1, 2026年3月, 二〇二六年三月一日."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.utils.datetime import from_excel

from venue_desk.exchange.sheets import Cell

YEARS = range(1880, 2101)
SERIALS = range(366, 73416)
"""From 1901 to 2100, as Excel counts days."""

_CHINESE = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "元": 1}
_WHOLE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH = re.compile(r"(\d{4})\s*(?:[-/年]\s*(\d{1,2})\s*月?|\.\s*(0[1-9]|1[0-2]|[2-9]))")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_IN_CHINESE = re.compile(
    r"([零〇○一二三四五六七八九]{4})年(元|[一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?"
)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """The day; not `whole` if only its month was written."""

    day: date
    whole: bool = True


def read_day(cell: Cell, text: str) -> ReadDay | None:
    """The day that is written, None if it cannot be told: a year of two digits is not, nor 2026.1, which may be October."""
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, int | float) and cell in SERIALS:
        return _within(from_excel(cell))
    narrow = unicodedata.normalize("NFKC", text).strip()
    if isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", narrow):
        return None
    for form in (_WHOLE, _DIGITS, _MONTH):
        if match := form.fullmatch(narrow):
            return _day(*(int(part) for part in match.groups() if part))
    if match := _IN_CHINESE.fullmatch(narrow.replace(" ", "")):
        year = int("".join(str(_CHINESE[char]) for char in match[1]))
        return _day(year, *(_counted(part) for part in match.groups()[1:] if part))
    return None


def _counted(text: str) -> int:
    """十一 → 11, 二十 → 20, 三十一 → 31."""
    tens, ten, units = text.rpartition("十")
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + (_CHINESE[units] if units else 0)


def _day(year: int, month: int, day: int = 0) -> ReadDay | None:
    try:
        return _within(date(year, month, day or 1), whole=day > 0)
    except ValueError:
        return None


def _within(day: object, *, whole: bool = True) -> ReadDay | None:
    if isinstance(day, datetime):
        day = day.date()
    return ReadDay(day, whole) if isinstance(day, date) and day.year in YEARS else None
