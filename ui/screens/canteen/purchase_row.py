"""One thing bought, in three rows: what it was, how much, for what money; what was bought before fills the rest in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.field_ticks import check_box
from ui.kit.hits import Hit, lines_of
from ui.kit.labels import set_property
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.popup_list import PopupList
from ui.kit.segmented import Segmented
from ui.kit.spacing import column, row
from ui.kit.spelling import is_spelled
from ui.kit.typed_dates import parse_date
from venue_desk.domain.money import amount_of, parse_quantity, parse_yuan, quantity, yuan
from venue_desk.domain.purchases import PurchaseLine, StockKind, price_of

KINDS = tuple((kind, kind.label) for kind in StockKind)
MOST_OFFERED = 6
UNREADABLE = -1
"""Fen of a price or an amount that cannot be read: no rule lets it pass."""


class LineRow(QWidget):
    """One thing bought, in two rows; `known` are the lines of earlier purchases."""

    changed = Signal()
    ended = Signal()
    """Enter behind the last thing one types."""

    def __init__(self, number: int, known: Sequence[PurchaseLine], today: Callable[[], date]) -> None:
        super().__init__()
        self._known, self._today = known, today
        self.item, self.brand = self._line("名称", number, "例如 面粉"), self._line("品牌规格", number, "品牌、规格")
        self.quantity, self.unit = self._line("数量", number, "数量"), self._line("单位", number, "单位")
        self.price = self._line("单价", number, "单价")
        self.best_before = self._line("保质期至", number, "保质期")
        self.amount = self._line("金额", number, "金额")
        self.eaten = check_box("当天吃完")
        self.eaten.setAccessibleName(f"第 {number} 行 当天吃完，不入库")
        self.kind = Segmented(KINDS, StockKind.SIDE, name=f"第 {number} 行 哪一类")
        self.drop = Button("去掉这一行", kind="quiet-icon", icon="close")
        self.fields = {
            "item": self.item, "brand_spec": self.brand, "quantity": self.quantity, "unit": self.unit,
            "unit_price_fen": self.price, "amount_fen": self.amount, "best_before": self.best_before,
        }  # fmt: skip
        self._offered = PopupList(self.item, "以前买过的", least_width=280)
        self.item.popup = self._offered
        self._offered.picked.connect(self._take)
        self.item.textEdited.connect(self._offer)
        self.item.left.connect(self._offered.hide)
        self.kind.changed.connect(lambda _: self.changed.emit())
        self.eaten.toggled.connect(lambda _: self.changed.emit())
        self._lay_out()

    def value(self) -> PurchaseLine:
        """As typed; what cannot be read is left to the rules to refuse."""
        much, kind = _read(parse_quantity, self.quantity.text(), 0), self.kind.value()
        price, amount = self._money(much)
        assert isinstance(kind, StockKind)
        return PurchaseLine(
            item=self.item.text().strip(), brand_spec=self.brand.text().strip(), quantity=much,
            unit=self.unit.text().strip(), unit_price_fen=price, amount_fen=amount,
            best_before=self._day(), kind=kind, stocked=not self.eaten.isChecked(),
        )  # fmt: skip

    def put(self, line: PurchaseLine) -> None:
        """A line on record."""
        self.item.setText(line.item)
        self.brand.setText(line.brand_spec)
        self.quantity.setText(quantity(line.quantity) if line.quantity else "")
        self.unit.setText(line.unit)
        self.price.setText(yuan(line.unit_price_fen) if line.item else "")
        product = amount_of(line.quantity, line.unit_price_fen)
        self.amount.setText(yuan(line.amount_fen) if line.amount_fen != product else "")
        self.best_before.setText(f"{line.best_before}" if line.best_before else "")
        self.kind.choose(line.kind)
        self.eaten.setChecked(not line.stocked)

    def texts(self) -> dict[str, str]:
        """Every text, readable or not."""
        return {name: line.text() for name, line in self.fields.items()} | {
            "kind": str(self.kind.value()), "stocked": "" if self.eaten.isChecked() else "1",
        }  # fmt: skip

    def put_texts(self, texts: dict[str, str]) -> None:
        """A draft again."""
        for name, line in self.fields.items():
            line.setText(texts.get(name, ""))
        self.kind.choose(StockKind(texts.get("kind", StockKind.SIDE)))
        self.eaten.setChecked(not texts.get("stocked", "1"))

    def is_empty(self) -> bool:
        """Nothing typed."""
        return not any(line.text().strip() for line in self.fields.values())

    def unreadable_day(self) -> bool:
        """A best-before that is no day."""
        return bool(self.best_before.text().strip()) and self._day() is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: name, quantity, unit, price, what a new thing has besides, and on to the next line."""
        if event.key() not in ENTERS or (self.item.hasFocus() and self.is_empty()):
            event.ignore()
        elif (following := self._following()) is not None:
            self.go_to(following)
        else:
            self.ended.emit()

    def go_to(self, field: QWidget) -> None:
        """The cursor there, the line in sight once it has its place."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, LineEdit):
            field.selectAll()
        self._reveal_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._reveal_soon()

    # within

    def _line(self, name: str, number: int, placeholder: str) -> LineEdit:
        line = LineEdit(self)
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(f"第 {number} 行 {name}")
        line.textChanged.connect(self._changed)
        return line

    def _following(self) -> QWidget | None:
        """Where Enter goes: past what is filled in, but from the head of the line no further than the price."""
        name = self.item.text().strip()
        known = next((each for each in self._known if each.item == name), None)
        asked: dict[QWidget, bool] = {
            self.item: True, self.quantity: not self.quantity.text(), self.unit: not self.unit.text(),
            self.price: not self.price.text(), self.amount: not (self.price.text() or self.amount.text()),
            self.best_before: not self.best_before.text() and (known is None or known.best_before is not None),
            self.kind: known is None,
        }  # fmt: skip
        stops = list(asked)
        at = next((n for n, each in enumerate(stops) if each.hasFocus()), stops.index(self.amount))
        following = next((each for each in stops[at + 1 :] if asked[each]), None)
        price = stops.index(self.price)
        if at < price and (following is None or stops.index(following) > price):
            return self.price
        return following

    def _reveal_soon(self) -> None:
        """When the area around has seen how high it has become."""
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, 0, theme.current().s24)

    def _money(self, much: int) -> tuple[int, int]:
        """Price and amount; a slip may have only what it came to, and then the price follows from it."""
        price = _read(parse_yuan, self.price.text(), UNREADABLE)
        if not self.amount.text().strip():
            return price, amount_of(much, max(price, 0))
        amount = _read(parse_yuan, self.amount.text(), UNREADABLE)
        if not self.price.text().strip() and much > 0 and amount >= 0:
            price = price_of(amount, much)
        return price, amount

    def _lay_out(self) -> None:
        for line in (self.quantity, self.price, self.amount):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        first, second, third = row(gap=6), row(gap=6), row(gap=16)
        for line, share in ((self.item, 5), (self.quantity, 3), (self.unit, 2), (self.price, 3), (self.amount, 3)):
            first.addWidget(line, share)
        second.addWidget(self.brand, 4)
        second.addWidget(self.best_before, 3)
        second.addWidget(self.drop)
        for widget in (self.kind, self.eaten):
            third.addWidget(widget)
        third.addStretch(1)
        box = column(self, gap=4, insets="0 0 0 8")
        box.addLayout(first)
        box.addLayout(second)
        box.addLayout(third)
        order = (
            self.item, self.quantity, self.unit, self.price, self.amount, self.brand, self.best_before, self.drop,
            self.kind, self.eaten,
        )  # fmt: skip
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _changed(self) -> None:
        for line in self.fields.values():
            set_property(line, "state", "")
        value = self.value()
        product = amount_of(value.quantity, max(value.unit_price_fen, 0))
        self.amount.setPlaceholderText(yuan(product) if product else "金额")
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
        self.put(replace(line, quantity=0, amount_fen=0, best_before=None))
        if not line.unit_price_fen:
            self.price.clear()
        self.quantity.setFocus()


def _read(parse: Callable[[str], int], text: str, otherwise: int) -> int:
    try:
        return parse(text)
    except ValueError:
        return otherwise
