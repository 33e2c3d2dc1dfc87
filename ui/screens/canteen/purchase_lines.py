"""What was bought, a line a thing; a new line stands ready behind the last."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit

from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.labels import ElidedText, set_property
from ui.kit.spacing import column, row
from ui.screens.canteen.purchase_row import LineRow
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.money import yuan
from venue_desk.domain.purchases import PurchaseLine


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
        added.go_to(added.item)

    def _go_on(self, after: LineRow) -> None:
        at = self.rows.index(after) + 1
        following = self.rows[at] if at < len(self.rows) else self._add()
        following.go_to(following.item)

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


def _put(line: PurchaseLine, into: LineRow) -> None:
    into.put(line)


def _put_texts(texts: dict[str, Any], into: LineRow) -> None:
    into.put_texts(texts)
