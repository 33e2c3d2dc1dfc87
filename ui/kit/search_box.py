"""Search everything: results under captions, at most eight, the first one picked; Tab shows what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from ui.kit.hits import Caption, Deed, Hit, Offer, Search, lines_of
from ui.kit.line_edit import LineEdit
from ui.kit.popup_list import PopupList
from ui.kit.verb import Verb

SHOWN_MAX = 8
DEEDS_MAX = 9
_LEAST_WIDTH = 420
_MORE, _BACK = "Tab 更多", "按数字就办　　← 返回"
_BACK_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})


class SearchBox(QObject):
    """Hangs the results of `search` under a line; `go` is told what was picked, `deeds` what can be done with a hit."""

    def __init__(
        self,
        line: LineEdit,
        search: Search,
        go: Callable[[Hit], object],
        deeds: Callable[[Hit], Sequence[Verb]] = lambda _hit: (),
    ) -> None:
        super().__init__(line)
        self._line = line
        self._search, self._go, self._deeds = search, go, deeds
        self._about: Hit | None = None
        self._hits: Sequence[Hit] = ()
        self.popup = PopupList(line, "找到的", _LEAST_WIDTH)
        line.popup = self
        line.textChanged.connect(self._look)
        line.left.connect(self.popup.hide)
        self.popup.picked.connect(self._take)
        self.popup.asked_more.connect(self._show_deeds)

    def take_key(self, key: int) -> bool:
        """Beside the keys of the list: Tab for what can be done, its digit does it, ← leads back to what was found."""
        if not self.popup.isVisible():
            return False
        if self._about is None:
            return self._show_deeds() if key == Qt.Key.Key_Tab else self.popup.take_key(key)
        if key in _BACK_KEYS:
            self._back_to_hits()
            return True
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return self.popup.pick_deed(key - Qt.Key.Key_0)
        return key == Qt.Key.Key_Tab or self.popup.take_key(key)

    def _look(self, typed: str) -> None:
        needle = typed.strip()
        self._about = None
        if not needle or not self._line.hasFocus():
            self.popup.hide()
            return
        self._hits = self._search(needle)
        self._show_hits(needle)

    def _show_hits(self, needle: str) -> None:
        if self._hits:
            self.popup.show_lines(lines_of(self._hits, limit=SHOWN_MAX), _MORE)
        else:
            self.popup.show_lines([Offer(f"没有找到「{needle}」，换几个字再试", icon="search")])

    def _show_deeds(self) -> bool:
        hit = self.popup.current()
        if not isinstance(hit, Hit):
            return True
        verbs = self._deeds(hit)[:DEEDS_MAX]
        if verbs:
            self._about = hit
            deeds = [Deed(number, verb.word, verb.act, verb.icon) for number, verb in enumerate(verbs, 1)]
            said = f"{hit.title}，能办 {len(deeds)} 件："
            self.popup.show_lines([Caption(f"{hit.title}　{hit.facts}".rstrip()), *deeds], _BACK, said)
        return True

    def _back_to_hits(self) -> None:
        assert self._about is not None
        key, self._about = self._about.key, None
        self._show_hits(self._line.text().strip())
        self.popup.move_to_key(key)

    def _take(self, line: Hit | Offer | Deed) -> None:
        if isinstance(line, Offer):
            return
        self._line.clear()
        if isinstance(line, Deed):
            line.act()
        else:
            self._go(line)
