"""The meal register as one walks through it: arrows move, space says eats or not, digits say how many portions."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.kit import icons, pens
from ui.kit.announce import announce
from ui.screens.canteen.grid_headers import DAYS, NAMES, DayHeader, NameHeader
from ui.screens.canteen.grid_model import PER_DAY, GridModel, Index
from venue_desk.domain.meal_grid import MealCell, MealGrid

Key = Qt.Key
ROW, COLUMN, _CORNER = 34, 36, 7
"""px at 100 %: the height of a row, how narrow a meal may get, and the corner of one with a reason."""
LEGEND = "虚圈 按计划　√ 已报　× 报了不吃　黄底＝和计划不一样　空格＝吃或不吃　1—9＝几份　右上角的小三角＝写了原因"


class GridTable(QTableView):
    """Keeps where one stands; what is to be written is told to whoever owns it."""

    portions_wanted = Signal(object, int)
    """The index of a cadre's meal and the portions wanted there."""
    how_wanted = Signal(bool)
    """Somebody types where nothing is typed: in the row of the guests, or in that of the sums."""
    stood = Signal(str)
    """What the cell one stands on says, with the reason why it was changed late."""
    weeks_wanted = Signal(int)
    """So many stretches of days ahead or back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meals = GridModel(self)
        self.days = DayHeader(self.meals, self)
        self.setHorizontalHeader(self.days)
        self.setVerticalHeader(NameHeader(self.meals, self))
        self.setModel(self.meals)
        self.setItemDelegate(_MealDelegate(self.meals, self))
        self.setAccessibleName("就餐登记")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_grid(self, grid: MealGrid, today: date) -> None:
        """These days; one stays where one stood, if that is drawn."""
        at = self.currentIndex()
        stood = (self.meals.day(at.column()), at.row(), at.column() % PER_DAY) if at.isValid() else None
        drawn = self.meals.rowCount(), self.meals.columnCount()
        self.days.today = today
        self.meals.show(grid)
        if drawn != (self.meals.rowCount(), self.meals.columnCount()):
            self._measure()
        if stood is not None and not self.currentIndex().isValid():
            found = self.meals.index_of(stood[0], min(stood[1], max(len(grid.rows) - 1, 0)))
            if found.isValid():
                self.setCurrentIndex(found.siblingAtColumn(found.column() + stood[2]))
        self.tell()

    def stand_on(self, day: date) -> None:
        """On the first cadre's breakfast of a day, the day in sight."""
        index = self.meals.index_of(day)
        if index.isValid():
            self.scrollTo(index.siblingAtColumn(index.column() + PER_DAY - 1))
            self.setCurrentIndex(index)

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and digits write, PgUp and PgDn turn the page; the rest moves."""
        index, key = self.currentIndex(), event.key()
        cell = self.meals.cell(index) if index.isValid() else None
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in (Key.Key_PageUp, Key.Key_PageDown) and not held:
            self.weeks_wanted.emit(1 if key == Key.Key_PageDown else -1)
        elif cell is not None and not held and key == Key.Key_Space:
            self.portions_wanted.emit(index, 0 if cell.portions else 1)
        elif cell is not None and not held and key in (Key.Key_Delete, Key.Key_Backspace):
            self.portions_wanted.emit(index, 0)
        elif cell is not None and not held and event.text().isdecimal():
            self.portions_wanted.emit(index, int(event.text()))
        elif cell is None and index.isValid() and not held and _writes(event):
            self.how_wanted.emit(index.row() < self.meals.rowCount() - 1)
        elif held or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click stands there; one more says eats or not."""
        index, before = self.indexAt(event.position().toPoint()), self.currentIndex()
        super().mousePressEvent(event)
        cell = self.meals.cell(index) if index.isValid() else None
        if cell is not None and index == before and event.button() == Qt.MouseButton.LeftButton:
            self.portions_wanted.emit(index, 0 if cell.portions else 1)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt override
        """Only the two cells are painted anew."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                self.update(index)
        self.tell()

    def tell(self) -> None:
        """Say again where one stands."""
        index = self.currentIndex()
        self.stood.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if index.isValid() else "")

    def say_cell(self) -> None:
        """Have it read what the cell says now."""
        announce(self, str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))

    # measuring and painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type makes larger cells."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring round the cell one stands on."""
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            painter = QPainter(self.viewport())
            pens.draw_ring(painter, self.visualRect(index))
            painter.end()

    def _measure(self) -> None:
        """All rows stand there; the meals share the width, or scroll where a month has no room."""
        look, columns = theme.current(), self.meals.columnCount()
        room = self.width() - look.px(NAMES)
        each = max(room // columns, look.px(COLUMN)) if columns else look.px(COLUMN)
        over = max(room - each * columns, 0) if columns else 0
        self.verticalHeader().setFixedWidth(look.px(NAMES) + over)
        self.horizontalHeader().setFixedHeight(look.px(DAYS))
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(each)
        bar = self.horizontalScrollBar().sizeHint().height() if each * columns > room else 0
        self.setFixedHeight(look.px(DAYS) + self.meals.rowCount() * look.px(ROW) + bar + 2)


def _writes(event: QKeyEvent) -> bool:
    return event.key() in (Key.Key_Space, Key.Key_Delete, Key.Key_Backspace) or event.text().isdecimal()


class _MealDelegate(QStyledItemDelegate):
    """A sign a meal: hollow while only the plan says so, √ or the portions once reported, × for whoever does not eat."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, cell = pens.room_of(option), self._model.cell(index)
        if cell is None:
            self._paint_number(painter, rect, index)
        else:
            self._paint_cell(painter, rect, cell)
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() % PER_DAY == 0:
            painter.setPen(pens.hairline("line"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())

    def _paint_number(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look, sums = theme.current(), index.row() == self._model.rowCount() - 1
        if sums:
            painter.fillRect(rect, pens.color("sunk"))
        number = self._model.number(index)
        text, weight = (f"{number}" if number or sums else ""), pens.MEDIUM if sums else pens.NORMAL
        ink = "ink" if number else "ink3"
        pens.draw_text(painter, rect, text, look.body, weight, ink, Qt.AlignmentFlag.AlignCenter)

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: MealCell) -> None:
        look = theme.current()
        if cell.corrected:
            painter.fillRect(rect.adjusted(1, 0, 0, -1), pens.color("amber_tint"))
        if cell.note:
            side = look.px(_CORNER)
            corner = [rect.topRight() - QPoint(side, 0), rect.topRight(), rect.topRight() + QPoint(0, side)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pens.color("ink3"))
            painter.drawPolygon(corner)
        if cell.reported and cell.portions > 1:
            centre = Qt.AlignmentFlag.AlignCenter
            pens.draw_text(painter, rect, f"{cell.portions}", look.body, pens.BOLD, "ink", centre)
        elif cell.reported:
            sign, ink = ("check", "jade") if cell.portions else ("close", "amber" if cell.planned else "ink3")
            icons.draw(painter, rect, sign, ink, look.icon_text)
        elif cell.planned:
            icons.draw(painter, rect, "dashed", "ink3", look.icon_text)
