"""交接班 opens by itself before the shift ends, and at start where one was forgotten: once a shift, and never over what one types."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ui.kit.form import Form
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from venue_desk.desk import Desk
    from venue_desk.domain.handover_turns import Turn

SCREEN = "handover"
_LOOK_MS = 30_000


class HandoverOpener(QObject):
    """Looks twice a minute."""

    def __init__(self, desk: "Desk", window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._opened: set[tuple[date, str]] = set()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.timeout.connect(self.look)

    def begin(self) -> None:
        """At start: the one that is due, else the last that nobody finished; from then on by the clock."""
        coming = self._desk.handover.coming(self._desk.act())
        if not self._due() and coming.earlier:
            self._open(coming.earlier[0])
        self.look()
        self._clock.start()

    def look(self) -> None:
        """Open it if it is time and nobody is in the middle of something."""
        turn = self._due()
        if turn is not None and turn.key not in self._opened and not is_busy(self._window):
            self._open(turn)

    def _due(self) -> "Turn | None":
        act = self._desk.act()
        coming = self._desk.handover.coming(act)
        wanted = coming.due(act.at) and (coming.turn.planned or coming.turn.handover is not None)
        late = act.at >= coming.turn.due_at
        return coming.turn if wanted and (not late or coming.expected) else None

    def _open(self, turn: "Turn") -> None:
        self._opened.add(turn.key)
        if self._window.key() == SCREEN:
            self._window.screen_of(SCREEN).refresh()
        else:
            self._window.go(SCREEN, turn=turn.key)


def is_busy(window: MainWindow) -> bool:
    """Whether something is half typed, a page lies over the screen, or a question waits for its answer."""
    if window.locked() or window.has_page() or QApplication.activeModalWidget() is not None:
        return True
    focused = window.focusWidget()
    if isinstance(focused, QLineEdit) and focused.text():
        return True
    if isinstance(focused, QPlainTextEdit) and focused.toPlainText():
        return True
    return any(form.isVisible() and form.is_touched() for form in window.findChildren(Form))
