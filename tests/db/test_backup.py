"""A backup is whole, opens with the same key, and can be put back; old ones go by the rule, and only by it."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import backup, integrity, journal, keys, upgrade
from db.connection import close_database, opened, transaction
from db.folder import DataFolder
from db.keys import KeyRing
from db.stations import GroupTable
from tests.db.people import ACT, KEY, NOW, STATION, beside, group, group_names
from tests.db.test_connection import ADDS_GROUPS
from venue_desk.domain.backups import to_keep
from venue_desk.domain.calendar import day_of
from venue_desk.domain.errors import Refused, Unavailable

LATER = NOW + timedelta(hours=1)


def names(folder: DataFolder) -> list[str]:
    return sorted(path.name for path in folder.backups.iterdir())


def leave(disk: Path, free: int) -> None:
    """Fill the disk but for so many bytes."""
    (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - free))


def test_a_backup_is_encrypted_named_by_station_time_and_brings_the_keys_along(opened_file: DataFolder) -> None:
    keys.write(opened_file.keys, KeyRing(STATION.id))
    made = backup.make(opened_file, KEY, NOW)
    assert names(opened_file) == ["station-20261123-123000.db", "station-20261123-123000.keys.json"]
    assert keys.read(backup.keys_beside(made)) == KeyRing(STATION.id)
    assert "李青山".encode() not in made.read_bytes()
    (listed,) = backup.backups(opened_file, KEY)
    assert (listed.name, listed.taken_at, listed.opens) == (made.name, NOW, True)
    assert listed.size == made.stat().st_size
    assert not backup.backups(opened_file, bytes(32))[0].opens


def test_a_backup_may_be_taken_while_others_write(opened_file: DataFolder) -> None:
    writer = beside(ADDS_GROUPS, opened_file.station, "甲", "300", STATION.id.hex)
    assert writer.stdout is not None
    writer.stdout.readline()
    made = [backup.make(opened_file, KEY, NOW + timedelta(minutes=n)) for n in range(3)]
    writer.communicate()
    assert writer.returncode == 0
    assert len(group_names()) == 300
    for file in made:
        assert integrity.copy_findings(file, KEY) == []


def test_a_backup_inside_an_open_unit_has_what_was_committed(opened_file: DataFolder) -> None:
    with transaction():
        journal.add(ACT, GroupTable, group("没存完"))
        made = backup.make(opened_file, KEY, NOW)
    with opened(made, KEY) as copy:
        assert copy.execute_sql("SELECT count(*) FROM village_groups").fetchone() == (0,)


def test_a_backup_put_back_is_the_state_of_then_and_the_replaced_file_is_kept(opened_file: DataFolder) -> None:
    journal.add(ACT, GroupTable, group("一社"))
    made = backup.make(opened_file, KEY, NOW)
    journal.add(ACT, GroupTable, group("二社"))
    kept = backup.restore(opened_file, KEY, made, LATER)
    upgrade.open_current(opened_file, KEY, LATER)
    assert group_names() == ["一社"]
    assert integrity.check() == []
    backup.restore(opened_file, KEY, kept, LATER + timedelta(hours=1))
    upgrade.open_current(opened_file, KEY, LATER)
    assert group_names() == ["一社", "二社"]


def test_a_backup_replaces_a_file_that_no_longer_opens(opened_file: DataFolder) -> None:
    made = backup.make(opened_file, KEY, NOW)
    journal.add(ACT, GroupTable, group("一社"))
    close_database()
    opened_file.station.write_bytes(b"torn" * 3000)
    opened_file.station.with_name("station.db-wal").write_bytes(b"torn" * 3000)
    kept = backup.restore(opened_file, KEY, made, LATER)
    upgrade.open_current(opened_file, KEY, LATER)
    assert group_names() == []
    assert integrity.check() == []
    assert kept.read_bytes() == b"torn" * 3000
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"torn" * 3000


def test_the_log_of_a_killed_window_is_not_played_into_the_backup_put_back(opened_file: DataFolder) -> None:
    made = backup.make(opened_file, KEY, NOW)
    close_database()
    with beside(ADDS_GROUPS, opened_file.station, "甲", "100000", STATION.id.hex) as window:
        assert window.stdout is not None
        window.stdout.readline()
        window.kill()
    kept = backup.restore(opened_file, KEY, made, LATER)
    assert kept.with_name(f"{kept.name}-wal").stat().st_size > 0
    upgrade.open_current(opened_file, KEY, LATER)
    assert group_names() == []
    assert integrity.check() == []


def test_a_damaged_backup_is_refused_before_anything_is_touched(opened_file: DataFolder) -> None:
    made = backup.make(opened_file, KEY, NOW)
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused, match="请选另一份备份"):
        backup.restore(opened_file, KEY, made, LATER)
    assert group_names() == []  # still open
    assert names(opened_file) == [made.name]
    assert [listed.opens for listed in backup.backups(opened_file, KEY)] == [False]


def test_a_full_disk_leaves_no_half_backup(small_disk: Path) -> None:
    folder = DataFolder(small_disk)
    folder.make()
    upgrade.create(folder.station, KEY)
    leave(small_disk, 100_000)
    with pytest.raises(Unavailable, match="磁盘满了"):
        backup.make(folder, KEY, NOW)
    assert list(folder.backups.iterdir()) == []


@pytest.mark.parametrize("spare", range(0, 400_000, 40_000))
def test_a_backup_on_a_disk_nearly_full_is_whole_or_not_there(small_disk: Path, spare: int) -> None:
    folder = DataFolder(small_disk)
    folder.make()
    upgrade.create(folder.station, KEY)
    close_database()
    leave(small_disk, folder.station.stat().st_size + spare)
    try:
        made = backup.make(folder, KEY, NOW)
    except Unavailable:
        assert names(folder) == []
    else:
        assert integrity.copy_findings(made, KEY) == []


def test_a_full_disk_while_putting_back_leaves_the_data_as_they_were(small_disk: Path, tmp_path: Path) -> None:
    folder = DataFolder(small_disk)
    folder.make()
    upgrade.create(folder.station, KEY)
    safe = tmp_path / "station-20261123-123000.db"
    shutil.copyfile(backup.make(DataFolder(small_disk), KEY, NOW), safe)
    close_database()
    before = names(folder)
    content = folder.station.read_bytes()
    leave(small_disk, 100_000)
    with pytest.raises(Unavailable, match="磁盘满了"):
        backup.restore(folder, KEY, safe, LATER)
    assert names(folder) == before
    assert folder.station.read_bytes() == content
    upgrade.open_current(folder, KEY, LATER)


def test_rotation_drops_by_the_rule_and_leaves_strange_files_alone(opened_file: DataFolder) -> None:
    for days in range(800):
        for hours in (0, 3):
            at = NOW - timedelta(days=days, hours=hours)
            stem = f"station-{at + timedelta(hours=8):%Y%m%d-%H%M%S}"
            (opened_file.backups / f"{stem}.db").touch()
            (opened_file.backups / f"{stem}.keys.json").touch()
    for name in ("station-mine.db", "notes.txt", *(f"replaced-2026112{n}-120000.db" for n in range(5))):
        (opened_file.backups / name).touch()
    backup.rotate(opened_file)
    left = [name for name in names(opened_file) if name.endswith(".db")]
    assert left == [
        "replaced-20261122-120000.db",
        "replaced-20261123-120000.db",
        "replaced-20261124-120000.db",
        *(f"station-{day}-123000.db" for day in (
            "20251231", "20260131", "20260228", "20260331", "20260430", "20260531", "20260630", "20260731", "20260831",
            "20260930", "20261031", "20261108", "20261115", "20261117", "20261118", "20261119", "20261120", "20261121",
            "20261122", "20261123",
        )),
        "station-mine.db",
    ]  # fmt: skip
    assert len([name for name in names(opened_file) if name.endswith(".keys.json")]) == 20


@given(st.sets(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.astimezone())))  # noqa: DTZ001
def test_the_newest_of_each_span_stays_and_thinning_twice_drops_no_more(taken: set[datetime]) -> None:
    kept = to_keep(taken)
    assert kept <= taken
    assert to_keep(kept) == kept
    assert len(kept) <= 7 + 4 + 12
    last_days = sorted({day_of(at) for at in taken})[-7:]
    assert {max(at for at in taken if day_of(at) == day) for day in last_days} <= kept
