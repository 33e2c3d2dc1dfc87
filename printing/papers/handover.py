"""值班交接单: what one shift handed to the next, item by item, signed by both, with the seal to compare it by (DOMAIN §3.1). A4.

For the binder, not for the wall: villagers' names may stand on it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from printing.blocks import LEADING, code, lines_of, middle, name_mark, put, reckoned_lines, signature, verticals
from printing.document import Options, Paper
from printing.page import CENTRE, RIGHT
from printing.qr_text import first_fitting
from printing.sheet import A4, POINTS
from printing.styles import HAIR, HAIRLINE, INK, RED, RULE, SOFT, WASH, Style, Weight
from venue_desk.domain.name_marks import SEALED, mark_columns

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetItem:
    """One item: what it is, where it stands, what presses, and what the taker said of it, when."""

    fact: str
    detail: str = ""
    mark: str = ""
    answer: str = ""
    at: str = ""
    difference: str = ""
    followed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGroup:
    """The items under one caption."""

    label: str
    items: tuple[SheetItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSide:
    """Who gives or takes: the shift with its day, the cadre, their post and phone, the lead, and when they signed."""

    shift: str
    name: str
    post: str = ""
    phone: str = ""
    lead: str = ""
    signed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAddition:
    """补记."""

    at: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet:
    """One handover. `seal` in groups of four, "" while it is not sealed; `gap` says how long nobody had taken over."""

    station: str
    serial: str
    due: str
    giver: SheetSide
    taker: SheetSide
    situation: str
    notes: str
    groups: tuple[SheetGroup, ...]
    additions: tuple[SheetAddition, ...] = ()
    gap: str = ""
    seal: str = ""


def _accepted(fact: str, detail: str, at: str, mark: str = "") -> SheetItem:
    return SheetItem(fact=fact, detail=detail, mark=mark, answer="已接", at=at)


SAMPLE = HandoverSheet(
    station="菜子镇浅河村便民服务站",
    serial="105203-J-20261123-0002",
    due="11月23日 20:00",
    giver=SheetSide(
        shift="11月23日白班", name="李秀兰", post="村文书", phone="138-0000-0103", lead="王建军",
        signed_at="11月23日 19:50",
    ),
    taker=SheetSide(
        shift="11月23日夜班", name="张小梅", post="选派干部", phone="138-0000-0104", lead="陈志远",
        signed_at="11月23日 20:01",
    ),
    situation="本班来访 6 次、来电 3 次，没有突发事件。下午镇上来人看过便民大厅。",
    notes="水管检修，今晚22:00 到次日5:00停水，已接两桶。马德林母亲住院，可能要换明天的班。",
    groups=(
        SheetGroup(
            label="待办的事",
            items=(
                _accepted("医保报销 刘桂芳", "在镇中心孙主任处，明早再催", "19:51", "逾期 2 天"),
                _accepted("户口簿变更 何永强", "已通知，明早来领", "19:51"),
            ),
        ),
        SheetGroup(
            label="替村民保管的证件",
            items=(
                _accepted("3 号袋 马秀英", "身份证 1 件", "19:53"),
                SheetItem(
                    fact="7 号袋 张文海", detail="身份证、户口簿共 2 件", answer="带着差异接下", at="19:55",
                    difference="户口簿不在袋里", followed_by="李秀兰",
                ),
            ),
        ),
        SheetGroup(
            label="物品和钱",
            items=(
                _accepted("钥匙 3 把", "大门、档案室、食堂", "19:54"),
                _accepted("村委会公章 1 枚", "上次交接后用印 2 次，登记第 31、32 号", "19:56"),
                _accepted("备用金 216.50 元", "与账面相符，上次交接后支 83.50 元", "19:57"),
            ),
        ),
        SheetGroup(
            label="今晚和明天",
            items=(
                _accepted("明天值班", "白班 王建军、李秀兰；夜班 陈志远、张小梅", "19:58"),
                _accepted("明天 1 人请假", "赵文博（事假）", "19:58"),
            ),
        ),
    ),
    additions=(SheetAddition(at="11月24日 09:40", name="李秀兰", text="户口簿在档案柜里找到，已放回 7 号袋。"),),
    seal="d03d 48f2 7446 f1c0 4533 1496 ea5c 79ba 239a b0e5 df13 340b c59e e697 1916 bb25",
)  # fmt: skip

LEFT_EDGE, MEASURE = 20.0, 170.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
COLUMNS = (("序号", 10.0), ("交接的事", 44.0), ("交班人说明", 71.0), ("接班人", 45.0))
EDGES = tuple(accumulate((width for _, width in COLUMNS), initial=LEFT_EDGE))
FIRST_TOP, NEXT_TOP, BOTTOM = 69.5, 22.0, 284.0
SIDE_TOP, SIDE_WIDTH, SIDE = 39.5, 71.0, 28.0
HEAD, GROUP, PAD = 7.0, 6.4, 2.2
ABOVE, AROUND = 4.6, 1.9
"""To the first baseline of an item; what its cell is higher than its lines."""
MARK, SEAL_MARK, CODE_SIDE = 17.0, 20.0, 26.0
SIGNING, SEALING, SIGNER = 28.5, 13.0, 57.0
AIR = 2.6
LABEL = 23.0

_TITLE = Style(25, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_LABEL = Style(9.5, ink=SOFT)
_SHIFT = Style(11.5, Weight.MEDIUM)
_NAME = Style(18, Weight.BOLD)
_POST = Style(10, ink=SOFT)
_HEAD = Style(9.5, Weight.MEDIUM)
_GROUP = Style(10.5, Weight.BOLD)
_FACT = Style(10.5, Weight.MEDIUM)
_TEXT = Style(10)
_LATE = Style(10, Weight.MEDIUM, RED)
_BODY = Style(11)
_SEAL = Style(8.5, Weight.MEDIUM)
_ARROW = Style(20, ink=SOFT)


class _Block(NamedTuple):
    """A piece of the flow: how high it is, how it is drawn from its top on; a caption stays `with_next`."""

    height: float
    draw: "Callable[[Page, float], None]"
    with_next: bool = False


def build(data: HandoverSheet, press: "Press", options: Options) -> Iterator["Page"]:
    """As many pages as the items need; the signatures stand together."""
    pages = _pages_of(data, with_code=options.qr)
    for number, blocks in enumerate(pages, 1):
        page = press.page(A4.width, A4.height)
        _head(page, data, first=number == 1)
        y = FIRST_TOP if number == 1 else NEXT_TOP
        for block in blocks:
            block.draw(page, y)
            y += block.height
        if len(pages) > 1:
            page.text(A4.width / 2, 289, f"第 {number} 页，共 {len(pages)} 页", _SMALL, CENTRE)
        yield page


def _pages_of(data: HandoverSheet, *, with_code: bool = True) -> list[list[_Block]]:
    pages: list[list[_Block]] = [[]]
    y = FIRST_TOP
    pending: list[_Block] = []
    for block in _blocks(data, with_code=with_code):
        pending.append(block)
        if block.with_next:
            continue
        height = sum(each.height for each in pending)
        if y + height > BOTTOM and pages[-1]:
            pages.append([])
            y = NEXT_TOP
        pages[-1] += pending
        y += height
        pending = []
    return pages


def _blocks(data: HandoverSheet, *, with_code: bool) -> Iterator[_Block]:
    yield from _told("上一班情况", data.situation or "没有写。")
    yield _Block(AIR, _air, with_next=True)
    yield _Block(HEAD, _table_head, with_next=True)
    number = 0
    for group in data.groups:
        yield _Block(GROUP, partial(_group, label=group.label), with_next=True)
        for item in group.items:
            number += 1
            yield _Block(_depth(item), partial(_item, number=number, item=item))
    if not data.groups:
        yield _Block(GROUP, partial(_group, label="没有要逐项点清的东西"))
    *before, last = _told("注意事项", data.notes or "没有。")
    yield from before
    yield last._replace(with_next=True)  # what is signed never stands on a page alone
    yield _Block(AIR, _air, with_next=True)
    signed = partial(_signatures, data=data, with_code=with_code)
    yield _Block(SIGNING, signed, with_next=bool(data.seal))
    if data.seal:
        yield _Block(SEALING, partial(_sealing, data=data))
    for at, addition in enumerate(data.additions):
        label = "补记" if at == 0 else ""
        yield from _told(label, f"{addition.at} {addition.name}：{addition.text}", ruled=at == 0)


def _head(page: "Page", data: HandoverSheet, *, first: bool) -> None:
    page.text(LEFT_EDGE, 14, data.station, _SMALL, room=56)
    page.text(RIGHT_EDGE, 14, f"编号 {data.serial}", _SMALL, RIGHT, 54)
    if not first:
        page.rule(LEFT_EDGE, 17, MEASURE, RED, RULE)
        page.text(A4.width / 2, 14, f"{data.giver.shift}交{data.taker.shift}（续）", _SMALL, CENTRE, 54)
        return
    page.text(A4.width / 2, 29, "值班交接单", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 34.5, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 35.7, MEASURE, RED, RULE)
    _side(page, LEFT_EDGE, "交班", data.giver)
    _side(page, RIGHT_EDGE - SIDE_WIDTH, "接班", data.taker)
    page.text(A4.width / 2, SIDE_TOP + 14.5, "→", _ARROW, CENTRE)
    page.text(A4.width / 2, SIDE_TOP + 21, data.due, _LABEL, CENTRE, MEASURE - 2 * SIDE_WIDTH - 3)
    page.text(A4.width / 2, SIDE_TOP + 26.5, data.gap, _LATE, CENTRE, MEASURE - 2 * SIDE_WIDTH - 3)


def _side(page: "Page", x: float, label: str, side: SheetSide) -> None:
    """A box: the shift, the name large, post and phone, the lead beside them."""
    page.frame(x, SIDE_TOP, SIDE_WIDTH, SIDE, HAIR, HAIRLINE)
    page.text(x + 3, SIDE_TOP + 6.2, label, _LABEL)
    page.text(x + SIDE_WIDTH - 3, SIDE_TOP + 6.2, side.shift, _SHIFT, RIGHT, SIDE_WIDTH - 18)
    wide = page.text(x + 3, SIDE_TOP + 16.2, side.name or "——", _NAME, room=SIDE_WIDTH * 0.55)
    page.text(x + 5.5 + wide, SIDE_TOP + 16.2, side.post, _POST, room=SIDE_WIDTH - wide - 9)
    wide = page.text(x + 3, SIDE_TOP + 24.6, side.phone, _TEXT, room=SIDE_WIDTH * 0.5)
    if side.lead:
        page.text(x + SIDE_WIDTH - 3, SIDE_TOP + 24.6, f"带班 {side.lead}", _TEXT, RIGHT, SIDE_WIDTH - wide - 9)


def _air(_page: "Page", _y: float) -> None:
    """Air between two parts."""


# --- what was written


def _told(label: str, text: str, *, ruled: bool = False) -> Iterator[_Block]:
    """A label and its text, paragraph by paragraph, so that a long one may go on over the page."""
    yield _Block(AIR, partial(_rule_above, ruled=ruled), with_next=True)
    for at, paragraph in enumerate(filter(None, text.splitlines())):
        for piece in _pieces(paragraph):
            height = reckoned_lines(piece, _BODY, MEASURE - LABEL) * _BODY.size * LEADING / POINTS + 1.2
            yield _Block(height, partial(_paragraph, label="" if at else label, text=piece, height=height))
            label = ""


def _pieces(paragraph: str, most: int = 240) -> list[str]:
    """Stretches that fit on a page."""
    return [paragraph[at : at + most] for at in range(0, len(paragraph), most)]


def _rule_above(page: "Page", y: float, *, ruled: bool) -> None:
    if ruled:
        page.rule(LEFT_EDGE, y, MEASURE, HAIR, HAIRLINE)


def _paragraph(page: "Page", y: float, *, label: str, text: str, height: float) -> None:
    base = y + 4.6
    page.text(LEFT_EDGE, base, label, _LABEL)
    depth = height - 1.2 - _BODY.size * LEADING / POINTS
    put(page, LEFT_EDGE + LABEL, base, lines_of(page, text, _BODY, width=MEASURE - LABEL, depth=max(depth, 0)))


# --- the items


def _table_head(page: "Page", y: float) -> None:
    page.box(LEFT_EDGE, y, MEASURE, HEAD, WASH)
    for (title, width), x in zip(COLUMNS, EDGES, strict=False):
        page.text(x + width / 2, middle(y + HEAD / 2, _HEAD.size), title, _HEAD, CENTRE)
    page.rule(LEFT_EDGE, y, MEASURE, INK, RULE)
    page.rule(LEFT_EDGE, y + HEAD, MEASURE, SOFT, HAIRLINE)


def _group(page: "Page", y: float, *, label: str) -> None:
    page.text(LEFT_EDGE + PAD, middle(y + GROUP / 2, _GROUP.size), label, _GROUP, room=MEASURE - 2 * PAD)
    page.rule(LEFT_EDGE, y + GROUP, MEASURE, HAIR, HAIRLINE)


def _answer(item: SheetItem) -> str:
    """What stands below the answer: the difference and who looks into it."""
    followed = f"由{item.followed_by}去查" if item.followed_by else ""
    return "，".join(part for part in (item.difference, followed) if part)


def _depth(item: SheetItem) -> float:
    """As high as its highest cell, by the width of the characters: nothing is measured before it is drawn."""
    lines = max(
        reckoned_lines(item.fact, _FACT, _room(1)),
        reckoned_lines(_said(item), _TEXT, _room(2)),
        1 + (reckoned_lines(_answer(item), _TEXT, _room(3)) if item.difference else 0),
    )
    return lines * _FACT.size * LEADING / POINTS + AROUND


def _said(item: SheetItem) -> str:
    return f"{item.detail}（{item.mark}）" if item.detail and item.mark else item.detail or item.mark


def _item(page: "Page", y: float, *, number: int, item: SheetItem) -> None:
    height, base = _depth(item), y + ABOVE
    room = height - _FACT.size * LEADING / POINTS - AROUND
    page.text(EDGES[0] + COLUMNS[0][1] / 2, base, f"{number}", _TEXT, CENTRE)
    put(page, EDGES[1] + PAD, base, lines_of(page, item.fact, _FACT, width=_room(1), depth=room))
    put(page, EDGES[2] + PAD, base, lines_of(page, _said(item), _TEXT, width=_room(2), depth=room, items=True))
    style = _LATE if item.difference else _FACT
    page.text(EDGES[3] + PAD, base, item.answer or "□", style, room=_room(3) - 12)
    page.text(EDGES[4] - PAD, base, item.at, _LABEL, RIGHT, 12)
    if item.difference:
        lead = _TEXT.size * LEADING / POINTS
        told = lines_of(page, _answer(item), _TEXT, width=_room(3), depth=max(room - lead, 0), items=True)
        put(page, EDGES[3] + PAD, base + lead, told)
    verticals(page, EDGES[1:-1], y, height)
    page.rule(LEFT_EDGE, y + height, MEASURE, HAIR, HAIRLINE)


def _room(column: int) -> float:
    return COLUMNS[column][1] - 2 * PAD


# --- signed and sealed


def _signatures(page: "Page", y: float, *, data: HandoverSheet, with_code: bool) -> None:
    page.rule(LEFT_EDGE, y, MEASURE, INK, RULE)
    for x, label, side in ((LEFT_EDGE, "交班人", data.giver), (LEFT_EDGE + SIGNER, "接班人", data.taker)):
        if side.signed_at:
            name_mark(page, x, y + 5.5, MARK, mark_columns(side.name))
            page.text(x + MARK + 3, y + 10.5, label, _LABEL)
            page.text(x + MARK + 3, y + 16.1, side.name, _SHIFT, room=SIGNER - MARK - 5)
            page.text(x + MARK + 3, y + 21.5, side.signed_at, _TEXT, room=SIGNER - MARK - 5)
        else:
            signature(page, x, y + 18, f"{label}签字", SIGNER - 4, _TEXT)
    if not data.seal:
        page.text(RIGHT_EDGE, y + 18, "还没有封存", _LATE, RIGHT)
        return
    name_mark(page, LEFT_EDGE + 2 * SIGNER + 2, y + 4, SEAL_MARK, SEALED)
    if with_code:
        seal = data.seal.replace(" ", "")[:64]
        told = f"值班交接单{data.serial}\n{data.giver.shift}交{data.taker.shift}\n"
        code(page, RIGHT_EDGE, y + 2.5, CODE_SIDE, first_fitting((f"{told}封存码{seal}", seal), CODE_SIDE), "", 7.5)


def _sealing(page: "Page", y: float, *, data: HandoverSheet) -> None:
    """The seal, to be compared by eye; whole it stands in the code too."""
    wide = page.text(LEFT_EDGE, y + 4.6, "封存码", _LABEL)
    page.text(LEFT_EDGE + wide + 3, y + 4.6, data.seal, _SEAL, room=MEASURE - wide - 3)
    words = "交接内容改动一个字，封存码就对不上。要核对，请在交接班里打开这一次，对照封存码。"
    page.text(LEFT_EDGE, y + 10, words, _SMALL, room=MEASURE)


def _count(data: HandoverSheet) -> int:
    return len(_pages_of(data))


PAPER = Paper("handover", "值班交接单", A4, SAMPLE, build, _count)
