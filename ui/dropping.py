"""A file dropped onto a widget: the first one of a kind we read, anything else is not taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

TABLES = (".xlsx", ".xlsm", ".csv", ".xls")
"""What people call an Excel; the old kind too, since only we can tell them what to do with it."""


PICTURES = (".jpg", ".jpeg", ".png")


class FileDrop(QObject):
    """Watches a widget and hands on what is dropped there."""

    def __init__(self, onto: QWidget, take: Callable[[Path], object], suffixes: tuple[str, ...] = TABLES) -> None:
        super().__init__(onto)
        self._take, self._suffixes = take, suffixes
        onto.setAcceptDrops(True)
        onto.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and dropped_file(event.mimeData(), self._suffixes):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            file = dropped_file(event.mimeData(), self._suffixes)
            if file is not None:
                event.acceptProposedAction()
                self._take(file)
                return True
        return super().eventFilter(watched, event)


def dropped_file(mime: QMimeData, suffixes: tuple[str, ...]) -> Path | None:
    """The first file that may be of the kind."""
    files = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((file for file in files if file.suffix.lower() in suffixes), None)
