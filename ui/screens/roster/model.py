"""The month as a table model: a row a week, a column a weekday; told of what changed, cell by cell."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.screens.roster.month import WEEK, DayCell, MonthView
from venue_desk.domain.calendar import WEEKDAYS

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MonthModel(QAbstractTableModel):
    """The cells of one drawn month."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: MonthView | None = None

    def show(self, view: MonthView) -> None:
        """Another month, or the same with some cells different: then only these are told."""
        before = self.view
        if before is None or before.month != view.month or len(before.weeks) != len(view.weeks):
            self.beginResetModel()
            self.view = view
            self.endResetModel()
            return
        self.view = view
        for row, (old, new) in enumerate(zip(before.weeks, view.weeks, strict=True)):
            for column, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now:
                    index = self.index(row, column)
                    self.dataChanged.emit(index, index)

    def cell(self, index: Index) -> DayCell:
        """The day at an index."""
        assert self.view is not None
        return self.view.weeks[index.row()][index.column()]

    def index_of(self, day: date) -> QModelIndex:
        """Where a day stands; no index if it is not drawn."""
        if self.view is None:
            return QModelIndex()
        row, column = divmod((day - self.view.weeks[0][0].day).days, WEEK)
        return self.index(row, column)

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as weeks."""
        return 0 if parent.isValid() or self.view is None else len(self.view.weeks)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Monday to Sunday."""
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people, screen readers and the tooltip; the delegate asks `cell` for the rest."""
        if not index.isValid() or self.view is None:
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join([str(cell.day.day), *(place.words for place in cell.places)])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(_tooltip(cell))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """周一 to 周日."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"周{WEEKDAYS[section]}"


def _tooltip(cell: DayCell) -> list[str]:
    """What does not fit the cell, or is only hinted at by a mark."""
    said = [
        f"{line.name}：{place.words}（{'，'.join(part for part in (place.note, place.swap) if part)}）"
        for line in cell.lines for place in line.places if place.note or place.swap
    ]  # fmt: skip
    crowded = [f"{line.name}：{'、'.join(place.words for place in line.places)}" for line in cell.lines]
    return [*cell.told, *(crowded if any(len(line.places) > 2 for line in cell.lines) else ()), *said]
