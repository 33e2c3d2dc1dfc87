"""`venue-desk plan`: tells the plan and who serves how often, writes only what is asked for."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.test_command_line import run

NAMES = ("王建军", "李秀兰", "张小梅", "马德林", "周玉凤", "陈志远", "赵文博")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan") / "d"
    made = run("demo", folder, "--today", "2026-11-23")
    assert made.returncode == 0, made.stderr
    return folder


def plan(demo: Path, *more: object) -> list[str]:
    done = run("plan", "--month", "2027-03", "--data", demo, "--today", "2026-11-23", *more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_a_month_is_told_saved_and_taken(demo: Path, tmp_path: Path) -> None:
    book = tmp_path / "三月.xlsx"
    told = plan(demo, "--out", book)
    assert told[0].startswith("3月的 124 处都排上了。")
    assert {line.strip().split("：")[0] for line in told[1:8]} == set(NAMES)
    assert all("：0→" in _line(told, name) for name in NAMES)
    page = load_workbook(book).worksheets[0]
    rows = list(page.iter_rows(min_row=4, values_only=True))
    assert (len(rows), rows[0][1:5]) == (62, ("星期一", None, "白班", "08:00—20:00"))
    assert {row[5] for row in rows} | {row[8] for row in rows} <= set(NAMES)

    assert plan(demo, "--apply")[-1] == "已排进值班表，改了 124 处。"
    again = plan(demo)
    assert all("：0→" not in _line(again, name) for name in NAMES)


def test_what_is_not_asked_for_is_not_written_and_a_wrong_call_is_told(demo: Path) -> None:
    two = plan(demo, "--months", 2)
    assert sum("都排上了" in line for line in two) == 2
    wrong = run("plan", "--month", "2027-03", "--months", 13, "--data", demo)
    assert wrong.returncode == 2
    assert "1 到 12 个月" in wrong.stderr


def _line(told: list[str], name: str) -> str:
    return next(line for line in told if line.strip().startswith(name))
