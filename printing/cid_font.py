"""A font inside one PDF: Type 0, Identity-H, its codes the glyph ids of the font file (ISO 32000-1 §9.7).

reportlab refuses CFF outlines and writes a wrong ToUnicode beyond the BMP; this class keeps to its protocol for dynamic
fonts (`addObjects`) and does both. Since the codes are the glyph ids, text already written never changes when
the subset is cut at the end.
"""

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from printing.fonts import FontFile

_FLAGS = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.NO_LAYOUT_CLOSURE
_CID_KEYED = re.compile(rb"\x0c\x1e")
_CHARSET = re.compile(rb"\x1d(....)\x0f", re.DOTALL)
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


class NoGlyphError(Exception):
    """The font has no glyph for a character."""


class _Codes(dict[str, str]):
    """Character → its two bytes in a PDF string, one character a byte; filled as text is met: its keys are the subset."""

    def __init__(self, font: Any, scale: float) -> None:
        super().__init__()
        self._font, self._scale = font, scale
        self.glyphs: dict[int, str] = {}
        self.advances: dict[str, float] = {}

    def __missing__(self, char: str) -> str:
        glyph = self._font.get_nominal_glyph(ord(char))
        if not glyph:
            raise NoGlyphError(char)
        self.glyphs[glyph] = min(char, self.glyphs.get(glyph, char), key=_is_odd)
        self.advances[char] = self._font.get_glyph_h_advance(glyph) * self._scale
        self[char] = glyph.to_bytes(2, "big").decode("latin-1").translate(_ESCAPES)
        return self[char]


