"""Upkeep: back up, look at the backups, put one back, look whether the data are sound."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from db import attachments, backup, cadres, integrity, purchases, upgrade
from db.folder import DataFolder, held
from venue_desk.domain.backups import Backup
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.findings import Finding
from venue_desk.services.access import SignedIn

Step = tuple[int, int, str]


def backup_now(path: Path, key: bytes, now: datetime) -> str:
    """Take a backup, drop those that have had their time and the attachments nothing names; the name of the new one."""
    made = backup.make(DataFolder(path), key, now)
    backup.rotate(DataFolder(path))
    backup.sweep(DataFolder(path), key, made, now)
    return made.name


def backup_job(path: Path, key: bytes, now: datetime) -> Generator[Step, None, str]:
    """The same beside the window, on a connection of its own."""
    yield 0, 1, "正在备份本站数据"
    return backup_now(path, key, now)


def backups(path: Path, key: bytes) -> list[Backup]:
    """All backups, the newest first, each with whether it opens."""
    return backup.backups(DataFolder(path), key)


def restore(path: Path, key: bytes, file: Path, now: datetime) -> str:
    """Put a sound backup in place of the data and open it; the file it replaced is kept under the name returned."""
    folder = DataFolder(path)
    with held(folder):
        kept = backup.restore(folder, key, file, now)
        upgrade.open_current(folder, key, now)
    return kept.name


def check() -> list[Finding]:
    """All that is wrong with the open data; empty when they are sound."""
    return integrity.check()


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The same for the data somebody is signed in to."""

    signed_in: SignedIn

    def check(self) -> list[Finding]:
        """All that is wrong with the open data and with the files its rows name."""
        held_by = self.signed_in
        photos = {cadre.photo: f"{cadre.name}的照片" for cadre in cadres.everyone(None) if cadre.photo}
        vouchers = {name: f"{plain_date(day)}{supplier}的凭证" for name, day, supplier in purchases.photos()}
        return check() + attachments.findings(held_by.folder, held_by.key, photos | vouchers)

    def backups(self) -> list[Backup]:
        """All backups, the newest first, each with whether it opens."""
        return backups(self.signed_in.folder.path, self.signed_in.key)

    def backup_job(self, now: datetime) -> Callable[[], Generator[Step, None, str]]:
        """A backup to be taken beside the window."""
        return partial(backup_job, self.signed_in.folder.path, self.signed_in.key, now)

    def restore(self, name: str, now: datetime) -> str:
        """Put the backup of this name back; whoever is at the desk must sign in again."""
        folder = self.signed_in.folder
        return restore(folder.path, self.signed_in.key, folder.backups / name, now)
