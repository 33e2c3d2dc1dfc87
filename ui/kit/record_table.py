"""The table of a register: a QTableView without grid, whole rows, two lines each, and a foot line that adds up."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.columns import Column, Kind, Order
from ui.kit.line_edit import ENTERS
from ui.kit.record_delegate import RecordDelegate
from ui.kit.record_header import RecordHeader
from ui.kit.record_model import Index, RecordModel
from ui.kit.sources import Source

_SPELLING_ENDS = 1000
"""Milliseconds after which the next letter begins a new name."""


class RecordTable(QTableView):
    """Rows of a source; the picked one is known by its key, so it survives refresh, sorting and filters."""

    picked = Signal(object)
    """The row the cursor stands on now, None if there is none."""
    opened = Signal(object)
    """Enter or a double click on a row."""
    ticked = Signal(object)
    """Space on a row, or a click on its check box."""

    def __init__(
        self, columns: Sequence[Column[Any]], source: Source[Any], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._records: RecordModel[Any] = RecordModel(columns, source, self)
        self._delegate = RecordDelegate(self._records, self)
        self._key: Hashable | None = None
        self._letters = ""
        self._spelling = QTimer(self, singleShot=True, interval=_SPELLING_ENDS)
        self._spelling.timeout.connect(self._forget_letters)
        self.actions_of: Callable[[Any], Sequence[QAction]] | None = None
        self.setAccessibleName(name)
        self._set_up()

    def _set_up(self) -> None:
        header = RecordHeader(self._records, self)
        header.sort_wanted.connect(self.sort_rows)
        self.setHorizontalHeader(header)
        self.setModel(self._records)
        self.setItemDelegate(self._delegate)
        self.setSortingEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.customContextMenuRequested.connect(self._show_actions)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._tick_clicked)
        self._measure()

    # what a screen calls

    def set_source(self, source: Source[Any]) -> None:
        """Other rows, perhaps the same ones filtered; the picked record stays picked if it is among them."""
        self._records.set_source(source)
        self._restore()

    def refresh(self) -> None:
        """Read again what changed."""
        self._records.refresh()
        self._restore()

    def count(self) -> int:
        return self._records.rowCount()

    def row_at(self, number: int) -> Any | None:
        """The row at that place."""
        return self._records.record(number)

    def picked_row(self) -> Any | None:
        """The row the cursor stands on."""
        index = self.currentIndex()
        return self._records.record(index.row()) if index.isValid() else None

    def pick(self, key: Hashable | None) -> bool:
        """Put the cursor on a record; False if it is not among the rows."""
        place = None if key is None else self._records.place(key)
        self._key = key if place is not None else None
        self._go(place)
        return place is not None

    def order(self) -> Order | None:
        """The order in force, None for the source's own."""
        return self._records.order

    def every_row(self) -> Sequence[Any]:
        """All rows as they stand, for a register short enough to be read whole."""
        return self._records.every_row()

    def sort_rows(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column that names a sort key; the picked record stays picked."""
        self._records.sort(column, order)
        self._restore()
        self.horizontalHeader().viewport().update()

    def step(self, by: int) -> None:
        """The previous or next record, as Ctrl+↑↓ does from the panel."""
        if self.count():
            self._go(min(max(self.currentIndex().row() + by, 0), self.count() - 1))

    # Qt's own names from here on

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() == previous.row() and current.isValid() == previous.isValid():
            return
        if current.isValid():
            self._key = self._records.key_at(current.row())
        self.picked.emit(self.picked_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row, letters to a name, Enter opens, Space ticks."""
        key = event.key()
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held:
            event.ignore()
        elif key in ENTERS:
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self.ticked.emit(self.picked_row())
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else self.count() - 1)
        elif event.text().isalnum() and event.text().isascii():
            self._leap(event.text().lower())
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  Qt's name
        """Letters go by pinyin, in keyPressEvent; Qt's own search reads every row."""
        del search

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when theme or type size changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring goes round the whole row."""
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            row = self.visualRect(index)
            row.setLeft(0)
            row.setRight(self.viewport().width() - 1)
            painter = QPainter(self.viewport())
            pens.draw_ring(painter, row)
            painter.end()

    def _restore(self) -> None:
        """Back to the record picked before, without telling anybody unless it is gone."""
        key = self._key
        place = None if key is None else self._records.place(key)
        if place is None:
            self._key = None
            if key is not None:
                self.picked.emit(None)
            return
        self.blockSignals(True)
        self._go(place)
        self.blockSignals(False)

    def _go(self, number: int | None) -> None:
        if number is None or number < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return
        index = self._records.index(number, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.scrollTo(index)

    def _leap(self, letter: str) -> None:
        self._letters += letter
        self._spelling.start()
        # a second letter may still mean the row the first one led to
        after = self.currentIndex().row() - (1 if len(self._letters) > 1 else 0)
        found = self._records.leap(self._letters, max(after, -1))
        if found is not None:
            self._go(found)

    def _forget_letters(self) -> None:
        self._letters = ""

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._records.record(index.row()))

    def _tick_clicked(self, index: QModelIndex) -> None:
        if self._records.columns[index.column()].kind is Kind.CHECK:
            self.ticked.emit(self._records.record(index.row()))

    def _show_actions(self, at: QPoint) -> None:
        index = self.indexAt(at) if self.viewport().rect().contains(at) else self.currentIndex()
        row = self._records.record(index.row()) if index.isValid() else None
        if row is None or self.actions_of is None:
            return
        self._go(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.actions_of(row)))
        if menu.actions():
            menu.popup(self.viewport().mapToGlobal(at))

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.verticalHeader().setMinimumSectionSize(self._delegate.row_height())
        self.horizontalHeader().setFixedHeight(look.header)
        self.verticalScrollBar().setSingleStep(self._delegate.row_height() // 2)
        self._share_width()

    def _share_width(self) -> None:
        """Columns of a given width keep it; the others share what is left, with something for each."""
        look = theme.current()
        header = self.horizontalHeader()
        fixed = sum(look.px(column.width) for column in self._records.columns)
        open_ended = [number for number, column in enumerate(self._records.columns) if not column.width]
        left = self.viewport().width() - fixed
        share = max(left // max(len(open_ended), 1), look.px(72))
        for number, column in enumerate(self._records.columns):
            header.resizeSection(number, look.px(column.width) if column.width else share)
        if open_ended and left > share * len(open_ended):
            header.resizeSection(open_ended[-1], left - share * (len(open_ended) - 1))
