"""Cards lie where the knife expects them, to a tenth of a millimetre."""

from pathlib import Path

import pytest
from PIL import Image

from printing.document import Options
from printing.imposition import Grid
from printing.papers import contact_card, contact_card_a6, paper
from printing.render import PrintJob, page_count
from tests.printing.sheets import char_boxes, picture, printed

DPI = 508
"""Twenty dots a millimetre."""


def dark_runs(image: Image.Image, *, x: float | None = None, y: float | None = None) -> list[float]:
    """The middles, in mm, of the dark runs along a vertical or horizontal line."""
    across = (0, round(y * 20), image.width, round(y * 20) + 1) if y is not None else None
    line = image.crop(across or (round((x or 0) * 20), 0, round((x or 0) * 20) + 1, image.height))
    dark = [at for at, value in enumerate(line.tobytes()) if value < 160]
    runs: list[list[int]] = []
    for at in dark:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0] + run[-1] + 1) / 40 for run in runs]


def test_crop_marks_of_ten_cards_are_ninety_by_fifty_four(tmp_path: Path) -> None:
    page = printed(PrintJob("contact-card", (contact_card.SAMPLE,), tmp_path / "c.pdf"))[0]
    image = picture(page, DPI)
    assert dark_runs(image, y=9) == pytest.approx([15, 105, 195], abs=0.06)
    assert dark_runs(image, y=288) == pytest.approx([15, 105, 195], abs=0.06)
    assert dark_runs(image, x=10) == pytest.approx([13.5 + 54 * at for at in range(6)], abs=0.06)
    assert dark_runs(image, x=200) == pytest.approx([13.5 + 54 * at for at in range(6)], abs=0.06)


def test_door_cards_are_parted_by_two_cuts(tmp_path: Path) -> None:
    page = printed(PrintJob("contact-card-a6", (contact_card.SAMPLE,), tmp_path / "c.pdf", (4,)))[0]
    image = picture(page, DPI)
    assert dark_runs(image, y=2) == pytest.approx([105], abs=0.06)
    assert dark_runs(image, x=2) == pytest.approx([148.5], abs=0.06)
    assert 148.5 in [round(at, 1) for at in dark_runs(image, x=104)]


def test_without_crop_marks_the_margins_are_empty(tmp_path: Path) -> None:
    job = PrintJob("contact-card", (contact_card.SAMPLE,), tmp_path / "c.pdf", (10,), Options(crop_marks=False))
    image = picture(printed(job)[0], 100)
    assert image.crop((0, 0, image.width, 50)).getextrema() == (255, 255)
    assert image.crop((0, 0, 56, image.height)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("copies", "start", "firsts"),
    [
        pytest.param(1, 1, [(15.0, 13.5)], id="a new sheet"),
        pytest.param(1, 4, [(105.0, 67.5)], id="position 4 is right in the second row"),
        pytest.param(1, 10, [(105.0, 229.5)], id="the last position"),
        pytest.param(8, 4, [(105.0, 67.5), (15.0, 13.5)], id="the next sheet begins at 1"),
    ],
)
def test_a_used_sheet_is_gone_on_with(
    copies: int, start: int, firsts: list[tuple[float, float]], tmp_path: Path
) -> None:
    job = PrintJob("contact-card", (contact_card.SAMPLE,), tmp_path / "c.pdf", (copies,), Options(start=start))
    document = printed(job)
    assert len(document) == page_count(job) == len(firsts)
    for page, (left, top) in zip(document, firsts, strict=True):
        titles = [box for box in char_boxes(page) if box[0] == "便" and box[1] - left < 8 and box[2] - top < 8]
        first = min(titles, key=lambda box: (round(box[2]), box[1]))
        assert (first[1] - left, first[2] - top) == pytest.approx((5.1, 2.3), abs=0.3)
    assert sum(1 for page in document for box in char_boxes(page) if box[0] == "卡") == copies


def test_used_positions_are_shown_only_when_asked(tmp_path: Path) -> None:
    shown = Options(start=3, show_used=True)
    for options, labels in ((Options(start=3), 0), (shown, 2)):
        page = printed(PrintJob("contact-card", (contact_card.SAMPLE,), tmp_path / "c.pdf", options=options))[0]
        assert page.get_textpage().get_text_bounded().count("位已用") == labels


@pytest.mark.parametrize("key", ["contact-card", "contact-card-a6"])
def test_cells_fit_the_sheet(key: str) -> None:
    each = paper(key)
    assert each.grid is not None
    x, y = each.grid.corner(each.grid.cells)
    assert (x + each.grid.cell_width <= each.sheet.width, y + each.grid.cell_height <= each.sheet.height) == (
        True,
        True,
    )


@pytest.mark.parametrize(("count", "start", "sheets"), [(0, 1, 0), (10, 1, 1), (10, 2, 2), (1, 10, 1), (160, 3, 17)])
def test_sheets_are_counted(count: int, start: int, sheets: int) -> None:
    assert contact_card.GRID.sheets(count, start) == sheets


def test_positions_run_row_by_row() -> None:
    grid = Grid(2, 2, 10, 20, 1, 2, 11, 22)
    assert [grid.corner(at) for at in range(1, 5)] == [(1, 2), (12, 2), (1, 24), (12, 24)]
    assert contact_card_a6.GRID.corner(4) == (105, 148.5)
