"""Households: found by what one knows of them, closed and never lost, their people always with one head."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import (
    TODAY,
    YEAR,
    add_cadre,
    add_entitlement,
    add_household,
    add_policy,
    counted_queries,
    household_entry,
    id_number,
    query_plan,
    villager,
)
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import (
    ClosedBecause,
    HouseholdFilter,
    HouseholdOrder,
    Relation,
)
from venue_desk.domain.identity import Gender

ALL = HouseholdFilter(year=YEAR)


def numbers(
    desk: Desk, wanted: HouseholdFilter = ALL, order: HouseholdOrder = HouseholdOrder.HAMLET, **how: bool
) -> list[str]:
    page = desk.households.page(desk.act().station_id, wanted, order, descending=how.get("descending", False))
    assert len(page) == desk.households.count(desk.act().station_id, wanted)
    return [row.household.number for row in page]


def village(desk: Desk) -> None:
    policy = add_policy(desk)
    for number, head, hamlet, quantity in (
        ("0003", "李安", "二社", 5000), ("0001", "林安", "一社", 1000), ("0004", "单田芳", "一社", 0), ("0002", "赵秀兰", "三社", 9000),
    ):  # fmt: skip
        household = add_household(desk, number, head, hamlet)
        if quantity:
            add_entitlement(desk, household, policy, quantity)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (HouseholdOrder.HAMLET, ["0001", "0004", "0003", "0002"]),
        (HouseholdOrder.NUMBER, ["0001", "0002", "0003", "0004"]),
        (HouseholdOrder.HEAD, ["0003", "0001", "0004", "0002"]),
        (HouseholdOrder.ENTITLED, ["0004", "0001", "0003", "0002"]),
    ],
)
def test_orders_both_ways(desk: Desk, order: HouseholdOrder, expected: list[str]) -> None:
    village(desk)
    assert numbers(desk, order=order) == expected
    backwards = numbers(desk, order=order, descending=True)
    assert backwards == expected[::-1]
    station, rows = desk.act().station_id, desk.households.page(desk.act().station_id, ALL, order)
    places = [desk.households.place(station, ALL, row.household.id, order) for row in rows]
    assert places == [0, 1, 2, 3]
    assert desk.households.place(station, ALL, rows[0].household.id, order, descending=True) == 3
    led = [
        [desk.households.leap(station, ALL, "la", after, order, descending=down) for after in range(-1, 4)]
        for down in (False, True)
    ]
    la = sorted(rows.index(row) for row in rows if row.household.head_name in {"李安", "林安"})
    assert led[0] == [next((place for place in la if place > after), la[0]) for after in range(-1, 4)]
    al = sorted(3 - place for place in la)
    assert led[1] == [next((place for place in al if place > after), al[0]) for after in range(-1, 4)]


def test_what_the_filter_keeps_back_has_no_place(desk: Desk) -> None:
    village(desk)
    station = desk.act().station_id
    third = desk.households.page(station, ALL, offset=2)[0].household
    assert desk.households.place(station, replace(ALL, hamlet_id=third.hamlet_id), third.id) == 0
    assert desk.households.place(station, replace(ALL, text="单田"), third.id) is None
    assert desk.households.place(station, replace(ALL, closed=True), third.id) is None
    assert desk.households.leap(station, ALL, "stf", 0) == 1
    assert desk.households.leap(station, ALL, "xyz", 0) is None


def test_pages_are_slices_of_the_whole(desk: Desk) -> None:
    village(desk)
    station = desk.act().station_id
    whole = desk.households.page(station, ALL)
    assert whole == [row for at in range(0, 4, 3) for row in desk.households.page(station, ALL, offset=at, limit=3)]
    assert desk.households.page(None, ALL) == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满仓", ["0001"]), ("玉梅", ["0001"]), ("zhangm", ["0001"]), ("0001", ["0001"]), ("0102", ["0001"]),
        ("2", ["0002"]), ("玉梅 张", ["0001"]), ("没有这人", []), ("%", []), ("_", []), ("0013", ["0002"]), ("001x", []), ("张", ["0001"]), ("王", ["0002"]), ("玉", ["0001"]),
        ("张梅", []), ("仓满", []), ("·", ["0002"]), ("买·买", ["0002"]), ("3800000102", ["0001"]), ("𬱼", ["0002"]),
    ],
)  # fmt: skip
def test_text_narrows(desk: Desk, text: str, expected: list[str]) -> None:
    wife = villager("李玉梅", Relation.SPOUSE, phone="138-0000-0102")
    add_household(desk, "0001", "张满仓", "一社", wife)
    number = next(n for day in range(10, 29) if (n := id_number(f"195802{day}")).endswith("0013"))
    son, guest = villager("王小宝", Relation.SON, id_number=number), villager("阿买·买买提𬱼", Relation.OTHER)
    add_household(desk, "0002", "王根生", "二社", son, guest)
    assert numbers(desk, replace(ALL, text=text)) == expected


def test_filters_and_their_counts(desk: Desk) -> None:
    village(desk)
    hamlet = desk.stations.hamlets(desk.act().station_id)[0]
    assert numbers(desk, replace(ALL, hamlet_id=hamlet.id)) == ["0001", "0004"]
    assert numbers(desk, replace(ALL, group_id=hamlet.group_id)) == ["0001", "0004"]
    assert numbers(desk, replace(ALL, without_sheet=True)) == ["0001", "0003", "0002"]
    assert numbers(desk, replace(ALL, without_card=True)) == ["0001", "0004", "0003", "0002"]
    assert numbers(desk, HouseholdFilter(year=YEAR - 1, without_sheet=True)) == []
    counts = desk.households.counts(desk.act().station_id, YEAR)
    assert (counts.households, counts.without_card, counts.without_sheet, counts.closed) == (4, 4, 3, 0)
    sums = desk.households.sums(desk.act().station_id, ALL)
    assert (sums.households, sums.members, sums.entitled_fen) == (4, 4, 15000)
    assert desk.households.by_hamlet(desk.act().station_id)[hamlet.id] == 2


def test_one_query_more_or_less_for_a_page_of_any_length(desk: Desk) -> None:
    village(desk)
    with counted_queries() as one:
        desk.households.page(desk.act().station_id, ALL, limit=1)
    with counted_queries() as all_of_them:
        desk.households.page(desk.act().station_id, ALL, limit=100)
    assert len(one) == len(all_of_them) <= 6


def test_the_page_of_a_household(desk: Desk) -> None:
    household = add_household(
        desk, "0001", "张满仓", "二社", villager("李玉梅", Relation.SPOUSE), villager("张小宝", Relation.SON)
    )
    policy = add_policy(desk)
    add_entitlement(desk, household, policy, 3000, YEAR - 1)
    add_entitlement(desk, household, policy, 3200)
    with counted_queries() as queries:
        page = desk.households.get(household.station_id, household.id)
    assert len(queries) <= 8
    assert (page.group, page.hamlet) == ("二社", "二社")
    assert [m.name for m in page.living_here] == ["张满仓", "李玉梅", "张小宝"]
    assert [(row.entitlement.year, row.last_year_quantity) for row in page.entitlements] == [(2026, 3000), (2025, None)]
    assert page.entitlements[0].document_number == "示例〔2020〕1号"
    assert page.issued == ()


def test_birth_and_gender_come_from_the_id_number(desk: Desk) -> None:
    household = add_household(
        desk, "0001", "张满仓", "一社", villager("李玉梅", Relation.SPOUSE, id_number=id_number("19600301", 2))
    )
    wife = desk.households.get(household.station_id, household.id).members[1]
    assert (wife.born_on, wife.gender) == (date(1960, 3, 1), Gender.FEMALE)


def test_all_or_nothing_and_each_breach_at_its_field(desk: Desk) -> None:
    add_household(desk, "0001")
    entry = household_entry(desk, " ０００１ ", account="6210 x")
    members = [villager("", Relation.SPOUSE), villager("张三", Relation.SON, id_number="621199195802140013")]
    with pytest.raises(Refused) as refused:
        desk.households.register(desk.act(), entry, members)
    found = {(f.code, f.field) for f in refused.value.findings}
    assert ("household.number_twice", "number") in found
    assert ("account.form", "account") in found
    assert ("household.heads", "members") in found
    assert ("name.empty", "members.0.name") in found
    assert desk.households.count(desk.act().station_id, ALL) == 1


def test_the_hamlet_must_lie_in_the_group(desk: Desk) -> None:
    one, two, _ = desk.stations.hamlets(desk.act().station_id)
    entry = replace(household_entry(desk), hamlet_id=two.id)
    with pytest.raises(Refused) as refused:
        desk.households.register(desk.act(), entry, [villager()])
    assert [f.field for f in refused.value.findings] == ["hamlet_id"]
    household = add_household(desk)
    moved = desk.households.move_hamlet(desk.act(), household, two.id).record
    assert (moved.hamlet_id, moved.group_id) == (two.id, two.group_id)
    desk.stations.close_hamlet(desk.act(), one)
    with pytest.raises(Refused):
        desk.households.move_hamlet(desk.act(), moved, one.id)


def test_the_same_person_in_two_households_is_only_reminded_of(desk: Desk) -> None:
    number = id_number()
    add_household(desk, "0001", "张满仓", "一社", villager("李玉梅", Relation.SPOUSE, id_number=number))
    entry, members = household_entry(desk, "0002"), [villager("李玉梅", id_number=number)]
    found = desk.households.findings(desk.act().station_id, entry, members, TODAY)
    assert [(f.code, f.field) for f in found] == [("villager.elsewhere", "members.0.id_number")]
    assert "张满仓户（0001）" in found[0].sentence
    desk.households.register(desk.act(), entry, members)


def test_undo_takes_back_the_household_with_its_people(desk: Desk) -> None:
    entry = household_entry(desk)
    saved = desk.households.register(desk.act(), entry, [villager(), villager("李玉梅", Relation.SPOUSE)])
    desk.undo(desk.act(), saved)
    assert numbers(desk) == []
    assert desk.home.facts(desk.act()).villagers == 0
    add_household(desk, "0001")


def test_undo_is_refused_whole_once_something_hangs_on_it(desk: Desk) -> None:
    saved = desk.households.register(desk.act(), household_entry(desk), [villager()])
    add_entitlement(desk, saved.record, add_policy(desk))
    with pytest.raises(Refused):
        desk.undo(desk.act(), saved)
    assert len(desk.households.get(saved.record.station_id, saved.record.id).members) == 1


def test_closing_takes_everyone_along_and_frees_the_number(desk: Desk) -> None:
    household = add_household(desk, "0001", "张满仓", "一社", villager("李玉梅", Relation.SPOUSE))
    with pytest.raises(Refused, match="今天以后"):
        desk.households.close(desk.act(), household, ClosedBecause.MOVED, date(2026, 11, 24))
    saved = desk.households.close(desk.act(), household, ClosedBecause.MOVED, TODAY)
    assert numbers(desk) == []
    assert numbers(desk, replace(ALL, closed=True)) == ["0001"]
    assert desk.households.get(household.station_id, household.id).living_here == ()
    desk.undo(desk.act(), saved)
    assert len(desk.households.get(household.station_id, household.id).living_here) == 2
    desk.households.close(desk.act(), household, ClosedBecause.MOVED, TODAY)
    add_household(desk, "0001", "王根生")


def test_what_is_closed_is_only_looked_at(desk: Desk) -> None:
    household = add_household(desk)
    closed = desk.households.close(desk.act(), household, ClosedBecause.MOVED, TODAY).record
    (gone,) = desk.households.get(closed.station_id, closed.id).members
    for verb in (
        lambda: desk.households.change(desk.act(), closed, replace(closed, note="改")),
        lambda: desk.households.close(desk.act(), closed, ClosedBecause.DIED, TODAY),
        lambda: desk.households.add_villager(desk.act(), closed, villager("张小宝", Relation.SON)),
        lambda: desk.households.change_villager(desk.act(), gone, villager("张满屯")),
    ):
        with pytest.raises(Refused, match="注销"):
            verb()


def test_the_number_taken_again_keeps_the_closed_household_closed(desk: Desk) -> None:
    household = add_household(desk)
    saved = desk.households.close(desk.act(), household, ClosedBecause.DIED, TODAY)
    add_household(desk, "0001", "王根生")
    with pytest.raises(Refused):
        desk.undo(desk.act(), saved)
    assert [row.household.head_name for row in desk.households.page(None, ALL)] == ["王根生"]


def test_there_is_always_one_head(desk: Desk) -> None:
    household = add_household(desk, "0001", "张满仓", "一社", villager("李玉梅", Relation.SPOUSE))
    head, wife = desk.households.get(household.station_id, household.id).members
    act = desk.act()
    with pytest.raises(Refused, match="只能留一位"):
        desk.households.add_villager(act, household, villager("张老三"))
    with pytest.raises(Refused, match="不能没有户主"):
        desk.households.change_villager(act, head, replace(villager(), relation=Relation.FATHER))
    with pytest.raises(Refused, match="请先换一位户主"):
        desk.households.close_villager(act, head, ClosedBecause.DIED, TODAY)
    saved = desk.households.new_head(act, household, wife, Relation.SPOUSE)
    assert (saved.record.head_name, saved.record.head_pinyin) == ("李玉梅", "li yu mei")
    now = desk.households.get(household.station_id, household.id).members
    assert [(m.name, m.relation) for m in now] == [("李玉梅", Relation.HEAD), ("张满仓", Relation.SPOUSE)]
    desk.households.close_villager(act, now[1], ClosedBecause.DIED, TODAY)
    with pytest.raises(Refused, match="最后一位"):
        desk.households.close_villager(act, now[0], ClosedBecause.DIED, TODAY)


def test_undo_of_a_new_head_brings_the_old_one_back(desk: Desk) -> None:
    household = add_household(desk, "0001", "张满仓", "一社", villager("李玉梅", Relation.SPOUSE))
    before = desk.households.get(household.station_id, household.id)
    desk.undo(desk.act(), desk.households.new_head(desk.act(), household, before.members[1], Relation.SPOUSE))
    assert desk.households.get(household.station_id, household.id) == before


def test_the_name_of_the_head_stands_on_the_household_too(desk: Desk) -> None:
    household = add_household(desk)
    (head,) = desk.households.get(household.station_id, household.id).members
    saved = desk.households.change_villager(desk.act(), head, villager("仇满仓"))
    named = desk.households.get(household.station_id, household.id).household
    assert (named.head_name, named.head_pinyin) == ("仇满仓", "qiu man cang")
    desk.undo(desk.act(), saved)
    assert desk.households.get(household.station_id, household.id).household == household


def test_the_next_number_is_as_wide_as_the_greatest(desk: Desk) -> None:
    station = desk.act().station_id
    assert desk.households.next_number(station) == "0001"
    add_household(desk, "0099")
    add_household(desk, "1-7", "王根生")
    assert desk.households.next_number(station) == "0100"


def test_todos_say_what_is_lacking(desk: Desk) -> None:
    add_cadre(desk, "王建军", "一社", "二社", "三社")
    add_entitlement(desk, add_household(desk), add_policy(desk))
    sentences = [f.sentence for f in desk.home.facts(desk.act()).todos]
    assert sentences == ["还有 1 户没有连心卡，可以一次印齐。", "还有 1 户没有 2026 年知情卡，可以按社印。"]


@pytest.mark.parametrize("order", [HouseholdOrder.HAMLET, HouseholdOrder.NUMBER, HouseholdOrder.HEAD])
@pytest.mark.parametrize("whole_county", [False, True])
def test_pages_are_read_along_an_index(desk: Desk, order: HouseholdOrder, whole_county: bool) -> None:
    village(desk)
    station = None if whole_county else desk.act().station_id
    with counted_queries() as queries:
        desk.households.page(station, ALL, order, offset=1, limit=2)
    steps = [step for query in queries for step in query_plan(query)]
    assert not [step for step in steps if step.endswith("FOR ORDER BY")]
    walked = [step for step in steps if step.startswith("SCAN")]
    assert all("hamlets" in step or "stations" in step for step in walked)


def test_the_rest_of_a_page_is_looked_up_by_key(desk: Desk) -> None:
    village(desk)
    with counted_queries() as queries:
        desk.households.sums(None, replace(ALL, text="张"))
        desk.households.get(desk.act().station_id, desk.households.page(None, ALL)[0].household.id)
    steps = [step for query in queries for step in query_plan(query)]
    assert not [step for step in steps if "SCAN" in step and ("villagers" in step or "entitlements" in step)]
