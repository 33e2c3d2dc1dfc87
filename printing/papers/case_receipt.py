"""受理回执: what the villager takes home and, left of the cut, the stub that stays. Two A5 halves on a lying A4 (DOMAIN §3.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from printing.blocks import code, horizontals, lines_of, middle, put, signature, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4_LYING, A5
from printing.styles import HAIR, HAIRLINE, INK, JADE, RED, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptMaterial:
    """One material: in which form and how many, and what became of it: 已收, 留下 · 7 号袋, 还缺."""

    name: str
    form: str
    copies: int
    state: str
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReceipt:
    """One case as it was accepted. `code` is the signed text of the QR code; it names nobody."""

    station: str
    number: str
    accepted: str
    applicant: str
    home: str
    acting: str
    item: str
    method: str
    materials: tuple[ReceiptMaterial, ...]
    promised_on: date | None
    promise: str
    agent: str
    agent_phone: str
    station_phone: str
    supervision_phone: str
    code: str
    note: str = ""


SAMPLE = CaseReceipt(
    station="菜子镇浅河村便民服务站",
    number="105203-20261123-0007",
    accepted="2026年11月23日 10:24",
    applicant="张文海",
    home="三社",
    acting="张国瑞（儿子）",
    item="高龄津贴申请",
    method="代着办",
    materials=(
        ReceiptMaterial(name="身份证", form="原件", copies=1, state="留下 · 7 号袋"),
        ReceiptMaterial(name="户口簿", form="原件", copies=1, state="留下 · 7 号袋"),
        ReceiptMaterial(name="一卡通存折", form="复印件", copies=1, state="已收"),
        ReceiptMaterial(name="近期两寸照片", form="复印件", copies=2, state="还缺", missing=True),
    ),
    promised_on=date(2026, 12, 14),
    promise="材料齐了起 15 个工作日",
    agent="李秀兰",
    agent_phone="138-0000-0103",
    station_phone="0932-000-0000",
    supervision_phone="0932-000-0012",
    code="QH1*621122105203*105203-20261123-0007*20261214*" + "A2B3C4D5" * 12 + "A2B3C4D",
    note="领取时请带上这张回执，并当面点清留下的证件。",
)

EDGE, MEASURE = 12.0, A5.width - 24
RIGHT_EDGE = EDGE + MEASURE
TITLE_BASE, RULE_TOP, FACTS_TOP, FACT = 21.0, 25.4, 30.0, 8.2
LABEL = 19.0
HEAD, ROW, MOST_ROWS = 7.0, 6.8, 9
CODE_SIDE = 31.0
FOOT_TOP, SIGN_BASE, LAST_BASE = 158.0, 196.0, 203.0

_TITLE = Style(20, Weight.BOLD)
_STATION = Style(10.5, Weight.MEDIUM)
_SMALL = Style(8.5, ink=SOFT)
_LABEL = Style(9.5, ink=SOFT)
_FACT = Style(11.5, Weight.MEDIUM)
_NAME = Style(13, Weight.BOLD)
_HEAD = Style(9, Weight.MEDIUM)
_TEXT = Style(10.5)
_MISSING = Style(10.5, Weight.BOLD, RED)
_PROMISE = Style(16, Weight.BOLD, RED)
_FREE = Style(10.5, Weight.BOLD, JADE)
_CALL = Style(13, Weight.BOLD)


class _Half(NamedTuple):
    """One half: where it begins, what it is called, and whose it is."""

    x: float
    title: str
    stub: bool


HALVES = (_Half(0.0, "民事代办受理存根", stub=True), _Half(A4_LYING.width / 2, "民事代办受理回执", stub=False))
COLUMNS = (("材料", 52.0), ("形式", 22.0), ("份数", 15.0), ("收到没有", MEASURE - 89))


def build(data: CaseReceipt, press: "Press", options: Options) -> Iterator["Page"]:
    """The stub left, the receipt right, a dashed line to cut along."""
    page = press.page(A4_LYING.width, A4_LYING.height)
    for half in HALVES:
        _head(page, data, half)
        _facts(page, data, half.x + EDGE)
        bottom = _materials(page, data, half.x + EDGE)
        _promise(page, data, half, bottom + 4, with_code=options.qr and bool(data.code))
        _foot(page, data, half)
    middle_x = A4_LYING.width / 2
    dashes = [(middle_x, y / 10, middle_x, y / 10 + 2.2) for y in range(40, 2060, 44)]
    page.lines(dashes, HAIR, HAIRLINE)
    yield page


def _head(page: "Page", data: CaseReceipt, half: _Half) -> None:
    left, right = half.x + EDGE, half.x + RIGHT_EDGE
    page.text(left, 10.5, data.station, _STATION, room=MEASURE * 0.62)
    page.text(right, 10.5, "免费代办", _FREE, RIGHT)
    page.text(half.x + A5.width / 2, TITLE_BASE, half.title, _TITLE, CENTRE, MEASURE)
    page.rule(left, RULE_TOP, MEASURE, RED, 0.8)
    page.rule(left, RULE_TOP + 1.1, MEASURE, RED, RULE)


def _facts(page: "Page", data: CaseReceipt, left: float) -> None:
    """编号 and 受理时间 abreast, the applicant large, whoever came, the item with its method."""
    who = f"{data.applicant}（{data.home}）" if data.home else data.applicant
    rows = (
        (("编号", data.number, _FACT), ("受理", data.accepted, _TEXT)),
        (("申请人", who, _NAME), ("来人", data.acting or "本人", _TEXT)),
        (("事项", data.item, _NAME), ("办理方式", data.method, _FACT)),
    )
    for at, pair in enumerate(rows):
        base = middle(FACTS_TOP + (at + 0.5) * FACT, _FACT.size)
        for (label, text, style), x, wide in zip(pair, (left, left + MEASURE * 0.57), (0.57, 0.43), strict=True):
            page.text(x, base, label, _LABEL)
            gap = LABEL if x == left else 18.0
            page.text(x + gap, base, text, style, room=MEASURE * wide - gap - 2)
    horizontals(page, left, [FACTS_TOP + at * FACT for at in range(1, len(rows) + 1)], MEASURE)


def _materials(page: "Page", data: CaseReceipt, left: float) -> float:
    """A line each; where there are too many they get lower, so that all of them stand there."""
    top = FACTS_TOP + 3 * FACT + 4
    page.box(left, top, MEASURE, HEAD, WASH)
    edges = [left]
    for title, width in COLUMNS:
        page.text(edges[-1] + width / 2, middle(top + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
        edges.append(edges[-1] + width)
    count = max(len(data.materials), 1)
    row = min(ROW, ROW * MOST_ROWS / count)
    for at, material in enumerate(data.materials):
        base = middle(top + HEAD + (at + 0.5) * row, min(_TEXT.size, row * 1.5))
        style = _TEXT.sized(min(_TEXT.size, row * 1.5))
        page.text(edges[0] + 1.5, base, material.name, style, room=COLUMNS[0][1] - 3)
        page.text(edges[1] + COLUMNS[1][1] / 2, base, material.form, style, CENTRE, COLUMNS[1][1] - 2)
        page.text(edges[2] + COLUMNS[2][1] / 2, base, f"{material.copies}", style, CENTRE)
        state = _MISSING.sized(style.size) if material.missing else style
        page.text(edges[3] + COLUMNS[3][1] / 2, base, material.state, state, CENTRE, COLUMNS[3][1] - 2)
    if not data.materials:
        page.text(left + 1.5, middle(top + HEAD + row / 2, _TEXT.size), "这一项不用交材料", _TEXT)
    bottom = top + HEAD + count * row
    horizontals(page, left, [top + HEAD + at * row for at in range(1, count)], MEASURE)
    verticals(page, edges[1:-1], top, bottom - top)
    page.frame(left, top, MEASURE, bottom - top, INK, RULE)
    return bottom


def _promise(page: "Page", data: CaseReceipt, half: _Half, top: float, *, with_code: bool) -> None:
    """By when it will be done, by whom; the code right of it on the villager's half."""
    left, room = half.x + EDGE, MEASURE - (CODE_SIDE + 3 if with_code and not half.stub else 0)
    page.text(left, top + 4, "承诺办结", _LABEL)
    if data.promised_on is None:
        page.text(left + LABEL, top + 5, data.promise, _NAME, room=room - LABEL)
    else:
        page.text(left + LABEL, top + 5, _date(data.promised_on), _PROMISE, room=room - LABEL)
        page.text(left + LABEL, top + 11, data.promise, _SMALL, room=room - LABEL)
    page.text(left, top + 19, "代办员", _LABEL)
    wide = page.text(left + LABEL, top + 19.6, data.agent, _NAME, room=room * 0.4)
    page.text(left + LABEL + wide + 3, top + 19.6, data.agent_phone, _FACT, room=room - LABEL - wide - 3)
    if data.note and not half.stub:
        put(page, left, top + 27, lines_of(page, data.note, _SMALL, width=room, depth=8))
    if with_code and not half.stub:
        code(page, half.x + RIGHT_EDGE, top, CODE_SIDE, data.code, "扫码查这件，码里没有姓名", 6.5)


