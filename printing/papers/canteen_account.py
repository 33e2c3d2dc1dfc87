"""食堂结算表: a month of the canteen to the cent: sources, person-meals, each one's share and balance (DOMAIN §3.3). A4."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from printing.blocks import lines_of, put, reckoned_lines, signature
from printing.document import Options, Paper
from printing.drawing import draw
from printing.ledger import Column, Ledger, draw_ledger, paged
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import RED, RULE, SOFT, Style, Weight
from venue_desk.domain.meal_costs import CostMonth, cost_chart
from venue_desk.domain.money import capital_yuan, yuan

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSource:
    """One source: what it had left, what it gave, what was spent at its charge. 个人: what the cadres paid in and share."""

    label: str
    before_fen: int
    income_fen: int
    spent_fen: int

    @property
    def after_fen(self) -> int:
        """What it has left; below zero, what is still to come."""
        return self.before_fen + self.income_fen - self.spent_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountShare:
    """One who ate. `corrected_fen` is what counter-entries to earlier months add to the share."""

    name: str
    meals: int
    before_fen: int
    advance_fen: int
    share_fen: int
    corrected_fen: int

    @property
    def after_fen(self) -> int:
        """Below zero to pay, above to be returned or carried over."""
        return self.before_fen + self.advance_fen - self.share_fen - self.corrected_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenAccount:
    """A settlement. `closed` says by whom and when, empty while it is a draft; `rule` how the shares were reckoned.

    `allotments` tell what each fund gave by which document (None where that was not asked yet), `corrections` what was put right, of which month and why.
    """

    station: str
    serial: str
    month: date
    sources: tuple[AccountSource, ...]
    shares: tuple[AccountShare, ...]
    person_meals: int
    cost_fen: int
    rule: str
    closed: str
    costs: tuple[CostMonth, ...]
    made_on: date
    allotments: tuple[str, ...] | None = None
    corrections: tuple[str, ...] = ()

    @property
    def spent_fen(self) -> int:
        """All that was spent."""
        return sum(source.spent_fen for source in self.sources)


_PEOPLE = (
    ("陈志远", 62, 11284, 20000, 1250), ("王建军", 58, 10556, 10000, -320), ("赵文博", 55, 10010, 10000, 0),
    ("李秀兰", 51, 9282, 10000, 540), ("张小梅", 49, 8918, 0, -1120), ("马德林", 47, 8554, 10000, 0),
    ("周玉凤", 44, 8009, 10000, 87),
)  # fmt: skip
SAMPLE = CanteenAccount(
    station="菜子镇浅河村便民服务站",
    serial="105203-G-20261201-0001",
    month=date(2026, 11, 1),
    sources=(
        AccountSource(label="县财政", before_fen=8400, income_fen=180000, spent_fen=171600),
        AccountSource(label="双联单位", before_fen=-2600, income_fen=50000, spent_fen=47108),
        AccountSource(label="乡镇自筹", before_fen=0, income_fen=30000, spent_fen=27603),
        AccountSource(label="个人", before_fen=437, income_fen=70000, spent_fen=66613),
    ),
    shares=tuple(
        AccountShare(name=name, meals=meals, before_fen=before, advance_fen=advance, share_fen=share,
                     corrected_fen={"陈志远": 250, "王建军": -250}.get(name, 0))
        for name, meals, share, advance, before in _PEOPLE
    ),
    person_meals=366,
    cost_fen=855,
    rule="个人承担的 666.13 元按就餐份数和餐费分摊，除不尽的几分给余数大的人，各人应摊相加一分不差。",
    closed="李秀兰 2026年12月1日关账",
    costs=tuple(
        CostMonth(month=date(2025 + (at + 11) // 12, (at + 11) % 12 + 1, 1), fen=fen)
        for at, fen in enumerate((912, 880, None, 905, 870, 866, 858, 861, 853, 850, 847, 855))
    ),
    made_on=date(2026, 12, 1),
    allotments=("11月3日 县财政 1,800.00 元 陇财农〔2026〕9号", "11月5日 双联单位 500.00 元 没有文号", "11月9日 乡镇自筹 300.00 元 菜政发〔2026〕31号"),
    corrections=("2026年11月3日冲正10月的账：漏记一餐。陈志远10月21日午餐应是 2 份；陈志远多摊 2.50 元、王建军少摊 2.50 元。",),
)  # fmt: skip

LEFT_EDGE, MEASURE = 18.0, 174.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
SOURCES = Ledger(
    (Column("经费来源", 38, weight=Weight.MEDIUM), Column("上月结余（元）", 34, RIGHT), Column("本月拨入（元）", 34, RIGHT),
     Column("本月列支（元）", 34, RIGHT, Weight.MEDIUM), Column("月末结余（元）", 34, RIGHT)),
    left=LEFT_EDGE, row=7.2,
)  # fmt: skip
SHARES = Ledger(
    (Column("序号", 11, CENTRE), Column("姓名", 24, weight=Weight.MEDIUM), Column("份数", 13, RIGHT),
     Column("上月结余", 22, RIGHT), Column("本月预交", 22, RIGHT), Column("本月应摊", 22, RIGHT, Weight.MEDIUM),
     Column("冲正", 17, RIGHT), Column("月末结余", 22, RIGHT, Weight.MEDIUM), Column("签字", 21)),
    left=LEFT_EDGE, row=7.4,
)  # fmt: skip
TOP, NEXT_TOP, BOTTOM, SIGNED = 49.0, 24.0, 268.0, 277.0
CHART, LEAST_CHART = 42.0, 26.0
BETWEEN = 8.0
TOLD = 20.0
"""The two lines under the sources: the sum in capitals, person-meals and what one cost."""
LABELS, NOTE_LINE, MOST_LINES = 20.0, 4.6, 3
"""Below them the documents, below the shares the corrections, each in a few lines."""

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_NOTE = Style(9.5)
_FACT = Style(12, Weight.MEDIUM)
_LABEL = Style(11, ink=SOFT)
_HEAD = Style(12, Weight.BOLD)
_DRAFT = Style(12, Weight.BOLD, RED)


def _shares_top(data: CanteenAccount) -> float:
    documents = _lines(_documents(data)) * NOTE_LINE
    return TOP + SOURCES.depth(len(data.sources), total=True) + TOLD + documents + BETWEEN + 1


def _documents(data: CanteenAccount) -> str:
    return "" if data.allotments is None else "；".join(data.allotments) or "没有拨款"


def _lines(text: str) -> int:
    return min(reckoned_lines(text, _NOTE, MEASURE - LABELS), MOST_LINES)


def _mended(data: CanteenAccount) -> float:
    """How deep the corrections are."""
    return sum(_lines(text) * NOTE_LINE + 1 for text in data.corrections)


def _pages(data: CanteenAccount) -> list[list[AccountShare]]:
    """The shares page by page; under the last stand the rule and the signatures."""
    foot = _FOOT + ceil(_mended(data) / SHARES.row)
    first = int((BOTTOM - _shares_top(data) - SHARES.head) / SHARES.row)
    return paged(data.shares, first, int((BOTTOM - NEXT_TOP - SHARES.head) / SHARES.row), foot)


_FOOT = 3


def build(data: CanteenAccount, press: "Press", options: Options) -> Iterator["Page"]:
    """Sources and shares; the cost through the months where room is left under them."""
    del options
    pages, done = _pages(data), 0
    for number, shares in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        top = NEXT_TOP
        _head(page, data, first=number == 1)
        if number == 1:
            _sources(page, data)
            top = _shares_top(data)
            page.text(LEFT_EDGE, top - 3, "各人应摊（元）", _HEAD)
        last = number == len(pages)
        rows = [_texts(done + at, share) for at, share in enumerate(shares, 1)]
        bottom = draw_ledger(page, top, SHARES, rows, _total(data) if last else ())
        done += len(shares)
        if last:
            _foot(page, data, bottom)
        page.text(A4.width / 2, 286, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _head(page: "Page", data: CanteenAccount, *, first: bool) -> None:
    page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
    page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    if not first:
        page.rule(LEFT_EDGE, 18, MEASURE, RED, RULE)
        return
    page.text(A4.width / 2, 27, "食堂结算表", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 32, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 33.2, MEASURE, RED, RULE)
    page.text(LEFT_EDGE, 42, f"{data.month.year}年{data.month.month}月", _FACT)
    if data.closed:
        page.text(RIGHT_EDGE, 42, data.closed, _LABEL, RIGHT, 110)
    else:
        page.text(RIGHT_EDGE, 42, "草稿，还没有关账", _DRAFT, RIGHT)


def _sources(page: "Page", data: CanteenAccount) -> None:
    rows = [
        (each.label, *map(yuan, (each.before_fen, each.income_fen, each.spent_fen, each.after_fen)))
        for each in data.sources
    ]
    columns = zip(
        *((each.before_fen, each.income_fen, each.spent_fen, each.after_fen) for each in data.sources), strict=True
    )
    base = draw_ledger(page, TOP, SOURCES, rows, ("合计", *(yuan(sum(column)) for column in columns))) + 8
    back = data.spent_fen < 0
    page.text(LEFT_EDGE, base, "退回大写" if back else "列支大写", _LABEL)
    page.text(LEFT_EDGE + LABELS, base, capital_yuan(abs(data.spent_fen)), _FACT, room=MEASURE - LABELS)
    cost = "本月退回的比花的多" if back else f"每人次 {yuan(data.cost_fen)} 元"
    page.text(LEFT_EDGE, base + 7, "就餐费用", _LABEL)
    page.text(LEFT_EDGE + LABELS, base + 7, f"就餐 {data.person_meals} 人次，{cost}", _FACT, room=MEASURE - LABELS)
    if documents := _documents(data):
        page.text(LEFT_EDGE, base + 13.4, "拨款文号", _LABEL)
        _put(page, base + 13.4, documents)


def _put(page: "Page", base: float, text: str) -> float:
    """A text of a few lines behind its label; the baseline that comes after it."""
    count = _lines(text)
    put(
        page,
        LEFT_EDGE + LABELS,
        base,
        lines_of(page, text, _NOTE, width=MEASURE - LABELS, depth=(count - 1) * NOTE_LINE + 0.4),
    )
    return base + count * NOTE_LINE + 1


def _texts(number: int, share: AccountShare) -> tuple[str, ...]:
    return (
        f"{number}", share.name, f"{share.meals}", yuan(share.before_fen), yuan(share.advance_fen),
        yuan(share.share_fen), yuan(share.corrected_fen) if share.corrected_fen else "", yuan(share.after_fen),
    )  # fmt: skip


def _total(data: CanteenAccount) -> tuple[str, ...]:
    columns = zip(
        *(
            (share.before_fen, share.advance_fen, share.share_fen, share.corrected_fen, share.after_fen)
            for share in data.shares
        ),
        strict=True,
    )
    sums = [yuan(sum(column)) for column in columns] or [yuan(0)] * 5
    return "", "合计", f"{sum(share.meals for share in data.shares)}", *sums


def _foot(page: "Page", data: CanteenAccount, bottom: float) -> None:
    page.text(LEFT_EDGE, bottom + 6, data.rule, _SMALL, room=MEASURE)
    page.text(LEFT_EDGE, bottom + 11, "月末结余是负数的，要补交；是正数的，转到下月或退还。", _SMALL)
    base = bottom + 17
    for at, text in enumerate(data.corrections):
        page.text(LEFT_EDGE, base, "" if at else "冲正说明", _LABEL)
        base = _put(page, base, text)
    top = base - 6 + BETWEEN
    room = min(BOTTOM - top - 4, CHART)
    if data.costs and room >= LEAST_CHART:
        page.text(LEFT_EDGE, top + 2, "每人次费用（元）", _HEAD)
        draw(page, cost_chart(data.costs, MEASURE, room), LEFT_EDGE, top + 4)
    for at, label in enumerate(("制表人签字", "监督人签字", "站长签字")):
        signature(page, LEFT_EDGE + at * 60, SIGNED, label, 54, _LABEL)


PAPER = Paper("canteen-account", "食堂结算表", A4, SAMPLE, build, lambda data: len(_pages(data)))
