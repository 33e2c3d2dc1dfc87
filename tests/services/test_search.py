"""From the registers to what Ctrl+K shows, on a real station file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import journal, search_entries, upgrade
from db.cadres import CadreTable
from db.connection import close_database
from db.households import HouseholdTable, VillagerTable
from db.policies import PolicyTable, RateTable
from db.printouts import PrintoutTable
from db.stations import GroupTable, HamletTable
from tests.db.people import ACT, CADRE, KEY, NOW, OTHER, STATION, fresh_id, settle
from venue_desk.domain.found import Hit, Kind, Place
from venue_desk.domain.households import ClosedBecause, Household, Relation, Villager
from venue_desk.domain.identity import Gender
from venue_desk.domain.policies import Policy, Rate
from venue_desk.domain.printouts import PaperKey, Printout
from venue_desk.domain.stations import Group, Hamlet
from venue_desk.services.search import Search

TODAY = date(2026, 11, 23)
PLACES = (Place("roster", "排班", ("值班表",)), Place("households", "农户"), Place("new-household", "登记新农户"))

GROUP = Group(id=fresh_id(), station_id=STATION.id, name="三社", position=1)
HAMLET = Hamlet(id=fresh_id(), station_id=STATION.id, group_id=GROUP.id, name="上湾", position=1)
HOME = Household(
    id=fresh_id(), station_id=STATION.id, number="0012", group_id=GROUP.id, hamlet_id=HAMLET.id, phone="13800000101",
    account="6217001234567890013", head_name="张文海", head_pinyin="zhang wen hai",
)  # fmt: skip
HEAD = Villager(
    id=fresh_id(), station_id=STATION.id, household_id=HOME.id, name="张文海", relation=Relation.HEAD, gender=Gender.MALE,
    id_number="621199194411230013", born_on=date(1944, 11, 23),
)  # fmt: skip
SON = Villager(
    id=fresh_id(), station_id=STATION.id, household_id=HOME.id, name="张万和", relation=Relation.SON,
    closed_on=date(2025, 1, 1), closed_because=ClosedBecause.MOVED,
)  # fmt: skip
POLICY = Policy(id=fresh_id(), station_id=STATION.id, name="耕地地力保护补贴", department="农业农村局")
RATE = Rate(
    id=fresh_id(), station_id=STATION.id, policy_id=POLICY.id, rate_fen=1000, from_on=date(2026, 1, 1),
    document_number="甘财农〔2026〕8号",
)  # fmt: skip
SHEET = Printout(
    id=fresh_id(), station_id=STATION.id, paper=PaperKey.POLICY_SHEET, serial="105203-Z-20261123-0007", title="知情卡 张文海", data={},
    printed_at=NOW, printed_by=CADRE.id,
)  # fmt: skip
RECORDS = (
    (GroupTable, GROUP), (HamletTable, HAMLET), (HouseholdTable, HOME), (VillagerTable, HEAD), (VillagerTable, SON),
    (PolicyTable, POLICY), (RateTable, RATE), (PrintoutTable, SHEET),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Search]:
    upgrade.create(tmp_path / "station.db", KEY)
    settle()
    for table, record in RECORDS:
        journal.add(ACT, table, record)
    yield Search(PLACES)
    close_database()


def find(desk: Search, typed: str) -> list[Hit]:
    return desk.find(STATION.id, typed, TODAY)


def test_a_name_brings_all_that_bears_it_group_by_group(desk: Search) -> None:
    hits = find(desk, "张文")
    assert [(hit.group, hit.id) for hit in hits] == [("人", HEAD.id), ("农户", HOME.id), ("单据", SHEET.id)]
    assert hits[0].spans == ((0, 2),)
    assert hits[2].spans == ((4, 6),)


def test_facts_are_those_of_the_picker_and_masked(desk: Search) -> None:
    head, son = desk.people(STATION.id, "zhang", TODAY)
    assert (head.title, head.facts) == ("张文海", "男 82 岁 上湾 6211**********0013")
    assert (son.title, son.facts, son.closed) == ("张万和", "上湾 迁出", True)
    (home,) = desk.households(STATION.id, "0012", TODAY)
    assert home.facts == "户号 0012 上湾 138****0101"
    full = ("621199194411230013", "13800000101", "6217001234567890013")
    assert not any(
        number in hit.facts for typed in ("0013", "0101", "张") for hit in find(desk, typed) for number in full
    )


def test_the_end_of_a_number_is_shown_where_it_matched(desk: Search) -> None:
    hit = desk.villagers(STATION.id, "0013", TODAY)[0]
    assert (hit.spans, [hit.facts[start:end] for start, end in hit.facts_spans]) == ((), ["0013"])


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("zwh", {HEAD.id, HOME.id, SON.id, SHEET.id}),
        ("三社", {HEAD.id, SON.id, HOME.id}),
        ("shangwan", {HEAD.id, SON.id, HOME.id}),
        ("0013", {HEAD.id, HOME.id}),
        ("13800000101", {HOME.id}),
        ("qingshan", {OTHER.id}),
        ("zhucun", {OTHER.id}),  # 驻村干部, beside the name
        ("zcgb", set()),  # where initials alone would find too much
        ("gddl", {POLICY.id}),
        ("农业农村局", {POLICY.id}),
        ("2026〕8号", {POLICY.id}),
        ("20261123-0007", {SHEET.id}),
        ("三社 zwh", {HEAD.id, HOME.id, SON.id}),
        ("paiban", {"roster"}),
        ("值班表", {"roster"}),
        ("nonghu", {"households", "new-household"}),
        ("没有的", set()),
    ],
)
def test_everything_is_found_by_what_comes_to_mind(desk: Search, typed: str, wanted: set[object]) -> None:
    assert {hit.id for hit in find(desk, typed)} == wanted


def test_another_station_finds_nothing_and_all_stations_everything(desk: Search) -> None:
    assert desk.people(fresh_id(), "zwh", TODAY) == []
    assert len(desk.people(None, "zwh", TODAY)) == 2


def test_what_was_opened_stands_first(desk: Search) -> None:
    other = replace(HEAD, id=fresh_id(), name="张文河", relation=Relation.OTHER, id_number="")
    journal.add(replace(ACT, at=NOW + timedelta(minutes=1)), VillagerTable, other)
    assert [hit.title for hit in desk.villagers(STATION.id, "zwh", TODAY)][:2] == ["张文河", "张文海"]
    desk.opened(HEAD.id, NOW + timedelta(minutes=2))
    assert [hit.title for hit in desk.villagers(STATION.id, "zwh", TODAY)][:2] == ["张文海", "张文河"]
    known = desk.hit(other.id, TODAY)
    assert known
    assert known.title == "张文河"
    assert desk.hit(fresh_id(), TODAY) is None


def test_whoever_shows_a_name_follows_its_change(desk: Search) -> None:
    renamed = replace(HAMLET, name="下庄")
    journal.change(ACT, HamletTable, HAMLET, renamed)
    assert {hit.id for hit in find(desk, "下庄")} == {HEAD.id, SON.id, HOME.id}
    assert find(desk, "上湾") == []
    renamed_group = replace(GROUP, name="九社")
    journal.change(ACT, GroupTable, GROUP, renamed_group)
    covering = replace(OTHER, group_ids=(GROUP.id,))
    journal.change(ACT, CadreTable, OTHER, covering)
    assert {hit.id for hit in find(desk, "九社")} == {HEAD.id, SON.id, HOME.id, OTHER.id}
    assert {record.id for record in search_entries.concerned([HOME, RATE])} == {
        HOME.id, HEAD.id, SON.id, RATE.id, POLICY.id,
    }  # fmt: skip


def test_a_record_just_saved_stands_first_its_followers_do_not(desk: Search) -> None:
    other = replace(HEAD, id=fresh_id(), relation=Relation.OTHER, id_number="")
    journal.add(replace(ACT, at=NOW + timedelta(minutes=1)), VillagerTable, other)
    assert desk.villagers(STATION.id, "zwh", TODAY)[0].id == other.id
    journal.change(replace(ACT, at=NOW + timedelta(minutes=2)), HouseholdTable, HOME, replace(HOME, note="搬了"))
    assert desk.villagers(STATION.id, "zwh", TODAY)[0].id == other.id


def test_what_the_journal_keeps_is_what_a_rebuild_makes(desk: Search) -> None:
    ids = [record.id for _, record in RECORDS] + [CADRE.id, OTHER.id]
    journal.change(ACT, HamletTable, HAMLET, replace(HAMLET, name="下庄"))
    kept = [desk.hit(record_id, TODAY) for record_id in ids]
    assert desk.rebuild() == 7
    assert [desk.hit(record_id, TODAY) for record_id in ids] == kept


def test_an_undone_registration_is_found_no_more(desk: Search) -> None:
    other = replace(HEAD, id=fresh_id(), name="李四", relation=Relation.OTHER, id_number="")
    audit_id = journal.add(ACT, VillagerTable, other)
    assert [hit.id for hit in find(desk, "lisi")] == [other.id]
    journal.undo(ACT, audit_id)
    assert find(desk, "lisi") == []


def test_no_group_crowds_out_another(desk: Search) -> None:
    many = [replace(HEAD, id=fresh_id(), relation=Relation.OTHER, id_number="") for _ in range(20)]
    journal.add_many(ACT, VillagerTable, many)
    hits = find(desk, "张文海")
    assert len(hits) == 8
    assert {hit.group for hit in hits} == {"人", "农户", "单据"}
    groups = [hit.group for hit in hits]
    assert groups == sorted(groups, key=groups.index), "a group stands together"
    assert [hit.kind for hit in find(desk, "排班")] == [Kind.PLACE]
