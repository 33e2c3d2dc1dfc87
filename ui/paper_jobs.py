"""What is done with a run of papers beside the window, one after another in one worker: write, hand over, note who was given what."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

from ui.worker import Job

Step = tuple[int, int, str]


def saved(write: Job, record: Job) -> Generator[Step, None, None]:
    """Into a file, then into the register; what was noted is not sent back, for nobody takes a saved file back."""
    yield from write()
    _whole(record)


def printed(write: Job, send: Job, file: Path, record: Job | None = None) -> Generator[Step, None, Any]:
    """Onto paper, then into the register; the file between holds people's names and does not stay on the disk."""
    try:
        yield from write()
        yield from send()
    finally:
        file.unlink(missing_ok=True)
    return _whole(record) if record is not None else None


def _whole(job: Job) -> object:
    """To the end without a moment in which it could be stopped: what is on paper must be in the register."""
    steps = job()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
