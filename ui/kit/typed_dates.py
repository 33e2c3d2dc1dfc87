"""Dates as one types them: 23, 1123, 明天, 下周三, 3天后, 2026-11-23, 2026年11月23日. No Qt here."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from venue_desk.domain.calendar import WEEKDAYS

_SAID = {"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_FULL = re.compile(r"(\d{4}|\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?")
_WEEKDAY_BEHIND = re.compile(r"(?<=[\d日号])(?:星期|周|礼拜)([一二三四五六日天])$")
_WEEKDAY = re.compile(r"(上|本|这|下{1,2})?(?:星期|周|礼拜)([一二三四五六日天])")
_APART = re.compile(r"(\d{1,4})天([前后])")
_MONTHS_AWAY = {"": 0, "本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1, "上": -1, "上个": -1}
_MONTH_END = re.compile(r"(|本|这个?|下个?|上个?)月(底|末|(\d{1,2})[日号]?)")


class Lean(StrEnum):
    """Where a date without its year or month lies: in this one, the next to come, or the last gone by."""

    HERE = "here"
    AHEAD = "ahead"
    BEHIND = "behind"


def parse_date(text: str, today: date, lean: Lean = Lean.HERE) -> date | None:
    """The day meant by `text`; None for blank. ValueError for what is no day."""
    typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not typed:
        return None
    spelled = _WEEKDAY_BEHIND.search(typed)
    if spelled:
        # our own spelling (12月14日 星期一) leaves out this year only, so nothing leans
        return _checked(parse_date(typed[: spelled.start()], today), spelled[1], text)
    try:
        return _said(typed, today) or _written(typed, today, lean)
    except (OverflowError, ValueError):
        raise ValueError(text) from None


def spell_date(day: date, today: date) -> str:
    """12月14日 星期一, with the year only if it is another."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def _checked(day: date | None, weekday: str, text: str) -> date:
    if day is None or day.weekday() != _weekday(weekday):
        raise ValueError(text)
    return day


def _said(typed: str, today: date) -> date | None:
    if typed in _SAID:
        return today + timedelta(_SAID[typed])
    if match := _APART.fullmatch(typed):
        return today + timedelta(int(match[1]) * (1 if match[2] == "后" else -1))
    if match := _WEEKDAY.fullmatch(typed):
        return _in_week(match[1], _weekday(match[2]), today)
    if match := _MONTH_END.fullmatch(typed):
        year, month = _months_on(today, _MONTHS_AWAY[match[1]])
        return date(year, month, int(match[3]) if match[3] else monthrange(year, month)[1])
    return None


def _in_week(which: str | None, weekday: int, today: date) -> date:
    monday = today - timedelta(today.weekday())
    if which is None:
        # said alone, 周三 is the one to come, today included
        weeks = 1 if weekday < today.weekday() else 0
    else:
        weeks = -1 if which == "上" else which.count("下")
    return monday + timedelta(weeks * 7 + weekday)


def _written(typed: str, today: date, lean: Lean) -> date:
    typed = typed.removesuffix("日").removesuffix("号") if typed.rstrip("日号").isdecimal() else typed
    if match := _FULL.fullmatch(typed):
        return date(_year(match[1], today, lean), int(match[2]), int(match[3]))
    if match := _MONTH_DAY.fullmatch(typed):
        return _in_year(int(match[1]), int(match[2]), today, lean)
    if not typed.isdecimal():
        raise ValueError(typed)
    if len(typed) <= 2:
        return _in_month(int(typed), today, lean)
    if len(typed) <= 4:
        return _in_year(int(typed[:-2]), int(typed[-2:]), today, lean)
    if len(typed) in {6, 8}:
        return date(_year(typed[:-4], today, lean), int(typed[-4:-2]), int(typed[-2:]))
    raise ValueError(typed)


def _in_month(day: int, today: date, lean: Lean) -> date:
    step = {Lean.HERE: 0, Lean.AHEAD: 1, Lean.BEHIND: -1}[lean]
    for months in range(3):  # of two months in a row one has 31 days
        year, month = _months_on(today, months * step)
        if 1 <= day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found - today).days * step >= 0:
                return found
    raise ValueError(day)


def _in_year(month: int, day: int, today: date, lean: Lean) -> date:
    if month == 2 and day == 29:
        return _leap_day(today, lean)
    found = date(today.year, month, day)
    if lean is Lean.AHEAD and found < today:
        return found.replace(year=today.year + 1)
    if lean is Lean.BEHIND and found > today:
        return found.replace(year=today.year - 1)
    return found


def _leap_day(today: date, lean: Lean) -> date:
    years = {Lean.HERE: (0,), Lean.AHEAD: range(9), Lean.BEHIND: range(0, -9, -1)}[lean]
    for years_on in years:  # 1900 and 2100 have none: up to eight years apart
        year = today.year + years_on
        if monthrange(year, 2)[1] == 29 and (date(year, 2, 29) - today).days * years_on >= 0:
            return date(year, 2, 29)
    raise ValueError(today.year)


def _year(digits: str, today: date, lean: Lean) -> int:
    if len(digits) == 4:
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    return year - 100 if lean is Lean.BEHIND and year > today.year else year


def _months_on(today: date, months: int) -> tuple[int, int]:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return year, month + 1


def _weekday(character: str) -> int:
    return WEEKDAYS.index("日" if character == "天" else character)
