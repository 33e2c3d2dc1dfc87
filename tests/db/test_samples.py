"""A file of every schema ever released opens today, upgraded, sound, and with all that was in it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from db import integrity, upgrade
from db.connection import close_database, opened
from db.folder import DataFolder
from db.schema import TABLES
from db.table import columns_of, name_of, rows
from tests.db.people import NOW
from venue_desk.domain.canonical import canonical
from venue_desk.services import access

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("schema_*"))
STATION_KEY = bytes(range(32))
"""The raw key of every sample: 00 01 02 … 1f."""
PASSWORD = "sample-desk"
NAME = "陈志远"


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> DataFolder:
    """A copy: the sample itself is never opened, since opening it would write beside it."""
    shutil.copytree(request.param, tmp_path / "data")
    folder = DataFolder(tmp_path / "data")
    folder.make()
    return folder


def test_the_first_schema_is_kept_and_no_sample_is_of_a_step_that_is_gone() -> None:
    kept = {sample.name.removeprefix("schema_") for sample in SAMPLES}
    assert "0001" in kept
    assert kept <= {file.stem.split("_")[0] for file in upgrade.MIGRATIONS.glob("[0-9]*.py")}


def test_a_sample_is_as_its_dump_says(sample: DataFolder) -> None:
    with opened(sample.station, STATION_KEY) as database:
        found = database.execute_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    assert "".join(f"{sql};\n" for (sql,) in found) == (sample.path / "schema.sql").read_text("utf-8")


def test_a_sample_has_something_in_every_table(sample: DataFolder) -> None:
    told = json.loads((sample.path / "records.json").read_text("utf-8"))
    assert [table for table, then in told.items() if not then] == []


def test_a_sample_opens_sound_and_complete(sample: DataFolder) -> None:
    upgrade.open_current(sample, STATION_KEY, NOW)
    try:
        assert integrity.check() == []
        for table, then in json.loads((sample.path / "records.json").read_text("utf-8")).items():
            now = records(table)
            assert now.keys() == {record["id"] for record in then}
            for record in then:
                kept = now[record["id"]]
                assert {name: value for name, value in record.items() if name in kept} == {
                    name: kept[name] for name in record.keys() & kept.keys()
                }
    finally:
        close_database()


def test_a_sample_lets_its_cadre_in(sample: DataFolder) -> None:
    assert access.names_with_password(sample.path) == (NAME,)
    signed_in = access.sign_in(sample.path, NAME, PASSWORD, NOW)
    access.sign_out()
    assert signed_in.key == STATION_KEY


def records(title: str) -> dict[str, dict[str, Any]]:
    """The records of a table by id, as JSON has them."""
    (table,) = [table for table in TABLES if name_of(table) == title]
    names = columns_of(table)
    found = [json.loads(canonical(dict(zip(names, row, strict=True)))) for row in rows(table.select())]
    return {record["id"]: record for record in found}
