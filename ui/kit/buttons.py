"""Buttons by kind (primary, secondary, quiet, danger, row, row-danger, icon, quiet-icon, filter, choice, link) and their focus ring."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget
from shiboken6 import isValid

from ui import theme
from ui.kit import icons

RING_GAP = 2
RING_WIDTH = 2
_TONES = {"primary": "on_fill", "danger": "red", "row-danger": "red", "toast": "inverse_amber"}


_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ZOrderChange,
        QEvent.Type.FocusIn,
        QEvent.Type.FocusOut,
    }
)


class Button(QPushButton):
    """A verb of at most six characters; `keys` is the shortcut shown beside it in a quieter tone."""

    def __init__(
        self,
        text: str,
        act: Callable[[], object] | None = None,
        *,
        kind: str = "secondary",
        icon: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._keys = keys
        if keys:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", kind)
        self.setProperty("ring", True)
        # Enter belongs to the form ("next field"), a button answers it only while it has the focus.
        self.setAutoDefault(False)
        if icon:
            self.setIcon(icons.icon(icon, _TONES.get(kind, "ink2"), "ground" if kind == "filter" else ""))
        if kind.endswith("icon"):
            self.show_as(text, icon)
        if act is not None:
            self.clicked.connect(lambda _checked: act())

    def show_as(self, text: str, icon: str) -> None:
        """Another sign with its word: an icon alone keeps the word for the tooltip and the screen reader."""
        self.setText("")
        self.setAccessibleName(text)
        self.setToolTip(f"{text}　{self._keys}" if self._keys else text)
        self.setIcon(icons.icon(icon))

    def sizeHint(self) -> QSize:
        return self._size_for(sum(self._widths()))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt override
        """The whole widget: the style would leave out the margin round a row button."""
        return self.rect().contains(pos)

    def minimumSizeHint(self) -> QSize:
        """In a tight row the keys give way first."""
        sign, words, _ = self._widths()
        return self._size_for(sign + words)

    def _size_for(self, wide: int) -> QSize:
        self.ensurePolished()
        content = QSize(wide, max(self.fontMetrics().height(), self.iconSize().height()))
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, self._option(), content, self)

    def _widths(self) -> tuple[int, int, int]:
        """Room for sign, words and keys, each with the gap that follows or precedes it."""
        tokens = theme.current()
        words = ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text()))
        sign = 0 if self.icon().isNull() else self.iconSize().width() + (tokens.px(6) if words else 0)
        keys = (
            ceil(QFontMetricsF(self._keys_font()).horizontalAdvance(self._keys)) + tokens.s8
            if self._keys and words
            else 0
        )
        return sign, words, keys

    def _keys_font(self) -> QFont:
        font = self.font()
        font.setPixelSize(theme.current().meta)
        font.setWeight(QFont.Weight.Normal)
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, self._option())
        self._paint_content(painter)
        painter.end()

    def _paint_content(self, painter: QPainter) -> None:
        """The style's own label leaves 2 px between sign and words and knows no second tone."""
        tokens, (sign, words, keys), ink = theme.current(), self._widths(), QColor(self._ink())
        box = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, self._option(), self)
        keys = keys if sign + words + keys <= box.width() else 0
        spare = max(0, box.width() - sign - words - keys)
        left = box.left() + (0 if self.property("kind") == "choice" else spare // 2)
        if sign:
            side = self.iconSize().width()
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            state = QIcon.State.On if self.isChecked() else QIcon.State.Off
            self.icon().paint(
                painter, left, (self.height() - side + 2) // 2, side, side, Qt.AlignmentFlag.AlignCenter, mode, state
            )
        painter.setFont(self.font())
        painter.setPen(ink)
        room = QRect(left + sign, self.rect().top(), min(words, box.right() + 1 - left - sign - keys), self.height())
        shown = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if keys:
            painter.setFont(self._keys_font())
            painter.setPen(
                QColor(tokens.ink3 if self.property("kind") != "primary" or not self.isEnabled() else tokens.on_fill)
            )
            painter.drawText(
                room.translated(room.width() + tokens.s8, 0).adjusted(0, 0, keys, 0),
                Qt.AlignmentFlag.AlignVCenter,
                self._keys,
            )

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def _ink(self) -> str:
        tokens = theme.current()
        if not self.isEnabled():
            return tokens.ink3
        if self.isChecked() and self.property("kind") == "filter":
            return tokens.ground
        return theme.colour(_TONES.get(str(self.property("kind")), "ink"))


class FocusRing(QWidget):
    """2 px in the focus colour, drawn outside the control with a 2 px gap: against red it would not be seen without one."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(_room_for_ring(control))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._control = control
        self._watched = [control]
        while (above := self._watched[-1].parentWidget()) is not None and above is not self.parentWidget():
            self._watched.append(above)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and isValid(self) and isValid(self._control):
            self._follow()
        return False

    def _follow(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        reach = RING_GAP + RING_WIDTH
        seen = seen_of(self._control)
        self.setGeometry(
            seen.translated(self._control.mapTo(parent, QPoint(0, 0))).adjusted(-reach, -reach, reach, reach)
        )
        self.setVisible(self._control.hasFocus() and self._control.isVisibleTo(parent))
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.focus), RING_WIDTH))
        half = RING_WIDTH / 2
        wanted = self._control.property("ring")
        radius = getattr(tokens, wanted if isinstance(wanted, str) else "radius") + RING_GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()


class FocusRings(QObject):
    """Puts the one ring round whatever has the focus and asks for it (dynamic property `ring`)."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = FocusRing(new) if new is not None and new.property("ring") else None


def seen_of(control: QWidget) -> QRect:
    """The part of a control that is painted: a row button takes clicks 4 px above and below it."""
    slack = theme.current().s4 if str(control.property("kind")).startswith("row") else 0
    return control.rect().adjusted(0, slack, 0, -slack)


def _room_for_ring(control: QWidget) -> QWidget | None:
    """The nearest ancestor in which the ring fits whole, so that a tight row does not clip it."""
    reach = RING_GAP + RING_WIDTH
    parent = control.parentWidget()
    while parent is not None and not parent.isWindow():
        seen = seen_of(control).translated(control.mapTo(parent, QPoint(0, 0)))
        if parent.rect().contains(seen.adjusted(-reach, -reach, reach, reach)):
            break
        if parent.objectName() == "qt_scrollarea_viewport":
            break
        parent = parent.parentWidget()
    return parent
