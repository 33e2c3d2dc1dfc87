"""What the world does to the file reaches the user as a sentence, and what was acknowledged stays on disk."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from peewee import IntegrityError

from db import integrity, journal, upgrade
from db.connection import DATABASE, close_database, open_database, opened
from db.folder import DataFolder
from db.stations import GroupTable
from tests.db.people import ACT, KEY, NOW, beside, group, group_names, settle
from venue_desk.domain.errors import Unavailable

HOLDS_THE_WRITE_LOCK = """
import sys
from pathlib import Path
from db.connection import opened
from tests.db.people import KEY
with opened(Path(sys.argv[1]), KEY) as database, database.atomic():
    print("held", flush=True)
    sys.stdin.readline()
"""

ADDS_GROUPS = """
import sys
from pathlib import Path
from db import journal
from db.connection import open_database
from db.stations import GroupTable
from tests.db.people import ACT, KEY, group
from uuid import UUID
from dataclasses import replace
from random import Random
open_database(Path(sys.argv[1]), KEY)
dice = Random(sys.argv[2])
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}{number:05d}"
    journal.add(ACT, GroupTable, replace(group(name), id=UUID(int=dice.getrandbits(128)), station_id=UUID(sys.argv[4])))
    print(name, flush=True)
"""


def the_station() -> str:
    return str(DATABASE.execute_sql("SELECT lower(hex(id)) FROM stations").fetchone()[0])


def test_the_engine_is_set_up_to_lose_nothing(opened_file: DataFolder) -> None:
    told = {name: DATABASE.pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_nothing_readable_lies_on_disk(opened_file: DataFolder) -> None:
    close_database()
    content = opened_file.station.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "李青山".encode() not in content


def test_the_tables_refuse_what_is_no_value_of_theirs(opened_file: DataFolder) -> None:
    for deed in (
        "UPDATE stations SET regime = 'sometimes'",
        "UPDATE cadres SET is_agent = 'ja'",
        "UPDATE cadres SET station_id = randomblob(16)",
        "DELETE FROM stations",
    ):
        with pytest.raises(IntegrityError):
            DATABASE.execute_sql(deed)


def test_another_key_opens_nothing(opened_file: DataFolder) -> None:
    close_database()
    with pytest.raises(Unavailable, match="不是这个站的"):
        open_database(opened_file.station, bytes(32))
    open_database(opened_file.station, KEY)
    assert integrity.check() == []


@pytest.mark.parametrize("content", [b"", b"hello" * 2000, os.urandom(16384)], ids=["empty", "text", "noise"])
def test_a_file_that_is_none_of_ours_is_told(folder: DataFolder, content: bytes) -> None:
    folder.station.write_bytes(content)
    with pytest.raises(Unavailable, match="打不开本站的数据文件"):
        upgrade.open_current(folder, KEY, NOW)
    assert folder.station.read_bytes() == content


def test_a_missing_file_is_told_and_not_made(folder: DataFolder) -> None:
    with pytest.raises(Unavailable, match="打不开"):
        open_database(folder.station, KEY)
    assert not folder.station.exists()


def test_a_truncated_file_is_told(opened_file: DataFolder) -> None:
    journal.add_many(ACT, GroupTable, [group(f"{n}社") for n in range(6000)])
    close_database()
    whole = opened_file.station.read_bytes()
    opened_file.station.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Unavailable, match="损坏"):
        open_database(opened_file.station, KEY)


def test_a_torn_page_is_told_by_reading_writing_and_checking(opened_file: DataFolder) -> None:
    DATABASE.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    of_schema = opened_file.station.stat().st_size // 4096
    journal.add_many(ACT, GroupTable, [group(f"{n}社") for n in range(6000)])
    close_database()
    whole = bytearray(opened_file.station.read_bytes())
    for page in range(of_schema, len(whole) // 4096):
        whole[page * 4096 + 100] ^= 1
    opened_file.station.write_bytes(whole)
    open_database(opened_file.station, KEY)
    with pytest.raises(Unavailable, match="损坏"):
        group_names()
    with pytest.raises(Unavailable, match="损坏"):
        journal.add_many(ACT, GroupTable, [group(f"{n}队") for n in range(200)])
    assert [finding.code for finding in integrity.check()] == ["file.damaged"]


def test_a_file_locked_by_another_process_is_told_and_later_written(opened_file: DataFolder) -> None:
    DATABASE.pragma("busy_timeout", 50)
    with beside(HOLDS_THE_WRITE_LOCK, opened_file.station) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Unavailable, match="请等几秒再试"):
            journal.add(ACT, GroupTable, group("一社"))
        assert group_names() == []  # one may still read
        other.communicate("\n")
    journal.add(ACT, GroupTable, group("一社"))
    assert group_names() == ["一社"]


def test_two_processes_write_in_turn_and_the_chain_holds(opened_file: DataFolder) -> None:
    both = [beside(ADDS_GROUPS, opened_file.station, letter, "60", the_station()) for letter in "甲乙"]
    for number in range(60):
        journal.add(ACT, GroupTable, group(f"丙{number}"))
    for other in both:
        other.communicate()
        assert other.returncode == 0
    assert len(group_names()) == 180
    assert integrity.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; TerminateProcess is the same call for it")
def test_what_was_acknowledged_before_a_kill_is_on_disk(opened_file: DataFolder) -> None:
    station = the_station()
    close_database()
    for round_, letter in enumerate("子丑寅"):
        with beside(ADDS_GROUPS, opened_file.station, letter, "100000", station) as other:
            assert other.stdout is not None
            seen = [other.stdout.readline().strip() for _ in range(20 + 17 * round_)]
            other.send_signal(signal.SIGKILL)
            seen += other.stdout.read().split()
        open_database(opened_file.station, KEY)
        there = [name for name in group_names() if name.startswith(letter)]
        assert there[: len(seen)] == seen
        assert len(there) - len(seen) <= 1  # the one whose acknowledgement was on its way
        assert integrity.check() == []
        close_database()


def test_a_full_disk_is_told_and_nothing_is_lost(small_disk: Path) -> None:
    file = small_disk / "station.db"
    upgrade.create(file, KEY)
    settle()
    journal.add(ACT, GroupTable, group("一社"))
    with pytest.raises(Unavailable, match="磁盘满了"):
        journal.add_many(ACT, GroupTable, [group(f"{n}队") for n in range(20000)])
    assert group_names() == ["一社"]
    journal.add(ACT, GroupTable, group("二社"))
    assert integrity.check() == []


RUNS_INTO_A_LIMIT = """
import resource, sys
from pathlib import Path
from db import journal
from db.connection import open_database
from db.stations import GroupTable
from tests.db.people import ACT, KEY, group
from dataclasses import replace
from uuid import UUID
from venue_desk.domain.errors import Unavailable
open_database(Path(sys.argv[1]), KEY)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
rows = [replace(group(f"{n}队"), id=UUID(int=n), station_id=UUID(sys.argv[2])) for n in range(20000)]
try:
    journal.add_many(ACT, GroupTable, rows)
except Unavailable as told:
    print(told.sentence)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_write_that_the_system_cuts_short_is_told_and_nothing_is_lost(opened_file: DataFolder) -> None:
    journal.add(ACT, GroupTable, group("一社"))
    said, _ = beside(RUNS_INTO_A_LIMIT, opened_file.station, the_station()).communicate()
    assert said == "磁盘没有回应，这次没有存上。请看磁盘或U盘是否接好，再试一次。\n"
    assert group_names() == ["一社"]
    assert integrity.check() == []


def test_a_folder_that_cannot_be_written_is_told(small_disk: Path) -> None:
    file = small_disk / "station.db"
    upgrade.create(file, KEY)
    settle()
    close_database()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(Unavailable, match="文件夹"), opened(file, KEY) as database:
        database.execute_sql("DELETE FROM cadres")
