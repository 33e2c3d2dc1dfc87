"""值班表: a month for the wall, read from two metres (DOMAIN §3.1). A4 lying; one page, or two where a day needs more room.

Whoever serves is public with their work phone; of villagers nothing can be on it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from printing.blocks import horizontals, lines_of, middle, names_in, put, put_names, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4_LYING
from printing.styles import HAIRLINE, INK, JADE, RED, REST, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterShift:
    """One shift of a day: the character that names it, the leads (带班), the others (值班); `vacant` places are 待排."""

    mark: str
    leads: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    vacant: int = 0

    @property
    def places(self) -> int:
        """How many stand in the cell, filled or not."""
        return max(len(self.leads) + len(self.others) + self.vacant, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDay:
    """One day. `lunar` as calendars show it, `off` nobody needs to work, `badge` 休 or 班, `note` who stands in for whom and what was reported."""

    day: date
    lunar: str
    shifts: tuple[RosterShift, ...]
    off: bool = False
    badge: str = ""
    festival: bool = False
    note: str = ""

    @property
    def places(self) -> int:
        """How many stand in the cell."""
        return sum(shift.places for shift in self.shifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPerson:
    """Somebody who serves this month, as they can be called."""

    name: str
    position: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRoster:
    """A month. `hours` tells each shift's from and to; `published_on` None = a draft, `changed` = not as published."""

    station: str
    serial: str
    month: date
    days: tuple[RosterDay, ...]
    people: tuple[RosterPerson, ...]
    hours: tuple[str, ...]
    station_phone: str
    supervision_phone: str
    published_on: date | None = None
    changed: bool = False


def _sample_days() -> tuple[RosterDay, ...]:
    leads, others = ("马德林", "陈志远", "王建军", "赵文博"), ("张小梅", "周玉凤", "李秀兰")
    lunar = (
        "廿三 廿四 廿五 廿六 廿七 廿八 大雪 三十 冬月 初二 初三 初四 初五 初六 初七 初八 初九 初十 十一 十二 十三 冬至"
    )
    names = [*lunar.split(), *["十五", "十六", "十七", "十八", "十九", "二十", "廿一", "廿二", "廿三"]]
    days = []
    for at, name in enumerate(names):
        shifts = tuple(
            RosterShift(mark=mark, leads=(leads[(at + turn) % 4],), others=(others[(at * 2 + turn) % 3],))
            for turn, mark in enumerate("白夜")
        )
        note = "马德林替赵文博（已报镇党政办）" if at == 9 else "调休上班" if at == 25 else ""
        days.append(
            RosterDay(
                day=date(2026, 12, at + 1), lunar=name, shifts=shifts, note=note, badge="班" if at == 25 else "",
                festival=name in ("大雪", "冬至"), off=(at + 1) % 7 in (5, 6) and at != 25,
            )
        )  # fmt: skip
    return tuple(days)


_STAFF = (
    ("陈志远", "第一书记"), ("王建军", "村党支部书记"), ("赵文博", "驻村干部"), ("李秀兰", "村文书"),
    ("张小梅", "选派干部"), ("马德林", "驻村干部"), ("周玉凤", "妇联主任"),
)  # fmt: skip
SAMPLE = DutyRoster(
    station="菜子镇浅河村便民服务站",
    serial="105203-B-20261123-0001",
    month=date(2026, 12, 1),
    days=_sample_days(),
    people=tuple(
        RosterPerson(name=name, position=position, phone=f"138-0000-01{at:02d}")
        for at, (name, position) in enumerate(_STAFF, 1)
    ),
    hours=("白班 08:00—20:00", "夜班 20:00—次日 08:00"),
    station_phone="0932-000-0000",
    supervision_phone="0932-000-0012",
    published_on=date(2026, 11, 23),
)

LEFT_EDGE, MEASURE = 10.0, 277.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMN = MEASURE / 7
TABLE_TOP, HEAD, BOTTOM = 34.0, 7.0, 200.0
DAY_HEAD, PAD, NOTE = 6.6, 1.6, 3.8
MOST_PLACES, LEAST_ROW = 4, 20.0
"""So many names stand in a cell of a month on one page, whose rows are no lower than this."""
PERSON, PEOPLE_HEAD, PEOPLE_GAP = 6.0, 2.0, 3.0

