"""Import: what the villages' own tables say is in the register afterwards, once, wholly or not at all, and can be undone."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.builders import (
    YEAR,
    add_cadre,
    add_entitlement,
    add_household,
    add_policy,
    id_number,
    later,
    villager,
)
from venue_desk.changes import Topic
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import ClosedBecause, HouseholdFilter, Relation
from venue_desk.domain.importing import Choice, ImportKind, Plan
from venue_desk.domain.policies import EntitlementFilter
from venue_desk.services import upkeep

SAMPLES = Path(__file__).parents[1] / "samples"
H, E, K = ImportKind.HOUSEHOLDS, ImportKind.ENTITLEMENTS, ImportKind.CADRES
HEADER = ("户号", "社", "姓名", "与户主关系", "身份证号", "电话", "一卡通", "备注")
ID = id_number("19580214", 1)


def plan_of(desk: Desk, kind: ImportKind, *rows: tuple[Any, ...], **choice: Any) -> Plan:
    """The dry run of a table of these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = desk.signed_in.folder.path / "table.xlsx"
    book.save(file)
    return desk.imports.plan(desk.act(), file, kind, Choice(**choice))


def households(desk: Desk, *rows: tuple[Any, ...], **choice: Any) -> Plan:
    return plan_of(desk, H, HEADER, *rows, **choice)


def outcomes(plan: Plan) -> list[str]:
    return [row.outcome.value for row in plan.rows]


def reasons(plan: Plan) -> dict[int, str]:
    return {row.number: row.reason for row in plan.refused}


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(str(c.label), c.before, c.after) for row in plan.rows for c in row.changes]


