"""What was bought, a line a thing: name, quantity, unit, price, Enter; what was bought before fills the rest in."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.hits import Hit, lines_of
from ui.kit.labels import ElidedText, Text, set_property
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.popup_list import PopupList
from ui.kit.segmented import Segmented
from ui.kit.spacing import column, row
from ui.kit.spelling import is_spelled
from ui.kit.typed_dates import parse_date
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.money import amount_of, parse_quantity, parse_yuan, quantity, yuan
from venue_desk.domain.purchases import PurchaseLine, StockKind

KINDS = tuple((kind, kind.label) for kind in StockKind)
MOST_OFFERED = 6
UNREADABLE = -1
"""Fen of a price that cannot be read: no rule lets it pass."""


class LineRow(QWidget):
    """One thing bought, in two rows; `known` are the lines of earlier purchases."""

    changed = Signal()
    ended = Signal()
    """Enter behind the last thing one types."""

    def __init__(self, number: int, known: Sequence[PurchaseLine], today: Callable[[], date]) -> None:
        super().__init__()
        self._known, self._today = known, today
        self._stocked = True
        self.item, self.brand = self._line("名称", number, "例如 面粉"), self._line("品牌规格", number, "品牌、规格")
        self.quantity, self.unit = self._line("数量", number, "数量"), self._line("单位", number, "单位")
        self.price = self._line("单价", number, "单价")
        self.best_before = self._line("保质期至", number, "保质期")
        self.amount = Text("", "fact")
        self.kind = Segmented(KINDS, StockKind.SIDE, name=f"第 {number} 行 哪一类")
        self.drop = Button("去掉这一行", kind="quiet-icon", icon="close")
        self.fields = {
            "item": self.item, "brand_spec": self.brand, "quantity": self.quantity, "unit": self.unit,
            "unit_price_fen": self.price, "best_before": self.best_before,
        }  # fmt: skip
        self._offered = PopupList(self.item, "以前买过的", least_width=280)
        self.item.popup = self._offered
        self._offered.picked.connect(self._take)
        self.item.textEdited.connect(self._offer)
        self.item.left.connect(self._offered.hide)
        self.kind.changed.connect(lambda _: self.changed.emit())
        self._lay_out()

    def value(self) -> PurchaseLine:
        """As typed; what cannot be read is left to the rules to refuse."""
        amount = _read(parse_quantity, self.quantity.text(), 0)
        price = _read(parse_yuan, self.price.text(), UNREADABLE)
        kind = self.kind.value()
        assert isinstance(kind, StockKind)
        return PurchaseLine(
            item=self.item.text().strip(), brand_spec=self.brand.text().strip(), quantity=amount,
            unit=self.unit.text().strip(), unit_price_fen=price, amount_fen=amount_of(amount, max(price, 0)),
            best_before=self._day(), kind=kind, stocked=self._stocked,
        )  # fmt: skip

    def put(self, line: PurchaseLine) -> None:
        """A line on record."""
        self.item.setText(line.item)
        self.brand.setText(line.brand_spec)
        self.quantity.setText(quantity(line.quantity) if line.quantity else "")
        self.unit.setText(line.unit)
        self.price.setText(yuan(line.unit_price_fen) if line.unit_price_fen else "")
        self.best_before.setText(f"{line.best_before}" if line.best_before else "")
        self.kind.choose(line.kind)
        self._stocked = line.stocked

    def texts(self) -> dict[str, str]:
        """Every text, readable or not."""
        return {name: line.text() for name, line in self.fields.items()} | {
            "kind": str(self.kind.value()), "stocked": "1" if self._stocked else "",
        }  # fmt: skip

    def put_texts(self, texts: dict[str, str]) -> None:
        """A draft again."""
        for name, line in self.fields.items():
            line.setText(texts.get(name, ""))
        self.kind.choose(StockKind(texts.get("kind", StockKind.SIDE)))
        self._stocked = bool(texts.get("stocked", "1"))

    def is_empty(self) -> bool:
        """Nothing typed."""
        return not any(line.text().strip() for line in self.fields.values())

    def unreadable_day(self) -> bool:
        """A best-before that is no day."""
        return bool(self.best_before.text().strip()) and self._day() is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: name, quantity, unit, price, and on to the next line."""
        order = [self.item, self.quantity, self.unit, self.price]
        at = next((n for n, line in enumerate(order) if line.hasFocus()), len(order) - 1)
        if event.key() not in ENTERS or (order[0].hasFocus() and self.is_empty()):
            event.ignore()
        elif at + 1 < len(order):
            following = next((line for line in order[at + 1 :] if not line.text()), order[-1])
            following.setFocus()
            following.selectAll()
        else:
            self.ended.emit()

    # within

    def _line(self, name: str, number: int, placeholder: str) -> LineEdit:
        line = LineEdit(self)
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(f"第 {number} 行 {name}")
        line.textChanged.connect(self._changed)
        return line

    def _lay_out(self) -> None:
        for line in (self.quantity, self.price):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.amount.setMinimumWidth(theme.current().px(72))
        first, second = row(gap=6), row(gap=6)
        for line, share in ((self.item, 5), (self.quantity, 3), (self.unit, 2), (self.price, 3)):
            first.addWidget(line, share)
        first.addWidget(self.amount)
        second.addWidget(self.brand, 4)
        second.addWidget(self.best_before, 3)
        second.addWidget(self.kind)
        second.addWidget(self.drop)
        box = column(self, gap=4, insets="0 0 0 6")
        box.addLayout(first)
        box.addLayout(second)

    def _changed(self) -> None:
        for line in self.fields.values():
            set_property(line, "state", "")
        value = self.value()
        self.amount.setText(yuan(value.amount_fen) if value.amount_fen else "")
        self.changed.emit()

    def _day(self) -> date | None:
        try:
            return parse_date(self.best_before.text(), self._today())
        except ValueError:
            return None

    def _offer(self, typed: str) -> None:
        found = [each for each in self._known if typed.strip() and is_spelled(each.item, typed)]
        hits = [Hit(each.item, each.item, f"{yuan(each.unit_price_fen)} 元 / {each.unit}") for each in found]
        self._offered.show_lines(lines_of(hits, limit=MOST_OFFERED))

    def _take(self, hit: Hit) -> None:
        """As it was bought last; how much is for the cadre to say."""
        line = next(each for each in self._known if each.item == hit.key)
        self.put(replace(line, quantity=0, best_before=None))
        self.quantity.setFocus()


