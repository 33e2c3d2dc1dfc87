"""A table with a column for each policy: one row of the sheet is several entitlements, and a masked or odd cell only its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import YEAR, add_household, add_policy, open_desk
from venue_desk.desk import Desk
from venue_desk.domain.importing import Choice, Column, ImportKind, Meaning, Plan, PolicyColumn
from venue_desk.domain.policies import EntitlementFilter

TABLE = Path(__file__).parents[1] / "samples" / "subsidies_by_policy.xlsx"
E = ImportKind.ENTITLEMENTS
WHEAT, FOREST, BIRTHS = "良种补贴（小麦）", "退耕还林", "计生奖扶"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        for name, rate in ((WHEAT, 1000), (FOREST, 7000), (BIRTHS, 96000)):
            add_policy(opened, name, rate)
        for number, head, hamlet in (
            ("0001", "张满仓", "一社"),
            ("0002", "𠮷明·艾山", "二社"),
            ("0003", "王毁", "三社"),
        ):
            add_household(opened, number, head, hamlet, account="62101234560099")
        yield opened


def drawn(desk: Desk) -> set[tuple[str, str, int, int]]:
    rows = desk.entitlements.page(desk.act().station_id, EntitlementFilter(year=YEAR), limit=100)
    return {(row.head_name, row.policy, row.entitlement.quantity, row.entitlement.amount_fen) for row in rows}


def told(plan: Plan) -> list[tuple[int, str, str]]:
    return [(row.number, row.subject, row.outcome.value) for row in plan.rows]


def test_one_row_is_as_many_entitlements_as_it_has_policies(desk: Desk) -> None:
    reading = desk.imports.propose(desk.act(), TABLE, E)
    assert (reading.header_row, reading.header_depth, reading.year) == (2, 2, 2026)
    assert {seen.letter: seen.column for seen in reading.columns if isinstance(seen.column, PolicyColumn)} == {
        "E": PolicyColumn(WHEAT, Column.QUANTITY),
        "F": PolicyColumn(WHEAT, Column.AMOUNT),
        "G": PolicyColumn(FOREST, Column.AMOUNT),
        "H": PolicyColumn(BIRTHS, Column.AMOUNT),
    }
    assert next(seen.column for seen in reading.columns if seen.letter == "I") is None  # a sum is of no policy
    plan = desk.imports.plan(desk.act(), TABLE, E)
    assert told(plan) == [
        (4, f"张满仓 {WHEAT}", "new"),
        (4, f"张满仓 {FOREST}", "new"),
        (5, f"𠮷明·艾山 {WHEAT}", "new"),
        (5, f"𠮷明·艾山 {FOREST}", "new"),
        (5, f"𠮷明·艾山 {BIRTHS}", "new"),
        (7, f"查无此人 {WHEAT}", "refused"),
        (8, f"张满仓 {BIRTHS}", "refused"),
    ]
    assert sum(plan.counts.values()) == len(plan.rows) == len(plan.table.rows)
    assert (plan.table.undrawn, plan.amount) == (1, "5 笔")
    assert "一项都没写的 1 行" in plan.passed
    desk.imports.apply(desk.act(), plan)
    assert drawn(desk) == {
        ("张满仓", WHEAT, 3200, 3200), ("张满仓", FOREST, 2000, 14000), ("𠮷明·艾山", WHEAT, 5000, 5000),
        ("𠮷明·艾山", FOREST, 1000, 7000), ("𠮷明·艾山", BIRTHS, 1000, 96000),
    }  # fmt: skip
    again = desk.imports.plan(desk.act(), TABLE, E)
    assert [row.outcome.value for row in again.rows] == ["unchanged"] * 5 + ["refused"] * 2


def test_the_rows_to_be_mended_come_out_one_policy_a_row_and_go_in_again(desk: Desk, tmp_path: Path) -> None:
    desk.imports.error_workbook(desk.imports.plan(desk.act(), TABLE, E), tmp_path / "e.xlsx")
    book = load_workbook(tmp_path / "e.xlsx")
    sheet = book.worksheets[0]
    heads = {str(cell.value): place for place, cell in enumerate(sheet[1], 1)}
    assert [sheet.cell(row, heads["政策名称"]).value for row in (2, 3)] == [WHEAT, BIRTHS]
    sheet.cell(3, heads["金额（元）"]).value = "960"
    sheet.delete_rows(2)
    book.save(tmp_path / "e.xlsx")
    plan = desk.imports.plan(desk.act(), tmp_path / "e.xlsx", E)
    assert told(plan) == [(2, f"张满仓 {BIRTHS}", "new")]


def test_which_column_is_which_policy_may_be_said_and_is_remembered(desk: Desk) -> None:
    said: dict[int, Meaning | None] = {
        3: Column.NUMBER,
        4: Column.NAME,
        7: PolicyColumn(FOREST, Column.AMOUNT),
        8: None,
    }
    plan = desk.imports.plan(desk.act(), TABLE, E, Choice(columns=said))
    assert [row.number for row in plan.rows] == [4, 5]
    desk.imports.apply(desk.act(), plan)
    reading = desk.imports.propose(desk.act(), TABLE, E)
    assert reading.remembered
    assert {seen.place: seen.column for seen in reading.columns if seen.column} == {
        place: column for place, column in said.items() if column
    }


def test_a_policy_given_up_since_is_told_row_by_row(desk: Desk) -> None:
    gone = PolicyColumn("退耕还草", Column.AMOUNT)
    plan = desk.imports.plan(desk.act(), TABLE, E, Choice(columns={3: Column.NUMBER, 7: gone}))
    assert {row.outcome.value for row in plan.rows} == {"refused"}
    assert "本站没有「退耕还草」这项政策" in plan.rows[0].reason
