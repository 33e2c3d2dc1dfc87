"""A real encrypted station file for each test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import upgrade
from db.connection import close_database
from db.folder import DataFolder
from tests.db.people import KEY, settle


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder with nothing in it."""
    made = DataFolder(tmp_path / "data")
    made.make()
    return made


@pytest.fixture
def opened_file(folder: DataFolder) -> Iterator[DataFolder]:
    """An open station file with a station and two cadres."""
    upgrade.create(folder.station, KEY)
    settle()
    yield folder
    close_database()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    made = sys.platform == "linux" and os.geteuid() == 0
    if not made or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], check=False).returncode:
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield place
    close_database()
    subprocess.run(["umount", "--lazy", place], check=True)
