"""What stands beside the number of a day in a calendar: a festival, a 节气, else the lunar day."""

from dataclasses import dataclass
from datetime import date, timedelta

from lunar_python import Solar

from venue_desk.domain.holidays import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLabel:
    """`words` 廿三, 冬月, 大雪 or 元旦; `festive` for the last two kinds; `badge` 休, 班 or nothing; `off` nobody need work."""

    words: str
    festive: bool
    badge: str
    off: bool


def day_label(calendar: WorkCalendar, day: date) -> DayLabel:
    """A festival is named on its first day off only, as calendars do."""
    kind = calendar.kind(day)
    festival = calendar.name(day) if kind.badge == "休" else ""
    if festival == calendar.name(day - timedelta(days=1)):
        festival = ""
    words = festival or term_on(day)
    return DayLabel(words=words or lunar_day(day), festive=bool(words), badge=kind.badge, off=calendar.off(day))


def lunar_day(day: date) -> str:
    """廿三; on the first of a lunar month its name, 冬月."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{lunar.getMonthInChinese()}月" if lunar.getDay() == 1 else str(lunar.getDayInChinese())


def term_on(day: date) -> str:
    """The 节气 that begins on the day, "" on all others."""
    return str(Solar.fromYmd(day.year, day.month, day.day).getLunar().getJieQi())
