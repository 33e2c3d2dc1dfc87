"""The words of the demo, read once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from venue_desk.services.demo.scene import Scene
from venue_desk.services.resource_files import table

Row = Mapping[str, Any]


@cache
def words(name: str) -> Row:
    """The file `name` of the demo's resources."""
    return table("demo", f"{name}.toml")


def pick(scene: Scene, name: str, rows: str, month: int) -> Row:
    """One of the rows, by their weights, of those that come up in this month."""
    return scene.random.choices(*_in_month(name, rows, month))[0]


@cache
def _in_month(name: str, rows: str, month: int) -> tuple[Sequence[Row], Sequence[int]]:
    found = [row for row in words(name)[rows] if month in row.get("months", (month,))]
    return found, [row.get("weight", 1) for row in found]
