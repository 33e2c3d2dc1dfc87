"""What a cell says: read as people write it, and never guessed."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.builders import id_number
from venue_desk.domain.cadres import CadreKind
from venue_desk.domain.findings import Severity
from venue_desk.domain.households import Relation
from venue_desk.domain.identity import Gender, Masked
from venue_desk.domain.importing import Column
from venue_desk.exchange.cells import understand
from venue_desk.exchange.days import read_day

C = Column
MOMENT, BIRTH = datetime(2026, 1, 1), datetime(1958, 2, 14)  # noqa: DTZ001  # as openpyxl hands them out

READ: list[tuple[Column, Any, Any]] = [
    (C.NAME, " 张 三 ", "张三"),
    (C.NAME, "买买提・ 艾山", "买买提·艾山"),
    (C.NUMBER, "００１２", "0012"),
    (C.NUMBER, 12, "12"),
    (C.NUMBER, 12.0, "12"),
    (C.ID_NUMBER, "６２１１９９ １９５８０２１４ ００１Ｘ", "62119919580214001X"),
    (C.ID_NUMBER, id_number("19580214", 1).lower(), id_number("19580214", 1)),
    (C.ID_NUMBER, "'" + id_number("19580214", 1), id_number("19580214", 1)),
    (C.PHONE, "138-0000 1001", "13800001001"),
    (C.PHONE, 13800001001.0, "13800001001"),
    (C.ACCOUNT, 621012345600213, "621012345600213"),
    (C.LAND, "３．２亩", 3200),
    (C.LAND, 0.1 + 0.2, 300),
    (C.LAND, "1,203.5", 1203500),
    (C.AMOUNT, "￥1,234.50元", 123450),
    (C.RATE, 10, 1000),
    (C.YEAR, "2026年度", 2026),
    (C.YEAR, MOMENT, 2026),
    (C.GENDER, "女性", Gender.FEMALE),
    (C.RELATION, "次子", Relation.SON),
    (C.RELATION, "之妻", Relation.SPOUSE),
    (C.RELATION, "外孙女", Relation.GRANDCHILD),
    (C.CADRE_KIND, "驻村工作队", CadreKind.STATIONED),
    (C.GROUPS, "一社、二社；三社", ("一社", "二社", "三社")),
    (C.DUTY_DAYS, "周一、周四", frozenset({1, 4})),
    (C.DUTY_DAYS, "星期一至星期五", frozenset({1, 2, 3, 4, 5})),
    (C.DUTY_DAYS, "1,3,5", frozenset({1, 3, 5})),
    (C.DUTY_DAYS, "周日", frozenset({7})),
    (C.DUTY_DAYS, "每天", frozenset(range(1, 8))),
    (C.AGENT, "否", False),
    (C.AGENT, True, True),
    (C.PHONE, "无", None),
    (C.NAME, None, None),
    (C.NOTE, " 第一行\r\n第二行  两格\n", "第一行\n第二行  两格"),
    (C.ADDRESS, "浅河村\n1号", "浅河村 1号"),
    (C.ID_NUMBER, "6211**********0013", Masked("6211**********0013")),
    (C.PHONE, "138＊＊＊＊ 0101", Masked("138****0101")),
    (C.ACCOUNT, "尾号 0013", Masked("*0013")),
]


@pytest.mark.parametrize(("column", "cell", "value"), READ)
def test_a_cell_is_read_as_it_was_meant(column: Column, cell: Any, value: Any) -> None:
    assert understand(column, cell) == (value, [])


REFUSED = [
    (C.ID_NUMBER, 621122195802140000, "最后几位已经丢了"),
    (C.ID_NUMBER, 6.21122195802140e17, "最后几位已经丢了"),
    (C.ID_NUMBER, "6.21122E+17", "最后几位已经丢了"),
    (C.ID_NUMBER, "621122195802141000", "最后几位已经丢了"),
    (C.ACCOUNT, 6210123456002130000, "最后几位已经丢了"),
    (C.LAND, "三亩", "看不懂"),
    (C.LAND, 3.14159, "最多三位小数"),
    (C.AMOUNT, "约100", "看不懂"),
    (C.AMOUNT, "nan", "看不懂"),
    (C.AMOUNT, "1e99", "看不懂"),
    (C.BORN_ON, "腊月初八", "请写成 2026-03-01 这样"),
    (C.BORN_ON, "2026-02-30", "请写成 2026-03-01 这样"),
    (C.YEAR, "去年", "请写成 2026 这样"),
    (C.GENDER, "未知", "请写「男」、「女」"),
    (C.DUTY_DAYS, "随时", "请写成「周一、周三」"),
    (C.DUTY_DAYS, "周五至周一", "请写成「周一、周三」"),
    (C.AGENT, "也许", "请写「是」或「否」"),
    (C.NAME, "#REF!", "公式算不出来"),
    (C.NOTE, "长" * 501, "最多 500 个"),
]


@pytest.mark.parametrize(("column", "cell", "sentence"), REFUSED)
def test_what_cannot_be_told_is_refused_with_what_to_do(column: Column, cell: Any, sentence: str) -> None:
    value, findings = understand(column, cell)
    assert value is None
    assert [finding.severity for finding in findings] == [Severity.MUST]
    assert sentence in findings[0].sentence


@pytest.mark.parametrize(
    ("column", "cell", "value", "sentence"),
    [
        (C.BORN_ON, "1983年7月", date(1983, 7, 1), "只写了年月"),
        (C.RELATION, "干儿子", Relation.OTHER, "没认出「干儿子」"),
        (C.AMOUNT, 10.335, 1034, "不止两位小数"),
    ],
)
def test_what_is_taken_with_doubt_is_told(column: Column, cell: Any, value: Any, sentence: str) -> None:
    found, findings = understand(column, cell)
    assert found == value
    assert [finding.severity for finding in findings] == [Severity.SHOULD]
    assert sentence in findings[0].sentence


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1958.2.14", date(1958, 2, 14)),
        ("1958-02-14", date(1958, 2, 14)),
        ("1958/2/14 00:00:00", date(1958, 2, 14)),
        ("1958年2月14日", date(1958, 2, 14)),
        ("１９５８年２月１４日", date(1958, 2, 14)),
        ("19580214", date(1958, 2, 14)),
        (19580214, date(1958, 2, 14)),
        (21230, date(1958, 2, 14)),
        (BIRTH, date(1958, 2, 14)),
        (date(1958, 2, 14), date(1958, 2, 14)),
        ("一九五八年二月十四日", date(1958, 2, 14)),
        ("二〇二六年十一月三十日", date(2026, 11, 30)),
        ("二○○八年十月二十日", date(2008, 10, 20)),
        ("58.2.14", None),
        ("2月14日", None),
        (2026.1, None),
        (0, None),
        (99999999, None),
        ("二〇二六年三十月一日", None),
    ],
)
def test_days_are_read_however_they_are_written(cell: Any, day: date | None) -> None:
    found = read_day(cell, str(cell))
    assert (found.day if found else None) == day


@pytest.mark.parametrize("name", ["王𠮷", "李\U00030edd", "赵\U00031350", "马\U0002ebf0"])
def test_a_name_keeps_every_character_however_young(name: str) -> None:
    value, findings = understand(Column.NAME, f"{name}\u200b")
    assert (value, findings) == (name, [])
