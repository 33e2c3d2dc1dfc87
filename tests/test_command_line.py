"""The command line as a stranger uses it: a process, its exit status, one clear line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from openpyxl import load_workbook

from venue_desk.services.paper_catalogue import catalogue

MM = 72 / 25.4
ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: object, password: str | None = "demo-desk") -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("VENUE_DESK_PASSWORD", None)
    if password is not None:
        environment["VENUE_DESK_PASSWORD"] = password
    return subprocess.run(
        [sys.executable, "-m", "venue_desk", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "d"
    made = run("demo", folder, "--today", "2026-11-23")
    assert made.returncode == 0, made.stderr
    return folder


def pages(pdf: Path) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield from document
    finally:
        document.close()


def test_every_sheet_has_its_name_its_total_and_a_code_that_reads(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.pdf"
    done = run("print", "policy-sheet", "--hamlet", "赵家岔", "--data", demo, "--out", out)
    assert done.returncode == 0, done.stderr
    seen = 0
    for page in pages(out):
        assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (210, 297)
        text = page.get_textpage().get_text_bounded()
        assert "惠农政策知情卡" in text
        assert "人民币" in text
        codes = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
        assert len(codes) == 1
        name = codes[0].text.split("户")[0]
        assert name.split("\n")[-1][-2:] in text
        seen += 1
    assert seen > 10


def test_cards_of_all_agents_ten_to_a_sheet(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    done = run("print", "contact-card", "--all", "--copies", 2, "--data", demo, "--out", out)
    assert done.returncode == 0, done.stderr
    text = "".join(page.get_textpage().get_text_bounded() for page in pages(out))
    for name in ("王建军", "李秀兰", "张小梅", "马德林", "周玉凤", "陈志远", "赵文博"):
        assert text.count(name) == 2
    codes = [code for page in pages(out) for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())]
    assert len(codes) == 14
    assert all(code.text.startswith("MECARD:") for code in codes)


def test_the_duty_papers_of_the_demo(demo: Path, tmp_path: Path) -> None:
    for paper, options, size, words in (
        ("duty-roster", ("--month", "2026-11"), (297, 210), ("2026年11月值班表", "王建军", "公布日期")),
        ("duty-board", ("--date", "2026-11-23"), (297, 210), ("值班公示栏", "周一 23日", "138-0000-0101")),
        ("duty-log", ("--date", "2026-11-20"), (210, 297), ("值班记录", "2026年11月20日", "值班人签字")),
    ):
        out = tmp_path / f"{paper}.pdf"
        done = run("print", paper, *options, "--data", demo, "--out", out)
        assert done.returncode == 0, done.stderr
        text = ""
        for page in pages(out):
            assert (round(page.get_width() / MM), round(page.get_height() / MM)) == size
            text += page.get_textpage().get_text_bounded()
        assert [word for word in words if word not in text] == []


def test_the_roster_as_workbook_and_as_calendar(demo: Path, tmp_path: Path) -> None:
    book, calendar = tmp_path / "roster.xlsx", tmp_path / "wang.ics"
    done = run("export", "roster", "--month", "2026-11", "--data", demo, "--out", book)
    assert done.returncode == 0, done.stderr
    assert load_workbook(book)["值班表"].max_row == 3 + 60
    done = run("calendar", "--month", "2026-11", "--cadre", "王建军", "--data", demo, "--out", calendar)
    assert done.returncode == 0, done.stderr
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") > 10
    for words, said in (
        (("--month", "2028-01"), "2028年1月的值班表还没公布"), (("--month", "2026-11", "--cadre", "何满堂"), "干部里没有「何满堂」"),
    ):  # fmt: skip
        done = run("calendar", *words, "--data", demo, "--out", tmp_path / "none.ics")
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr
        assert not (tmp_path / "none.ics").exists()


def test_papers_are_listed_with_their_sizes() -> None:
    done = run("papers")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [line.key for line in catalogue()]
    assert "90×54 mm" in done.stdout


def test_check_finds_the_demo_sound(demo: Path) -> None:
    done = run("check", "--data", demo)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("print", "policy-sheet", "--all", "--out", "{out}"), "口令不对"),
        (("check",), "口令不对"),
    ],
)
def test_a_wrong_password_is_one_line_and_exit_1(
    demo: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(*(a.format(out=tmp_path / "x.pdf") for a in arguments), "--data", demo, password="wrong")
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--hamlet", "八社"), "本站没有「八社」"),
        (("--household", "9999"), "没有户号是 9999"),
        ((), "请写明印谁的"),
        (("--number", "105203-Z-20200101-0001"), "没有编号"),
    ],
)
def test_what_cannot_be_printed_says_why(demo: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("print", "policy-sheet", *arguments, "--data", demo, "--out", tmp_path / "x.pdf")
    assert done.returncode == 1
    assert said in done.stderr


def test_a_slip_of_the_name_costs_no_data(demo: Path) -> None:
    station = demo / "station.db"
    before = station.read_bytes()
    for arguments in (("print", "policy-sheet", "--all"), ("export", "households")):
        done = run(*arguments, "--data", demo, "--out", station)
        assert done.returncode == 1
        assert "没有动它" in done.stderr
    assert station.read_bytes()[:100] == before[:100]


def test_a_household_is_known_without_its_leading_noughts(demo: Path, tmp_path: Path) -> None:
    done = run("print", "policy-sheet", "--household", "1", "--data", demo, "--out", tmp_path / "x.pdf")
    assert done.returncode == 0, done.stderr


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    done = run("check", "--data", tmp_path)
    assert done.returncode == 1
    assert "没有本站数据" in done.stderr


def test_without_a_terminal_the_password_is_not_waited_for(demo: Path) -> None:
    done = run("check", "--data", demo, password=None)
    assert done.returncode == 1
    assert "VENUE_DESK_PASSWORD" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("print", "no-such-paper"),
        ("demo",),
        ("tour", "x", "--size", "big"),
        ("print", "policy-sheet", "--all", "--month", "2026-13", "--data", "x", "--out", "x.pdf"),
        ("print", "contact-card", "--all", "--copies", "-3", "--data", "x", "--out", "x.pdf"),
    ],
)
def test_a_wrong_call_is_exit_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_a_demo_does_not_overwrite_data(demo: Path) -> None:
    done = run("demo", demo)
    assert done.returncode == 1
    assert "已经有一个站的数据" in done.stderr


def test_a_register_goes_out_masked_and_whole_only_with_a_reason(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "h.xlsx"
    done = run("export", "households", "--data", demo, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "行。" in done.stdout
    page = load_workbook(out).worksheets[0]
    ids = [row[8] for row in page.iter_rows(min_row=4, values_only=True) if row[8]]
    assert len(ids) > 500
    assert all("*" in str(number) for number in ids)
    refused = run("export", "households", "--data", demo, "--out", tmp_path / "no.xlsx", "--unmasked")
    assert refused.returncode == 1
    assert "原因" in refused.stderr
    assert not (tmp_path / "no.xlsx").exists()
    done = run("export", "households", "--data", demo, "--out", out, "--unmasked", "--reason", "报镇民政办核对")
    assert done.returncode == 0, done.stderr
    page = load_workbook(out).worksheets[0]
    whole = [row[8] for row in page.iter_rows(min_row=4, values_only=True) if row[8]]
    assert len(whole) == len(ids)
    assert {type(number) for number in whole} == {str}
    assert not any("*" in str(number) for number in whole)


def test_a_blank_sheet_needs_no_data(tmp_path: Path) -> None:
    done = run("template", "cadres", "--out", tmp_path / "t.xlsx", password=None)
    assert done.returncode == 0, done.stderr
    assert load_workbook(tmp_path / "t.xlsx").worksheets[0]["A3"].value == "姓名"
