"""住宿登记表: a month of nights, who slept where; the guests and the spot checks below (DOMAIN §3.2). A4 lying."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from printing.blocks import horizontals, lines_of, middle, put, reckoned_lines, signature, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4_LYING
from printing.styles import HAIRLINE, INK, RED, REST, RULE, SOFT, WASH, Style, Weight
from venue_desk.domain.calendar import WEEKDAYS, plain_date

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNight:
    """One night of one cadre: `mark` is what is written (√ 假 ×, nothing where none was required or it is still to come), `bed` the place."""

    mark: str = ""
    bed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSleeper:
    """A cadre and their nights, one a day of the month; `total` as it stands: 13/15."""

    name: str
    nights: tuple[RegisterNight, ...]
    total: str
    excused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGuest:
    """Somebody else who slept here."""

    night: str
    name: str
    unit: str
    bed: str
    hours: str
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCheck:
    """A spot check: when, who came, who was there and who was not, what they found."""

    at: str
    by_whom: str
    present: str
    away: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgingRegister:
    """A month of the station. `off` are the days on which no night is required; a night names its bed by its place in `beds`, from 1."""

    station: str
    serial: str
    month: date
    days: int
    off: tuple[int, ...]
    rule: str
    sleepers: tuple[RegisterSleeper, ...]
    guests: tuple[RegisterGuest, ...] = ()
    checks: tuple[RegisterCheck, ...] = ()
    beds: tuple[str, ...] = ()
    made_on: date


def _sample_nights(at: int) -> tuple[RegisterNight, ...]:
    beds = ("1", "2", "3")
    slept = [RegisterNight(mark="√", bed=beds[at % 3]) if (day + at) % 2 else RegisterNight() for day in range(23)]
    slept[9 + at % 2] = RegisterNight(mark="假" if at == 6 else "×" if at == 4 else "")
    return (*slept, *([RegisterNight()] * 7))


SAMPLE = LodgingRegister(
    station="菜子镇浅河村便民服务站",
    serial="105203-A-20261123-0001",
    month=date(2026, 11, 1),
    days=30,
    off=(1, 7, 8, 14, 15, 21, 22, 28, 29),
    rule="轮流值班，每人每月至少 15 晚",
    sleepers=tuple(
        RegisterSleeper(name=name, nights=_sample_nights(at), total=f"{11 + at % 2}/15", excused="1" if at == 6 else "")
        for at, name in enumerate(("王建军", "李秀兰", "张小梅", "马德林", "周玉凤", "陈志远", "赵文博"))
    ),
    guests=(
        RegisterGuest(night="11月9日", name="刘志强", unit="县农技中心", bed="西一间2床", hours="20:10—次日 07:30", noted_by="李秀兰"),
        RegisterGuest(night="11月17日", name="孙丽华", unit="镇党政办", bed="西一间2床", hours="21:05—次日 08:00", noted_by="马德林"),
    ),
    checks=(
        RegisterCheck(at="11月12日 21:40", by_whom="镇党政办 孙主任、何干事", present="王建军、张小梅", away="马德林",
                      result="马德林因接送病人晚归，22:30 返站，已说明。"),
    ),
    beds=("东一间1床", "东一间2床", "西一间1床", "西一间2床"),
    made_on=date(2026, 11, 23),
)  # fmt: skip

LEFT_EDGE, MEASURE = 15.0, 272.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
NAME, TOTAL, EXCUSED = 24.0, 14.0, 9.0
TOP, NEXT_TOP, BOTTOM = 36.0, 20.0, 190.5
NIGHTS_HEAD, NIGHT = 10.0, 9.6
HEAD, ROW, CAPTION, NONE, SIGN = 7.0, 7.0, 10.0, 7.0, 16.0
PAD, LEADING = 1.4, 4.4
GUESTS = (("日期", 26.0), ("姓名", 36.0), ("单位", 69.0), ("床位", 34.0), ("入住—离开", 62.0), ("登记人", 45.0))
CHECKS = (("时间", 34.0), ("谁来查的", 54.0), ("在站", 61.0), ("不在站", 48.0), ("结果", 75.0))

_TITLE = Style(24, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(11.5, Weight.MEDIUM)
_CAPTION = Style(11.5, Weight.BOLD)
_HEAD = Style(9.5, Weight.MEDIUM)
_DAY = Style(10, Weight.MEDIUM)
_WEEKDAY = Style(8, ink=SOFT)
_NAME = Style(11.5, Weight.MEDIUM)
_SLEPT = Style(11, Weight.BOLD)
_EXCUSED = Style(9.5)
_MISSED = Style(11, ink=SOFT)
_BED = Style(7, ink=SOFT)
_TOTAL = Style(11, Weight.BOLD)
_CELL = Style(10)
_STYLES = {"√": _SLEPT, "假": _EXCUSED, "×": _MISSED}


class _Part(NamedTuple):
    """A table of the paper: what stands above it, its head, the height of each row."""

    caption: str
    head: float
    rows: tuple[float, ...]


class _Placed(NamedTuple):
    """Some rows of a part on a page, from `top` down; `first`: its caption stands above."""

    part: int
    rows: range
    top: float
    first: bool


def _parts(data: LodgingRegister) -> tuple[_Part, ...]:
    return (
        _Part("", NIGHTS_HEAD, (NIGHT,) * len(data.sleepers)),
        _Part("客人住宿", HEAD, (ROW,) * len(data.guests)),
        _Part("抽查记录", HEAD, tuple(_check_height(check) for check in data.checks)),
    )


def _check_cells(check: RegisterCheck) -> tuple[str, ...]:
    return (check.at, check.by_whom, check.present or "没有人", check.away or "没有人", check.result)


def _check_height(check: RegisterCheck) -> float:
    """Reckoned without setting the text, so that pages can be counted without drawing them."""
    cells = zip(_check_cells(check), CHECKS, strict=True)
    most = max(reckoned_lines(text, _CELL, width - 2 * PAD) for text, (_, width) in cells)
    return ROW + (min(most, 4) - 1) * LEADING


def pages_of(data: LodgingRegister) -> list[list[_Placed]]:
    """Which rows stand where; the last row never parts from the signatures."""
    parts = _parts(data)
    pages: list[list[_Placed]] = [[]]
    y = TOP
    for part, (caption, head, rows) in enumerate(parts):
        taken, first, last_part = 0, True, part == len(parts) - 1
        while first or taken < len(rows):
            start = y + (CAPTION if first and caption else 0) + head
            bottoms = list(accumulate(rows[taken:] or (NONE,), initial=start))[1:]
            ends = [bottom + (SIGN if last_part and at == len(bottoms) else 0) for at, bottom in enumerate(bottoms, 1)]
            fitting = sum(1 for end in ends if end <= BOTTOM)
            if not fitting and y > NEXT_TOP:
                pages.append([])
                y = NEXT_TOP
                continue
            fitting = max(fitting, 1)
            pages[-1].append(_Placed(part, range(taken, min(taken + fitting, len(rows))), y, first))
            y, taken, first = bottoms[fitting - 1], taken + fitting, False
    return pages


def build(data: LodgingRegister, press: "Press", options: Options) -> Iterator["Page"]:
    """The nights of all cadres, guests, checks, signatures."""
    del options
    pages, parts = pages_of(data), _parts(data)
    for number, placed in enumerate(pages, 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        _page_head(page, data, first=number == 1)
        bottom = TOP
        for each in placed:
            bottom = _part(page, data, each, parts[each.part])
        if number == len(pages):
            for at, label in enumerate(("登记人签字", "站长签字", "镇（乡）检查人签字")):
                signature(page, LEFT_EDGE + at * 92, bottom + 12, label, 84, _CELL)
        if data.beds:
            named = "　".join(f"{at} {bed}" for at, bed in enumerate(data.beds, 1))
            page.text(LEFT_EDGE, 194.4, f"√ 下面是床位：{named}", _SMALL, room=MEASURE)
        page.text(A4_LYING.width / 2, 198.6, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _page_head(page: "Page", data: LodgingRegister, *, first: bool) -> None:
    title = f"{data.month.year}年{data.month.month}月住宿登记表"
    if not first:
        page.text(LEFT_EDGE, 15, f"{title}（续）", _SMALL, room=120)
        page.text(RIGHT_EDGE, 15, f"编号 {data.serial}", _SMALL, RIGHT, 80)
        return
    page.text(LEFT_EDGE, 14, data.station, _FACT, room=90)
    page.text(A4_LYING.width / 2, 17.6, title, _TITLE, CENTRE, 92)
    page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    page.rule(LEFT_EDGE, 22.2, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 23.4, MEASURE, RED, RULE)
    page.text(LEFT_EDGE, 31, data.rule, _FACT, room=100)
    legend = f"√ 住站　假 准假　× 没住　空格 不要求或还没到　　{plain_date(data.made_on)}制表"
    page.text(RIGHT_EDGE, 31, legend, _SMALL, RIGHT, 165)


def _part(page: "Page", data: LodgingRegister, placed: _Placed, part: _Part) -> float:
    """The rows of one table; its bottom."""
    top = placed.top
    if placed.first and part.caption:
        page.text(LEFT_EDGE, top + 7.6, part.caption, _CAPTION)
        top += CAPTION
    heights = [part.rows[at] for at in placed.rows] or [NONE]
    tops = list(accumulate(heights, initial=top + part.head))
    if placed.part == 0:
        _nights(page, data, placed.rows, top, tops)
    elif placed.part == 1:
        rows: list[tuple[str, ...]] = [
            (each.night, each.name, each.unit, each.bed, each.hours, each.noted_by)
            for each in (data.guests[at] for at in placed.rows)
        ]
        _cells(page, GUESTS, rows, top, tops, "本月没有客人住宿。")
    else:
        checked = [_check_cells(data.checks[at]) for at in placed.rows]
        _cells(page, CHECKS, checked, top, tops, "本月没有抽查。")
    page.frame(LEFT_EDGE, top, MEASURE, tops[-1] - top, INK, RULE)
    return tops[-1]


def _nights(page: "Page", data: LodgingRegister, rows: range, top: float, tops: list[float]) -> None:
    pitch = (MEASURE - NAME - TOTAL - EXCUSED) / data.days
    edges = [LEFT_EDGE + NAME + at * pitch for at in range(data.days + 1)]
    page.box(LEFT_EDGE, top, MEASURE, NIGHTS_HEAD, WASH)
    for day in data.off:
        page.box(edges[day - 1], top + NIGHTS_HEAD, pitch, tops[-1] - top - NIGHTS_HEAD, REST)
    words = ((LEFT_EDGE + NAME / 2, "姓名"), (edges[-1] + TOTAL / 2, "住/应住"), (RIGHT_EDGE - EXCUSED / 2, "准假"))
    for x, word in words:
        page.text(x, middle(top + NIGHTS_HEAD / 2, _HEAD.size), word, _HEAD, CENTRE, TOTAL - 1)
    for day, x in enumerate(edges[:-1], 1):
        weekday = WEEKDAYS[data.month.replace(day=day).weekday()]
        page.text(x + pitch / 2, top + 4.6, f"{day}", _DAY, CENTRE)
        page.text(x + pitch / 2, top + 8.6, weekday, _WEEKDAY, CENTRE)
    for at, y in zip(rows, tops, strict=False):
        _sleeper(page, data.sleepers[at], y, edges, pitch)
    horizontals(page, LEFT_EDGE, tops[:-1], MEASURE)
    verticals(page, (*edges, RIGHT_EDGE - EXCUSED), top, tops[-1] - top)


def _sleeper(page: "Page", sleeper: RegisterSleeper, y: float, edges: list[float], pitch: float) -> None:
    base = middle(y + NIGHT / 2, _NAME.size)
    page.text(LEFT_EDGE + PAD, base, sleeper.name, _NAME, room=NAME - 2 * PAD)
    for night, x in zip(sleeper.nights, edges, strict=False):
        style = _STYLES.get(night.mark, _EXCUSED)
        mark_base = y + 4.8 if night.bed else middle(y + NIGHT / 2, style.size)
        page.text(x + pitch / 2, mark_base, night.mark, style, CENTRE, pitch - 0.6)
        page.text(x + pitch / 2, y + NIGHT - 1.5, night.bed, _BED, CENTRE, pitch - 0.6)
    page.text(edges[-1] + TOTAL / 2, base, sleeper.total, _TOTAL, CENTRE, TOTAL - PAD)
    page.text(RIGHT_EDGE - EXCUSED / 2, base, sleeper.excused, _CELL, CENTRE, EXCUSED - PAD)


def _cells(
    page: "Page", columns: tuple[tuple[str, float], ...], rows: list[tuple[str, ...]], top: float, tops: list[float],
    none: str,
) -> None:  # fmt: skip
    edges = list(accumulate((width for _, width in columns), initial=LEFT_EDGE))
    page.box(LEFT_EDGE, top, MEASURE, HEAD, WASH)
    for (title, width), x in zip(columns, edges, strict=False):
        page.text(x + width / 2, middle(top + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    verticals(page, edges[1:-1], top, HEAD)
    horizontals(page, LEFT_EDGE, tops[:-1], MEASURE)
    if not rows:
        page.text(LEFT_EDGE + PAD, middle(tops[0] + NONE / 2, _SMALL.size), none, _SMALL)
        return
    for cells, y, below in zip(rows, tops, tops[1:], strict=False):
        for text, x, (_, width) in zip(cells, edges, columns, strict=False):
            lines = lines_of(page, text, _CELL, width=width - 2 * PAD, depth=below - y - ROW + 0.2)
            put(page, x + PAD, middle((y + below) / 2, lines.style.size) - lines.depth / 2, lines)
        page.rule(LEFT_EDGE, below, MEASURE, SOFT, HAIRLINE)
    verticals(page, edges[1:-1], tops[0], tops[-1] - tops[0])


PAPER = Paper("lodging-register", "住宿登记表", A4_LYING, SAMPLE, build, lambda data: len(pages_of(data)))
