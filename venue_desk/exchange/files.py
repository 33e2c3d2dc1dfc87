"""A file that is written takes its place once it is whole: a full disk never costs the one that was there."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from venue_desk.domain.errors import Unavailable

_NAMED = {".xlsx": "Excel", ".ics": "日历文件"}


def put_in_place(content: bytes, out: Path, suffix: str = ".xlsx") -> None:
    """Write beside `out`, then rename; whatever hinders it is told, and nothing half done stays."""
    if out.suffix.lower() != suffix and out.is_file():
        raise Unavailable(f"「{out.name}」不是{_NAMED[suffix]}，没有动它。请给要存的文件起一个以 {suffix} 结尾的名字。")
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", suffix=".part", delete=False) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as trouble:
        raise Unavailable(_sentence(trouble, out)) from trouble
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _sentence(trouble: OSError, out: Path) -> str:
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "磁盘满了，文件没有存下，原来的还在。请腾出地方，再导出一次。"
    if isinstance(trouble, FileNotFoundError):
        return f"找不到文件夹「{out.parent}」，请另选一个。"
    if isinstance(trouble, PermissionError):
        return f"「{out.name}」存不进去：它正在别的程序里开着，或这个文件夹不让写。请关上它，或换一个文件夹。"
    return f"「{out.name}」没有存下，原来的还在。请看磁盘是否接好，再导出一次。"
