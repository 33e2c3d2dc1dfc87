"""What is no table is refused in a sentence that says what to do, before it can cost memory."""

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.books import HEADER, SHEET, book_of, looked, table_of, with_part
from venue_desk.domain.errors import Refused
from venue_desk.domain.importing import Choice, Column, ImportKind
from venue_desk.exchange.sheets import BYTES_MAX

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ROW = ("0001", "一社", "张三", "户主", "", "")


def refusal(file: Path) -> str:
    with pytest.raises(Refused) as refused:
        looked(file)
    assert len(refused.value.findings) == 1
    return refused.value.sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b"\n \n", "是空的"),
        (OLE + bytes(600), "旧格式的 .xls"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (b"PK\x03\x04" + b"rubbish" * 50, "没有保存完整"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "不是 .xlsx 表格"),
        (b"%PDF-1.7\x00\x01\x02\x03", "不是表格"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是表格"),
        (bytes(range(256)) * 4, "不是表格"),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "名册.xlsx"
    file.write_bytes(content)
    assert sentence in refusal(file)


def test_a_file_that_is_gone_or_a_folder(tmp_path: Path) -> None:
    assert "找不到这个文件" in refusal(tmp_path / "没有.xlsx")
    assert "不能打开" in refusal(tmp_path)


def test_a_workbook_with_nothing_in_it(tmp_path: Path) -> None:
    assert "是空的" in refusal(book_of(tmp_path / "a.xlsx", []))


def test_a_hundred_megabytes_are_not_even_opened(tmp_path: Path) -> None:
    for name, head in (("a.xlsx", b"PK\x03\x04"), ("a.csv", b"a,b\n")):
        file = tmp_path / name
        with file.open("wb") as stream:
            stream.write(head)
            stream.truncate(100 * 2**20)
        assert f"有 100 MB，最多能读 {BYTES_MAX >> 20} MB" in refusal(file)


def test_a_zip_bomb_is_known_by_its_directory(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW])
    with_part(file, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * (120 * 2**20)))
    assert file.stat().st_size < 2**20
    tracemalloc.start()
    try:
        assert "解开后太大" in refusal(file)
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("part", "size"), [("xl/styles.xml", 9), ("xl/sharedStrings.xml", 33), ("xl/elsewhere.xml", 33)]
)
def test_what_stays_in_memory_is_bounded_the_more(tmp_path: Path, part: str, size: int) -> None:
    file = with_part(book_of(tmp_path / "a.xlsx", [HEADER, ROW]), part, lambda xml: xml + b" " * (size * 2**20))
    assert "解开后太大" in refusal(file)


def test_a_bomb_of_many_parts(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW])
    with zipfile.ZipFile(file, "a") as package:
        for number in range(2100):
            package.writestr(f"xl/media/{number}.png", b"")
    assert "解开后太大" in refusal(file)


def test_a_bomb_of_entities_is_not_unfolded(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW])
    declared = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with_part(file, SHEET, lambda xml: declared + xml.partition(b"?>")[2].replace(b"<v>", b"<v>&b;", 1))
    assert "没有保存完整" in refusal(file)


def test_twenty_thousand_columns(tmp_path: Path) -> None:
    wide = book_of(tmp_path / "a.xlsx", [[None] * 15_999 + ["远"]])
    assert "有 16000 列，最多能读 300 列" in refusal(wide)
    beyond = b'<row r="1"><c r="ACOF1" t="inlineStr"><is><t>x</t></is></c></row>'
    further = with_part(
        book_of(tmp_path / "b.xlsx", [["a"]]), SHEET, lambda xml: xml.replace(b"</sheetData>", beyond + b"</sheetData>")
    )
    assert "有 20000 列" in refusal(further)
    line = tmp_path / "c.csv"
    line.write_text("a," * 20_000 + "a\n", encoding="utf-8")
    assert "有 20001 列" in refusal(line)


def test_too_many_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("户号,姓名\n" + "1,张三\n" * 30_001, encoding="utf-8")
    assert "30001 行，一次最多能读 30000 行" in refusal(file)


def test_formulas_that_nobody_reckoned(tmp_path: Path) -> None:
    """A formula with its result is read; one without is no blank cell."""
    file = book_of(tmp_path / "a.xlsx", [HEADER, ("0001", "一社", "=A2&B2", "户主", "", "")])
    with pytest.raises(Refused) as refused:
        table_of(file)
    assert "1 个格子是还没有算出结果的公式（第一个在 C2）" in refused.value.sentence
    with_part(file, SHEET, lambda xml: xml.replace(b"<v />", b"<v>7</v>").replace(b"<v></v>", b"<v>7</v>"))
    assert table_of(file).rows[0].texts[Column.NAME] == "7"


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda xml: xml[: len(xml) // 2],
    "emptied": lambda _xml: b"",
    "styled": lambda xml: xml.replace(b"<c r=", b"<c s='99' r="),
    "misnumbered": lambda xml: xml.replace(b' r="', b' r="x'),
}


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("harm", HARMS)
def test_damage_is_told_or_does_not_matter(tmp_path: Path, part: str, harm: str) -> None:
    file = with_part(book_of(tmp_path / "a.xlsx", [HEADER, ROW]), part, HARMS[harm])
    try:
        table = table_of(file)
        read = [row.texts[Column.NAME] for row in table.rows]
    except Refused as refused:
        read = [refused.sentence]
    assert read == ["张三"] or "请" in read[0]


def test_a_million_rows_that_are_only_coloured_cost_nothing(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW])
    empty = b"".join(b'<row r="%d" s="1"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 60_000))
    with_part(file, SHEET, lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>"))
    assert [seen.rows for seen in looked(file).sheets] == [2]


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [HEADER, ROW])
    with pytest.raises(Refused) as refused:
        looked(file, ImportKind.HOUSEHOLDS, Choice(sheet="一月"))
    assert "没有「一月」这张表。有：Sheet" in refused.value.sentence
