"""One page of paper on the preview's ground: at the size that fits or enlarged."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import theme
from ui.kit import pens
from ui.kit.pdf_pages import PdfPages

_MM_PER_INCH = 25.4
STEPS = (0.5, 0.75, 1.0, 1.5, 2.0)
"""Enlargements of the real size."""


class PaperView(QScrollArea):
    """Fits the page until it is enlarged; PgUp and PgDn are left to whoever counts the pages."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = _Paper()
        self._pages: PdfPages | None = None
        self._page = 0
        self._zoom = 0.0  # 0 fits
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setCornerWidget(QWidget())  # else Fusion draws its own in the corner of the bars
        self.setWidget(self._paper)
        self._paper.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("纸面预览")

    def show_pages(self, pages: PdfPages | None) -> None:
        """Another document, at its first page."""
        self._pages, self._page = pages, 0
        self._draw()

    def show_page(self, page: int) -> None:
        self._page = page
        self._draw()
        self.verticalScrollBar().setValue(0)

    def scale(self) -> float:
        """What is shown as a part of the real size."""
        return self._fitting() if self._zoom == 0 else self._zoom

    def zoom(self, step: int) -> None:
        """The next larger or smaller enlargement; smaller than what fits is what fits."""
        now = self.scale()
        larger = [scale for scale in STEPS if scale > now + 0.01]
        smaller = [scale for scale in STEPS if self._fitting() < scale < now - 0.01]
        if step > 0 and larger:
            self._zoom = larger[0]
        elif step < 0:
            self._zoom = smaller[-1] if smaller else 0.0
        self._draw()
        self.zoomed.emit()

    def fits(self) -> bool:
        """Whether the whole page is in sight."""
        return self._zoom == 0

    def can_enlarge(self) -> bool:
        return self.scale() < STEPS[-1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom == 0:
            self._draw()
            self.zoomed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel enlarge."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _dots_per_mm(self) -> float:
        return self.logicalDpiX() / _MM_PER_INCH

    def _fitting(self) -> float:
        if self._pages is None:
            return 1.0
        width, height = self._pages.size_mm(self._page)
        room = self.size() - QSize(2, 2) * (1 + theme.current().s8)
        dots = self._dots_per_mm()
        return max(0.05, min(room.width() / (width * dots), room.height() / (height * dots)))

    def _draw(self) -> None:
        if self._pages is None:
            self._paper.show_picture(None)
            return
        dense = self.devicePixelRatioF()
        picture = self._pages.picture(self._page, round(self.scale() * self._dots_per_mm() * dense, 4))
        picture.setDevicePixelRatio(dense)
        self._paper.show_picture(picture)


class _Paper(QWidget):
    """The picture with its shadow: under a sheet of paper, the one place where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QImage | None = None
        self._size = QSize()

    def show_picture(self, picture: QImage | None) -> None:
        """Point for point as drawn: scaled again, small print would blur."""
        self._picture = picture
        self._size = picture.deviceIndependentSize().toSize() if picture is not None else QSize()
        edge = 2 * self._edge()
        self.resize(self._size + QSize(edge, edge) if picture is not None else QSize())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._picture is None:
            return
        edge = self._edge()
        sheet = QRect(edge, edge, self._size.width(), self._size.height())
        painter = QPainter(self)
        self._paint_shadow(painter, sheet)
        painter.drawImage(sheet.topLeft(), self._picture)
        painter.end()

    def _edge(self) -> int:
        return theme.current().s8

    def _paint_shadow(self, painter: QPainter, sheet: QRect) -> None:
        shade = QColor(pens.color("rail" if theme.current().name == theme.DARK.name else "ink"))
        painter.setPen(Qt.PenStyle.NoPen)
        for reach in range(self._edge() // 2, 0, -1):
            shade.setAlphaF(0.03)
            painter.setBrush(shade)
            painter.drawRoundedRect(sheet.adjusted(-reach, 1 - reach, reach, reach + 2), reach, reach)
