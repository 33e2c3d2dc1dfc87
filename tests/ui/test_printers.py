"""Onto paper: exact millimetres through a real queue and through a QPrinter; what a printer refuses is told in a sentence.

Not run on Windows so far: there the second way is the one that is taken.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Generator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from printing.document import Options
from printing.papers import paper
from printing.render import PrintJob, render_papers
from tests.ui.conftest import settle
from tests.ui.outside import IDLE, cups_stand_ins, stand_in
from ui import cups, page_painter, paper_jobs, printers, worker
from ui.kit.pdf_pages import PdfPages
from venue_desk.domain.errors import Unavailable

DOTS_PER_MM = 600 / 25.4
QUEUE = "PDF"
SPOOL = (Path.home() / "PDF", Path("/var/spool/cups-pdf/ANONYMOUS"))


def pdf_of(folder: Path, key: str, copies: int = 1) -> Path:
    kind, out = paper(key), folder / f"{key}.pdf"
    for _ in render_papers(PrintJob(key, (kind.sample,), out, (copies,), Options())):
        pass
    return out


def pages_mm(content: bytes) -> list[tuple[float, float]]:
    with PdfPages(content) as pages:
        return [pages.size_mm(page) for page in range(pages.count)]


def picture(content: bytes, page: int = 0) -> QImage:
    with PdfPages(content) as pages:
        return pages.picture(page, DOTS_PER_MM)


def dark(image: QImage, *, at_mm: float, across: bool) -> list[float]:
    """The middle of every dark line met at that height (across) or at that distance from the left, in mm."""
    at, length = round(at_mm * DOTS_PER_MM), image.width() if across else image.height()
    ink = [(image.pixelColor(n, at) if across else image.pixelColor(at, n)).lightness() < 128 for n in range(length)]
    edges = [n for n in range(1, length) if ink[n] != ink[n - 1]]
    return [(begin + end) / 2 / DOTS_PER_MM for begin, end in zip(edges[::2], edges[1::2], strict=True)]


def knife(content: bytes) -> tuple[list[float], list[float]]:
    """Where the crop marks say to cut, across and down."""
    grid, image = paper("contact-card").grid, picture(content)
    assert grid is not None
    return dark(image, at_mm=grid.top - 4, across=True), dark(image, at_mm=grid.left - 4, across=False)


def assert_cards_are_true(content: bytes, off: float) -> None:
    grid = paper("contact-card").grid
    assert grid is not None
    across, down = knife(content)
    assert [b - a for a, b in pairwise(across)] == pytest.approx([90, 90], abs=off)
    assert [b - a for a, b in pairwise(down)] == pytest.approx([54] * 5, abs=off)
    assert (across[0], down[0]) == pytest.approx((grid.left, grid.top), abs=off)


def exhausted(job: worker.Job) -> worker.Report:
    return worker.run(job, lambda _: None, lambda: False)


# --- the way of Windows, onto a QPrinter that writes a PDF


@pytest.mark.parametrize("margin", [0.0, 4.2])
def test_drawn_pages_keep_their_millimetres(tmp_path: Path, margin: float) -> None:
    """A margin the printer cannot print on must not move or shrink the cards."""
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout

    out = tmp_path / "drawn.pdf"
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(out))
    target.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)
    steps = list(page_painter.draw_pages(pdf_of(tmp_path, "contact-card", 13).read_bytes(), target))
    drawn = out.read_bytes()
    assert [step[:2] for step in steps] == [(1, 2), (2, 2)]
    for width, height in pages_mm(drawn):
        assert (width, height) == pytest.approx((210, 297), abs=0.2)
    assert len(pages_mm(drawn)) == 2
    assert_cards_are_true(drawn, 0.1)


def test_a_page_that_lies_across_is_drawn_across(tmp_path: Path) -> None:
    out = tmp_path / "drawn.pdf"
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(out))
    assert list(page_painter.draw_pages(pdf_of(tmp_path, "duty-roster").read_bytes(), target))
    assert pages_mm(out.read_bytes()) == [pytest.approx((297, 210), abs=0.2)]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_page_is_told(tmp_path: Path) -> None:
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "no such folder" / "drawn.pdf"))
    with pytest.raises(Unavailable, match="打印机没有回应"):
        list(page_painter.draw_pages(pdf_of(tmp_path, "policy-sheet").read_bytes(), target))


# --- CUPS for real


def queue_answers() -> bool:
    if not cups.there():
        return False
    asked = subprocess.run(
        ["lpstat", "-v", QUEUE], capture_output=True, text=True, check=False, env=cups.environment(), timeout=10
    )
    return "cups-pdf:" in asked.stdout


@pytest.fixture
def queue() -> str:
    if not queue_answers():
        pytest.skip(f"no cups-pdf queue named {QUEUE} answers here")
    return QUEUE


def came_out(title: str, before: set[Path]) -> Path:
    """The one new PDF of the queue, when it is whole."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        new = {path for folder in SPOOL if folder.exists() for path in folder.glob("*.pdf")} - before
        if new and b"%%EOF" in max(new).read_bytes()[-1024:]:
            return max(new)
        time.sleep(0.1)
    raise AssertionError(title)


