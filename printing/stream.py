"""A PDF written page by page as it is drawn: for the run of a township or a county, whose pages no memory should hold.

The pages are those of `printing.bound`; only the file is made differently (ISO 32000-1 §7.5). Kept in memory
are the offset of each object (8 bytes) and the fonts.
"""

import zlib
from array import array
from typing import TYPE_CHECKING, BinaryIO

from printing.bound import MAKER, PACKING
from printing.page import draw_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from printing.cid_font import CidFont
    from printing.page import Page
    from printing.pictures import Picture

_LEAVES = 256
"""Pages under one node of the page tree."""
_TOGETHER = 8
"""Pages whose codes are drawn at once: more would not fit the processor's cache."""
_CATALOG, _TREE, _FONTS, _INFO = 1, 2, 3, 4


class Stream:
    """A document whose pages leave memory at once."""

    def __init__(self, file: BinaryIO, title: str) -> None:
        """Begin the file."""
        self._file = file
        self._title = title
        self._offsets = array("Q", [0] * 5)
        self._at = 0
        self._forms: dict[str, int] = {}
        self._nodes: list[tuple[int, int]] = []
        self._leaves: list[int] = []
        self._waiting: list[Page] = []
        self._node = self._reserve()
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add_form(self, name: str, form: "Page") -> None:
        """A part that pages refer to."""
        width, height = form.size
        head = f"/Type/XObject/Subtype/Form/BBox[0 0 {width} {height}]{self._resources(form)}"
        self._forms[name] = self._add_stream(head.encode(), form)

    def add_picture(self, name: str, picture: "Picture") -> None:
        """A photo that pages refer to, packed as it came."""
        head = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ColorSpace{picture.space}"
        length = len(picture.data)
        body = b"<<%s/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream"
        self._forms[name] = self._add(body % (head.encode(), length, picture.data))

    def add_page(self, page: "Page") -> None:
        """The next page; a few wait for each other, since their codes are drawn together."""
        self._waiting.append(page)
        if len(self._waiting) == _TOGETHER:
            self._write_waiting()

    def _write_waiting(self) -> None:
        draw_codes(self._waiting)
        for page in self._waiting:
            content = self._add_stream(b"", page)
            box = "0 0 {} {}".format(*page.size)
            head = f"<</Type/Page/Parent {self._node} 0 R/MediaBox[{box}]/Contents {content} 0 R"
            self._leaves.append(self._add(f"{head}{self._resources(page)}>>".encode()))
            if len(self._leaves) == _LEAVES:
                self._close_node()
        self._waiting.clear()

    def finish(self, fonts: "Iterable[CidFont]") -> None:
        """Embed the fonts, close the page tree, write the table of objects."""
        self._write_waiting()
        if self._leaves:
            self._close_node()
        embedded = [(font.fontName, font.write(lambda body: b"%d 0 R" % self._add(body))) for font in fonts]
        self._put(_FONTS, b"<<%s>>" % b"".join(b"/%s %s" % (name.encode(), font) for name, font in embedded))
        kids = b" ".join(b"%d 0 R" % number for number, _ in self._nodes)
        self._put(_TREE, b"<</Type/Pages/Count %d/Kids[%s]>>" % (sum(count for _, count in self._nodes), kids))
        preferences = b"/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>"
        self._put(_CATALOG, b"<</Type/Catalog/Pages %d 0 R/Lang(zh-CN)%s>>" % (_TREE, preferences))
        maker = _text(MAKER)
        self._put(_INFO, b"<</Title%s/Author%s/Creator%s/Producer%s>>" % (_text(self._title), maker, maker, maker))
        self._write_table()

    def _close_node(self) -> None:
        kids = b" ".join(b"%d 0 R" % leaf for leaf in self._leaves)
        head = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[" % (_TREE, len(self._leaves))
        self._put(self._node, b"%s%s]>>" % (head, kids))
        self._nodes.append((self._node, len(self._leaves)))
        self._leaves = []
        self._node = self._reserve()

    def _write_table(self) -> None:
        start, size = self._at, len(self._offsets)
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n \n" % offset if offset else b"0000000000 65535 f \n")
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>" % (size, _CATALOG, _INFO)
        self._write(b"%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))

    def _resources(self, page: "Page") -> str:
        forms = "".join(f"/{name} {self._forms[name]} 0 R" for name in dict.fromkeys(page.forms))
        return f"/Resources<</Font {_FONTS} 0 R/XObject<<{forms}>>>>"

    def _add_stream(self, head: bytes, page: "Page") -> int:
        packed = zlib.compress(page.content(), PACKING)
        return self._add(b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed))

    def _add(self, body: bytes) -> int:
        number = self._reserve()
        self._put(number, body)
        return number

    def _reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def _put(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


def _text(value: str) -> bytes:
    return b"<feff%s>" % value.encode("utf-16-be").hex().encode()
