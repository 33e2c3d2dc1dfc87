"""Long jobs beside the window: each in a process of its own, with progress, stopping and one end; the loop never waits."""

import pickle
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ui import worker
from ui.worker import Job
from venue_desk.domain.errors import Refused, Unavailable

__all__ = ["Job", "JobBroken", "Task", "Tasks"]

# How long a job may tidy up after 停下 before it is ended.
_GRACE_MS = 2000
# A shorter wait is over before one has read how long it takes.
_FORETELL_AFTER = 3.0


class JobBroken(Exception):
    """Our own fault in the other process; the text is its traceback, for the log."""


class Task(QObject):
    """One running job. Exactly one of `finished`, `failed` and `stopped` comes, after the last `progress`."""

    progress = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._body = pickle.dumps(job)
        self._heard = bytearray()
        self._report: worker.Report | None = None
        self._stopping = False
        self._over = False
        self._began = time.monotonic()
        self._done, self._total = 0, 0
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._listen)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._broken)

    def start(self) -> "Task":
        """Start the process and hand it the job, unless it was stopped before it began."""
        if self._stopping:
            self._close(self.stopped.emit)
            return self
        self._began = time.monotonic()
        self._process.start(sys.executable, ["-m", worker.__name__])
        body = worker.HEAD.pack(len(self._body)) + self._body
        self._process.write(worker.frame(sys.path) + body)
        return self

    def running(self) -> bool:
        """Whether its end has not come yet."""
        return not self._over

    def stop(self) -> None:
        """Let the job tidy up and end; after two seconds end it."""
        if self._stopping or self._over:
            return
        self._stopping = True
        self._process.closeWriteChannel()
        QTimer.singleShot(_GRACE_MS, self, self._process.kill)

    def end_now(self) -> None:
        """The window closes: a moment to tidy up, then gone."""
        self.stop()
        if not self._over and not self._process.waitForFinished(_GRACE_MS):
            self._process.kill()
            self._process.waitForFinished(_GRACE_MS)

    def seconds_left(self) -> int | None:
        """How long it still takes, as the pace so far foretells; nothing before the third second."""
        spent = time.monotonic() - self._began
        if spent < _FORETELL_AFTER or not 0 < self._done < self._total:
            return None
        return max(1, round(spent * (self._total - self._done) / self._done))

    def _listen(self) -> None:
        self._heard += self._process.readAllStandardOutput().data()
        while len(self._heard) >= worker.HEAD.size:
            end = worker.HEAD.size + worker.HEAD.unpack_from(self._heard)[0]
            if len(self._heard) < end:
                return
            kind, what = pickle.loads(bytes(self._heard[worker.HEAD.size : end]))  # noqa: S301 - from our own process
            del self._heard[:end]
            self._take(kind, what)

    def _take(self, kind: str, what: object) -> None:
        if kind != worker.PROGRESS:
            self._report = (kind, what)
        elif isinstance(what, tuple) and not self._stopping:
            self._done, self._total, text = what
            self.progress.emit(self._done, self._total, text)

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._close(lambda: self.failed.emit(Unavailable("电脑不让再开一个程序。请关掉几个不用的窗口，再做一次。")))

    def _ended(self) -> None:
        self._listen()
        kind, what = self._report or (worker.STOPPED if self._stopping else worker.FAULT, self._last_words())
        self._close(self._endings(what)[kind])

    def _endings(self, what: object) -> dict[str, Callable[[], None]]:
        findings = what if isinstance(what, tuple) else ()
        return {
            worker.DONE: lambda: self.finished.emit(what),
            worker.STOPPED: self.stopped.emit,
            worker.REFUSED: lambda: self.failed.emit(Refused(findings)),
            worker.UNAVAILABLE: lambda: self.failed.emit(Unavailable(str(what))),
            worker.FAULT: lambda: self.failed.emit(JobBroken(str(what))),
        }

    def _last_words(self) -> str:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        return said or f"{worker.__name__}: exit {self._process.exitCode()}"

    def _close(self, tell: Callable[[], None]) -> None:
        if self._over:
            return
        self._over = True
        tell()
        self.ended.emit()


class Tasks(QObject):
    """The jobs of a window; closing it stops them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []

    def run(self, job: Job) -> Task:
        """Start a job; its signals come from the next turn of the event loop on."""
        task = Task(job, self)
        self._running.append(task)
        task.ended.connect(lambda: self._forget(task))
        QTimer.singleShot(0, task, task.start)
        return task

    def busy(self) -> bool:
        """Whether any job still runs."""
        return bool(self._running)

    def close(self) -> None:
        """Stop what runs and wait until it is gone."""
        for task in tuple(self._running):
            task.end_now()

    def _forget(self, task: Task) -> None:
        if task in self._running:
            self._running.remove(task)
        task.deleteLater()
