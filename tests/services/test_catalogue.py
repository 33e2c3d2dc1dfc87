from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from db import catalogue as table
from tests.builders import TODAY
from tests.case_village import BENEFIT, accept, item
from venue_desk.desk import Desk
from venue_desk.domain.catalogue import Material, ServiceItemEntry
from venue_desk.domain.errors import Refused
from venue_desk.domain.found import Kind
from venue_desk.domain.network import Level, ServicePointEntry


def test_a_change_is_a_new_version_and_a_case_keeps_its_own(desk: Desk) -> None:
    case, before = accept(desk), item(desk)
    after = desk.catalogue.change(desk.act(), before, replace(BENEFIT, promised_days=10), TODAY).record
    assert (after.version, after.root_id) == (2, before.root_id)
    assert [each.id for each in desk.catalogue.rows(desk.act().station_id)] == [after.id]
    assert [(each.item.version, each.by, each.changes) for each in desk.catalogue.history(desk.act(), after)] == [
        (2, "陈志远", ("承诺时限：15 个工作日 → 10 个工作日",)), (1, "陈志远", ()),
    ]  # fmt: skip
    assert desk.cases.get(desk.act(), case.id).item.promised_days == 15
    with pytest.raises(Refused):
        desk.catalogue.change(desk.act(), before, BENEFIT, TODAY)


def test_a_change_is_undone_whole(desk: Desk) -> None:
    before = item(desk)
    saved = desk.catalogue.change(desk.act(), before, replace(BENEFIT, promised_days=10), TODAY)
    desk.undo(desk.act(), saved)
    assert table.service_items(desk.act().station_id) == [before]


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "请到那天再改"), (-1, "新的一版不能更早")], ids=["to come", "before it began"]
)
def test_a_version_begins_after_the_one_before_and_not_in_days_to_come(desk: Desk, days: int, sentence: str) -> None:
    before = item(desk)
    with pytest.raises(Refused, match=sentence):
        desk.catalogue.change(desk.act(), before, BENEFIT, TODAY + timedelta(days))
    assert desk.catalogue.rows(desk.act().station_id) == [before]


def test_what_is_withdrawn_says_why_and_its_cases_go_on(desk: Desk) -> None:
    case, before = accept(desk), item(desk)
    with pytest.raises(Refused, match="为什么停办"):
        desk.catalogue.withdraw(desk.act(), before, " ")
    saved = desk.catalogue.withdraw(desk.act(), before, "改由银行网点办")
    station = desk.act().station_id
    assert desk.catalogue.rows(station) == []
    assert [each.withdrawn_for for each in desk.catalogue.withdrawn(station)] == ["改由银行网点办"]
    assert desk.cases.get(desk.act(), case.id).item.name == "高龄津贴申请"
    desk.undo(desk.act(), saved)
    assert (desk.catalogue.rows(station), desk.catalogue.withdrawn(station)) == ([before], [])


def test_what_was_changed_is_not_withdrawn(desk: Desk) -> None:
    desk.catalogue.change(desk.act(), item(desk), replace(BENEFIT, promised_days=10), TODAY)
    assert desk.catalogue.withdrawn(desk.act().station_id) == []


def test_what_is_shipped_is_taken_over_once(desk: Desk) -> None:
    item(desk)  # 高龄津贴申请 is there already
    taken = desk.catalogue.take_over(desk.act()).record
    assert len(taken) >= 25
    assert all(each.name != "高龄津贴申请" for each in taken)
    assert desk.catalogue.take_over(desk.act()).record == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("报销", "医保报销"), ("高龄补贴", "高龄津贴申请"), ("ybbx", "医保报销"), ("gaolingjin", "高龄津贴申请"),
        ("种粮补贴", "耕地地力保护补贴申报"), ("五保", "特困供养申请"), ("低保", "低保申请"), ("社会保障卡", "社保卡办理"),
        ("残联", "残疾证办理"),
    ],
)  # fmt: skip
def test_items_are_found_by_what_people_call_them(desk: Desk, typed: str, first: str) -> None:
    desk.catalogue.take_over(desk.act())
    assert desk.catalogue.find(desk.act().station_id, typed)[0].name == first


def test_the_search_finds_the_version_in_force_and_what_was_withdrawn(desk: Desk) -> None:
    def found() -> list[tuple[UUID | str, bool]]:
        station = desk.act().station_id
        return [(hit.id, hit.closed) for hit in desk.search.find(station, "高龄补贴", TODAY) if hit.kind is Kind.ITEM]

    before = item(desk)
    changed = desk.catalogue.change(desk.act(), before, replace(BENEFIT, promised_days=10), TODAY)
    assert found() == [(changed.record.id, False)]
    assert desk.search.rebuild() > 0
    assert found() == [(changed.record.id, False)]
    withdrawn = desk.catalogue.withdraw(desk.act(), changed.record, "改由银行网点办")
    assert found() == [(changed.record.id, True)]
    desk.undo(desk.act(), withdrawn)
    desk.undo(desk.act(), changed)
    assert found() == [(before.id, False)]


def test_a_name_twice_and_a_material_twice_are_told_at_their_fields(desk: Desk) -> None:
    item(desk)
    with pytest.raises(Refused, match="已经有这一项了"):
        desk.catalogue.register(desk.act(), BENEFIT)
    twice = ServiceItemEntry(
        name="开路条", materials=(Material(name="身份证"), Material(name="身份证")), promised_days=400
    )
    assert [(f.code, f.field) for f in desk.catalogue.findings(twice)] == [
        ("item.days", "promised_days"), ("item.material_twice", "materials"), ("item.department", "department"),
    ]  # fmt: skip


def test_the_network_follows_from_what_is_known(desk: Desk) -> None:
    desk.catalogue.take_over(desk.act())
    points = desk.network.take_over(desk.act()).record
    assert [(p.level, p.name) for p in points[:5]] == [
        (Level.GROUP, "一社便民服务点"), (Level.GROUP, "二社便民服务点"), (Level.GROUP, "三社便民服务点"),
        (Level.STATION, "浅河村便民服务站"), (Level.TOWNSHIP, "菜子镇便民服务中心"),
    ]  # fmt: skip
    assert all(point.level is Level.COUNTY for point in points[5:])
    assert desk.network.take_over(desk.act()).record == []


def test_a_point_of_a_group_says_which(desk: Desk) -> None:
    found = desk.network.findings(ServicePointEntry(level=Level.GROUP, name="四社便民服务点"))
    assert [(f.code, f.field) for f in found] == [("network.group", "group_id")]
    centre = desk.network.register(
        desk.act(), ServicePointEntry(level=Level.TOWNSHIP, name="镇中心", phone="0932-6622100")
    )
    with pytest.raises(Refused, match="已经有这个地方了"):
        desk.network.register(desk.act(), ServicePointEntry(level=Level.TOWNSHIP, name="镇中心"))
    moved = desk.network.change(
        desk.act(), centre.record, ServicePointEntry(level=Level.TOWNSHIP, name="镇中心", contact="孙主任")
    ).record
    assert desk.network.close(desk.act(), moved).record.closed_on == desk.act().today
