"""A chart on paper: the marks of a domain drawing in inks; the screen paints the same ones."""

from typing import TYPE_CHECKING

from printing.page import CENTRE, LEFT, RIGHT
from printing.sheet import POINTS
from printing.styles import AMBER, INK, JADE, RED, RULE, SOFT, WASH, Style
from venue_desk.domain.charts import Align, Box, Drawing, Rule, Tone

if TYPE_CHECKING:
    from printing.page import Page

INKS = {
    Tone.JADE: JADE, Tone.AMBER: AMBER, Tone.RED: RED, Tone.INK: INK, Tone.SOFT: SOFT, Tone.HAIR: WASH,
}  # fmt: skip
_ALIGNED = {Align.LEFT: LEFT, Align.CENTRE: CENTRE, Align.RIGHT: RIGHT}


def draw(page: "Page", drawing: Drawing, x: float, y: float) -> None:
    """The drawing with its top left corner at `x`, `y`."""
    for mark in drawing.marks:
        ink = INKS[mark.tone]
        if isinstance(mark, Box):
            page.box(x + mark.x, y + mark.y, mark.width, mark.height, ink)
        elif isinstance(mark, Rule):
            page.lines([(x + mark.x1, y + mark.y1, x + mark.x2, y + mark.y2)], ink, RULE)
        else:
            style = Style(round(mark.size * POINTS, 2), ink=ink)
            page.text(x + mark.x, y + mark.y, mark.text, style, _ALIGNED[mark.align], mark.room)
