"""The lock page: content hidden, work kept, back with the password of the cadre who is signed in."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.centred import centred
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose, Text
from ui.kit.spacing import column, row
from ui.password import PasswordField
from venue_desk.domain.errors import Refused

QUIET_MS = 20_000
"""Whoever has not touched a key for so long is not typing."""
IDLE_MINUTES = 10
_MINUTE_MS = 60_000

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class LockPage(QWidget):
    """Nothing of the desk is under it: the desk is hidden, not covered."""

    opened = Signal()

    def __init__(self, cadre: str, unlock: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unlock = unlock
        self.setProperty("role", "ground")
        self._field = PasswordField("您的口令")
        self._field.entered.connect(self._try)
        card = Card(gap=12, insets="32 28 32 28")
        head = row(gap=10)
        head.addWidget(IconLabel("lock", "ink2", 20))
        head.addWidget(Text("已锁屏", "panel-title"))
        head.addStretch(1)
        card.body.addLayout(head)
        card.body.addWidget(Prose(f"{cadre}，没写完的都还在。", "meta"))
        card.body.addWidget(self._field)
        card.body.addWidget(Button("解锁", self._try, kind="primary"))
        middle = column()
        middle.addWidget(card)
        centred(self, middle, 440)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._field.clear()
        self._field.take_focus()

    def _try(self) -> None:
        try:
            self._unlock(self._field.text())
        except Refused as refused:
            self._field.refuse(refused.sentence)
            return
        self._field.clear()
        self.opened.emit()


class IdleWatch(QObject):
    """Tells when nobody touched the window for so many minutes; an open file dialog counts as someone being there."""

    idle = Signal()

    def __init__(self, window: QWidget, minutes: float = IDLE_MINUTES) -> None:
        super().__init__(window)
        self._clock = QTimer(self, interval=round(minutes * _MINUTE_MS), singleShot=True)
        self._clock.setTimerType(Qt.TimerType.CoarseTimer)
        self._clock.timeout.connect(self._ran_out)
        # On the native window, which sees every touch first: a filter on the application would run for every paint.
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._clock.start()

    def wait(self, minutes: float) -> None:
        """Another patience; the same one again does not begin anew."""
        if self._clock.interval() != round(minutes * _MINUTE_MS):
            self._clock.start(round(minutes * _MINUTE_MS))

    def quiet(self) -> bool:
        """Whether nobody has touched the window for a while."""
        return self._clock.interval() - self._clock.remainingTime() > QUIET_MS

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._clock.start()
        return False

    def _ran_out(self) -> None:
        if QApplication.activeModalWidget() is not None:
            self._clock.start()
            return
        self.idle.emit()