class CidFont:
    """One face at one weight as one document uses it."""

    _multiByte = 1  # noqa: N815 - reportlab's protocol
    _dynamicFont = 1  # noqa: N815 - reportlab's protocol

    def __init__(self, name: str, file: "FontFile", weight: int) -> None:
        """`name` is how the page calls it: /N400."""
        self.fontName = name
        self._file, self._weight = file, weight
        self._font = file.font(weight)
        self._scale = 1000 / file.face.upem
        self._codes = _Codes(self._font, self._scale)

    def encode(self, text: str) -> str:
        """`text` as a PDF string, one character a byte; NoGlyphError if a glyph is missing."""
        codes = self._codes
        return f"({''.join([codes[char] for char in text])})"

    def width(self, text: str) -> float:
        """The width of an encoded text in thousandths of the type size."""
        advances = self._codes.advances
        return sum([advances[char] for char in text])

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Reportlab calls this when the document is complete: put the font into it."""
        reference = self.write(lambda body: pdfdoc.format(doc.Reference(RawObject(body)), doc))
        fonts: Any = doc.idToObject[pdfdoc.BasicFonts]
        fonts.dict[self.fontName] = reference

    def write(self, add: "Callable[[bytes], bytes]") -> bytes:
        """Give every object of the font to `add`, which numbers it and returns its reference; the last is the font."""
        glyphs = dict(sorted(self._codes.glyphs.items()))
        plan = hb.SubsetPlan(self._file.face, self._subset_input(glyphs))
        subset, renumbered = plan.execute(), plan.old_to_new_glyph_mapping
        name = f"/{_tag(glyphs)}+{self.fontName}".encode()
        if self._file.outlines == "glyf":
            program, key, kind = subset.blob.data, b"/FontFile2", b"/CIDFontType2"
            to_glyph = b"/CIDToGIDMap " + add(_stream(_glyph_map(glyphs, renumbered)))
        else:
            program = self._cff(subset.reference_table("CFF ").data, {new: old for old, new in renumbered.items()})
            key, kind, to_glyph = b"/FontFile3", b"/CIDFontType0", b""
        extra = b"/Subtype/CIDFontType0C" if key == b"/FontFile3" else b"/Length1 %d" % len(program)
        descriptor = add(self._descriptor(name, key, add(_stream(program, extra))))
        descendant = add(
            b"<</Type/Font/Subtype%s/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/DW 1000/W[%s]%s/FontDescriptor %s>>" % (kind, name, self._widths(glyphs), to_glyph, descriptor)
        )
        unicode = add(_stream(_to_unicode(glyphs)))
        return add(
            b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>"
            % (name, descendant, unicode)
        )

    def _cff(self, program: bytes, codes: dict[int, int]) -> bytes:
        """The CFF program in which each glyph is found by the id it has in the whole font.

        With CIDs that is its charset (Adobe TN 5176 §13); without, a code is a position, so none may move.
        """
        if _CID_KEYED.search(program, 0, 64):
            return _with_charset(program, codes)
        wanted = self._subset_input(codes.values())
        wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
        return bytes(hb.subset(self._file.face, wanted).reference_table("CFF ").data)

    def _subset_input(self, glyphs: "Iterable[int]") -> Any:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = _FLAGS
        for axis in self._file.face.axis_infos:
            wanted.pin_axis_to_default(self._file.face, axis.tag)
            if axis.tag == "wght":
                wanted.pin_axis_location(self._file.face, axis.tag, self._weight)
        return wanted

    def _descriptor(self, name: bytes, key: bytes, program: bytes) -> bytes:
        extents, scale = self._font.get_font_extents("ltr"), self._scale
        up, down = round(extents.ascender * scale), round(extents.descender * scale)
        return (
            b"<</Type/FontDescriptor/FontName%s/Flags 4/FontBBox[-1000 %d 3000 %d]/ItalicAngle 0"
            b"/Ascent %d/Descent %d/CapHeight 733/StemV %d%s %s>>"
            % (name, down, up, up, down, self._weight // 5, key, program)
        )

    def _widths(self, glyphs: dict[int, str]) -> bytes:
        advances = self._codes.advances
        widths = ((glyph, round(advances[char])) for glyph, char in glyphs.items())
        return b" ".join(b"%d[%d]" % pair for pair in widths if pair[1] != 1000)


class RawObject(pdfdoc.PDFObject):
    """An object already in PDF's own syntax, for reportlab to number and place."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        """Keep the bytes between `obj` and `endobj`."""
        self._body = body

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Reportlab asks for the bytes."""
        return self._body


def _is_odd(char: str) -> tuple[bool, str]:
    """Of two characters drawn by one glyph (⼀ and 一) the ordinary one is the text that is copied."""
    return unicodedata.normalize("NFKC", char) != char, char


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (extra, len(packed), packed)


def _tag(glyphs: "Iterable[int]") -> str:
    """Six capitals that differ between subsets (ISO 32000-1 §9.6.4)."""
    rest, letters = zlib.crc32(repr(sorted(glyphs)).encode()), ""
    for _ in range(6):
        rest, letter = divmod(rest, 26)
        letters += chr(65 + letter)
    return letters


def _with_charset(program: bytes, codes: dict[int, int]) -> bytes:
    found = _CHARSET.search(program)
    assert found, "hb-subset writes the offset of the charset as a long integer"
    charset = b"\0" + b"".join(codes[glyph].to_bytes(2, "big") for glyph in range(1, len(codes)))
    start, end = found.span(1)
    return program[:start] + len(program).to_bytes(4, "big") + program[end:] + charset


def _glyph_map(glyphs: "Iterable[int]", renumbered: dict[int, int]) -> bytes:
    table = bytearray(2 * (max(glyphs, default=0) + 1))
    for glyph in glyphs:
        table[2 * glyph : 2 * glyph + 2] = renumbered[glyph].to_bytes(2, "big")
    return bytes(table)


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    """Glyph ids back to text in UTF-16, surrogate pairs beyond the BMP (ISO 32000-1 §9.10.3)."""
    pairs = [f"<{glyph:04x}><{char.encode('utf-16-be').hex()}>" for glyph, char in glyphs.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
