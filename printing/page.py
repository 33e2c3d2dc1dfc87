"""One page, or a part of one: marks in millimetres from the top left corner, kept as PDF operators."""

import math
from typing import TYPE_CHECKING

from printing.sheet import POINTS
from printing.styles import INK, RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from printing.press import Press
    from printing.qr import Symbol
    from printing.styles import Ink, Style

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
_BEND = 0.5523
"""How far the handles of four curves lie that make a circle."""


class Page:
    """What the papers draw on. `forms` names the parts it refers to, `codes` the QR codes not drawn yet."""

    def __init__(self, press: "Press", width: float, height: float) -> None:
        """An empty page of `width` × `height` mm; `press` sets its text."""
        self.press = press
        self.width, self.height = width, height
        self.forms: list[str] = []
        self._code: list[str] = []
        self.codes: list[tuple[int, str]] = []
        self._fill = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return round(self.width * POINTS, 3), round(self.height * POINTS, 3)

    def content(self) -> bytes:
        """The page's operators."""
        draw_codes([self])
        return "\n".join(self._code).encode("latin-1")

    def width_of(self, text: str, style: "Style") -> float:
        """How wide `text` is set, in mm."""
        return self.press.run(text, style.weight).width * style.size / 1000 / POINTS

    def text(self, x: float, y: float, text: str, style: "Style", align: float = LEFT, room: float = math.inf) -> float:
        """`text` on the baseline `y`, starting, centred or ending at `x`, smaller if it must be; returns its width.

        It never gets wider than `room`. What is set often in one place is only looked up.
        """
        if not text:
            return 0.0
        key = (x, y, text, style, align, room, self.height)
        found = self.press.placed.get(key)
        if found is None:
            found = self.press.place(*key)
        if style.ink != self._fill:
            self._ink(style.ink)
        self._code.append(found[0])
        return found[1]

    def box(self, x: float, y: float, width: float, height: float, ink: "Ink") -> None:
        """A filled area; `x`, `y` is its top left corner."""
        if ink != self._fill:
            self._ink(ink)
        self._code.append(f"{self._rectangle(x, y, width, height)} f")

    def frame(self, x: float, y: float, width: float, height: float, ink: "Ink" = INK, thick: float = RULE) -> None:
        """An outline whose line runs along the edge."""
        self._code.append(f"{ink} RG {thick * POINTS:.3f} w {self._rectangle(x, y, width, height)} S")

    def disc(self, x: float, y: float, radius: float, ink: "Ink") -> None:
        """A filled circle around `x`, `y`."""
        r, bend = radius * POINTS, radius * POINTS * _BEND
        cx, cy = x * POINTS, (self.height - y) * POINTS
        arcs = (
            (cx + r, cy + bend, cx + bend, cy + r, cx, cy + r), (cx - bend, cy + r, cx - r, cy + bend, cx - r, cy),
            (cx - r, cy - bend, cx - bend, cy - r, cx, cy - r), (cx + bend, cy - r, cx + r, cy - bend, cx + r, cy),
        )  # fmt: skip
        path = " ".join(f"{' '.join(f'{value:.2f}' for value in arc)} c" for arc in arcs)
        self._ink(ink)
        self._code.append(f"{cx + r:.2f} {cy:.2f} m {path} f")

    def rule(self, x: float, y: float, length: float, ink: "Ink" = INK, thick: float = RULE) -> None:
        """A horizontal line centred on `y`."""
        self.box(x, y - thick / 2, length, thick, ink)

    def upright(self, x: float, y: float, length: float, ink: "Ink" = INK, thick: float = RULE) -> None:
        """A vertical line centred on `x`, from `y` down."""
        self.box(x - thick / 2, y, thick, length, ink)

    def lines(self, ends: "Iterable[tuple[float, float, float, float]]", ink: "Ink", thick: float) -> None:
        """Many straight lines of one kind, each from one point to another."""
        paths = [
            f"{x1 * POINTS:.2f} {(self.height - y1) * POINTS:.2f} m {x2 * POINTS:.2f} {(self.height - y2) * POINTS:.2f} l"
            for x1, y1, x2, y2 in ends
        ]
        self._code.append(f"{ink} RG {thick * POINTS:.3f} w {' '.join(paths)} S")

    def code(self, x: float, y: float, side: float, text: str) -> None:
        """The QR code of `text` in a square of `side` mm, without its quiet zone; drawn when the page is finished."""
        self._ink(INK)
        self.codes.append((len(self._code), text))
        points = f"{side * POINTS:.3f}"
        self._code.append(f"q {points} 0 0 {points} {x * POINTS:.3f} {(self.height - y - side) * POINTS:.3f} cm")

    def finish_codes(self, drawn: "Iterator[Symbol]") -> None:
        """Put the symbols of this page's `codes`, in their order, where they were asked for."""
        for (at, _), symbol in zip(self.codes, drawn, strict=False):
            self._code[at] += f" {_inline(symbol)} Q"
        self.codes = []

    def form(self, name: str, x: float = 0, y: float = 0, height: float | None = None) -> None:
        """The part `name`, its top left corner at `x`, `y`; `height` is the part's own (the page's if left out)."""
        drop = self.height - y - (self.height if height is None else height)
        self.forms.append(name)
        self._code.append(f"q 1 0 0 1 {x * POINTS:.3f} {drop * POINTS:.3f} cm /{name} Do Q")

    def picture(self, x: float, y: float, width: float, height: float, name: str) -> None:
        """The photo `name` of the press, filling an area."""
        self.forms.append(name)
        place = f"{x * POINTS:.3f} {(self.height - y - height) * POINTS:.3f}"
        self._code.append(f"q {width * POINTS:.3f} 0 0 {height * POINTS:.3f} {place} cm /{name} Do Q")

    def _ink(self, ink: "Ink") -> None:
        self._fill = ink
        self._code.append(f"{ink} rg")

    def _rectangle(self, x: float, y: float, width: float, height: float) -> str:
        return (
            f"{x * POINTS:.2f} {(self.height - y - height) * POINTS:.2f} {width * POINTS:.2f} {height * POINTS:.2f} re"
        )


def draw_codes(pages: "Sequence[Page]") -> None:
    """Draw the codes that `pages` still wait for: many at once are much cheaper."""
    from printing.qr import symbols  # numpy: only who prints waits for it

    drawn = iter(symbols([text for page in pages for _, text in page.codes]))
    for page in pages:
        page.finish_codes(drawn)


def _inline(symbol: "Symbol") -> str:
    """The modules as a 1-bit inline mask (1 = dark)."""
    # A reader may look for the end of the picture by its letters: a picture that happens to hold them goes as hex.
    coded, data = ("/F/AHx", symbol.bits.hex() + ">") if b"EI" in symbol.bits else ("", symbol.bits.decode("latin-1"))
    return f"BI/W {symbol.cells}/H {symbol.cells}/IM true/D[1 0]{coded} ID {data}\nEI"