class PurchaseLinesEditor(Editor):
    """The lines; a new one stands ready behind the last. Enter in an empty one goes on to the next field."""

    def __init__(self, field: Field, known: Sequence[PurchaseLine], today: Callable[[], date]) -> None:
        super().__init__(field)
        self._known, self._today = known, today
        self.rows: list[LineRow] = []
        self._rows = column(gap=4)
        self.total = ElidedText("", "meta")
        foot = row(gap=8)
        foot.addWidget(Button("添一行", self._add_and_go, icon="plus"))
        foot.addStretch(1)
        foot.addWidget(self.total)
        box = column(self, gap=4)
        box.addLayout(self._rows)
        box.addLayout(foot)
        self._add()

    def control(self) -> QLineEdit:
        return self.rows[0].item

    def show_severity(self, severity: Severity | None) -> None:
        """What is wrong is marked at its place, by `mark`."""
        del severity

    def take_focus(self) -> None:
        self.rows[0].item.setFocus()

    def value(self) -> tuple[PurchaseLine, ...]:
        return tuple(each.value() for each in self.rows if not each.is_empty())

    def set_value(self, value: object) -> None:
        self._fill([partial(_put, line) for line in value] if isinstance(value, tuple) else [])

    def text(self) -> str:
        return json.dumps([each.texts() for each in self.rows if not each.is_empty()], ensure_ascii=False)

    def set_text(self, text: str) -> None:
        kept: list[dict[str, str]] = json.loads(text) if text else []
        self._fill([partial(_put_texts, texts) for texts in kept])

    def problem(self) -> str:
        wrong = next((n for n, each in enumerate(self.rows, 1) if each.unreadable_day()), 0)
        return f"第 {wrong} 行的保质期看不懂，请写成 2027-05-20 或 0520。" if wrong else ""

    def mark(self, findings: Sequence[Finding]) -> None:
        """A border where each is: `lines.3.quantity` counts the lines that are not empty, from 0."""
        filled = [each for each in self.rows if not each.is_empty()]
        for finding in findings:
            _, number, name = finding.field.split(".", 2)
            line = filled[int(number)].fields.get(name) if int(number) < len(filled) else None
            if line is not None:
                set_property(line, "state", "error")

    # within

    def _fill(self, puts: "Sequence[Callable[[LineRow], None]]") -> None:
        for each in self.rows:
            each.hide()
            each.deleteLater()
            self._rows.removeWidget(each)
        self.rows = []
        for put in puts:
            put(self._add())
        if not puts:
            self._add()
        self._tell()

    def _add(self) -> LineRow:
        added = LineRow(len(self.rows) + 1, self._known, self._today)
        added.changed.connect(self._tell)
        added.ended.connect(partial(self._go_on, added))
        added.drop.clicked.connect(lambda _checked: self._drop(added))
        self.rows.append(added)
        self._rows.addWidget(added)
        return added

    def _add_and_go(self) -> None:
        added = self.rows[-1] if self.rows[-1].is_empty() else self._add()
        added.item.setFocus()

    def _go_on(self, after: LineRow) -> None:
        at = self.rows.index(after) + 1
        following = self.rows[at] if at < len(self.rows) else self._add()
        following.item.setFocus()

    def _drop(self, dropped: LineRow) -> None:
        if len(self.rows) > 1:
            self.rows.remove(dropped)
            self._rows.removeWidget(dropped)
            dropped.hide()
            dropped.deleteLater()
        else:
            dropped.put_texts({})
        self.rows[-1].item.setFocus()
        self._tell()

    def _tell(self) -> None:
        together = sum(line.amount_fen for line in self.value())
        self.total.setText(f"合计 {yuan(together)} 元" if together else "")
        self.changed.emit()


def _read(parse: Callable[[str], int], text: str, otherwise: int) -> int:
    try:
        return parse(text)
    except ValueError:
        return otherwise


def _put(line: PurchaseLine, into: LineRow) -> None:
    into.put(line)


def _put_texts(texts: dict[str, Any], into: LineRow) -> None:
    into.put_texts(texts)
