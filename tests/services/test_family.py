"""分户, 并户, moving, two records of one person: nobody is lost or doubled, exactly one head each, all can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, YEAR, add_household, household_entry, id_number, villager
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import ClosedBecause, Household, HouseholdFilter, Relation, Villager, VillagerEntry
from venue_desk.domain.identity import Gender
from venue_desk.domain.kinship import to_new_head
from venue_desk.services.families import todos
from venue_desk.services.histories import of_household

R = Relation
MEMBERS = st.lists(st.sampled_from([each for each in R if each is not R.HEAD]), min_size=1, max_size=6)
MANY = settings(max_examples=examples(7), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def family(
    desk: Desk, number: str, relations: Sequence[Relation], head: str = "张满仓", hamlet: str = "一社"
) -> Household:
    others = [
        villager(f"{'赵钱孙李周吴'[place]}{'一二三四五六'[place]}", relation, gender=list(Gender)[place % 2])
        for place, relation in enumerate(relations)
    ]
    return add_household(desk, number, head, hamlet, *others)


def living(desk: Desk, household: Household) -> tuple[Villager, ...]:
    return desk.households.get(desk.act().station_id, household.id).living_here


def now(desk: Desk, household: Household) -> Household:
    return desk.households.get(desk.act().station_id, household.id).household


def whole_village(desk: Desk) -> dict[str, tuple[object, ...]]:
    """Everyone by id with all that is known, and every household, open or closed."""
    station = desk.act().station_id
    found: dict[str, tuple[object, ...]] = {}
    for closed in (False, True):
        rows = desk.households.page(station, HouseholdFilter(year=YEAR, closed=closed), limit=1000)
        for row in rows:
            page = desk.households.get(station, row.household.id)
            found[str(row.household.id)] = (page.household,)
            found |= {str(member.id): (member,) for member in page.members}
    return found


def heads(desk: Desk) -> list[int]:
    station = desk.act().station_id
    rows = desk.households.page(station, HouseholdFilter(year=YEAR), limit=1000)
    return [sum(m.relation is R.HEAD for m in living(desk, row.household)) for row in rows]


def people(desk: Desk) -> list[str]:
    return sorted(key for key, (record,) in whole_village(desk).items() if isinstance(record, Villager))


@pytest.mark.slow
@MANY
@given(st.data(), MEMBERS)
def test_a_split_loses_and_doubles_nobody(desk: Desk, data: st.DataObject, relations: list[Relation]) -> None:
    station = desk.act().station_id
    home = family(desk, desk.households.next_number(station), relations)
    others = [member for member in living(desk, home) if member.relation is not R.HEAD]
    gone = data.draw(st.lists(st.sampled_from(others), min_size=1, unique_by=lambda m: m.id))
    before, everyone = whole_village(desk), people(desk)
    leaving = {member.id: to_new_head(gone[0], member) for member in gone}
    entry = household_entry(desk, desk.households.next_number(station), "三社")
    saved = desk.families.split(desk.act(), home, entry, leaving)
    assert people(desk) == everyone
    assert {m.id for m in living(desk, saved.record)} == set(leaving)
    assert set(heads(desk)) == {1}
    assert saved.record.head_name == gone[0].name
    assert now(desk, home).note == f"2026年11月23日分出{entry.number}户（{_names(gone, leaving)}）"
    desk.undo(desk.act(), saved)
    assert whole_village(desk) == before


def _names(gone: list[Villager], leaving: dict[UUID, Relation]) -> str:
    ordered = sorted(sorted(gone, key=lambda m: m.id), key=lambda m: leaving[m.id] is not R.HEAD)
    names = [member.name for member in ordered]
    return f"{names[0]}等 {len(names)} 人" if len(names) > 2 else "、".join(names)


@pytest.mark.slow
@MANY
@given(MEMBERS, MEMBERS, st.sampled_from([each for each in R if each is not R.HEAD]))
def test_a_merge_loses_and_doubles_nobody(
    desk: Desk, one: list[Relation], other: list[Relation], old_head: Relation
) -> None:
    station = desk.act().station_id
    emptied = family(desk, desk.households.next_number(station), one)
    into = family(desk, desk.households.next_number(station), other, "马秀英")
    before, everyone, counted = whole_village(desk), people(desk), len(living(desk, emptied)) + len(living(desk, into))
    saved = desk.families.merge(desk.act(), emptied, into, old_head, TODAY)
    assert people(desk) == everyone
    assert len(living(desk, into)) == counted
    assert living(desk, emptied) == ()
    assert now(desk, emptied).closed_because is ClosedBecause.MERGED
    assert set(heads(desk)) == {1}
    desk.undo(desk.act(), saved)
    assert whole_village(desk) == before


def test_the_son_who_leaves_takes_his_wife_and_children_as_his_own(desk: Desk) -> None:
    home = add_household(
        desk, "0001", "张满仓", "一社",
        villager("张强", R.SON, gender=Gender.MALE), villager("李梅", R.DAUGHTER_IN_LAW, gender=Gender.FEMALE),
        villager("张小宝", R.GRANDCHILD, gender=Gender.MALE), villager("王秀珍", R.SPOUSE, gender=Gender.FEMALE),
    )  # fmt: skip
    page = {member.name: member for member in living(desk, home)}
    head = page["张强"]
    assert [to_new_head(head, page[name]) for name in ("张强", "李梅", "张小宝", "王秀珍", "张满仓")] == [
        R.HEAD, R.SPOUSE, R.SON, R.MOTHER, R.OTHER,
    ]  # fmt: skip
    leaving = {page[name].id: to_new_head(head, page[name]) for name in ("张强", "李梅", "张小宝")}
    made = desk.families.split(desk.act(), home, household_entry(desk, "0002"), leaving).record
    assert [(m.name, m.relation) for m in living(desk, made)] == [
        ("张强", R.HEAD), ("李梅", R.SPOUSE), ("张小宝", R.SON),
    ]  # fmt: skip
    assert [m.name for m in living(desk, home)] == ["张满仓", "王秀珍"]
    assert desk.search.households(desk.act().station_id, "zhangqiang", TODAY)[0].id == made.id


def test_who_may_not_leave_and_who_must_be_there(desk: Desk) -> None:
    home = family(desk, "0001", [R.SON, R.DAUGHTER])
    head, son, daughter = living(desk, home)
    entry = household_entry(desk, "0002")
    for leaving, code in (
        ({}, "family.nobody"),
        ({head.id: R.HEAD}, "family.head_leaves"),
        ({son.id: R.OTHER}, "family.heads"),
        ({son.id: R.HEAD, daughter.id: R.HEAD}, "family.heads"),
    ):
        with pytest.raises(Refused) as refused:
            desk.families.split(desk.act(), home, entry, leaving)
        assert refused.value.findings[0].code == code
    with pytest.raises(Refused) as refused:
        desk.families.split(desk.act(), home, household_entry(desk, "0001"), {son.id: R.HEAD})
    assert refused.value.findings[0].code == "household.number_twice"
    assert len(living(desk, home)) == 3


def test_merging_into_itself_a_closed_one_or_tomorrow_is_refused(desk: Desk) -> None:
    home, gone, into = (family(desk, number, [R.SON]) for number in ("0001", "0002", "0003"))
    desk.households.close(desk.act(), gone, ClosedBecause.MOVED, TODAY)
    act = desk.act()
    for target, on, code in (
        (home, TODAY, "family.same"),
        (now(desk, gone), TODAY, "family.into_closed"),
        (into, TODAY + timedelta(days=1), "household.closed_later"),
    ):
        with pytest.raises(Refused) as refused:
            desk.families.merge(act, home, target, R.FATHER, on)
        assert refused.value.findings[0].code == code


def test_a_daughter_moves_to_another_household_and_back(desk: Desk) -> None:
    home, into = family(desk, "0001", [R.DAUGHTER]), family(desk, "0002", [R.SON], "马秀英")
    before = whole_village(desk)
    head, daughter = living(desk, home)
    saved = desk.families.move(desk.act(), daughter, into, R.DAUGHTER_IN_LAW)
    assert [m.name for m in living(desk, into)] == ["马秀英", "赵一", "赵一"]
    assert now(desk, into).note == "2026年11月23日赵一从0001户转来"
    with pytest.raises(Refused, match="并户"):
        desk.families.move(desk.act(), head, now(desk, into), R.FATHER)
    desk.undo(desk.act(), saved)
    assert whole_village(desk) == before
    with pytest.raises(Refused, match="先换一位户主"):
        desk.families.move(desk.act(), head, into, R.FATHER)


def test_undo_is_refused_once_somebody_changed_the_new_household(desk: Desk) -> None:
    home = family(desk, "0001", [R.SON])
    son = living(desk, home)[1]
    saved = desk.families.split(desk.act(), home, household_entry(desk, "0002"), {son.id: R.HEAD})
    desk.households.change(desk.act(), saved.record, replace(saved.record, address="河边"))
    before = whole_village(desk)
    with pytest.raises(Refused, match="刚改过这里"):
        desk.undo(desk.act(), saved)
    assert whole_village(desk) == before


# --- one person twice -------------------------------------------------------------------------------------------------


def twin(name: str, relation: Relation = R.SON, **said: Any) -> VillagerEntry:
    return villager(name, relation, **said)


def test_doubles_by_id_and_by_name_are_told_and_namesakes_are_not(desk: Desk) -> None:
    station = desk.act().station_id
    add_household(desk, "0001", "张满仓", "一社", twin("张强", id_number=id_number(order=1)))
    add_household(
        desk, "0002", "马秀英", "二社", twin("张强", id_number=id_number(order=1)), twin("马虎"), twin("马虎")
    )
    add_household(
        desk, "0003", "李梅", "二社",
        twin("李平", id_number=id_number(order=3)), twin("李平", id_number=id_number(order=5)), twin("马虎"),
    )  # fmt: skip
    assert [(pair.first.name, pair.same_id) for pair in desk.families.twice(station)] == [
        ("张强", True),
        ("马虎", False),
    ]
    assert [finding.sentence for finding in todos(station, TODAY)] == [
        "张强的身份证号登记了两遍，户号 0001 和 0002 各有一条，请核对后合成一条。",
        "马虎在户号 0002 里登记了两遍，请核对后合成一条。",
    ]
    assert [pair.first.name for pair in desk.families.twice_of(station, pair_home(desk, "0001"))] == ["张强"]


def pair_home(desk: Desk, number: str) -> UUID:
    found = desk.households.find(desk.act().station_id, number)
    assert found is not None
    return found.id


def test_one_of_two_records_stays_and_both_tell_of_it(desk: Desk) -> None:
    station = desk.act().station_id
    home = add_household(desk, "0001", "张满仓", "一社", twin("张强"))
    other = add_household(desk, "0002", "张强", "二社")
    keep, drop = living(desk, home)[1], living(desk, other)[0]
    known = desk.households.change_villager(
        desk.act(), drop, replace(drop, phone="13800001111", id_number=id_number(order=1))
    ).record
    before = whole_village(desk)
    saved = desk.families.make_one(desk.act(), keep, known)
    assert (saved.record.phone, saved.record.id_number, saved.record.gender) == (
        "13800001111", id_number(order=1), Gender.MALE,
    )  # fmt: skip
    assert now(desk, other).closed_because is ClosedBecause.MERGED
    closed = desk.households.get(station, other.id).members[0]
    assert closed.note == "2026年11月23日与0001户的张强是同一人，并入那一条"
    assert saved.record.note == "2026年11月23日合并了0002户的重复登记"
    assert any("合并了0002户" in line.what for line in of_household(station, home.id))
    assert any("并入别户" in line.what for line in of_household(station, other.id))
    assert desk.families.twice(station) == []
    desk.undo(desk.act(), saved)
    assert whole_village(desk) == before


def test_two_id_numbers_are_two_people(desk: Desk) -> None:
    home = add_household(
        desk,
        "0001",
        "张满仓",
        "一社",
        twin("张强", id_number=id_number(order=1)),
        twin("张强", id_number=id_number(order=3)),
    )
    head, one, two = living(desk, home)
    with pytest.raises(Refused, match="是两个人"):
        desk.families.make_one(desk.act(), one, two)
    with pytest.raises(Refused, match="先给那户换一位户主"):
        desk.families.make_one(desk.act(), one, head)


# --- history ----------------------------------------------------------------------------------------------------------


def test_the_history_says_who_changed_what_with_numbers_masked(desk: Desk) -> None:
    station = desk.act().station_id
    home = add_household(desk, "0001", "张满仓", "一社", twin("张强", phone="13800001111"), land=2500)
    son = living(desk, home)[1]
    changed = desk.households.change_villager(desk.act(), son, replace(son, phone="13900002222", relation=R.OTHER))
    moved = household_entry(desk, "0001", "三社", land=3000)
    desk.households.change(
        desk.act(), home, replace(home, hamlet_id=moved.hamlet_id, group_id=moved.group_id, land=3000)
    )
    desk.undo(desk.act(), changed)
    lines = of_household(station, home.id)
    assert [(line.whose, line.what) for line in lines] == [
        ("张强", "撤销，与户主关系：其他 → 子"),
        ("张强", "撤销，电话：139****2222 → 138****1111"),
        ("张满仓户", "住处：一社 → 三社"),
        ("张满仓户", "耕地：2.5 亩 → 3 亩"),
        ("张强", "与户主关系：子 → 其他"),
        ("张强", "电话：138****1111 → 139****2222"),
        ("张满仓户、张满仓、张强", "登记"),
    ]
    assert {line.who for line in lines} == {"陈志远"}
    assert "1111" not in "".join(line.what for line in lines).replace("138****1111", "")
