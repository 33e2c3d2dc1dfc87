"""Time passing while the window stays open, for days on a desk that never closes."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from venue_desk.domain.calendar import to_millis

MINUTE_MS = 60_000
QUARTER_MS = 15 * MINUTE_MS


class Minutes(QObject):
    """`passed` each minute; it says whether a quarter of an hour turned, as a day, a night, a shift and a cut-off do."""

    passed = Signal(bool)

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._quarter = self._read()
        self._timer = QTimer(self, interval=MINUTE_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        """A minute is over, or more of them while the PC slept."""
        before, self._quarter = self._quarter, self._read()
        self.passed.emit(before != self._quarter)

    def _read(self) -> int:
        return to_millis(self._now()) // QUARTER_MS
