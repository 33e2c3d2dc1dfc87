"""值班公平: who has how many shifts, as a table with a bar for the month and a tick at the mean."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.kit import pens
from ui.kit.card import Card
from ui.screens.roster.fair_model import MONTH, NAME, FairModel, Index
from venue_desk.domain.roster_fairness import Fairness, FairRow

_FIGURES, _NAME_MAX = {2: 44, 3: 42, 4: 42}, 76
_ROW, _HEADER = 28, 30
SHOWN_MAX, SHOWN_MIN = 9, 4
"""So many people stand there at once, in a low window at least; the rest is scrolled to."""


class _Rows(QStyledItemDelegate):
    def __init__(self, model: FairModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.current(), pens.room_of(option)
        row = self._model.row(index.row())
        painter.fillRect(rect, pens.color("pick" if row.cadre.id in self._model.marked else "card"))
        inner = rect.adjusted(look.s8, 0, -look.s8, 0)
        text = self._model.figure(row, index.column())
        if index.column() == MONTH:
            self._paint_month(painter, inner, row, text)
        elif index.column() == NAME:
            pens.draw_text(painter, inner, text, look.body, pens.NORMAL, "ink")
        else:
            pens.draw_text(painter, inner, text, look.body, pens.NORMAL, "ink2", pens.RIGHT)

    def _paint_month(self, painter: QPainter, rect: QRect, row: FairRow, text: str) -> None:
        """The figure, a bar as long as it, and a tick where the mean is."""
        look, uneven = theme.current(), self._model.fairness.uneven(row)
        ink = "amber" if uneven else "ink"
        pens.draw_text(painter, rect, text, look.body, pens.MEDIUM, ink)
        most = max([each.month.shifts for each in self._model.fairness.rows] + [self._model.fairness.mean, 1])
        left = rect.left() + look.px(26)
        bar = QRect(left, rect.center().y() - look.px(2), rect.right() - left, look.px(6))
        pens.fill_rounded(painter, bar, "wash", radius=3)
        done = QRect(bar.left(), bar.top(), round(bar.width() * row.month.shifts / most), bar.height())
        if done.width() > 0:
            pens.fill_rounded(painter, done, "amber" if uneven else "jade", radius=3)
        if self._model.fairness.mean:
            tick = bar.left() + round(bar.width() * self._model.fairness.mean / most)
            painter.fillRect(QRect(tick, bar.top() - look.px(4), 1, bar.height() + 2 * look.px(4)), pens.color("ink2"))


class FairTable(QTableView):
    """Rows one can pick: whoever is picked is marked in the month."""

    picked = Signal(object)
    """The cadre's id; None when it was picked already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = FairModel(self)
        self.setModel(self.people)
        self.setItemDelegate(_Rows(self.people, self))
        self.setAccessibleName("值班公平")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._pick)
        self._measure()

    def show_fairness(self, fairness: Fairness, marked: frozenset[UUID]) -> None:
        """The counts, and whose rows are marked."""
        rows = self.people.rowCount()
        self.people.show(fairness, marked)
        if rows != self.people.rowCount():
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space or Enter marks the cadre in the month."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring goes round the whole row."""
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            rect = self.visualRect(index)
            rect.setLeft(0)
            rect.setRight(self.viewport().width() - 1)
            painter = QPainter(self.viewport())
            pens.draw_ring(painter, rect)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type makes larger rows."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        super().currentChanged(current, previous)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """All rows, up to a number of them."""
        return QSize(0, self._tall(min(self.people.rowCount(), SHOWN_MAX)))

    def minimumSizeHint(self) -> QSize:
        """In a low window the rest is scrolled to."""
        return QSize(0, self._tall(min(self.people.rowCount(), SHOWN_MIN)))

    def _tall(self, rows: int) -> int:
        look = theme.current()
        return look.px(_HEADER) + rows * look.px(_ROW)

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.people.row(index.row()).cadre.id)

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.horizontalHeader().setFixedHeight(look.px(_HEADER))
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()
        self._share_width()

    def _share_width(self) -> None:
        """Names and figures have the room they need, the bars the rest."""
        look, header = theme.current(), self.horizontalHeader()
        names = [pens.text_width(row.cadre.name, look.body) for row in self.people.fairness.rows]
        widths = {NAME: min(max(names, default=0), look.px(_NAME_MAX)) + 2 * look.s8}
        widths |= {column: look.px(width) for column, width in _FIGURES.items()}
        widths[MONTH] = self.viewport().width() - sum(widths.values())
        for column, width in widths.items():
            header.resizeSection(column, width)


class FairCard(Card):
    """The table on its sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("值班公平", gap=4, insets="12 14 12 8", parent=parent)
        self.table = FairTable()
        self.head.addWidget(self.meta)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_fairness(self, fairness: Fairness, marked: frozenset[UUID]) -> None:
        """The counts of the drawn month."""
        self.meta.setText(f"竖线为人均 {fairness.mean:.1f} 班" if fairness.mean else "")
        self.table.show_fairness(fairness, marked)
