"""What the tests of paper look at: a run as PDFium reads it, pages as pictures, where each character stands."""

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image
from pypdfium2.raw import FPDFText_GetFontSize

from printing.render import PrintJob, render_papers
from printing.sheet import POINTS

RARE = "\U00033333"
"""A place of Unicode that no font has yet: only the font made here does."""


def printed(job: PrintJob) -> Any:
    """The finished run, opened."""
    for _ in render_papers(job):
        pass
    return pypdfium2.PdfDocument(job.out.read_bytes())


def text_of(document: Any) -> str:
    """All that can be copied from a document, line ends dropped."""
    pages = (page.get_textpage().get_text_bounded() for page in document)
    return "".join(pages).replace("\r\n", "").replace("\n", "")


def picture(page: Any, dpi: int) -> Image.Image:
    """A page as a printer at `dpi` sees it."""
    image: Image.Image = page.render(scale=dpi / 72).to_pil().convert("L")
    return image


def codes_in(image: Image.Image) -> list[str]:
    """What a phone reads in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def char_boxes(page: Any) -> list[tuple[str, float, float, float, float]]:
    """Each visible character with its ink's left, top, right and bottom in mm from the top left corner."""
    text, height = page.get_textpage(), page.get_height()
    found = []
    for at in range(text.count_chars()):
        char = text.get_text_range(at, 1)
        left, bottom, right, top = text.get_charbox(at)
        if char.strip() and right > left:
            box = (left, height - top, right, height - bottom)
            found.append((char, *(edge / POINTS for edge in box)))
    return found


class Found(NamedTuple):
    """Where a text stands: edges of its ink in mm from the top left corner of the page, and its size in points."""

    left: float
    top: float
    right: float
    bottom: float
    size: float


def places_of(page: Any, words: str) -> list[Found]:
    """Each place where `words` stand in one line on a page."""
    text, height = page.get_textpage(), page.get_height()
    search, places = text.search(words, match_case=True), []
    while (found := search.get_next()) is not None:
        start, count = found
        boxes = [text.get_charbox(at) for at in range(start, start + count) if text.get_text_range(at, 1).strip()]
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        size = FPDFText_GetFontSize(text.raw, start)
        if top - bottom < 1.2 * size:
            left, top, right, bottom = (edge / POINTS for edge in (left, height - top, right, height - bottom))
            places.append(Found(left, top, right, bottom, size))
    return places


def place_of(page: Any, words: str) -> Found:
    """The only place of `words`."""
    [found] = places_of(page, words)
    return found


def sizes_on(page: Any) -> list[tuple[str, float]]:
    """Each visible character with its size in points."""
    text = page.get_textpage()
    chars = ((at, text.get_text_range(at, 1)) for at in range(text.count_chars()))
    return [(char, FPDFText_GetFontSize(text.raw, at)) for at, char in chars if char.strip()]


def make_font(path: Path, chars: str, *, outlines: str, embedding: int = 0) -> Path:
    """A font whose every character is a black square, TrueType (`glyf`) or PostScript (`cff`)."""
    names = [".notdef", *(f"sq{at}" for at in range(len(chars)))]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): names[at + 1] for at, char in enumerate(chars)})
    if outlines == "glyf":
        pen = TTGlyphPen(None)
        _square(pen)
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    else:
        charstring = T2CharStringPen(1000, None)
        _square(charstring)
        builder.setupCFF("Squares", {}, dict.fromkeys(names, charstring.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2(fsType=embedding)
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    path.write_bytes(file.getvalue())
    return path


def _square(pen: Any) -> None:
    pen.moveTo((100, 0))
    for point in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
