"""A file is brought to this version whole or left as it was; a newer one is not touched."""

import re
import shutil
from pathlib import Path

import pytest

from db import backup, integrity, journal, search, upgrade
from db.cadres import cadre
from db.connection import DATABASE, close_database, opened
from db.folder import DataFolder
from db.schema import TABLES
from db.stations import GroupTable
from tests.db.people import ACT, CADRE, KEY, NOW, OTHER, beside, group, group_names
from tests.db.test_folder import HOLDS_THE_FOLDER
from venue_desk.domain.errors import Refused, Unavailable

ADDS_A_COLUMN = """
from playhouse.migrate import TextField
def up(migrator, database):
    migrator.migrate(migrator.add_column("cadres", "nickname", TextField(default="")))
"""
LOSES_THE_STATION = """
def up(migrator, database):
    database.execute_sql("DELETE FROM stations")
"""
BREAKS_HALFWAY = """
def up(migrator, database):
    database.execute_sql("DELETE FROM village_groups")
    database.execute_sql("CREATE TABLE half (id INTEGER)")
    raise RuntimeError("half way")
"""
STANDS_STILL = """
import sys
def up(migrator, database):
    database.execute_sql("DELETE FROM cadres")
    print("half way", flush=True)
    sys.stdin.readline()
"""
UPGRADES = """
import sys
from pathlib import Path
from db import upgrade
from db.folder import DataFolder
from tests.db.people import KEY, NOW
upgrade.open_current(DataFolder(Path(sys.argv[1])), KEY, NOW, Path(sys.argv[2]))
"""
FILLS_THE_DISK = """
def up(migrator, database):
    database.execute_sql("CREATE TABLE filler (content BLOB)")
    for _ in range(100):
        database.execute_sql("INSERT INTO filler VALUES (randomblob(100000))")
"""


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A copy of the migrations, to which a test adds."""
    copied = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, copied, ignore=shutil.ignore_patterns("__pycache__"))
    return copied


def schema_of(folder: DataFolder) -> set[str]:
    """The statements that make the file, without the table of versions and the search index, which is made anew."""
    with opened(folder.station, KEY) as database:
        rows = database.execute_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {re.sub(r"\s+", " ", sql) for (sql,) in rows if upgrade.VERSIONS not in sql and "search_" not in sql}


def test_the_steps_are_numbered_one_after_another() -> None:
    numbers = [int(file.stem.split("_")[0]) for file in sorted(upgrade.MIGRATIONS.glob("[0-9]*.py"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_steps_lead_to_the_tables_of_this_version(opened_file: DataFolder, tmp_path: Path) -> None:
    by_steps = schema_of(opened_file)
    close_database()
    from_tables = DataFolder(tmp_path)
    with opened(from_tables.station, KEY) as database, database.bind_ctx(TABLES):
        database.create_tables(TABLES)
    assert by_steps == schema_of(from_tables)


def test_a_current_file_is_opened_without_a_backup(opened_file: DataFolder) -> None:
    close_database()
    assert upgrade.open_current(opened_file, KEY, NOW) == ()
    assert cadre(CADRE.id) == CADRE
    assert list(opened_file.backups.iterdir()) == []


def test_an_older_file_is_backed_up_and_brought_up_to_date(opened_file: DataFolder, steps: Path) -> None:
    (steps / "9002_nickname.py").write_text(ADDS_A_COLUMN, encoding="utf-8")
    assert upgrade.open_current(opened_file, KEY, NOW, steps) == ("9002_nickname",)
    assert DATABASE.execute_sql("SELECT nickname FROM cadres").fetchall() == [("",), ("",)]
    assert DATABASE.pragma("foreign_keys") == 1
    assert [kept.opens for kept in backup.backups(opened_file, KEY)] == [True]
    close_database()
    assert upgrade.open_current(opened_file, KEY, NOW, steps) == ()


def test_a_file_without_a_search_index_of_today_gets_one(opened_file: DataFolder) -> None:
    for table in ("search_entry", "search_text", "search_format"):
        DATABASE.execute_sql(f"DROP TABLE {table}")
    upgrade.open_current(opened_file, KEY, NOW)
    assert [entry.id for entry, _ in search.find(None, "李青山")] == [OTHER.id]


@pytest.mark.parametrize("bad", [BREAKS_HALFWAY, LOSES_THE_STATION], ids=["breaks", "loses"])
def test_a_step_that_goes_wrong_leaves_everything_as_it_was(opened_file: DataFolder, steps: Path, bad: str) -> None:
    journal.add(ACT, GroupTable, group("一社"))
    before = schema_of(opened_file)
    (steps / "9002_nickname.py").write_text(ADDS_A_COLUMN, encoding="utf-8")
    (steps / "9003_bad.py").write_text(bad, encoding="utf-8")
    with pytest.raises(Unavailable, match="已经放回升级前的样子"):
        upgrade.open_current(opened_file, KEY, NOW, steps)
    assert DATABASE.obj is None
    assert schema_of(opened_file) == before
    assert upgrade.open_current(opened_file, KEY, NOW) == ()  # the version before can go on with it
    assert group_names() == ["一社"]
    assert integrity.check() == []


def test_a_disk_that_fills_up_during_the_upgrade_leaves_everything_as_it_was(small_disk: Path, steps: Path) -> None:
    folder = DataFolder(small_disk)
    folder.make()
    upgrade.create(folder.station, KEY)
    close_database()
    before = schema_of(folder)
    (steps / "9002_big.py").write_text(FILLS_THE_DISK, encoding="utf-8")
    with pytest.raises(Unavailable, match="磁盘满了"):
        upgrade.open_current(folder, KEY, NOW, steps)
    assert schema_of(folder) == before
    assert upgrade.open_current(folder, KEY, NOW) == ()


def test_an_upgrade_that_is_killed_is_taken_up_at_the_next_start(opened_file: DataFolder, steps: Path) -> None:
    close_database()
    (steps / "9002_nickname.py").write_text(ADDS_A_COLUMN, encoding="utf-8")
    (steps / "9003_slow.py").write_text(STANDS_STILL, encoding="utf-8")
    with beside(UPGRADES, opened_file.path, steps) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "half way\n"
        other.kill()
    (steps / "9003_slow.py").write_text("def up(migrator, database): pass", encoding="utf-8")
    assert upgrade.open_current(opened_file, KEY, NOW, steps) == ("9003_slow",)
    assert cadre(CADRE.id) == CADRE
    assert integrity.check() == []
    assert len(backup.backups(opened_file, KEY)) == 1  # of the same second here; else one a start


def test_a_file_from_a_newer_version_is_refused_and_not_touched(opened_file: DataFolder, steps: Path) -> None:
    (steps / "9002_nickname.py").write_text(ADDS_A_COLUMN, encoding="utf-8")
    upgrade.open_current(opened_file, KEY, NOW, steps)
    close_database()
    content = opened_file.station.read_bytes()
    with pytest.raises(Refused, match="较新版本") as refused:
        upgrade.open_current(opened_file, KEY, NOW)
    assert refused.value.findings[0].code == "file.newer"
    assert DATABASE.obj is None
    assert opened_file.station.read_bytes() == content


def test_a_file_that_another_window_shows_is_not_upgraded(opened_file: DataFolder, steps: Path) -> None:
    (steps / "9002_nickname.py").write_text(ADDS_A_COLUMN, encoding="utf-8")
    with beside(HOLDS_THE_FOLDER, opened_file.path) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(Refused, match="另一个窗口"):
            upgrade.open_current(opened_file, KEY, NOW, steps)
        other.communicate("\n")
    assert upgrade.open_current(opened_file, KEY, NOW, steps) == ("9002_nickname",)
