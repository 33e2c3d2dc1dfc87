"""值班公平 as a table model: a row a cadre, with the words for a screen reader."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from venue_desk.domain.roster_fairness import Fairness, FairRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
TITLES = ("姓名", "本月", "今年", "周末", "节日")
NAME, MONTH = 0, 1


class FairModel(QAbstractTableModel):
    """A row a cadre."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fairness = Fairness((), 0.0)
        self.marked: frozenset[UUID] = frozenset()

    def show(self, fairness: Fairness, marked: frozenset[UUID]) -> None:
        """Other counts, or others marked; of the same people only the changed rows are told."""
        before, was_marked = self.fairness, self.marked
        if [row.cadre.id for row in before.rows] != [row.cadre.id for row in fairness.rows]:
            self.beginResetModel()
            self.fairness, self.marked = fairness, marked
            self.endResetModel()
            return
        self.fairness, self.marked = fairness, marked
        for number, (old, new) in enumerate(zip(before.rows, fairness.rows, strict=True)):
            turned = (new.cadre.id in marked) != (new.cadre.id in was_marked)
            if old != new or turned or before.mean != fairness.mean:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(TITLES) - 1))

    def row(self, number: int) -> FairRow:
        """The cadre at a place."""
        return self.fairness.rows[number]

    def figure(self, row: FairRow, column: int) -> str:
        """What stands in a cell."""
        figures = (row.month.shifts, row.year.shifts, row.year.weekends, row.year.holidays)
        return row.cadre.name if column == NAME else str(figures[column - 1])

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as cadres."""
        return 0 if parent.isValid() else len(self.fairness.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as titles."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Figures; for a screen reader with their title."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.figure(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            more = row.month.shifts - self.fairness.mean
            beside = f"，比人均{'多' if more > 0 else '少'} {abs(more):.1f} 班" if index.column() == MONTH else ""
            return f"{row.cadre.name}，{TITLES[index.column()]} {self.figure(row, index.column())}{beside}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, those of figures over their figures."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section <= MONTH else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return TITLES[section] if role == Qt.ItemDataRole.DisplayRole else None
