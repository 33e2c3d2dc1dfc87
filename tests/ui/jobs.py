"""Jobs for the tests of ui/tasks.py: module level and without Qt, as a real one is."""

import os
import sys
import time
from collections.abc import Generator
from pathlib import Path

from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must

Steps = Generator[tuple[int, int, str], None, object]


def count(total: int) -> Steps:
    for done in range(1, total + 1):
        yield done, total, f"{done}"
    return total * total


def what_is_loaded() -> Steps:
    yield 1, 1, ""
    return sorted(name for name in sys.modules if name.partition(".")[0] in {"PySide6", "shiboken6"})


def chatty() -> Steps:
    sys.stdout.write("a line between the frames\n")
    os.write(1, b"and one past Python\n")
    yield 1, 1, ""
    return "told"


def slow_file(path: Path) -> Steps:
    """Writes beside and renames at the end; stopped, it takes its half file away."""
    part = path.with_suffix(".part")
    part.write_text("half", encoding="utf-8")
    try:
        for done in range(1, 1001):
            time.sleep(0.01)
            yield done, 1000, ""
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def refuses() -> Steps:
    yield 1, 2, ""
    raise Refused([must("test.no", "name", "名字里有打不出来的字，请改一下。")])


def no_room() -> Steps:
    yield 1, 2, ""
    raise Unavailable("磁盘满了。请腾出地方，再存一次。")


def breaks() -> Steps:
    yield 1, 2, ""
    raise ZeroDivisionError


def dies() -> Steps:
    yield 1, 2, ""
    os._exit(3)


def deaf() -> Steps:
    """Never comes back to hear that it should stop."""
    yield 1, 2, ""
    while True:
        time.sleep(1)
