"""Search everything: results under captions, at most eight, the first one picked; a scan ends with Enter like a word."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.kit.hits import Hit, Offer, Search, lines_of
from ui.kit.line_edit import LineEdit
from ui.kit.popup_list import PopupList

SHOWN_MAX = 8
_LEAST_WIDTH = 420


class SearchBox(QObject):
    """Hangs the results of `search` under a line; `go` is told what was picked."""

    def __init__(self, line: LineEdit, search: Search, go: Callable[[Hit], object]) -> None:
        super().__init__(line)
        self._line = line
        self._search = search
        self._go = go
        self.popup = PopupList(line, "找到的", _LEAST_WIDTH)
        line.popup = self.popup
        line.textChanged.connect(self._look)
        line.left.connect(self.popup.hide)
        self.popup.picked.connect(self._take)

    def _look(self, typed: str) -> None:
        needle = typed.strip()
        if not needle or not self._line.hasFocus():
            self.popup.hide()
            return
        lines = lines_of(self._search(needle), limit=SHOWN_MAX)
        self.popup.show_lines(lines or [Offer(f"没有找到「{needle}」，换几个字再试", icon="search")])

    def _take(self, line: Hit | Offer) -> None:
        if isinstance(line, Hit):
            self._line.clear()
            self._go(line)
