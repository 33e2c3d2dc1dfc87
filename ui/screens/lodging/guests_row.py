"""The guests of a month below its table, each the way to that night: when they left is entered the next morning."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.flow import Flow
from ui.kit.labels import Text
from ui.kit.spacing import row
from venue_desk.domain.calendar import short_date
from venue_desk.domain.lodging import Night

SHOWN = 8
"""Of a month with many guests the latest stand there; every one is found by name."""


class GuestsRow(QWidget):
    """Hidden where there was none. Read again with the same guests, it leaves the cursor where it is."""

    def __init__(self, open_night: Callable[[Night], object]) -> None:
        super().__init__()
        self._open = open_night
        self._known: tuple[tuple[Night, ...], date] | None = None
        self._guests = Flow()
        line = row(self, gap=12)
        line.addWidget(Text("客人", "label"))
        line.addLayout(self._guests, 1)

    def show_guests(self, guests: Sequence[Night], tonight: date) -> None:
        """These."""
        if self._known == (tuple(guests), tonight):
            return
        self._known = (tuple(guests), tonight)
        while (item := self._guests.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for night in guests[-SHOWN:]:
            words = f"{short_date(night.night, tonight)} {night.guest}"
            self._guests.addWidget(Button(words, partial(self._open, night), kind="row", icon="user"))
        if (more := len(guests) - SHOWN) > 0:
            self._guests.addWidget(Text(f"前面还有 {more} 位，按 Ctrl+K 输名字就找到", "meta"))
        self.setVisible(bool(guests))
