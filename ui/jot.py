"""Ctrl+J: jot a line of 值班记录 from any screen, on a strip over it; Enter writes it down, Esc leaves it as a draft."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from ui import theme
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.kit.spacing import column, row
from ui.log_entry import LogEntry

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.screen import Shell
    from venue_desk.desk import Desk

HOME = "home"


class JotStrip(QFrame):
    """Lies over the top of its ground; where one was before gets the cursor back."""

    def __init__(self, desk: "Desk", shell: "Shell", ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self._came_from: QWidget | None = None
        self.setProperty("role", "popup")
        self.setAccessibleName("记一条值班记录")
        self.entry = LogEntry(desk, shell, wide=True)
        self.entry.noted.connect(self.leave)
        self._lay_out()
        ground.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """With what was begun before."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.entry.reload()
        self.show()
        self._place()
        self.entry.take_focus()

    def leave(self) -> None:
        """What is typed stays as a draft."""
        held = self.isAncestorOf(focused) if (focused := QApplication.focusWidget()) is not None else True
        self.hide()
        if held and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As wide as the screen under it, and as high as its fields."""
        if self.isVisible() and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _lay_out(self) -> None:
        box = column(self, gap=8, insets="16 10 16 10")
        head = row(gap=8)
        head.addWidget(Text("值班记录", "card-title"))
        head.addWidget(Text("回车就记下，Esc 先放着", "hint"))
        head.addStretch(1)
        head.addWidget(Button("收起", self.leave, kind="quiet-icon", icon="close", keys="Esc"))
        box.addLayout(head)
        box.addWidget(self.entry)

    def _place(self) -> None:
        look, room = theme.current(), self._ground.rect()
        self.setGeometry(look.page_x, look.page_y, room.width() - 2 * look.page_x, self.sizeHint().height())
        self.raise_()


class Jotting(QObject):
    """Made when it is first asked for; on the home screen the card there is as near."""

    def __init__(self, desk: "Desk", window: "MainWindow") -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.strip: JotStrip | None = None
        window.add_key("Ctrl+J", self.jot)

    def jot(self) -> None:
        """The cursor where a line is written."""
        if self._window.key() == HOME:
            self._window.go(HOME, jot=True)
            return
        self.strip = self.strip or JotStrip(self._desk, self._window, self._window.content())
        self.strip.open()
