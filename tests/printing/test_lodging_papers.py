"""The papers of living at the station: nobody is left out however many there are, and signatures are never alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from printing.papers import lodging_register, lodging_standing
from printing.papers.lodging_register import LodgingRegister
from printing.papers.lodging_standing import LodgingStanding
from printing.render import PrintJob
from tests.printing.sheets import char_boxes, place_of, printed, text_of


def register(sleepers: int, guests: int, checks: int) -> LodgingRegister:
    data = lodging_register.SAMPLE
    return replace(
        data,
        sleepers=tuple(replace(data.sleepers[0], name=f"干部{at:02d}") for at in range(sleepers)),
        guests=tuple(replace(data.guests[0], name=f"客人{at:02d}") for at in range(guests)),
        checks=tuple(replace(data.checks[0], result=f"第{at:02d}次查") for at in range(checks)),
    )


def standing(count: int) -> LodgingStanding:
    data = lodging_standing.SAMPLE
    return replace(data, lines=tuple(replace(data.lines[0], name=f"干部{at:02d}") for at in range(count)))


@pytest.mark.parametrize(
    ("sleepers", "guests", "checks"), [(1, 0, 0), (7, 2, 1), (12, 0, 0), (14, 1, 1), (20, 14, 9), (3, 60, 0)]
)
def test_the_register_goes_on_over_the_page(sleepers: int, guests: int, checks: int, tmp_path: Path) -> None:
    data = register(sleepers, guests, checks)
    document = printed(PrintJob("lodging-register", (data,), tmp_path / "out.pdf"))
    assert len(document) == lodging_register.PAPER.pages(data)
    copied = text_of(document)
    wanted = [f"干部{at:02d}" for at in range(sleepers)] + [f"客人{at:02d}" for at in range(guests)]
    assert [name for name in [*wanted, *(f"第{at:02d}次查" for at in range(checks))] if name not in copied] == []
    assert ("本月没有客人住宿。" in copied, "本月没有抽查。" in copied) == (guests == 0, checks == 0)
    last = document[len(document) - 1]
    assert place_of(last, "站长签字").bottom < place_of(last, "共").top
    assert min(box[2] for box in char_boxes(last) if box[2] > 18) < place_of(last, "站长签字").top - 8


@pytest.mark.parametrize(
    ("count", "pages", "charted"), [(0, 1, True), (7, 1, True), (20, 1, True), (21, 1, False), (31, 2, False)]
)
def test_the_standing_of_a_station_stands_on_one_sheet(count: int, pages: int, charted: bool, tmp_path: Path) -> None:
    data = standing(count)
    document = printed(PrintJob("lodging-standing", (data,), tmp_path / "out.pdf"))
    assert len(document) == lodging_standing.PAPER.pages(data) == pages
    copied = text_of(document)
    assert [line.name for line in data.lines if line.name not in copied] == []
    assert ("竖线是应住的晚数" in copied) == charted
    for page in document:
        signed = place_of(page, "站长签字").top
        assert not any(signed - 3 < top < signed - 0.5 for _, _, top, _, _ in char_boxes(page))
