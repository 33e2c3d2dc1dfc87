"""Our own papers by their two ways into a file, and the floor under both."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from printing.papers import paper
from printing.papers.policy_sheet import PolicySheet
from printing.press import Press
from printing.render import STREAM_FROM, PrintJob, render_papers, write_run
from printing.stream import Stream


def job_of(data: Sequence[Any], out: Path) -> PrintJob:
    return PrintJob("policy-sheet" if isinstance(data[0], PolicySheet) else "contact-card", data, out)


def through_reportlab(data: Sequence[Any], out: Path) -> None:
    """As a run of every day is printed, with its look for missing characters before."""
    for _ in render_papers(job_of(data, out)):
        pass


def streamed(data: Sequence[Any], out: Path) -> None:
    """As a run of a township is printed: each page leaves memory at once."""
    job = job_of(data, out)
    for _ in write_run(job, job.run(), STREAM_FROM):
        pass


def floor(data: Sequence[Any], out: Path) -> float:
    """Seconds to join, pack and write pages that were drawn before: what no writer in Python can leave out."""
    job = job_of(data, out)
    kind = paper(job.paper)
    with out.open("wb") as file:
        stream = Stream(file, kind.title)
        press = Press(stream, ())
        pages = [page for one in data for page in kind.build(one, press, job.options)]
        began = perf_counter()
        for page in pages:
            stream.add_page(page)
        stream.finish(press.fonts)
        file.flush()
    return perf_counter() - began
