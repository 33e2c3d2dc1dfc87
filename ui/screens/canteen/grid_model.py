"""The meal register as a table model: a row a cadre, then guests and sums; a column a meal; told of what changed, cell by cell."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.meal_grid import MEALS, MealCell, MealGrid
from venue_desk.domain.meals import Meal

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
GUESTS, SUMS = "客人", "合计"
PER_DAY = len(MEALS)


class GridModel(QAbstractTableModel):
    """The cells of the days drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: MealGrid | None = None

    def show(self, grid: MealGrid) -> None:
        """Other days or people, or the same with some cells different: then only these are told."""
        before, self.grid = self.grid, grid
        if before is None or before.days != grid.days or _people(before) != _people(grid):
            self.beginResetModel()
            self.endResetModel()
            return
        for number, (old, new) in enumerate(zip(before.rows, grid.rows, strict=True)):
            for column, (was, now) in enumerate(zip(old.cells, new.cells, strict=True)):
                if was != now:
                    self.dataChanged.emit(self.index(number, column), self.index(number, column))
        last = self.rowCount() - 1
        if before.guests != grid.guests:
            self.dataChanged.emit(self.index(last - 1, 0), self.index(last - 1, self.columnCount() - 1))
        for column, (old_sum, new_sum) in enumerate(zip(before.sums, grid.sums, strict=True)):
            if old_sum != new_sum:
                self.dataChanged.emit(self.index(last, column), self.index(last, column))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last)

    def cell(self, index: Index) -> MealCell | None:
        """A cadre's meal; None in the rows of guests and sums."""
        if self.grid is None or index.row() >= len(self.grid.rows):
            return None
        return self.grid.rows[index.row()].cells[index.column()]

    def number(self, index: Index) -> int:
        """The portions in a row of guests or sums."""
        assert self.grid is not None
        if index.row() > len(self.grid.rows):
            return self.grid.sums[index.column()]
        return self.grid.guest_portions.get((self.day(index.column()), self.meal(index.column())), 0)

    def day(self, column: int) -> date:
        """The day of a column."""
        assert self.grid is not None
        return self.grid.days[column // PER_DAY]

    def meal(self, column: int) -> Meal:
        """The meal of a column."""
        return MEALS[column % PER_DAY]

    def index_of(self, day: date, row: int = 0) -> QModelIndex:
        """The breakfast of a day; no index if it is not drawn."""
        if self.grid is None or day not in self.grid.days:
            return QModelIndex()
        return self.index(row, self.grid.days.index(day) * PER_DAY)

    def total(self, row: int) -> int:
        """All portions of a row."""
        assert self.grid is not None
        if row < len(self.grid.rows):
            return sum(self.grid.rows[row].sums)
        return sum(self.grid.sums) if row > len(self.grid.rows) else sum(self.grid.guest_portions.values())

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The cadres, the guests, the sums."""
        return 0 if parent.isValid() or self.grid is None else len(self.grid.rows) + 2

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Three a day."""
        return 0 if parent.isValid() or self.grid is None else len(self.grid.days) * PER_DAY

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and screen readers; the delegate asks `cell` for the rest."""
        if not index.isValid() or self.grid is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self.cell(index)
            return str(self.number(index) if cell is None else cell.portions)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cell(index)
            return cell.note or None if cell is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """早, 中, 晚 across; who down."""
        if role != Qt.ItemDataRole.DisplayRole or self.grid is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.meal(section).mark
        return self._name(section)

    # within

    def _name(self, row: int) -> str:
        assert self.grid is not None
        names = [each.name for each in self.grid.rows]
        return [*names, GUESTS, SUMS][row]

    def _spoken(self, index: Index) -> str:
        day, meal, cell = self.day(index.column()), self.meal(index.column()), self.cell(index)
        head = f"{self._name(index.row())} {day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]} {meal.label}"
        if cell is None:
            return f"{head}，{self.number(index)} 份"
        return "，".join(part for part in (head, said_of(cell), cell.note) if part)


def said_of(cell: MealCell) -> str:
    """按计划吃, 报了 2 份, 报了不吃, 不吃."""
    if cell.reported:
        return f"报了 {cell.portions} 份" if cell.portions else "报了不吃"
    return "按计划吃，还没报" if cell.planned else "不吃"


def _people(grid: MealGrid) -> list[tuple[object, str]]:
    return [(row.cadre_id, row.name) for row in grid.rows]
