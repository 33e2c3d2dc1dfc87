"""Where the table begins and what its columns are, in sheets as people make them."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.books import HEADER, book_of, columns, looked, table_of
from venue_desk.domain.findings import blocking
from venue_desk.domain.importing import COLUMNS, Choice, Column, ImportKind
from venue_desk.exchange.headings import meaning

ROW = ("0001", "一社", "张三", "户主", "", "")
H, E, K = ImportKind.HOUSEHOLDS, ImportKind.ENTITLEMENTS, ImportKind.CADRES


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        (H, "户 主", "户主姓名"),
        (H, "户主姓名：", "户主姓名"),
        (H, "姓名", "姓名"),
        (H, "*公民身份号码", "身份证号"),
        (H, "身份证号码（18位）", "身份证号"),
        (H, "自然社", "自然社"),
        (H, "组别", "村民小组"),
        (H, "面积（亩）", "耕地面积（亩）"),
        (E, "面积(亩)", "数量"),
        (E, "户主", "姓名"),
        (E, "补贴项目", "政策名称"),
        (E, "补贴标准（元/亩）", "标准（元）"),
        (E, "2026年补贴金额(元)", "金额（元）"),
        (K, "代办员", "是否代办员"),
        (K, "包社", "包组"),
        (H, "年龄", None),
        (H, "要改的地方", None),
        (H, "这一列写的是村里的一些其他事情电话不算", None),
    ],
)
def test_headings_that_vary(kind: ImportKind, heading: str, column: str | None) -> None:
    found = meaning(kind, heading)
    assert (str(found[0]) if found else None) == column


@pytest.mark.parametrize("kind", ImportKind)
def test_what_we_write_we_know_again(kind: ImportKind) -> None:
    assert {column: meaning(kind, column.value) for column in COLUMNS[kind]} == {c: (c, 100) for c in COLUMNS[kind]}


def test_two_rows_of_headings_without_merged_cells(tmp_path: Path) -> None:
    rows = [
        ["", "", "户主情况", "", "惠农卡", ""],
        ["户号", "社", "姓名", "身份证号", "账号", "开户行"],
        ["0001", "一社", "张三", "", "62101234560013", "信用社"],
    ]
    reading = looked(book_of(tmp_path / "a.xlsx", rows))
    assert (reading.header_row, reading.header_depth) == (2, 1)
    assert columns(reading)["账号"] == "一卡通账号"


def test_two_rows_of_headings_that_need_each_other(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")

    rows = [
        ["户号", "社", "户主", "", "联系"],
        ["", "", "姓名", "身份证号", "电话"],
        ["0001", "一社", "张三", "", "13800001001"],
    ]
    reading = looked(book_of(tmp_path / "a.xlsx", rows, shape))
    assert reading.header_row + reading.header_depth == 3
    assert set(columns(reading).values()) == {"户号", "自然社", "户主姓名", "身份证号", "电话"} or set(
        columns(reading).values()
    ) == {"户号", "自然社", "姓名", "身份证号", "电话"}


def test_a_column_without_heading_is_known_by_its_numbers(tmp_path: Path) -> None:
    rows = [["社", "姓名", "", "爱好"], *[["一社", "张三", f"62119919580214{n:03d}X", "下棋"] for n in range(5)]]
    seen = looked(book_of(tmp_path / "a.xlsx", rows)).columns
    assert [(one.column, one.confidence) for one in seen] == [
        (Column.HAMLET, 100), (Column.NAME, 100), (Column.ID_NUMBER, 50), (None, 0),
    ]  # fmt: skip


def test_a_hidden_column_gives_way_to_one_in_sight(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True

    reading = looked(book_of(tmp_path / "a.xlsx", [["姓名", "电话", "电话"], ["张三", "1", "13800001001"]], shape))
    assert [(one.column, one.hidden) for one in reading.columns] == [
        (Column.NAME, False), (None, True), (Column.PHONE, False),
    ]  # fmt: skip


def test_without_a_known_heading_nothing_is_guessed(tmp_path: Path) -> None:
    reading = looked(book_of(tmp_path / "a.xlsx", [["甲", "乙"], ["一", "二"]]))
    assert reading.header_row == 0
    assert [finding.sentence for finding in blocking(reading.findings)] == [
        "没有找到「姓名」或「户主姓名」这一列，请指出是哪一列。"
    ]


def test_somebody_may_say_it_otherwise(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [["甲", "乙"], ["张三", "一社"], ["李四", "二社"]])
    said = Choice(header_row=1, header_depth=1, columns={1: Column.NAME, 2: Column.HAMLET})
    assert [dict(row.texts) for row in table_of(file, said).rows] == [
        {Column.NAME: "张三", Column.HAMLET: "一社"}, {Column.NAME: "李四", Column.HAMLET: "二社"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "counted"),
    [
        (["合计", None, 3], "totals"),
        ([None, "小 计：", None], "totals"),
        (["二社小计", None, 5], "totals"),
        (["制表人：张三", None, None], "totals"),
        (["注：以上属实", None, None], "totals"),
        (list(HEADER), "totals"),
        ([None, None, None], "blank"),
        ([7, "", " "], "blank"),
    ],
)
def test_rows_that_are_no_people(tmp_path: Path, row: list[Any], counted: str) -> None:
    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW, row, ROW])
    table = table_of(file)
    assert (len(table.rows), table.totals, table.blank) == (2, counted == "totals", counted == "blank")


def test_a_row_that_names_a_hamlet_speaks_for_those_below(tmp_path: Path) -> None:
    rows = [["姓名", "与户主关系"], ["一社（2户）"], ["张三", "户主"], ["李四", "户主"], ["三社"], ["王五", "户主"]]
    table = table_of(book_of(tmp_path / "a.xlsx", rows, lambda sheet: sheet.merge_cells("A2:B2")))
    said = [(row.text(Column.NAME), row.text(Column.HAMLET)) for row in table.rows]
    assert (said, table.totals) == ([("张三", "一社"), ("李四", "一社"), ("王五", "三社")], 2)


def test_hidden_rows_are_told_and_may_be_asked_for(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW, ROW], shape)
    for wanted, expected in ((False, (1, 1)), (True, (2, 0))):
        table = table_of(file, Choice(with_hidden_rows=wanted))
        assert (len(table.rows), table.hidden) == expected


def test_the_sheet_that_fits_is_proposed(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(["封面"])
    for name, state, rows in (("旧表", "hidden", 3), ("名册", "visible", 2), ("空", "visible", 0)):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in [HEADER, *[ROW] * 3][: rows + 1 if rows else 0]:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    reading = looked(tmp_path / "a.xlsx")
    assert reading.sheet == "名册"
    assert [(seen.name, seen.hidden, seen.fits) for seen in reading.sheets] == [
        ("Sheet", False, False), ("旧表", True, True), ("名册", False, True),
    ]  # fmt: skip


def test_a_number_shown_with_zeros_keeps_them(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "0000"

    reading = looked(book_of(tmp_path / "a.xlsx", [HEADER, (12, *ROW[1:])], shape))
    assert reading.first[0].text(Column.NUMBER) == "0012"
    assert reading.columns[0].samples == ("0012",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str, mark: str) -> None:
    file = tmp_path / "名册.csv"
    file.write_text(
        "\r\n".join(mark.join(row) for row in (HEADER, ("0001", "一社", "𠮷㐱", "户主", "", "'0932"))),
        encoding=encoding,
    )
    reading = looked(file)
    assert (reading.sheet, len(columns(reading))) == ("名册", 6)
    assert reading.first[0].text(Column.NAME) == "𠮷㐱"
    assert reading.first[0].text(Column.PHONE) == "0932"
