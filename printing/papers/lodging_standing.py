"""本月住站情况: what each cadre has slept, what is required, and what the month still takes (DOMAIN §3.2). A4."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from printing.blocks import horizontals, lines_of, middle, put, signature, verticals
from printing.document import Options, Paper
from printing.drawing import draw
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import HAIRLINE, INK, JADE, RED, RULE, SOFT, WASH, Style, Weight
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.charts import Tone
from venue_desk.domain.lodging_chart import NightsOf, nights_chart

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """One cadre. `cells` counts the required nights that are slept, excused, still possible and lost, as the home screen has them.

    `done` may be more than required; `pressing` = look here, `lost` = no longer to be reached.
    """

    name: str
    required: int
    done: int
    excused: int
    missing: int
    cells: tuple[int, ...]
    sentence: str
    pressing: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgingStanding:
    """A month of the station, as it was when it was printed; `rule` says what is required."""

    station: str
    serial: str
    month: date
    rule: str
    lines: tuple[StandingLine, ...]
    made_on: date


def _line(
    name: str, done: int, sentence: str, *, excused: int = 0, lost: int = 0, pressing: bool = False
) -> StandingLine:
    missing = max(15 - done - excused, 0)
    return StandingLine(
        name=name, required=15, done=done, excused=excused, missing=missing, sentence=sentence, pressing=pressing,
        cells=(min(done, 15), excused, missing - lost, lost), lost=lost > 0,
    )  # fmt: skip


SAMPLE = LodgingStanding(
    station="菜子镇浅河村便民服务站",
    serial="105203-E-20261123-0001",
    month=date(2026, 11, 1),
    rule="轮流值班，每人每月至少 15 晚",
    lines=(
        _line("王建军", 15, "已够"), _line("李秀兰", 16, "已够"), _line("张小梅", 13, "能够，29 日起不能缺"),
        _line("马德林", 12, "能够，28 日起不能缺"), _line("周玉凤", 7, "今晚起一晚都不能缺", pressing=True),
        _line("陈志远", 14, "能够，再住 1 晚"), _line("赵文博", 6, "连准假 2 晚还差 1 晚", excused=2, lost=1),
    ),
    made_on=date(2026, 11, 23),
)  # fmt: skip

LEFT_EDGE, MEASURE = 18.0, 174.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (
    ("姓名", 24.0),
    ("应住", 12.0),
    ("已住", 12.0),
    ("准假", 12.0),
    ("还要住", 14.0),
    ("这个月的夜", 56.0),
    ("怎么样", 44.0),
)
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
TOP, HEAD, MOST_ROW, LEAST_ROW, BOTTOM = 50.0, 8.0, 10.0, 6.2, 262.0
LEGEND, CAPTION, APART, SIGNED = 8.0, 9.0, 8.0, 274.0
CELL, BETWEEN, TALLEST = 3.2, 0.6, 5.0
KINDS = ("slept", "excused", "possible", "lost")
PER_PAGE, CHARTED = 30, 20
"""So many cadres stand on a page; the chart goes with so many at most."""

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(12, Weight.MEDIUM)
_HEAD = Style(10, Weight.MEDIUM)
_NAME = Style(12, Weight.MEDIUM)
_TEXT = Style(11)
_DONE = Style(12, Weight.BOLD)
_LATE = Style(11, Weight.BOLD, RED)
_PRESSING = Style(11, Weight.BOLD)
_LABEL = Style(11, ink=SOFT)


def pages_of(data: LodgingStanding) -> list[tuple[StandingLine, ...]]:
    """The lines of each page: one page for any station there is."""
    return [data.lines[at : at + PER_PAGE] for at in range(0, max(len(data.lines), 1), PER_PAGE)]


def build(data: LodgingStanding, press: "Press", options: Options) -> Iterator["Page"]:
    """The table, what its signs mean, the nights as bars, the signatures."""
    del options
    pages = pages_of(data)
    for number, lines in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        _head(page, data)
        charted = len(data.lines) <= CHARTED
        bottom = _table(page, lines, _row_height(len(lines), charted=charted))
        _legend(page, bottom + 6)
        if charted:
            _chart(page, lines, bottom + LEGEND + CAPTION)
        for at, label in enumerate(("制表人签字", "站长签字")):
            signature(page, LEFT_EDGE + at * 91, SIGNED, label, 83, _LABEL)
        if len(pages) > 1:
            page.text(A4.width / 2, 286, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _row_height(count: int, *, charted: bool) -> float:
    chart = CAPTION + 7.0 * -(-count // 2) if charted else 0.0
    return max(min((BOTTOM - TOP - HEAD - LEGEND - chart) / max(count, 1), MOST_ROW), LEAST_ROW)


def _head(page: "Page", data: LodgingStanding) -> None:
    page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
    page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    page.text(A4.width / 2, 27, "本月住站情况", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 32, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 33.2, MEASURE, RED, RULE)
    wide = page.text(LEFT_EDGE, 42, f"{data.month.year}年{data.month.month}月", _FACT)
    page.text(LEFT_EDGE + wide + 5, 42, data.rule, _LABEL, room=82)
    page.text(RIGHT_EDGE, 42, f"算到{plain_date(data.made_on)}", _LABEL, RIGHT, 60)


def _table(page: "Page", lines: tuple[StandingLine, ...], row: float) -> float:
    page.box(LEFT_EDGE, TOP, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(TOP + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    for at, line in enumerate(lines):
        _row(page, line, TOP + HEAD + at * row, row)
    bottom = TOP + HEAD + len(lines) * row
    horizontals(page, LEFT_EDGE, [TOP + HEAD + at * row for at in range(len(lines))], MEASURE)
    verticals(page, EDGES[1:-1], TOP, bottom - TOP)
    page.frame(LEFT_EDGE, TOP, MEASURE, bottom - TOP, INK, RULE)
    return bottom


def _row(page: "Page", line: StandingLine, y: float, height: float) -> None:
    base = middle(y + height / 2, _TEXT.size)
    page.text(LEFT_EDGE + 2, base, line.name, _NAME, room=COLUMNS[0][1] - 3)
    numbers = ((line.required, _TEXT), (line.done, _DONE), (line.excused, _TEXT), (line.missing, _TEXT))
    for at, (number, style) in enumerate(numbers, 1):
        said = f"{number}" if number or at <= 2 else "—"
        page.text(EDGES[at] + COLUMNS[at][1] / 2, base, said, style, CENTRE)
    _cells(page, line, EDGES[5] + 2, y + height / 2, COLUMNS[5][1] - 4, min(TALLEST, height - 1.8))
    style = _LATE if line.lost else _PRESSING if line.pressing else _TEXT
    told = lines_of(page, line.sentence, style, width=COLUMNS[6][1] - 3, depth=height - 4.6)
    put(page, EDGES[6] + 1.5, middle(y + height / 2, told.style.size) - told.depth / 2, told)


def _cells(page: "Page", line: StandingLine, x: float, centre: float, room: float, tall: float) -> None:
    """One cell a night that is required: filled, hatched, hollow, crossed out; it reads in grey as in colour."""
    kinds = [kind for kind, count in zip(KINDS, line.cells, strict=True) for _ in range(count)]
    pitch = min(CELL + BETWEEN, room / max(len(kinds), 1))
    for at, kind in enumerate(kinds):
        night_cell(page, x + at * pitch, centre - tall / 2, pitch - BETWEEN, tall, kind)


def night_cell(page: "Page", x: float, y: float, width: float, tall: float, kind: str) -> None:
    """One night as it is drawn on every paper."""
    if kind == "slept":
        page.box(x, y, width, tall, JADE)
    elif kind == "lost":
        middle_y, arm = y + tall / 2, min(width, tall) / 2
        ends = ((x, middle_y - arm, x + 2 * arm, middle_y + arm), (x, middle_y + arm, x + 2 * arm, middle_y - arm))
        page.lines(ends, RED, 0.45)
    else:
        page.frame(x, y, width, tall, SOFT, HAIRLINE * 1.5)
        if kind == "excused":
            page.lines(_hatching(x, y, width, tall), INK, HAIRLINE * 1.5)


def _hatching(
    x: float, y: float, width: float, tall: float, step: float = 1.2
) -> list[tuple[float, float, float, float]]:
    """Strokes from lower left to upper right inside the cell."""
    strokes = []
    offset = step
    while offset < width + tall:
        x1, y1 = (x, y + offset) if offset <= tall else (x + offset - tall, y + tall)
        x2, y2 = (x + offset, y) if offset <= width else (x + width, y + offset - width)
        strokes.append((x1, y1, x2, y2))
        offset += step
    return strokes


def _legend(page: "Page", y: float) -> None:
    x = LEFT_EDGE
    for kind, word in (("slept", "住了"), ("excused", "准假"), ("possible", "还能住"), ("lost", "补不上了")):
        night_cell(page, x, y - 3, 2.6, 3.6, kind)
        x += 4 + page.text(x + 4, y, word, _SMALL) + 6
    page.text(RIGHT_EDGE, y, "还要住 = 应住减已住和准假；还差的，是剩下的晚上都住也补不上的", _SMALL, RIGHT)


def _chart(page: "Page", lines: tuple[StandingLine, ...], top: float) -> None:
    """Two abreast, on one scale."""
    page.text(LEFT_EDGE, top - 3, "已住几晚，竖线是应住的晚数", _HEAD)
    told = [NightsOf(line.name, line.done, line.required, _tone(line)) for line in lines]
    half, each = -(-len(told) // 2), (MEASURE - APART) / 2
    most = max((max(one.done, one.required) for one in told), default=0)
    for at, some in enumerate((told[:half], told[half:])):
        if some:
            draw(page, nights_chart(some, each, most), LEFT_EDGE + at * (each + APART), top)


def _tone(line: StandingLine) -> Tone:
    return Tone.RED if line.lost else Tone.AMBER if line.pressing else Tone.JADE


PAPER = Paper("lodging-standing", "本月住站情况", A4, SAMPLE, build, lambda data: len(pages_of(data)))
