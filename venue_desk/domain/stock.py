"""库存: what lies in the store room, in from purchases, out to the kitchen; never less than nothing on any day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.meals import Meal
from venue_desk.domain.money import quantity
from venue_desk.domain.purchases import MOST_QUANTITY, TEXT_MAX, PurchaseEntry, StockKind

NOTE_MAX = 60
BEST_BEFORE_SOON = timedelta(days=7)
DAY = timedelta(days=1)
OUTS_NAMED = 3
LOTS_KEPT = 5
"""So many lots of a ware are carried over one by one."""
Ware = tuple[str, str]
"""What is counted together: the item and its unit."""
Out = TypeVar("Out", bound="StockEntry")


class StockWhy(StrEnum):
    """Why something left the store room (or was found there)."""

    USED = "used"
    SPOILED = "spoiled"
    COUNTED = "counted"

    @property
    def label(self) -> str:
        """领用, 报损, 盘点."""
        return {"used": "领用", "spoiled": "报损", "counted": "盘点"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockEntry:
    """What goes out, in thousandths; negative only where more was found than was on paper (盘点)."""

    day: date
    item: str
    unit: str
    quantity: int
    why: StockWhy = StockWhy.USED
    meal: Meal | None = None
    note: str = ""

    @property
    def ware(self) -> Ware:
        """What it is counted with."""
        return self.item, self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class StockOut(StockEntry):
    """An issue on record."""

    id: UUID
    station_id: UUID
    noted_by: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One line of a stocktaking: so much lies there."""

    item: str
    unit: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What is left of what came in on one day."""

    item: str
    unit: str
    kind: StockKind
    quantity: int
    best_before: date | None
    came_on: date

    @property
    def ware(self) -> Ware:
        """What it is counted with."""
        return self.item, self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One ware as the screen shows it: what lies there, in which lots, the first to be eaten first."""

    item: str
    unit: str
    kind: StockKind
    quantity: int
    lots: tuple[Lot, ...]

    @property
    def best_before(self) -> date | None:
        """The earliest of its lots."""
        return min((lot.best_before for lot in self.lots if lot.best_before), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """On that day there would be less than nothing: `had` lay there before what goes out then."""

    day: date
    had: int
    missing: int


def lot_of(values: dict[str, Any]) -> Lot:
    """A lot as it was kept."""
    best_before = values["best_before"] and date.fromisoformat(values["best_before"])
    came_on = date.fromisoformat(values["came_on"])
    return Lot(**{**values, "kind": StockKind(values["kind"]), "best_before": best_before, "came_on": came_on})


def came_in(purchases: Iterable[PurchaseEntry]) -> list[Lot]:
    """What these purchases brought into the store room; a counter-entry takes it out again."""
    return [
        Lot(
            item=line.item, unit=line.unit, kind=line.kind, quantity=line.quantity, best_before=line.best_before,
            came_on=purchase.day,
        )
        for purchase in purchases for line in purchase.lines if line.enters_stock
    ]  # fmt: skip


def shortfalls(carried: Iterable[Lot], came: Iterable[Lot], went: Iterable[StockEntry]) -> dict[Ware, Shortfall]:
    """The wares of which less than nothing would be left at the end of some day, with the first such day.

    What comes in on a day is there for what goes out on it.
    """
    moved: dict[Ware, list[tuple[date, int]]] = defaultdict(list)
    for lot in (*carried, *came):
        moved[lot.ware].append((lot.came_on, lot.quantity))
    for out in went:
        moved[out.ware].append((out.day, -out.quantity))
    found = {ware: _first_short(moves) for ware, moves in moved.items()}
    return {ware: short for ware, short in found.items() if short}


def _first_short(moves: list[tuple[date, int]]) -> Shortfall | None:
    left = 0
    for day, together in groupby(sorted(moves), key=lambda move: move[0]):
        amounts = [amount for _, amount in together]
        had = left + sum(amount for amount in amounts if amount > 0)
        left += sum(amounts)
        if left < 0:
            return Shortfall(day=day, had=had, missing=-left)
    return None


def remaining(carried: Iterable[Lot], came: Iterable[Lot], went: Iterable[StockEntry]) -> tuple[Lot, ...]:
    """What is left in which lots: what keeps shortest goes out first, what has no date last."""
    lots: dict[Ware, list[Lot]] = defaultdict(list)
    taken: dict[Ware, int] = defaultdict(int)
    for lot in (*carried, *came):
        if lot.quantity > 0:
            lots[lot.ware].append(lot)
        else:
            taken[lot.ware] -= lot.quantity
    for out in went:
        taken[out.ware] += out.quantity
        if out.quantity < 0 and not lots[out.ware]:
            lots[out.ware].append(lot_found(out))
    return tuple(left for ware in sorted(lots) for left in _after(lots[ware], taken[ware]))


def lot_found(out: StockEntry) -> Lot:
    """A lot of nothing for what a stocktaking found, though all that came in was used up."""
    return Lot(
        item=out.item, unit=out.unit, kind=StockKind.SIDE, quantity=0, best_before=None, came_on=out.day
    )  # fmt: skip


def _after(lots: list[Lot], taken: int) -> Iterable[Lot]:
    """Found more than was on paper: it is added to what keeps longest."""
    ordered = sorted(lots, key=lambda lot: (lot.best_before or date.max, lot.came_on))
    if taken < 0:
        ordered[-1], taken = replace(ordered[-1], quantity=ordered[-1].quantity - taken), 0
    for lot in ordered:
        used = min(lot.quantity, taken)
        taken -= used
        if used < lot.quantity:
            yield replace(lot, quantity=lot.quantity - used)


def carried_over(lots: Iterable[Lot]) -> tuple[Lot, ...]:
    """The lots as a settlement keeps them: the oldest of a ware become one, or what nobody books out would pile up for years."""
    by_ware: dict[Ware, list[Lot]] = defaultdict(list)
    for lot in lots:
        by_ware[lot.ware].append(lot)
    return tuple(lot for of in by_ware.values() for lot in (*_as_one(of[:-LOTS_KEPT]), *of[-LOTS_KEPT:]))


def _as_one(lots: list[Lot]) -> list[Lot]:
    return [replace(lots[0], quantity=sum(lot.quantity for lot in lots))] if lots else []


def shelves(lots: Iterable[Lot]) -> tuple[Shelf, ...]:
    """The lots by ware: 主食, then 副食."""
    by_ware: dict[Ware, list[Lot]] = defaultdict(list)
    for lot in lots:
        by_ware[lot.ware].append(lot)
    made = [
        Shelf(item=item, unit=unit, kind=of[0].kind, quantity=sum(lot.quantity for lot in of), lots=tuple(of))
        for (item, unit), of in by_ware.items()
    ]
    order = list(StockKind)
    return tuple(sorted(made, key=lambda shelf: (order.index(shelf.kind), shelf.item, shelf.unit)))


def tidy_out(entry: Out) -> Out:
    """The entry as it is kept."""
    return replace(entry, item=entry.item.strip(), unit=entry.unit.strip(), note=entry.note.strip())


def check_out(entry: StockEntry, today: date) -> list[Finding]:
    """What, how much, not in the future; what was spoiled is explained."""
    findings = []
    if not entry.item:
        findings.append(must("stock.item", "item", "请选领用的是什么。"))
    if not 0 < entry.quantity <= MOST_QUANTITY:
        findings.append(must("stock.quantity", "quantity", "请写数量，要比 0 大。"))
    if entry.day > today:
        findings.append(must("stock.later", "day", "日期在今天以后，请改成领用的那一天。"))
    if entry.why is not StockWhy.USED and not entry.note:
        findings.append(must("stock.note", "note", f"{entry.why.label}请写明原因。"))
    if len(entry.note) > NOTE_MAX or len(entry.item) > TEXT_MAX:
        findings.append(must("stock.long", "note", f"备注最多 {NOTE_MAX} 个字，请改短。"))
    return findings


def short_finding(ware: Ware, short: Shortfall, field: str) -> Finding:
    """库里只有 3 公斤面粉."""
    item, unit = ware
    day = f"{short.day.month}月{short.day.day}日"
    return must(
        "stock.short", field,
        f"{day}库里只有 {quantity(short.had)} {unit}{item}，还差 {quantity(short.missing)} {unit}。"
        "请先登记采购，或再看一遍数量和日期。",
    )  # fmt: skip


def used_finding(ware: Ware, short: Shortfall, outs: Sequence[StockEntry], field: str) -> Finding:
    """What stands in the way of taking something back: the issues that would go short, the first few by their day."""
    item, unit = ware
    told = [f"{out.day.month}月{out.day.day}日{out.why.label} {quantity(out.quantity)} {unit}" for out in outs]
    more = f" 等 {len(told)} 笔" if len(told) > OUTS_NAMED else ""
    return must(
        "stock.short", field,
        f"{item}已经出去了：{'、'.join(told[:OUTS_NAMED])}{more}，这样会差 {quantity(short.missing)} {unit}。"
        "请先到「库存」的「领用记录」里改或作废。",
    )  # fmt: skip


def differences(counted: Sequence[Counted], lots: Iterable[Lot], day: date, note: str) -> list[StockEntry]:
    """盘点: what has to be written so that paper and shelf agree; nothing for what agrees already."""
    on_paper: dict[Ware, int] = defaultdict(int)
    for lot in lots:
        on_paper[lot.ware] += lot.quantity
    return [
        StockEntry(day=day, item=each.item, unit=each.unit, quantity=gone, why=StockWhy.COUNTED, note=note)
        for each in counted
        if (gone := on_paper[each.item, each.unit] - each.quantity)
    ]


def check_counting(
    counted: Sequence[Counted], known: Set[Ware], missing: Sequence[StockEntry], note: str
) -> list[Finding]:
    """Only what is in the book is counted, nothing less than nothing; a difference is explained."""
    findings = []
    for number, each in enumerate(counted):
        if each.quantity < 0:
            findings.append(must("stock.counted", f"counted.{number}", f"{each.item}的数量不能比 0 小。"))
        elif each.quantity and (each.item, each.unit) not in known:
            sentence = f"账上没有{each.item}，请先登记采购。"
            findings.append(must("stock.unknown", f"counted.{number}", sentence))
    if missing and not note:
        findings.append(must("stock.why", "note", "账和实物对不上，请写明原因。"))
    return findings


def check_counting_day(day: date, today: date) -> list[Finding]:
    """What lies there tomorrow nobody can count."""
    return [must("stock.count_later", "day", "日期在今天以后，请改成数东西的那一天。")] if day > today else []


def best_before_findings(lots: Iterable[Lot], today: date) -> list[Finding]:
    """What is over its date, then what soon will be: one sentence each."""
    dated = sorted((lot for lot in lots if lot.best_before), key=lambda lot: (lot.best_before or date.max, lot.item))
    over, soon = _named(dated, date.min, today - DAY), _named(dated, today, today + BEST_BEFORE_SOON)
    findings = []
    if over:
        findings.append(should("stock.over", "", f"过了保质期：{over}。不能再吃，请登记报损。"))
    if soon:
        findings.append(should("stock.soon", "", f"快到保质期：{soon}。请先吃这些。"))
    return findings


def _named(lots: Iterable[Lot], first: date, last: date) -> str:
    """面粉（11月28日）、鸡蛋（12月1日）: each item once, with its earliest date of this stretch."""
    near = [(lot.item, lot.best_before) for lot in lots if lot.best_before and first <= lot.best_before <= last]
    earliest = dict(reversed(near))
    return "、".join(
        f"{item}（{earliest[item].month}月{earliest[item].day}日）" for item in dict.fromkeys(i for i, _ in near)
    )
