"""Attachments: encrypted files beside the station file, named by the hash of what is in them, the name in the row.

The same picture is kept once however often it is named. Nothing is ever written over: a name is its content.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from playhouse.sqlcipher_ext import SqlCipherDatabase

from db.fields import AttachmentField, JsonField
from db.folder import DataFolder, speaking_of_files, sync_file, sync_folder, write_whole
from db.schema import TABLES
from db.table import columns_of, name_of
from venue_desk.domain.errors import Unavailable
from venue_desk.domain.findings import Finding, must

MAGIC = b"VDA1"
NONCE_BYTES = 12
PURPOSE = b"venue-desk/attachments"
SWEPT_AFTER = timedelta(days=1)
"""A file nobody names may be about to be named, or its naming about to be taken back."""
MISSING = "附件文件不在了。请用最近的备份恢复，或重新放一张。"
ALTERED = "附件文件和放进去时不同，可能是磁盘坏了，没有用它。请用最近的备份恢复，或重新放一张。"


def keep(folder: DataFolder, key: bytes, content: bytes) -> str:
    """Encrypt and keep; the name by which it is read again."""
    name = hashlib.sha256(content).hexdigest()
    if not (_file(folder, name).exists() and _opened(_file(folder, name), key, name) == content):
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(_key(key)).encrypt(nonce, content, _bound_to(name))
        with speaking_of_files():
            folder.attachments.mkdir(exist_ok=True, mode=0o700)
        write_whole(_file(folder, name), MAGIC + nonce + sealed)
    return name


def read(folder: DataFolder, key: bytes, name: str) -> bytes:
    """What was kept under the name. One that is gone or torn is taken from the backups, if it lies there."""
    content = _opened(_file(folder, name), key, name)
    if content is None and (content := _opened(_backed_up(folder, name), key, name)) is not None:
        keep(folder, key, content)
    if content is None:
        raise Unavailable(ALTERED if _file(folder, name).exists() else MISSING)
    return content


def findings(folder: DataFolder, key: bytes, named: Mapping[str, str]) -> list[Finding]:
    """Which of these are gone or torn; `named` tells whose each is."""
    found = []
    for name, whose in named.items():
        try:
            read(folder, key, name)
        except Unavailable as trouble:
            found.append(must("attachment.lost", "", f"{whose}：{trouble.sentence}"))
    return found


def back_up(folder: DataFolder) -> int:
    """Copy what the backups do not have yet; how many were new."""
    new = [file for file in _files(folder.attachments) if not _backed_up(folder, file.name).exists()]
    with speaking_of_files():
        if new:
            folder.backed_up_attachments.mkdir(exist_ok=True, mode=0o700)
        for file in new:
            _copy(file, _backed_up(folder, file.name))
    return len(new)


def bring_back(folder: DataFolder) -> int:
    """After a backup was put back: copy what is not there any more; how many were missing."""
    gone = [file for file in _files(folder.backed_up_attachments) if not _file(folder, file.name).exists()]
    with speaking_of_files():
        folder.attachments.mkdir(exist_ok=True, mode=0o700)
        for file in gone:
            _copy(file, _file(folder, file.name))
    return len(gone)


def sweep(folder: DataFolder, used: set[str], now: datetime) -> list[str]:
    """Drop what no row names and the backups have; from then on the backup's copy is only kept for older backups."""
    swept = []
    with speaking_of_files():
        for file in _files(folder.attachments):
            copy = _backed_up(folder, file.name)
            if file.name not in used and copy.exists() and _touched(file) < (now - SWEPT_AFTER).timestamp():
                os.utime(copy, (now.timestamp(), now.timestamp()))
                file.unlink()
                swept.append(file.name)
    return swept


def forget(folder: DataFolder, used: set[str], oldest: datetime) -> None:
    """Drop the copies that no backup can name any more: swept before the oldest of them was taken."""
    with speaking_of_files():
        for copy in _files(folder.backed_up_attachments):
            gone = copy.name not in used and not _file(folder, copy.name).exists()
            if gone and _touched(copy) < oldest.timestamp():
                copy.unlink()


def used_in(database: SqlCipherDatabase) -> set[str]:
    """Every attachment that a row of this file names: the tables themselves declare the columns that do."""
    named = set[str]()
    for table in TABLES:
        for column, field in columns_of(table).items():
            if isinstance(field, AttachmentField):
                named |= _named(database, f'SELECT "{column}" FROM "{name_of(table)}"')  # noqa: S608  # our own names
            elif isinstance(field, JsonField) and field.attached:
                named |= _named_within(database, name_of(table), column, field.attached)
    return named - {""}


def _named_within(database: SqlCipherDatabase, table: str, column: str, key: str) -> set[str]:
    """What stands under the key anywhere in the JSON of the column; rows without the key are not taken apart."""
    query = (
        f'SELECT named.value FROM (SELECT "{column}" AS said FROM "{table}" WHERE instr("{column}", ?)) AS told, '  # noqa: S608
        "json_tree(told.said) AS named WHERE named.key = ?"
    )
    return _named(database, query, f'"{key}":', key)


def _named(database: SqlCipherDatabase, query: str, *said: str) -> set[str]:
    return {name for (name,) in database.execute_sql(query, said).fetchall()}


def _key(key: bytes) -> bytes:
    """A key of its own, drawn from the data key (RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(key)


def _bound_to(name: str) -> bytes:
    return MAGIC + name.encode()


def _opened(file: Path, key: bytes, name: str) -> bytes | None:
    """None if it is not there, or not as it was sealed under this name."""
    try:
        with speaking_of_files():
            content = file.read_bytes() if file.is_file() else b""
        if content[: len(MAGIC)] != MAGIC:
            return None
        nonce, sealed = content[len(MAGIC) :][:NONCE_BYTES], content[len(MAGIC) + NONCE_BYTES :]
        return AESGCM(_key(key)).decrypt(nonce, sealed, _bound_to(name))
    except (InvalidTag, ValueError):
        return None


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if len(file.name) == 64) if folder.is_dir() else []


def _file(folder: DataFolder, name: str) -> Path:
    return folder.attachments / name


def _backed_up(folder: DataFolder, name: str) -> Path:
    return folder.backed_up_attachments / name


def _touched(file: Path) -> float:
    return file.stat().st_mtime


def _copy(source: Path, target: Path) -> None:
    part = target.with_suffix(".part")
    shutil.copyfile(source, part)
    sync_file(part)
    part.replace(target)
    sync_folder(target.parent)
