"""食堂采购清单: what was bought in a month, of whom, with which vouchers and who received it (DOMAIN §3.3). A4 lying."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from printing.blocks import lines_of, middle, put, signature
from printing.document import Options, Paper
from printing.ledger import PAD, Column, Ledger, draw_ledger, paged
from printing.page import CENTRE, RIGHT
from printing.sheet import A4_LYING
from printing.styles import RED, RULE, SOFT, Style, Weight
from venue_desk.domain.money import capital_yuan, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtLine:
    """One thing bought. `note` says what is not as usual: a counter-entry, eaten the same day."""

    day: str
    item: str
    brand: str
    quantity: str
    price_fen: int
    amount_fen: int
    best_before: str
    supplier: str
    vouchers: str
    delivered_by: str
    received_by: str
    source: str
    licence: str = ""
    voucher_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseList:
    """The purchases of a month, so many `orders`, and what each funding source paid of them."""

    station: str
    serial: str
    month: date
    lines: tuple[BoughtLine, ...]
    sources: tuple[tuple[str, int], ...]
    orders: int = 0

    @property
    def total_fen(self) -> int:
        """All lines together."""
        return sum(line.amount_fen for line in self.lines)


_GOODS = (
    ("面粉", "陇粮 25 千克", "2 袋", 11500, 23000, "2027年5月20日", "镇粮油店", "发票、合格证"),
    ("大米", "东北珍珠米 10 千克", "3 袋", 6200, 18600, "2027年4月8日", "镇粮油店", "发票、合格证"),
    ("菜籽油", "陇塬 5 升", "2 桶", 7800, 15600, "2027年11月1日", "镇粮油店", "发票、许可证、合格证"),
    ("洋芋", "", "42.5 千克", 240, 10200, "", "三社 李有才", "收条"),
    ("白菜", "", "30 千克", 160, 4800, "", "三社 李有才", "收条"),
    ("猪肉", "后腿肉", "8.6 千克", 2980, 25628, "", "镇肉铺", "发票、检疫票"),
    ("鸡蛋", "", "6 千克", 1080, 6480, "2026年12月20日", "镇肉铺", "发票"),
)
SAMPLE = PurchaseList(
    station="菜子镇浅河村便民服务站",
    serial="105203-C-20261201-0001",
    month=date(2026, 11, 1),
    lines=tuple(
        BoughtLine(
            day=f"11月{2 + at * 7 + (number > 2)}日", item=item, brand=brand, quantity=quantity, price_fen=price,
            amount_fen=amount, best_before=best, supplier=supplier, vouchers=vouchers, delivered_by="马师傅",
            received_by="何彩云", source="县财政" if number < 3 else "乡镇自筹" if at else "个人",
            licence="JY16211220000017" if supplier[0] == "镇" else "", voucher_number=f"0451{at}26{number // 3}" if number < 3 else "",
            note="当天吃完，没入库" if item == "猪肉" else "",
        )
        for at in range(3)
        for number, (item, brand, quantity, price, amount, best, supplier, vouchers) in enumerate(_GOODS)
    ),
    sources=(("县财政", 171600), ("乡镇自筹", 94216), ("个人", 47108)),
    orders=6,
)  # fmt: skip

SHAPE = Ledger(
    (
        Column("日期", 18, CENTRE), Column("名称、品牌规格", 36, weight=Weight.MEDIUM), Column("数量", 21, RIGHT),
        Column("单价（元）", 19, RIGHT), Column("金额（元）", 22, RIGHT, Weight.MEDIUM), Column("保质期至", 26, CENTRE),
        Column("供货商、许可证号", 35), Column("索证索票、票号", 31), Column("送货、验收", 17), Column("经费来源", 17),
        Column("备注", 30),
    ),
    left=15.0,
    size=9.5,
    row=8.4,
)  # fmt: skip
NOTE = SHAPE.columns[-1]
LEFT_EDGE, MEASURE = SHAPE.left, 272.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
TOP, SIGNED = 32.0, 194.0
ROWS = int((191.0 - TOP - SHAPE.head) / SHAPE.row)
FOOT = 3
"""Rows that the sums, the sources and the signatures take on the last page."""

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_NOTE = Style(8.5)
_FACT = Style(12, Weight.MEDIUM)
_LABEL = Style(11, ink=SOFT)


def pages_of(data: PurchaseList) -> list[list[BoughtLine]]:
    """The lines page by page."""
    return paged(data.lines, ROWS, ROWS, FOOT)


def build(data: PurchaseList, press: "Press", options: Options) -> "Iterator[Page]":
    """A table a page; under the last the sums, which source paid what, and the signatures."""
    del options
    pages = pages_of(data)
    for number, lines in enumerate(pages, 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        _head(page, data)
        last = number == len(pages)
        total = ("合计", "", "", "", yuan(data.total_fen)) if last else ()
        bottom = draw_ledger(page, TOP, SHAPE, [_texts(line) for line in lines], total)
        for at, line in enumerate(lines):
            _note(page, TOP + SHAPE.head + at * SHAPE.row, line.note)
        if last:
            _foot(page, data, bottom + 8)
        page.text(RIGHT_EDGE, 198.6, f"第 {number} 页，共 {len(pages)} 页", _SMALL, RIGHT)
        yield page


def _head(page: "Page", data: PurchaseList) -> None:
    page.text(LEFT_EDGE, 13, data.station, _SMALL, room=90)
    page.text(RIGHT_EDGE, 13, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    page.text(A4_LYING.width / 2, 18.5, "食堂采购清单", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 22, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 23.2, MEASURE, RED, RULE)
    counted = f"共 {data.orders} 单，" if data.orders else "共 "
    page.text(LEFT_EDGE, 29.2, f"{data.month.year}年{data.month.month}月", _FACT)
    page.text(RIGHT_EDGE, 29.2, f"{counted}{len(data.lines)} 样", _LABEL, RIGHT)


def _texts(line: BoughtLine) -> tuple[str, ...]:
    return (
        line.day, _both(line.item, line.brand), line.quantity, yuan(line.price_fen), yuan(line.amount_fen),
        line.best_before, _both(line.supplier, line.licence), _both(line.vouchers, line.voucher_number),
        _both(line.delivered_by, line.received_by), line.source,
    )  # fmt: skip


def _note(page: "Page", y: float, note: str) -> None:
    """In as many lines as the row has room for."""
    told = lines_of(page, note, _NOTE, width=NOTE.width - 2 * PAD, depth=SHAPE.row - 3.6)
    put(page, SHAPE.edges[-2] + PAD, middle(y + SHAPE.row / 2, told.style.size) - told.depth / 2, told)


def _both(above: str, below: str) -> str:
    """One below the other; alone what there is."""
    return f"{above}\n{below}" if above and below else above or below


def _foot(page: "Page", data: PurchaseList, base: float) -> None:
    capitals = f"{'退回 ' if data.total_fen < 0 else ''}{capital_yuan(abs(data.total_fen))}"
    wide = page.text(LEFT_EDGE, base, capitals, _FACT, room=110)
    paid = "　".join(f"{label}{'退回' if fen < 0 else ''} {yuan(abs(fen))} 元" for label, fen in data.sources)
    page.text(RIGHT_EDGE, base, paid, _LABEL, RIGHT, MEASURE - wide - 8)
    for at, label in enumerate(("采购人签字", "验收人签字", "站长签字")):
        signature(page, LEFT_EDGE + at * 84, SIGNED, label, 76, _LABEL)


PAPER = Paper("purchase-list", "食堂采购清单", A4_LYING, SAMPLE, build, lambda data: len(pages_of(data)))