def everyone(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """Household by household who lives there."""
    station = desk.act().station_id
    rows = desk.households.page(station, HouseholdFilter(year=YEAR), limit=1000)
    pages = [desk.households.get(station, row.household.id) for row in rows]
    return {p.household.number: [(m.name, m.relation.label) for m in p.living_here] for p in pages}


# --- the tables of the villages ---------------------------------------------------------------------------------------

EXPECTED: list[tuple[str, ImportKind, tuple[int, int, int, int], dict[int, str]]] = [
    ("roster_in_blocks.xlsx", H, (5, 0, 0, 3), {9: "最后几位已经丢了", 10: "「60.3.4」看不懂", 11: "本站没有「五社」"}),
    ("two_row_header.xlsx", H, (2, 0, 0, 1), {6: "前 17 位都是数字"}),
    ("made_by_hand.xlsx", H, (7, 0, 0, 2), {12: "和第 11 行是同一个人", 13: "写着「户主」的却是沈四"}),
    ("heads_gb18030.csv", H, (1, 0, 0, 1), {3: "「六亩」看不懂"}),
    ("heads_utf8_bom.csv", H, (1, 0, 0, 1), {3: "电话被 Excel 改成了数字"}),
    ("cadres.xlsx", K, (2, 1, 0, 1), {6: "本站没有「八社」"}),
]


@pytest.mark.parametrize(("name", "kind", "counts", "why"), EXPECTED)
def test_a_table_as_people_make_it(
    desk: Desk, name: str, kind: ImportKind, counts: tuple[int, ...], why: dict[int, str]
) -> None:
    plan = desk.imports.plan(desk.act(), SAMPLES / name, kind)
    assert tuple(plan.counts.values()) == counts
    assert reasons(plan).keys() == why.keys()
    assert all(said in reasons(plan)[row] for row, said in why.items())
    desk.imports.apply(desk.act(), plan)
    again = desk.imports.plan(desk.act(), SAMPLES / name, kind)
    assert tuple(again.counts.values()) == (0, 0, counts[0] + counts[1], counts[3])
    assert desk.imports.apply(desk.act(), again).audit_ids == []
    assert upkeep.check() == []


def test_what_the_roster_says_is_on_record(desk: Desk) -> None:
    desk.imports.apply(desk.act(), desk.imports.plan(desk.act(), SAMPLES / "roster_in_blocks.xlsx", H))
    assert everyone(desk) == {
        "0001": [("张满仓", "户主"), ("李秀英", "配偶"), ("张建军", "子")],
        "0002": [("𠮷明·艾山", "户主"), ("古丽", "配偶")],
    }
    station = desk.act().station_id
    found = desk.households.find(station, "0001")
    assert found is not None
    assert (found.phone, found.account, found.land, found.note) == ("13800001001", "62101234560013", 3200, "党员")
    page = desk.households.get(station, found.id)
    assert (page.hamlet, page.members[0].phone, page.members[2].phone) == ("一社", "", "13800001002")


def test_a_year_of_entitlements_whose_policy_stands_in_the_title(desk: Desk) -> None:
    policy = add_policy(desk)
    desk.imports.apply(desk.act(), desk.imports.plan(desk.act(), SAMPLES / "roster_in_blocks.xlsx", H))
    plan = desk.imports.plan(desk.act(), SAMPLES / "subsidy_in_title.xlsx", E)
    assert (plan.policy, plan.year, tuple(plan.counts.values())) == (policy.name, 2026, (2, 0, 0, 3))
    assert list(reasons(plan)) == [5, 6, 7]
    desk.imports.apply(desk.act(), plan)
    station = desk.act().station_id
    drawn = desk.entitlements.page(station, EntitlementFilter(year=2026))
    assert [(d.head_name, d.entitlement.quantity, d.entitlement.amount_fen) for d in drawn] == [
        ("张满仓", 3200, 3200), ("𠮷明·艾山", 5000, 5000),
    ]  # fmt: skip
    assert drawn[1].entitlement.account == "62101234560021"  # the household's own, where the table has none
    assert tuple(desk.imports.plan(desk.act(), SAMPLES / "subsidy_in_title.xlsx", E).counts.values()) == (0, 0, 2, 3)


def test_entitlements_of_several_policies_under_merged_cells(desk: Desk) -> None:
    wheat, forest = add_policy(desk), add_policy(desk, "退耕还林", 7000)
    desk.imports.apply(desk.act(), desk.imports.plan(desk.act(), SAMPLES / "roster_in_blocks.xlsx", H))
    plan = desk.imports.plan(desk.act(), SAMPLES / "subsidies_merged.xlsx", E, Choice(year=2026))
    assert outcomes(plan) == ["new", "new", "refused", "new", "refused", "refused"]
    assert [said[:12] for said in reasons(plan).values()] == [
        "户号「0001」在本站是",
        "这一行是 2025 年的",
        "本站没有「没有的补贴」这",
    ]
    desk.imports.apply(desk.act(), plan)
    rows = desk.entitlements.page(desk.act().station_id, EntitlementFilter(year=2026))
    assert {(r.head_name, r.entitlement.policy_id, r.entitlement.amount_fen) for r in rows} == {
        ("张满仓", wheat.id, 3200), ("𠮷明·艾山", wheat.id, 4000), ("张满仓", forest.id, 14050),
    }  # fmt: skip


# --- what a row would do ----------------------------------------------------------------------------------------------


def test_before_and_after_are_shown_and_a_blank_cell_says_nothing(desk: Desk) -> None:
    add_household(
        desk, "0001", "张满仓", "一社", villager("李秀英", Relation.SPOUSE, phone="13800001009"), phone="0932-6622001"
    )
    plan = households(
        desk,
        ("1", "2社", "张满仓", "户主", ID, "13800001001", None, None),
        (None, None, "李秀英", "妻", None, None, None, "党员"),
        (None, None, "张新", "子", None, None, None, None),
    )
    assert outcomes(plan) == ["changed", "changed", "new"]
    assert changes(plan) == [
        ("自然社", "一社", "二社"), ("户电话", "09326622001", "13800001001"), ("身份证号", "", ID), ("性别", "", "男"),
        ("出生日期", "", "1958-02-14"), ("备注", "", "党员"),
    ]  # fmt: skip
    desk.imports.apply(desk.act(), plan)
    assert everyone(desk) == {"0001": [("张满仓", "户主"), ("李秀英", "配偶"), ("张新", "子")]}
    page = desk.households.get(desk.act().station_id, desk.households.find(desk.act().station_id, "0001").id)  # type: ignore[union-attr]
    assert (page.hamlet, page.group, page.members[1].phone) == ("二社", "二社", "13800001009")


def test_another_head_is_written_out_in_full_or_refused(desk: Desk) -> None:
    add_household(desk, "0001", "张满仓", "一社", villager("李秀英", Relation.SPOUSE))
    alone = households(desk, ("0001", None, "李秀英", "户主"))
    assert "请在表里写明张满仓和新户主的关系" in reasons(alone)[2]
    both = households(desk, ("0001", None, "李秀英", "户主"), ("0001", None, "张满仓", "配偶"))
    assert outcomes(both) == ["changed", "changed"]
    desk.imports.apply(desk.act(), both)
    assert everyone(desk) == {"0001": [("李秀英", "户主"), ("张满仓", "配偶")]}
    assert desk.households.find(desk.act().station_id, "0001").head_name == "李秀英"  # type: ignore[union-attr]


REFUSALS: list[tuple[list[tuple[Any, ...]], dict[int, str]]] = [
    ([("0001", None, "王别人", "户主")], {2: "在本站是张满仓户，表里这户没有一个人和它对得上"}),
    ([("0009", "一社", "孙某", "户主"), (None, None, "孙妻", "配偶", "123")], {3: "身份证号是 18 位"}),
    (
        [("0009", "一社", "孙某", "户主", "123"), (None, None, "孙妻", "配偶")],
        {2: "是 18 位", 3: "请先改好第 2 行的户主"},
    ),
    ([("0009", "一社", "孙某", "配偶")], {2: "还没有户主"}),
    ([("0009", "一社", "孙某", "户主"), ("0009", None, "孙某某", "户主")], {2: "有 2 位户主", 3: "有 2 位户主"}),
    ([("0009", None, "孙某", "户主")], {2: "没写这户在哪个社"}),
    ([(None, "一社", "孙某", "户主")], {2: "这户没写户号"}),
    ([("0009", "一社", "孙某", "户主"), (None, None, "孙妻", None)], {3: "没写孙妻与户主的关系"}),
    ([("0009", "一社", "孙某", "户主", None, None, "abc")], {2: "一卡通账号只有数字"}),
    ([("0001", None, "周走", "子")], {2: "周走已经注销（迁出）"}),
    ([("0008", "一社", "周散", "户主")], {2: "周散户（0008）已经注销（迁出），请从表里删去这一户"}),
    ([("0001", None, "张满仓", "户主"), ("0001", None, "张满仓", "户主")], {3: "和第 2 行是同一个人"}),
    (
        [("0001", None, "张满仓"), (None, None, "钱来", "子", ID), (None, None, "钱去", "子", ID)],
        {4: "和第 3 行是同一个人"},
    ),
    ([("9" * 21, "一社", "孙某", "户主")], {2: "户号最多 20 位"}),
    ([("0009", "一社", "长" * 51, "户主")], {2: "姓名最多 50 个字"}),
]


@pytest.mark.parametrize(("rows", "why"), REFUSALS, ids=range(len(REFUSALS)))
def test_a_row_is_refused_with_what_to_do(desk: Desk, rows: list[tuple[Any, ...]], why: dict[int, str]) -> None:
    home = add_household(desk, "0001", "张满仓", "一社", villager("周走", Relation.SON))
    gone = desk.households.get(desk.act().station_id, home.id).members[1]
    desk.households.close_villager(desk.act(), gone, ClosedBecause.MOVED, desk.act().today)
    left = add_household(desk, "0008", "周散")
    desk.households.close(desk.act(), left, ClosedBecause.MOVED, desk.act().today)
    plan = households(desk, *rows)
    assert reasons(plan).keys() == why.keys()
    assert all(said in reasons(plan)[row] for row, said in why.items())
    desk.imports.apply(desk.act(), plan)
    assert upkeep.check() == []


def test_somebody_registered_elsewhere_is_pointed_out(desk: Desk) -> None:
    add_household(desk, "0001", "张满仓", "一社", villager("李秀英", Relation.SPOUSE, id_number=ID))
    plan = households(desk, ("0002", "二社", "王五", "户主"), (None, None, "李秀英", "配偶", ID))
    assert outcomes(plan) == ["new", "new"]
    assert "张满仓户（0001）里已有这个身份证号" in plan.rows[1].reason


def test_a_table_without_numbers_finds_its_households_by_their_heads(desk: Desk) -> None:
    add_household(desk, "0041", "张满仓", "一社")
    rows = (("社", "户主", "电话"), ("一社", "张满仓", "13800001001"), ("二社", "张满仓", None), ("二社", "王五", None))
    plan = plan_of(desk, H, *rows)
    assert outcomes(plan) == ["changed", "new", "new"]
    desk.imports.apply(desk.act(), plan)
    assert set(everyone(desk)) == {"0041", "0042", "0043"}
    assert outcomes(plan_of(desk, H, *rows)) == ["unchanged"] * 3


def test_unknown_hamlets_are_made_only_if_asked_for(desk: Desk) -> None:
    row = ("0001", "大湾社", "张满仓", "户主")
    assert "本站没有「大湾社」" in reasons(households(desk, row))[2]
    plan = households(
        desk, row, ("0002", "大湾社", "李四", "户主"), ("0003", "小湾社", "王五", "配偶"), create_hamlets=True
    )
    assert (plan.new_hamlets, outcomes(plan)) == (("大湾社",), ["new", "new", "refused"])
    saved = desk.imports.apply(desk.act(), plan)
    assert [h.name for h in desk.stations.hamlets(desk.act().station_id)] == ["一社", "二社", "三社", "大湾社"]
    assert everyone(desk) == {"0001": [("张满仓", "户主")], "0002": [("李四", "户主")]}
    desk.undo(desk.act(), saved)
    assert [h.name for h in desk.stations.hamlets(desk.act().station_id)] == ["一社", "二社", "三社"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((3.2, None, None), (3200, 1000, 3200)),
        ((None, None, 32), (3200, 1000, 3200)),
        ((None, 20, 32), (1600, 2000, 3200)),
        ((3.2, 10, 30), (3200, 1000, 3000)),
        ((None, 99.64, 1285.36), (12900, 9964, 128536)),
        ((None, 7, 32), None),
        ((None, None, None), None),
        ((-1, 10, None), None),
        ((0, 10, 0), None),
    ],
)
def test_quantity_rate_and_amount_follow_from_each_other(
    desk: Desk, row: tuple[Any, ...], expected: tuple[int, ...] | None
) -> None:
    add_policy(desk)
    add_household(desk)
    plan = plan_of(desk, E, ("户号", "政策", "数量", "标准", "金额"), ("0001", "良种补贴(小麦)", *row))
    desk.imports.apply(desk.act(), plan)
    drawn = [r.entitlement for r in desk.entitlements.page(desk.act().station_id, EntitlementFilter(year=YEAR))]
    assert [(e.quantity, e.rate_fen, e.amount_fen) for e in drawn] == ([expected] if expected else [])
    assert outcomes(plan) == ["new" if expected else "refused"]


