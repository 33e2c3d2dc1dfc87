"""The head of a record table: ↑↓ show the order; ←→ and Enter change it without a mouse."""

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.columns import Kind
from ui.kit.line_edit import ENTERS
from ui.kit.record_delegate import cell_room, ends_a_row
from ui.kit.record_model import RecordModel


class RecordHeader(QHeaderView):
    """Painted titles; a tab stop of its own where some column can be sorted."""

    sort_wanted = Signal(int, Qt.SortOrder)

    def __init__(self, model: RecordModel[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model.columns
        self._records = model
        self._sortable = [number for number, column in enumerate(model.columns) if column.sort]
        self._at = self._sortable[0] if self._sortable else 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._sortable else Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("列标题，左右键选列，回车排序")
        self.sectionClicked.connect(self._sort)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """←→ among the columns that can be sorted, Enter or Space to sort."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._sortable:
            at = self._sortable.index(self._at) + steps[key]
            self._at = self._sortable[min(max(at, 0), len(self._sortable) - 1)]
            self.viewport().update()
        elif key in ENTERS or key == Qt.Key.Key_Space:
            self._sort(self._at)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803  Qt's names
        look = theme.current()
        column = self._columns[logicalIndex]
        painter.fillRect(rect, pens.color("card"))
        painter.setPen(pens.hairline("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        align = pens.RIGHT if column.kind is Kind.NUMBER else pens.LEFT
        title = column.title + self._arrow(column.sort)
        room = cell_room(rect, ends=ends_a_row(self._columns, logicalIndex))
        pens.draw_text(painter, room, title, look.meta, pens.NORMAL, "ink3", align)
        if self.hasFocus() and logicalIndex == self._at:
            pens.draw_ring(painter, rect)

    def _arrow(self, key: str) -> str:
        order = self._records.order
        if not key or order is None or order.key != key:
            return ""
        return " ↓" if order.descending else " ↑"

    def _sort(self, section: int) -> None:
        key = self._columns[section].sort
        if not key:
            return
        order = self._records.order
        again = order is not None and order.key == key and not order.descending
        self.sort_wanted.emit(section, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
