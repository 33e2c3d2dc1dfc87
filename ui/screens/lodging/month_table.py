"""The month of nights as a table one walks through: arrows, Enter opens a night, PgUp and PgDn other months, letters a name."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from ui import theme
from ui.kit.line_edit import ENTERS
from ui.kit.spelling import spellings
from ui.screens.lodging.month_delegate import MonthDelegate, standing_width
from ui.screens.lodging.month_header import HEIGHT, MonthHeader
from ui.screens.lodging.month_model import MonthModel

if TYPE_CHECKING:
    from venue_desk.services.lodging_month import LodgingMonth

Key = Qt.Key
_LEAST_DAY = 17


class MonthTable(QTableView):
    """Keeps where one stands when the month is read again."""

    opened = Signal(object, object)
    """A cadre's id and the night one wants to see."""
    month_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthModel(self)
        self.setModel(self.month)
        self.setItemDelegate(MonthDelegate(self.month, self))
        self.setAccessibleName("本月住站")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for axis in (QTableView.setVerticalScrollMode, QTableView.setHorizontalScrollMode):
            axis(self, QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setHorizontalHeader(MonthHeader(self.month, self))
        self.selectionModel().currentChanged.connect(self._moved)

    def show_month(self, month: "LodgingMonth") -> None:
        """Another month, or the same after a change."""
        at = self.at()
        self.month.show(month)
        self._measure()
        if at is not None and (index := self.month.index_of(*at)).isValid():
            self.setCurrentIndex(index)
        elif month.rows:
            self.setCurrentIndex(self.month.index_of(month.rows[0].cadre_id, month.tonight))

    def at(self) -> tuple[UUID, date | None] | None:
        """The cadre and the night one stands on."""
        index = self.currentIndex()
        return (self.month.rows[index.row()].cadre_id, self.month.day(index)) if index.isValid() else None

    def put(self, cadre_id: UUID, day: date | None) -> None:
        """Stand there."""
        self.setCurrentIndex(self.month.index_of(cadre_id, day))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = Key(event.key()), self.at()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key in (Key.Key_PageUp, Key.Key_PageDown):
            self.month_wanted.emit(-1 if key == Key.Key_PageUp else 1)
        elif key in ENTERS and at is not None:
            self.opened.emit(*at)
        elif event.text().isalpha() and event.text().isascii():
            self._jump(event.text().lower())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self.month.rows[index.row()].cadre_id, self.month.day(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # within

    def _moved(self) -> None:
        """The row one stands in is marked whole."""
        self.viewport().update()

    def _measure(self) -> None:
        """The nights share what the standings leave; where that is too little the month scrolls."""
        look, days = theme.current(), len(self.month.days)
        self.horizontalHeader().setFixedHeight(look.px(HEIGHT))
        self.verticalHeader().setDefaultSectionSize(look.row_two - look.s8)
        if not days:
            return
        first = standing_width(self.month.rows)
        each = max((self.viewport().width() - first) // days, look.px(_LEAST_DAY))
        self.setColumnWidth(0, max(self.viewport().width() - each * days, first))
        for column in range(1, days + 1):
            self.setColumnWidth(column, each)

    def _jump(self, letter: str) -> None:
        """The next name that begins with it."""
        here, rows = self.currentIndex(), self.month.rows
        for step in range(1, len(rows) + 1):
            number = (here.row() + step) % len(rows)
            if any(each.startswith(letter) for each in spellings(rows[number].name)):
                self.setCurrentIndex(self.month.index(number, max(here.column(), 0)))
                return