def test_a_corrected_entitlement_keeps_what_the_table_leaves_out(desk: Desk) -> None:
    home, policy = add_household(desk), add_policy(desk)
    add_entitlement(desk, home, policy, 3200, note="已核")
    plan = plan_of(desk, E, ("户主", "政策", "数量"), ("张满仓", policy.name, 4))
    assert changes(plan) == [("数量", "3.2 亩", "4 亩"), ("金额（元）", "32.00", "40.00")]
    desk.imports.apply(desk.act(), plan)
    assert outcomes(plan_of(desk, E, ("户主", "政策", "数量"), ("张满仓", policy.name, 4))) == ["unchanged"]


def test_namesakes_are_not_guessed(desk: Desk) -> None:
    policy = add_policy(desk)
    add_household(desk, "0001", "张满仓", "一社")
    add_household(desk, "0002", "张满仓", "二社")
    plan = plan_of(desk, E, ("姓名", "社", "数量"), ("张满仓", None, 1), ("张满仓", "二社", 1), policy=policy.name)
    assert "有 2 户有「张满仓」" in reasons(plan)[2]
    assert outcomes(plan) == ["refused", "new"]


def test_the_head_of_the_station_stays_so(desk: Desk) -> None:
    add_cadre(desk, "王建军", "一社")
    plan = plan_of(
        desk, K, ("姓名", "站长", "包组"), ("陈志远", "否", None), ("王建军", "否", "全村"), ("陈志远", None, None)
    )
    assert {**reasons(plan)} == {2: "陈志远是站长，换站长请到「干部」里办。", 4: "和第 2 行是同一个人，请删去一行。"}
    assert changes(plan) == [("全村", "否", "是"), ("包组", "一社", "全村")]


