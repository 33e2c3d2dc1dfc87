"""A layout that fills lines from the left and goes on below, for chips and ticks."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui import theme


class Flow(QLayout):
    """Items keep the size they wish; gaps between items and between lines are measures at 100 %."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, line_gap: int | None = None) -> None:
        super().__init__(parent)
        self._line_gap = gap if line_gap is None else line_gap
        self._held: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._held.append(item)

    def count(self) -> int:
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as above
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        """What is hidden takes no room."""
        return [item for item in self._held if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay out in lines and answer the height used."""
        look = theme.current()
        gap, line_gap = look.px(self._gap), look.px(self._line_gap)
        x, y, line = rect.left(), rect.top(), 0
        for item in self._held:
            if item.isEmpty():
                continue  # hidden: it leaves no gap
            wish = item.sizeHint()
            if line and x + wish.width() > rect.right() + 1:
                x, y, line = rect.left(), y + line + line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), wish))
            x += wish.width() + gap
            line = max(line, wish.height())
        return y + line - rect.top()
