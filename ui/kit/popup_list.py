"""The list that opens under a line of text: a child of the window, never a popup that grabs keys from the input method."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.kit import icons, pens
from ui.kit.announce import announce
from ui.kit.hits import Caption, Hit, HitModel, Index, Line, Offer, Span
from ui.kit.line_edit import ENTERS
from ui.kit.spacing import column

_PAGE = 5
_SEEN_MAX = 13
_ASIDE = "↵ 选这个"


class PopupList(QWidget):
    """Up to a dozen lines under `anchor`, the first one picked; the anchor keeps the focus and hands its keys on."""

    picked = Signal(object)
    """The Hit or Offer taken by Enter or a click."""

    def __init__(self, anchor: QWidget, name: str, least_width: int = 0) -> None:
        """`least_width` in px at 100 %, for an anchor that may be narrow."""
        super().__init__(anchor)
        self._least = least_width
        self._anchor = anchor
        self._model = HitModel(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_LineDelegate(self._model, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setProperty("role", "bare")
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.setAccessibleName(name)
        self._view.clicked.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self, insets="4 4 4 4").addWidget(self._view)
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Open with these lines, the first that can be picked picked; close if there are none."""
        self._model.show(lines)
        if not lines:
            self.hide()
            return
        self._move_to(self._model.next_pick(-1, 1))
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

    def take_key(self, key: int) -> bool:
        """↑↓, PgUp, PgDn, Enter and Esc, while open."""
        if not self.isVisible():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        if key in ENTERS:
            self._take(self._view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self._step(steps[Qt.Key(key)])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the anchor while the window is resized or its page scrolled."""
        if self.isVisible() and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
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
        """The window, and every page that may scroll under us."""
        found: list[QObject] = [self._anchor.window()]
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

    def _move_to(self, number: int) -> None:
        index = self._model.index(number)
        self._view.setCurrentIndex(index)
        announce(self._anchor, str(self._model.data(index, Qt.ItemDataRole.AccessibleTextRole)))

    def _take(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            line = self._model.line(index.row())
            self.hide()
            self.picked.emit(line)


class _LineDelegate(QStyledItemDelegate):
    """A hit: icon, title with its matched part in bold, facts behind; the picked one says what Enter does."""

    def __init__(self, model: HitModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        small = isinstance(self._model.line(index.row()), Caption)
        return QSize(0, look.chip + look.s4 if small else look.control)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        line = self._model.line(index.row())
        rect = pens.room_of(option)
        picked = self._view.currentIndex().row() == index.row()
        if picked:
            pens.fill_rounded(painter, rect, "pick", radius=look.radius_inner)
        inner = rect.adjusted(look.s12, 0, -look.s12, 0)
        if isinstance(line, Caption):
            pens.draw_text(painter, inner, line.text, look.meta, pens.NORMAL, "ink3")
        elif isinstance(line, Offer):
            inner = _icon(painter, inner, line.icon)
            pens.draw_text(painter, inner, line.text, look.body, pens.NORMAL, "ink2")
        else:
            self._paint_hit(painter, inner, line, picked=picked)

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, *, picked: bool) -> None:
        look = theme.current()
        if picked:
            width = pens.text_width(_ASIDE, look.meta) + look.s12  # ↵ may come from a wider font
            aside = rect.adjusted(rect.width() - width, 0, 0, 0)
            pens.draw_text(painter, aside, _ASIDE, look.meta, pens.NORMAL, "ink3")
            rect = rect.adjusted(0, 0, -width - look.s12, 0)
        if hit.icon:
            rect = _icon(painter, rect, hit.icon)
        for text, matched in _runs(hit):
            weight = pens.BOLD if matched else pens.NORMAL if hit.spans else pens.MEDIUM
            pens.draw_text(painter, rect, text, look.body, weight, "ink")
            rect = rect.adjusted(pens.text_width(text, look.body, weight), 0, 0, 0)
        rect = rect.adjusted(look.s12, 0, 0, 0)
        for text, matched in _cut(hit.facts, hit.facts_spans):
            weight = pens.BOLD if matched else pens.NORMAL
            pens.draw_text(painter, rect, text, look.meta, weight, "ink2")
            rect = rect.adjusted(pens.text_width(text, look.meta, weight), 0, 0, 0)


def _icon(painter: QPainter, rect: QRect, name: str) -> QRect:
    look = theme.current()
    icons.draw(painter, QRect(rect.left(), rect.top(), look.icon_text, rect.height()), name, "ink2")
    return rect.adjusted(look.icon_text + look.s8, 0, 0, 0)


def _runs(hit: Hit) -> list[tuple[str, bool]]:
    """The title cut into plain and matched pieces."""
    return _cut(hit.title, hit.spans)


def _cut(text: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            pieces.append((text[at:start], False))
        if end > max(start, at):
            pieces.append((text[max(start, at) : end], True))
        at = max(at, end)
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
