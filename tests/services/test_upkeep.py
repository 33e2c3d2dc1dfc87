"""Backups from the window's point of view, and the check of the whole."""

import pickle
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from db import stations
from db.connection import DATABASE, close_database
from tests.services.test_access import CHEAP, NOW, PASSWORD, SETUP, act_of
from venue_desk.changes import Announcer
from venue_desk.domain.errors import Refused
from venue_desk.services import access, upkeep
from venue_desk.services.access import SignedIn
from venue_desk.services.stations import Stations
from venue_desk.services.upkeep import Upkeep


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def head(data: Path) -> Iterator[SignedIn]:
    yield access.create_station_file(data, SETUP, NOW, Random(1), CHEAP)
    close_database()


def group_names() -> list[str]:
    return [group.name for group in stations.groups(None)]


def test_a_backup_is_taken_listed_and_put_back(head: SignedIn, data: Path) -> None:
    name = upkeep.backup_now(data, head.key, NOW)
    Stations(Announcer(), Random(2)).add_group(act_of(head), "三社")
    assert [backup.name for backup in upkeep.backups(data, head.key)] == [name]
    kept = upkeep.restore(data, head.key, data / "backups" / name, NOW + timedelta(minutes=1))
    assert group_names() == ["一社", "二社"]
    upkeep.restore(data, head.key, data / "backups" / kept, NOW + timedelta(minutes=2))
    assert group_names() == ["一社", "二社", "三社"]
    assert upkeep.check() == []


def test_the_job_beside_the_window_does_the_same(head: SignedIn, data: Path) -> None:
    job = pickle.loads(pickle.dumps(Upkeep(head).backup_job(NOW)))()  # as it goes into the other process
    assert next(job) == (0, 1, "正在备份本站数据")
    with pytest.raises(StopIteration) as end:
        next(job)
    assert [backup.name for backup in Upkeep(head).backups()] == [end.value.value]
    Stations(Announcer(), Random(2)).add_group(act_of(head), "三社")
    Upkeep(head).restore(end.value.value, NOW + timedelta(minutes=1))
    assert group_names() == ["一社", "二社"]


def test_old_backups_go_when_a_new_one_is_taken(head: SignedIn, data: Path) -> None:
    for hours in range(5):
        upkeep.backup_now(data, head.key, NOW + timedelta(hours=hours))
    assert [backup.taken_at for backup in upkeep.backups(data, head.key)] == [NOW + timedelta(hours=4)]


def test_a_broken_file_is_restored_with_the_password_alone(head: SignedIn, data: Path) -> None:
    name = upkeep.backup_now(data, head.key, NOW)
    access.sign_out()
    (data / "station.db").write_bytes(b"torn" * 1000)
    key, _ = access.unlock(data, "丁䶮", PASSWORD)
    upkeep.restore(data, key, data / "backups" / name, NOW + timedelta(minutes=1))
    assert access.sign_in(data, "丁䶮", PASSWORD, NOW) == head


def test_a_backup_of_another_station_is_refused(head: SignedIn, data: Path, tmp_path: Path) -> None:
    other = access.create_station_file(tmp_path / "other", SETUP, NOW, Random(5), CHEAP)
    name = upkeep.backup_now(tmp_path / "other", other.key, NOW)
    with pytest.raises(Refused, match="请选另一份备份"):
        upkeep.restore(data, head.key, tmp_path / "other" / "backups" / name, NOW)


def test_the_check_names_what_is_wrong(head: SignedIn) -> None:
    assert upkeep.check() == []
    DATABASE.execute_sql("UPDATE stations SET phone = '110'")
    assert [finding.code for finding in upkeep.check()] == ["audit.rows"]
