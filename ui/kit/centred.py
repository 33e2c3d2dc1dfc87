"""One sheet in the middle of the window: the pages before and beside the desk."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLayout, QWidget

from ui import theme
from ui.kit.spacing import column, row


def centred(page: QWidget, middle: QLayout, width: int, *, fill: bool = False) -> None:
    """Lay `middle` on the page, `width` px at 100 % wide, a little above the middle; `fill` gives it the whole height."""
    across = row(insets="24 24 24 24")
    across.addStretch(1)
    across.addWidget(_Middle(middle, width), 100)
    across.addStretch(1)
    whole = column(page)
    if not fill:
        whole.addStretch(2)
    whole.addLayout(across, 1 if fill else 0)
    if not fill:
        whole.addStretch(3)


class _Middle(QWidget):
    """As wide as its words need at the size of type on screen, never wider than a line one can read."""

    def __init__(self, layout: QLayout, width: int) -> None:
        super().__init__()
        self._width = width
        self.setLayout(layout)
        self.setMaximumWidth(theme.current().px(width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMaximumWidth(theme.current().px(self._width))
