"""A desk over a real station file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import open_desk
from venue_desk.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The first cadre at the desk of a new station with three groups."""
    with open_desk(tmp_path / "data") as opened:
        yield opened