@pytest.mark.parametrize("key", ["contact-card", "policy-sheet"])
def test_a_queue_prints_at_exact_scale(queue: str, tmp_path: Path, key: str) -> None:
    pdf = pdf_of(tmp_path, key, 10 if key == "contact-card" else 1)
    before = {path for folder in SPOOL if folder.exists() for path in folder.glob("*.pdf")}
    assert exhausted(printers.sending(pdf, queue, "连心卡")) == (worker.DONE, None)
    paper_out = came_out(key, before)
    printed = paper_out.read_bytes()
    paper_out.unlink()
    assert pages_mm(printed) == [pytest.approx((210, 297), abs=0.2)]  # one page: no banner, nothing cut in two
    if key == "contact-card":
        assert_cards_are_true(printed, 0.05)
        return
    ours, theirs = picture(pdf.read_bytes()), picture(printed)
    for at in (60.0, 120.0, 200.0):  # the frame of the table stands where it was drawn
        mine, its = dark(ours, at_mm=at, across=True), dark(theirs, at_mm=at, across=True)
        assert (its[0], its[-1]) == pytest.approx((mine[0], mine[-1]), abs=0.1)


def test_the_queue_is_among_the_printers(queue: str, qtbot: QtBot) -> None:
    known = printers.Printers()
    with qtbot.waitSignal(known.found, timeout=10_000) as told:
        known.look()
    assert queue in told.args[0]


def test_a_printer_that_is_gone_is_told(queue: str, tmp_path: Path) -> None:
    pdf = pdf_of(tmp_path, "policy-sheet")
    assert exhausted(printers.sending(pdf, f"{queue}-gone", "知情卡")) == (
        worker.UNAVAILABLE, f"电脑上没有叫「{queue}-gone」的打印机了。请另选一台，再点「重印」。",
    )  # fmt: skip


# --- what the outside world answers: stand-ins for its commands, first on the path


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cups_stand_ins(tmp_path / "bin", monkeypatch)


def test_lp_is_asked_for_the_true_size_and_no_banner(outside: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "-r 纸.pdf"
    pdf.write_bytes(b"%PDF")
    assert exhausted(printers.sending(pdf, "P", "连心卡"))[0] == worker.DONE
    asked = (outside / "asked").read_text(encoding="utf-8").split("\n")
    assert {"print-scaling=none", "media=A4", "job-sheets=none,none"} <= set(asked)
    assert asked[asked.index("-t") + 1] == "连心卡"
    assert (outside / "taken").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("command", "script", "sentence"),
    [
        ("lpstat", "echo 'printer P disabled since today -'; echo Paused", "打印机「P」停着。"),
        ("lpstat", f"{IDLE}; echo '	Alerts: offline-report'", "打印机「P」没有开，或没有接上。"),
        ("lpstat", "echo 'lpstat: Invalid destination name in list \"P\".'; exit 1", "电脑上没有叫「P」的打印机了。"),
        ("lpstat", "echo 'lpstat: Scheduler is not running.'; exit 1", "电脑的打印服务没有开。"),
        ("lp", "echo 'lp: Destination \"P\" is not accepting jobs.' >&2; exit 1", "打印机「P」现在不收新的纸。"),
        ("lp", "echo 'lp: Bad file descriptor' >&2; exit 1", "打印机没有回应。请看电源和纸，再点「重印」。"),
        ("lp", "kill -9 $$", "打印机没有回应。请看电源和纸，再点「重印」。"),
    ],
)
def test_what_a_queue_refuses_is_told(outside: Path, command: str, script: str, sentence: str) -> None:
    stand_in(outside, command, script)
    kind, told = exhausted(printers.sending(outside / "lp", "P", "连心卡"))
    assert kind == worker.UNAVAILABLE
    assert str(told).startswith(sentence)


