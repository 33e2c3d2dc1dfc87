"""送件单: the cases carried to a place together, with what goes along; signed for there (DOMAIN §3.4). A4."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from printing.blocks import horizontals, middle, signature, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import INK, RED, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One case: its number, for whom, what, how many materials and which originals go along."""

    number: str
    applicant: str
    item: str
    materials: int
    originals: str = ""
    promised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryList:
    """One delivery. `outward`: carried there; else fetched from there."""

    station: str
    number: str
    outward: bool
    place: str
    at: str
    carried_by: str
    phone: str
    received_by: str
    cases: tuple[Delivered, ...]
    note: str = ""


SAMPLE = DeliveryList(
    station="菜子镇浅河村便民服务站",
    number="S-105203-20261124-0001",
    outward=True,
    place="菜子镇便民服务中心",
    at="2026年11月24日 09:10",
    carried_by="李秀兰",
    phone="138-0000-0103",
    received_by="孙主任",
    cases=tuple(
        Delivered(
            number=f"105203-20261123-{at:04d}", applicant=name, item=item, materials=4, originals=originals,
            promised="12月14日",
        )
        for at, (name, item, originals) in enumerate(
            (
                ("张文海", "高龄津贴申请", "户口簿"), ("刘桂芳", "医保报销", ""), ("何永强", "户口簿变更", "身份证、户口簿"),
                ("杨彩霞", "临时救助申请", ""), ("董兴旺", "残疾人两项补贴申请", "残疾人证"),
            ),
            1,
        )
    ),
)  # fmt: skip

LEFT_EDGE, MEASURE = 18.0, 174.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (
    ("序号", 11.0),
    ("编号", 45.0),
    ("申请人", 24.0),
    ("事项", 36.0),
    ("材料", 14.0),
    ("随件原件", 26.0),
    ("承诺日", 18.0),
)
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
TOP, NEXT_TOP, HEAD, ROW = 52.0, 24.0, 8.0, 8.4
ROWS_FIRST, ROWS_NEXT, SIGNED = 20, 28, 40.0

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(12, Weight.MEDIUM)
_HEAD = Style(9.5, Weight.MEDIUM)
_TEXT = Style(10.5)
_NAME = Style(11, Weight.MEDIUM)
_LABEL = Style(11, ink=SOFT)


def pages_of(data: DeliveryList) -> list[tuple[Delivered, ...]]:
    """The cases of each page; the last keeps room for the signatures."""
    left, pages = data.cases, list[tuple[Delivered, ...]]()
    while True:
        room = ROWS_FIRST if not pages else ROWS_NEXT
        pages.append(left[:room])
        left = left[room:]
        if not left:
            return pages


def build(data: DeliveryList, press: "Press", options: Options) -> Iterator["Page"]:
    """A table, and below it who carried and who received."""
    del options
    pages, done = pages_of(data), 0
    for number, cases in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        _head(page, data, first=number == 1)
        top = TOP if number == 1 else NEXT_TOP
        bottom = _table(page, top, cases, done)
        done += len(cases)
        if number == len(pages):
            _signatures(page, data, bottom)
        page.text(A4.width / 2, 289, f"第 {number} 页，共 {len(pages)} 页　共 {len(data.cases)} 件", _SMALL, CENTRE)
        yield page


def _head(page: "Page", data: DeliveryList, *, first: bool) -> None:
    page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
    page.text(RIGHT_EDGE, 14, f"编号 {data.number}", _SMALL, RIGHT, 80)
    if not first:
        page.rule(LEFT_EDGE, 18, MEASURE, RED, RULE)
        return
    page.text(A4.width / 2, 29, "民事代办送件单" if data.outward else "民事代办取件单", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 34, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 35.2, MEASURE, RED, RULE)
    page.text(LEFT_EDGE, 44, "送到" if data.outward else "取自", _LABEL)
    page.text(LEFT_EDGE + 12, 44, data.place, _FACT, room=70)
    page.text(RIGHT_EDGE, 44, data.at, _FACT, RIGHT, 60)


def _table(page: "Page", top: float, cases: tuple[Delivered, ...], done: int) -> float:
    page.box(LEFT_EDGE, top, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(top + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    for at, case in enumerate(cases):
        base = middle(top + HEAD + (at + 0.5) * ROW, _TEXT.size)
        texts = (
            f"{done + at + 1}", case.number, case.applicant, case.item, f"{case.materials} 样", case.originals or "无",
            case.promised,
        )  # fmt: skip
        for column, text in enumerate(texts):
            wide, x = COLUMNS[column][1], EDGES[column]
            style = _NAME if column == 2 else _TEXT
            if column in (1, 2, 3, 5):
                page.text(x + 1.5, base, text, style, room=wide - 3)
            else:
                page.text(x + wide / 2, base, text, style, CENTRE, wide - 2)
    bottom = top + HEAD + max(len(cases), 1) * ROW
    horizontals(page, LEFT_EDGE, [top + HEAD + at * ROW for at in range(len(cases))], MEASURE)
    verticals(page, EDGES[1:-1], top, bottom - top)
    page.frame(LEFT_EDGE, top, MEASURE, bottom - top, INK, RULE)
    return bottom


def _signatures(page: "Page", data: DeliveryList, bottom: float) -> None:
    base = bottom + 18
    who = f"{data.carried_by}（{data.phone}）" if data.phone else data.carried_by
    page.text(LEFT_EDGE, bottom + 8, f"经办 {who}　{data.note}".rstrip(), _LABEL, room=MEASURE)
    half = MEASURE / 2 - 4
    for at, label in enumerate(("送件人签字", "接收人签字") if data.outward else ("交出人签字", "取件人签字")):
        x = LEFT_EDGE + at * (half + 8)
        signature(page, x, base + 4, label, half, _LABEL)
        signature(page, x, base + 16, "时间", half, _LABEL)
    if data.received_by:
        page.text(LEFT_EDGE + half + 8, bottom + 8, f"接收 {data.received_by}", _LABEL, room=half)


PAPER = Paper("delivery-list", "送件单", A4, SAMPLE, build, lambda data: len(pages_of(data)))
