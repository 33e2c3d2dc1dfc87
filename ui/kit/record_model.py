"""The rows of a register for a QTableView: reads pages of two hundred and keeps a few of them."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.columns import Column, Kind, Order, Row
from ui.kit.sources import Source

PAGE = 200
_PAGES_KEPT = 6
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RecordModel(QAbstractTableModel, Generic[Row]):
    """A page source seen through columns."""

    def __init__(self, columns: Sequence[Column[Row]], source: Source[Row], parent: QObject | None = None) -> None:
        """Nothing is read until a view asks."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._source = source
        self._order: Order | None = None
        self._count: int | None = None
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    @property
    def order(self) -> Order | None:
        """The order in force, None for the source's own."""
        return self._order

    def every_row(self) -> Sequence[Row]:
        """All rows in the order in force, for a register short enough to be read whole."""
        return self._source.rows(0, self._source.count(), self._order)

    def set_source(self, source: Source[Row]) -> None:
        """Other rows under the same columns."""
        self._source = source
        self.refresh()

    def refresh(self) -> None:
        """Forget what was read."""
        self.beginResetModel()
        self._count = None
        self._pages.clear()
        self.endResetModel()

    def record(self, number: int) -> Row | None:
        """The row at `number`; None if the register has shrunk since it was counted."""
        first = number - number % PAGE
        page = self._pages.get(first)
        if page is None:
            page = self._pages[first] = self._source.rows(first, PAGE, self._order)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(first)
        return page[number - first] if number - first < len(page) else None

    def key_at(self, number: int) -> Hashable | None:
        """The key of the record at `number`."""
        row = self.record(number) if 0 <= number < self.rowCount() else None
        return None if row is None else self._source.key(row)

    def place(self, key: Hashable) -> int | None:
        """Where the record stands in this order."""
        return self._source.place(key, self._order)

    def leap(self, letters: str, after: int) -> int | None:
        """The next record spelled with `letters`."""
        return self._source.leap(letters, after, self._order)

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Counted once between refreshes."""
        if parent.isValid():
            return 0
        if self._count is None:
            self._count = self._source.count()
        return self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each Column."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for people and screen readers; the delegate asks `record` for the rest."""
        row = self.record(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.fact(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.spoken(row)
        if role == Qt.ItemDataRole.CheckStateRole and column.ticked is not None:
            return Qt.CheckState.Checked if column.ticked(row) else Qt.CheckState.Unchecked
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles; for a screen reader with the order in force."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title + self._order_spoken(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind is Kind.NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the source for another order; a column without a sort key leaves it as it is."""
        key = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        if key:
            self._order = Order(key, order is Qt.SortOrder.DescendingOrder)
            self.refresh()

    def _order_spoken(self, column: Column[Row]) -> str:
        if not column.sort:
            return ""
        if self._order is None or self._order.key != column.sort:
            return "，可以排序"
        return "，从大到小" if self._order.descending else "，从小到大"
