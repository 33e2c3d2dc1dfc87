"""值班记录: who came or rang and what was done, shift by shift, of a day or several (DOMAIN §3.1). A4, as it is bound."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from printing.blocks import LEADING, day_to_fill, lines_of, middle, put, reckoned_lines, signature, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4, POINTS
from printing.styles import HAIR, HAIRLINE, INK, RED, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedLine:
    """One line: `time` as read (11月24日 00:40 behind midnight), `phone` masked, `level` and `reported` of an incident."""

    time: str
    kind: str
    who: str
    phone: str
    matter: str
    handling: str
    noted_by: str
    level: str = ""
    reported: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedShift:
    """A shift: its day and hours, who was there from when to when, and its lines."""

    day: date
    name: str
    hours: str
    people: tuple[str, ...]
    lines: tuple[LoggedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLog:
    """The log from the first to the last day. Villagers' phones are masked before they come here."""

    station: str
    serial: str
    first: date
    last: date
    shifts: tuple[LoggedShift, ...]


_LINES = (
    LoggedLine(
        time="08:42", kind="来访", who="张满仓", phone="138****0013", matter="问今年的小麦良种补贴什么时候到账。",
        handling="查了补贴明细，5月20日已发到尾号 0013 的一卡通，当面告知。", noted_by="李秀兰",
    ),
    LoggedLine(
        time="10:15", kind="来电", who="镇便民服务中心", phone="0932****0010", matter="通知 12 月 5 日前报齐医保参保名单。",
        handling="已转告各社代办员，周五收齐。", noted_by="李秀兰",
    ),
    LoggedLine(
        time="15:30", kind="突发", who="何满堂", phone="138****0027", level="较大",
        matter="四社后沟水渠塌了一段，水漫到路上，两户院墙进水，没有人受伤。",
        handling="王建军、马德林到现场关了闸，转移 2 户 7 人到站里，联系镇水利站派车。", reported="15:50 报镇值班室",
        noted_by="王建军",
    ),
)  # fmt: skip
SAMPLE = DutyLog(
    station="菜子镇浅河村便民服务站",
    serial="105203-R-20261124-0001",
    first=date(2026, 11, 23),
    last=date(2026, 11, 23),
    shifts=(
        LoggedShift(
            day=date(2026, 11, 23), name="白班", hours="08:00—20:00",
            people=("带班 王建军 07:52—20:03", "值班 李秀兰 07:58—20:05"), lines=_LINES,
        ),
        LoggedShift(
            day=date(2026, 11, 23), name="夜班", hours="20:00—次日 08:00",
            people=("带班 赵文博 19:50—次日 08:04", "值班 周玉凤 没有签到"),
        ),
    ),
)  # fmt: skip

LEFT_EDGE, MEASURE = 22.0, 172.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (("时间", 19.0), ("来访来电人", 29.0), ("事由", 52.0), ("处理情况", 48.0), ("上报、记录人", 24.0))
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
TOP, NEXT_TOP, HEAD, BOTTOM = 45.0, 22.0, 7.6, 277.0
SHIFT, NONE, LEAST_ROW, MOST_ROW, SIGN = 13.0, 8.0, 11.0, 100.0, 26.0
PAD, ABOVE, BELOW = 1.8, 4.8, 3.4
"""Beside a text in its cell, above the first baseline of a row and below the last."""

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_HEAD = Style(10.5, Weight.MEDIUM)
_SHIFT = Style(11.5, Weight.BOLD)
_PEOPLE = Style(10)
_CELL = Style(10)
_WHO = Style(10.5, Weight.MEDIUM)
_KIND = Style(9, ink=SOFT)
_INCIDENT = Style(9, Weight.BOLD, RED)
_TEXT = Style(10.5)
_LEADING = _TEXT.size * LEADING / POINTS


@dataclass(frozen=True, slots=True)
class _Block:
    """What takes up height on a page: the head of a shift, one of its lines, the word that it had none, the signatures."""

    height: float
    shift: LoggedShift | None = None
    line: LoggedLine | None = None
    none: bool = False
    goes_on: bool = False


def pages_of(data: DutyLog) -> list[list[_Block]]:
    """Which blocks stand on which page: the head of a shift never alone, and again where its lines go on."""
    pages: list[list[_Block]] = [[]]
    room = BOTTOM - TOP - HEAD
    for shift in data.shifts:
        for at, block in enumerate(_blocks(shift)):
            wanted = block.height + (SHIFT if at == 0 else 0)
            if wanted > room:
                pages.append([])
                room = BOTTOM - NEXT_TOP - HEAD
            if at == 0 or not pages[-1]:
                pages[-1].append(_Block(SHIFT, shift, goes_on=at > 0))
                room -= SHIFT
            pages[-1].append(block)
            room -= block.height
    if room < SIGN:
        pages.append([])
    pages[-1].append(_Block(SIGN))
    return pages


def _blocks(shift: LoggedShift) -> Iterator[_Block]:
    if not shift.lines:
        yield _Block(NONE, none=True)
    for line in shift.lines:
        yield _Block(_height(line), line=line)


