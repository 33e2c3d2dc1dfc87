"""A line of text that leaves Enter, arrows and Esc to the popup below it and to the form around it."""

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.kit.code_points import first_units, turned, units

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PASSED_ON = ENTERS | {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape}


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class Popup(Protocol):
    """What may stand open under a line and takes its keys first: Enter, arrows and Esc, plain keys, Tab as one of them."""

    def take_key(self, key: int) -> bool:
        """Whether the key was for the popup."""
        ...


def asks_for_code_point(event: QKeyEvent) -> bool:
    """Alt+X, as Word has it."""
    return event.key() == Qt.Key.Key_X and event.modifiers() == Qt.KeyboardModifier.AltModifier


class LineEdit(QLineEdit):
    """While the input method composes, Enter and arrows are its own: they reach neither popup nor form."""

    left = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No popup at first."""
        super().__init__(parent)
        self.popup: Popup | None = None
        self._composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a preedit is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Popup first, then whoever stands around; everything else is typing, Alt+X among it."""
        passed_on = event.key() in _PASSED_ON
        if asks_for_code_point(event):
            self._turn()
        elif (self._composing and passed_on) or (
            (passed_on or not event.modifiers() & _HELD) and self._is_for_popup(event.key())
        ):
            event.accept()
        elif passed_on:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's names
        """Tab goes on to the next field, unless the popup has a use for it."""
        tab = Qt.Key.Key_Tab if next else Qt.Key.Key_Backtab
        return self._is_for_popup(tab) or super().focusNextPrevChild(next)

    def _is_for_popup(self, key: int) -> bool:
        return self.popup is not None and self.popup.take_key(key)

    def _turn(self) -> None:
        """A code point before the cursor becomes its character, and a character its code point."""
        before = first_units(self.text(), self.cursorPosition())
        change = turned(before)
        if change is None or self.isReadOnly():
            return
        length = units(before[-change.length :])
        self.setSelection(self.cursorPosition() - length, length)
        self.insert(change.text)
        self.textEdited.emit(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that typing begins here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing here is over; a context menu or another window does not end it."""
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()


class TextBox(QPlainTextEdit):
    """Several lines of plain text: Enter is a new line, Ctrl+Enter and Tab go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Tab leaves the box."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a preedit is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter, Ctrl+↑↓ and Esc are for whoever stands around; Alt+X turns a code point into its character."""
        if asks_for_code_point(event):
            self._turn()
            return
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        onward = held and event.key() in ENTERS | {Qt.Key.Key_Up, Qt.Key.Key_Down}
        if not onward and event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._composing:
            event.accept()
        else:
            event.ignore()

    def _turn(self) -> None:
        """A code point before the cursor becomes its character, and a character its code point."""
        cursor = self.textCursor()
        before = first_units(cursor.block().text(), cursor.positionInBlock())
        change = turned(before)
        if change is None:
            return
        start = cursor.position() - units(before[-change.length :])
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(change.text)
