"""A masked value: 显示 asks for the whole one, which is written down, and hides it again after half a minute."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.labels import ElidedText, Text
from ui.kit.spacing import row

SHOWN_FOR = 30_000
"""Milliseconds."""


class MaskedValue(QWidget):
    """`reveal` asks the service for the whole value; the service logs the asking."""

    def __init__(
        self,
        what: str,
        masked: str,
        reveal: Callable[[], str],
        shown_for: int = SHOWN_FOR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._what, self._masked, self._reveal = what, masked, reveal
        self._value = ElidedText(masked, "body")
        self._logged = Text("已记入查看记录", "hint")
        self._logged.hide()
        self._button = Button("显示", self._toggle, kind="row")
        self._timer = QTimer(self, singleShot=True, interval=shown_for)
        self._timer.timeout.connect(self.cover)
        line = row(self, gap=8)
        line.addWidget(self._value, 1)
        line.addWidget(self._logged)
        line.addWidget(self._button)
        self._name_button()

    def cover(self) -> None:
        """Masked again."""
        self._timer.stop()
        self._value.setText(self._masked)
        self._logged.hide()
        self._button.setText("显示")
        self._name_button()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not looked at is not left open."""
        super().hideEvent(event)
        self.cover()

    def _toggle(self) -> None:
        if self._timer.isActive():
            self.cover()
            return
        self._value.setText(self._reveal())
        self._logged.show()
        self._button.setText("遮住")
        self._name_button()
        self._timer.start()
        announce(self, f"{self._what}：{self._value.text()}")

    def _name_button(self) -> None:
        self._button.setAccessibleName(f"{self._button.text()}{self._what}")
