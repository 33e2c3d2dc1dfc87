"""Who can open the file: the data key, wrapped once for each cadre by a key drawn from their password."""

import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.connection import KEY_BYTES
from db.folder import speaking_of_files, write_whole
from venue_desk.domain.errors import Unavailable

FORMAT = 1
SALT_BYTES = 16
NONCE_BYTES = 12
MEMORY_MOST_KIB = 2**21
DAMAGED = "钥匙文件 keys.json 有损坏，打不开本站数据。请从最近的备份里把它找回来。"
NEWER = "钥匙文件是较新版本写的。请先更新本程序，再打开本站数据。"


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear it is to try one password."""

    passes: int
    memory_kib: int
    lanes: int


RECOMMENDED = Cost(passes=3, memory_kib=65536, lanes=4)
"""RFC 9106 §4, second recommended option."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """The data key as one cadre's password opens it."""

    cadre_id: UUID
    name: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All entries of one station, as they lie beside its file."""

    station_id: UUID
    entries: tuple[KeyEntry, ...] = ()

    def of(self, cadre_id: UUID) -> KeyEntry | None:
        """The entry of a cadre, None without password."""
        return next((entry for entry in self.entries if entry.cadre_id == cadre_id), None)

    def having(self, entry: KeyEntry) -> "KeyRing":
        """The ring with this entry, in place of the cadre's former one."""
        if self.of(entry.cadre_id) is None:
            return replace(self, entries=(*self.entries, entry))
        return replace(self, entries=tuple(entry if e.cadre_id == entry.cadre_id else e for e in self.entries))

    def without(self, cadre_id: UUID) -> "KeyRing":
        """The ring once this cadre may no longer open the file."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.cadre_id != cadre_id))


def new_key() -> bytes:
    """A data key: 32 random bytes, made once for the life of the file."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: bytes, station_id: UUID, cadre_id: UUID, name: str, password: str, cost: Cost = RECOMMENDED) -> KeyEntry:
    """The data key under a password, bound to station, cadre and format."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_drawn(password, salt, cost)).encrypt(nonce, key, _bound_to(station_id, cadre_id))
    return KeyEntry(cadre_id, name, cost, salt, nonce, wrapped)


def unwrap(entry: KeyEntry, station_id: UUID, password: str) -> bytes | None:
    """The data key, None if the password is another."""
    try:
        drawn = AESGCM(_drawn(password, entry.salt, entry.cost))
        return drawn.decrypt(entry.nonce, entry.wrapped, _bound_to(station_id, entry.cadre_id))
    except InvalidTag:
        return None


def read(file: Path) -> KeyRing:
    """The ring on disk."""
    with speaking_of_files():
        content = file.read_bytes()
    try:
        told = json.loads(content)
        if told["format"] > FORMAT:
            raise Unavailable(NEWER)
        return KeyRing(UUID(str(told["station_id"])), tuple(_entry_of(entry) for entry in told["entries"]))
    except (ValueError, KeyError, TypeError) as trouble:
        raise Unavailable(DAMAGED) from trouble


def write(file: Path, ring: KeyRing) -> None:
    """Put the ring on disk, whole or not at all."""
    told = {
        "format": FORMAT,
        "station_id": str(ring.station_id),
        "entries": [_told_of(entry) for entry in ring.entries],
    }
    write_whole(file, json.dumps(told, ensure_ascii=False, indent=1).encode())


def _drawn(password: str, salt: bytes, cost: Cost) -> bytes:
    # RFC 8265 §4.2: the same letters count, however they were typed; half a surrogate pair is no reason to stumble.
    secret = unicodedata.normalize("NFC", password).encode(errors="surrogatepass")
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _bound_to(station_id: UUID, cadre_id: UUID) -> bytes:
    return f"venue-desk key {FORMAT} {station_id} {cadre_id}".encode()


def _told_of(entry: KeyEntry) -> dict[str, Any]:
    return {
        "cadre_id": str(entry.cadre_id),
        "name": entry.name,
        "argon2id": {"passes": entry.cost.passes, "memory_kib": entry.cost.memory_kib, "lanes": entry.cost.lanes},
        "salt": b64encode(entry.salt).decode(),
        "nonce": b64encode(entry.nonce).decode(),
        "wrapped": b64encode(entry.wrapped).decode(),
    }


def _entry_of(told: dict[str, Any]) -> KeyEntry:
    cost = Cost(**told["argon2id"])
    if not (1 <= cost.passes <= 100 and 1 <= cost.lanes <= 64 and 8 * cost.lanes <= cost.memory_kib <= MEMORY_MOST_KIB):
        raise ValueError("a cost nobody chose")
    salt, nonce, wrapped = (b64decode(told[part], validate=True) for part in ("salt", "nonce", "wrapped"))
    return KeyEntry(UUID(str(told["cadre_id"])), str(told["name"]), cost, salt, nonce, wrapped)
