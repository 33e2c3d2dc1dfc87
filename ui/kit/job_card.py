"""A long job in the place where it was started: what, how far, how long still, 停下; its end or its refusal in the same place."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.labels import ElidedText, Prose, Text
from ui.kit.spacing import column, row
from ui.tasks import Task

_MINUTE = 60


def time_left(seconds: int | None) -> str:
    """还要约 4 秒, as one says it; nothing while it cannot be foretold."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return f"还要约 {seconds} 秒"
    return f"还要约 {-(-seconds // _MINUTE)} 分钟"


class JobCard(QFrame):
    """Follows one task at a time; hidden while there is none."""

    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunk")
        self._task: Task | None = None
        self._what, self._left = ElidedText("", "fact"), Text("", "meta")
        self._bar = QProgressBar(textVisible=False)
        self._note = Prose("可以先去做别的事。", "meta")
        self._stop = Button("停下", self._wants_stop, kind="row")
        self._build()
        self.hide()

    def _build(self) -> None:
        body = column(self, gap=8, insets="14 12 14 12")
        head = row(gap=8)
        head.addWidget(self._what, 1)
        head.addWidget(self._left)
        body.addLayout(head)
        body.addWidget(self._bar)
        foot = row(gap=8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._stop)
        body.addLayout(foot)

    def follow(self, task: Task, what: str, note: str = "可以先去做别的事。") -> None:
        """Show a task until it ends; `what` is its verb: 正在存为 PDF."""
        self._task = task
        self._title = what
        self._what.setText(what)
        self._left.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self._note.setText(note)
        self._stop.setEnabled(True)
        self._bar.show()
        self._stop.show()
        self.show()
        task.progress.connect(self._progressed)
        task.finished.connect(lambda value: self._close(lambda: self.finished.emit(value)))
        task.failed.connect(lambda error: self._close(lambda: self.failed.emit(error)))
        task.stopped.connect(self._stopped)

    def busy(self) -> bool:
        """Whether a job still runs here."""
        return self._task is not None

    def _progressed(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._what.setText(f"{self._title}，{text}" if text else self._title)
        if self._task is not None:
            self._left.setText(time_left(self._task.seconds_left()))

    def _wants_stop(self) -> None:
        if self._task is not None:
            self._stop.setEnabled(False)
            self._left.setText("正在停下")
            self._task.stop()

    def _stopped(self) -> None:
        """Said in place: nothing half done is left."""
        self._task = None
        self._what.setText("已停下")
        self._left.setText("")
        self._note.setText("没有留下半份的东西，随时可以再来。")
        self._bar.hide()
        self._stop.hide()
        announce(self, "已停下，没有留下半份的东西。")
        self.stopped.emit()

    def _close(self, tell: Callable[[], None]) -> None:
        self._task = None
        self.hide()
        tell()
