"""Holidays: which days are worked. The State Council's yearly notice (放假安排), edited by the station where need be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

import chinese_calendar
from lunar_python import Lunar, Solar

from venue_desk.domain.findings import Finding, must, should

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
SATURDAY = 5
FESTIVALS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆节")
"""The seven festivals of 全国年节及纪念日放假办法: a year's notice names each of them."""

_SPELLED = {each.value: each.chinese for each in chinese_calendar.Holiday}
_KNOWN_YEARS = {day.year for day in chinese_calendar.holidays}
H = TypeVar("H", bound="HolidayEntry")


class DayKind(StrEnum):
    """What kind of day it is for work."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MADE_UP = "made_up"

    @property
    def badge(self) -> str:
        """休 and 班, as calendars mark them; weekends and plain working days carry none."""
        return {"holiday": "休", "made_up": "班"}.get(self.value, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayEntry:
    """A day that the station enters or imports: `off` or worked (调休), its name, and the notice that says so."""

    day: date
    off: bool
    name: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(HolidayEntry):
    """An entered day on record; closed, the published calendar holds again."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days as the station works them: what it entered, else what is published, else weekends and statutory days.

    调休 is never guessed: a year not yet published has none (`published` says so, for a visible notice).
    """

    entered: Mapping[date, HolidayEntry] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> "tuple[Callable[[Iterable[HolidayEntry]], WorkCalendar], tuple[tuple[HolidayEntry, ...]]]":
        """Go to another process: the days, not the view of them."""
        return calendar_of, (tuple(self.entered.values()),)

    def kind(self, day: date) -> DayKind:
        """Worked or not, and why."""
        entered = self.entered.get(day)
        if entered is None:
            return _published_kind(day)
        if entered.off:
            return DayKind.HOLIDAY
        return DayKind.MADE_UP if day.weekday() >= SATURDAY else DayKind.WORKDAY

    def off(self, day: date) -> bool:
        """Whether nobody needs to work: a weekend that is not worked, or a holiday."""
        return self.kind(day) in (DayKind.WEEKEND, DayKind.HOLIDAY)

    def name(self, day: date) -> str:
        """国庆节, of a day off or of the day worked instead; "" for a plain one."""
        entered = self.entered.get(day)
        if entered is not None:
            return entered.name
        if day.year not in _KNOWN_YEARS:
            return statutory_days(day.year).get(day, "")
        return _published_name(day)

    def published(self, year: int) -> bool:
        """Whether the year's notice is known: shipped, or every festival of it entered."""
        entered = {day.name for day in self.entered.values() if day.day.year == year and day.off}
        return year in _KNOWN_YEARS or all(any(f in name for name in entered) for f in FESTIVALS)

    def workday_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is not counted itself; 0 gives the day."""
        while count > 0:
            day += timedelta(days=1)
            count -= not self.off(day)
        return day

    def workdays(self, begins: date, ends: date) -> int:
        """Working days after `begins` up to and with `ends`; 0 if it does not lie after."""
        days = (begins + timedelta(days=number) for number in range(1, (ends - begins).days + 1))
        return sum(not self.off(day) for day in days)


def calendar_of(entered: Iterable[HolidayEntry]) -> WorkCalendar:
    """The calendar with these days entered by the station."""
    return WorkCalendar(MappingProxyType({each.day: each for each in entered}))


def year_days(entered: Iterable[H], year: int) -> "tuple[HolidayEntry | H, ...]":
    """The days of a year that are not what their weekday says, as they were entered, else as they are published."""
    known = {each.day: each for each in entered}
    calendar = calendar_of(known.values())
    days = (
        date(year, 1, 1) + timedelta(days=number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    )
    return tuple(
        known.get(day) or HolidayEntry(day=day, off=kind is DayKind.HOLIDAY, name=calendar.name(day))
        for day in days
        if (kind := calendar.kind(day)) in (DayKind.HOLIDAY, DayKind.MADE_UP) or day in known
    )


@lru_cache(maxsize=64)
def statutory_days(year: int) -> Mapping[date, str]:
    """The days of 全国年节及纪念日放假办法 (2025年1月1日起施行): thirteen a year, four of them 春节 from 除夕 on."""
    spring = _solar(Lunar.fromYmd(year, 1, 1).getSolar())
    dragon, moon = (_solar(Lunar.fromYmd(year, month, day).getSolar()) for month, day in ((5, 5), (8, 15)))
    bright = _solar(Solar.fromYmd(year, 4, 10).getLunar().getJieQiTable()["清明"])
    days = {date(year, 1, 1): "元旦", bright: "清明", dragon: "端午", moon: "中秋"}
    days |= {spring + timedelta(days=number): "春节" for number in range(-1, 3)}
    days |= {date(year, 5, number): "劳动节" for number in (1, 2)}
    days |= {date(year, 10, number): "国庆节" for number in (1, 2, 3)}  # 中秋 may fall on them: 国庆节 is said
    return MappingProxyType(days)


def tidy_holiday(entry: H) -> H:
    """The entry as it is kept."""
    return replace(entry, name=entry.name.strip(), document_number=entry.document_number.strip())


def check_holiday(entry: HolidayEntry) -> list[Finding]:
    """A day within reach; a day off has a name, and whoever enters one says by which notice."""
    findings = []
    if not FIRST_DAY <= entry.day <= LAST_DAY:
        findings.append(must("holiday.day", "day", "日期要在 2000 年到 2099 年之间，请再看一遍。"))
    if entry.off and not entry.name:
        findings.append(must("holiday.name", "name", "请写放的是什么假，例如「国庆节」。"))
    if not entry.document_number:
        findings.append(should("holiday.document", "document_number", "还没写依据，建议写上放假通知的文号。"))
    return findings


def unpublished_sentence(year: int) -> str:
    """What is told wherever days of a year not yet published are reckoned with."""
    return f"{year} 年放假安排还没公布。先按周末和法定节日算，没有调休；公布后请在设置里导入。"


@lru_cache(maxsize=4096)
def _published_kind(day: date) -> DayKind:
    """Asked for every shift of a year, again and again."""
    weekend = day.weekday() >= SATURDAY
    if day.year not in _KNOWN_YEARS:
        off = day in statutory_days(day.year)
    elif weekend and chinese_calendar.is_workday(day):
        return DayKind.MADE_UP
    else:
        off = _published_name(day) != "" and chinese_calendar.is_holiday(day)
    if off:
        return DayKind.HOLIDAY
    return DayKind.WEEKEND if weekend else DayKind.WORKDAY


def _published_name(day: date) -> str:
    _, name = chinese_calendar.get_holiday_detail(day)
    return _SPELLED.get(name, "") if name else ""


def _solar(found: Solar) -> date:
    return date(found.getYear(), found.getMonth(), found.getDay())