# --- applying ---------------------------------------------------------------------------------------------------------


def test_applying_backs_up_first_and_is_undone_as_a_whole(desk: Desk) -> None:
    add_household(desk, "0001", "张满仓", "一社", villager("李秀英", Relation.SPOUSE))
    before = everyone(desk)
    plan = households(
        desk, ("0001", "二社", "张满仓", "户主", ID), ("0002", "三社", "王五", "户主"), (None, None, "王六", "子")
    )
    told: list[frozenset[Topic]] = []
    desk.announcer.subscribe(told.append)
    saved = desk.imports.apply(desk.act(), plan)
    assert [topics >= {Topic.HOUSEHOLDS} for topics in told] == [True]
    folder = desk.signed_in.folder
    assert len(upkeep.backups(folder.path, desk.signed_in.key)) == 1
    desk.undo(desk.act(), saved)
    assert everyone(desk) == before
    assert upkeep.check() == []
    assert tuple(desk.imports.plan(desk.act(), folder.path / "table.xlsx", H).counts.values()) == (2, 1, 0, 0)


def test_data_that_changed_since_the_dry_run_refuse_it(desk: Desk) -> None:
    home = add_household(desk, "0001", "张满仓", "一社")
    plan = households(desk, ("0001", None, "张满仓", "户主", ID), ("0002", "三社", "王五", "户主"))
    desk.households.change(desk.act(), home, home)  # touched, but the same
    add_household(desk, "0002", "王五", "三社")
    with pytest.raises(Refused, match="看过结果以后本站数据又改过"):
        desk.imports.apply(desk.act(), plan)
    assert len(everyone(desk)) == 2


def test_undo_refuses_once_somebody_has_gone_on_from_there(desk: Desk) -> None:
    saved = desk.imports.apply(desk.act(), households(desk, ("0001", "一社", "张满仓", "户主")))
    home = desk.households.find(desk.act().station_id, "0001")
    assert home is not None
    add_entitlement(desk, home, add_policy(desk))
    with pytest.raises(Refused):
        desk.undo(later(desk.act(), minutes=1), saved)
    assert everyone(desk) == {"0001": [("张满仓", "户主")]}
