"""The list that opens under a line of text: a child of the window, never a popup that grabs keys from the input method."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QListView, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.announce import announce
from ui.kit.hits import Deed, Hit, HitModel, Line
from ui.kit.labels import Text, hairline
from ui.kit.line_edit import ENTERS
from ui.kit.popup_lines import LineDelegate
from ui.kit.spacing import column, row

_PAGE = 5
_SEEN_MAX = 13
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}


class PopupList(QWidget):
    """Up to a dozen lines under `anchor`, the first one picked; the anchor keeps the focus and hands its keys on."""

    picked = Signal(object)
    """The Hit, Offer or Deed taken by Enter or a click."""
    asked_more = Signal()
    """A right click on a line, which is picked by it."""

    def __init__(self, anchor: QWidget, name: str, least_width: int = 0) -> None:
        """`least_width` in px at 100 %, for an anchor that may be narrow."""
        super().__init__(anchor)
        self._least = least_width
        self._anchor = anchor
        self._model = HitModel(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(LineDelegate(self._model, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setProperty("role", "bare")
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.setAccessibleName(name)
        self._view.clicked.connect(self._take)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._ask_more)
        self._foot, self._keys = QWidget(self), Text("", "hint")
        self._foot.hide()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_lines(self, lines: Sequence[Line], keys: str = "", said: str = "") -> None:
        """Open with these lines, the first that can be picked picked; close if there are none.

        `keys` stands in the foot: what else the keyboard can do here. `said` is spoken before the line picked.
        """
        self._model.show(lines)
        if not lines:
            self.hide()
            return
        self._keys.setText(keys)
        self._foot.setVisible(bool(keys))
        self._view.setAccessibleDescription(keys)
        self._move_to(self._model.next_pick(-1, 1), said)
        self._open()

    def current(self) -> Line | None:
        """The line picked now."""
        index = self._view.currentIndex()
        return self._model.line(index.row()) if index.isValid() else None

    def move_to_key(self, key: object) -> None:
        """Pick the hit with this key, if it is in the list."""
        for number in range(self._model.rowCount()):
            line = self._model.line(number)
            if isinstance(line, Hit) and line.key == key:
                self._move_to(number)

    def pick_deed(self, number: int) -> bool:
        """Do the one with this digit; a digit that stands at none is kept from the line all the same."""
        for place in range(self._model.rowCount()):
            line = self._model.line(place)
            if isinstance(line, Deed) and line.number == number:
                self._take(self._model.index(place))
                break
        return True

    def take_key(self, key: int) -> bool:
        """↑↓, PgUp, PgDn, Enter and Esc, while open; no other."""
        if not self.isVisible():
            return False
        if key in ENTERS:
            self._take(self._view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the anchor while the window is resized or its page scrolled; go when the anchor goes."""
        if watched is self._anchor and event.type() == QEvent.Type.Hide:
            self.hide()
        elif self.isVisible() and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for watched in self._watched():
            watched.removeEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a line round it."""
        del event
        painter = QPainter(self)
        pens.fill_rounded(painter, self.rect(), "card", "line")
        painter.end()

    def _lay_out(self) -> None:
        foot = column(self._foot)
        foot.addWidget(hairline())
        line = row(insets="12 4 12 2")
        line.addWidget(self._keys)
        foot.addLayout(line)
        box = column(self, insets="4 4 4 4")
        box.addWidget(self._view, 1)
        box.addWidget(self._foot)

    def _open(self) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        for watched in self._watched():
            watched.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def _watched(self) -> list[QObject]:
        """The window, the anchor, and every page that may scroll under us."""
        found: list[QObject] = [self._anchor.window(), self._anchor]
        around = self._anchor.parentWidget()
        while around is not None:
            viewport = around.parentWidget()
            if viewport is not None and isinstance(viewport.parentWidget(), QAbstractScrollArea):
                found.append(around)
            around = around.parentWidget()
        return found

    def _place(self) -> None:
        look = theme.current()
        window = self._anchor.window()
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + look.s4))
        heights = [self._view.sizeHintForRow(number) for number in range(min(self._model.rowCount(), _SEEN_MAX))]
        height = sum(heights) + 2 * look.s4 + 2
        if not self._foot.isHidden():
            height += self._foot.sizeHint().height()
        over = below.y() - self._anchor.height() - 2 * look.s4
        room = window.height() - below.y() - look.s4
        if height > room and over > room:
            height = min(height, over)
            below.setY(over - height)
        width = min(max(self._anchor.width(), look.px(self._least)), window.width() - 2 * look.s4)
        below.setX(min(below.x(), window.width() - width - look.s4))
        self.setGeometry(QRect(below, QSize(width, min(height, max(room, over)))))

    def _step(self, step: int) -> None:
        if abs(step) == 1:
            self._move_to(self._model.next_pick(self._view.currentIndex().row(), step))
            return
        last = self._model.rowCount() - 1
        target = min(max(self._view.currentIndex().row() + step, 0), last)
        self._move_to(self._model.next_pick(target - 1, 1))

    def _move_to(self, number: int, said: str = "") -> None:
        index = self._model.index(number)
        self._view.setCurrentIndex(index)
        announce(self._anchor, said + str(self._model.data(index, Qt.ItemDataRole.AccessibleTextRole)))

    def _take(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            line = self._model.line(index.row())
            self.hide()
            self.picked.emit(line)

    def _ask_more(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._move_to(index.row())
            self.asked_more.emit()
