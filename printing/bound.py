"""A PDF through reportlab: everything is kept until it is finished. For the runs of every day."""

import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from printing.cid_font import CidFont
    from printing.page import Page
    from printing.pictures import Picture

rl_config.useA85 = 0
rl_config.invariant = 1

MAKER = "村站值守台"
PACKING = 1
"""zlib level of pages: a third of the time of the default, a tenth more bytes."""


class Bound:
    """A document of reportlab's, given finished pages."""

    def __init__(self, file: BinaryIO, title: str) -> None:
        """Write to `file` when finished."""
        self._file = file
        self._doc = _document(title)

    def add_form(self, name: str, form: "Page") -> None:
        """A part that pages refer to."""
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pdfdoc.PDFArray([0, 0, *form.size]),
            "Resources": self._resources(form),
        }
        self._doc.Reference(_packed(form, extra), name)

    def add_picture(self, name: str, picture: "Picture") -> None:
        """A photo that pages refer to, packed as it came."""
        head = {
            "Type": "/XObject", "Subtype": "/Image", "Width": picture.width, "Height": picture.height,
            "ColorSpace": picture.space, "BitsPerComponent": 8, "Filter": "/DCTDecode",
        }  # fmt: skip
        self._doc.Reference(pdfdoc.PDFStream(pdfdoc.PDFDictionary(head), picture.data), name)

    def add_page(self, page: "Page") -> None:
        """The next page."""
        made = pdfdoc.PDFPage()
        made.MediaBox = pdfdoc.PDFArray([0, 0, *page.size])
        made.Contents = _packed(page, {})
        made.Resources = self._resources(page)
        self._doc.addPage(made)

    def finish(self, fonts: "Iterable[CidFont]") -> None:
        """Embed the fonts and write the file."""
        self._doc.delayedFonts.extend(fonts)
        self._file.write(self._doc.GetPDFData(None))

    def _resources(self, page: "Page") -> pdfdoc.PDFResourceDictionary:
        parts = {name: pdfdoc.PDFObjectReference(name) for name in page.forms}
        resources = pdfdoc.PDFResourceDictionary(XObject=parts)
        resources.basicFonts()
        return resources


def _document(title: str, make: Any = pdfdoc.PDFDocument) -> Any:
    """An empty document; printed at its own size, never fitted to the page (ISO 32000-1 §12.2)."""
    doc = make(compression=0, invariant=1, lang="zh-CN", pdfVersion=(1, 7))
    doc.setTitle(title)
    doc.setAuthor(MAKER)
    doc.setCreator(MAKER)
    doc.setProducer(MAKER)
    doc.setSubject("")
    wanted = pdfdoc.ViewerPreferencesPDFDictionary()
    wanted["PrintScaling"] = "None"
    wanted["DisplayDocTitle"] = "true"
    doc.Catalog.ViewerPreferences = wanted
    return doc


def _packed(page: "Page", extra: dict[str, object]) -> pdfdoc.PDFStream:
    content = zlib.compress(page.content(), PACKING)
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({**extra, "Filter": "/FlateDecode"}), content)
