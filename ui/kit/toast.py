"""The ink bar at the bottom left: what was done, on whom, and how to take it back. One at a time, eight seconds, never a failure."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsOpacityEffect, QLineEdit, QPlainTextEdit, QWidget

from ui import theme
from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Text
from ui.kit.spacing import row

STAY_MS = 8000
FADE_MS = 120

Act = Callable[[], object]


class Toast(QFrame):
    """Lies over the bottom left of its parent; stays while hovered or focused."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._undo: Act | None = None
        self._see: Act | None = None
        self._came_from: QWidget | None = None
        self.setProperty("role", "toast")
        self._build()
        self._clock = QTimer(self, singleShot=True, interval=STAY_MS)
        self._clock.timeout.connect(self.leave)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.finished.connect(self._faded)
        parent.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        line = row(self, gap=12, insets="16 6 12 6")
        self._icon = IconLabel("done", "inverse_jade", 18)
        line.addWidget(self._icon)
        self._words = ElidedText()
        line.addWidget(self._words, 1)
        self._see_button = Button("", self.look, kind="toast")
        self._undo_button = Button("撤销", self.act, kind="toast")
        self._keys = Text("Ctrl+Z", "hint")
        for widget in (self._see_button, self._undo_button, self._keys):
            line.addWidget(widget)

    def tell(
        self, text: str, undo: Act | None = None, see: Act | None = None, verb: str = "打开", icon: str = "done"
    ) -> None:
        """Say what was done, with 撤销 and with what else can be done now; the one before gives way."""
        self._forget()
        self._undo, self._see = undo, see
        self._icon.show_icon(icon, "inverse_jade" if icon == "done" else "inverse_ink2")
        self._words.setText(text)
        self._see_button.setText(verb)
        self._see_button.setVisible(see is not None)
        for shown in (self._undo_button, self._keys):
            shown.setVisible(undo is not None)
        if undo is not None:
            _app().installEventFilter(self)
        self.show()
        self._place()
        self._fade_to(1.0)
        self._clock.start()
        announce(self, f"{text}。按 Ctrl+Z 撤销。" if undo else f"{text}。")

    def text(self) -> str:
        """What it says while it is there, else nothing."""
        return self._words.text() if self.isVisibleTo(self._ground) else ""

    def can_undo(self) -> bool:
        """Whether Ctrl+Z would take the last act back."""
        return self._undo is not None

    def act(self) -> None:
        """Take it back; a second press finds nothing to do."""
        self._do(self._undo)

    def look(self) -> None:
        """Open what was made, or what else its other button says."""
        self._do(self._see)

    def leave(self) -> None:
        """Fade, unless someone is on it: then another eight seconds."""
        if self.underMouse() or self._holds_focus():
            self._clock.start()
            return
        self._forget()
        self._fade_to(0.0)

    def take_focus(self) -> None:
        """F8: the keyboard on its first button; Esc goes back."""
        first = next((button for button in (self._see_button, self._undo_button) if button.isVisible()), None)
        if first is not None:
            self._came_from = _app().focusWidget()
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the bar for where one was."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._go_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corner; take Ctrl+Z from a text field that has nothing of its own to undo."""
        if watched is self._ground:
            if event.type() == QEvent.Type.Resize:
                self._place()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Undo) and not _has_undo(watched)
        return False

    def _do(self, act: Act | None) -> None:
        self._go_back()
        self._forget()
        self.hide()
        if act is not None:
            act()

    def _holds_focus(self) -> bool:
        return self._see_button.hasFocus() or self._undo_button.hasFocus()

    def _go_back(self) -> None:
        if self._holds_focus() and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def _forget(self) -> None:
        self._undo = self._see = None
        _app().removeEventFilter(self)

    def _fade_to(self, opacity: float) -> None:
        self._effect.setEnabled(True)
        self._fade.stop()
        self._fade.setStartValue(self._effect.opacity() if self._effect.opacity() < 1.0 else 1.0 - opacity)
        self._fade.setEndValue(opacity)
        self._fade.start()

    def _faded(self) -> None:
        self._effect.setEnabled(False)
        if self._fade.endValue() == 0.0:
            self.hide()

    def _place(self) -> None:
        tokens, room = theme.current(), self._ground.rect()
        size = self.sizeHint()
        width = min(size.width(), room.width() - 2 * tokens.page_x)
        height = max(size.height(), tokens.px(44))
        self.setGeometry(tokens.page_x, room.height() - height - tokens.px(48 if tokens.compact else 64), width, height)
        self.raise_()


def _has_undo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
