"""The month as a table one walks through place by place: arrows, Enter, space, cut and paste, and dragging names."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import theme
from ui.kit.announce import announce
from ui.kit.line_edit import ENTERS
from ui.screens.roster import walking
from ui.screens.roster.carrying import Drag, Held, paint_dragged, paint_held, paint_stand
from ui.screens.roster.cell_layout import least_height, measures, rows_of
from ui.screens.roster.delegate import MonthDelegate
from ui.screens.roster.model import MonthModel
from ui.screens.roster.month import WEEK, DayCell, MonthView, Place
from venue_desk.domain.roster import Slot, month_end

Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_HEADER = 30
_REACH = 4
"""Pixels by which the ring stands away from the name."""


class MonthTable(QTableView):
    """Keeps where one stands as a slot; what is to be done is told to whoever owns it."""

    moved = Signal(object)
    """The slot one stands on now."""
    day_wanted = Signal(object)
    """A day outside the drawn month."""
    person_wanted = Signal(object, str)
    """Another person for a slot, with what was typed already."""
    emptied = Signal(object)
    lock_wanted = Signal(object)
    exchanged = Signal(object, object)
    copied = Signal(object, object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthModel(self)
        self._delegate = MonthDelegate(self.month, self)
        self._at: Slot | None = None
        self._held: Held | None = None
        self._drag: Drag | None = None
        self.setAccessibleName("值班表")
        self._set_up()

    def _set_up(self) -> None:
        self.setModel(self.month)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)

    # what the screen calls

    def show_month(self, view: MonthView) -> None:
        """Another month, or the same after a change; one stays where one stood, if that is drawn."""
        self.month.show(view)
        self._measure()
        cell = view.cell(self._at.day) if self._at is not None else None
        if self._at is None or cell is None or not cell.inside or view.place(self._at) is None:
            self._at = None
        else:
            self.setCurrentIndex(self.month.index_of(self._at.day))

    def at(self) -> Slot | None:
        """The slot one stands on."""
        return self._at

    def place(self) -> Place | None:
        """Who stands there."""
        return self.month.view.place(self._at) if self.month.view else None

    def put(self, slot: Slot | None) -> None:
        """Stand on a place of the drawn month."""
        cell = self._cell(slot.day) if slot is not None else None
        if slot is not None and cell is not None and cell.inside:
            self._hop(slot)

    def put_day(self, day: date) -> None:
        """Stand on the first place of a day."""
        if self.month.view is not None:
            self.put(walking.first_of(self.month.view, day))

    def mark(self, cadre_id: UUID | None) -> None:
        """Show where this cadre serves."""
        self._delegate.marked = cadre_id
        self.viewport().update()

    def seat(self, slot: Slot) -> QRect:
        """Where a place is written, in the viewport."""
        self.scrollTo(self.month.index_of(slot.day))
        return self._seat(slot)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and letters choose a person, space locks, Del empties; Ctrl+X, C and V carry a name."""
        at, view = self._at, self.month.view
        if at is None or view is None:
            super().keyPressEvent(event)
            return
        held, key = event.modifiers() & ~_HARMLESS, Key(event.key())
        deeds = self._carrying(view, at) if held == _CTRL else {} if held else self._plain(view, at)
        if (deed := deeds.get(key)) is not None:
            deed()
        elif not held and event.text().isalnum():
            self.person_wanted.emit(at, event.text())
        else:
            event.ignore()

    def _plain(self, view: MonthView, at: Slot) -> dict[Key, Callable[[], object]]:
        deeds: dict[Key, Callable[[], object]] = {
            Key.Key_Left: lambda: self._go(walking.across(view, at, -1)),
            Key.Key_Right: lambda: self._go(walking.across(view, at, 1)),
            Key.Key_Up: lambda: self._go(walking.down(view, at, -1)),
            Key.Key_Down: lambda: self._go(walking.down(view, at, 1)),
            Key.Key_Home: lambda: self.put_day(view.month),
            Key.Key_End: lambda: self.put_day(month_end(view.month)),
            Key.Key_PageUp: lambda: self._go(walking.by_months(view, at, -1)),
            Key.Key_PageDown: lambda: self._go(walking.by_months(view, at, 1)),
            Key.Key_Space: lambda: self.lock_wanted.emit(at),
            Key.Key_Delete: lambda: self.emptied.emit(at),
            Key.Key_Backspace: lambda: self.emptied.emit(at),
            Key.Key_F2: lambda: self.person_wanted.emit(at, ""),
            Key.Key_Menu: lambda: self.menu_wanted.emit(at, self.seat(at).bottomLeft()),
        }
        deeds |= dict.fromkeys(ENTERS, deeds[Key.Key_F2])
        return deeds | ({Key.Key_Escape: self._drop_held} if self._held is not None else {})

    def _carrying(self, view: MonthView, at: Slot) -> dict[Key, Callable[[], object]]:
        return {
            Key.Key_Left: lambda: self._go(walking.by_days(view, at, -1)),
            Key.Key_Right: lambda: self._go(walking.by_days(view, at, 1)),
            Key.Key_Up: lambda: self._go(walking.by_days(view, at, -WEEK)),
            Key.Key_Down: lambda: self._go(walking.by_days(view, at, WEEK)),
            Key.Key_X: lambda: self._hold(copied=False),
            Key.Key_C: lambda: self._hold(copied=True),
            Key.Key_V: lambda: self._lay_down(at),
        }

    def _go(self, goal: walking.Goal) -> None:
        if isinstance(goal, Slot):
            self._hop(goal)
        else:
            self.day_wanted.emit(goal)

    def _hop(self, slot: Slot) -> None:
        """Only the two cells are painted anew."""
        before, self._at = self._at, slot
        index = self.month.index_of(slot.day)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if before == slot:
            return
        for each in (before, slot):
            if each is not None:
                self.update(self.month.index_of(each.day))
        self.moved.emit(slot)
        if before is not None and before.day == slot.day and (place := self.place()) is not None:
            announce(self, f"{slot.shift} {place.spoken}")

    def _hold(self, *, copied: bool) -> None:
        place = self.place()
        if place is not None and place.cadre_id is not None:
            self._held = Held(place.slot, copied)
            self.viewport().update()
            announce(self, f"{place.name}，到要去的地方按 Ctrl+V")

    def _lay_down(self, at: Slot) -> None:
        held = self._held
        if held is None:
            return
        if not held.copied:
            self._drop_held()
        if held.slot != at:
            (self.copied if held.copied else self.exchanged).emit(held.slot, at)

    def _drop_held(self) -> None:
        self._held = None
        self.viewport().update()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand there; a name may be dragged from it."""
        at = event.position().toPoint()
        cell, slot = self._cell_at(at), self._slot_at(at)
        if cell is not None and not cell.inside:
            self.day_wanted.emit(cell.day)
            return
        if cell is None or not cell.places:
            return
        self._hop(slot or cell.places[0].slot)
        place = self.place()
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(self._at, at)
        elif event.button() == Qt.MouseButton.LeftButton and slot and place is not None and place.cadre_id is not None:
            self._drag = Drag(place, at, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the name along."""
        if self._drag is not None and self._drag.to(event.position().toPoint()):
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lay the name down; the two places exchange their people."""
        drag, self._drag = self._drag, None
        self.viewport().unsetCursor()
        self.viewport().update()
        target = self._slot_at(event.position().toPoint())
        if drag is not None and drag.moving and target is not None and target != drag.place.slot:
            self._hop(target)
            self.exchanged.emit(drag.place.slot, target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Another person."""
        slot = self._slot_at(event.position().toPoint())
        if slot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.person_wanted.emit(slot, "")

    # painting and measuring

    def paintEvent(self, event: QPaintEvent) -> None:
        """The places one stands on, holds and drags to, over the cells."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        drag = self._drag if self._drag is not None and self._drag.moving else None
        if self._at is not None and drag is None:
            paint_stand(painter, self._grown(self._at), focused=self.hasFocus())
        if self._held is not None and self._cell(self._held.slot.day) is not None:
            paint_held(painter, self._grown(self._held.slot))
        if drag is not None:
            target = self._slot_at(drag.at)
            paint_dragged(painter, drag, self._grown(target) if target and target != drag.place.slot else None)
        painter.end()

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

    def _measure(self) -> None:
        """Weeks share the height as long as their names have room, else the month scrolls."""
        self.horizontalHeader().setFixedHeight(theme.current().px(_HEADER))
        view = self.month.view
        if view is None or not view.weeks:
            return
        width, height = self.viewport().width() // WEEK, self.viewport().height() // len(view.weeks)
        rough = measures(width, height, 2)
        rows = max(rows_of(cell, width, rough) for week in view.weeks for cell in week)
        tall = max(height, least_height(rows))
        sizes = measures(width, tall, rows)
        if (sizes, tall) != (self._delegate.sizes, self.verticalHeader().defaultSectionSize()):
            self._delegate.sizes = sizes
            self.verticalHeader().setDefaultSectionSize(tall)
            self.verticalScrollBar().setSingleStep(tall // 3)
            self.viewport().update()

    # looking up

    def _seat(self, slot: Slot) -> QRect:
        index = self.month.index_of(slot.day)
        rect = self.visualRect(index)
        return self._delegate.box(self.month.cell(index), rect).rect_of(slot) or rect

    def _grown(self, slot: Slot) -> QRect:
        return self._seat(slot).adjusted(-_REACH, 0, _REACH, 0)

    def _cell(self, day: date) -> DayCell | None:
        return self.month.view.cell(day) if self.month.view is not None else None

    def _cell_at(self, at: QPoint) -> DayCell | None:
        index = self.indexAt(at)
        return self.month.cell(index) if index.isValid() else None

    def _slot_at(self, at: QPoint) -> Slot | None:
        index, cell = self.indexAt(at), self._cell_at(at)
        if cell is None or not cell.inside:
            return None
        return self._delegate.box(cell, self.visualRect(index)).seat_at(at.x(), at.y())
