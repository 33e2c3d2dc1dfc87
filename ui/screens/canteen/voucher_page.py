"""The photo of a voucher as a page over the canteen: whole, or so large that the small print can be read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.kit.line_edit import ENTERS
from ui.kit.spacing import PAGE, column, row
from ui.screen import Screen

if TYPE_CHECKING:
    from ui.screen import Shell

STEPS = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Of the size at which the whole fits."""


class VoucherPage(Screen):
    """One photo. ＋ and − enlarge it, Esc or 返回 leads back."""

    def __init__(self, shell: "Shell", title: str, jpeg: bytes) -> None:
        super().__init__()
        self._image, self._step = QImage.fromData(jpeg), 0
        self.back = Button("返回", shell.close_page, kind="quiet", icon="arrow-left", keys="Esc")
        self.smaller = Button("缩小", self._smaller, icon="zoom-out", keys="-")
        self.larger = Button("放大", self._larger, icon="zoom-in", keys="+")
        self._photo = QLabel()
        self._photo.setAccessibleName(f"{title}的凭证照片")
        self.area = QScrollArea()
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setCornerWidget(QWidget())
        self.area.setWidget(self._photo)
        self.area.setProperty("ring", True)
        self.area.setAccessibleName("凭证照片，方向键移动")
        head = row(gap=8)
        for widget in (self.back, Text(f"凭证照片 · {title}", "panel-title")):
            head.addWidget(widget)
        head.addStretch(1)
        for button in (self.smaller, self.larger):
            head.addWidget(button)
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(head)
        box.addWidget(self.area, 1)

    def shown(self) -> QSize:
        """How large the photo stands there."""
        return self._photo.size()

    def settle(self) -> None:
        """On the photo: arrows move it."""
        self.area.setFocus()

    def regions(self) -> Sequence[QWidget]:
        """For F6."""
        return [self.back, self.area]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and −; Enter on a button is that button, and on the photo enlarges it."""
        ways = {Qt.Key.Key_Plus: self._larger, Qt.Key.Key_Equal: self._larger, Qt.Key.Key_Minus: self._smaller}
        focused, way = QApplication.focusWidget(), ways.get(Qt.Key(event.key()))
        if event.key() in ENTERS:
            way = focused.click if isinstance(focused, QPushButton) else self._larger
        if way is not None:
            way()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._draw()

    # within

    def _larger(self) -> None:
        self._step = min(self._step + 1, len(STEPS) - 1)
        self._draw()

    def _smaller(self) -> None:
        self._step = max(self._step - 1, 0)
        self._draw()

    def _draw(self) -> None:
        room, sharp = self.area.maximumViewportSize(), self.devicePixelRatioF()
        room -= QSize(theme.current().s8, theme.current().s8)
        fits = self._image.size().scaled(room.expandedTo(QSize(1, 1)), Qt.AspectRatioMode.KeepAspectRatio)
        size = fits * STEPS[self._step]
        smooth = Qt.TransformationMode.SmoothTransformation
        drawn = QPixmap.fromImage(
            self._image.scaled(size * sharp, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        )  # fmt: skip
        drawn.setDevicePixelRatio(sharp)
        painter = QPainter(drawn)
        painter.setPen(pens.hairline("line"))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        self._photo.setPixmap(drawn)
        self._photo.resize(size)
