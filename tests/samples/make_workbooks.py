"""Make the messy tables of this folder anew: `python -m tests.samples.make_workbooks`. Nobody in them is real."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import id_number

HERE = Path(__file__).parent
FIXED, BORN = datetime(2026, 11, 23), datetime(1960, 5, 6)  # noqa: DTZ001  # openpyxl wants naive ones


def main() -> None:
    for name, make in WORKBOOKS.items():
        book = Workbook()
        book.properties.created = book.properties.modified = FIXED
        make(book)
        book.save(HERE / name)
    for name, encoding, rows in CSVS:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        (HERE / name).write_bytes(text.getvalue().encode(encoding))


def fill(sheet: Worksheet, rows: list[list[Any]]) -> None:
    for row in rows:
        sheet.append(row)


def first(book: Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title
    return sheet


def roster(book: Workbook) -> None:
    """A household is a block under merged cells; every way of writing a date; a number that Excel has eaten."""
    sheet = first(book, "花名册")
    fill(
        sheet,
        [
            ["浅河村农户家庭成员花名册"],
            ["填报单位：浅河村村委会", None, None, None, None, None, "填报日期：2026年3月1日"],
            [
                "户 号",
                "社",
                "姓 名",
                "与户主\n关系",
                "性别",
                "出生年月",
                "公民身份号码",
                "联系电话",
                "一卡通账号",
                "承包地面积（亩）",
                "备注",
            ],
            [
                "０００１",
                "一社",
                "张 满 仓",
                "户主",
                "男",
                "1958.2.14",
                id_number("19580214", 1),
                "１３８００００１００１",
                "62101234560013",
                "３．２亩",
                "党员",
            ],
            [None, None, "李秀英", "妻", "女", BORN, id_number("19600506", 2), None, None, None, None],
            [None, None, "张建军", "长子", None, "1983年7月", None, "13800001002", None, None, "在外务工"],
            ["0002", "二社", "𠮷明·艾山", "户主", "男", "一九七二年十一月三日", None, None, 62101234560021, 5, None],
            [None, None, "古丽", "配偶", "女", 27030, id_number("19740101", 4), None, None, None, None],
            ["0003", "三社", "王毁", "户主", "男", None, 621199196001010000, "13800001003", None, 1.5, None],
            [None, None, "赵花", "妻子", "女", "60.3.4", None, None, None, None, None],
            ["0004", "五社", "孙远", "户主", "男", None, None, None, None, 2, None],
            [],
            ["合计", "4户", "8人", None, None, None, None, None, None, 11.7, None],
            ["制表人：王某某", None, None, None, None, None, "审核：（签字）"],
        ],
    )
    sheet["A1"].font, sheet["A1"].alignment = Font(size=18, bold=True), Alignment(horizontal="center")
    for area in ("A1:K1", "A2:C2", "A4:A6", "B4:B6", "A7:A8", "B7:B8"):
        sheet.merge_cells(area)


def two_row_header(book: Workbook) -> None:
    """A row a household, no number but 序号; the table is on the second sheet; a hidden column and a hidden row."""
    fill(first(book, "封面"), [["浅河村", "农户信息采集表"], ["2026年"]])
    sheet = book.create_sheet("农户信息")
    fill(
        sheet,
        [
            ["序号", "所在社", "户主信息", None, None, "惠农一卡通", None, "家庭\n人口", "住址"],
            [None, None, "姓名", "身份证号码", "手机", "账号", "开户银行", None, None],
            [1, "一社", "周文", id_number("19700101", 11), 13800002001, "62101234560101", "信用社", 3, "浅河村一社1号"],
            [2, "第二社", "吴 芳", id_number("19710202", 12), "0932-6622333", None, None, 4, "浅河村二社"],
            [3, "3社", "郑隐", id_number("19720303", 13), None, None, None, 1, None],
            [4, "浅河村三社", "冯单", id_number("19730404", 15)[:-1] + "?", None, None, None, 2, None],
            [5, None, None, None, None, None, None, None, None],
        ],
    )
    for area in ("A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:H2", "I1:I2"):
        sheet.merge_cells(area)
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Sheet3")


def by_hand(book: Workbook) -> None:
    """No number at all: households begin with their head. The header again on each page, sums per hamlet between."""
    sheet = first(book, "Sheet1")
    heading = ["编号顺序", "组", "户主", "家庭成员姓名", "与户主的关系", "身份证", "签字"]
    fill(
        sheet,
        [
            [],
            ["二〇二六年度人口登记"],
            heading,
            [1, "一社", "钱多", "钱多", "本人", id_number("19650505", 21), None],
            [2, "一社", "钱多", "陈好", "老伴", id_number("19660606", 22), None],
            [3, "一社", "钱多", "钱小", "二儿子", None, None],
            [4, "一社", "褚大", "褚大", "户主", id_number("19750505", 23), None],
            ["一社小计", None, None, "4人", None, None, None],
            heading,
            [5, "二社", "卫一", "卫一", "户主", None, None],
            [6, "二社", "卫一", "卫二", "干儿子", None, None],
            [7, "二社", "卫一", "卫二", "干儿子", None, None],
            [8, "二社", "蒋三", "沈四", "户主", None, None],
            [9, "二社", "蒋三", "蒋三", "户主", None, None],
            ["总计：", None, None, "9人", None, None, None],
        ],
    )
    sheet.merge_cells("A2:G2")


def subsidy(book: Workbook) -> None:
    """Policy and year stand in the title alone; money with signs, a sum below; one household is nobody's."""
    sheet = first(book, "Sheet1")
    fill(
        sheet,
        [
            ["2026年良种补贴（小麦）发放花名册"],
            [
                "序号",
                "户主姓名",
                "身份证号",
                "补贴面积\n(亩)",
                "补贴标准\n(元/亩)",
                "补贴金额\n(元)",
                "兑付时间",
                "卡号",
                "领取人签字",
            ],
            [1, "张满仓", id_number("19580214", 1), 3.2, 10, 32, "2026.3.15", "62101234560013", None],
            [2, "𠮷明·艾山", None, "5", "10.00元", "￥50.00", "2026年3月15日", None, None],
            [3, "查无此人", None, 1, 10, 10, "2026-03-15", None, None],
            [4, "张满仓", id_number("19580214", 1), 1, 10, 10, None, None, None],
            [5, "王毁", None, None, None, None, None, None, None],
            ["合计", None, None, 9.2, None, 92, None, None, None],
        ],
    )
    sheet.merge_cells("A1:I1")


