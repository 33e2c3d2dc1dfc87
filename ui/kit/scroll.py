"""A scroll area that shows the sheet or ground it lies on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(inner: QWidget) -> QScrollArea:
    """Put a widget into a scroll area that grows with it in width and scrolls in height only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    # Qt fills both with the window's ground otherwise.
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
