"""伙食公示: a month of the canteen for the wall, in large type: what came in, what was spent, what a meal cost (DOMAIN §3.3). A4."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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
class NoticeShare:
    """One who eats here: how often, and what falls to them."""

    name: str
    meals: int
    share_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenNotice:
    """A month. `sources` and `kinds` each add up to what was spent."""

    station: str
    serial: str
    month: date
    sources: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    person_meals: int
    cost_fen: int
    shares: tuple[NoticeShare, ...]
    costs: tuple[CostMonth, ...]
    posted_on: date
    supervision_phone: str
    draft: bool = False
    """The month is not closed yet: its figures may still change."""

    @property
    def spent_fen(self) -> int:
        """All that was spent."""
        return sum(fen for _, fen in self.sources)


_PEOPLE = (
    ("陈志远", 62, 11284), ("王建军", 58, 10556), ("赵文博", 55, 10010), ("李秀兰", 51, 9282), ("张小梅", 49, 8918),
    ("马德林", 47, 8554), ("周玉凤", 44, 8009),
)  # fmt: skip
SAMPLE = CanteenNotice(
    station="菜子镇浅河村便民服务站",
    serial="105203-I-20261201-0001",
    month=date(2026, 11, 1),
    sources=(("县财政", 171600), ("双联单位", 47108), ("乡镇自筹", 27603), ("个人", 66613)),
    kinds=(("主食", 123800), ("副食", 171124), ("其他", 18000)),
    person_meals=371,
    cost_fen=844,
    shares=tuple(NoticeShare(name=name, meals=meals, share_fen=fen) for name, meals, fen in _PEOPLE),
    costs=tuple(
        CostMonth(month=date(2026, 6 + at, 1), fen=fen) for at, fen in enumerate((866, 861, 853, 850, 847, 844))
    ),
    posted_on=date(2026, 12, 1),
    supervision_phone="0932-000-0012",
)

LEFT_EDGE, MEASURE = 18.0, 174.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
GAP = 8.0
HALF = (MEASURE - GAP) / 2
BY_SOURCE, BY_KIND = (
    Ledger((Column(title, 45), Column("金额（元）", HALF - 45, RIGHT, Weight.MEDIUM)), left, 14, 9.4, 9.4)
    for title, left in (("钱从哪里来", LEFT_EDGE), ("钱花在哪里", LEFT_EDGE + HALF + GAP))
)
SHARES = tuple(
    Ledger(
        (Column("姓名", 32, weight=Weight.MEDIUM), Column("人次", 18, RIGHT), Column("应摊（元）", HALF - 50, RIGHT)),
        left, 13, 8.4, 8.8,
    )
    for left in (LEFT_EDGE, LEFT_EDGE + HALF + GAP)
)  # fmt: skip
TOP, NEXT_TOP, BOTTOM = 66.0, 28.0, 262.0
CHART, BETWEEN = 40.0, 11.0

_TITLE = Style(34, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(15, Weight.MEDIUM)
_BIG = Style(24, Weight.BOLD)
_HEAD = Style(14, Weight.BOLD)
_LABEL = Style(12, ink=SOFT)
_TEXT = Style(13, Weight.MEDIUM)
_DRAFT = Style(12, Weight.BOLD, RED)


def _shares_top(data: CanteenNotice) -> float:
    deepest = max(BY_SOURCE.depth(len(data.sources), total=True), BY_KIND.depth(len(data.kinds), total=True))
    return TOP + deepest + BETWEEN + 4


def _pages(data: CanteenNotice) -> list[list[NoticeShare]]:
    """Two columns of people a page."""
    shape = SHARES[0]
    first = 2 * int((BOTTOM - _shares_top(data) - shape.head) / shape.row)
    return paged(data.shares, first, 2 * int((BOTTOM - NEXT_TOP - shape.head) / shape.row), 0)


def build(data: CanteenNotice, press: "Press", options: Options) -> Iterator["Page"]:
    """The sums in the largest type, then sources beside goods, then who ate how often."""
    del options
    pages = _pages(data)
    for number, shares in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        top = NEXT_TOP
        page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
        page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 80)
        if number == 1:
            _head(page, data)
            _money(page, data)
            top = _shares_top(data)
        page.text(LEFT_EDGE, top - 3, "谁吃了几顿，摊多少", _HEAD)
        bottom = _people(page, top, shares)
        if number == len(pages):
            _foot(page, data, bottom)
        page.text(A4.width / 2, 290, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _head(page: "Page", data: CanteenNotice) -> None:
    page.text(A4.width / 2, 30, f"{data.month.year}年{data.month.month}月伙食公示", _TITLE, CENTRE, MEASURE)
    if data.draft:
        page.text(A4.width / 2, 14, "草稿，还没有关账", _DRAFT, CENTRE, 40)
    page.rule(LEFT_EDGE, 36, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 37.2, MEASURE, RED, RULE)
    told = (("一共花了", f"{yuan(data.spent_fen)} 元"), ("就餐", f"{data.person_meals} 人次"),
            ("每人次", f"{yuan(data.cost_fen)} 元"))  # fmt: skip
    for at, (label, figure) in enumerate(told):
        x = LEFT_EDGE + (at + 0.5) * MEASURE / 3
        page.text(x, 45, label, _LABEL, CENTRE)
        page.text(x, 56, figure, _BIG, CENTRE, MEASURE / 3 - 4)


def _money(page: "Page", data: CanteenNotice) -> None:
    for shape, lines in ((BY_SOURCE, data.sources), (BY_KIND, data.kinds)):
        rows = [(label, yuan(fen)) for label, fen in lines]
        draw_ledger(page, TOP, shape, rows, ("合计", yuan(sum(fen for _, fen in lines))))


def _people(page: "Page", top: float, shares: list[NoticeShare]) -> float:
    half = -(-len(shares) // 2)
    bottoms = [
        draw_ledger(page, top, shape, [(each.name, f"{each.meals}", yuan(each.share_fen)) for each in part])
        for shape, part in zip(SHARES, (shares[:half], shares[half:]), strict=True)
        if part or shape is SHARES[0]
    ]
    return max(bottoms)


def _foot(page: "Page", data: CanteenNotice, bottom: float) -> None:
    """The chart if there is room, whom to call, and at the right the place of the seal."""
    top = bottom + BETWEEN
    if data.costs and top + 3 + CHART <= BOTTOM:
        page.text(LEFT_EDGE, top, "每人次费用（元）", _HEAD)
        draw(page, cost_chart(data.costs, MEASURE, CHART), LEFT_EDGE, top + 3)
    page.text(LEFT_EDGE, 271, "支出大写", _LABEL)
    page.text(LEFT_EDGE + 21, 271, capital_yuan(data.spent_fen), _TEXT, room=MEASURE - 21)
    if data.supervision_phone:
        page.text(LEFT_EDGE, 281, f"监督电话 {data.supervision_phone}", _TEXT, room=80)
    page.text(RIGHT_EDGE, 281, f"{data.station}（盖章）", _LABEL, RIGHT, 90)
    day = data.posted_on
    page.text(RIGHT_EDGE, 287, f"{day.year}年{day.month}月{day.day}日", _LABEL, RIGHT)


PAPER = Paper("canteen-notice", "伙食公示", A4, SAMPLE, build, lambda data: len(_pages(data)))
