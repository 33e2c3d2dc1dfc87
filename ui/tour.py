"""A picture of every screen, and of the states it names, as PNG: for the README, the manual, and to look at."""

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QSize
from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.style import Appearance
from venue_desk.domain.errors import Unavailable

_SETTLE_MS = 150


def tour(window: MainWindow, out_dir: Path, size: QSize, appearance: Appearance) -> list[Path]:
    """Walk through all screens in the order of the rail; answers the files written."""
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        window.resize(size)
        window.show()
        window.start()
        window.dress(appearance)
        return [_grab(window, out_dir / f"{name}.png") for name in _walk(window)]
    except OSError as trouble:
        raise Unavailable(f"图存不进「{out_dir}」。请看那里能不能写、有没有地方，或换一个文件夹。") from trouble


def _walk(window: MainWindow) -> Iterator[str]:
    """Go to each picture's state, naming it; `01-home`, `01-home-empty`."""
    for place, key in enumerate(window.keys(), start=1):
        window.go(key)
        yield f"{place:02}-{key}"
        for state, reach in window.screen_of(key).tour_states().items():
            reach()
            yield f"{place:02}-{key}-{state}"
        window.close_page()


def _grab(window: QWidget, path: Path) -> Path:
    """Let layouts, queued refreshes and fades come to rest, then take the picture; whole or not at all."""
    rest = QDeadlineTimer(_SETTLE_MS)
    while not rest.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(3):  # a long turn may have begun others: layouts, paintings
        QCoreApplication.processEvents()
    part = path.with_suffix(".part")
    if not window.grab().save(str(part), "PNG"):
        part.unlink(missing_ok=True)
        raise OSError(os.strerror(28), str(path))
    part.replace(path)
    return path
