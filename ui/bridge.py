"""What was committed, as a Qt signal on the GUI thread, once for all that one turn of the event loop brought."""

import threading

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from venue_desk.changes import Announcer, Topic


class Bridge(QObject):
    """Collects topics from whatever thread commits, and tells them together: ten saves in a row refresh a screen once."""

    changed = Signal(frozenset)
    _woken = Signal()

    def __init__(self, announcer: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QCoreApplication.instance()
        assert app is not None
        self.moveToThread(app.thread())
        self._lock = threading.Lock()
        self._waiting: set[Topic] = set()
        self._woken.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = announcer.subscribe(self._heard)

    def close(self) -> None:
        """Listen no longer; what still waits is dropped with the window."""
        self._unsubscribe()

    def _heard(self, topics: frozenset[Topic]) -> None:
        with self._lock:
            first = not self._waiting
            self._waiting |= topics
        if first and topics:
            self._woken.emit()

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            topics, self._waiting = frozenset(self._waiting), set()
        if topics:
            self.changed.emit(topics)
