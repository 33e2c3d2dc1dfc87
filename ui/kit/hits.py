"""What a search answers: hits and what can be done with one, and the list model that shows them. No widget here."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Span = tuple[int, int]
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `spans` are the matched parts of the title, as (start, end), `facts_spans` those of the facts.

    `group` is its caption in a mixed list.
    """

    key: Hashable
    title: str
    facts: str = ""
    spans: tuple[Span, ...] = ()
    group: str = ""
    icon: str = ""
    facts_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """The last row: what to do if nothing of this is meant."""

    text: str
    icon: str = "plus"


@dataclass(frozen=True, slots=True)
class Caption:
    """The head of a group; passed over by ↑↓."""

    text: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One of the things that can be done with a hit; its number is the digit that does it."""

    number: int
    text: str
    act: Callable[[], object]
    icon: str = ""


Search = Callable[[str], Sequence[Hit]]
Line = Hit | Offer | Caption | Deed


def lines_of(hits: Sequence[Hit], offer: str = "", limit: int = 8) -> list[Line]:
    """At most `limit` hits under the captions of their groups, then the offer."""
    lines: list[Line] = []
    group = ""
    for hit in hits[:limit]:
        if hit.group != group:
            group = hit.group
            lines.append(Caption(group))
        lines.append(hit)
    if offer:
        lines.append(Offer(offer))
    return lines


class HitModel(QAbstractListModel):
    """The lines of a popup."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, number: int) -> Line:
        """The line at `number`."""
        return self._lines[number]

    def next_pick(self, number: int, step: int) -> int:
        """The next line in that direction that can be picked, going round; `number` itself if there is no other."""
        count = len(self._lines)
        for away in range(1, count + 1):
            at = (number + away * step) % count
            if not isinstance(self._lines[at], Caption):
                return at
        return number

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as lines."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A caption is not picked."""
        if not index.isValid() or isinstance(self._lines[index.row()], Caption):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a line; its delegate asks `line` for the rest."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title if isinstance(line, Hit) else line.text
        return _spoken(line) if role == Qt.ItemDataRole.AccessibleTextRole else None


def _spoken(line: Line) -> str:
    if isinstance(line, Hit):
        return f"{line.title}，{line.facts}".rstrip("，")
    return f"{line.number}，{line.text}" if isinstance(line, Deed) else line.text
