"""The monthly papers keep clear of the edges a printer does not reach, those that are filed of the side they are bound at."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printing.papers import (
    canteen_account,
    canteen_notice,
    lodging_register,
    lodging_standing,
    meal_register,
    paper,
    sample_log,
)
from printing.render import PrintJob
from tests.printing.sheets import picture, printed

FILED = ("lodging-register", "meal-register", "purchase-list", "sample-log", "canteen-account")
WALL = ("lodging-standing", "canteen-notice")
EDGE, BINDING, DPI = 10.0, 15.0, 96
BLUR = 0.4
"""What the edge of ink spreads in the picture, in mm."""
LONG: dict[str, Any] = {
    "lodging-register": replace(lodging_register.SAMPLE, sleepers=lodging_register.SAMPLE.sleepers * 4),
    "lodging-standing": replace(lodging_standing.SAMPLE, lines=lodging_standing.SAMPLE.lines * 5),
    "meal-register": replace(meal_register.SAMPLE, rows=meal_register.SAMPLE.rows * 3),
    "sample-log": replace(sample_log.SAMPLE, samples=sample_log.SAMPLE.samples * 3),
    "canteen-notice": replace(canteen_notice.SAMPLE, shares=canteen_notice.SAMPLE.shares * 8),
    "canteen-account": replace(canteen_account.SAMPLE, shares=canteen_account.SAMPLE.shares * 5),
}


def blank_edges(page: Any) -> tuple[float, float, float, float]:
    """How many mm are blank at the left, the top, the right and the bottom."""
    image = picture(page, DPI).point(lambda grey: 255 if grey < 200 else 0)
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    mm = 25.4 / DPI
    return left * mm, top * mm, (image.width - right) * mm, (image.height - bottom) * mm


@pytest.mark.parametrize("key", [*FILED, *WALL])
def test_nothing_stands_where_a_printer_cuts_and_what_is_filed_can_be_bound(key: str, tmp_path: Path) -> None:
    for data in (paper(key).sample, LONG.get(key, paper(key).sample)):
        for page in printed(PrintJob(key, (data,), tmp_path / "out.pdf")):
            edges = blank_edges(page)
            assert min(edges) > EDGE - BLUR, edges
            assert key not in FILED or edges[0] > BINDING - BLUR, edges
