"""`venue-desk import`: what each row came to, the refused ones above, one countable line at the end."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.test_command_line import run

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import") / "d"
    made = run("demo", folder, "--today", "2026-11-23")
    assert made.returncode == 0, made.stderr
    return folder


def test_a_roster_is_looked_at_brought_in_and_brought_in_again(demo: Path, tmp_path: Path) -> None:
    roster, errors = SAMPLES / "made_by_hand.xlsx", tmp_path / "要改.xlsx"
    command = ("import", "households", roster, "--data", demo, "--new-hamlets")
    looked = run(*command, "--dry-run", "--errors", errors)
    assert looked.returncode == 0, looked.stderr
    lines = looked.stdout.splitlines()
    assert lines[-1] == "new 7, changed 0, unchanged 0, refused 2"
    assert [line.split("：")[0] for line in lines[1:-1]] == ["第 12 行 卫二", "第 13 行 沈四"]
    assert load_workbook(errors).worksheets[0].max_row == 3
    assert run(*command).stdout.splitlines()[-1] == "new 7, changed 0, unchanged 0, refused 2"
    assert run(*command).stdout.splitlines()[-1] == "new 0, changed 0, unchanged 7, refused 2"
    checked = run("check", "--data", demo)
    assert checked.returncode == 0, checked.stdout


def test_what_cannot_be_read_is_one_line_on_standard_error(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "旧.xls"
    file.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    done = run("import", "cadres", file, "--data", demo)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "这是旧格式的 .xls 表格。请用 Excel 或 WPS 打开，另存为 .xlsx，再导入。\n"
    assert run("import", "cats", file, "--data", demo).returncode == 2


def test_only_the_first_twenty_refusals_are_told(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "表.csv"
    file.write_text("户号,姓名,政策,数量\n" + "9999,谁,没有,1\n" * 25, "utf-8")
    done = run("import", "entitlements", file, "--data", demo, "--year", "2026")
    lines = done.stdout.splitlines()
    assert lines[-2:] == ["还有 5 行要改，用 --errors 存成表格来看。", "new 0, changed 0, unchanged 0, refused 25"]
    assert len(lines) == 23