def subsidies(book: Workbook) -> None:
    """Several policies one under another in merged cells, by household number, with a year in each row."""
    sheet = first(book, "明细")
    fill(
        sheet,
        [
            ["补贴项目", "年度", "户号", "姓名", "数量", "标准", "金额", "备注"],
            ["良种补贴（小麦）", 2026, "0001", "张满仓", 3.2, 10, 32, None],
            [None, None, "2", "古丽", 4, None, None, "按标准算"],
            [None, None, "0001", "别人", 4, 10, 40, None],
            ["退耕还林", "2026年", "0001", "李秀英", 2, 70, 140.5, None],
            ["退耕还林", "2025年", "0001", "李秀英", 2, 70, 140, None],
            ["没有的补贴", 2026, "0001", "张满仓", 1, 1, 1, None],
        ],
    )
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B4")


def by_policy(book: Workbook) -> None:
    """A column for each policy, two of one policy under a merged heading, a sum of no policy, and who draws nothing."""
    sheet = first(book, "2026")
    fill(
        sheet,
        [
            ["浅河村2026年惠农补贴发放表"],
            ["序号", "社", "户号", "户主", "良种补贴", None, "退耕还林（元）", "计生奖扶", "合计（元）", "卡号"],
            [None, None, None, None, "面积（亩）", "金额（元）", None, None, None, None],
            [1, "一社", "0001", "张满仓", 3.2, 32, 140, None, 172, "62101234560013"],
            [2, "二社", "0002", "𠮷明·艾山", 5, None, "70.00元", 960, 1080, None],
            [3, "三社", "0003", "王毁", None, 0, "-", None, 0, None],
            [4, "一社", "0009", "查无此人", 1, 10, None, None, 10, None],
            [5, "一社", "0001", "张满仓", None, None, None, "九百六", None, None],
            ["合计", None, None, None, 9.2, 92, 210, 960, 1262, None],
        ],
    )
    for area in ("A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3", "I2:I3", "J2:J3"):
        sheet.merge_cells(area)


def cadres(book: Workbook) -> None:
    """Working days in words, groups in a list; the head of the station is among them already."""
    sheet = first(book, "干部")
    fill(
        sheet,
        [
            ["浅河村干部名册"],
            ["姓名", "人员类别", "职务", "性别", "联系电话", "包组", "代办内容", "值班时间", "工作分工", "到任时间"],
            ["陈志远", None, "第一书记", "男", "13800000107", "全村", None, None, None, None],
            [
                "王建军",
                "村干部",
                "村党支部书记",
                "男",
                "138-0000-0101",
                "一社、二社",
                "医保、养老；低保",
                "周一、周四",
                "党务",
                date(2021, 3, 1),
            ],
            ["李 秀 兰", "驻村", "队员", "女", "13800000102", "三社", "医保", "星期一至星期三", None, "2024年8月"],
            ["马德林", "村干部", "文书", "男", None, "八社", None, "随时", None, None],
        ],
    )


WORKBOOKS = {
    "roster_in_blocks.xlsx": roster,
    "two_row_header.xlsx": two_row_header,
    "made_by_hand.xlsx": by_hand,
    "subsidy_in_title.xlsx": subsidy,
    "subsidies_merged.xlsx": subsidies,
    "subsidies_by_policy.xlsx": by_policy,
    "cadres.xlsx": cadres,
}
_ROWS: list[list[Any]] = [
    ["农户编号", "自然村", "户主姓名", "证件号码", "手机号码", "亩数"],
    ["0011", "一社", "任㐱", id_number("19500101", 31), "13800003001", "4.5"],
    ["0012", "二社", "仇珍", f'="{id_number("19510101", 32)}"', "1.38E+10", "六亩"],
]
CSVS = (
    ("heads_gb18030.csv", "gb18030", _ROWS),
    ("heads_utf8_bom.csv", "utf-8-sig", _ROWS),
)

if __name__ == "__main__":
    main()
