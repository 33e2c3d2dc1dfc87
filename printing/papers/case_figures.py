"""民事代办月统计表: the seven figures beside those they are measured by, and what they fall to (DOMAIN §3.4). A4."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from printing.blocks import horizontals, middle, signature, verticals
from printing.document import Options, Paper
from printing.drawing import draw
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import INK, RED, RULE, SOFT, WASH, Style, Weight
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.case_report import BarLine, Breakdown, FigureLine, MonthFigures, chart
from venue_desk.domain.roster import month_end

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """A month of the station, as it was when it was printed."""

    station: str
    serial: str
    figures: MonthFigures
    made_on: date


def _bars(title: str, *lines: tuple[str, int, int, int]) -> Breakdown:
    told = tuple(BarLine(label=label, accepted=now, late=late, before=before) for label, now, late, before in lines)
    return Breakdown(title=title, lines=told)


SAMPLE = CaseFigures(
    station="菜子镇浅河村便民服务站",
    serial="105203-K-20261201-0001",
    figures=MonthFigures(
        month=date(2026, 11, 1), through=date(2026, 11, 30), empty=False,
        lines=tuple(
            FigureLine(label=label, now=now, before=before, year_ago=year_ago, pressing=label == "超时件")
            for label, now, before, year_ago in (
                ("受理", "31 件", "27 件", "24 件"), ("办结", "28 件", "26 件", "25 件"),
                ("平均办结天数", "3.4 天", "3.9 天", "5.1 天"), ("提速率", "62%", "58%", "41%"),
                ("评议率", "86%", "81%", "64%"), ("满意率", "96%", "95%", "94%"), ("超时件", "1 件", "没有", "2 件"),
            )
        ),
        breakdowns=(
            _bars("按办理方式", ("马上办", 12, 0, 9), ("代着办", 14, 1, 13), ("领着办", 2, 0, 3), ("流动办", 3, 0, 2)),
            _bars("按代办员", ("王建军", 9, 0, 8), ("李秀兰", 8, 1, 9), ("张小梅", 8, 0, 6), ("赵文博", 6, 0, 4)),
            _bars(
                "按事项", ("养老资格认证", 9, 0, 6), ("医保报销", 6, 0, 5), ("高龄津贴申请", 5, 0, 4), ("户口簿变更", 4, 1, 5),
                ("临时救助申请", 3, 0, 2), ("残疾人两项补贴申请", 2, 0, 3), ("其余 3 个", 2, 0, 2),
            ),
            _bars("按自然社", ("一社", 11, 0, 8), ("二社", 8, 1, 9), ("三社", 7, 0, 6), ("四社", 5, 0, 4)),
        ),
    ),
    made_on=date(2026, 12, 1),
)  # fmt: skip

LEFT_EDGE, MEASURE = 18.0, 174.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (("指标", 54.0), ("本月", 40.0), ("上月", 40.0), ("去年同月", 40.0))
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
TOP, HEAD, ROW = 50.0, 8.0, 8.2
APART, BETWEEN, UNDER_TITLE = 8.0, 9.0, 3.0
HALF = (MEASURE - APART) / 2
SIGNED = 274.0

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(12, Weight.MEDIUM)
_HEAD = Style(10, Weight.MEDIUM)
_TEXT = Style(11)
_NOW = Style(12, Weight.BOLD)
_LATE = Style(12, Weight.BOLD, RED)
_LABEL = Style(11, ink=SOFT)


def build(data: CaseFigures, press: "Press", options: Options) -> Iterator["Page"]:
    """The table, the bars in two columns, the signatures."""
    del options
    page = press.page(A4.width, A4.height)
    _head(page, data)
    bottom = _table(page, data.figures.lines)
    bottom = _charts(page, data.figures.breakdowns, bottom + BETWEEN)
    page.text(LEFT_EDGE, bottom + 7, "条上的竖线是上月受理的件数。", _SMALL)
    for at, label in enumerate(("制表人签字", "站长签字")):
        signature(page, LEFT_EDGE + at * (HALF + APART), SIGNED, label, HALF, _LABEL)
    yield page


def _head(page: "Page", data: CaseFigures) -> None:
    month, through = data.figures.month, data.figures.through
    page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
    page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    page.text(A4.width / 2, 27, "民事代办月统计表", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 32, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 33.2, MEASURE, RED, RULE)
    page.text(LEFT_EDGE, 42, f"{month.year}年{month.month}月", _FACT)
    whole = through == month_end(month)
    said = plain_date(data.made_on)
    page.text(RIGHT_EDGE, 42, f"{said}制表" if whole else f"{said}制表，算到{plain_date(through)}", _LABEL, RIGHT, 100)


def _table(page: "Page", lines: tuple[FigureLine, ...]) -> float:
    page.box(LEFT_EDGE, TOP, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(TOP + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    for at, line in enumerate(lines):
        base = middle(TOP + HEAD + (at + 0.5) * ROW, _TEXT.size)
        page.text(LEFT_EDGE + 3, base, line.label, _TEXT, room=COLUMNS[0][1] - 6)
        styles = (_LATE if line.pressing else _NOW, _TEXT, _TEXT)
        for column, (text, style) in enumerate(zip((line.now, line.before, line.year_ago), styles, strict=True), 1):
            width = COLUMNS[column][1]
            page.text(EDGES[column] + width / 2, base, text, style, CENTRE, width - 4)
    bottom = TOP + HEAD + len(lines) * ROW
    horizontals(page, LEFT_EDGE, [TOP + HEAD + at * ROW for at in range(len(lines))], MEASURE)
    verticals(page, EDGES[1:-1], TOP, bottom - TOP)
    page.frame(LEFT_EDGE, TOP, MEASURE, bottom - TOP, INK, RULE)
    return bottom


def _charts(page: "Page", breakdowns: tuple[Breakdown, ...], top: float) -> float:
    """Two abreast; the bottom of the lowest."""
    for at in range(0, len(breakdowns), 2):
        drawn = [(broken.title, chart(broken, HALF)) for broken in breakdowns[at : at + 2]]
        for column, (title, drawing) in enumerate(drawn):
            x = LEFT_EDGE + column * (HALF + APART)
            page.text(x, top, title, _HEAD, room=HALF)
            draw(page, drawing, x, top + UNDER_TITLE)
        top += UNDER_TITLE + max(drawing.height for _, drawing in drawn) + BETWEEN
    return top - BETWEEN


PAPER = Paper("case-figures", "民事代办月统计表", A4, SAMPLE, build)
