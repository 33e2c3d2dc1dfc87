"""The notice of the holidays, typed into a table as people do."""

from datetime import date
from pathlib import Path

import pytest

from tests.exchange.books import book_of
from venue_desk.domain.errors import Refused
from venue_desk.domain.holiday_notice import NoticeRow
from venue_desk.exchange.holiday_file import read_notice


def days(rows: tuple[NoticeRow, ...]) -> list[tuple[int, str, bool, str]]:
    return [(row.number, f"{row.day:%m-%d}" if row.day else row.trouble, row.off, row.name) for row in rows]


def test_a_row_a_day_with_title_and_foot(tmp_path: Path) -> None:
    file = book_of(
        tmp_path / "a.xlsx",
        [
            ["2027年部分节假日安排"], ["日期", "休/班", "名称", "依据"], [date(2027, 1, 1), "休", "元旦", "国办发明电〔2026〕8号"],
            [None], ["2027-02-14", "班", "春节", ""], ["2027年2月6日", "放假", "春节"], ["注：以通知为准"],
        ],
    )  # fmt: skip
    found = read_notice(file, 2027)
    assert days(found) == [(3, "01-01", True, "元旦"), (5, "02-14", False, "春节"), (6, "02-06", True, "春节")]
    assert found[0].document_number == "国办发明电〔2026〕8号"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-10-01至2027-10-07", "10-01", "10-07"),
        ("10月1日至7日", "10-01", "10-07"),
        ("10月1日（周五）—10月7日（周四）", "10-01", "10-07"),
        ("2027年1月30日~2月5日", "01-30", "02-05"),
        ("5月1日", "05-01", "05-01"),
    ],
)
def test_a_stretch_is_every_day_of_it(tmp_path: Path, text: str, first: str, last: str) -> None:
    found = read_notice(book_of(tmp_path / "a.xlsx", [["放假日期", "假期"], [text, "国庆节"]]), 2027)
    assert (days(found)[0][1], days(found)[-1][1]) == (first, last)
    assert {(row.number, row.off, row.name) for row in found} == {(2, True, "国庆节")}
    assert len(found) == (date(2027, *_parts(last)) - date(2027, *_parts(first))).days + 1


def test_first_and_last_in_columns_of_their_own(tmp_path: Path) -> None:
    file = book_of(
        tmp_path / "a.xlsx", [["开始日期", "结束日期", "假期名称"], [date(2027, 9, 15), date(2027, 9, 17), "中秋节"]]
    )
    assert [row.day for row in read_notice(file, 2027)] == [date(2027, 9, day) for day in (15, 16, 17)]


def test_a_name_merged_over_its_days_holds_for_each(tmp_path: Path) -> None:
    file = book_of(
        tmp_path / "a.xlsx", [["日期", "名称"], ["2027-02-05", "春节"], ["2027-02-06", None]],
        lambda sheet: sheet.merge_cells("B2:B3"),
    )  # fmt: skip
    assert [row.name for row in read_notice(file, 2027)] == ["春节", "春节"]


@pytest.mark.parametrize(
    ("kind", "off"),
    [
        ("休", True),
        ("放假", True),
        ("调休放假", True),
        ("是", True),
        ("班", False),
        ("调休上班", False),
        ("补班", False),
        ("否", False),
    ],
)
def test_off_or_worked_as_people_say_it(tmp_path: Path, kind: str, off: bool) -> None:
    file = book_of(tmp_path / "a.xlsx", [["日期", "安排", "名称"], ["2027-02-14", kind, "春节"]])
    assert [row.off for row in read_notice(file, 2027)] == [off]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["2027-02-14", "调休", "春节"], "「调休」说不清是放假还是上班，请写「休」或「班」。"),
        (["初八", "休", "春节"], "看不懂「初八」是哪一天"),
        (["2月30日", "休", "春节"], "看不懂「2月30日」是哪一天"),
        ([None, "休", "春节"], "还没写日期。"),
        (["10月7日至1日", "休", "国庆节"], "日子不对"),
        (["1月1日至12月31日", "休", "国庆节"], "日子不对"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_row(tmp_path: Path, cells: list[object], said: str) -> None:
    (row,) = read_notice(book_of(tmp_path / "a.xlsx", [["日期", "休班", "名称"], cells]), 2027)
    assert row.number == 2
    assert said in row.trouble


def test_a_table_without_days_and_no_table_at_all_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有找到「日期」这一列"):
        read_notice(book_of(tmp_path / "a.xlsx", [["姓名", "电话"], ["张三", "1"]]), 2027)
    empty = tmp_path / "b.csv"
    empty.write_text("", "utf-8")
    with pytest.raises(Refused, match="空的"):
        read_notice(empty, 2027)


def test_a_csv_as_excel_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "放假.csv"
    file.write_bytes("日期,休/班,名称\n2027/5/1,休,劳动节\n2027/5/8,班,劳动节\n".encode("gb18030"))
    assert days(read_notice(file, 2027)) == [(2, "05-01", True, "劳动节"), (3, "05-08", False, "劳动节")]


def _parts(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
