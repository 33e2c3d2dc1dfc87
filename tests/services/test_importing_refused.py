"""What was refused goes out with its reasons, is mended, and comes in again."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import (
    add_household,
    add_policy,
    id_number,
)
from tests.services.test_importing import everyone, households, outcomes, plan_of
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.importing import Choice, Column, ImportKind, Outcome

SAMPLES = Path(__file__).parents[1] / "samples"
H, E, K = ImportKind.HOUSEHOLDS, ImportKind.ENTITLEMENTS, ImportKind.CADRES
HEADER = ("户号", "社", "姓名", "与户主关系", "身份证号", "电话", "一卡通", "备注")
ID = id_number("19580214", 1)


def test_refused_rows_are_mended_and_brought_again(desk: Desk, tmp_path: Path) -> None:
    plan = households(
        desk,
        ("0001", "一社", "张满仓", "户主", ID),
        (None, None, "李秀英", "妻", 621199196005060000),
        (None, None, "张新", "子", "123"),
    )
    desk.imports.apply(desk.act(), plan)
    out = tmp_path / "要改.xlsx"
    assert desk.imports.error_workbook(plan, out) == 2
    book = load_workbook(out)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:5] == ["要改的地方", "原表行号", "户号", "自然社", "户主姓名"]
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row} == {"@"}
    assert [sheet.cell(row, 3).value for row in (2, 3)] == ["0001", "0001"]
    assert "最后几位已经丢了" in str(sheet.cell(2, 1).value)
    place = next(cell.column for cell in sheet[1] if cell.value == "身份证号")
    sheet.cell(2, place).value = id_number("19600506", 2)
    book.save(out)
    again = desk.imports.plan(desk.act(), out, H)
    assert outcomes(again) == ["new", "refused"]
    desk.imports.apply(desk.act(), again)
    assert [name for name, _ in everyone(desk)["0001"]] == ["张满仓", "李秀英"]


def test_of_two_of_one_name_the_one_without_a_place_never_takes_the_others_household(desk: Desk) -> None:
    table = [("户主姓名", "自然社"), ("王五", None), ("王五", "一社")]
    plan = plan_of(desk, H, *table)
    assert outcomes(plan) == ["refused", "new"]
    assert "表里有 2 户的户主叫王五" in plan.refused[0].reason
    desk.imports.apply(desk.act(), plan)
    assert outcomes(plan_of(desk, H, *table)) == ["refused", "unchanged"]


def test_of_two_of_one_name_an_id_number_tells_which_is_meant(desk: Desk) -> None:
    heads = [("户主姓名", "自然社", "姓名", "与户主关系", "身份证号"),
             ("王五", "一社", "王五", "户主", id_number("19580214", 1)),
             ("王五", "二社", "王五", "户主", id_number("19600506", 2))]  # fmt: skip
    desk.imports.apply(desk.act(), plan_of(desk, H, *heads))
    unplaced = [heads[0], *((name, None, *rest) for name, _, *rest in heads[1:])]
    assert outcomes(plan_of(desk, H, *unplaced)) == ["unchanged", "unchanged"]


def test_nothing_in_the_refused_rows_is_reckoned(desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "表.csv"
    table.write_text("户号,社,姓名,身份证号\n0001,一社,=1+1,@SUM(A1)\n", "utf-8")
    desk.imports.error_workbook(desk.imports.plan(desk.act(), table, H), tmp_path / "e.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "e.xlsx").worksheets[0] for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=1+1", "@SUM(A1)"} <= {cell.value for cell in cells}


def test_the_refused_rows_of_a_year_say_their_policy_and_year(desk: Desk, tmp_path: Path) -> None:
    policy = add_policy(desk)
    plan = plan_of(desk, E, ("户号", "数量"), ("0001", 1), policy=policy.name, year=2025)
    desk.imports.error_workbook(plan, tmp_path / "e.xlsx")
    add_household(desk)
    again = desk.imports.plan(desk.act(), tmp_path / "e.xlsx", E, Choice(year=2025))
    assert outcomes(again) == ["new"]


def test_what_the_columns_are_is_asked_once(desk: Desk) -> None:
    rows = (("甲", "乙", "丙"), ("张满仓", "一社", "13800001001"))
    with pytest.raises(Refused, match="没有找到「姓名」或「户主姓名」这一列"):
        plan_of(desk, H, *rows)
    said = {1: Column.NAME, 2: Column.HAMLET, 3: None}
    desk.imports.apply(desk.act(), plan_of(desk, H, *rows, header_row=1, header_depth=1, columns=said))
    file = desk.signed_in.folder.path / "table.xlsx"
    reading = desk.imports.propose(desk.act(), file, H, Choice(header_row=1, header_depth=1))
    assert reading.remembered
    assert {seen.place: seen.column for seen in reading.columns} == said
    kept = desk.signed_in.folder.path / "import_columns.json"
    assert "张满仓" not in kept.read_text("utf-8")
    for damage in ("", "{", "[]", json.dumps({f"households:{reading.signature}": {"1": "没有这一列"}})):
        kept.write_text(damage, "utf-8")
        assert not desk.imports.propose(desk.act(), file, H, Choice(header_row=1, header_depth=1)).remembered


def test_every_row_is_counted_once(desk: Desk) -> None:
    plan = desk.imports.plan(desk.act(), SAMPLES / "roster_in_blocks.xlsx", H)
    assert sum(plan.counts.values()) == len(plan.rows) == len(plan.table.rows)
    assert set(plan.counts) == set(Outcome)
    assert plan.sentence == "新增 5 行，改动 0 行，没变 0 行，要改 3 行。没有读：空行 1 行，合计和说明 2 行。"
