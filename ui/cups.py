"""CUPS (Linux, UOS, Kylin) through its own commands, without Qt: a worker hands papers over, and a queue that hangs holds up nobody."""

import os
import shutil
import subprocess
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

from venue_desk.domain.errors import Unavailable

Step = tuple[int, int, str]

NO_ANSWER = "打印机没有回应。请看电源和纸，再点「重印」。"
_SILENT = "电脑的打印服务没有开。请重新开一次电脑，再点「重印」。"
_PATIENCE = 60
_GLANCE = 0.1
ASK = ("-e", "-d")
"""What lpstat is asked: which printers there are, and which is the usual one."""
_USUAL = "system default destination: "
# A card that "fits the page" is 3 % too small, and a banner sheet is a sheet of paper wasted.
_OPTIONS = ("print-scaling=none", "media=A4", "job-sheets=none,none")


def there() -> bool:
    """Whether this PC prints through CUPS."""
    return bool(shutil.which("lp") and shutil.which("lpstat"))


def environment() -> dict[str, str]:
    """What the commands say is read here: in English, whatever the desktop speaks."""
    return {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}


def names(told: str) -> list[str]:
    """The printers in the answer to ASK, the usual one first."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    usual = next((line.removeprefix(_USUAL) for line in lines if line.startswith(_USUAL)), "")
    known = {line for line in lines if " " not in line}
    return sorted(known, key=lambda name: (name != usual, name))


def hand_over(pdf: Path, printer: str, title: str) -> Generator[Step, None, None]:
    """Give a PDF to a queue as it is; Unavailable unless the queue took it whole. Given up, nothing is printed."""
    yield from _ready(printer)
    options = [part for option in _OPTIONS for part in ("-o", option)]
    command = ["lp", "-d", printer, *options, "-t", title, "--", str(pdf)]
    code, said = yield from _run(command)
    if code:
        raise Unavailable(_sentence(said, printer))


def _ready(printer: str) -> Generator[Step, None, None]:
    """A stopped queue takes papers and keeps them: they would come out some other day."""
    code, said = yield from _run(["lpstat", "-l", "-p", printer])
    if code:
        raise Unavailable(_sentence(said, printer))
    if f"printer {printer} disabled" in said:
        raise Unavailable(f"打印机「{printer}」停着。请在电脑的打印机设置里让它接着印，再点「重印」。")
    if "offline" in said:
        raise Unavailable(f"打印机「{printer}」没有开，或没有接上。请看电源和线，再点「重印」。")


def _run(command: list[str]) -> Generator[Step, None, tuple[int, str]]:
    """Run a command without waiting in one piece: it can be stopped at any moment and has a minute in all."""
    try:
        process = Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment(), text=True)
    except OSError as trouble:
        raise Unavailable(NO_ANSWER) from trouble
    until = time.monotonic() + _PATIENCE
    with process:
        try:
            while time.monotonic() < until:
                with suppress(subprocess.TimeoutExpired):
                    said, _ = process.communicate(timeout=_GLANCE)
                    return process.returncode, said
                yield 0, 0, "正在交给打印机"
            raise Unavailable(NO_ANSWER)
        finally:
            process.kill()


def _sentence(said: str, printer: str) -> str:
    if "Invalid destination" in said or "does not exist" in said:
        return f"电脑上没有叫「{printer}」的打印机了。请另选一台，再点「重印」。"
    if "not accepting" in said:
        return f"打印机「{printer}」现在不收新的纸。请在电脑的打印机设置里让它接着收，再点「重印」。"
    if "not running" in said or "not responding" in said:
        return _SILENT
    return NO_ANSWER
