"""Pieces that papers share: wrapped text that shrinks to fit, codes with captions, places to sign."""

import re
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from printing.page import CENTRE
from printing.qr_text import QUIET, cells_for
from printing.sheet import POINTS
from printing.styles import HAIR, HAIRLINE, LEAST, RED, SOFT, Ink, Style, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.page import Page

_STEP, _KEPT = 0.97, 100
LEADING = 1.36
"""From baseline to baseline, in sizes of the type."""
_WIDOW = 3
"""So few characters never stand alone on the last line."""
_PROSE = 24
"""Lines of so many characters are running text."""
_WORDS = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.\-/%]|,(?=\d{3})|:(?=\d\d))*|\s|.", re.DOTALL)
_NEVER_FIRST = "，。、；：？！）」』》〉〕”’…·%％"
_NEVER_LAST = "（「『《〈〔“‘"
_ITEM_ENDS = "、，；"


def wrap(page: "Page", text: str, style: Style, width: float, *, items: bool = False) -> list[str]:
    """`text` in lines of at most `width`: words and numbers whole, no comma first, no bracket last (GB/T 15834).

    `items`: it is a list; lines end only behind an item, unless one alone is wider than a line.
    """
    lines, current, room = [], "", width
    for word in _items(page, _clusters(text), style, width) if items else _clusters(text):
        wide = page.width_of(word, style)
        if word == "\n" or (wide > room and current):
            lines.append(current.rstrip())
            current, room = "", width
        if word != "\n" and (current or not word.isspace()):
            current, room = current + word, room - wide
    return [*lines, current] if current else lines


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for word in _WORDS.findall(text):
        if clusters and clusters[-1] != "\n" and (word in _NEVER_FIRST or clusters[-1][-1] in _NEVER_LAST):
            clusters[-1] += word
        else:
            clusters.append(word)
    return clusters


def _items(page: "Page", clusters: list[str], style: Style, width: float) -> "Iterator[str]":
    pending: list[str] = []
    for at, cluster in enumerate(clusters, 1):
        pending.append(cluster)
        if cluster == "\n" or cluster[-1] in _ITEM_ENDS or at == len(clusters) or clusters[at] == "\n":
            whole = "".join(pending)
            yield from [whole] if page.width_of(whole, style) <= width else pending
            pending = []


class Lines(NamedTuple):
    """A text in lines, in the style in which they fit into `width` mm."""

    style: Style
    lines: list[str]
    width: float

    @property
    def leading(self) -> float:
        """Millimetres from baseline to baseline."""
        return self.style.size * LEADING / POINTS

    @property
    def depth(self) -> float:
        """Millimetres from the first baseline to the last."""
        return self.leading * max(len(self.lines) - 1, 0)


def lines_of(page: "Page", text: str, style: Style, *, width: float, depth: float, items: bool = False) -> Lines:
    """`text` in lines that take at most `depth` mm from the first baseline to the last, smaller until they do."""
    known, key = page.press.wrapped, (text, style, width, depth, items)
    if key not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[key] = _shrunk(page, text, style, width, depth, items=items)
    return known[key]


def put(page: "Page", x: float, y: float, lines: Lines, *, rising: bool = False) -> None:
    """Lines from the baseline `y` down; `rising`: the last stands on `y`, the others above it."""
    top = y - lines.depth if rising else y
    for at, each in enumerate(lines.lines):
        page.text(x, top + at * lines.leading, each, lines.style, room=lines.width)


class Names(NamedTuple):
    """People in lines, each in the style that tells what they are, all in the size in which they fit."""

    lines: list[list[tuple[str, Style, float]]]
    size: float
    height: float
    width: float

    def first_base(self, y: float) -> float:
        """The first baseline where the lines stand in the middle of their room that begins at `y`."""
        return middle(y + (self.height - self.leading * (len(self.lines) - 1)) / 2, self.size)

    @property
    def leading(self) -> float:
        """Millimetres from baseline to baseline."""
        return self.size * LEADING / POINTS


def names_in(page: "Page", people: "Sequence[tuple[str, Style]]", width: float, height: float) -> Names:
    """`people` side by side in lines that take at most `width` × `height` mm, smaller until they do; none is parted."""
    size = max(style.size for _, style in people)
    while True:
        gap = size * _NAME_GAP / POINTS
        lines: list[list[tuple[str, Style, float]]] = [[]]
        room = width
        for name, style in people:
            set_in = style.sized(size)
            wide = min(page.width_of(name, set_in), width)
            if lines[-1] and wide > room:
                lines.append([])
                room = width
            lines[-1].append((name, set_in, width - room))
            room -= wide + gap
        if len(lines) * size * LEADING / POINTS <= height + 0.01 or size * _STEP < LEAST:
            return Names(lines, size, height, width)
        size = round(size * _STEP, 2)


_NAME_GAP = 0.36


def put_names(page: "Page", x: float, y: float, names: Names) -> None:
    """The lines in the middle of their room, whose top left corner is `x`, `y`."""
    base = names.first_base(y)
    for at, line in enumerate(names.lines):
        for name, style, along in line:
            page.text(x + along, base + at * names.leading, name, style, room=names.width - along)


