"""A file dropped onto a widget: the first one of a kind we read, anything else is not taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

TABLES = (".xlsx", ".xlsm", ".csv", ".xls")
"""What people call an Excel; the old kind too, since only we can tell them what to do with it."""


class FileDrop(QObject):
    """Watches a widget and hands on what is dropped there."""

    def __init__(self, onto: QWidget, take: Callable[[Path], object]) -> None:
        super().__init__(onto)
        self._take = take
        onto.setAcceptDrops(True)
        onto.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and dropped_table(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            file = dropped_table(event.mimeData())
            if file is not None:
                event.acceptProposedAction()
                self._take(file)
                return True
        return super().eventFilter(watched, event)


def dropped_table(mime: QMimeData) -> Path | None:
    """The first file that may be a table."""
    files = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((file for file in files if file.suffix.lower() in TABLES), None)