_TITLE = Style(27, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(12, Weight.MEDIUM)
_CALL = Style(15, Weight.BOLD, RED)
_WEEKDAY = Style(12, Weight.MEDIUM)
_NUMBER = Style(15, Weight.BOLD)
_LUNAR = Style(9.5, ink=SOFT)
_TERM = Style(9.5, Weight.MEDIUM, JADE)
_REST_DAY = Style(10.5, Weight.BOLD, JADE)
_WORKED = Style(10.5, Weight.BOLD)
_MARK = Style(10.5, ink=SOFT)
_LEAD = Style(14, Weight.BOLD)
_OTHER = Style(14)
_NOBODY = Style(14, ink=SOFT)
_NOTE = Style(8.5, ink=SOFT)
_PERSON = Style(11.5, Weight.MEDIUM)
_POST = Style(9.5, ink=SOFT)
_DRAFT = Style(12, Weight.BOLD, RED)


def weeks_of(month: date) -> int:
    """Rows of the month's calendar; weeks start on Monday."""
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return -(-(month.weekday() + (following - month).days) // 7)


def pages_of(data: DutyRoster) -> list[range]:
    """Which weeks stand on which page: all on one, if every cell has room for its names in large type."""
    weeks = weeks_of(data.month)
    row = (BOTTOM - _people_depth(data) - TABLE_TOP - HEAD) / weeks
    crowded = any(day.places > MOST_PLACES or len(day.shifts) > 2 for day in data.days)
    if row >= LEAST_ROW and not crowded:
        return [range(weeks)]
    return [range(weeks - weeks // 2), range(weeks - weeks // 2, weeks)]


def build(data: DutyRoster, press: "Press", options: Options) -> "Iterator[Page]":
    """The month's calendar, below it on the last page whom one may call."""
    del options
    pages = pages_of(data)
    for number, weeks in enumerate(pages, 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        page.form(press.once(("duty-roster", data, "head"), partial(_head, press, data)))
        people = _people_depth(data) if number == len(pages) else 0.0
        height = (BOTTOM - people - TABLE_TOP - HEAD) / len(weeks)
        placed = list(_placed(data, weeks, height))
        for (x, y), day in placed:
            if day.off:
                page.box(x, y, COLUMN, height, REST)
        _grid(page, len(weeks), height)
        for (x, y), day in placed:
            _day(page, x, y, height, day)
        if people:
            _people(page, data, BOTTOM - people + PEOPLE_GAP)
        if len(pages) > 1:
            page.text(A4_LYING.width / 2, 206, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _placed(data: DutyRoster, weeks: range, height: float) -> "Iterator[tuple[tuple[float, float], RosterDay]]":
    for day in data.days:
        week, column = divmod(data.month.weekday() + day.day.day - 1, 7)
        if week in weeks:
            yield (LEFT_EDGE + column * COLUMN, TABLE_TOP + HEAD + (week - weeks.start) * height), day


def _head(press: "Press", data: DutyRoster) -> "Page":
    page = press.page(A4_LYING.width, A4_LYING.height)
    page.text(LEFT_EDGE, 12.5, data.station, _FACT, room=92)
    page.text(A4_LYING.width / 2, 16.5, f"{data.month.year}年{data.month.month}月值班表", _TITLE, CENTRE, 86)
    if data.station_phone:
        wide = page.text(RIGHT_EDGE, 13.4, data.station_phone, _CALL, RIGHT, 62)
        page.text(RIGHT_EDGE - wide - 2, 13.4, "24 小时值班", _FACT, RIGHT)
    _under_title(page, data)
    page.rule(LEFT_EDGE, 28.4, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 29.6, MEASURE, RED, RULE)
    return page


def _under_title(page: "Page", data: DutyRoster) -> None:
    """The shifts' hours at the left, when it was published in the middle, where to complain at the right."""
    page.text(LEFT_EDGE, 24.5, "　".join(data.hours), _FACT, room=100)
    if data.published_on:
        page.text(
            A4_LYING.width / 2,
            24.5,
            f"公布日期 {_date(data.published_on)}{'，后有改动' if data.changed else ''}",
            _FACT,
            CENTRE,
            80,
        )
    else:
        page.text(A4_LYING.width / 2, 24.5, "草稿，还没有公布", _DRAFT, CENTRE)
    if data.supervision_phone:
        page.text(RIGHT_EDGE, 24.5, f"监督电话 {data.supervision_phone}", _FACT, RIGHT, 70)


def _grid(page: "Page", weeks: int, height: float) -> None:
    page.box(LEFT_EDGE, TABLE_TOP, MEASURE, HEAD, WASH)
    for at, word in enumerate("一二三四五六日"):
        x = LEFT_EDGE + (at + 0.5) * COLUMN
        page.text(x, middle(TABLE_TOP + HEAD / 2, _WEEKDAY.size), f"星期{word}", _WEEKDAY, CENTRE)
    horizontals(page, LEFT_EDGE, [TABLE_TOP + HEAD + at * height for at in range(1, weeks)], MEASURE)
    verticals(page, [LEFT_EDGE + at * COLUMN for at in range(1, 7)], TABLE_TOP, HEAD + weeks * height)
    page.rule(LEFT_EDGE, TABLE_TOP + HEAD, MEASURE, SOFT, HAIRLINE)
    page.frame(LEFT_EDGE, TABLE_TOP, MEASURE, HEAD + weeks * height, INK, RULE)


def _day(page: "Page", x: float, y: float, height: float, day: RosterDay) -> None:
    """Number, lunar day and badge; below them a block for each shift; at the foot who stands in."""
    base = y + 5.6
    wide = page.text(x + PAD, base, f"{day.day.day}", _NUMBER)
    badge = page.text(x + COLUMN - PAD, base, day.badge, _REST_DAY if day.off else _WORKED, RIGHT, 12)
    page.text(
        x + PAD + wide + 1.6,
        base,
        day.lunar,
        _TERM if day.festival else _LUNAR,
        room=COLUMN - wide - badge - 2 * PAD - 3,
    )
    note = lines_of(page, day.note, _NOTE, width=COLUMN - 2 * PAD, depth=NOTE + 0.4)
    put(page, x + PAD, y + height - 1.3, note, rising=True)
    room = height - DAY_HEAD - NOTE * len(note.lines)
    top = y + DAY_HEAD
    for shift in day.shifts:
        share = room * shift.places / day.places
        _shift(page, x + PAD, top, share, shift)
        top += share


def _shift(page: "Page", x: float, y: float, height: float, shift: RosterShift) -> None:
    """The leads stand bold before the others; a name that is too long gets smaller."""
    people = [(name, _LEAD) for name in shift.leads] + [(name, _OTHER) for name in shift.others]
    people += [("待排", _NOBODY)] * shift.vacant
    names = names_in(page, people or [("", _NOBODY)], COLUMN - 2 * PAD - _INDENT, height)
    put_names(page, x + _INDENT, y, names)
    page.text(x, names.first_base(y), shift.mark, _MARK, room=_INDENT - 0.6)


_INDENT = 4.6


def _people(page: "Page", data: DutyRoster, top: float) -> None:
    """Whom one may call, four in a line, each with post and work phone; how lead and others are told apart."""
    columns, width = _people_columns(data), MEASURE / _people_columns(data)
    for at, person in enumerate(data.people):
        line, column = divmod(at, columns)
        x, base = LEFT_EDGE + column * width, top + PEOPLE_HEAD + (line + 0.5) * PERSON
        phone = page.text(x + width - 4, base, person.phone, _PERSON, RIGHT, width * 0.5)
        room = width - phone - 7
        name = page.text(x, base, person.name, _PERSON, room=room * 0.7)
        if columns == _WITH_POSTS:
            page.text(x + name + 1.5, base, person.position, _POST, room=max(room - name - 1.5, 6))
    words = "粗字是带班领导，细字是值班人员。"
    page.text(LEFT_EDGE, 206, words, _SMALL)
    page.text(RIGHT_EDGE, 206, f"编号 {data.serial}", _SMALL, RIGHT, 70)


def _people_columns(data: DutyRoster) -> int:
    return _WITH_POSTS if len(data.people) <= 16 else 5


_WITH_POSTS = 4
"""Where five stand in a line there is no room for their posts."""


def _people_depth(data: DutyRoster) -> float:
    lines = -(-len(data.people) // _people_columns(data))
    return lines * PERSON + PEOPLE_HEAD + PEOPLE_GAP if lines else 0.0


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("duty-roster", "值班表", A4_LYING, SAMPLE, build, lambda data: len(pages_of(data)))