def _shrunk(page: "Page", text: str, style: Style, width: float, depth: float, *, items: bool) -> Lines:
    wrapped = wrap(page, text, style, width, items=items)
    while len(wrapped) > _lines(style, depth) and style.size * _STEP >= LEAST:
        style = style.sized(round(style.size * _STEP, 2))
        wrapped = wrap(page, text, style, width, items=items)
    lines = _lines(style, depth)
    if len(wrapped) > lines:
        wrapped[lines - 1 :] = [_cut("".join(wrapped[lines - 1 :]), page, style, width)]
    elif len(wrapped) > 1 and len(wrapped[-1]) <= _WIDOW:
        wrapped = _without_widow(page, text, style, width, wrapped, items=items)
    return Lines(style, wrapped, width)


def _without_widow(
    page: "Page", text: str, style: Style, width: float, wrapped: list[str], *, items: bool
) -> list[str]:
    """In a column the lines are made even; running text stays filled, but for what its last line needs."""
    em = style.size / POINTS
    column = width < _PROSE * em
    even = page.width_of(text, style) / len(wrapped) + 2 * em
    for narrower in (even,) if column else (width - each * em for each in range(1, _WIDOW + 2)):
        other = wrap(page, text, style, narrower, items=items)
        if len(other) == len(wrapped) and (column or len(other[-1]) > _WIDOW):
            return other
    return wrapped


def reckoned_lines(text: str, style: Style, width: float) -> int:
    """At least as many lines as the text takes, without setting it: so pages are counted before they are drawn."""
    ems = sum(1.0 if east_asian_width(char) in "WFA" else 0.25 if char == " " else 0.58 for char in text)
    room = width * POINTS / style.size
    return 1 if ems <= room else ceil(ems / (room - 1))


def _lines(style: Style, depth: float) -> int:
    """How many lines stand in `depth` mm between the first baseline and the last."""
    return 1 + int(depth * POINTS / (style.size * LEADING) + 0.01)


def _cut(text: str, page: "Page", style: Style, width: float) -> str:
    page.press.cut.add(text)
    while page.width_of(f"{text}…", style) > width:
        text = text[:-1]
    return f"{text}…"


def share(wanted: "Sequence[float]", room: float) -> list[float]:
    """`room` for texts that stand beside each other: a short one gets what it wants, long ones the rest in equal parts."""
    shares, left = dict.fromkeys(range(len(wanted)), 0.0), room
    for done, at in enumerate(sorted(shares, key=lambda at: wanted[at])):
        shares[at] = min(wanted[at], left / (len(wanted) - done)) + 0.001  # the sum of roundings
        left -= shares[at]
    return list(shares.values())


def middle(y: float, size: float) -> float:
    """The baseline that puts Chinese text of `size` points optically in the middle at `y` mm."""
    return y + 0.372 * size / POINTS


def signature(page: "Page", x: float, y: float, label: str, length: float, style: Style) -> None:
    """A label and a line to sign on, the line just below the baseline `y`."""
    page.text(x, y, label, style)
    start = x + page.width_of(label, style) + 1.5
    page.rule(start, y + 1.2, length - (start - x), SOFT, HAIRLINE)


def day_to_fill(page: "Page", x: float, y: float, label: str, style: Style) -> None:
    """A date written by hand: ____年__月__日."""
    page.text(x, y, label, style)
    x += page.width_of(label, style) + 1.5
    for word, room in (("年", 13), ("月", 9), ("日", 9)):
        page.rule(x, y + 1.2, room, SOFT, HAIRLINE)
        page.text(x + room + 0.5, y, word, style)
        x += room + 1 + page.width_of(word, style)


def code(page: "Page", right: float, top: float, side: float, text: str, caption: str, size: float) -> None:
    """A QR code whose modules begin at `top` and end at `right`, a caption right below; `side` includes quiet zones."""
    cells = cells_for(text)
    inner = side * cells / (cells + 2 * QUIET)
    page.code(right - inner, top, inner, text)
    page.text(right - inner / 2, top + inner + size * 0.48, caption, Style(size, ink=SOFT), CENTRE, inner)


def name_mark(page: "Page", x: float, y: float, side: float, columns: "Sequence[str]") -> None:
    """A red square seal with its characters, `columns` from right to left: stands where somebody signed by password."""
    page.frame(x + 0.3, y + 0.3, side - 0.6, side - 0.6, RED, 0.6)
    inner = side - 2 * _MARK_EDGE
    wide, high = inner / len(columns), inner / max(map(len, columns))
    style = Style(min(wide, high) * 0.96 * POINTS, Weight.BOLD, RED)
    for at, column in enumerate(columns, 1):
        middle_x = x + side - _MARK_EDGE - (at - 0.5) * wide
        for place, character in enumerate(column):
            base = middle(y + _MARK_EDGE + (place + 0.5) * high, style.size)
            page.text(middle_x, base, character, style, CENTRE, wide)


_MARK_EDGE = 1.5


def verticals(page: "Page", edges: "Sequence[float]", y: float, height: float, ink: Ink = HAIR) -> None:
    """Hairlines between the columns of a table."""
    for x in edges:
        page.upright(x, y, height, ink, HAIRLINE)


def horizontals(page: "Page", x: float, tops: "Sequence[float]", width: float, ink: Ink = HAIR) -> None:
    """Hairlines between the rows of a table."""
    for y in tops:
        page.rule(x, y, width, ink, HAIRLINE)
