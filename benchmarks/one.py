"""One engine, one document, in a process of its own: `python -m benchmarks.one ENGINE sheets|cards COUNT`. Prints JSON."""

import gc
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.material import cards, expected, peer_fonts, png, sheets
from benchmarks.process import memory_peak
from printing.papers import contact_card, policy_sheet
from printing.papers.policy_sheet import PolicySheet
from printing.qr import Symbol, symbol
from printing.qr_text import most_bytes

OURS = {"reportlab canvas, ours": "through_reportlab", "streamed, ours": "streamed", "floor": "floor"}
PEERS = {"fpdf2": "fpdf2", "typst": "typst", "reportlab Platypus": "platypus", "WeasyPrint": "weasyprint"}
ENGINES = (*OURS, *PEERS)


def code_of(data: Any) -> Symbol:
    """The very code our paper prints, so that no engine pays more or less for it."""
    if isinstance(data, PolicySheet):
        return symbol(policy_sheet.summary(data, most_bytes(policy_sheet.CODE_SIDE)))
    return symbol(contact_card.contact(data, contact_card.CODE_SIDE, as_vcard=False))


def work_of(engine: str, data: Sequence[Any], folder: Path) -> Callable[[Sequence[Any], Path], float | None]:
    """The engine with all it needs, its modules and fonts on disk already."""
    if engine in OURS:
        from benchmarks import ours

        work: Callable[[Sequence[Any], Path], float | None] = getattr(ours, OURS[engine])
        return work
    from benchmarks import peers

    fonts = peer_fonts(folder, data)
    peer = getattr(peers, PEERS[engine])
    return lambda data, out: peer(data, fonts, lambda one: png(code_of(one)), out)


def text_right(out: Path, data: Sequence[Any], per_page: int) -> str:
    """Whether a reader finds the words of its data on each page, rare characters included."""
    import pypdfium2

    document = pypdfium2.PdfDocument(out)
    missing: set[str] = set()
    for at, one in enumerate(data):
        page = document[at // per_page].get_textpage()
        found = "".join(page.get_text_range().split())
        missing |= {word for word in expected(one) if word not in found}
    if len(document) != -(-len(data) // per_page):
        return f"{len(document)} pages"
    if not missing:
        return "right"
    return "right (BMP only)" if all(any(ord(char) > 0xFFFF for char in word) for word in missing) else "**wrong**"


def main(engine: str, kind: str, count: int) -> None:
    per_page = 1 if kind == "sheets" else 10
    data = list(sheets(count)) if kind == "sheets" else list(cards(count * per_page))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work, out = work_of(engine, data, folder), folder / "out.pdf"
        work(data[:per_page], folder / "warm.pdf")  # imports and first-time tables are not the document's
        gc.collect()
        began = perf_counter()
        told = work(data, out)
        seconds = told or perf_counter() - began
        peak = memory_peak()  # before the text is looked at
        size = out.stat().st_size
        text = text_right(out, data, per_page) if engine != "floor" else "-"
    print(json.dumps({"ms": seconds * 1000 / count, "kb": size / 1024 / count, "mb": peak, "text": text}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
