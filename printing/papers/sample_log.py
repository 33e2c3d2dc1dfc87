"""食品留样记录: what was kept of each meal, until when, and when it was thrown away (DOMAIN §3.3). A4 lying."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from printing.blocks import signature
from printing.document import Options, Paper
from printing.ledger import Column, Ledger, draw_ledger, paged
from printing.page import CENTRE, RIGHT
from printing.sheet import A4_LYING
from printing.styles import RED, RULE, SOFT, Style, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSample:
    """One dish kept; the times as they are read, empty where it is not thrown away yet."""

    day: str
    meal: str
    dish: str
    grams: str
    kept_at: str
    keep_until: str
    kept_by: str
    discarded_at: str = ""
    discarded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLog:
    """The samples of a month. `hours` and `grams` are what the rules asked for in it."""

    station: str
    serial: str
    month: date
    rule: str
    samples: tuple[LoggedSample, ...]


def _sample_row(at: int) -> LoggedSample:
    meal, dish = (("午餐", "洋芋烧鸡块"), ("午餐", "醋溜白菜"), ("晚餐", "浆水面"))[at % 3]
    day = at // 3 + 1
    noon = meal == "午餐"
    return LoggedSample(
        day=f"11月{day}日", meal=meal, dish=dish, grams="125 克",
        kept_at=f"11月{day}日 {'11:40' if noon else '18:10'}", keep_until=f"11月{day + 2}日 {'11:40' if noon else '18:10'}",
        kept_by="何彩云", discarded_at=f"11月{day + 2}日 {'12:30' if noon else '19:00'}" if day < 8 else "",
        discarded_by="何彩云" if day < 8 else "",
    )  # fmt: skip


SAMPLE = SampleLog(
    station="菜子镇浅河村便民服务站",
    serial="105203-Y-20261130-0001",
    month=date(2026, 11, 1),
    rule="每样不少于 125 克，冷藏保存 48 小时",
    samples=tuple(_sample_row(at) for at in range(24)),
)

SHAPE = Ledger(
    (
        Column("序号", 13, CENTRE), Column("日期", 24, CENTRE), Column("餐次", 17, CENTRE),
        Column("菜名", 57, weight=Weight.MEDIUM), Column("克数", 20, RIGHT), Column("留样时间", 33, CENTRE),
        Column("保存至", 33, CENTRE), Column("留样人", 21), Column("销毁时间", 33, CENTRE), Column("销毁人", 21),
    ),
    left=15.0,
)  # fmt: skip
LEFT_EDGE, MEASURE = SHAPE.left, 272.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
TOP, SIGNED, FOOT = 35.0, 194.0, 1
ROWS = int((190.0 - TOP - SHAPE.head) / SHAPE.row)

_TITLE = Style(23, Weight.BOLD)
_SMALL = Style(9, ink=SOFT)
_FACT = Style(12, Weight.MEDIUM)
_LABEL = Style(11, ink=SOFT)


def pages_of(data: SampleLog) -> list[list[LoggedSample]]:
    """The samples page by page."""
    return paged(data.samples, ROWS, ROWS, FOOT)


def build(data: SampleLog, press: "Press", options: Options) -> "Iterator[Page]":
    """A table a page, each numbered on; the last is signed."""
    del options
    pages, done = pages_of(data), 0
    for number, samples in enumerate(pages, 1):
        page = press.page(A4_LYING.width, A4_LYING.height)
        _head(page, data)
        draw_ledger(page, TOP, SHAPE, [_texts(done + at, each) for at, each in enumerate(samples, 1)])
        done += len(samples)
        if number == len(pages):
            signature(page, LEFT_EDGE, SIGNED, "留样人签字", 82, _LABEL)
            signature(page, LEFT_EDGE + 98, SIGNED, "食堂负责人签字", 90, _LABEL)
        page.text(RIGHT_EDGE, 198.6, f"第 {number} 页，共 {len(pages)} 页", _SMALL, RIGHT)
        yield page


def _head(page: "Page", data: SampleLog) -> None:
    page.text(LEFT_EDGE, 13, data.station, _SMALL, room=90)
    page.text(RIGHT_EDGE, 13, f"编号 {data.serial}", _SMALL, RIGHT, 80)
    page.text(A4_LYING.width / 2, 18.5, "食品留样记录", _TITLE, CENTRE)
    page.rule(LEFT_EDGE, 23, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, 24.2, MEASURE, RED, RULE)
    page.text(LEFT_EDGE, 31.2, f"{data.month.year}年{data.month.month}月", _FACT)
    page.text(RIGHT_EDGE, 31.2, data.rule, _LABEL, RIGHT, 180)


def _texts(number: int, each: LoggedSample) -> tuple[str, ...]:
    return (
        f"{number}", each.day, each.meal, each.dish, each.grams, each.kept_at, each.keep_until, each.kept_by,
        each.discarded_at or "还没有到期", each.discarded_by,
    )  # fmt: skip


PAPER = Paper("sample-log", "食品留样记录", A4_LYING, SAMPLE, build, lambda data: len(pages_of(data)))
