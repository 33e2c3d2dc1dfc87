"""The first rows as they are understood: one look tells whether the columns are right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.card import Card
from ui.screens.importing.words import understood
from venue_desk.domain.importing import COLUMNS, Column, ImportKind, ReadRow

ROWS = 4


class FirstRows(Card):
    """A small table under its caption, as many columns as the sheet was found to have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("前几行这样看懂", gap=8, insets="20 10 4 4", parent=parent)
        self._model = QStandardItemModel(self)
        self.table = QTableView()
        self._set_up()
        self.body.addWidget(self.table)
        self.measure()

    def show_rows(self, kind: ImportKind, rows: Sequence[ReadRow]) -> None:
        """These; empty columns of ours are left out."""
        shown = rows[:ROWS]
        said = {column for row in shown for column in row.texts} - {Column.SERIAL}
        columns = [column for column in COLUMNS[kind] if column in said]
        self._model.clear()
        self._model.setHorizontalHeaderLabels(["行", *(str(column) for column in columns)])
        for row in shown:
            cells = [understood(column, row.values.get(column), row.texts.get(column, "")) for column in columns]
            self._model.appendRow(
                [_item(str(row.number)), *(_cell(row, c, t) for c, t in zip(columns, cells, strict=True))]
            )
        self.measure()

    def measure(self) -> None:
        """Columns as wide as what stands in them, the table as high as its rows."""
        look = theme.current()
        view = self.table
        view.verticalHeader().setDefaultSectionSize(look.px(30))
        view.horizontalHeader().setFixedHeight(look.px(30))
        for place in range(self._model.columnCount()):
            texts = [self._model.horizontalHeaderItem(place).text()]
            texts += [self._model.item(row, place).text() for row in range(self._model.rowCount())]
            wide = max(pens.text_width(text, look.meta) for text in texts) + look.s24
            view.setColumnWidth(place, min(max(wide, look.px(44)), look.px(240)))
        rows = max(self._model.rowCount(), 1)
        view.setFixedHeight(look.px(30) * (rows + 1) + look.s12 + look.s2)

    def _set_up(self) -> None:
        view = self.table
        view.setModel(self._model)
        view.setAccessibleName("前几行这样看懂")
        view.setShowGrid(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setProperty("role", "small")
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().setVisible(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setHighlightSections(False)


def _item(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    item.setToolTip(text)
    item.setSizeHint(QSize(0, 0))
    return item


def _cell(row: ReadRow, column: Column, text: str) -> QStandardItem:
    """What could not be read stands as it was written, with a mark."""
    unread = bool(row.texts.get(column)) and row.values.get(column) is None
    return _item(f"✕ {text}" if unread and text not in ("-", "—", "/", "无") else text)
