"""值班公示栏: who serves at the station, with face, task and phone, and who is on duty this week (DOMAIN §3.1). A4 lying."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from printing.blocks import horizontals, lines_of, middle, name_mark, names_in, put, put_names, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.papers.duty_roster import RosterDay, RosterShift
from printing.sheet import A4_LYING
from printing.styles import HAIR, HAIRLINE, INK, JADE, PALE, RED, REST, RULE, SOFT, WASH, WHITE, Style, Weight
from venue_desk.domain.name_marks import mark_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPerson:
    """One of the staff; `photo` names an attachment, "" = a head in outline with 名章."""

    name: str
    position: str
    duties: str
    phone: str
    photo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBoard:
    """The staff and seven days from a Monday on; `week` empty = nobody was rostered. `hours` tells each shift's."""

    station: str
    serial: str
    monday: date
    people: tuple[BoardPerson, ...]
    week: tuple[RosterDay, ...]
    hours: tuple[str, ...]
    station_phone: str
    supervision_phone: str
    promise: str = ""


def _sample_week() -> tuple[RosterDay, ...]:
    leads, others = ("王建军", "赵文博", "陈志远", "马德林"), ("李秀兰", "张小梅", "周玉凤")
    names = ("十五", "十六", "十七", "十八", "十九", "二十", "廿一")
    return tuple(
        RosterDay(
            day=date(2026, 11, 23) + timedelta(days=at), lunar=names[at], off=at > 4,
            shifts=tuple(
                RosterShift(mark=mark, leads=(leads[(at + turn) % 4],), others=(others[(at + turn) % 3],))
                for turn, mark in enumerate("白夜")
            ),
        )
        for at in range(7)
    )  # fmt: skip


_STAFF = (
    ("陈志远", "第一书记", "驻村工作队全面工作，联系镇和县"), ("王建军", "村党支部书记", "主持村党支部工作，管印章和三资"),
    ("赵文博", "驻村干部", "政策宣讲、产业开发"), ("李秀兰", "村文书", "台账、公示、知情卡"), ("张小梅", "选派干部", "民事代办、卫生"),
    ("马德林", "驻村干部", "矛盾调处、安全"), ("周玉凤", "妇联主任", "食堂、农家书屋"),
)  # fmt: skip
SAMPLE = DutyBoard(
    station="菜子镇浅河村便民服务站",
    serial="105203-P-20261123-0001",
    monday=date(2026, 11, 23),
    people=tuple(
        BoardPerson(name=name, position=position, duties=duties, phone=f"138-0000-01{at:02d}")
        for at, (name, position, duties) in enumerate(_STAFF, 1)
    ),
    week=_sample_week(),
    hours=("白班 08:00—20:00", "夜班 20:00—次日 08:00"),
    station_phone="0932-000-0000",
    supervision_phone="0932-000-0012",
    promise="门常开、人常在、事常办",
)

LEFT_EDGE, MEASURE = 10.0, 277.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
TOP, BOTTOM = 34.0, 200.0
GAP, CARD_MOST, WEEK_GAP = 4.0, 62.0, 5.0
WEEK_HEAD, WEEK_ROW, MARKS = 8.0, 10.5, 12.0
FIRST_PAGE, WIDER, NEXT_PAGE = 8, 10, 12
"""People on the first page; so many still find room there in columns of five; on each page after it."""

_TITLE = Style(27, Weight.BOLD)
_FACT = Style(12, Weight.MEDIUM)
_CALL = Style(15, Weight.BOLD, RED)
_SMALL = Style(9, ink=SOFT)
_NAME = Style(19, Weight.BOLD)
_POST = Style(11.5, Weight.MEDIUM)
_PHONE = Style(15, Weight.BOLD)
_DUTIES = Style(11)
_DAY = Style(11.5, Weight.MEDIUM)
_LUNAR = Style(8.5, ink=SOFT)
_TERM = Style(8.5, Weight.MEDIUM, JADE)
_MARK = Style(11.5, Weight.MEDIUM)
_LEAD = Style(13, Weight.BOLD)
_OTHER = Style(13)
_NOBODY = Style(13, ink=SOFT)


