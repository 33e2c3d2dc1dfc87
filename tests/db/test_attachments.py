"""Attachments are named by what is in them, unreadable without the key, backed up once, and swept only when that is done."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import attachments, backup, journal
from db.cadres import CadreTable, cadre
from db.fields import AttachmentField
from db.folder import DataFolder
from db.schema import TABLES
from db.table import columns_of, name_of
from tests.db.people import ACT, CADRE, KEY, NOW
from venue_desk.domain.errors import Unavailable

PHOTO, OTHER = b"\xff\xd8\xff" + b"one face" * 500, b"\xff\xd8\xff" + b"another" * 300
LATER = NOW + timedelta(days=3)


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*")) if folder.exists() else []


def age(folder: DataFolder, name: str, days: int) -> None:
    at = (NOW - timedelta(days=days)).timestamp()
    os.utime(folder.attachments / name, (at, at))


def test_what_is_kept_is_read_again_and_is_unreadable_without_the_key(opened_file: DataFolder) -> None:
    name = attachments.keep(opened_file, KEY, PHOTO)
    assert attachments.read(opened_file, KEY, name) == PHOTO
    kept = (opened_file.attachments / name).read_bytes()
    assert b"one face" not in kept
    with pytest.raises(Unavailable):
        attachments.read(opened_file, bytes(32), name)
    with pytest.raises(InvalidTag):  # nor by the data key itself: that one opens the station file alone
        AESGCM(KEY).decrypt(kept[4:16], kept[16:], kept[:4] + name.encode())


def test_the_same_content_is_kept_once_and_a_torn_file_is_replaced_by_it(opened_file: DataFolder) -> None:
    name = attachments.keep(opened_file, KEY, PHOTO)
    first = (opened_file.attachments / name).read_bytes()
    assert attachments.keep(opened_file, KEY, PHOTO) == name
    assert (opened_file.attachments / name).read_bytes() == first
    (opened_file.attachments / name).write_bytes(first[:-7])
    assert attachments.keep(opened_file, KEY, PHOTO) == name
    assert attachments.read(opened_file, KEY, name) == PHOTO
    assert files(opened_file.attachments) == [name]


@pytest.mark.parametrize("harm", ["cut", "bit", "swapped", "empty", "gone"])
def test_a_file_that_is_gone_or_altered_is_told_and_never_shown(opened_file: DataFolder, harm: str) -> None:
    name, other = (attachments.keep(opened_file, KEY, content) for content in (PHOTO, OTHER))
    file = opened_file.attachments / name
    content = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(
            {
                "cut": content[:-1], "bit": content[:40] + bytes([content[40] ^ 1]) + content[41:],
                "swapped": (opened_file.attachments / other).read_bytes(), "empty": b"",
            }[harm]
        )  # fmt: skip
    with pytest.raises(Unavailable):
        attachments.read(opened_file, KEY, name)
    (finding,) = attachments.findings(opened_file, KEY, {name: "王建军的照片", other: "李秀兰的照片"})
    assert finding.sentence.startswith("王建军的照片：附件文件" + ("不在了" if harm == "gone" else "和放进去时不同"))


def test_a_backup_copies_only_what_is_new_and_brings_back_what_is_lost(opened_file: DataFolder) -> None:
    name = attachments.keep(opened_file, KEY, PHOTO)
    backup.make(opened_file, KEY, NOW)
    stamp = (opened_file.backed_up_attachments / name).stat().st_mtime_ns
    other = attachments.keep(opened_file, KEY, OTHER)
    taken = backup.make(opened_file, KEY, LATER)
    assert files(opened_file.backed_up_attachments) == sorted([name, other])
    assert (opened_file.backed_up_attachments / name).stat().st_mtime_ns == stamp
    shutil.rmtree(opened_file.attachments)
    backup.restore(opened_file, KEY, taken, LATER)
    assert files(opened_file.attachments) == sorted([name, other])


def test_what_was_lost_here_is_taken_from_the_backups(opened_file: DataFolder) -> None:
    name = attachments.keep(opened_file, KEY, PHOTO)
    backup.make(opened_file, KEY, NOW)
    (opened_file.attachments / name).write_bytes(b"torn")
    assert attachments.read(opened_file, KEY, name) == PHOTO
    assert attachments.findings(opened_file, KEY, {name: ""}) == []


def test_only_what_no_row_names_is_swept_and_only_once_it_is_backed_up(opened_file: DataFolder) -> None:
    named, loose, fresh = (attachments.keep(opened_file, KEY, PHOTO + bytes([n])) for n in range(3))
    for name in (named, loose):
        age(opened_file, name, 2)
    age(opened_file, fresh, 0)
    before = cadre(CADRE.id)
    assert before is not None
    journal.change(ACT, CadreTable, before, replace(before, photo=named))
    assert attachments.sweep(opened_file, {named}, NOW) == []  # no backup has it
    taken = backup.make(opened_file, KEY, NOW)
    assert backup.sweep(opened_file, KEY, taken, NOW) == [loose]
    assert files(opened_file.attachments) == sorted([named, fresh])
    assert attachments.read(opened_file, KEY, loose) == PHOTO + bytes([1])  # 撤销 may want it back


def test_the_backups_keep_a_swept_one_as_long_as_a_backup_may_name_it(opened_file: DataFolder) -> None:
    loose = attachments.keep(opened_file, KEY, PHOTO)
    age(opened_file, loose, 2)
    first = backup.make(opened_file, KEY, NOW)
    backup.sweep(opened_file, KEY, first, NOW)
    second = backup.make(opened_file, KEY, LATER)
    backup.sweep(opened_file, KEY, second, LATER)
    assert files(opened_file.backed_up_attachments) == [loose]
    first.unlink()
    backup.sweep(opened_file, KEY, second, LATER)
    assert files(opened_file.backed_up_attachments) == []


def test_a_named_one_that_was_lost_here_stays_in_the_backups(opened_file: DataFolder) -> None:
    name = attachments.keep(opened_file, KEY, PHOTO)
    journal.change(ACT, CadreTable, CADRE, replace(CADRE, photo=name))
    backup.make(opened_file, KEY, NOW).unlink()
    (opened_file.attachments / name).unlink()
    os.utime(opened_file.backed_up_attachments / name, (0, 0))
    taken = backup.make(opened_file, KEY, LATER)
    backup.sweep(opened_file, KEY, taken, LATER)
    assert attachments.read(opened_file, KEY, name) == PHOTO


def test_every_column_that_may_name_an_attachment_says_so() -> None:
    named = {(name_of(table), column) for table in TABLES for column in columns_of(table) if "photo" in column}
    assert named == {("cadres", "photo"), ("purchases", "photo")}
    for table in TABLES:
        for column, field in columns_of(table).items():
            assert isinstance(field, AttachmentField) == ((name_of(table), column) in named)
