"""导出Excel: every register as it stands on the screen, masked unless said why not, and the saying is written down."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from db import journal
from tests.builders import (
    TODAY,
    YEAR,
    add_cadre,
    add_entitlement,
    add_household,
    add_policy,
    id_number,
    villager,
)
from tests.rostered import DECEMBER, add_staff, fill_month, name_on, slot
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import CadreKind
from venue_desk.domain.errors import Refused
from venue_desk.domain.history import Action
from venue_desk.domain.households import (
    ClosedBecause,
    Household,
    HouseholdFilter,
    HouseholdOrder,
    Relation,
    VillagerEntry,
)
from venue_desk.domain.identity import Gender, show_phone
from venue_desk.domain.importing import ImportKind, Outcome
from venue_desk.domain.roster import Role
from venue_desk.services.export import TEMPLATES, Exports, export_job, exports
from venue_desk.services.listings import Wanted

HEADER, FIRST = 3, 4
UNCHANGED = Outcome.UNCHANGED
ID = id_number("19580214", 1)
RARE = "张\U0002ce7c文"


def wanted(desk: Desk, **said: object) -> Wanted:
    return replace(Wanted(station_id=desk.act().station_id, today=TODAY, year=YEAR), **said)  # type: ignore[arg-type]


def lines(desk: Desk, out: Path, register: str, reason: str | None = None, **said: object) -> list[dict[str, Cell]]:
    """The rows as Excel would read them, by the title of the column."""
    act = desk.act()
    list(export_job(desk.exports.sheet(act, register, wanted(desk, **said), reason), out))
    page = load_workbook(out).worksheets[0]
    titles = [str(cell.value) for cell in page[HEADER]]
    return [dict(zip(titles, row, strict=True)) for row in page.iter_rows(min_row=FIRST)]  # type: ignore[arg-type]


def said(row: dict[str, Cell], *titles: str) -> list[object]:
    return [row[title].value for title in titles]


def village(desk: Desk) -> Household:
    home = add_household(
        desk, "0001", "张满仓", "一社",
        villager(RARE, Relation.SON, id_number=ID, phone="13800001111", gender=Gender.MALE),
        villager("王秀珍", Relation.SPOUSE, born_on=date(1899, 5, 1)),
        account="6210123456789012345", phone="09326620000", land=12_500, bank="信用社", note="独居", address="河边",
    )  # fmt: skip
    add_household(desk, "0002", "马秀英", "二社", land=3000)
    policy = add_policy(desk)
    add_entitlement(desk, home, policy, paid_on=date(2026, 5, 1))
    add_entitlement(desk, home, policy, 2500, 2025)
    return home


def test_a_household_is_a_block_of_its_people_and_its_facts_stand_once(desk: Desk, tmp_path: Path) -> None:
    village(desk)
    rows = lines(desk, tmp_path / "a.xlsx", "households")
    assert [said(row, "户号", "社", "户主", "姓名", "与户主关系", "性别") for row in rows] == [
        ["0001", "一社", "张满仓", "张满仓", "户主", None],
        ["0001", "一社", "张满仓", "王秀珍", "配偶", None],
        ["0001", "一社", "张满仓", RARE, "子", "男"],
        ["0002", "二社", "马秀英", "马秀英", "户主", None],
    ]
    facts = ("耕地（亩）", "开户行", "地址", "户备注", "2026年补贴（元）", "连心卡", "2026年知情卡")
    assert said(rows[0], *facts) == [12.5, "信用社", "河边", "独居", 32, "否", "否"]
    assert said(rows[1], *facts) == [None] * 7
    assert sum(row["耕地（亩）"].value or 0 for row in rows) == 15.5  # type: ignore[misc]
    assert rows[1]["出生日期"].value == "1899年5月1日"


def test_numbers_are_masked_and_text(desk: Desk, tmp_path: Path) -> None:
    village(desk)
    covered = lines(desk, tmp_path / "a.xlsx", "households")
    head, son = covered[0], covered[2]
    assert said(son, "身份证号", "电话") == [f"{ID[:4]}{'*' * 10}{ID[-4:]}", "138****1111"]
    assert said(head, "一卡通账号", "户电话") == ["尾号 2345", "093****0000"]
    secrets = {ID, "13800001111", "6210123456789012345", "09326620000"}
    assert not secrets & {cell.value for row in covered for cell in row.values()}
    whole = lines(desk, tmp_path / "b.xlsx", "households", "报镇民政办核对")
    assert said(whole[2], "身份证号", "电话") == [ID, "13800001111"]
    assert said(whole[0], "一卡通账号") == ["6210123456789012345"]
    for row in whole:
        for title in ("户号", "身份证号", "电话", "一卡通账号", "户电话"):
            assert row[title].number_format == "@"
            assert row[title].value is None or row[title].data_type == "s"


def test_the_whole_numbers_are_written_down_with_the_reason(desk: Desk) -> None:
    village(desk)
    act = desk.act()
    desk.exports.sheet(act, "households", wanted(desk))
    assert notes(act) == []
    desk.exports.sheet(act, "households", wanted(desk), " 报镇民政办核对 ")
    assert notes(act) == [{"field": "households", "reason": "报镇民政办核对", "rows": "4"}]
    assert journal.verify_chain() is None


def notes(act: Act) -> list[object]:
    return [c.after for c in journal.history("stations", act.station_id) if c.action is Action.REVEAL]


def test_without_a_reason_or_for_another_station_nothing_comes_out_whole(desk: Desk) -> None:
    village(desk)
    act = desk.act()
    with pytest.raises(Refused) as refused:
        desk.exports.sheet(act, "households", wanted(desk), "  ")
    assert [finding.field for finding in refused.value.findings] == ["reason"]
    gone = add_cadre(desk, "王建军")
    desk.cadres.leave(act, gone, TODAY)
    with pytest.raises(Refused, match="只能遮住导出"):
        desk.exports.sheet(Act(gone.id, act.station_id, act.at), "households", wanted(desk), "看看")
    assert notes(act) == []


def test_filter_and_order_are_those_of_the_screen(desk: Desk, tmp_path: Path) -> None:
    home = village(desk)
    add_household(desk, "0003", "安国", "三社")
    by_head = lines(
        desk, tmp_path / "a.xlsx", "households", household_order=HouseholdOrder.HEAD, descending=True,
        households=HouseholdFilter(year=YEAR),
    )  # fmt: skip
    assert list(dict.fromkeys(row["户主"].value for row in by_head)) == ["张满仓", "马秀英", "安国"]
    second = next(h.id for h in desk.stations.hamlets(desk.act().station_id) if h.name == "二社")
    shown = HouseholdFilter(year=YEAR, hamlet_id=second)
    assert [row["户主"].value for row in lines(desk, tmp_path / "a.xlsx", "households", households=shown)] == ["马秀英"]
    desk.households.close(desk.act(), home, ClosedBecause.MOVED, TODAY)
    closed = HouseholdFilter(year=YEAR, closed=True)
    assert len(lines(desk, tmp_path / "a.xlsx", "households", households=closed)) == 3
    assert [row["户主"].value for row in lines(desk, tmp_path / "a.xlsx", "households")] == ["马秀英", "安国"]


def test_every_page_of_a_long_register_is_there_once(desk: Desk) -> None:
    for number in range(1, 531):
        add_household(desk, f"{number:04d}", "张满仓")
    sheet = desk.exports.sheet(desk.act(), "households", wanted(desk))
    assert [row[0] for row in sheet.rows] == [f"{number:04d}" for number in range(1, 531)]
    assert sheet.starts == frozenset(range(530))


def test_entitlements_policies_cadres_and_papers(desk: Desk, tmp_path: Path) -> None:
    village(desk)
    add_cadre(desk, "王建军", "一社", "二社", id_number=ID, joined_on=date(2024, 8, 1))
    (drawn,) = lines(desk, tmp_path / "a.xlsx", "entitlements")
    assert said(drawn, "户号", "政策", "年度", "数量", "单位", "标准（元）", "金额（元）", "一卡通账号", "去年数量") == [
        "0001", "良种补贴（小麦）", 2026, 3.2, "亩", 10, 32, "尾号 0013", 2.5,
    ]  # fmt: skip
    (policy,) = lines(desk, tmp_path / "a.xlsx", "policies")
    assert said(policy, "政策", "标准（元）", "文号", "2026年户数", "2026年金额（元）") == [
        "良种补贴（小麦）", 10, "示例〔2020〕1号", 1, 32,
    ]  # fmt: skip
    staff = lines(desk, tmp_path / "a.xlsx", "cadres")
    assert [row["姓名"].value for row in staff] == ["陈志远", "王建军"]
    assert said(staff[1], "类别", "电话", "身份证号", "包组", "全村", "代办员", "代办内容", "值班日") == [
        "村干部", "13800000101", f"{ID[:4]}{'*' * 10}{ID[-4:]}", "一社、二社", "否", "是", "医保、养老、低保", "周一、周四",
    ]  # fmt: skip
    ids = tuple(cadre.id for cadre in reversed(desk.cadres.serving(desk.act().station_id)))
    assert [row["姓名"].value for row in lines(desk, tmp_path / "a.xlsx", "cadres", ids=ids)] == ["王建军", "陈志远"]
    assert lines(desk, tmp_path / "a.xlsx", "printouts") == []


def test_every_register_says_what_it_is_and_whose(desk: Desk) -> None:
    village(desk)
    covered = {"households", "entitlements", "cadres", "duty_log"}
    assert {"policies", "printouts", "roster", "attendance", "sign_ons", *covered} <= set(exports())
    for register, listed in exports().items():
        sheet = desk.exports.sheet(desk.act(), register, wanted(desk))
        assert sheet.title.startswith("浅河村")
        assert sheet.beneath.startswith("浅河村便民服务站　2026年11月23日")
        masks = any(column.mask for column in listed(wanted(desk)).columns)
        assert ("已遮住" in sheet.beneath) == masks
        assert masks or register not in covered
        assert len({column.title for column in sheet.columns}) == len(sheet.columns)
        assert len(sheet.name) <= 31


def test_blank_sheets_offer_what_the_village_has(desk: Desk) -> None:
    village(desk)
    offered: dict[tuple[str, str], tuple[str, ...]] = {}
    for register in TEMPLATES:
        sheet = desk.exports.template(desk.act(), register, wanted(desk))
        assert sheet.rows == ()
        assert sheet.blank >= 100
        assert sheet.beneath
        offered |= {(register, column.title): column.choices for column in sheet.columns if column.choices}
    assert offered["households", "社"] == ("一社", "二社", "三社")
    assert "儿媳" in offered["households", "与户主关系"]
    assert offered["entitlements", "政策"] == ("良种补贴（小麦）",)
    titles = [c.title for c in desk.exports.template(desk.act(), "households", wanted(desk)).columns]
    assert "连心卡" not in titles
    assert "户号" in titles


def test_a_blank_sheet_needs_no_station() -> None:
    for register in TEMPLATES:
        sheet = Exports().template(None, register, Wanted(station_id=None, today=TODAY, year=YEAR))
        assert sheet.columns
        assert not any(column.title in {"社", "政策"} and column.choices for column in sheet.columns)


@pytest.mark.parametrize("kind", list(ImportKind))
def test_what_is_exported_comes_back_unchanged(desk: Desk, tmp_path: Path, kind: ImportKind) -> None:
    home = village(desk)
    son = desk.households.get(desk.act().station_id, home.id).members[2]
    desk.households.add_villager(
        desk.act(), home, villager("买买提·艾力 Ali", Relation.OTHER, phone="8888", note="=1+1，住在河对岸")
    )
    desk.households.close_villager(desk.act(), son, ClosedBecause.MOVED, TODAY)
    add_cadre(desk, "王建军", "一社", "二社", id_number=ID, joined_on=date(2024, 8, 1), duties="管印章，主持工作")
    add_cadre(desk, "李秀兰", kind=CadreKind.DISPATCHED, duty_days=frozenset(range(1, 8)), services=(), is_agent=False)
    act, out = desk.act(), tmp_path / "a.xlsx"
    list(export_job(desk.exports.sheet(act, kind.value, wanted(desk), "核对"), out))
    plan = desk.imports.plan(act, out, kind)
    assert [
        (row.number, row.outcome, row.changes, row.reason) for row in plan.rows if row.outcome is not UNCHANGED
    ] == []
    assert len(plan.rows) == {"households": 4, "entitlements": 1, "cadres": 3}[kind.value]


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("\U0002ce7c\u4dae")
NOTES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=15)
MEMBERS = st.lists(
    st.builds(
        VillagerEntry,
        name=st.text(HAN, min_size=2, max_size=6),
        relation=st.sampled_from([relation for relation in Relation if relation is not Relation.HEAD]),
        phone=st.sampled_from(["", "13800001111", "09326620000", "8888"]),
        gender=st.sampled_from([None, *Gender]),
        born_on=st.none() | st.dates(date(1885, 1, 1), TODAY),
        note=NOTES,
    ),
    max_size=4,
    unique_by=lambda member: member.name,
)


@pytest.mark.slow
@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MEMBERS, NOTES, st.integers(0, 99_999), st.sampled_from(["", "62101234567890123"]))
def test_no_household_changes_on_its_way_out_and_back(
    desk: Desk, tmp_path: Path, members: list[VillagerEntry], note: str, land: int, account: str
) -> None:
    act = desk.act()
    number = desk.households.next_number(act.station_id)
    add_household(desk, number, "张满仓", "一社", *members, note=note, land=land * 10, account=account)
    shown = wanted(desk, households=HouseholdFilter(year=YEAR, text=number))
    sheet = desk.exports.sheet(act, "households", shown, "核对")
    list(export_job(sheet, tmp_path / "a.xlsx"))
    plan = desk.imports.plan(act, tmp_path / "a.xlsx", ImportKind.HOUSEHOLDS)
    assert [(row.outcome, row.changes, row.reason) for row in plan.rows if row.outcome is not UNCHANGED] == []
    assert len(plan.rows) == 1 + len(members)


def test_a_roster_has_a_row_a_shift_and_the_month_as_a_calendar_beside(desk: Desk, tmp_path: Path) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    desk.roster.fill(desk.act(), slot(10), None)
    at = slot(12, "夜班")
    stands_in = next(c for c in staff.values() if c.name != name_on(desk, at) and not c.leads_duty)
    rostered = name_on(desk, at)
    desk.roster.stand_in(desk.act(), at, stands_in.id, "病假")
    out = tmp_path / "roster.xlsx"
    rows = lines(desk, out, "roster", month=DECEMBER)
    assert len(rows) == 62
    first = {title: cell.value for title, cell in rows[0].items()}
    leader = staff[name_on(desk, slot(1, role=Role.LEAD))]
    assert (first["日期"], first["星期"], first["班次"], first["起止"]) == (
        datetime.fromisoformat("2026-12-01"), "星期二", "白班", "08:00—20:00",
    )  # fmt: skip
    assert (first["带班领导"], first["带班职务"], first["带班电话"]) == (
        leader.name, leader.position, show_phone(leader.phone),
    )  # fmt: skip
    by_shift = {(row["日期"].value.day, row["班次"].value): row for row in rows}  # type: ignore[union-attr]
    assert by_shift[10, "白班"]["备注"].value == "还缺 1 人"
    assert by_shift[12, "夜班"]["替班/报备"].value == f"{stands_in.name}替{rostered}（病假）"
    assert by_shift[12, "夜班"]["休/班"].value == "周末"
    book = load_workbook(out)
    assert book.sheetnames == ["值班表", "月历"]
    calendar = [[cell.value for cell in row] for row in book["月历"].iter_rows(min_row=FIRST)]
    assert len(calendar) == 5
    assert calendar[0][0] is None
    assert str(calendar[0][1]).startswith("1 廿三\n白 ")
    assert "待排" in str(calendar[1][3])


def test_a_cover_of_numbers_is_told_on_no_roster(desk: Desk) -> None:
    fill_month(desk, add_staff(desk))
    sheet = desk.exports.sheet(desk.act(), "roster", wanted(desk, month=DECEMBER))
    assert "已遮住" not in sheet.beneath
    assert sheet.title == "浅河村2026年12月值班表"


def test_every_list_is_named_by_what_it_holds(desk: Desk) -> None:
    wanted = Wanted(station_id=desk.act().station_id, today=TODAY, year=YEAR, month=TODAY.replace(day=1))
    names = {register: desk.exports.name(register, wanted) for register in exports()}
    assert (names["households"], names["appointments"], names["petty_cash"]) == ("农户", "约办", "备用金")
    assert len(set(names.values())) == len(names)