def test_a_queue_that_hangs_is_given_up_after_its_time(outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(outside, "lp", "exec sleep 600")
    monkeypatch.setattr(cups, "_PATIENCE", 0.5)
    assert exhausted(printers.sending(outside / "lp", "P", "连心卡")) == (worker.UNAVAILABLE, cups.NO_ANSWER)


def test_a_queue_that_hangs_can_be_stopped(outside: Path) -> None:
    stand_in(outside, "lp", f"echo $$ > {outside}/pid; exec sleep 600")
    began = outside / "pid"
    job = printers.sending(outside / "lp", "P", "连心卡")
    assert worker.run(job, lambda _: None, lambda: began.exists() and began.stat().st_size > 0) == (
        worker.STOPPED,
        None,
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text(encoding="ascii")), 0)


def test_without_a_printer_nothing_is_begun(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="还没有装打印机"):
        printers.sending(tmp_path / "x.pdf", "", "连心卡")


def test_lpstat_names_the_usual_printer_first() -> None:
    assert cups.names("Laser\nPDF\nsystem default destination: PDF\n") == ["PDF", "Laser"]
    assert cups.names("Laser\nno system default destination\n") == ["Laser"]
    assert cups.names("") == []


def test_printers_that_do_not_answer_hold_up_nobody(outside: Path, qtbot: QtBot) -> None:
    stand_in(outside, "lpstat", f"echo $$ > {outside}/pid; exec sleep 600")
    known = printers.Printers()
    known.look()
    qtbot.waitUntil(lambda: (outside / "pid").exists() and (outside / "pid").stat().st_size > 0)
    known.deleteLater()
    settle()
    with pytest.raises(ProcessLookupError):
        os.kill(int((outside / "pid").read_text(encoding="ascii")), 0)


def test_the_windows_way_without_lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """No command of CUPS anywhere: the printers are those Qt knows, and one that is gone is told."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("lp") is None
    known = printers.Printers()
    with qtbot.waitSignal(known.found, timeout=10_000):
        known.look()
    kind, told = exhausted(printers.sending(pdf_of(tmp_path, "policy-sheet"), "没有这台", "知情卡"))
    assert (kind, str(told)[:7]) == (worker.UNAVAILABLE, "电脑上没有叫「")


# --- one after another


def steps(log: list[str], word: str, result: object = None) -> worker.Job:
    def work() -> Generator[worker.Step, None, object]:
        yield 0, 1, word
        log.append(word)
        return result

    return work


def broken() -> Generator[worker.Step, None, object]:
    yield 0, 1, ""
    raise Unavailable(cups.NO_ANSWER)


def test_what_was_not_taken_is_not_recorded_and_leaves_no_file(tmp_path: Path) -> None:
    log: list[str] = []
    file = tmp_path / "names.pdf"
    file.write_bytes(b"%PDF")
    job = partial(paper_jobs.printed, steps(log, "write"), broken, file, steps(log, "record"))
    assert exhausted(job) == (worker.UNAVAILABLE, cups.NO_ANSWER)
    assert log == ["write"]
    assert not file.exists()


def test_what_is_on_paper_is_recorded_even_if_stopped_then(tmp_path: Path) -> None:
    log: list[str] = []
    job = partial(
        paper_jobs.printed, steps(log, "write"), steps(log, "send"), tmp_path / "x.pdf", steps(log, "record", 7)
    )
    stopped = worker.run(job, lambda _: None, lambda: "send" in log)
    assert log == ["write", "send", "record"]
    assert stopped == (worker.DONE, 7)
