"""The data folder: what lies where in it, who holds it, and files written whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must

NOT_A_FOLDER = "这个文件夹里没有本站数据。请选存放本站数据的文件夹，或点「新建本站」。"
TAKEN = "这个文件夹里已经有一个站的数据了。请直接登录，或另选一个空文件夹。"
IN_USE = "本站数据已在另一个窗口打开。请到那个窗口继续，或先关上它再试。"
FULL = "磁盘满了，这次没有存上。请清出一些空间再存，已填的内容还在。"
READ_ONLY = "本站数据所在的文件夹不能写。请检查文件夹权限，或换一个能写的位置。"
NO_ANSWER = "磁盘没有回应，这次没有存上。请看磁盘或U盘是否接好，再试一次。"

_SENTENCES = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL,
    errno.EACCES: READ_ONLY, errno.EPERM: READ_ONLY, errno.EROFS: READ_ONLY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where everything of one station lies."""

    path: Path

    @property
    def station(self) -> Path:
        return self.path / "station.db"

    @property
    def unfinished(self) -> Path:
        """The station file while it is being made."""
        return self.path / "station.new"

    @property
    def keys(self) -> Path:
        return self.path / "keys.json"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def fonts(self) -> Path:
        return self.path / "fonts"

    @property
    def papers(self) -> Path:
        return self.path / "papers"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def attachments(self) -> Path:
        """Encrypted files named by rows; made with the first of them."""
        return self.path / "attachments"

    @property
    def backed_up_attachments(self) -> Path:
        """One copy of each for all backups."""
        return self.backups / "attachments"

    def must_hold_data(self) -> None:
        """Refuse a folder that is none of ours."""
        if not (self.keys.is_file() and self.station.is_file()):
            raise Refused([must("folder.none", "folder", NOT_A_FOLDER)])

    def must_be_free(self) -> None:
        """Refuse to make a station where there is one already, or the backups of a lost one and the keys to them."""
        if self.station.exists() or (self.keys.exists() and any(self.backups.glob("*.db"))):
            raise Refused([must("folder.taken", "folder", TAKEN)])

    def make(self) -> None:
        """The folder and its parts, readable by their owner alone."""
        with speaking_of_files():
            for path in (self.path, self.backups, self.fonts, self.papers, self.logs):
                path.mkdir(parents=True, exist_ok=True, mode=0o700)


@contextmanager
def speaking_of_files() -> Iterator[None]:
    """Raise the troubles of the file system as Unavailable."""
    try:
        yield
    except OSError as trouble:
        raise Unavailable(_SENTENCES.get(trouble.errno or 0, NO_ANSWER)) from trouble


def write_whole(file: Path, content: bytes) -> None:
    """Write `content` on disk in one step: after a power cut there is the old file or the new one."""
    with speaking_of_files():
        fresh = file.with_name(f"{file.name}.new")
        try:
            with fresh.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
        sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Wait until the file is on disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in the folder are on disk (Windows does so by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_held: set[Path] = set()
"""The folders this process holds."""


@contextmanager
def held(folder: DataFolder) -> Iterator[None]:
    """Hold the folder for one process: a second is refused. The lock goes with the process, however that ends."""
    path = folder.path.resolve()
    if path in _held:
        yield
        return
    with speaking_of_files():
        handle = os.open(path / "window.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        _held.add(path)
        yield
    finally:
        _held.discard(path)
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Refused([must("folder.in_use", "folder", IN_USE)]) from None
