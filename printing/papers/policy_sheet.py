"""惠农政策知情卡: what one household draws in a year, on what ground, and whom to ask (DOMAIN §3.6). A4, one a household."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from printing.blocks import Lines, code, day_to_fill, horizontals, lines_of, middle, put, signature, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.qr_text import most_bytes
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, INK, RED, RULE, SOFT, WASH, Style, Weight
from venue_desk.domain.money import capital_yuan, quantity, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One subsidy: quantity in thousandths, rate as read (10.00元/亩·年), amount in fen, last four of the 一卡通."""

    policy: str
    document_number: str
    quantity: int
    unit: str
    rate: str
    amount_fen: int
    paid_on: date | None = None
    account_last4: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySheet:
    """The sheet of one household. `hamlet` is the 自然社; phones as they are to be read.

    `inquiry` lists departments with their phones, a ； between two.
    """

    station: str
    serial: str
    year: int
    head: str
    hamlet: str
    household_number: str
    issued_on: date
    rows: tuple[PolicyRow, ...]
    reckoning: str
    agent: str
    agent_phone: str
    station_phone: str
    inquiry: str
    supervision_phone: str

    @property
    def total_fen(self) -> int:
        """The sum of the rows as they are rounded."""
        return sum(row.amount_fen for row in self.rows)


_SEEDS, _FOREST = "示例农发〔2026〕3号", "示例林发〔2026〕11号"
_ROWS = (
    PolicyRow("农作物良种补贴（小麦）", _SEEDS, 3200, "亩", "10.00元/亩·年", 3200, date(2026, 5, 20), "0013"),
    PolicyRow("农作物良种补贴（玉米）", _SEEDS, 4500, "亩", "10.00元/亩·年", 4500, date(2026, 5, 20), "0013"),
    PolicyRow(
        "退耕还林补助（延长期）", _FOREST, 2600, "亩", "90.00元/亩·年", 23400, date(2026, 9, 10), "0013", "含生活费"
    ),
    PolicyRow(
        "城乡居民基础养老金", "示例人社发〔2026〕8号", 12000, "人·月", "70.00元/人·月", 84000, date(2026, 11, 5), "0047"
    ),
    PolicyRow(
        "计划生育奖励扶助", "示例卫发〔2026〕2号", 1000, "人", "960.00元/人·年", 96000, None, "0047", "年底前发放"
    ),
)
SAMPLE = PolicySheet(
    station="陇西县菜子镇浅河村便民服务站",
    serial="105203-Z-20261123-0007",
    year=2026,
    head="张满仓",
    hamlet="三社",
    household_number="0032",
    issued_on=date(2026, 11, 23),
    rows=_ROWS,
    reckoning="每项金额＝数量×标准，四舍五入到分；合计是各项金额相加。",
    agent="王建军",
    agent_phone="138-0000-0101",
    station_phone="0932-000-0000",
    inquiry="菜子镇便民服务中心 0932-000-0010",
    supervision_phone="0932-000-0012",
)

LEFT_EDGE, MEASURE = 20.0, 170.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (
    ("序号", 11.0), ("政策名称和文号", 54.0), ("数量", 21.0), ("标准", 31.0),
    ("金额（元）", 22.0), ("发放日期", 18.0), ("一卡通", 13.0),
)  # fmt: skip
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
TABLE_TOP, HEAD, ROW = 70.0, 8.0, 10.4
ROWS_WITH_FOOT, ROWS_WITHOUT, LEAST_ON_LAST = 10, 19, 3
TOTAL_TOP, TOTAL = TABLE_TOP + HEAD + ROWS_WITH_FOOT * ROW, 12.0
REST, REST_END, MOST_APART = TOTAL_TOP + TOTAL + 8.5, 243.0, 9.5
"""First and last baseline of what follows the table, and how far apart its answers stand at most."""
INDENT = 22.0
CODE_SIDE = 32.0

_TITLE = Style(27, Weight.BOLD)
_YEAR = Style(13)
_SMALL = Style(9, ink=SOFT)
_LABEL = Style(9.5, ink=SOFT)
_HEAD = Style(9.5, Weight.MEDIUM)
_NAME = Style(17, Weight.BOLD)
_FACT = Style(12, Weight.MEDIUM)
_CELL = Style(10)
_POLICY = Style(10.5, Weight.MEDIUM)
_AMOUNT = Style(11, Weight.MEDIUM)
_NOTE = Style(8, ink=SOFT)
_TOTAL = Style(12, Weight.BOLD)
_SUM = Style(14, Weight.BOLD)
_TEXT = Style(10)
_ANSWER = Style(11, Weight.MEDIUM)


