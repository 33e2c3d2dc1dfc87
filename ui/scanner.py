"""A scanner is a keyboard that types fast and ends with Enter: such a run of keys is one text, wherever no text field has the cursor."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.kit.line_edit import ENTERS

GAP_MS = 50
"""No hand keeps up twenty keys a second; a single key waits so long for the next one before it is let through."""
LEAST = 6
"""Shorter is no number of ours, and three letters at once are a hurried cadre."""

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_SHIFTS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock})
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


class ScanWatch(QObject):
    """Holds keys back until they turn out to be a scan, told by `scanned`, or typing: then they are let through in order."""

    scanned = Signal(str)

    def __init__(self, window: QWidget, listening: Callable[[], bool]) -> None:
        """On the native window, which sees every key first; it must be there already."""
        super().__init__(window)
        self._listening = listening
        self._keys: list[QKeyEvent] = []
        self._last = 0
        self._letting_through = False
        self._handle = window.windowHandle()
        self._pause = QTimer(self, singleShot=True, interval=GAP_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._let_through)
        self._handle.installEventFilter(self)

    def wait(self, milliseconds: int) -> None:
        """Another patience, for a slower scanner."""
        self._pause.setInterval(milliseconds)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or self._letting_through or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return bool(self._keys) and self._hold(event)
        if event.key() in _SHIFTS:
            return False
        if self._keys and event.timestamp() - self._last > self._pause.interval():
            self._let_through()
        return self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        if not self._may_belong(event):
            text = self._text()
            if event.key() in ENTERS and len(text) >= LEAST:
                self._forget()
                self.scanned.emit(text)
                return True
            self._let_through()
            return False
        return self._hold(event)

    def _may_belong(self, event: QKeyEvent) -> bool:
        typed = event.text()
        if event.isAutoRepeat() or event.modifiers() & _HELD or not typed.isprintable() or not typed.strip():
            return False
        return not is_text_field(QApplication.focusWidget()) and self._listening()

    def _hold(self, event: QKeyEvent) -> bool:
        self._keys.append(_same(event))
        self._last = event.timestamp()
        if event.type() is QEvent.Type.KeyPress:
            self._pause.start()
        return True

    def _text(self) -> str:
        return "".join(key.text() for key in self._keys if key.type() is QEvent.Type.KeyPress)

    def _forget(self) -> list[QKeyEvent]:
        self._pause.stop()
        keys, self._keys = self._keys, []
        return keys

    def _let_through(self) -> None:
        keys = self._forget()
        self._letting_through = True
        for key in keys:
            QCoreApplication.sendEvent(self._handle, key)
        self._letting_through = False


def _same(event: QKeyEvent) -> QKeyEvent:
    """Not its clone(): that may come back as the wrapper of whatever lay at its address before (seen with PySide6 6.9)."""
    native = (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
    return QKeyEvent(event.type(), event.key(), event.modifiers(), *native, event.text(), event.isAutoRepeat())


def is_text_field(widget: QWidget | None) -> bool:
    """Whether what is typed there is text: then a scan is text as well."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox)
