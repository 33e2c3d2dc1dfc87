"""Make the two tables anew that go with the made-up village of `venue-desk demo`: `python -m tests.samples.make_demo_workbooks`.

A roster and a year of subsidies as its cadres would keep them by hand: most is on record, some is new, some is wrong.
"""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import id_number
from tests.samples.make_workbooks import FIXED, HERE, fill, first

HEAD = [
    "户号",
    "社别",
    "姓  名",
    "与户主\n关系",
    "身份证号码",
    "联系电话",
    "一卡通账号",
    "承包地\n（亩）",
    "备 注",
    "签字",
]
Row = list[Any]


def main() -> None:
    for name, make in (("roster_of_demo.xlsx", roster), ("subsidies_of_demo.xlsx", subsidies)):
        book = Workbook()
        book.properties.created = book.properties.modified = FIXED
        make(book)
        book.save(HERE / name)


def roster(book: Workbook) -> None:
    """Blocks of families under merged cells; phones that changed, a child born, a house nobody has registered yet."""
    sheet = first(book, "2026年人口台账")
    rows: list[Row] = [
        ["0001", "一社", "张万和", "户主", "621199196910060012", "13800001000", "6211618033988749893", 12.9, None],
        [None, None, "杨红梅", "妻", "621199197007130023", 13800001188, None, None, None],
        [None, None, "张国瑞", "长子", "62119919950607001x", None, None, None, "在兰州务工"],
        [None, None, "王依诺", "儿媳妇", "621199199701270025", None, None, None, None],
        [None, None, "张思远", "孙子", id_number("20260318", 33), None, None, None, "今年3月出生"],
        ["0002", "一社", "马 秀 英", "本人", "621199195401190025", "13800062187", None, 2.8, "独居老人，可上门代办"],
        ["0003", "第一社", "王秀珍", "户主", 621199195607020000, "1380002437", None, 2.9, None],
        ["0004", "1社", "尉迟长河", "户主", "621199195708010017", "13800085561", None, "6.3亩", None],
        [None, None, "汪春花", "老伴", "6211**********0021", "138****7748", None, None, "高血压，每月随访"],
        ["0005", "一社", "王志堃", "户主", "621199198401100011", "138-0000-9935", "62110901 6994 3749 465", 9.9, None],
        [None, None, "祁慧琴", "爱人", "621199198712060029", None, None, None, None],
        [None, None, "王根柱", "父", "621199196003150014", None, None, None, None],
        [None, None, "周巧儿", "母", "621199196202270072", None, None, None, None],
        ["0006", "上湾", "祁喜梅", "户主", "621199196906110021", "13800071122", None, 9.7, "搬到上湾新居"],
        [None, None, "杨建平", "丈夫", id_number("19680212", 15), None, None, None, None],
        ["0007", "一社", "祁利民", "户主", "621199199209100016", "13800033309", None, 10.3, None],
        ["0401", "大坪社", "苏满仓", "户主", id_number("19630808", 41), "13800090301", "6211236067900301", 7.5, None],
        [None, None, "何玉莲", "配偶", id_number("19650219", 42), None, None, None, None],
        ["0402", "上湾", "𠮷明·艾山", "户主", id_number("19881103", 43), "13800090302", None, "五亩", None],
        ["0403", "三社", "冯小军", "户主", id_number("19910612", 45), "13800090303", None, 4, None],
        [None, None, "罗巧巧", "爱人", id_number("19930425", 46), None, None, None, None],
        [None, None, "冯一诺", "长女", "2017.6.1", None, None, None, None],
        ["合计", "10户", "22人", None, None, None, None, 68.4, None],
        ["制表：李秀兰", None, None, None, None, "审核：（签字）"],
    ]
    fill(sheet, [["浅河村2026年农户人口台账"], [], HEAD, *rows])
    _look(sheet, "A1:J1")
    for area in (
        "A4:A8",
        "B4:B8",
        "A11:A12",
        "B11:B12",
        "A13:A16",
        "B13:B16",
        "A20:A21",
        "B20:B21",
        "A23:A25",
        "B23:B25",
    ):
        sheet.merge_cells(area)
    fill(book.create_sheet("说明"), [["每户一格，户主写在最前面"]])


def subsidies(book: Workbook) -> None:
    """A column for each policy, two of one under a merged heading."""
    sheet = first(book, "2026")
    heads: list[Row] = [
        ["序号", "户号", "户主", "良种补贴（小麦）", None, "耕地地力保护补贴（元）", "高龄津贴", "合计", "账号"],
        [None, None, None, "面积（亩）", "金额（元）", None, None, None, None],
    ]
    rows: list[Row] = [
        [1, "0001", "张万和", 2.7, 27, 1285.36, None, 1312.36, "尾号9893"],
        [2, "0002", "马秀英", 1.2, 12, 278.99, 600, 890.99, None],
        [3, "0003", "王秀珍", None, None, "￥300.00", None, 300, None],
        [4, "0004", "尉迟长河", 3, "30元", 627.73, None, 657.73, "尾号9572"],
        [5, "0005", "王志堃", "2亩", 20, "九百", None, 20, None],
        [6, "0406", "查无此人", 1, 10, None, None, 10, None],
        [7, "0007", "祁利民", None, None, None, None, 0, None],
        ["合计", None, None, 9.9, 99, 2492.08, 600, 3191.08, None],
    ]
    fill(sheet, [["浅河村2026年惠农补贴发放花名册"], *heads, *rows])
    _look(sheet, "A1:I1")
    for area in ("D2:E2", *(f"{letter}2:{letter}3" for letter in "ABCFGHI")):
        sheet.merge_cells(area)


def _look(sheet: Worksheet, title: str) -> None:
    sheet.merge_cells(title)
    sheet["A1"].font, sheet["A1"].alignment = Font(size=18, bold=True), Alignment(horizontal="center")


if __name__ == "__main__":
    main()
