"""换人: a line over the place one stands on and the people under it; Enter takes one, Esc leaves all as it was."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal

from ui import theme
from ui.kit.hits import Hit
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.popup_list import PopupList
from ui.screens.roster.candidates import Candidate, lines
from ui.screens.roster.table import MonthTable
from venue_desk.domain.roster import Slot

_WIDTH, _LIST = 148, 320


class PersonPicker(QObject):
    """Opens over a place of the month."""

    chosen = Signal(object, object)
    """The slot and the cadre's id."""

    def __init__(self, table: MonthTable) -> None:
        super().__init__(table)
        self._table = table
        self._slot: Slot | None = None
        self._found: Sequence[Candidate] = ()
        self.line = LineEdit(table.viewport())
        self.line.setPlaceholderText("拼音首字母")
        self.line.hide()
        self.popup = PopupList(self.line, "可以值这一班的人", _LIST)
        self.line.popup = self
        self.line.textChanged.connect(self._narrow)
        self.line.left.connect(self.close)
        self.popup.picked.connect(self._take)

    def open(self, slot: Slot, found: Sequence[Candidate], typed: str = "") -> None:
        """Over that place, with what was typed already."""
        self._slot, self._found = slot, found
        self.line.setAccessibleName(f"{slot.day.month}月{slot.day.day}日{slot.shift}{slot.role.label}换人")
        self.line.setGeometry(self._room(self._table.seat(slot)))
        self.line.setText(typed)
        self.line.show()
        self.line.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._narrow(typed)

    def is_open(self) -> bool:
        """Whether somebody is being chosen."""
        return self._slot is not None

    def close(self) -> None:
        """Leave all as it was."""
        if self._slot is None:
            return
        self._slot = None
        self.popup.hide()
        had_focus = self.line.hasFocus()
        self.line.hide()
        if had_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, key: int) -> bool:
        """The list's keys; Esc ends it all, and Enter on nobody does nothing."""
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        return self.popup.take_key(key) or key in ENTERS

    def _narrow(self, typed: str) -> None:
        if self._slot is not None:
            self.popup.show_lines(lines(self._found, typed.strip()))

    def _take(self, hit: Hit) -> None:
        slot = self._slot
        self.close()
        self.chosen.emit(slot, hit.key)

    def _room(self, seat: QRect) -> QRect:
        look, viewport = theme.current(), self._table.viewport().rect()
        width, height = look.px(_WIDTH), look.control + 2
        left = min(max(seat.left() - look.s12, 0), viewport.width() - width)
        top = min(max(seat.center().y() - height // 2, 0), viewport.height() - height)
        return QRect(left, top, width, height)
