"""The window in the hall and what keeps it true: a minute's clock, the turn of shift and day, every change at the desk."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.public_screen.view import PublicView
from venue_desk.changes import Topic
from venue_desk.domain.public_screen import clock_at

if TYPE_CHECKING:
    from venue_desk.desk import Desk

TOPICS = frozenset(
    {
        Topic.STATIONS, Topic.CADRES, Topic.HOLIDAYS, Topic.SHIFTS, Topic.ROSTER, Topic.SWAPS, Topic.LEAVES,
        Topic.ATTENDANCE, Topic.HANDOVER, Topic.NOTICES, Topic.CATALOGUE,
    }
)  # fmt: skip
_MINUTE_MS = 60_000


class PublicWindow(QWidget):
    """Fills a screen; Esc closes it. It has a window of its own, so that the desk may be locked meanwhile."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("公示屏")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.view = PublicView()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class PublicDisplay(QObject):
    """One of a window of the desk; with that it goes."""

    changed = Signal()
    """Opened or closed."""

    def __init__(self, desk: "Desk", window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window: PublicWindow | None = None
        self._until: datetime | None = None
        self._bridge = Bridge(desk.announcer, self)
        self._bridge.changed.connect(self._told)
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._next_minute)
        window.installEventFilter(self)

    def open(self, screen: QScreen | None = None) -> PublicWindow:
        """Show it on that screen, else where the desk is not; open already, it moves there."""
        if self._window is None:
            self._window = PublicWindow()
            self._window.closed.connect(self._closed)
        window = self._window
        place = screen or other_screen(self.parent())
        window.setScreen(place)
        window.setGeometry(place.geometry())
        self._until = None
        self._next_minute()
        window.showFullScreen()
        self.changed.emit()
        return window

    def close(self) -> None:
        """Take it away."""
        if self._window is not None:
            self._window.close()

    def is_open(self) -> bool:
        """Whether the hall sees it."""
        return self._window is not None

    def tick(self, now: datetime) -> None:
        """Show that instant: facts are read again only when they may be others."""
        if self._window is None:
            return
        view = self._window.view
        if self._until is None or now >= self._until:
            facts = self._desk.public_screen.facts(self._desk.act().station_id, now)
            self._until = facts.until
            view.show_facts(facts)
        view.show_clock(clock_at(now), int(now.timestamp()) // 60)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window of the desk is closed, once and for good."""
        if event.type() == QEvent.Type.Close:
            watched.removeEventFilter(self)
            self.close()
            self._bridge.close()
        return False

    def _told(self, topics: frozenset[Topic]) -> None:
        if topics & TOPICS:
            self._until = None
            self.tick(self._desk.act().at)

    def _next_minute(self) -> None:
        now = self._desk.act().at
        self.tick(now)
        self._minute.start(_MINUTE_MS - (now.second * 1000 + now.microsecond // 1000) + 20)

    def _closed(self) -> None:
        self._window = None
        self._minute.stop()
        self.changed.emit()


def display_of(desk: "Desk", window: QWidget) -> PublicDisplay:
    """The one of this window of the desk, made when it is first asked for."""
    return window.findChild(PublicDisplay) or PublicDisplay(desk, window)


def other_screen(window: object) -> QScreen:
    """One on which the desk does not stand; with a single screen that one."""
    screens = QGuiApplication.screens()
    own = window.screen() if isinstance(window, QWidget) else None
    return next((screen for screen in screens if screen is not own), screens[0])