def chunks(count: int) -> list[range]:
    """Which rows stand on which page: only the last has the total and the place to sign."""
    pages, done = [], 0
    while count - done > ROWS_WITH_FOOT:
        take = min(ROWS_WITHOUT, count - done - LEAST_ON_LAST)
        pages.append(range(done, done + take))
        done += take
    return [*pages, range(done, count)]


def build(data: PolicySheet, press: "Press", options: Options) -> "Iterator[Page]":
    """The sheet, with further pages when the rows need them."""
    pages = chunks(len(data.rows))
    for number, rows in enumerate(pages, 1):
        last = number == len(pages)
        page = press.page(A4.width, A4.height)
        page.form(press.once(_alike(data, options, last=last), partial(_frame, press, data, options, last=last)))
        _head(page, data)
        for at, index in enumerate(rows):
            _row(page, TABLE_TOP + HEAD + at * ROW, index + 1, data.rows[index])
        if last:
            _foot(page, data, blank_from=len(rows), with_code=options.qr)
        else:
            page.text(RIGHT_EDGE, TABLE_TOP + HEAD + ROWS_WITHOUT * ROW + 6, "接下页", _SMALL, RIGHT)
        if len(pages) > 1:
            page.text(A4.width / 2, 287, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _alike(data: PolicySheet, options: Options, *, last: bool) -> tuple[object, ...]:
    """What the sheets of a run have in common: it is drawn once."""
    phones = (data.agent, data.agent_phone, data.station_phone, data.inquiry, data.supervision_phone)
    return "policy-sheet", last, options.qr, data.station, data.year, data.issued_on, data.reckoning, phones


def _frame(press: "Press", data: PolicySheet, options: Options, *, last: bool) -> "Page":
    page = press.page(A4.width, A4.height)
    page.text(LEFT_EDGE, 18, data.station, _SMALL, room=100)
    page.text(A4.width / 2, 42, f"{data.year} 年度", _YEAR, CENTRE)
    page.text(RIGHT_EDGE, 60, _day(data.issued_on), _FACT, RIGHT, RIGHT_EDGE - 157.5)
    page.text(A4.width / 2, 33.5, "惠农政策知情卡", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 47, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 48.2, MEASURE, RED, RULE)
    for x, label in _FACTS:
        page.text(x, 60, label, _LABEL)
    rows = ROWS_WITH_FOOT if last else ROWS_WITHOUT
    height = HEAD + rows * ROW
    page.box(LEFT_EDGE, TABLE_TOP, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(TABLE_TOP + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    horizontals(page, LEFT_EDGE, [TABLE_TOP + HEAD + at * ROW for at in range(1, rows)], MEASURE)
    verticals(page, EDGES[1:-1], TABLE_TOP, height)
    page.rule(LEFT_EDGE, TABLE_TOP + HEAD, MEASURE, SOFT, HAIRLINE)
    page.frame(LEFT_EDGE, TABLE_TOP, MEASURE, height + (TOTAL if last else 0), INK, RULE)
    if last:
        _frame_foot(page, data, MEASURE - CODE_SIDE - 4 if options.qr else MEASURE)
    return page


_FACTS = ((LEFT_EDGE, "户主"), (80, "自然社"), (112, "户号"), (142.5, "填发日期"))


def _frame_foot(page: "Page", data: PolicySheet, column: float) -> None:
    page.rule(LEFT_EDGE, TOTAL_TOP, MEASURE, INK, RULE)
    page.text(LEFT_EDGE + 4, middle(TOTAL_TOP + TOTAL / 2, _TOTAL.size), "合计", _TOTAL)
    _answers(page, data, column - INDENT)
    page.rule(LEFT_EDGE, 252, MEASURE, HAIR, HAIRLINE)
    signature(page, LEFT_EDGE, 265, "领取人签字", 53, _TEXT)
    day_to_fill(page, 80, 265, "日期", _TEXT)
    signature(page, 140, 265, "经办人签字", RIGHT_EDGE - 140, _TEXT)
    page.text(LEFT_EDGE, 277, "本卡只作告知，不作领款凭据，实际到账以一卡通为准。代办不收任何费用。", _NOTE)


def _answers(page: "Page", data: PolicySheet, width: float) -> None:
    """What a household may ask, as far apart as the space above the signatures allows; what is not known is left out."""
    agent = "　".join(part for part in (data.agent, data.agent_phone) if part)
    phones = zip(_QUESTIONS, (agent, data.station_phone, data.supervision_phone), strict=True)
    answers = (
        ("怎么算的", lines_of(page, data.reckoning, _TEXT, width=width, depth=_TWO_LINES)),
        ("政策问谁", lines_of(page, data.inquiry, _ANSWER, width=width, depth=_THREE_LINES, items=True)),
        *((label, Lines(_ANSWER, [answer] if answer else [], width)) for label, answer in phones),
    )
    told = [each for each in answers if each[1].lines]
    free = REST_END - REST - sum(lines.depth for _, lines in told)
    apart = min(free / max(len(told) - 1, 1), MOST_APART)
    y = REST
    for label, lines in told:
        page.text(LEFT_EDGE, y, label, _LABEL)
        put(page, LEFT_EDGE + INDENT, y, lines)
        y += lines.depth + apart


_TWO_LINES, _THREE_LINES = 5.4, 10.6
_QUESTIONS = ("找谁代办", "24 小时值班", "监督举报")


def _head(page: "Page", data: PolicySheet) -> None:
    page.text(RIGHT_EDGE, 18, f"编号 {data.serial}", _SMALL, RIGHT, 65)
    page.text(29, 60, data.head, _NAME, room=48)
    page.text(92.5, 60, data.hamlet, _FACT, room=17)
    page.text(121.5, 60, data.household_number, _FACT, room=18)


def _row(page: "Page", y: float, number: int, row: PolicyRow) -> None:
    """Two lines in a cell: the policy, and below it its document number and note."""
    base, upper, lower = middle(y + ROW / 2, _CELL.size), y + 4.6, y + 8.5
    page.text(EDGES[0] + 5.5, base, f"{number}", _CELL, CENTRE)
    page.text(EDGES[1] + 2, upper, row.policy, _POLICY, room=50)
    page.text(EDGES[1] + 2, lower, "　".join(part for part in (row.document_number, row.note) if part), _NOTE, room=50)
    page.text(EDGES[3] - 2, base, f"{quantity(row.quantity)} {row.unit}", _CELL, RIGHT, 18)
    page.text(EDGES[4] - 2, base, row.rate, _CELL, RIGHT, 28)
    page.text(EDGES[5] - 2, base, yuan(row.amount_fen), _AMOUNT, RIGHT, 19)
    if row.paid_on:
        page.text((EDGES[5] + EDGES[6]) / 2, base, f"{row.paid_on.month}月{row.paid_on.day}日", _CELL, CENTRE, 16)
    page.text((EDGES[6] + EDGES[7]) / 2, base, row.account_last4, _CELL, CENTRE, 11)


def _foot(page: "Page", data: PolicySheet, *, blank_from: int, with_code: bool) -> None:
    if blank_from < ROWS_WITH_FOOT:
        base = middle(TABLE_TOP + HEAD + (blank_from + 0.5) * ROW, _NOTE.size)
        page.text(EDGES[1] + 27, base, "（以下空白）", _NOTE, CENTRE)
    base = middle(TOTAL_TOP + TOTAL / 2, _TOTAL.size)
    figures = page.text(RIGHT_EDGE - 4, base, f"¥{yuan(data.total_fen)}", _SUM, RIGHT, 50)
    page.text(LEFT_EDGE + 17, base, capital_yuan(data.total_fen), _TOTAL, room=MEASURE - 17 - 10 - figures)
    if with_code:
        text = summary(data, most_bytes(CODE_SIDE))
        code(page, RIGHT_EDGE, REST - 2.6, CODE_SIDE, text, "扫码能看，不用上网", 8)


def summary(data: PolicySheet, room: int) -> str:
    """The sheet as a phone shows it without a network, in at most `room` bytes: rows that find no room are counted."""
    head = f"惠农政策知情卡{data.year}年\n{data.head}（{data.hamlet}）\n"
    foot = f"合计{yuan(data.total_fen)}元\n问{data.station_phone}"
    rows = [f"{row.policy}{yuan(row.amount_fen)}\n" for row in data.rows]
    full = f"{head}{''.join(rows)}{foot}"
    while rows and len(full.encode()) > room:
        rows.pop()
        full = f"{head}{''.join(rows)}等{len(data.rows)}项\n{foot}"
    return full if len(full.encode()) <= room else f"惠农政策知情卡{data.year}年{foot.splitlines()[0]}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("policy-sheet", "惠农政策知情卡", A4, SAMPLE, build, lambda data: len(chunks(len(data.rows))))
