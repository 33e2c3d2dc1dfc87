"""惠农补贴发放公示: the list of a hamlet for the wall, shown at least seven days (DOMAIN §3.6). A4.

Public paper: no ID number, phone of a villager, address or account can be on it, since the data have no place for them.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from printing.blocks import middle, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, INK, RED, RULE, SOFT, WASH, Style, Weight
from venue_desk.domain.money import capital_yuan, quantity, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One subsidy of a household as the wall shows it."""

    policy: str
    quantity: int
    unit: str
    rate: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedHousehold:
    """One household: `head` as it is to be read, masked or not."""

    head: str
    rows: tuple[ListedRow, ...]

    @property
    def total_fen(self) -> int:
        """The household's rows together."""
        return sum(row.amount_fen for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletList:
    """The list of one hamlet and year, and the days it hangs."""

    station: str
    serial: str
    hamlet: str
    year: int
    posted_from: date
    posted_to: date
    households: tuple[ListedHousehold, ...]
    station_phone: str
    supervision_phone: str

    @property
    def total_fen(self) -> int:
        """All rows together."""
        return sum(household.total_fen for household in self.households)


def _sample_household(number: int) -> ListedHousehold:
    names = [
        "张满仓",
        "李玉梅",
        "王根生",
        "赵秀兰",
        "陈有田",
        "马春花",
        "周德厚",
        "杨桂英",
        "刘长顺",
        "何满堂",
        "孙巧云",
        "高天旺",
    ]
    acres = 1500 + number * 37 % 9 * 400
    rows = [
        ListedRow(policy="农作物良种补贴（小麦）", quantity=acres, unit="亩", rate="10.00元/亩·年", amount_fen=acres),
        ListedRow(policy="退耕还林补助（延长期）", quantity=2600, unit="亩", rate="90.00元/亩·年", amount_fen=23400),
        ListedRow(policy="城乡居民基础养老金", quantity=12000, unit="人·月", rate="70.00元/人·月", amount_fen=84000),
    ]
    return ListedHousehold(head=names[number], rows=tuple(rows[: 1 + number % 3]))


SAMPLE = HamletList(
    station="陇西县菜子镇浅河村便民服务站",
    serial="105203-Q-20261123-0003",
    hamlet="三社",
    year=2026,
    posted_from=date(2026, 11, 23),
    posted_to=date(2026, 12, 1),
    households=tuple(_sample_household(number) for number in range(12)),
    station_phone="0932-000-0000",
    supervision_phone="0932-000-0012",
)

LEFT_EDGE, MEASURE = 17.0, 176.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (("序号", 11.0), ("户主", 34.0), ("政策", 53.0), ("数量", 21.0), ("标准", 33.0), ("金额（元）", 24.0))
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
TABLE_TOP, HEAD, ROW = 44.0, 7.6, 6.25
ROWS_TOP = TABLE_TOP + HEAD
TOTAL, FOOT = 10.0, 38.0
"""The line of totals, and with it all that stands below the last row."""
BOTTOM = 283.0
ROWS_WITHOUT, ROWS_WITH_FOOT = int((BOTTOM - ROWS_TOP) / ROW), int((BOTTOM - FOOT - ROWS_TOP) / ROW)
LEAST = 2
"""So many rows of a household stand together on a page, if it has as many."""

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_POSTED = Style(12, Weight.MEDIUM)
_HEAD = Style(10.5, Weight.MEDIUM)
_NAME = Style(12.5, Weight.BOLD)
_CELL = Style(10.5)
_AMOUNT = Style(10.5, Weight.MEDIUM)
_LIGHT = Style(10.5, ink=SOFT)
_TOTAL = Style(12.5, Weight.BOLD)
_LABEL = Style(10.5, ink=SOFT)
_TEXT = Style(11, Weight.MEDIUM)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table, the `at`-th from 0 of its household."""

    number: int
    household: ListedHousehold
    at: int

    @property
    def row(self) -> ListedRow:
        return self.household.rows[self.at]

    @property
    def may_open(self) -> bool:
        """Whether a page may begin here: no row of a household is left alone before it or behind."""
        return self.at == 0 or LEAST <= self.at <= len(self.household.rows) - LEAST


def pages_of(data: HamletList) -> list[list[_Line]]:
    """The rows page by page, each page full; only the last has the totals."""
    rest = [
        _Line(number, household, at)
        for number, household in enumerate(data.households, 1)
        for at in range(len(household.rows))
    ]
    pages = []
    while len(rest) > ROWS_WITH_FOOT:
        most = min(ROWS_WITHOUT, len(rest) - LEAST)
        take = next(at for at in range(most, 0, -1) if rest[at].may_open)
        pages.append(rest[:take])
        rest = rest[take:]
    return [*pages, rest]


def build(data: HamletList, press: "Press", _options: Options) -> "Iterator[Page]":
    """The pages to hang side by side; each says what it is and for how long it hangs."""
    pages = pages_of(data)
    for number, lines in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        page.form(press.once("hamlet-list", partial(_frame, press)))
        _head(page, data)
        for at, each in enumerate(lines):
            _row(page, ROWS_TOP + at * ROW, each, opens=at == 0)
        bottom = ROWS_TOP + len(lines) * ROW
        verticals(page, EDGES[1:-1], TABLE_TOP, bottom - TABLE_TOP)
        last = number == len(pages)
        page.frame(LEFT_EDGE, TABLE_TOP, MEASURE, bottom - TABLE_TOP + (TOTAL if last else 0), INK, RULE)
        if last:
            _foot(page, data, bottom)
        page.text(A4.width / 2, 290, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _frame(press: "Press") -> "Page":
    page = press.page(A4.width, A4.height)
    page.rule(LEFT_EDGE, 30.0, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 31.2, MEASURE, RED, RULE)
    page.box(LEFT_EDGE, TABLE_TOP, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(TABLE_TOP + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    return page


def _head(page: "Page", data: HamletList) -> None:
    page.text(LEFT_EDGE, 12.5, data.station, _SMALL, room=105)
    page.text(RIGHT_EDGE, 12.5, f"编号 {data.serial}", _SMALL, RIGHT, 65)
    page.text(A4.width / 2, 24.8, f"{data.hamlet} {data.year} 年惠农补贴发放公示", _TITLE, CENTRE, MEASURE)
    days = (data.posted_to - data.posted_from).days
    posted = f"公示时间：{_day(data.posted_from)}至{_day(data.posted_to)}，满 {days} 天"
    page.text(LEFT_EDGE, 39.4, posted, _POSTED, room=122)
    if data.supervision_phone:
        page.text(RIGHT_EDGE, 39.4, f"监督电话 {data.supervision_phone}", _POSTED, RIGHT, 52)


def _row(page: "Page", y: float, each: _Line, *, opens: bool) -> None:
    """A household's name is written once, its subtotal below it; where its rows go on over the page, it is named again."""
    base = middle(y + ROW / 2, _CELL.size)
    if each.at == 0:
        page.rule(LEFT_EDGE, y, MEASURE, SOFT, _BETWEEN_HOUSEHOLDS)
        page.text(EDGES[0] + COLUMNS[0][1] / 2, base, f"{each.number}", _CELL, CENTRE)
        page.text(EDGES[1] + PAD, middle(y + ROW / 2, _NAME.size), each.household.head, _NAME, room=_room(1))
    else:
        page.rule(EDGES[2], y, RIGHT_EDGE - EDGES[2], HAIR, HAIRLINE)
        if opens:
            page.text(EDGES[1] + PAD, base, f"{each.household.head}（续）", _CELL, room=_room(1))
        elif each.at == 1:
            label = page.text(EDGES[1] + PAD, base, "小计", _LIGHT)
            page.text(EDGES[2] - PAD, base, yuan(each.household.total_fen), _LIGHT, RIGHT, _room(1) - label - 1)
    row = each.row
    page.text(EDGES[2] + PAD, base, row.policy, _CELL, room=_room(2))
    page.text(EDGES[4] - PAD, base, f"{quantity(row.quantity)} {row.unit}", _CELL, RIGHT, _room(3))
    page.text(EDGES[5] - PAD, base, row.rate, _CELL, RIGHT, _room(4))
    page.text(EDGES[6] - PAD, base, yuan(row.amount_fen), _AMOUNT, RIGHT, _room(5))


PAD, _BETWEEN_HOUSEHOLDS = 2.2, 0.2


def _room(column: int) -> float:
    return COLUMNS[column][1] - 2 * PAD


def _foot(page: "Page", data: HamletList, top: float) -> None:
    """The totals, whom to call, and on the right who posts it, with room around it for a seal of 42 mm."""
    page.rule(LEFT_EDGE, top, MEASURE, INK, RULE)
    base = middle(top + TOTAL / 2, _TOTAL.size)
    wide = page.text(LEFT_EDGE + PAD, base, f"{data.hamlet}合计 {len(data.households)} 户", _TOTAL, room=50)
    figures = page.text(RIGHT_EDGE - PAD, base, f"¥{yuan(data.total_fen)}", _TOTAL, RIGHT, 45)
    room = MEASURE - wide - figures - 2 * PAD - 12
    page.text(LEFT_EDGE + PAD + wide + 6, base, capital_yuan(data.total_fen), _TOTAL, room=room)
    base = top + TOTAL + 9
    for at, (label, answer) in enumerate(_answers(data)):
        page.text(LEFT_EDGE, base + at * 8, label, _LABEL)
        page.text(LEFT_EDGE + 16, base + at * 8, answer, _TEXT, room=_SEAL - 16 - 6)
    middle_x = LEFT_EDGE + _SEAL + (MEASURE - _SEAL) / 2
    page.text(middle_x, base, "公示单位（盖章）", _LABEL, CENTRE)
    page.text(middle_x, base + 8, data.station, _POSTED, CENTRE, MEASURE - _SEAL)
    page.text(middle_x, base + 16, _day(data.posted_from), _POSTED, CENTRE)


_SEAL = 108.0
"""Where the place of the seal begins, from the left edge of the list."""


def _answers(data: HamletList) -> "Iterator[tuple[str, str]]":
    yield "有疑问", "公示期内到服务站查询" + (f"，或打 {data.station_phone}" if data.station_phone else "")
    if data.supervision_phone:
        yield "要投诉", f"打监督电话 {data.supervision_phone}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("hamlet-list", "惠农补贴发放公示", A4, SAMPLE, build, lambda data: len(pages_of(data)))
