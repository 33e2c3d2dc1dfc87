"""The list one takes over by: ↑↓ move, Space accepts, N says what differs, Enter opens the record; the mouse does the same on the row itself."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.line_edit import ENTERS
from ui.screens.handover.item_paint import answer_box, buttons, paint_head, paint_item, wants_two_lines
from ui.screens.handover.item_rows import Head, Listed, Row
from venue_desk.domain.handover import ItemState

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 8


class ItemModel(QAbstractListModel):
    """Captions and items; a caption takes no cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> bool:
        """These rows; answers whether they are the same things as before, only said otherwise."""
        same = [_thing(row) for row in rows] == [_thing(row) for row in self.rows]
        if same:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return True
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        return False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.label}，{row.said}" if isinstance(row, Head) else row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def items(self) -> list[int]:
        """The rows that take a cursor."""
        return [number for number, row in enumerate(self.rows) if isinstance(row, Listed)]


def _thing(row: Row) -> object:
    """Which item it is, whatever was said of it."""
    if isinstance(row, Head):
        return row.label
    return row.item.id if row.item is not None else row.offer


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "ItemList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        look, row = theme.current(), self._view.items.rows[index.row()]
        if (editor := self._view.editor_at(index.row())) is not None:
            return QSize(0, max(editor.sizeHint().height(), look.row_one))
        if isinstance(row, Head):
            return QSize(0, look.px(32))
        two = wants_two_lines(row, self._view.viewport().width())
        return QSize(0, look.row_two - look.s4 if two else look.row_one)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, row = pens.room_of(option), self._view.items.rows[index.row()]
        if isinstance(row, Head):
            paint_head(painter, rect, row)
        elif self._view.editor_at(index.row()) is None:
            current = self._view.currentIndex().row() == index.row()
            paint_item(painter, rect, row, current=current, focused=current and self._view.hasFocus())


class ItemList(QListView):
    """Tells what was done to which item; the owner writes it down and shows the rows again."""

    answered = Signal(object, object)
    """The HandoverItem and its ItemState."""
    differing = Signal(object)
    """The HandoverItem that differs: ask what and who looks into it."""
    opened = Signal(object)
    """Enter or a double click: show the record that this HandoverOffer speaks of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = ItemModel()
        self.setModel(self.items)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName("交接的事")

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The cursor stays where it was, else it stands on the first that waits; what is being written stays open."""
        at = self.currentIndex().row()
        if not self.items.show(rows) or at < 0:
            self._go(self._first_waiting())
        self.scheduleDelayedItemsLayout()

    def current(self) -> Listed | None:
        """The item the cursor stands on."""
        number = self.currentIndex().row()
        row = self.items.rows[number] if 0 <= number < len(self.items.rows) else None
        return row if isinstance(row, Listed) else None

    def go_on(self) -> None:
        """To the next that waits, behind the cursor first."""
        at = self.currentIndex().row()
        waiting = [number for number in self.items.items() if self._state(number) is ItemState.WAITING]
        if waiting:
            self._go(next((number for number in waiting if number > at), waiting[0]))

    def put_editor(self, editor: QWidget | None) -> None:
        """In place of the row the cursor stands on; None takes it away and gives the list the cursor back."""
        self.setIndexWidget(self.currentIndex(), editor)  # type: ignore[arg-type]  # None takes it away
        self.doItemsLayout()  # at once: the row has another height now
        self.scrollTo(self.currentIndex())
        if editor is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self) -> QWidget | None:
        """What stands in place of the current row."""
        return self.editor_at(self.currentIndex().row())

    def editor_at(self, number: int) -> QWidget | None:
        """What stands in place of that row."""
        return self.indexWidget(self.items.index(number)) if number >= 0 else None

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE,
            Qt.Key.Key_Home: -len(self.items.rows), Qt.Key.Key_End: len(self.items.rows),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif step is not None:
            self._step(step)
        elif event.key() == Qt.Key.Key_Space:
            self._turn()
        elif event.key() == Qt.Key.Key_N:
            self._differ()
        elif event.key() in ENTERS and (row := self.current()) is not None:
            self.opened.emit(row.offer)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.items.rows[index.row()] if index.isValid() else None
        if not isinstance(row, Listed) or row.state is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        accept, differs = buttons(self.visualRect(index))
        if row.state is ItemState.WAITING:
            if accept.contains(place):
                self._turn()
            elif differs.contains(place):
                self._differ()
        elif answer_box(self.visualRect(index), row.state).contains(place):
            self._turn() if row.state is ItemState.ACCEPTED else self._differ()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self.current()
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row.offer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    # within

    def _turn(self) -> None:
        """Accept, or let it wait again."""
        row = self.current()
        if row is not None and row.item is not None:
            wanted = ItemState.WAITING if row.state is ItemState.ACCEPTED else ItemState.ACCEPTED
            self.answered.emit(row.item, wanted)

    def _differ(self) -> None:
        row = self.current()
        if row is not None and row.item is not None:
            self.differing.emit(row.item)

    def _step(self, by: int) -> None:
        numbers = self.items.items()
        if not numbers:
            return
        at = self.currentIndex().row()
        place = numbers.index(at) if at in numbers else -1
        self._go(numbers[max(0, min(place + by, len(numbers) - 1))])

    def _go(self, number: int | None) -> None:
        index = self.items.index(number) if number is not None else _NOWHERE
        self.setCurrentIndex(index)
        if index.isValid():
            above = self.items.index(max(index.row() - 1, 0))
            self.scrollTo(above)  # a caption is seen with its first item
            self.scrollTo(index)
        self.viewport().update()

    def _first_waiting(self) -> int | None:
        numbers = self.items.items()
        waiting = (number for number in numbers if self._state(number) is ItemState.WAITING)
        return next(waiting, numbers[0] if numbers else None)

    def _state(self, number: int) -> ItemState | None:
        row = self.items.rows[number]
        return row.state if isinstance(row, Listed) else None
