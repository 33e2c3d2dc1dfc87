"""A workbook that is written reads back as it was meant, cell by cell."""

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from venue_desk.domain.calendar import at_station
from venue_desk.domain.errors import Unavailable
from venue_desk.exchange.writing import HEADER_ROW, Cell, Shape, Sheet, SheetColumn, write_sheet

NOW = at_station(datetime(2026, 11, 23, 2, 24, tzinfo=UTC))
read = datetime.fromisoformat

COLUMNS = (
    SheetColumn(title="户号"),
    SheetColumn(title="身份证号", note="18 位"),
    SheetColumn(title="金额（元）", shape=Shape.MONEY),
    SheetColumn(title="数量", shape=Shape.QUANTITY),
    SheetColumn(title="年度", shape=Shape.WHOLE),
    SheetColumn(title="日期", shape=Shape.DATE),
    SheetColumn(title="时间", shape=Shape.MOMENT),
    SheetColumn(title="性别", choices=("男", "女")),
)
ROW: tuple[Cell, ...] = (
    "0001", "621199195802140011", 123456, 2500, 2026, date(1958, 2, 14), NOW, "男",
)  # fmt: skip


def sheet(rows: Sequence[Sequence[Cell]] = (ROW,), columns: tuple[SheetColumn, ...] = COLUMNS, blank: int = 0) -> Sheet:
    return Sheet(
        name="农户", title="浅河村农户名册", beneath="浅河村便民服务站", columns=columns, rows=rows, blank=blank,
        starts=frozenset({0}), author="浅河村便民服务站 & 镇", at=NOW,
    )  # fmt: skip


def written(what: Sheet, out: Path) -> Worksheet:
    list(write_sheet(what, out))
    page = load_workbook(out).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def test_every_shape_is_what_it_says(tmp_path: Path) -> None:
    page = written(sheet(), tmp_path / "a.xlsx")
    cells = page[HEADER_ROW + 2]
    assert [cell.value for cell in cells] == [
        "0001", "621199195802140011", 1234.56, 2.5, 2026, read("1958-02-14"), read("2026-11-23T10:24"), "男",
    ]  # fmt: skip
    assert [cell.data_type for cell in cells] == ["s", "s", "n", "n", "n", "d", "d", "s"]
    assert [cell.number_format for cell in cells] == [
        "@", "@", "#,##0.00", "General", "0", 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"d"日" hh:mm', "@",
    ]  # fmt: skip


def test_it_is_ready_for_the_printer_and_for_scrolling(tmp_path: Path) -> None:
    page = written(sheet(), tmp_path / "a.xlsx")
    assert page.title == "农户"
    assert [page["A1"].value, page["A2"].value] == ["浅河村农户名册", "浅河村便民服务站"]
    assert page.freeze_panes == "B4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    foot = page.oddFooter
    assert foot is not None
    assert foot.center is not None
    assert foot.left is not None
    assert (foot.left.text, foot.center.text) == ("浅河村便民服务站 && 镇", "第 &P 页，共 &N 页")


def test_no_green_triangle_over_any_cell(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    written(sheet([ROW] * 40), out)
    with ZipFile(out) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    assert '<ignoredError sqref="A1:H43" numberStoredAsText="1"/>' in text


def test_a_blank_sheet_offers_its_choices_and_keeps_text_text(tmp_path: Path) -> None:
    long = tuple(f"一个名字很长的政策第{number}项" for number in range(40))
    columns = (*COLUMNS, SheetColumn(title="政策", choices=long), SheetColumn(title="单位", choices=("亩,人", "户")))
    out = tmp_path / "a.xlsx"
    page = written(sheet((), columns, blank=20), out)
    assert page["B23"].number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["H4:H23"] == '"男,女"'
    assert rules["I4:I23"] == "'选项'!$I$1:$I$40"
    assert rules["J4:J23"] == "'选项'!$J$1:$J$2"
    kept = load_workbook(out)["选项"]
    assert kept.sheet_state == "hidden"
    assert kept["I40"].value == long[-1]
    assert page["B3"].comment is not None
    assert page["B3"].comment.text == "18 位"


def test_a_day_before_excel_can_count_is_text(tmp_path: Path) -> None:
    columns = (SheetColumn(title="出生日期", shape=Shape.DATE),)
    page = written(sheet([(date(1899, 5, 1),), (date(1900, 3, 1),), (None,)], columns), tmp_path / "a.xlsx")
    assert [page[f"A{row}"].value for row in (4, 5, 6)] == ["1899年5月1日", read("1900-03-01"), None]


def test_wider_words_make_wider_columns_up_to_a_bound(tmp_path: Path) -> None:
    columns = tuple(SheetColumn(title=title) for title in "甲乙丙")
    page = written(sheet([("一", "浅河村一社十二号", "很" * 60)] * 3, columns), tmp_path / "a.xlsx")
    narrow, middle, wide = (page.column_dimensions[letter].width for letter in "ABC")
    assert narrow < middle < wide < 40
    assert middle >= 16


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_whatever_the_text_it_comes_back_as_text(rows: list[tuple[str, str]]) -> None:
    """A leading = or + is no formula, digits are no number, 𬱖 is no pair of boxes."""
    columns = (SheetColumn(title="甲"), SheetColumn(title="乙"))
    content = _in_memory(sheet(rows, columns))
    page = load_workbook(content).worksheets[0]
    found = [[cell.value or "" for cell in line] for line in page.iter_rows(min_row=4, max_col=2)]
    assert found == [list(row) for row in rows]
    assert all(
        cell.data_type in "sn" and cell.number_format == "@" for line in page.iter_rows(min_row=4) for cell in line
    )


def _in_memory(what: Sheet) -> BytesIO:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "a.xlsx"
        list(write_sheet(what, out))
        return BytesIO(out.read_bytes())


def test_stopped_on_the_way_it_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"before")
    steps = write_sheet(sheet([ROW] * 2000), out)
    next(steps)
    steps.close()
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "存不进去"), (errno.EIO, "没有存下")]
)
def test_what_hinders_it_is_said_and_the_file_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"before")

    def full(_file: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match=said):
        list(write_sheet(sheet(), out))
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到文件夹"):
        list(write_sheet(sheet(), tmp_path / "no" / "a.xlsx"))


def test_further_sheets_stand_in_the_same_book_in_their_order(tmp_path: Path) -> None:
    other = replace(sheet(), name="月历", title="月历", rows=(ROW, ROW))
    out = tmp_path / "a.xlsx"
    steps = list(write_sheet(replace(sheet(), beside=(other,)), out))
    assert steps[-1][:2] == (3, 3)
    book = load_workbook(out)
    assert book.sheetnames == ["农户", "月历"]
    assert [page.max_row for page in book.worksheets] == [HEADER_ROW + 2, HEADER_ROW + 3]