def _foot(page: "Page", data: CaseReceipt, half: _Half) -> None:
    left = half.x + EDGE
    if half.stub:
        page.rule(left, FOOT_TOP, MEASURE, HAIR, HAIRLINE)
        page.text(left, FOOT_TOP + 8, "领取登记", _HEAD)
        page.text(left + 22, FOOT_TOP + 8, "留下的证件已当面点清退还，办结的东西已领到。", _SMALL, room=MEASURE - 22)
        signature(page, left, SIGN_BASE - 10, "领取人签字", MEASURE * 0.55, _LABEL)
        signature(page, left + MEASURE * 0.62, SIGN_BASE - 10, "日期", MEASURE * 0.38, _LABEL)
        signature(page, left, SIGN_BASE, "申请人签字", MEASURE * 0.55, _LABEL)
        signature(page, left + MEASURE * 0.62, SIGN_BASE, "经办人", MEASURE * 0.38, _LABEL)
        return
    page.rule(left, FOOT_TOP + 16, MEASURE, HAIR, HAIRLINE)
    calls = (("24 小时值班电话", data.station_phone), ("监督电话", data.supervision_phone))
    for at, (label, phone) in enumerate(each for each in calls if each[1]):
        x = left + at * MEASURE * 0.55
        page.text(x, FOOT_TOP + 22, label, _SMALL)
        page.text(x, FOOT_TOP + 28.4, phone, _CALL, room=MEASURE * 0.44)
    page.text(half.x + RIGHT_EDGE - 14, SIGN_BASE, "（盖章）", _LABEL, CENTRE)
    page.text(left, LAST_BASE, "办事不收钱。谁收了钱，请打监督电话。", _SMALL, room=MEASURE)


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("case-receipt", "受理回执", A4_LYING, SAMPLE, build)
