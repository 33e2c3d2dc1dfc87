"""A desk over a real station file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import open_desk
from tests.shift_change import Shifting, copied, furnish, shifting
from venue_desk.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The first cadre at the desk of a new station with three groups."""
    with open_desk(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="session")
def shift_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station where a shift changes, made once."""
    place = tmp_path_factory.mktemp("shift") / "data"
    with shifting(place) as made:
        furnish(made)
    return place


@pytest.fixture
def change(shift_template: Path, tmp_path: Path) -> Iterator[Shifting]:
    """A station where a shift changes, with things to hand over."""
    with copied(shift_template, tmp_path / "data") as made:
        yield made
