"""Every import is on record: who brought in what, and it is taken back whole, later too, unless somebody has gone on from it."""

import pickle
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.connection import close_database, open_database
from tests.builders import YEAR, add_cadre, add_entitlement, add_household, add_policy, later, open_desk
from venue_desk.changes import Topic
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import Household, HouseholdEntry
from venue_desk.domain.imported import Import
from venue_desk.domain.importing import Choice, ImportKind
from venue_desk.domain.policies import EntitlementFilter
from venue_desk.domain.records import said
from venue_desk.services import upkeep

H = ImportKind.HOUSEHOLDS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def brought_in(desk: Desk, *rows: str, name: str = "花名册.csv") -> Import:
    file = desk.signed_in.folder.path / name
    file.write_text("\n".join(("户号,社,姓名,与户主关系,备注", *rows)), "utf-8")
    return desk.imports.apply(desk.act(), desk.imports.plan(desk.act(), file, H)).record


def home(desk: Desk, number: str) -> Household:
    found = desk.households.find(desk.act().station_id, number)
    assert found is not None
    return found


def count(desk: Desk) -> int:
    return desk.households.counts(desk.act().station_id, YEAR).households


def test_who_brought_in_what_is_on_record_the_latest_first(desk: Desk) -> None:
    brought_in(desk, "0001,一社,张满仓,户主,")
    brought_in(desk, "0001,一社,张满仓,户主,党员", "0002,二社,王五,户主,", "0003,九社,谁,户主,", name="第二次.csv")
    rows = desk.imports.past(desk.act())
    assert [(row.record.file, row.by, row.record.sentence) for row in rows] == [
        ("第二次.csv", "陈志远", "新增 1 行，改动 1 行，1 行没有导入"),
        ("花名册.csv", "陈志远", "新增 1 行"),
    ]
    assert (rows[0].record.kind, rows[0].record.sheet) == (H, "第二次")
    assert [row.record.file for row in desk.imports.past(desk.act(), 1)] == ["第二次.csv"]


def test_what_changes_nothing_is_not_put_on_record(desk: Desk) -> None:
    brought_in(desk, "0001,一社,张满仓,户主,")
    brought_in(desk, "0001,一社,张满仓,户主,")
    assert len(desk.imports.past(desk.act())) == 1


def test_an_import_is_taken_back_whole_and_says_so(desk: Desk) -> None:
    before = add_household(desk, "0001", "张满仓", "一社")
    record = brought_in(desk, "0001,一社,张满仓,户主,党员", "0002,二社,王五,户主,", ",,王六,子,")
    told: list[frozenset[Topic]] = []
    desk.announcer.subscribe(told.append)
    undone = desk.imports.undo(later(desk.act(), days=30), record.id)
    assert (count(desk), home(desk, "0001")) == (1, before)
    assert [topics >= {Topic.HOUSEHOLDS, Topic.IMPORTS} for topics in told] == [True]
    (row,) = desk.imports.past(desk.act())
    assert (row.record, row.undone_by) == (undone.record, "陈志远")
    assert row.record.undone_at is not None
    with pytest.raises(Refused, match="已经撤销过"):
        desk.imports.undo(desk.act(), record.id)
    assert upkeep.check() == []


def test_the_latest_of_two_has_to_go_first(desk: Desk) -> None:
    first = brought_in(desk, "0001,一社,张满仓,户主,")
    second = brought_in(desk, "0001,二社,张满仓,户主,")
    with pytest.raises(Refused, match="又改过「张满仓」"):
        desk.imports.undo(desk.act(), first.id)
    desk.imports.undo(desk.act(), second.id)
    desk.imports.undo(desk.act(), first.id)
    assert count(desk) == 0


def test_who_has_gone_on_from_there_is_named_and_nothing_is_taken_back(desk: Desk) -> None:
    record = brought_in(desk, *(f"{n:04d},一社,户{n},户主," for n in range(1, 4)))
    other = replace(desk.act(), cadre_id=add_cadre(desk, "王建军").id)
    there = home(desk, "0002")
    entry = HouseholdEntry(**{**said(HouseholdEntry, there), "note": "核过"})
    desk.households.change(other, there, entry)
    with pytest.raises(Refused, match="导入以后，王建军又改过「户2」。为了不丢这次改动，没有撤销"):
        desk.imports.undo(desk.act(), record.id)
    assert count(desk) == 3
    assert desk.imports.past(desk.act())[0].record.undone_at is None
    assert upkeep.check() == []


def test_what_others_rest_on_keeps_the_import(desk: Desk) -> None:
    record = brought_in(desk, "0001,一社,张满仓,户主,")
    add_entitlement(desk, home(desk, "0001"), add_policy(desk))
    with pytest.raises(Refused, match="有的又登记了补贴"):
        desk.imports.undo(desk.act(), record.id)
    assert count(desk) == 1


def test_somebody_elses_changed_entitlement_is_named_by_its_household(desk: Desk) -> None:
    add_household(desk, "0001", "张满仓", "一社")
    policy = add_policy(desk)
    file = desk.signed_in.folder.path / "补贴.csv"
    file.write_text("户号,金额\n0001,32\n", "utf-8")
    plan = desk.imports.plan(desk.act(), file, ImportKind.ENTITLEMENTS, Choice(policy=policy.name, year=YEAR))
    record = desk.imports.apply(desk.act(), plan).record
    (drawn,) = desk.entitlements.page(desk.act().station_id, EntitlementFilter(year=YEAR))
    desk.entitlements.close(desk.act(), drawn.entitlement)
    with pytest.raises(Refused, match="又改过「张满仓」的补贴"):
        desk.imports.undo(desk.act(), record.id)


def test_notes_of_several_lines_come_back_as_they_were(desk: Desk) -> None:
    brought_in(desk, '0001,一社,张满仓,户主,"党员\n低保户"')
    page = desk.households.get(desk.act().station_id, home(desk, "0001").id)
    assert page.household.note == "党员\n低保户"


def test_the_job_beside_the_window_does_the_same(desk: Desk) -> None:
    file = desk.signed_in.folder.path / "表.csv"
    file.write_text("户号,社,姓名,与户主关系\n0001,一社,张满仓,户主", "utf-8")
    plan = desk.imports.plan(desk.act(), file, H)
    folder, signed_in = desk.signed_in.folder, desk.signed_in
    job = pickle.loads(pickle.dumps(desk.imports.apply_job(desk.act(), plan)))
    close_database()
    steps = job()
    told = list[tuple[int, int, str]]()
    saved = pickle.loads(pickle.dumps(_end_of(steps, told)))
    assert told == [(0, 1, "先备份"), (0, 1, "再核对一遍"), (1, 2, "已写 1 条"), (2, 2, "已写 2 条")]
    open_database(folder.station, signed_in.key)
    announced: list[frozenset[Topic]] = []
    desk.announcer.subscribe(announced.append)
    desk.imports.applied(saved)
    assert len(announced) == 1
    assert count(desk) == 1
    back = pickle.loads(pickle.dumps(desk.imports.undo_job(desk.act(), saved.record.id)))
    close_database()
    assert [done for done, *_ in back()] == [0]
    open_database(folder.station, signed_in.key)
    assert count(desk) == 0


def _end_of(steps: Generator[tuple[int, int, str], None, Any], told: list[tuple[int, int, str]]) -> Any:
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value
