"""A white sheet with a hairline round it: the ground of everything one reads or fills in."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.labels import Text
from ui.kit.spacing import CARD, column, row


class Card(QFrame):
    """A column on a sheet; `head` is a row of title, a meta line and whatever is added on the right."""

    def __init__(
        self, title: str = "", meta: str = "", *, gap: float = 12, insets: str = CARD, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = column(self, gap=gap, insets=insets)
        self.title = Text(title, "card-title", parent=self)
        self.meta = Text(meta, "meta", parent=self)
        self.head = self._head()
        if title:
            self.body.addLayout(self.head)
        else:
            self.title.hide()
            self.meta.hide()

    def _head(self) -> QHBoxLayout:
        head = row(gap=8)
        head.addWidget(self.title)
        head.addWidget(self.meta)
        head.addStretch(1)
        return head
