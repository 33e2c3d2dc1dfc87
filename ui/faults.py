"""Everything that goes wrong outside a form ends here: a sentence in a calm strip, the whole story in the log, nothing swallowed."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.icons import IconLabel
from ui.kit.labels import Prose
from ui.kit.spacing import row
from venue_desk.domain.errors import Refused, Unavailable

OURS = "刚才这一步没有做完，是软件的毛病，不怪您。已经存下的都在。请再做一次；还不行，请把日志交给技术人员。"

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def sentence_for(error: BaseException) -> str:
    """What the cadre is told: the rule, what the world did, or that it was us."""
    if isinstance(error, (Refused, Unavailable)):
        return error.sentence
    return OURS


class Faults(QObject):
    """The last net under every slot: Qt hands it what no form caught."""

    told = Signal(str)

    def install(self) -> None:
        """Catch what reaches the top, and keep Qt's own messages in our log."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(_qt_message)

    def tell(self, error: BaseException) -> None:
        """Log it in full unless it is a rule at work, and say it on the screen."""
        if not isinstance(error, Refused):
            _log.error("%s", error, exc_info=error)
        self.told.emit(sentence_for(error))

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        # The signal crosses to the GUI thread by itself.
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


class FaultStrip(QFrame):
    """A line above the screen that stays until it is read; the screen below goes on working."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "fault")
        line = row(self, gap=8, insets="24 8 16 8")
        line.addWidget(IconLabel("must", "red"))
        self._sentence = Prose("", "body")
        line.addWidget(self._sentence, 1)
        line.addWidget(Button("知道了", self.hide, kind="quiet"))
        self.hide()

    def sentence(self) -> str:
        """What it says now."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Show and announce; the newest sentence stands."""
        self._sentence.setText(sentence)
        self.show()
        announce(self, sentence)
