"""Fields of numbers: money in fen, quantities in thousandths, whole numbers, and dates as one types them."""

from collections.abc import Callable
from datetime import date, timedelta
from unicodedata import normalize

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.field_text import LineEditor
from ui.kit.fields import Field, Kind
from ui.kit.typed_dates import parse_date, spell_date
from venue_desk.domain.money import parse_quantity, parse_yuan, quantity, yuan


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


_READS: dict[Kind, Callable[[str], int]] = {
    Kind.MONEY: parse_yuan,
    Kind.QUANTITY: parse_quantity,
    Kind.WHOLE: _whole,
}
_SPELLS: dict[Kind, Callable[[int], str]] = {Kind.MONEY: yuan, Kind.QUANTITY: quantity, Kind.WHOLE: str}
_EXAMPLES = {
    Kind.MONEY: "金额请写成 216.5 这样的数，最多两位小数。",
    Kind.QUANTITY: "数量请写成 2.5 这样的数，最多三位小数。",
    Kind.WHOLE: "请写一个整数。",
}


class NumberEditor(LineEditor):
    """A number at the right of its line, with its unit in the hint."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> object:
        return self._read()

    def problem(self) -> str:
        return _EXAMPLES[self.field.kind] if self.line.text().strip() and self._read() is None else ""

    def _read(self) -> int | None:
        try:
            return _READS[self.field.kind](normalize("NFKC", self.line.text().strip()))
        except ValueError:
            return None

    def _spell(self, value: object) -> str:
        return _SPELLS[self.field.kind](value) if isinstance(value, int) else ""


class DateEditor(LineEditor):
    """23, 1123, 明天, 下周三; what it is taken for stands in the hint while one types. ↑↓ move by a day."""

    def __init__(self, field: Field, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        if not field.placeholder:
            self.line.setPlaceholderText("如 23、1123、明天")

    def value(self) -> object:
        return self._read()

    def problem(self) -> str:
        if not self.line.text().strip() or self._read() is not None:
            return ""
        return f"看不懂「{self.line.text().strip()}」是哪一天，请写成 23、1123、明天或 2026-11-23。"

    def echo(self) -> str:
        """The day meant, while it is not written out yet."""
        day = self._read()
        if day is None:
            return ""
        spelled = spell_date(day, self._today())
        return "" if spelled == self.line.text().strip() else spelled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑↓: the day after, the day before; from nothing, today."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        day = self._read()
        self.set_value(self._today() if day is None else day + timedelta(step))

    def _read(self) -> date | None:
        try:
            return parse_date(self.line.text(), self._today(), self.field.lean)
        except ValueError:
            return None

    def _spell(self, value: object) -> str:
        return spell_date(value, self._today()) if isinstance(value, date) else ""
