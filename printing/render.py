"""From data to a file: count the pages, show one, write all; nothing half-written, the old file kept until the new is whole."""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from printing.bound import Bound
from printing.cid_font import NoGlyphError
from printing.document import Options, Paper, texts_of
from printing.fonts import missing_characters
from printing.imposition import lay_out
from printing.page import Page
from printing.papers import paper
from printing.press import Binding, Press
from printing.stream import Stream
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, must

STREAM_FROM = 1000
"""Pages from which a run is written as it is drawn instead of kept by reportlab until the end."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One run: which papers, of whom, how many of each, how laid out, into which file. Travels to another process."""

    paper: str
    data: Sequence[Any]
    out: Path
    copies: tuple[int, ...] = ()
    options: Options = field(default_factory=Options)
    font_folders: tuple[Path, ...] = ()
    missing_as_geta: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The photos that the data name, by that name."""

    def press(self, binding: Binding, *, missing_as_geta: bool = True) -> Press:
        """What draws it."""
        return Press(binding, self.font_folders, self.pictures, missing_as_geta=missing_as_geta)

    def run(self) -> Iterator[Any]:
        """The data once for each copy."""
        for at, data in enumerate(self.data):
            for _ in range(self.copies[at] if self.copies else 1):
                yield data


class Progress(NamedTuple):
    """How far a run is, in pages."""

    done: int
    total: int


def page_count(job: PrintJob) -> int:
    """How many pages the run has; nothing is drawn for it."""
    kind = paper(job.paper)
    if kind.grid:
        return kind.grid.sheets(sum(job.copies) if job.copies else len(job.data), job.options.start)
    return sum(kind.pages(data) for data in job.run())


def missing_in(job: PrintJob) -> tuple[str, ...]:
    """The characters of the run that no font has."""
    return missing_characters((text for data in job.data for text in texts_of(data)), job.font_folders)


def overlong_in(job: PrintJob) -> tuple[str, ...]:
    """The texts of the run that end in … however small they are set."""
    kind = paper(job.paper)
    press = job.press(Bound(BytesIO(), ""))
    for data in dict.fromkeys(job.data):
        for _ in kind.build(data, press, job.options):
            pass
    return tuple(sorted(press.cut))


def render_papers(job: PrintJob) -> Iterator[Progress]:
    """Write the run, telling each page. When it ends the file is there; closed before, all is as it was.

    Refused if a character is in no font and nobody agreed to 〓; Unavailable if the disk does not take it.
    """
    if not job.missing_as_geta and (missing := missing_in(job)):
        raise Refused([missing_finding(missing)])
    yield from write_run(job, job.run(), page_count(job))


def write_run(job: PrintJob, run: Iterable[Any], total: int) -> Iterator[Progress]:
    """The same for data that come one by one; `total` is how many pages they make."""
    kind = paper(job.paper)
    with _replacing(job.out) as file:
        binding = (Stream if total >= STREAM_FROM else Bound)(file, kind.title)
        press = job.press(binding, missing_as_geta=job.missing_as_geta)
        try:
            for done, page in enumerate(_pages(kind, run, press, job.options), 1):
                binding.add_page(page)
                yield Progress(done, total)
        except NoGlyphError as missing:
            raise Refused([missing_finding(tuple(str(missing)))]) from None
        binding.finish(press.fonts)


def render_page(job: PrintJob, number: int) -> bytes:
    """Page `number` (from 1) alone as a PDF, for the preview: missing characters are shown as 〓."""
    kind, options = paper(job.paper), job.options
    if kind.grid:
        skipped = max(0, (number - 1) * kind.grid.cells - options.start + 1)
        run: Iterator[Any] = islice(job.run(), skipped, number * kind.grid.cells - options.start + 1)
        options, nth = replace(options, start=options.start if number == 1 else 1), 0
    else:
        run, nth = _with_page(kind, job.run(), number)
    file = BytesIO()
    binding = Bound(file, kind.title)
    press = job.press(binding)
    page = next(islice(_pages(kind, run, press, options), nth, None), None)
    if page is None:
        raise IndexError(number)
    binding.add_page(page)
    binding.finish(press.fonts)
    return file.getvalue()


def render_cell(job: PrintJob) -> tuple[bytes, tuple[str, ...]]:
    """The first paper of the run alone, as large as it is cut, and its texts that end in …; missing characters are 〓."""
    kind, file = paper(job.paper), BytesIO()
    binding = Bound(file, kind.title)
    press = job.press(binding)
    binding.add_page(_first(kind, job.data[0], press, job.options))
    binding.finish(press.fonts)
    return file.getvalue(), tuple(sorted(press.cut))


def missing_finding(missing: Sequence[str]) -> Finding:
    """What the cadre is told of characters that no font has."""
    named = "、".join(f"「{char}」（U+{ord(char):04X}）" for char in missing)
    return must("print.missing_character", "", f"现有字体里没有{named}。请装上花园明朝字体，换个写法，或同意印成〓。")


def _pages(kind: Paper[Any], run: Iterable[Any], press: Press, options: Options) -> Iterator[Page]:
    if kind.grid is None:
        for data in run:
            yield from kind.build(data, press, options)
        return
    parts = (press.once((kind.key, data), partial(_first, kind, data, press, options)) for data in run)
    yield from lay_out(
        press, kind.sheet, kind.grid, parts, options.start,
        crop_marks=options.crop_marks, show_used=options.show_used,
    )  # fmt: skip


def _first(kind: Paper[Any], data: Any, press: Press, options: Options) -> Page:
    return next(kind.build(data, press, options))


def _with_page(kind: Paper[Any], run: Iterator[Any], number: int) -> tuple[Iterator[Any], int]:
    """The data whose pages include page `number` of the run, and which of its pages that is (from 0)."""
    before = 0
    for data in run:
        pages = kind.pages(data)
        if number <= before + pages:
            return iter([data]), number - before - 1
        before += pages
    raise IndexError(number)


@contextmanager
def _replacing(out: Path) -> Iterator[BinaryIO]:
    """A file beside `out` that takes its place once it is whole, and leaves no trace otherwise.

    A slip of the name must not cost a table, a letter or the station's own data: only a PDF is replaced.
    """
    if out.suffix.lower() != ".pdf" and out.is_file():
        raise Unavailable(f"「{out.name}」不是 PDF，没有动它。请换一个以 .pdf 结尾的名字。")
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", suffix=".part", delete=False) as file:
            part = Path(file.name)
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as trouble:
        raise Unavailable(_sentence(trouble, out)) from trouble
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _sentence(trouble: OSError, out: Path) -> str:
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "磁盘满了，文件没有存下，原来的还在。请腾出地方，再存一次。"
    if isinstance(trouble, FileNotFoundError):
        return f"找不到文件夹「{out.parent}」，请另选一个。"
    if isinstance(trouble, PermissionError):
        return f"「{out.name}」存不进去：它正开着，或这个文件夹不让写。请关上它，或换一个文件夹。"
    return f"「{out.name}」没有存下，原来的还在。请看磁盘是否接好，再存一次。"