def pages_of(data: DutyBoard) -> list[range]:
    """Whose cards stand on which page; the week is on the first."""
    count = len(data.people)
    if count <= WIDER:
        return [range(count)]
    return [range(FIRST_PAGE), *(range(at, min(at + NEXT_PAGE, count)) for at in range(FIRST_PAGE, count, NEXT_PAGE))]


def build(data: DutyBoard, press: "Press", options: Options) -> "Iterator[Page]":
    """Cards above, the week below."""
    del options
    pages = pages_of(data)
    for number, people in enumerate(pages, 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        page.form(press.once(("duty-board", data, "head"), partial(_head, press, data)))
        bottom = BOTTOM
        if number == 1 and data.week:
            bottom -= _week_depth(data) + WEEK_GAP
            _week(page, data, BOTTOM - _week_depth(data))
        _cards(page, data, people, bottom)
        if len(pages) > 1:
            page.text(A4_LYING.width / 2, 206, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _head(press: "Press", data: DutyBoard) -> "Page":
    page = press.page(A4_LYING.width, A4_LYING.height)
    page.text(LEFT_EDGE, 12.5, data.station, _FACT, room=92)
    page.text(A4_LYING.width / 2, 16.5, "值班公示栏", _TITLE, CENTRE, 86)
    if data.station_phone:
        wide = page.text(RIGHT_EDGE, 13.4, data.station_phone, _CALL, RIGHT, 62)
        page.text(RIGHT_EDGE - wide - 2, 13.4, "24 小时值班", _FACT, RIGHT)
    page.text(LEFT_EDGE, 24.5, data.promise, _FACT, room=100)
    sunday = data.monday + timedelta(days=6)
    week = f"{data.monday.year}年{data.monday.month}月{data.monday.day}日—{sunday.month}月{sunday.day}日"
    page.text(A4_LYING.width / 2, 24.5, week, _FACT, CENTRE, 80)
    if data.supervision_phone:
        page.text(RIGHT_EDGE, 24.5, f"监督电话 {data.supervision_phone}", _FACT, RIGHT, 70)
    page.rule(LEFT_EDGE, 28.4, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 29.6, MEASURE, RED, RULE)
    page.text(RIGHT_EDGE, 206, f"编号 {data.serial}", _SMALL, RIGHT, 70)
    return page


def _cards(page: "Page", data: DutyBoard, people: range, bottom: float) -> None:
    columns = 5 if FIRST_PAGE < len(people) <= WIDER else 4
    lines = max(-(-len(people) // columns), 1)
    width = (MEASURE - (columns - 1) * GAP) / columns
    height = min((bottom - TOP - (lines - 1) * GAP) / lines, CARD_MOST)
    for at, person in enumerate(islice(data.people, people.start, people.stop)):
        line, column = divmod(at, columns)
        _card(page, LEFT_EDGE + column * (width + GAP), TOP + line * (height + GAP), width, height, person)


def _card(page: "Page", x: float, y: float, width: float, height: float, person: BoardPerson) -> None:
    """The face at the left, three to four, beside it who it is; below how to be called, and for what."""
    page.frame(x, y, width, height, HAIR, HAIRLINE)
    wide = min((height - EDGE - _BELOW_FACE) * 3 / 4, (width - 2 * EDGE) * 0.52)
    face = wide * 4 / 3
    _face(page, x + EDGE, y + EDGE, wide, face, person)
    left, room = x + EDGE + wide + 3, width - 2 * EDGE - wide - 3
    name = lines_of(page, person.name, _NAME, width=room, depth=8.6)
    put(page, left, y + EDGE + 6.6, name)
    position = lines_of(page, person.position, _POST, width=room, depth=11)
    put(page, left, y + EDGE + 14.2 + name.depth, position)
    below = y + EDGE + face + 6.4
    page.text(x + EDGE, below, person.phone, _PHONE, room=width - 2 * EDGE)
    depth = max(y + height - 2.4 - below - _AFTER_PHONE, 0)
    put(
        page,
        x + EDGE,
        below + _AFTER_PHONE,
        lines_of(page, person.duties, _DUTIES, width=width - 2 * EDGE, depth=depth),
    )


EDGE, _BELOW_FACE, _AFTER_PHONE = 2.5, 19.5, 6.4


def _face(page: "Page", x: float, y: float, width: float, height: float, person: BoardPerson) -> None:
    name = page.press.picture(person.photo) if person.photo else None
    if name is not None:
        page.picture(x, y, width, height, name)
        return
    page.form(page.press.once(("head", width, height), partial(_outline, page.press, width, height)), x, y, height)
    side = width * 0.4
    left, top = x + width - side - 1, y + height - side - 1
    page.box(left, top, side, side, WHITE)
    name_mark(page, left, top, side, mark_columns(person.name))


def _outline(press: "Press", width: float, height: float) -> "Page":
    """A head and shoulders of nobody, cut off at the edge of the part."""
    page = press.page(width, height)
    page.box(0, 0, width, height, WASH)
    page.disc(width / 2, height * 0.36, width * 0.2, PALE)
    page.disc(width / 2, height * 1.02, width * 0.4, PALE)
    return page


def _week_depth(data: DutyBoard) -> float:
    return WEEK_HEAD + max(len(day.shifts) for day in data.week) * WEEK_ROW


def _week(page: "Page", data: DutyBoard, top: float) -> None:
    """A column a day, a line a shift; the hours of the shifts stand below."""
    depth, width = _week_depth(data), (MEASURE - MARKS) / 7
    edges = [LEFT_EDGE + MARKS + at * width for at in range(7)]
    page.box(LEFT_EDGE, top, MEASURE, WEEK_HEAD, WASH)
    for x, day in zip(edges, data.week, strict=True):
        if day.off:
            page.box(x, top + WEEK_HEAD, width, depth - WEEK_HEAD, REST)
    lines = max(len(day.shifts) for day in data.week)
    horizontals(page, LEFT_EDGE, [top + WEEK_HEAD + at * WEEK_ROW for at in range(lines)], MEASURE)
    verticals(page, edges, top, depth)
    page.frame(LEFT_EDGE, top, MEASURE, depth, INK, RULE)
    for x, day in zip(edges, data.week, strict=True):
        _day_head(page, x, top, width, day)
        for at, shift in enumerate(day.shifts):
            people = [(name, _LEAD) for name in shift.leads] + [(name, _OTHER) for name in shift.others]
            people += [("待排", _NOBODY)] * shift.vacant
            y = top + WEEK_HEAD + at * WEEK_ROW
            put_names(page, x + 1.6, y, names_in(page, people or [("", _NOBODY)], width - 3.2, WEEK_ROW))
    longest = max(data.week, key=lambda day: len(day.shifts))
    for at, shift in enumerate(longest.shifts):
        base = middle(top + WEEK_HEAD + (at + 0.5) * WEEK_ROW, _MARK.size)
        page.text(LEFT_EDGE + MARKS / 2, base, shift.mark, _MARK, CENTRE, MARKS - 2)
    page.text(LEFT_EDGE, 206, "　".join((*data.hours, "粗字是带班领导")), _SMALL, room=190)


def _day_head(page: "Page", x: float, top: float, width: float, day: RosterDay) -> None:
    base = middle(top + WEEK_HEAD / 2, _DAY.size)
    words = f"周{'一二三四五六日'[day.day.weekday()]} {day.day.day}日"
    used = page.text(x + 1.6, base, words, _DAY, room=width * 0.6)
    badge = page.text(x + width - 1.6, base, day.badge, _TERM if day.off else _LUNAR, RIGHT, 8) if day.badge else 0
    page.text(x + 1.6 + used + 1.4, base, day.lunar, _TERM if day.festival else _LUNAR, room=width - used - badge - 5)


PAPER = Paper(
    "duty-board", "值班公示栏", A4_LYING, SAMPLE, build, lambda data: len(pages_of(data)),
    pictures=lambda data: [person.photo for person in data.people if person.photo],
)  # fmt: skip
