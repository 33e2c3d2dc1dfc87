"""What one document needs while its pages are drawn: fonts, set text, and the parts drawn once and used often."""

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from printing.cid_font import CidFont, NoGlyphError
from printing.fonts import GETA, font_chain, is_silent
from printing.page import Page
from printing.pictures import Picture, picture_of
from printing.sheet import POINTS
from printing.styles import LEAST, Style, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from printing.blocks import Lines
    from printing.fonts import FontFile

_KEPT = 4_000
_SPACES = str.maketrans("\t\r\n\v\f\u00a0", "      ")


class Run(NamedTuple):
    """A text as set in one weight: its width in thousandths of the size, and its stretches.

    A stretch is font, codes, and whether a bold must be made of a font that has none.
    """

    width: float
    stretches: tuple[tuple[str, str, bool], ...]


class Binding(Protocol):
    """A PDF being made: takes forms and pages as they are drawn, the fonts at the end."""

    def add_form(self, name: str, form: Page) -> None:
        """Keep a part that pages refer to by `name`."""

    def add_picture(self, name: str, picture: Picture) -> None:
        """Keep a photo that pages refer to by `name`."""

    def add_page(self, page: Page) -> None:
        """Keep the next page."""

    def finish(self, fonts: "Iterable[CidFont]") -> None:
        """Write what is left to write."""


class Press:
    """Sets text and keeps forms for one document; `missing_as_geta` only after somebody agreed to it."""

    def __init__(
        self,
        binding: Binding,
        folders: "tuple[Path, ...]",
        pictures: "Mapping[str, bytes]" = MappingProxyType({}),
        *,
        missing_as_geta: bool = False,
    ) -> None:
        """Forms go to `binding` when first drawn; `folders` hold the fonts for rare characters, `pictures` the photos."""
        self._binding = binding
        self._pictures = pictures
        self._placed_pictures: dict[str, str] = {}
        self._chain = font_chain(folders)
        self._geta = missing_as_geta
        self._fonts: dict[tuple[FontFile, int], CidFont] = {}
        self._main: dict[int, CidFont] = {}
        self._runs: dict[tuple[str, int], Run] = {}
        self._forms: dict[object, str] = {}
        self.cut: set[str] = set()
        self.placed: dict[object, tuple[str, float]] = {}
        self.wrapped: dict[object, Lines] = {}

    @property
    def fonts(self) -> list[CidFont]:
        """Every font that set a text so far."""
        return list(self._fonts.values())

    def page(self, width: float, height: float) -> Page:
        """An empty page, in millimetres."""
        return Page(self, width, height)

    def once(self, key: object, make: "Callable[[], Page]") -> str:
        """The name of the part for `key`, made the first time only; pages place it with `Page.form`."""
        name = self._forms.get(key)
        if name is None:
            name = self._forms[key] = f"P{len(self._forms)}"
            self._binding.add_form(name, make())
        return name

    def picture(self, key: str) -> str | None:
        """The name of the photo for `key` on pages; None where there is none that can be printed."""
        name = self._placed_pictures.get(key)
        if name is None and (picture := picture_of(self._pictures.get(key, b""))) is not None:
            name = self._placed_pictures[key] = f"I{len(self._placed_pictures)}"
            self._binding.add_picture(name, picture)
        return name

    def run(self, text: str, weight: int) -> Run:
        """`text` in glyphs; asked again it is only looked up."""
        key = (text, weight)
        found = self._runs.get(key)
        if found is None:
            if len(self._runs) >= _KEPT:
                self._runs.clear()
            found = self._runs[key] = self._set(text, weight)
        return found

    def place(
        self, x: float, y: float, text: str, style: Style, align: float, room: float, height: float
    ) -> tuple[str, float]:
        """The operator that shows `text` where `Page.text` wants it on a page of `height` mm, and its width in mm.

        It is kept, since the pages of a run are much alike.
        """
        if len(self.placed) >= _KEPT:
            self.placed.clear()
        run, size = self._fit(text, style, room * POINTS)
        width = run.width * size / 1000
        (font, codes, thin), *more = run.stretches
        shown = f"/{font} {size:g} Tf {codes}Tj"
        if more or thin:
            shown = " ".join([_shown(size, style.ink, *stretch) for stretch in run.stretches])
        operator = f"BT {x * POINTS - align * width:.2f} {(height - y) * POINTS:.2f} Td {shown} ET"
        found = self.placed[x, y, text, style, align, room, height] = operator, width / POINTS
        return found

    def _fit(self, text: str, style: Style, room: float) -> tuple[Run, float]:
        """`text` set at most `room` points wide, and its size: that of `style` or smaller; cut at last, with …"""
        run = self._set(text, style.weight)
        wide = run.width * style.size / 1000
        if wide <= room:
            return run, style.size
        size = int(style.size * room / wide * 20) / 20
        if size >= LEAST:
            return run, size
        self.cut.add(text)
        while text and run.width * LEAST / 1000 > room:
            text = text[:-1]
            run = self._set(f"{text}…", style.weight)
        return run, LEAST

    def _set(self, text: str, weight: int) -> Run:
        font = self._main.get(weight) or self._font(self._chain.main, weight)
        try:
            shown = font.encode(text)
        except NoGlyphError:
            return self._set_mixed(text, weight)
        return Run(font.width(text), ((font.fontName, shown, False),))

    def _set_mixed(self, text: str, weight: int) -> Run:
        """A text with a rare character: each stretch in the first font that has it."""
        chars = [char for char in text.translate(_SPACES) if not is_silent(char)] or [" "]
        if self._geta:
            chars = [char if self._chain.font_for(char) else GETA for char in chars]
        width, stretches = 0.0, []
        for file, group in groupby(chars, self._chain.font_for):
            stretch = "".join(group)
            if file is None:
                raise NoGlyphError(stretch)
            font = self._font(file, weight)
            thin = weight == Weight.BOLD and not file.face.has_var_data
            stretches.append((font.fontName, font.encode(stretch), thin))
            width += font.width(stretch)
        return Run(width, tuple(stretches))

    def _font(self, file: "FontFile", weight: int) -> CidFont:
        key = (file, weight if file.face.has_var_data else 0)
        font = self._fonts.get(key)
        if font is None:
            is_main = file is self._chain.main
            font = self._fonts[key] = CidFont(f"N{weight}" if is_main else f"R{len(self._fonts)}", file, weight)
            if is_main:
                self._main[weight] = font
        return font


def _shown(size: float, ink: str, font: str, codes: str, thin: bool) -> str:
    """The operators of a stretch; a bold that the font lacks is made by drawing the outline too."""
    shown = f"/{font} {size:g} Tf {codes}Tj"
    return f"{ink} RG {size * 0.035:.2f} w 2 Tr {shown} 0 Tr" if thin else shown
