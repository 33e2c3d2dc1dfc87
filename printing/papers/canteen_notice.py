"""伙食公示: a month of the canteen for the wall, in large type: what came in, what was spent, who ate what (DOMAIN §3.3). A4."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from printing.blocks import Lines, lines_of, put, reckoned_lines, signature
from printing.document import Options, Paper
from printing.drawing import draw
from printing.ledger import Column, Ledger, draw_ledger
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import RED, RULE, SOFT, Style, Weight
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.meal_costs import CostMonth, cost_chart
from venue_desk.domain.money import capital_yuan, yuan

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeShare:
    """One who eats here: own portions and those of guests they asked to stay, and the money of the month."""

    name: str
    meals: int
    share_fen: int
    guests: int = 0
    before_fen: int = 0
    advance_fen: int = 0
    corrected_fen: int = 0

    @property
    def after_fen(self) -> int:
        """Below zero what is owed."""
        return self.before_fen + self.advance_fen - self.share_fen - self.corrected_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenNotice:
    """A month. `sources` and `kinds` each add up to what was spent; `flows` tell of each source what it had and what came in.

    `facts` are told in lines below: a word and what it is about (guests, the dearest goods, what is left, corrections).
    """

    station: str
    serial: str
    month: date
    sources: tuple[tuple[str, int], ...]
    flows: tuple[tuple[int, int], ...] = ()
    kinds: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, str], ...] = ()
    person_meals: int
    cost_fen: int
    shares: tuple[NoticeShare, ...]
    costs: tuple[CostMonth, ...]
    posted_on: date
    posted_to: date | None = None
    """The last day on which it hangs; `posted_on` is the first."""
    supervision_phone: str
    draft: bool = False
    """The month is not closed yet: its figures may still change."""

    @property
    def spent_fen(self) -> int:
        """All that was spent."""
        return sum(fen for _, fen in self.sources)


_PEOPLE = (
    ("陈志远", 60, 2, 11284, 12000), ("王建军", 55, 3, 10556, 10000), ("赵文博", 55, 0, 10010, 10000),
    ("李秀兰", 51, 0, 9282, 10000), ("张小梅", 49, 0, 8918, 0), ("马德林", 47, 0, 8554, 10000), ("周玉凤", 44, 0, 8009, 10000),
)  # fmt: skip
SAMPLE = CanteenNotice(
    station="菜子镇浅河村便民服务站",
    serial="105203-I-20261201-0001",
    month=date(2026, 11, 1),
    sources=(("县财政", 171600), ("双联单位", 47108), ("乡镇自筹", 27603), ("个人", 66613)),
    flows=((8400, 180000), (-2600, 50000), (0, 30000), (437, 62000)),
    kinds=(("主食", 123800), ("副食", 171124), ("其他", 18000)),
    facts=(
        ("花得最多", "猪肉 768.84 元、面粉 690.00 元。在镇粮油店买了 1,716.00 元。"),
        ("库里还剩", "面粉 20 公斤、大米 15 公斤、菜籽油 6 升"),
        ("客餐", "共 5 份：11月6日午餐孙主任等 3 份（镇便民服务中心，王建军请）；11月19日午餐水利局技术员 2 份（陈志远请）"),
    ),
    person_meals=366,
    cost_fen=855,
    shares=tuple(
        NoticeShare(name=name, meals=meals, guests=guests, share_fen=fen, advance_fen=paid)
        for name, meals, guests, fen, paid in _PEOPLE
    ),
    costs=tuple(
        CostMonth(month=date(2026, 6 + at, 1), fen=fen) for at, fen in enumerate((866, 861, 853, 850, 847, 855))
    ),
    posted_on=date(2026, 12, 1),
    posted_to=date(2026, 12, 8),
    supervision_phone="0932-000-0012",
)  # fmt: skip

LEFT_EDGE, MEASURE = 12.0, 186.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
GAP = 6.0
HALF = (MEASURE - GAP) / 2
MONEY = Ledger(
    (
        Column("钱从哪里来", 40, weight=Weight.MEDIUM), Column("上月结余（元）", 36, RIGHT), Column("拨入和预交（元）", 38, RIGHT),
        Column("本月花了（元）", 36, RIGHT, Weight.MEDIUM), Column("结余（元）", 36, RIGHT),
    ),
    LEFT_EDGE, 13, 7.4, 8,
)  # fmt: skip
PEOPLE = (
    Column("姓名", 0, weight=Weight.MEDIUM), Column("自己（份）", 0, RIGHT), Column("客餐（份）", 0, RIGHT),
    Column("上月结余", 0, RIGHT), Column("本月预交", 0, RIGHT), Column("应摊", 0, RIGHT, Weight.MEDIUM),
    Column("冲正", 0, RIGHT), Column("结余", 0, RIGHT, Weight.MEDIUM),
)  # fmt: skip
SHORT = {"自己（份）": "份", "客餐（份）": "客餐", "本月预交": "预交"}
WIDTHS = {
    (False, False): (34.0, 26.0, 26.0, 26.0, 23.0, 23.0, 0.0, 28.0),
    (False, True): (29.0, 22.0, 22.0, 25.0, 23.0, 22.0, 17.0, 26.0),
    (True, False): (20.0, 9.0, 9.0, 0.0, 16.0, 16.0, 0.0, 20.0),
    (True, True): (18.0, 7.5, 7.5, 0.0, 14.0, 14.0, 12.0, 17.0),
}
"""How wide they are where two stand abreast or not, and something was put right or not; 0 is left out."""
TOP, NEXT_TOP, BOTTOM = 64.0, 28.0, 262.4
LEAST_ROW, MOST_ROW, HEAD = 6.0, 8.4, 7.4
ONE_COLUMN = 7.2
"""While every row is so high, all stand in one column, with all their figures."""
CHART, LEAST_CHART, BETWEEN = 36.0, 18.0, 10.0
FACT_LINE, FEW, FACT_LINES, MANY_LINES, LABELS = 5.8, 14, 2, 4, 26.0
"""A fact takes so many lines at most, more where `FEW` eat here."""

_TITLE = Style(32, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_BIG = Style(24, Weight.BOLD)
_HEAD = Style(14, Weight.BOLD)
_LABEL = Style(12, ink=SOFT)
_TEXT = Style(13, Weight.MEDIUM)
_FACT = Style(12)
_FACT_HEAD = Style(12, Weight.BOLD)
_DRAFT = Style(12, Weight.BOLD, RED)


def _facts_of(data: CanteenNotice) -> list[tuple[str, str]]:
    kinds = "、".join(f"{label}{'退回' if fen < 0 else ''} {yuan(abs(fen))} 元" for label, fen in data.kinds if fen)
    return [("钱花在哪里", kinds or "没有花钱"), *data.facts]


def _fact_lines(data: CanteenNotice, text: str) -> int:
    most = MANY_LINES if len(data.shares) <= FEW else FACT_LINES
    return min(reckoned_lines(text, _FACT, MEASURE - LABELS), most)


def _people_top(data: CanteenNotice) -> float:
    lines = sum(_fact_lines(data, text) for _, text in _facts_of(data))
    facts = len(data.facts) + 1
    return TOP + MONEY.depth(len(data.sources), total=True) + lines * FACT_LINE + facts * 1.0 + 4 + 9


def _shape(data: CanteenNotice) -> tuple[Ledger, ...]:
    """One wide table while its rows are high enough to be read, else two abreast."""
    room, count = BOTTOM - _people_top(data) - HEAD, max(len(data.shares), 1)
    if room / count >= ONE_COLUMN:
        return (Ledger(_columns(data, abreast=False), LEFT_EDGE, 13, min(room / count, MOST_ROW), HEAD),)
    columns = _columns(data, abreast=True)
    row = min(max(room / -(-count // 2), LEAST_ROW), MOST_ROW)
    return tuple(Ledger(columns, left, 12, row, HEAD) for left in (LEFT_EDGE, LEFT_EDGE + HALF + GAP))


def _columns(data: CanteenNotice, *, abreast: bool) -> tuple[Column, ...]:
    mended = any(each.corrected_fen for each in data.shares)
    return tuple(
        replace(column, title=SHORT.get(column.title, column.title) if abreast else column.title, width=width)
        for column, width in zip(PEOPLE, WIDTHS[abreast, mended], strict=True)
        if width
    )


def _pages(data: CanteenNotice) -> list[tuple[NoticeShare, ...]]:
    shapes = _shape(data)
    row = shapes[0].row + 0.001
    first = len(shapes) * max(int((BOTTOM + 0.01 - _people_top(data) - HEAD) / (row - 0.001)), 1)
    following = len(shapes) * int((BOTTOM - NEXT_TOP - HEAD) / row)
    rest = data.shares[first:]
    return [data.shares[:first], *(rest[at : at + following] for at in range(0, len(rest), following))]


def build(data: CanteenNotice, press: "Press", options: Options) -> Iterator["Page"]:
    """The sums in the largest type, where the money came from, what it went for, then each one's portions and balance."""
    del options
    pages = _pages(data)
    for number, shares in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        top = NEXT_TOP
        page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
        page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 80)
        if number == 1:
            _head(page, data)
            _told(page, data)
            top = _people_top(data)
        page.text(LEFT_EDGE, top - 2.4, "谁吃了几份，摊多少（元）", _HEAD)
        page.text(RIGHT_EDGE, top - 2.4, "写「欠」的，还要补上", _LABEL, RIGHT)
        bottom = _people(page, top, data, shares)
        if number == len(pages):
            _foot(page, data, bottom)
        if len(pages) > 1:
            page.text(A4.width / 2, 286, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _head(page: "Page", data: CanteenNotice) -> None:
    page.text(A4.width / 2, 27.5, f"{data.month.year}年{data.month.month}月伙食公示", _TITLE, CENTRE, MEASURE)
    if data.draft:
        page.text(A4.width / 2, 14, "草稿，还没有关账", _DRAFT, CENTRE, 40)
    page.rule(LEFT_EDGE, 32.4, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 33.6, MEASURE, RED, RULE)
    if data.posted_to:
        days = (data.posted_to - data.posted_on).days
        posted = f"公示时间：{plain_date(data.posted_on)}至{plain_date(data.posted_to)}，满 {days} 天"
        page.text(A4.width / 2, 40, posted, _LABEL, CENTRE, MEASURE)
    back = data.spent_fen < 0
    told = (("退回的比花的多" if back else "一共花了", f"{yuan(abs(data.spent_fen))} 元"),
            ("就餐", f"{data.person_meals} 人次" if data.person_meals else "没有人"),
            ("每人次", f"{yuan(data.cost_fen)} 元" if data.cost_fen > 0 else "不算"))  # fmt: skip
    for at, (label, figure) in enumerate(told):
        x = LEFT_EDGE + (at + 0.5) * MEASURE / 3
        page.text(x, 47.5, label, _LABEL, CENTRE)
        page.text(x, 57.8, figure, _BIG, CENTRE, MEASURE / 3 - 4)


def _told(page: "Page", data: CanteenNotice) -> None:
    """The sources as a table, all else in lines."""
    flows = data.flows or ((0, 0),) * len(data.sources)
    rows = [
        (before, came, fen, before + came - fen) for (_, fen), (before, came) in zip(data.sources, flows, strict=True)
    ]
    sums = tuple(map(sum, zip(*rows, strict=True)))
    labels = (*(label for label, _ in data.sources), "合计")
    *lines, total = [
        (label, _balance(before), yuan(came), yuan(fen), _balance(left))
        if data.flows
        else (label, "", "", yuan(fen), "")
        for label, (before, came, fen, left) in zip(labels, (*rows, sums), strict=True)
    ]
    base = draw_ledger(page, TOP, MONEY, lines, total) + 6.4
    for label, text in _facts_of(data):
        page.text(LEFT_EDGE, base, label, _FACT_HEAD, room=LABELS - 1)
        count = _fact_lines(data, text)
        put(page, LEFT_EDGE + LABELS, base, _fact(page, text, count))
        base += count * FACT_LINE + 1.0


def _fact(page: "Page", text: str, count: int) -> Lines:
    depth = (count - 1) * FACT_LINE + 0.4
    return lines_of(page, text, _FACT, width=MEASURE - LABELS, depth=depth)


def _people(page: "Page", top: float, data: CanteenNotice, shares: tuple[NoticeShare, ...]) -> float:
    shapes = _shape(data)
    each = -(-len(shares) // len(shapes))
    parts = [shares[at * each : (at + 1) * each] for at in range(len(shapes))]
    return max(
        draw_ledger(page, top, shape, [_texts(one, shape, known=bool(data.flows)) for one in part])
        for shape, part in zip(shapes, parts, strict=True)
        if part or shape is shapes[0]
    )


def _balance(fen: int) -> str:
    """Below nothing it is owed."""
    return f"欠 {yuan(-fen)}" if fen < 0 else yuan(fen)


def _texts(share: NoticeShare, shape: Ledger, *, known: bool) -> tuple[str, ...]:
    """Not `known`: an earlier form of the paper, which told no balances."""
    figures = {
        "姓名": share.name, "自己（份）": f"{share.meals}", "客餐（份）": f"{share.guests or ''}",
        "上月结余": _balance(share.before_fen) if known else "", "本月预交": yuan(share.advance_fen) if known else "",
        "应摊": yuan(share.share_fen), "冲正": yuan(share.corrected_fen) if share.corrected_fen else "",
        "结余": _balance(share.after_fen) if known else "",
    }  # fmt: skip
    figures |= {short: figures[title] for title, short in SHORT.items()}
    return tuple(figures[column.title] for column in shape.columns)


def _foot(page: "Page", data: CanteenNotice, bottom: float) -> None:
    """The chart if there is room, who signs, whom to call, and at the right the place of the seal."""
    top = bottom + BETWEEN
    if any(each.fen is not None for each in data.costs) and (room := min(BOTTOM - top - 3, CHART)) >= LEAST_CHART:
        page.text(LEFT_EDGE, top, "每人次费用（元）", _HEAD)
        draw(page, cost_chart(data.costs, MEASURE, room), LEFT_EDGE, top + 3)
    label = "退回大写" if data.spent_fen < 0 else "支出大写"
    page.text(LEFT_EDGE, 269.4, label, _LABEL)
    page.text(LEFT_EDGE + 21, 269.4, capital_yuan(abs(data.spent_fen)), _TEXT, room=MEASURE - 21)
    for at, who in enumerate(("经办人签字", "监委会签字")):
        signature(page, LEFT_EDGE + at * 56, 278, who, 52, _LABEL)
    if data.supervision_phone:
        page.text(LEFT_EDGE, 285.6, f"监督电话 {data.supervision_phone}", _TEXT, room=80)
    page.text(RIGHT_EDGE, 278, f"{data.station}（盖章）", _LABEL, RIGHT, 68)
    page.text(RIGHT_EDGE, 285.6, plain_date(data.posted_on), _LABEL, RIGHT)


PAPER = Paper("canteen-notice", "伙食公示", A4, SAMPLE, build, lambda data: len(_pages(data)))
