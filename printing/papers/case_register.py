"""民事代办登记表: one case from acceptance to archive, for the binder (DOMAIN §3.4). A4; long lives go on over the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.blocks import horizontals, lines_of, middle, put, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, INK, RED, RULE, SOFT, WASH, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterStep:
    """One step of the life: when, what, where and with whom, by whom, and what was noted."""

    at: str
    step: str
    place: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRegister:
    """One case. `facts` are pairs of label and text, two abreast; `materials` a line each."""

    station: str
    number: str
    facts: tuple[tuple[str, str], ...]
    materials: tuple[str, ...]
    steps: tuple[RegisterStep, ...]
    result: str
    collected: str
    rating: str


SAMPLE = CaseRegister(
    station="菜子镇浅河村便民服务站",
    number="105203-20261123-0007",
    facts=(
        ("申请人", "张文海　男"), ("身份证", "621199194402140013"), ("住址", "三社"), ("电话", "138-0000-0201"),
        ("事项", "高龄津贴申请"), ("办理方式", "代着办"), ("受理时间", "2026年11月23日 10:24"), ("承诺办结", "2026年12月14日"),
        ("代办员", "李秀兰"), ("来人", "张国瑞（儿子）"),
    ),
    materials=("身份证（原件 1 份，留下 7 号袋，已归还）", "户口簿（原件 1 份，留下 7 号袋，已归还）", "近期两寸照片（2 份，11月25日补齐）"),
    steps=tuple(
        RegisterStep(at=at, step=step, place=place, by=by, note=note)
        for at, step, place, by, note in (
            ("11月23日 10:24", "受理", "村站", "李秀兰", ""),
            ("11月23日 10:24", "通知补正", "村站", "李秀兰", "近期两寸照片"),
            ("11月25日 09:05", "补正到了", "村站", "王建军", ""),
            ("11月25日 14:30", "交镇中心", "菜子镇便民服务中心 孙主任", "李秀兰", ""),
            ("12月10日 16:00", "办结", "村站", "李秀兰", "已审批通过，12月起发放"),
            ("12月11日 10:20", "领取签收", "村站", "张小梅", ""),
        )
    ),
    result="已审批通过，从 2026 年 12 月起发到一卡通。",
    collected="张文海　2026年12月11日",
    rating="非常满意",
)  # fmt: skip

LEFT_EDGE, MEASURE = 22.0, 166.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
TOP, NEXT_TOP, BOTTOM = 44.0, 24.0, 280.0
FACT, LABEL, LINE, CAPTION = 8.6, 22.0, 6.6, 9.0
STEPS = (("时间", 32.0), ("环节", 24.0), ("何处、与谁", 46.0), ("经手人", 20.0), ("说明", 44.0))
HEAD, STEP = 7.6, 8.2
END = 30.0

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_LABEL = Style(10, ink=SOFT)
_TEXT = Style(11)
_CAPTION = Style(11.5, Weight.BOLD)
_HEAD = Style(9.5, Weight.MEDIUM)
_STEP = Style(10)


def pages_of(data: CaseRegister) -> list[tuple[RegisterStep, ...]]:
    """The steps of each page; the end of the form stands with the last of them."""
    left, pages = data.steps, list[tuple[RegisterStep, ...]]()
    room = _rooms(_first_steps_top(data))
    while True:
        take = len(left) if len(left) <= room - round(END / STEP) else min(room, max(len(left) - 1, 1))
        pages.append(left[:take])
        left = left[take:]
        if not left:
            return pages
        room = _rooms(NEXT_TOP)


def _rooms(top: float) -> int:
    return max(int((BOTTOM - top - HEAD) / STEP), 4)


def _first_steps_top(data: CaseRegister) -> float:
    return TOP + (len(data.facts) + 1) // 2 * FACT + 2 * CAPTION + len(data.materials) * LINE + 3


def build(data: CaseRegister, press: "Press", options: Options) -> Iterator["Page"]:
    """Facts, materials, the life in a table, the end of it."""
    del options
    pages = pages_of(data)
    for number, steps in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        _head(page, data, first=number == 1)
        top = _first(page, data) if number == 1 else NEXT_TOP
        bottom = _steps(page, top, steps)
        if number == len(pages):
            _end(page, data, bottom)
        page.text(A4.width / 2, 289, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _head(page: "Page", data: CaseRegister, *, first: bool) -> None:
    page.text(LEFT_EDGE, 14, data.station, _SMALL, room=80)
    page.text(RIGHT_EDGE, 14, f"编号 {data.number}", _SMALL, RIGHT, 80)
    if not first:
        page.rule(LEFT_EDGE, 18, MEASURE, RED, RULE)
        return
    page.text(A4.width / 2, 29, "民事代办登记表", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 34, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 35.2, MEASURE, RED, RULE)


def _first(page: "Page", data: CaseRegister) -> float:
    half = MEASURE / 2
    for at, (label, text) in enumerate(data.facts):
        x, y = LEFT_EDGE + (at % 2) * half, TOP + at // 2 * FACT
        base = middle(y + FACT / 2, _TEXT.size)
        page.text(x + 1, base, label, _LABEL, room=LABEL - 2)
        page.text(x + LABEL, base, text, _TEXT, room=half - LABEL - 1)
    lines = (len(data.facts) + 1) // 2
    horizontals(page, LEFT_EDGE, [TOP + at * FACT for at in range(lines + 1)], MEASURE)
    y = TOP + lines * FACT
    page.text(LEFT_EDGE, y + 6.4, "材料", _CAPTION)
    y += CAPTION
    for at, material in enumerate(data.materials, 1):
        page.text(LEFT_EDGE + 4, y + 4.4, f"{at}．{material}", _TEXT, room=MEASURE - 4)
        y += LINE
    page.text(LEFT_EDGE, y + 6.8, "流转", _CAPTION)
    return y + CAPTION + 3


def _steps(page: "Page", top: float, steps: tuple[RegisterStep, ...]) -> float:
    page.box(LEFT_EDGE, top, MEASURE, HEAD, WASH)
    edges = [LEFT_EDGE]
    for title, width in STEPS:
        page.text(edges[-1] + width / 2, middle(top + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
        edges.append(edges[-1] + width)
    for at, step in enumerate(steps):
        y = top + HEAD + at * STEP
        for text, x, (_, width) in zip(
            (step.at, step.step, step.place, step.by, step.note), edges, STEPS, strict=False
        ):
            lines = lines_of(page, text, _STEP, width=width - 2.4, depth=3.6)
            base = middle(y + STEP / 2, lines.style.size) - lines.depth / 2
            put(page, x + 1.2, base, lines)
    bottom = top + HEAD + max(len(steps), 1) * STEP
    horizontals(page, LEFT_EDGE, [top + HEAD + at * STEP for at in range(len(steps))], MEASURE)
    verticals(page, edges[1:-1], top, bottom - top)
    page.frame(LEFT_EDGE, top, MEASURE, bottom - top, INK, RULE)
    return bottom


def _end(page: "Page", data: CaseRegister, y: float) -> None:
    rows = (("办结结果", data.result or "还没有办结"), ("领取人", data.collected), ("评价", data.rating))
    for at, (label, text) in enumerate(rows):
        base = y + 8 + at * 9
        page.text(LEFT_EDGE + 1, base, label, _LABEL)
        page.text(LEFT_EDGE + LABEL, base, text, _TEXT, room=MEASURE - LABEL)
        page.rule(LEFT_EDGE, base + 3, MEASURE, HAIR, HAIRLINE)


PAPER = Paper("case-register", "代办登记表", A4, SAMPLE, build, lambda data: len(pages_of(data)))
