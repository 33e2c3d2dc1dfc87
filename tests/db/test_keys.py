"""The data key opens with a cadre's own password and with nothing else."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import keys
from db.keys import RECOMMENDED, Cost, KeyRing
from tests.db.people import CADRE, KEY, OTHER, STATION, fresh_id
from venue_desk.domain.errors import Unavailable

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PASSWORD = "村口 old 槐树 1998"
ENTRY = keys.wrap(KEY, STATION.id, CADRE.id, CADRE.name, PASSWORD, CHEAP)


def test_the_right_password_gives_the_key() -> None:
    assert keys.unwrap(ENTRY, STATION.id, PASSWORD) == KEY


@pytest.mark.parametrize("password", ["", PASSWORD + " ", PASSWORD.upper(), PASSWORD[:-1]])
def test_another_password_gives_nothing(password: str) -> None:
    assert keys.unwrap(ENTRY, STATION.id, password) is None


def test_the_same_letters_count_however_they_were_typed() -> None:
    entry = keys.wrap(KEY, STATION.id, CADRE.id, CADRE.name, "caf\u00e9 caf\u00e9", CHEAP)
    assert keys.unwrap(entry, STATION.id, "cafe\u0301 cafe\u0301") == KEY


def test_any_text_can_be_a_password() -> None:
    for password in ("\0", "\ud800 halb", "龘" * 1000):
        assert keys.unwrap(ENTRY, STATION.id, password) is None


def test_an_entry_serves_only_its_cadre_at_its_station() -> None:
    assert keys.unwrap(ENTRY, fresh_id(), PASSWORD) is None
    assert keys.unwrap(replace(ENTRY, cadre_id=OTHER.id), STATION.id, PASSWORD) is None


def test_a_changed_entry_opens_nothing() -> None:
    def bent(content: bytes) -> bytes:
        return bytes([content[0] ^ 1]) + content[1:]

    assert keys.unwrap(replace(ENTRY, salt=bent(ENTRY.salt)), STATION.id, PASSWORD) is None
    assert keys.unwrap(replace(ENTRY, nonce=bent(ENTRY.nonce)), STATION.id, PASSWORD) is None
    assert keys.unwrap(replace(ENTRY, wrapped=bent(ENTRY.wrapped)), STATION.id, PASSWORD) is None


def test_the_format_is_what_anyone_can_open_with_the_password() -> None:
    """Argon2id and AES-GCM as their RFCs have them, from the file alone."""
    drawn = hash_secret_raw(PASSWORD.encode(), ENTRY.salt, 1, 64, 1, 32, Type.ID)
    bound_to = f"venue-desk key 1 {STATION.id} {CADRE.id}".encode()
    assert AESGCM(drawn).decrypt(ENTRY.nonce, ENTRY.wrapped, bound_to) == KEY


def test_nothing_is_drawn_twice() -> None:
    again = keys.wrap(KEY, STATION.id, CADRE.id, CADRE.name, PASSWORD, CHEAP)
    assert len({again.salt, ENTRY.salt, again.nonce, ENTRY.nonce, again.wrapped, ENTRY.wrapped}) == 6
    assert keys.new_key() != keys.new_key()


def test_the_cost_recommended_is_the_one_of_the_rfc() -> None:
    assert Cost(3, 64 * 1024, 4) == RECOMMENDED


def test_a_ring_comes_back_from_disk(tmp_path: Path) -> None:
    second = keys.wrap(KEY, STATION.id, OTHER.id, OTHER.name, "第二个人的口令", Cost(2, 128, 2))
    ring = KeyRing(STATION.id).having(ENTRY).having(second)
    keys.write(tmp_path / "keys.json", ring)
    back = keys.read(tmp_path / "keys.json")
    assert back == ring
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
    renewed = keys.wrap(KEY, STATION.id, CADRE.id, "新名字", PASSWORD, CHEAP)
    assert [entry.name for entry in back.having(renewed).entries] == ["新名字", OTHER.name]
    assert back.without(OTHER.id) == KeyRing(STATION.id, (ENTRY,))


def test_a_crash_while_writing_leaves_the_old_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "keys.json"
    keys.write(file, KeyRing(STATION.id, (ENTRY,)))

    def out_of_power(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", out_of_power)
    with pytest.raises(Unavailable, match="磁盘满了"):
        keys.write(file, KeyRing(STATION.id))
    assert keys.read(file).entries == (ENTRY,)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


TOLD = {
    "format": 1,
    "station_id": str(STATION.id),
    "entries": [
        {
            "cadre_id": str(CADRE.id),
            "name": "张",
            "argon2id": {"passes": 1, "memory_kib": 64, "lanes": 1},
            "salt": "AAAA",
            "nonce": "AAAA",
            "wrapped": "AAAA",
        }
    ],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("station_id",), "x"),
        (("entries",), None),
        (("entries", 0, "cadre_id"), 7),
        (("entries", 0, "salt"), "盐"),
        (("entries", 0, "argon2id"), {"passes": 1}),
        (("entries", 0, "argon2id", "memory_kib"), 2**40),
        (("entries", 0, "argon2id", "passes"), 10**9),
        (("format",), "1"),
    ],
    ids=str,
)
def test_a_damaged_ring_is_told(tmp_path: Path, path: tuple[str | int, ...], value: object) -> None:
    told = json.loads(json.dumps(TOLD))
    place = told
    for step in path[:-1]:
        place = place[step]
    (tmp_path / "keys.json").write_text(json.dumps(TOLD), encoding="utf-8")
    assert keys.read(tmp_path / "keys.json").entries[0].name == "张"
    place[path[-1]] = value
    (tmp_path / "keys.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Unavailable, match="钥匙文件"):
        keys.read(tmp_path / "keys.json")


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"null"])
def test_a_ring_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(Unavailable, match="钥匙文件"):
        keys.read(tmp_path / "keys.json")


def test_a_ring_of_a_newer_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text(json.dumps(TOLD | {"format": 2}), encoding="utf-8")
    with pytest.raises(Unavailable, match="较新版本"):
        keys.read(tmp_path / "keys.json")
