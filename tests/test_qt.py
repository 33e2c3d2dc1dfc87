"""The binding we chose does not miscount None (docs/decisions/0002)."""

import gc
import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_leave_the_count_of_none_alone() -> None:
    """6.12.0 drops one reference a call on 3.11 and aborts after some thousands."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    gc.collect()
    gc.disable()  # what other tests left behind holds None too
    try:
        before = sys.getrefcount(None)
        for _ in range(1000):
            painter.fillRect(QRect(0, 0, 8, 8), QColor("white"))
        after = sys.getrefcount(None)
    finally:
        gc.enable()
    painter.end()
    assert after > before - 100
