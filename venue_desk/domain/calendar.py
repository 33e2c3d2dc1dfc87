"""Station time, tonight, and the Chinese calendar beside the date."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from lunar_python import Solar

STATION_ZONE = timezone(timedelta(hours=8), "UTC+8")
"""Station time is UTC+8 whatever the PC says (China has one zone and no summer time)."""

NIGHT_ENDS = time(6)
WEEKDAYS = "一二三四五六日"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def at_station(instant: datetime) -> datetime:
    """The same instant on the station's clock."""
    return instant.astimezone(STATION_ZONE)


def day_of(instant: datetime) -> date:
    """The station's date at `instant`."""
    return at_station(instant).date()


def night_of(instant: datetime) -> date:
    """The night an instant belongs to, named by the date it begins; before 06:00 it is still yesterday's."""
    local = at_station(instant)
    return local.date() - timedelta(days=1) if local.time() < NIGHT_ENDS else local.date()


def noon_of(day: date) -> datetime:
    """The middle of a day by the station's clock, for what has a day and no hour."""
    return datetime.combine(day, time(12), STATION_ZONE)


def to_millis(instant: datetime) -> int:
    """Milliseconds since 1970 UTC, as instants are kept."""
    return (instant - _EPOCH) // _MILLISECOND


def from_millis(millis: int) -> datetime:
    """The aware UTC instant of kept milliseconds."""
    return _EPOCH + millis * _MILLISECOND


def long_date(day: date) -> str:
    """2026年11月23日 星期一."""
    return f"{plain_date(day)} 星期{WEEKDAYS[day.weekday()]}"


def plain_date(day: date) -> str:
    """2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date, today: date) -> str:
    """As one says it: 今天, 明天, 昨天, 11月26日, with the year only if it is another."""
    said = {-1: "昨天", 0: "今天", 1: "明天"}.get((day - today).days)
    if said:
        return said
    return f"{day.month}月{day.day}日" if day.year == today.year else plain_date(day)


def lunar_date(day: date) -> str:
    """农历十月十五."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


def solar_term(day: date) -> str:
    """The 节气 the day lies in: 小雪 on its first day, 小雪第2天 after."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    term = lunar.getPrevJieQi(True)
    begun = term.getSolar()
    passed = (day - date(begun.getYear(), begun.getMonth(), begun.getDay())).days
    return f"{term.getName()}第{passed + 1}天" if passed else str(term.getName())
