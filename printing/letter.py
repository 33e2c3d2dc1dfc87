"""A letter of the station on A4: head, title, to whom, paragraphs, facts, a list, who signs, when (GB/T 9704-2012 in its margins)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from printing.blocks import horizontals, lines_of, middle, put
from printing.page import CENTRE, RIGHT
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, RED, RULE, SOFT, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page

LEFT_EDGE, MEASURE = 28.0, 156.0
RIGHT_EDGE = LEFT_EDGE + MEASURE
TITLE_BASE, BODY_TOP, FOOT = 47.0, 62.0, 262.0
PARAGRAPH_GAP, FACT, LABEL = 3.2, 9.0, 30.0

_TITLE = Style(22, Weight.BOLD)
_SMALL = Style(9.5, ink=SOFT)
_BODY = Style(15.5)
_LABEL = Style(11, ink=SOFT)
_FACT = Style(13.5, Weight.MEDIUM)
_ITEM = Style(14)


def head(page: "Page", station: str, title: str, number: str) -> None:
    """Whose letter it is and which number it has above the title, a red rule below."""
    page.text(LEFT_EDGE, 28, station, _SMALL, room=MEASURE * 0.55)
    page.text(RIGHT_EDGE, 28, f"编号 {number}", _SMALL, RIGHT, MEASURE * 0.43)
    page.text(A4.width / 2, TITLE_BASE, title, _TITLE, CENTRE, MEASURE)
    page.rule(LEFT_EDGE, TITLE_BASE + 5.5, MEASURE, RED, 0.9)
    page.rule(LEFT_EDGE, TITLE_BASE + 6.7, MEASURE, RED, RULE)


def addressee(page: "Page", y: float, text: str) -> float:
    """张文海： at the left edge; where the text goes on comes back."""
    page.text(LEFT_EDGE, y + 5, text, Style(15.5, Weight.MEDIUM), room=MEASURE)
    return y + 11


def paragraphs(page: "Page", y: float, texts: Sequence[str], depth: float) -> float:
    """Paragraphs, each indented by two characters, all together at most `depth` mm; where the next thing begins comes back."""
    room = depth / max(len(texts), 1)
    for text in texts:
        lines = lines_of(page, f"{_INDENT}{text}", _BODY, width=MEASURE, depth=max(room - 9, 0))
        first = lines.lines[0].removeprefix(_INDENT)
        indent = page.width_of(_INDENT, lines.style)
        page.text(LEFT_EDGE + indent, y + 5, first, lines.style, room=MEASURE - indent)
        put(page, LEFT_EDGE, y + 5 + lines.leading, lines._replace(lines=lines.lines[1:]))
        y += lines.depth + lines.leading + PARAGRAPH_GAP
    return y


_INDENT = "口口"
"""As wide as the blank before a paragraph: blanks themselves are never set at the beginning of a line."""


def facts(page: "Page", y: float, rows: Sequence[tuple[str, str]]) -> float:
    """Label and text in lines; a long text gets smaller."""
    for at, (label, text) in enumerate(rows):
        base = middle(y + (at + 0.5) * FACT, _FACT.size)
        page.text(LEFT_EDGE, base, label, _LABEL, room=LABEL - 2)
        page.text(LEFT_EDGE + LABEL, base, text, _FACT, room=MEASURE - LABEL)
    horizontals(page, LEFT_EDGE, [y + at * FACT for at in range(len(rows) + 1)], MEASURE)
    return y + len(rows) * FACT + PARAGRAPH_GAP


def numbered(page: "Page", y: float, items: Sequence[str], depth: float) -> float:
    """1. 2. 3. in lines of their own; many of them move together until they fit into `depth` mm."""
    pitch = min(9.4, depth / max(len(items), 1))
    style = _ITEM.sized(min(_ITEM.size, pitch * 1.5))
    for at, item in enumerate(items, 1):
        base = middle(y + (at - 0.5) * pitch, style.size)
        page.text(LEFT_EDGE + 8, base, f"{at}．{item}", style, room=MEASURE - 8)
    return y + len(items) * pitch + PARAGRAPH_GAP


def sealed(page: "Page", y: float, station: str, day: str) -> None:
    """The station and the day at the right, where the seal is pressed."""
    page.text(RIGHT_EDGE - 4, y + 8, station, _BODY, RIGHT, MEASURE * 0.7)
    page.text(RIGHT_EDGE - 4, y + 17, day, _BODY, RIGHT)
    page.text(RIGHT_EDGE - 4, y + 26, "（盖章）", _LABEL, RIGHT)


def foot(page: "Page", text: str) -> None:
    """Whom to ask and whom to complain to, below a hairline."""
    page.rule(LEFT_EDGE, FOOT, MEASURE, HAIR, HAIRLINE)
    put(page, LEFT_EDGE, FOOT + 6, lines_of(page, text, _SMALL, width=MEASURE, depth=9))
