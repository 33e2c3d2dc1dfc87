"""`venue-desk receipt`: a receipt as it was printed is told from a forged one, with the data or with the key alone."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from openpyxl import load_workbook

from tests.test_command_line import run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("receipt") / "d"
    made = run("demo", folder, "--today", "2026-11-23", "--years", 1)
    assert made.returncode == 0, made.stderr
    return folder


def test_a_printed_receipt_is_genuine_with_the_data_and_with_the_key_alone(demo: Path, tmp_path: Path) -> None:
    book, pdf = tmp_path / "cases.xlsx", tmp_path / "receipt.pdf"
    assert run("export", "cases", "--data", demo, "--out", book).returncode == 0
    cells = [str(cell.value) for row in load_workbook(book).worksheets[0].iter_rows() for cell in row]
    number = next(cell for cell in cells if cell.startswith("103201-"))
    assert run("print", "case-receipt", "--case", number, "--data", demo, "--out", pdf).returncode == 0
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=3).to_pil()
    document.close()
    code = zxingcpp.read_barcodes(picture)[0].text

    known = run("receipt", code, "--data", demo)
    assert (known.returncode, known.stdout.splitlines()[0]) == (0, "回执是真的。")
    assert f"编号 {number}" in known.stdout
    public = run("receipt", "--data", demo).stdout.strip()
    alone = run("receipt", code, "--key", public, "--data", tmp_path / "nowhere", password=None)
    assert (alone.returncode, alone.stdout) == (0, known.stdout)

    forged = code.replace(number, f"{number[:-4]}9999")
    for more in (("--key", public), ("--data", demo)):
        told = run("receipt", forged, *more)
        assert told.returncode == 1
        assert "对不上" in told.stdout
    torn = run("receipt", code[:-9], "--key", public)
    assert (torn.returncode, torn.stderr) == (1, "没有扫全，请把回执摊平再扫一次，或按编号查找。\n")
