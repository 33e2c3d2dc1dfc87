"""Bring a file to this version: refuse a newer one, back up, migrate step by step, check; else put everything back."""

from datetime import datetime
from pathlib import Path

from peewee import OperationalError
from playhouse.sqlcipher_ext import SqlCipherDatabase

from db import backup, search, search_entries
from db.connection import DATABASE, SENTENCES, close_database, open_database, start_database
from db.folder import DataFolder, held
from db.integrity import file_findings
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = "schema_versions"
NEWER = "本站数据是较新版本写的，这个版本看不懂。请更新本程序再打开，数据没有动过。"
PUT_BACK = "数据升级没有做完，已经放回升级前的样子，什么都没有丢。请把日志发给维护的人。"


def create(file: Path, key: bytes, migrations: Path = MIGRATIONS) -> None:
    """Make a station file in its newest form, and open it for this process."""
    start_database(file, key)
    _migrate(DATABASE.obj, migrations)
    search.rebuild(())


def open_current(folder: DataFolder, key: bytes, now: datetime, migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """Open the station file for this process, upgraded if need be; the names of the steps taken come back."""
    open_database(folder.station, key)
    try:
        steps = pending(DATABASE.obj, migrations)
        if steps:
            with held(folder):
                _upgrade(folder, key, now, migrations)
        if not search.ready():
            search.rebuild(search_entries.all_entries())
    except BaseException:
        close_database()
        raise
    return steps


def pending(database: SqlCipherDatabase, migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """The steps a file still needs. Refused if it has had steps that this version does not know."""
    try:
        had = {name for (name,) in database.execute_sql(f"SELECT name FROM {VERSIONS}").fetchall()}  # noqa: S608
    except OperationalError as trouble:
        raise Unavailable(SENTENCES["SQLITE_NOTADB"]) from trouble
    known = sorted(file.stem for file in migrations.glob("[0-9]*.py"))
    if had - set(known):
        raise Refused([must("file.newer", "folder", NEWER)])
    return tuple(name for name in known if name not in had)


def _upgrade(folder: DataFolder, key: bytes, now: datetime, migrations: Path) -> None:
    safe = backup.make(folder, key, now)
    try:
        _migrate(DATABASE.obj, migrations)
        findings = file_findings(DATABASE.obj)
    except Exception as trouble:
        _put_back(folder, safe)
        raise trouble if isinstance(trouble, Unavailable) else Unavailable(PUT_BACK) from trouble
    if findings:
        _put_back(folder, safe)
        raise Unavailable(PUT_BACK)


def _put_back(folder: DataFolder, safe: Path) -> None:
    close_database()
    backup.put_in_place(folder, safe)


def _migrate(database: SqlCipherDatabase, migrations: Path) -> None:
    from playhouse.migrations import Runner  # only an upgrade needs it: every start would pay for it

    Runner(database, str(migrations), VERSIONS).up()