def _height(line: LoggedLine) -> float:
    """Reckoned without setting the text, so that pages can be counted without drawing them."""
    matter, handling, reported = (
        reckoned_lines(text, _TEXT, width - 2 * PAD)
        for text, (_, width) in zip((line.matter, line.handling, line.reported), COLUMNS[2:], strict=True)
    )
    most = max(matter, handling, reported + (reported > 1))  # below a single line there is room for the name
    return min(max(ABOVE + (most - 1) * _LEADING + BELOW, LEAST_ROW), MOST_ROW)


def build(data: DutyLog, press: "Press", options: Options) -> Iterator["Page"]:
    """As many pages as it takes, each with its number."""
    del options
    pages = pages_of(data)
    for number, blocks in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        top = TOP if number == 1 else NEXT_TOP
        _head(page, data, first=number == 1)
        _table_head(page, top)
        y = start = top + HEAD
        for block in blocks:
            if block.shift or block.line or block.none:
                _block(page, y, block)
                y += block.height
        page.frame(LEFT_EDGE, top, MEASURE, y - top, INK, RULE)
        if y == start:
            page.rule(LEFT_EDGE, y, MEASURE, INK, RULE)
        if number == len(pages):
            _sign(page, y)
        page.text(A4.width / 2, 287, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _head(page: "Page", data: DutyLog, *, first: bool) -> None:
    if not first:
        page.text(LEFT_EDGE, 17, f"{_span(data)}值班记录（续）", _SMALL, room=100)
        page.text(RIGHT_EDGE, 17, f"编号 {data.serial}", _SMALL, RIGHT, 65)
        return
    page.text(LEFT_EDGE, 15, data.station, _SMALL, room=100)
    page.text(RIGHT_EDGE, 15, f"编号 {data.serial}", _SMALL, RIGHT, 65)
    page.text(A4.width / 2, 29, "值班记录", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 34, MEASURE, RED, 0.9)
    page.text(LEFT_EDGE, 41.4, _span(data), _HEAD, room=90)
    page.text(RIGHT_EDGE, 41.4, _counted(data), _PEOPLE, RIGHT, 78)


def _span(data: DutyLog) -> str:
    return _date(data.first) if data.first == data.last else f"{_date(data.first)}至{_date(data.last)}"


def _counted(data: DutyLog) -> str:
    kinds = [line.kind for shift in data.shifts for line in shift.lines]
    counted = [f"{kind} {kinds.count(kind)}" for kind in dict.fromkeys(kinds)]
    return f"{len(data.shifts)} 个班，记录 {len(kinds)} 条" + (f"（{'、'.join(counted)}）" if counted else "")


def _table_head(page: "Page", top: float) -> None:
    page.box(LEFT_EDGE, top, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(top + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    verticals(page, EDGES[1:-1], top, HEAD)


def _block(page: "Page", y: float, block: _Block) -> None:
    page.rule(LEFT_EDGE, y, MEASURE, SOFT if block.shift else HAIR, HAIRLINE)
    if block.shift:
        shift = block.shift
        goes_on = "（续）" if block.goes_on else ""
        page.text(LEFT_EDGE + PAD, y + 5.6, f"{_date(shift.day)} {shift.name} {shift.hours}{goes_on}", _SHIFT, room=165)
        page.text(LEFT_EDGE + PAD, y + 10.6, "　".join(shift.people), _PEOPLE, room=MEASURE - 2 * PAD)
    elif block.line:
        _line(page, y, block.height, block.line)
    else:
        page.text(LEFT_EDGE + PAD, middle(y + NONE / 2, _CELL.size), "本班没有来访来电和突发事件。", _KIND)


def _line(page: "Page", y: float, height: float, line: LoggedLine) -> None:
    """Time and kind, name and phone stand over each other; long texts get smaller before they end in an ellipsis."""
    upper, lower = y + ABOVE, y + ABOVE + 4.6
    page.text(EDGES[0] + PAD, upper, line.time, _CELL, room=COLUMNS[0][1] - 2 * PAD)
    kind = f"{line.kind}·{line.level}" if line.level else line.kind
    page.text(EDGES[0] + PAD, lower, kind, _INCIDENT if line.level else _KIND, room=COLUMNS[0][1] - 2 * PAD)
    page.text(EDGES[1] + PAD, upper, line.who, _WHO, room=COLUMNS[1][1] - 2 * PAD)
    page.text(EDGES[1] + PAD, lower, line.phone, _KIND, room=COLUMNS[1][1] - 2 * PAD)
    depth = height - ABOVE - BELOW + 0.2
    beside = min(_LEADING, depth)
    for place, text, less in ((2, line.matter, 0.0), (3, line.handling, 0.0), (4, line.reported or "—", beside)):
        width = COLUMNS[place][1] - 2 * PAD
        put(page, EDGES[place] + PAD, upper, lines_of(page, text, _TEXT, width=width, depth=depth - less))
    page.text(RIGHT_EDGE - PAD, y + height - 2.4, line.noted_by, _KIND, RIGHT, COLUMNS[4][1] - 2 * PAD)
    verticals(page, EDGES[1:-1], y, height)


def _sign(page: "Page", y: float) -> None:
    signature(page, LEFT_EDGE, y + 18, "值班人签字", 54, _CELL)
    signature(page, LEFT_EDGE + 60, y + 18, "带班领导签字", 58, _CELL)
    day_to_fill(page, LEFT_EDGE + 125, y + 18, "", _CELL)


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("duty-log", "值班记录", A4, SAMPLE, build, lambda data: len(pages_of(data)))
