"""A PDF drawn onto a printer that takes no PDF (Windows): 300 dpi, millimetre for millimetre. Runs in a worker, not in the window."""

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.cups import NO_ANSWER
from ui.kit.pdf_pages import PdfPages
from venue_desk.domain.errors import Unavailable

Step = tuple[int, int, str]

DPI = 300
_DOTS_PER_MM = DPI / 25.4


def hand_over(pdf: Path, printer: str, title: str) -> Generator[Step, None, None]:
    """Draw a PDF for a printer of this PC; given up, the printer forgets what it was given."""
    app = QGuiApplication.instance() or QGuiApplication([])
    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise Unavailable(f"电脑上没有叫「{printer}」的打印机了。请另选一台，再点「重印」。")
    target = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    target.setDocName(title)
    yield from draw_pages(pdf.read_bytes(), target)
    del app


def draw_pages(content: bytes, target: QPrinter) -> Generator[Step, None, None]:
    """Every page onto a QPrinter, the margin it cannot print on taken off the origin."""
    target.setResolution(DPI)
    target.setFullPage(True)
    painter, whole = QPainter(), False
    try:
        with PdfPages(content) as pages:
            for page in range(pages.count):
                target.setPageLayout(_layout(*pages.size_mm(page)))
                if not (target.newPage() if page else painter.begin(target)):
                    raise Unavailable(NO_ANSWER)
                corner = target.pageLayout().paintRectPixels(DPI).topLeft()
                painter.drawImage(QPointF(-corner.x(), -corner.y()), pages.picture(page, _DOTS_PER_MM))
                yield page + 1, pages.count, f"已交 {page + 1} 页，共 {pages.count} 页"
        whole = True
    finally:
        if not whole:
            target.abort()
        ended = painter.isActive() and painter.end()
    if not ended:
        raise Unavailable(NO_ANSWER)


def _layout(width: float, height: float) -> QPageLayout:
    """A4 as the page lies: a roster for the wall lies across."""
    lying = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), lying, QMarginsF(0, 0, 0, 0))
