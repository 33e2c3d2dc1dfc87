"""放大看: one agent's card from the very PDF, as large as the column, so that the words can be read before they are printed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit import pens
from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Prose
from ui.kit.pdf_pages import PdfPages
from ui.kit.spacing import column, row

FINE = "字都印得下，没有缺字"
_TALLEST = 190
"""A door card is taller than wide: it must leave room for the names above it."""


class CloseUp(QWidget):
    """Whose card, 改文字, the card, and one line on whether all words find room."""

    def __init__(self, change: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whose, self._card = ElidedText("", "meta"), _Card()
        self._sign, self._said = IconLabel("done", "jade", 16), Prose("", "meta", "jade")
        head = row(gap=8)
        head.addWidget(self._whose, 1)
        self.change = Button("改文字", change, kind="quiet", icon="edit")
        head.addWidget(self.change)
        line = row(gap=8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._said, 1)
        body = column(self, gap=8)
        body.addLayout(head)
        body.addWidget(self._card)
        body.addLayout(line)

    def show_card(self, name: str, pdf: bytes, trouble: str) -> None:
        """A card as large as it is cut; `trouble` is what of it will not be on the paper."""
        self._whose.setText(f"放大看：{name}")
        self._card.show_pdf(pdf)
        self._card.setAccessibleName(f"{name}的连心卡，放大")
        tone = "amber" if trouble else "jade"
        self._sign.show_icon("warning" if trouble else "done", tone)
        self._said.setProperty("tone", tone)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(trouble or FINE)


class _Card(QWidget):
    """Drawn anew at each width: a picture that is scaled blurs small print."""

    def __init__(self) -> None:
        super().__init__()
        self._pdf = b""
        self._picture: QImage | None = None

    def show_pdf(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._picture is None:
            return
        size = self._picture.deviceIndependentSize().toSize()
        sheet = QRect(QPoint((self.width() - size.width()) // 2, 0), size)
        painter = QPainter(self)
        painter.drawImage(sheet.topLeft(), self._picture)
        painter.setPen(pens.hairline("line"))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.end()

    def _draw(self) -> None:
        if not self._pdf:
            return
        with PdfPages(self._pdf) as pages:
            width, height = pages.size_mm(0)
            tall = min(round(self.width() * height / width), theme.current().px(_TALLEST))
            dense = self.devicePixelRatioF()
            self._picture = pages.picture(0, tall * dense / height)
        self._picture.setDevicePixelRatio(dense)
        self.setFixedHeight(self._picture.deviceIndependentSize().toSize().height())
        self.update()
