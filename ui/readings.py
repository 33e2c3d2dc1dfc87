"""Reading beside the window: what takes a moment over many thousands of rows is counted on a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from venue_desk.services.unit import reading

Read = Callable[[], Any]
Then = Callable[[Any], object]


class Readings(QObject):
    """One reading after the other; of those asked under one name only the last is answered, on the window's own thread."""

    _done = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readings")
        self._asked: dict[str, tuple[Future[Any], Then]] = {}
        # Queued also on one thread: a reading done before its callback is added would be answered inside `ask`.
        self._done.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def ask(self, name: str, read: Read, then: Then) -> None:
        """`then` gets what `read` finds, unless something else is asked under the same name before."""
        self.forget(name)
        future = self._pool.submit(_read, read)
        self._asked[name] = (future, then)
        future.add_done_callback(lambda done: None if done.cancelled() else self._done.emit(name, done))

    def forget(self, name: str) -> None:
        """Nobody waits for it any more."""
        if name in self._asked:
            self._asked.pop(name)[0].cancel()

    def close(self) -> None:
        """The window closes: wait for what is being read, ask nothing more."""
        self._asked.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(self, name: str, done: "Future[Any]") -> None:
        asked, then = self._asked.get(name, (None, None))
        if asked is done and then is not None:
            del self._asked[name]
            then(done.result())


def _read(read: Read) -> Any:
    with reading():
        return read()
