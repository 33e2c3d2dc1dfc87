"""Pages of a PDF as pictures. PDFium is not thread-safe: only the window's thread calls this."""

from collections import OrderedDict
from types import TracebackType

import pypdfium2
from PySide6.QtGui import QImage

POINTS_PER_MM = 72 / 25.4
_KEPT = 4


class PdfPages:
    """A document in memory; pages are drawn when asked for, the last few kept."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self.count = len(self._document)

    def __enter__(self) -> "PdfPages":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def size_mm(self, page: int) -> tuple[float, float]:
        """Width and height of a page, counted from 0."""
        width, height = self._document.get_page_size(page)
        return width / POINTS_PER_MM, height / POINTS_PER_MM

    def picture(self, page: int, dots_per_mm: float) -> QImage:
        """The page at that density."""
        key = (page, dots_per_mm)
        if key not in self._drawn:
            self._drawn[key] = self._draw(page, dots_per_mm)
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def close(self) -> None:
        """Give the memory back."""
        self._drawn.clear()
        self._document.close()

    def _draw(self, number: int, dots_per_mm: float) -> QImage:
        page = self._document[number]
        bitmap = page.render(scale=dots_per_mm / POINTS_PER_MM, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        ).copy()  # the buffer goes with the bitmap
        bitmap.close()
        page.close()
        return image
