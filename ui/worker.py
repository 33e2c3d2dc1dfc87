"""The other end of ui/tasks.py: runs one job in a process of its own and reports over its standard output.

No Qt here, and nothing of the window: the process is up before a Qt import would be. A pipe instead of multiprocessing:
its spawn would import the window's own main module again, and Qt can wait for a process but, on Windows, not for its pipe.
"""

import os
import pickle
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator
from typing import BinaryIO

from venue_desk.domain.errors import Refused, Unavailable

Step = tuple[int, int, str]
Job = Callable[[], Generator[Step, None, object]]
Report = tuple[str, object]

PROGRESS, DONE, STOPPED, REFUSED, UNAVAILABLE, FAULT = "progress", "done", "stopped", "refused", "unavailable", "fault"
HEAD = struct.Struct(">I")
# Twenty a second is as smooth as a bar needs to be.
_PAUSE = 0.05


def frame(content: object) -> bytes:
    """One message: its length, then itself."""
    body = pickle.dumps(content)
    return HEAD.pack(len(body)) + body


def run(job: Job, report: Callable[[Report], None], stopped: Callable[[], bool]) -> Report:
    """Work through the steps; a stop closes the generator, so that its `finally` leaves nothing half done."""
    steps = job()
    told = 0.0
    try:
        while True:
            step = next(steps)
            if stopped():
                steps.close()
                return STOPPED, None
            if time.monotonic() - told >= _PAUSE:
                told = time.monotonic()
                report((PROGRESS, step))
    except StopIteration as end:
        return DONE, end.value
    except Refused as refused:
        return REFUSED, refused.findings
    except Unavailable as unavailable:
        return UNAVAILABLE, unavailable.sentence
    except Exception:  # noqa: BLE001 - told to the window as our fault, with all its lines
        return FAULT, traceback.format_exc()


def _read(count: int) -> bytes:
    """Unbuffered: a buffered reader held by the watching thread would hang the end of the process."""
    parts = b""
    while len(parts) < count:
        part = os.read(0, count - len(parts))
        if not part:
            sys.exit(1)
        parts += part
    return parts


def _read_frame() -> bytes:
    return _read(HEAD.unpack(_read(HEAD.size))[0])


def _watch(stop: threading.Event) -> None:
    """The window closes our input to stop us; its death closes it too, so no job is left behind alone."""
    while os.read(0, 64):
        pass
    stop.set()


def _send(out: BinaryIO, report: Report) -> None:
    out.write(frame(report))
    out.flush()


def main() -> None:
    """Take the search path and the job, run it, report its end."""
    out = os.fdopen(os.dup(1), "wb")
    # What a job prints must not get between the frames: it goes where its warnings go.
    os.dup2(2, 1)
    sys.path[:] = pickle.loads(_read_frame())  # noqa: S301 - from the window that started us
    body = _read_frame()
    stop = threading.Event()
    threading.Thread(target=_watch, args=(stop,), daemon=True).start()
    try:
        job: Job = pickle.loads(body)  # noqa: S301 - from the window that started us
    except Exception:  # noqa: BLE001 - told to the window as our fault
        _send(out, (FAULT, traceback.format_exc()))
        return
    _send(out, run(job, lambda report: _send(out, report), stop.is_set))


if __name__ == "__main__":
    main()
