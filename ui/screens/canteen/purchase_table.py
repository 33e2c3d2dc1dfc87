"""A purchase as the register shows it: its row, its lines, and the mark of what can no longer be touched."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.kit.columns import Column, Mark, Tone
from ui.kit.columns import Kind as ColumnKind
from ui.kit.labels import Prose
from ui.kit.sources import ListSource
from ui.kit.spacing import column
from ui.kit.spelling import is_spelled
from venue_desk.domain.calendar import short_date
from venue_desk.domain.money import yuan
from venue_desk.domain.purchases import Purchase, StockKind, VoucherKind, bought
from venue_desk.services.purchases import PurchaseRow

ALL = "all"


def lines_shown(purchase: Purchase) -> QWidget:
    """Line by line, and what never lay in store."""
    shown = QWidget()
    box = column(shown, gap=4)
    for line in purchase.lines:
        kept = "" if line.enters_stock or line.kind is StockKind.OTHER else "，当天吃完，没入库"
        until = f"，保质期至 {line.best_before.month}月{line.best_before.day}日" if line.best_before else ""
        price = f"{yuan(line.unit_price_fen)} 元 / {line.unit}"
        box.addWidget(Prose(f"{bought(line)}　{price}　{yuan(line.amount_fen)} 元{until}{kept}"))
    return shown


def what_of(purchase: Purchase) -> str:
    """面粉, or 面粉等 3 样."""
    first = purchase.lines[0].item if purchase.lines else ""
    return f"{first}等 {len(purchase.lines)} 样" if len(purchase.lines) > 1 else first


def columns(today: Callable[[], date]) -> Sequence[Column[PurchaseRow]]:
    """The table: what, when, out of whose money, how much."""
    return (
        Column("买了什么", lambda r: what_of(r.purchase), meta=lambda r: r.supplier, mark=mark_of),
        Column("哪天", lambda r: short_date(r.purchase.day, today()), meta=lambda r: r.received_by, width=104),
        Column("谁出钱", lambda r: r.purchase.source.label, meta=_papers, width=120),
        Column("金额（元）", lambda r: yuan(r.purchase.amount_fen), width=112, kind=ColumnKind.NUMBER),
    )


def _papers(row: PurchaseRow) -> str:
    return "、".join(kind.label for kind in VoucherKind if kind in row.purchase.vouchers) or "没有票"


def source(rows: Sequence[PurchaseRow]) -> ListSource[PurchaseRow]:
    """The rows by their purchase."""
    return ListSource(rows, key=lambda row: row.purchase.id, name=lambda row: row.supplier)


def is_of(row: PurchaseRow, state: object) -> bool:
    """Whether the chip of this source lets it through."""
    return state in (ALL, row.purchase.source.value)


def matches(row: PurchaseRow, text: str) -> bool:
    """By supplier, voucher number or what was bought."""
    words = (row.supplier, row.purchase.voucher_number, *(line.item for line in row.purchase.lines))
    return not text or any(text in word or is_spelled(word, text) for word in words)


def mark_of(row: PurchaseRow) -> Mark | None:
    """Whether its account can still be touched."""
    if row.countered:
        return Mark("已冲正", Tone.AMBER, "undo")
    if row.purchase.reverses_id is not None:
        return Mark("冲正", Tone.NEUTRAL, "undo")
    return Mark("已结算", Tone.NEUTRAL, "lock") if row.locked else None
