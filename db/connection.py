"""The one place that knows the engine: file, key, pragmas, locking, and what its troubles mean for the user."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import peewee
from peewee import DatabaseProxy
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from venue_desk.domain.errors import Unavailable

DATABASE = DatabaseProxy()
"""One process has one open station file."""

as_peewee: AbstractContextManager[None] = vars(peewee)["__exception_wrapper__"]
"""Raises the driver's errors as peewee's, for the one statement that does not go through peewee."""

KEY_BYTES = 32
LITTLE = 1 << 16
"""Bytes: with less than this free nothing more can be written."""
PRAGMAS = {
    "cipher_log_level": "none",  # else SQLCipher writes to stderr what is raised here anyway
    "busy_timeout": 3000,
    "temp_store": "memory",  # what is sorted on disk would lie there unencrypted
    "cache_size": -32_000,
    "journal_size_limit": 64_000_000,
    "foreign_keys": 1,
    "journal_mode": "wal",
    "synchronous": "full",
}

SENTENCES = {
    "SQLITE_BUSY": "别的程序正在写本站数据。请等几秒再试，已填的内容还在。",
    "SQLITE_LOCKED": "别的程序正在写本站数据。请等几秒再试，已填的内容还在。",
    "SQLITE_FULL": "磁盘满了，这次没有存上。请清出一些空间再存，已填的内容还在。",
    "SQLITE_READONLY": "本站数据所在的文件夹不能写。请检查文件夹权限，或换一个能写的位置。",
    "SQLITE_PERM": "本站数据所在的文件夹不能写。请检查文件夹权限，或换一个能写的位置。",
    "SQLITE_CANTOPEN": "打不开本站的数据文件。请看文件夹还在不在、能不能读写。",
    "SQLITE_IOERR": "磁盘没有回应，这次没有存上。请看磁盘或U盘是否接好，再试一次。",
    "SQLITE_CORRUPT": "数据文件有损坏，已经停下，没有再写。请用最近的备份恢复。",
    "SQLITE_NOTADB": "打不开本站的数据文件：文件有损坏，或者不是这个站的。请用最近的备份恢复。",
}

_UNNAMED = {
    "database or disk is full": "SQLITE_FULL",
    "database is locked": "SQLITE_BUSY",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
}
"""The copying of a whole file raises without the name of the trouble."""


def _no_room() -> bool:
    """Whether the disk of the open file has no room left."""
    if DATABASE.obj is None:
        return False
    try:
        return shutil.disk_usage(Path(DATABASE.database).parent).free < LITTLE
    except OSError:
        return False


def in_words(trouble: dbapi2.Error) -> Unavailable | None:
    """The sentence for a trouble of the world; None for a broken rule of the schema or a fault of ours."""
    name: str = getattr(trouble, "sqlite_errorname", None) or _UNNAMED.get(str(trouble), "")
    if name.startswith("SQLITE_IOERR") and _no_room():
        name = "SQLITE_FULL"  # a write-ahead log that cannot be made says no more than that the disk failed
    sentence = next((text for kind, text in SENTENCES.items() if name == kind or name.startswith(f"{kind}_")), None)
    return Unavailable(sentence) if sentence else None


@contextmanager
def speaking() -> Iterator[None]:
    """Raise the engine's troubles as Unavailable."""
    try:
        yield
    except dbapi2.Error as trouble:
        if sentence := in_words(trouble):
            raise sentence from trouble
        raise


class _Cursor(dbapi2.Cursor):
    """A cursor that speaks: every statement and every row read goes through here."""

    def execute(self, sql: str, *values: Any) -> Any:
        if sql.startswith("ROLLBACK") and not self.connection.in_transaction:
            return self  # on a full disk the engine has rolled back itself
        with speaking():
            return super().execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> Any:
        with speaking():
            return super().executemany(sql, rows)

    def fetchone(self) -> Any:
        with speaking():
            return super().fetchone()

    def fetchmany(self, *size: Any) -> Any:
        with speaking():
            return super().fetchmany(*size)

    def fetchall(self) -> Any:
        with speaking():
            return super().fetchall()

    def __next__(self) -> Any:
        with speaking():
            return super().__next__()


class _Connection(dbapi2.Connection):
    def cursor(self, *_: Any) -> _Cursor:
        made: _Cursor = super().cursor(_Cursor)
        return made


def engine(file: Path, key: bytes) -> SqlCipherDatabase:
    """A closed engine over `file`. SQLCipher takes 32 raw bytes as x'…' and derives nothing: it opens at once."""
    if len(key) != KEY_BYTES:
        raise ValueError("the data key is 32 bytes")
    return SqlCipherDatabase(
        str(file),
        passphrase=f"x'{key.hex()}'",
        pragmas=PRAGMAS,
        lock_type="IMMEDIATE",  # a unit of work that will write must not find out at its end that it cannot
        autoconnect=False,
        factory=_Connection,
    )


@contextmanager
def opened(file: Path, key: bytes) -> Iterator[SqlCipherDatabase]:
    """A further engine beside the process's own, closed at the end: for backups and checks."""
    database = engine(file, key)
    database.connect()
    try:
        yield database
    finally:
        database.close()


def open_database(file: Path, key: bytes) -> None:
    """Open the station file with its raw key, for this process, in place of the one that was open."""
    if not file.is_file():
        raise Unavailable(SENTENCES["SQLITE_CANTOPEN"])
    if not file.stat().st_size:  # the engine would take it for a new file of its own
        raise Unavailable(SENTENCES["SQLITE_NOTADB"])
    start_database(file, key)


def start_database(file: Path, key: bytes) -> None:
    """As `open_database`, and make the file if there is none."""
    close_database()
    database = engine(file, key)
    database.connect()
    DATABASE.initialize(database)


def close_database() -> None:
    """Close the station file if one is open; its write-ahead log is folded in."""
    if DATABASE.obj is not None:
        DATABASE.close()
        DATABASE.initialize(None)


@contextmanager
def own_connection() -> Iterator[None]:
    """For a thread beside the window's: a connection of its own to the open file, closed at the end of the block."""
    with DATABASE.connection_context():
        yield


@contextmanager
def transaction() -> Iterator[None]:
    """All of the block or nothing; inside another one it is a savepoint."""
    with DATABASE.atomic():
        yield


def beside(file: Path, suffix: str) -> Path:
    """What the engine keeps beside a file while it is open: its log and the log's index."""
    return file.with_name(file.name + suffix)


def remove_file(file: Path) -> None:
    """Remove a file that is not open, with all that a crash may have left beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        beside(file, suffix).unlink(missing_ok=True)
