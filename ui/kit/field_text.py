"""Fields of words and of digits: text, several lines, password, phone, ID number, account; and what is only read."""

import re

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.kit.editor import Editor
from ui.kit.fields import Field, Kind
from ui.kit.line_edit import LineEdit, TextBox
from ui.kit.spacing import column
from venue_desk.domain.identity import clean_digits, show_phone

_LINES = 3


class LineEditor(Editor):
    """One line; the kinds of line differ by `_clean` and `_spell`."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = LineEdit(self)
        self.line.setPlaceholderText(field.placeholder)
        self.line.setAccessibleName(field.label)
        if field.kind is Kind.PASSWORD:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        box = column(self)
        box.addWidget(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.left.connect(self._spell_typed)

    def control(self) -> QLineEdit:
        return self.line

    def take_focus(self) -> None:
        """What is there already is replaced by typing."""
        self.line.setFocus()
        self.line.selectAll()

    def value(self) -> object:
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        self.line.setText(self._spell(value) if value is not None else "")

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def _spell(self, value: object) -> str:
        """A value as it stands in the line when nobody types."""
        return str(value)

    def _spell_typed(self) -> None:
        """On leaving: what was understood is written out in full; what was not stays as typed."""
        value = self.value()
        if value not in {None, ""} and not self.problem():
            spelled = self._spell(value)
            if spelled != self.line.text():
                self.line.setText(spelled)


class PhoneEditor(LineEditor):
    """Digits; written 138-0000-0101 when the field is left."""

    def value(self) -> object:
        return clean_digits(self.line.text())

    def _spell(self, value: object) -> str:
        return show_phone(str(value))


class GroupedEditor(LineEditor):
    """Digits that gaps make readable while one types: 621122 19440812 0013, accounts by fours."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._groups = (6, 8, 4) if field.kind is Kind.ID_NUMBER else (4,) * 8
        self.line.textEdited.connect(self._regroup)

    def value(self) -> object:
        return clean_digits(self.line.text())

    def echo(self) -> str:
        """How many digits there are, as long as they are not all there."""
        count = len(clean_digits(self.line.text()))
        whole = sum(self._groups) if self.field.kind is Kind.ID_NUMBER else 0
        return f"已输 {count} 位" if count and count != whole else ""

    def _spell(self, value: object) -> str:
        digits, parts = clean_digits(str(value)), []
        for size in self._groups:
            parts.append(digits[:size])
            digits = digits[size:]
        return " ".join(part for part in (*parts, digits) if part)

    def _regroup(self, typed: str) -> None:
        """Gaps move, the cursor stays behind the digit it was behind."""
        grouped = self._spell(typed)
        if grouped == typed:
            return
        digits_before = len(clean_digits(typed[: self.line.cursorPosition()]))
        self.line.setText(grouped)
        ends = [match.end() for match in re.finditer(r"\S", grouped)]
        self.line.setCursorPosition(ends[digits_before - 1] if digits_before else 0)


class BoxEditor(Editor):
    """Several lines; Ctrl+Enter goes on."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = TextBox(self)
        self.box.setPlaceholderText(field.placeholder)
        self.box.setAccessibleName(field.label)
        column(self).addWidget(self.box)
        self.box.textChanged.connect(self.changed)
        self._measure()

    def control(self) -> TextBox:
        return self.box

    def value(self) -> object:
        return self.box.toPlainText().strip()

    def set_value(self, value: object) -> None:
        self.box.setPlainText("" if value is None else str(value))

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        self.box.setPlainText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.box.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.box.setFixedHeight(_LINES * round(look.body * 1.5) + 2 * look.s8)


class ReadOnlyEditor(Editor):
    """Shown, reached by Tab, never typed in; its value is kept as it was given."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = LineEdit(self)
        self.line.setReadOnly(True)
        self.line.setAccessibleName(field.label)
        self._value: object = None
        column(self).addWidget(self.line)

    def control(self) -> QLineEdit:
        return self.line

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        self._value = value
        self.line.setText("" if value is None else str(value))

    def text(self) -> str:
        """Nothing a draft need keep: it is reckoned again."""
        return ""

    def set_text(self, text: str) -> None:
        """Reckoned again instead."""

    def show_reckoned(self, text: str) -> None:
        self.line.setText(text)
