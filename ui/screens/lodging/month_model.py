"""The month as a table model: a row a cadre, first how the month stands, then a column a night."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.nights import NightLook
from ui.screens.home.lodging_card import spoken
from venue_desk.domain.calendar import WEEKDAYS
from venue_desk.domain.lodging_standing import DayMark

if TYPE_CHECKING:
    from venue_desk.domain.lodging_standing import Standing
    from venue_desk.services.lodging_month import LodgingMonth

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LOOKS = {
    DayMark.SLEPT: NightLook.SLEPT, DayMark.EXTRA: NightLook.EXTRA, DayMark.EXCUSED: NightLook.EXCUSED,
    DayMark.OPEN: NightLook.OPEN, DayMark.MISSED: NightLook.MISSED, DayMark.LOST: NightLook.LOST,
    DayMark.NOT_REQUIRED: NightLook.NONE, DayMark.LATER_NOT_REQUIRED: NightLook.NONE,
}  # fmt: skip


class MonthModel(QAbstractTableModel):
    """One month of the station."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[date, ...] = ()
        self.rows: tuple[Standing, ...] = ()
        self.tonight = date.min

    def show(self, month: "LodgingMonth") -> None:
        """Another month, or the same with some rows different: then only these are told."""
        before, self.tonight = self.rows, month.tonight
        days = tuple(rule.night for rule in month.rules)
        alike = (self.days, [row.cadre_id for row in before]) == (days, [row.cadre_id for row in month.rows])
        if not alike:
            self.beginResetModel()
            self.days, self.rows = days, month.rows
            self.endResetModel()
            return
        self.rows = month.rows
        for number, (was, now) in enumerate(zip(before, month.rows, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.days)))

    def day(self, index: Index) -> date | None:
        """The night of a column; None of the first."""
        return self.days[index.column() - 1] if index.isValid() and index.column() else None

    def index_of(self, cadre_id: UUID, day: date | None) -> QModelIndex:
        """Where a cadre's night stands; their first column without one."""
        row = next((n for n, each in enumerate(self.rows) if each.cadre_id == cadre_id), -1)
        column = self.days.index(day) + 1 if day in self.days else 0
        return self.index(row, column) if row >= 0 else QModelIndex()

    def look(self, index: Index) -> NightLook:
        """How the night of an index is painted."""
        return LOOKS[self.rows[index.row()].days[index.column() - 1]]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.days) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # fmt: skip
        if orientation is Qt.Orientation.Horizontal and section:
            day = self.days[section - 1]
            if role == Qt.ItemDataRole.DisplayRole:
                return f"{day.day}\n{WEEKDAYS[day.weekday()]}"
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "干部"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row, day = self.rows[index.row()], self.day(index)
        if day is None:
            return spoken(row)
        return f"{row.name} {day.month}月{day.day}日 {row.days[index.column() - 1].label}"
