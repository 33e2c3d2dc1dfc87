"""The pages of the settings as a list at the left: arrows look through them, Enter or a click goes in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.kit import icons, pens
from ui.kit.line_edit import ENTERS

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 176
_KEY = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1


class PageList(QListWidget):
    """Entries are (key, words, icon)."""

    looked_at = Signal(str)
    entered = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("设置的各页")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_PageDelegate(self))
        for key, words, icon in pages:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setData(_ICON, icon)
            self.addItem(item)
        self.currentItemChanged.connect(self._tell)
        self.itemClicked.connect(lambda _: self.entered.emit())
        self._measure()

    def key(self) -> str:
        """Which page is picked."""
        return str(self.currentItem().data(_KEY))

    def pick(self, key: str) -> None:
        """Another page."""
        for place in range(self.count()):
            if self.item(place).data(_KEY) == key:
                self.setCurrentRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and → go into the page; Esc is the window's."""
        if event.key() in {*ENTERS, Qt.Key.Key_Right}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _tell(self) -> None:
        self.looked_at.emit(self.key())

    def _measure(self) -> None:
        self.setFixedWidth(theme.current().px(_WIDTH))
        self.scheduleDelayedItemsLayout()


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, pages: PageList) -> None:
        super().__init__(pages)
        self._pages = pages

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, theme.current().rail_item + theme.current().s4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.current(), pens.room_of(option).adjusted(2, 2, -2, -2)
        picked = self._pages.currentIndex().row() == index.row()
        if picked:
            pens.fill_rounded(painter, rect, "pick")
            if self._pages.hasFocus():
                pens.draw_ring(painter, rect)
        sign = rect.adjusted(look.s12, 0, 0, 0)
        sign.setWidth(look.icon)
        icons.draw(painter, sign, str(index.data(_ICON)), "ink" if picked else "ink2", look.icon)
        words = rect.adjusted(look.s12 + look.icon + look.s8, 0, -look.s8, 0)
        weight = pens.MEDIUM if picked else pens.NORMAL
        pens.draw_text(painter, words, str(index.data()), look.body, weight, "ink" if picked else "ink2")
