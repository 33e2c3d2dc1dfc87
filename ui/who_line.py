"""Who came or rang: typed freely, or picked from the people found; picked, the line keeps who it is until it is edited."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.hits import Hit, Offer, lines_of
from ui.kit.line_edit import LineEdit
from ui.kit.popup_list import PopupList
from venue_desk.domain.found import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.kit.hits import Deed
    from venue_desk.desk import Desk

SHOWN_MAX = 5
_LEAST_WIDTH = 360


class WhoLine(LineEdit):
    """Its name is what was typed or the person picked, without what stands in brackets behind it."""

    picked = Signal()
    """A person, or the words as they are: on to the next field."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name = ""
        self.villager_id: UUID | None = None
        self.setAccessibleName("来的是谁")
        self.list = PopupList(self, "找到的人", _LEAST_WIDTH)
        self.popup = self.list
        self.textEdited.connect(self._typed)
        self.left.connect(self.list.hide)
        self.list.picked.connect(self._take)

    def name(self) -> str:
        """杨彩霞, of 杨彩霞（三社）."""
        return self._name or self.text()

    def show_person(self, text: str, villager_id: UUID | None) -> None:
        """As a draft kept it."""
        self.setText(text)
        self.villager_id = villager_id
        self._name = text.partition("（")[0] if villager_id else ""

    def _typed(self, text: str) -> None:
        self._name, self.villager_id = "", None
        needle = text.strip()
        hits = self._found(needle) if needle else ()
        if not hits or not self.hasFocus():
            self.list.hide()
            return
        self.list.show_lines(lines_of(hits, f"就写「{needle}」", SHOWN_MAX), "Enter 选定　　Esc 不选")

    def _found(self, needle: str) -> "Sequence[Hit]":
        act = self._desk.act()
        found = self._desk.search.people(act.station_id, needle, act.today, SHOWN_MAX)
        return [Hit((hit.kind, hit.id), hit.title, hit.facts, hit.spans, "", "", hit.facts_spans) for hit in found]

    def _take(self, line: "Hit | Offer | Deed") -> None:
        if isinstance(line, Hit):
            assert isinstance(line.key, tuple)
            kind, key = line.key
            self._name = line.title
            self.villager_id = key if kind is Kind.VILLAGER else None
            self.setText(self._shown(line.title))
        self.picked.emit()

    def _shown(self, name: str) -> str:
        """With the hamlet behind it: two people of one name are told apart."""
        if self.villager_id is None:
            return name
        act = self._desk.act()
        home = self._desk.households.of_villager(act.station_id, self.villager_id)
        hamlets = {hamlet.id: hamlet.name for hamlet in self._desk.stations.hamlets(act.station_id)}
        where = hamlets.get(home.hamlet_id, "")
        return f"{name}（{where}）" if where else name
