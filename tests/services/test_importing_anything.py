"""Whatever a table holds: no crash, every row counted once, all or nothing, and the second time nothing."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.connection import DATABASE
from db.importing import households, villagers
from tests.builders import add_household, add_policy, id_number, open_desk, villager
from tests.exchange.books import table_of
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import Relation
from venue_desk.domain.importing import COLUMNS, Choice, ImportKind, Outcome
from venue_desk.services import upkeep

WORDS = st.sampled_from(
    [
        "户主",
        "妻",
        "李 秀英",
        "长" * 51,
        "长子",
        "合计",
        "一社",
        "3社",
        "九社",
        "0001",
        "1",
        "９",
        "良种补贴（小麦）",
        "2026年",
        "是",
        "周一至周三",
        "#REF!",
        "=A1",
        "无",
        "尾号 0013",
        "6211**********0013",
        "一行\n又一行",
    ]
)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([1, 3.2, 621122195802140000, 45000]),
)
IDS = st.sampled_from([id_number("19580214", 1), "62112219580214", "6.2E+17"])
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
CELLS = st.one_of(st.none(), WORDS, NUMBERS, IDS, TEXTS, st.dates(), st.datetimes(), st.booleans())


LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "姓名": st.sampled_from(["张满仓", "李 秀英", "王五"]),
    "户主姓名": st.sampled_from(["张满仓", "王五", "𠮷明"]),
    "与户主关系": st.sampled_from(["户主", "户主", "妻", "长子", None]),
    "户号": st.sampled_from(["0001", "1", "0002", None]),
    "自然社": st.sampled_from(["一社", "2社", "新湾社", None]),
    "身份证号": st.sampled_from([None, None, id_number("19580214", 1), id_number("19600506", 2)]),
    "电话": st.sampled_from([13800001001, "0932-6622001", "138****1001", None]),
    "政策名称": st.just("良种补贴（小麦）"),
    "数量": st.sampled_from([1, 3.2, "５亩", None]),
    "良种补贴（小麦）": st.sampled_from([10, "￥50.00", 0, "-", None]),
    "金额（元）": st.sampled_from([10, 32, "￥50.00", None]),
    "包组": st.sampled_from(["一社、二社", "全村", None]),
    "备注": st.one_of(st.none(), TEXTS),
}
NEEDED = {
    ImportKind.HOUSEHOLDS: [
        ["户号", "自然社", "姓名", "与户主关系"],
        ["自然社", "户主姓名"],
        ["自然社", "户主姓名", "姓名", "与户主关系"],
    ],
    ImportKind.ENTITLEMENTS: [
        ["户号", "政策名称", "数量"],
        ["姓名", "政策名称", "金额（元）"],
        ["户号", "良种补贴（小麦）"],
    ],
    ImportKind.CADRES: [["姓名"]],
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[ImportKind, list[list[Any]]]:
    """Some rows above, known headings, then rows of likely people among rows of anything."""
    kind = draw(st.sampled_from(list(ImportKind)))
    needed = draw(st.sampled_from(NEEDED[kind]))
    others = [column.value for column in COLUMNS[kind] if column.value not in needed]
    headings = draw(st.permutations([*needed, *draw(st.lists(st.sampled_from(others), max_size=5, unique=True))]))
    above = draw(st.lists(st.lists(CELLS, max_size=3), max_size=2))
    likely = st.tuples(*(LIKELY.get(heading, st.none()) for heading in headings))
    odd = st.tuples(*(st.one_of(LIKELY.get(heading, CELLS), CELLS) for heading in headings))
    rows = draw(st.lists(st.one_of(likely, likely, likely, odd), max_size=8))
    return kind, [*above, headings, *map(list, rows)]


@pytest.fixture(scope="module")
def village() -> Iterator[Desk]:
    """One station for all examples; each is taken back."""
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder) / "data") as desk:
        add_household(desk, "0001", "张满仓", "一社", villager("李秀英", Relation.SPOUSE))
        add_policy(desk)
        yield desk


def snapshot(desk: Desk) -> tuple[Any, ...]:
    station = desk.act().station_id
    tables = ("cadres", "entitlements", "hamlets", "village_groups", "search_entry")
    counted = [DATABASE.execute_sql(f"SELECT count(*) FROM {table}").fetchone() for table in tables]
    return (*sorted(map(repr, households(station))), *sorted(map(repr, villagers(station))), *counted)


@given(table=tables(), create_hamlets=st.booleans())
@settings(
    max_examples=examples(45),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_table(village: Desk, table: tuple[ImportKind, list[list[Any]]], create_hamlets: bool) -> None:
    kind, rows = table
    file = village.signed_in.folder.path / "any.xlsx"
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = book.worksheets[0].cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(file)
    choice = Choice(create_hamlets=create_hamlets)
    before = snapshot(village)
    try:
        plan = village.imports.plan(village.act(), file, kind, choice)
    except Refused:
        return
    assert sum(plan.counts.values()) == len(plan.rows) == len(plan.table.rows)
    assert [row.number for row in plan.rows] == [row.number for row in plan.table.rows]
    assert all(row.reason for row in plan.refused)
    saved = village.imports.apply(village.act(), plan)
    try:
        assert (snapshot(village) != before) == bool(saved.audit_ids) == plan.writes
        again = village.imports.plan(village.act(), file, kind, choice)
        assert (again.counts[Outcome.NEW], again.counts[Outcome.CHANGED]) == (0, 0)
        village.imports.error_workbook(plan, file.with_name("errors.xlsx"))
    finally:
        if saved.audit_ids:
            village.imports.undo(village.act(), saved.record.id)
    assert snapshot(village) == before


@given(content=st.one_of(st.binary(max_size=400), st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail)))
@settings(max_examples=examples(40), deadline=None)
def test_any_bytes(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.xlsx"
        file.write_bytes(content)
        with pytest.raises(Refused) as refused:
            table_of(file)
        assert "请" in refused.value.sentence


def test_the_data_are_sound_after_all_that(village: Desk) -> None:
    assert upkeep.check() == []
