"""Backups: an encrypted copy taken while the window works, checked before it counts, and put back whole."""

import shutil
from datetime import datetime
from pathlib import Path

from db import attachments
from db.connection import beside, close_database, opened, remove_file, speaking
from db.folder import DataFolder, speaking_of_files, sync_file, sync_folder
from db.integrity import copy_findings
from venue_desk.domain.backups import Backup, to_keep
from venue_desk.domain.calendar import STATION_ZONE, at_station
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must

STAMP = "%Y%m%d-%H%M%S"
PREFIX = "station-"
REPLACED = "replaced-"
REPLACED_KEPT = 3


def make(folder: DataFolder, key: bytes, now: datetime) -> Path:
    """Copy the station file into backups/, read it again, and only then give it its name; with what its rows name."""
    folder.make()
    final = folder.backups / f"{PREFIX}{at_station(now):{STAMP}}.db"
    part = final.with_suffix(".part")
    remove_file(part)
    try:
        _copy(folder.station, part, key)
        if findings := copy_findings(part, key):
            raise Unavailable(f"备份没有做成，本站数据照旧。{findings[0].sentence}")
        with speaking_of_files():
            sync_file(part)
            if folder.keys.exists():
                shutil.copyfile(folder.keys, keys_beside(final))
                sync_file(keys_beside(final))
            part.replace(final)
            sync_folder(folder.backups)
    finally:
        remove_file(part)
    attachments.back_up(folder)
    return final


def _copy(source: Path, target: Path, key: bytes) -> None:
    """In one step, and so as of one moment: with a write-ahead log the window goes on writing meanwhile.

    The copy itself has no such log: on a disk nearly full a part of it would stay there, and go with it.
    """
    with opened(source, key) as old, opened(target, key) as new, speaking():
        new.pragma("journal_mode", "delete")
        old.connection().backup(new.connection())


def keys_beside(backup: Path) -> Path:
    """The copy of the key file that belongs to a backup."""
    return backup.with_suffix(".keys.json")


def backups(folder: DataFolder, key: bytes) -> list[Backup]:
    """All backups, newest first, each with whether it opens."""
    return [
        Backup(name=file.name, taken_at=at, size=file.stat().st_size, opens=_opens(file, key))
        for at, file in sorted(_dated(folder), reverse=True)
    ]


def _dated(folder: DataFolder) -> list[tuple[datetime, Path]]:
    """The backups with when they were taken, which their names tell; files with other names are left alone."""
    return [(at, file) for file in folder.backups.glob(f"{PREFIX}*.db") if (at := _taken_at(file))]


def _taken_at(file: Path) -> datetime | None:
    try:
        return datetime.strptime(file.stem.removeprefix(PREFIX), STAMP).replace(tzinfo=STATION_ZONE)
    except ValueError:
        return None


def _opens(file: Path, key: bytes) -> bool:
    try:
        with opened(file, key):
            return True
    except Unavailable:
        return False


def rotate(folder: DataFolder) -> list[str]:
    """Drop what is neither of the last 7 days, 4 weeks or 12 months; the names dropped."""
    dated = _dated(folder)
    kept = to_keep(at for at, _ in dated)
    dropped = [file for at, file in dated if at not in kept]
    dropped += sorted(folder.backups.glob(f"{REPLACED}*.db"))[:-REPLACED_KEPT]
    with speaking_of_files():
        for file in dropped:
            keys_beside(file).unlink(missing_ok=True)
            remove_file(file)
    return sorted(file.name for file in dropped)


def sweep(folder: DataFolder, key: bytes, taken: Path, now: datetime) -> list[str]:
    """Drop the attachments that no row of the backup just taken names; the backups have them. The names dropped."""
    with opened(taken, key) as copy:
        used = attachments.used_in(copy)
    swept = attachments.sweep(folder, used, now)
    attachments.forget(folder, used, min(at for at, _ in _dated(folder)))
    return swept


def restore(folder: DataFolder, key: bytes, backup: Path, now: datetime) -> Path:
    """Put a backup in place of the station file; the replaced file is kept, its name comes back. Leaves all closed."""
    if copy_findings(backup, key):
        raise Refused([must("backup.damaged", "backup", "这份备份打不开或有损坏，没有用它。请选另一份备份。")])
    close_database()
    kept = folder.backups / f"{REPLACED}{at_station(now):{STAMP}}.db"
    try:
        _keep(folder.station, kept)
        put_in_place(folder, backup)
        attachments.bring_back(folder)
    except Unavailable:
        remove_file(kept)
        raise
    return kept


def _keep(station: Path, kept: Path) -> None:
    with speaking_of_files():
        for suffix in ("", "-wal"):
            part = beside(station, suffix)
            if part.exists():
                shutil.copyfile(part, beside(kept, suffix))
                sync_file(beside(kept, suffix))
        sync_folder(kept.parent)


def put_in_place(folder: DataFolder, backup: Path) -> None:
    """The backup becomes the station file in one step. The old log goes first: it must not be played into the new file."""
    fresh = folder.station.with_suffix(".restoring")
    with speaking_of_files():
        try:
            shutil.copyfile(backup, fresh)
            sync_file(fresh)
            for suffix in ("-wal", "-shm"):
                beside(folder.station, suffix).unlink(missing_ok=True)
            fresh.replace(folder.station)
            sync_folder(folder.path)
        finally:
            fresh.unlink(missing_ok=True)
