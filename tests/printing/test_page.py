"""A page puts marks where it is told to, in millimetres from the top left corner."""

from collections.abc import Callable
from io import BytesIO
from itertools import count

import pypdfium2
import pytest
from PIL import Image

from printing import qr
from printing.bound import Bound
from printing.page import CENTRE, LEFT, RIGHT, Page
from printing.press import Press
from printing.sheet import A6
from printing.styles import INK, RED, Style
from tests.printing.sheets import char_boxes, codes_in, picture

DPI = 254
"""Ten dots a millimetre."""


def drawn(draw: Callable[[Page], object]) -> pypdfium2.PdfPage:
    """A page of A6 with what `draw` draws."""
    file = BytesIO()
    binding = Bound(file, "试")
    press = Press(binding, ())
    page = press.page(A6.width, A6.height)
    draw(page)
    binding.add_page(page)
    binding.finish(press.fonts)
    return pypdfium2.PdfDocument(file.getvalue())[0]


def inked(image: Image.Image) -> tuple[float, ...]:
    """The smallest rectangle with all ink in it, in mm."""
    box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return tuple(edge / 10 for edge in box)


@pytest.mark.parametrize(
    ("draw", "box"),
    [
        pytest.param(lambda page: page.box(10, 20, 30, 40, INK), (10, 20, 40, 60), id="box"),
        pytest.param(lambda page: page.rule(10, 20, 30, INK, 1), (10, 19.5, 40, 20.5), id="rule"),
        pytest.param(lambda page: page.upright(10, 20, 30, RED, 1), (9.5, 20, 10.5, 50), id="upright"),
        pytest.param(lambda page: page.frame(10, 20, 30, 40, INK, 1), (9.5, 19.5, 40.5, 60.5), id="frame"),
        pytest.param(lambda page: page.lines([(5, 5, 5, 9), (5, 9, 8, 9)], INK, 1), (4.5, 5, 8, 9.5), id="lines"),
        pytest.param(lambda page: page.code(10, 20, 30, "浅河村"), (10, 20, 40, 50), id="code"),
    ],
)
def test_marks_lie_where_they_should(draw: Callable[[Page], object], box: tuple[float, ...]) -> None:
    assert inked(picture(drawn(draw), DPI)) == pytest.approx(box, abs=0.15)


def test_a_part_lies_where_it_is_placed() -> None:
    def draw(page: Page) -> None:
        part = page.press.page(20, 10)
        part.box(1, 2, 3, 4, INK)
        page.form(page.press.once("part", lambda: part), 30, 50, 10)

    assert inked(picture(drawn(draw), DPI)) == pytest.approx((31, 52, 34, 56), abs=0.15)


@pytest.mark.parametrize(("align", "edge", "at"), [(LEFT, 1, 20), (CENTRE, None, 50), (RIGHT, 3, 80)])
def test_text_starts_ends_or_is_centred_where_it_should(align: float, edge: int | None, at: float) -> None:
    boxes = char_boxes(drawn(lambda page: page.text(at, 60, "口口口", Style(30), align)))
    bearing = 30 * 0.125 * 25.4 / 72  # the square of 口 stands an eighth of its size away from the next character
    left, right = boxes[0][1] - bearing, boxes[-1][3] + bearing
    found = (left + right) / 2 if edge is None else left if edge == 1 else right
    assert found == pytest.approx(at, abs=0.5)


def test_a_code_whose_dots_spell_the_end_of_a_picture_is_still_read() -> None:
    text = next(str(number) for number in count() if b"EI" in qr.symbol(str(number)).bits)
    assert codes_in(picture(drawn(lambda page: page.code(10, 20, 30, text)), 150)) == [text]
