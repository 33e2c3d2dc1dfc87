"""The system's printers: which there are, and the job that gives a PDF to one of them at exact scale.

Linux and UOS hand the PDF to CUPS as it is. Windows has no such way: there a worker draws each page.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from shiboken6 import isValid

from ui import cups
from ui.worker import Job
from venue_desk.domain.errors import Unavailable

NO_PRINTER = "这台电脑还没有装打印机。可以先「存为 PDF」，拿到有打印机的电脑上打印。"
_PATIENCE_MS = 10_000


class Printers(QObject):
    """Asks which printers there are. CUPS looks round the network for half a second, so it is asked beside the window."""

    found = Signal(list)
    """Names, the usual one first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None

    def look(self) -> None:
        """Ask, unless it is being asked already."""
        if not cups.there():
            usual = QPrinterInfo.defaultPrinterName()
            self.found.emit(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))
        elif self._process is None:
            self._ask()

    def _ask(self) -> None:
        process = self._process = QProcess(self)
        around = QProcessEnvironment()
        for name, value in cups.environment().items():
            around.insert(name, value)
        process.setProcessEnvironment(around)
        process.finished.connect(self._answered)
        process.errorOccurred.connect(self._answered)
        self.destroyed.connect(lambda: _end(process))
        QTimer.singleShot(_PATIENCE_MS, process, process.kill)
        process.start("lpstat", list(cups.ASK))

    def _answered(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            told = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace")
            process.deleteLater()
            self.found.emit(cups.names(told))


def _end(process: QProcess) -> None:
    """The window closes while it is being asked: nobody waits for the answer."""
    if isValid(process) and process.state() != QProcess.ProcessState.NotRunning:
        process.blockSignals(True)
        process.kill()
        process.waitForFinished()


def sending(pdf: Path, printer: str, title: str) -> Job:
    """The job that hands a PDF to a printer; Unavailable here if there is none, there if it does not take it."""
    if not printer:
        raise Unavailable(NO_PRINTER)
    if cups.there():
        return partial(cups.hand_over, pdf, printer, title)
    from ui import page_painter  # named here, run by the worker

    return partial(page_painter.hand_over, pdf, printer, title)
