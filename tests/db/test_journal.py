"""The journal writes records, remembers every change, and takes one back only while nobody touched it since."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from peewee import IntegrityError

from db import integrity, journal, search
from db.cadres import CadreTable, cadre
from db.connection import DATABASE, transaction
from db.folder import DataFolder
from db.households import HouseholdTable
from db.policies import PolicyTable, RateTable
from db.schema import TABLES
from db.stations import GroupTable, HamletTable
from db.table import name_of
from tests.db.people import ACT, CADRE, NOW, OTHER, OTHER_ACT, STATION, fresh_id, group, group_names
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.history import Action
from venue_desk.domain.households import Household
from venue_desk.domain.policies import Policy, Rate
from venue_desk.domain.stations import Hamlet

pytestmark = pytest.mark.usefixtures("opened_file")

RENAMED = replace(CADRE, name="张文", joined_on=None, duty_days=frozenset(range(1, 8)))


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_a_record_comes_back_as_it_was() -> None:
    assert cadre(CADRE.id) == CADRE
    assert cadre(OTHER.id) == OTHER


def test_every_change_is_in_the_history_of_its_record() -> None:
    journal.change(OTHER_ACT, CadreTable, CADRE, RENAMED)
    journal.close(OTHER_ACT, CadreTable, RENAMED, replace(RENAMED, left_on=NOW.date()))
    journal.change(ACT, CadreTable, OTHER, replace(OTHER, phone="13800000101"))
    added, changed, closed = journal.history("cadres", CADRE.id)
    assert (added.action, added.actor, added.before) == (Action.ADD, CADRE.id, None)
    assert (changed.action, changed.actor, changed.at) == (Action.CHANGE, OTHER.id, NOW + timedelta(minutes=1))
    assert changed.fields == ("duty_days", "joined_on", "name")
    assert changed.before is not None
    assert changed.before["joined_on"] == "2024-02-29"
    assert changed.before["group_ids"] == [str(group_id) for group_id in CADRE.group_ids]
    assert closed.fields == ("left_on",)
    assert closed.station_id == STATION.id


def test_a_change_of_what_somebody_changed_meanwhile_is_refused_and_says_by_whom() -> None:
    journal.change(OTHER_ACT, CadreTable, CADRE, RENAMED)
    with pytest.raises(Refused, match="李青山刚改过") as refused:
        journal.change(ACT, CadreTable, CADRE, replace(CADRE, phone="1"))
    assert codes(refused) == ["touched"]
    assert cadre(CADRE.id) == RENAMED


def test_undo_puts_back_a_change_and_undoing_that_repeats_it() -> None:
    changed = journal.change(ACT, CadreTable, CADRE, RENAMED)
    undone = journal.undo(OTHER_ACT, changed)
    assert cadre(CADRE.id) == CADRE
    journal.undo(OTHER_ACT, undone)
    assert cadre(CADRE.id) == RENAMED
    assert [c.action for c in journal.history("cadres", CADRE.id)] == ["add", "change", "undo", "undo"]


def test_undo_of_a_new_record_takes_it_away_and_can_itself_be_undone() -> None:
    one = group("一社")
    undone = journal.undo(ACT, journal.add(ACT, GroupTable, one))
    assert group_names() == []
    journal.undo(ACT, undone)
    assert group_names() == ["一社"]


def test_undo_is_refused_once_the_record_was_touched_and_says_by_whom() -> None:
    changed = journal.change(ACT, CadreTable, CADRE, RENAMED)
    touched = replace(RENAMED, phone="13800000102")
    journal.change(OTHER_ACT, CadreTable, RENAMED, touched)
    journal.reveal(ACT, CadreTable, CADRE.id, "phone")
    with pytest.raises(Refused, match="李青山刚改过") as refused:
        journal.undo(ACT, changed)
    assert codes(refused) == ["touched"]
    assert cadre(CADRE.id) == touched


def test_undo_of_a_record_that_others_rest_on_is_refused() -> None:
    newcomer = replace(OTHER, id=fresh_id(), name="新来的")
    hired = journal.add(ACT, CadreTable, newcomer)
    station_added = journal.history("stations", STATION.id)[0].id
    with pytest.raises(Refused) as refused:
        journal.undo(ACT, station_added)
    assert codes(refused) == ["undo.used"]
    journal.undo(ACT, hired)
    assert cadre(newcomer.id) is None


def test_what_only_notes_cannot_be_undone() -> None:
    noted = journal.reveal(ACT, CadreTable, CADRE.id, "id_number")
    with pytest.raises(ValueError, match="reveal"):
        journal.undo(ACT, noted)


def test_looking_at_a_masked_value_is_remembered_without_the_value() -> None:
    journal.reveal(OTHER_ACT, CadreTable, CADRE.id, "id_number")
    last = journal.history("cadres", CADRE.id)[-1]
    assert (last.action, last.actor, last.after) == (Action.REVEAL, OTHER.id, {"field": "id_number"})


def test_many_records_are_all_there_or_none() -> None:
    good = [group(f"{number}社") for number in range(5000)]
    numbers = journal.add_many(ACT, GroupTable, iter(good))
    assert len(numbers) == 5000
    assert journal.history("village_groups", good[-1].id)[0].id == numbers[-1]
    with pytest.raises(IntegrityError):
        journal.add_many(
            ACT, GroupTable, [*(group(f"{n}队") for n in range(3000)), replace(group("尾"), id=good[0].id)]
        )
    assert len(group_names()) == 5000
    assert integrity.check() == []


def test_no_record_at_all_is_no_audit_row() -> None:
    assert list(journal.add_many(ACT, GroupTable, [])) == []


def test_a_rolled_back_change_leaves_no_audit_row() -> None:
    before = journal.history("cadres", CADRE.id)
    with pytest.raises(ZeroDivisionError), transaction():
        journal.change(ACT, CadreTable, CADRE, RENAMED)
        raise ZeroDivisionError
    assert journal.history("cadres", CADRE.id) == before
    journal.add(ACT, GroupTable, group("一社"))
    assert journal.verify_chain() is None


def found(typed: str) -> list[UUID]:
    return [entry.id for entry, _ in search.find(STATION.id, typed)]


def test_the_search_follows_every_write_in_the_same_transaction() -> None:
    assert found("䶮文") == [CADRE.id]
    changed = journal.change(ACT, CadreTable, CADRE, RENAMED)
    assert (found("䶮文"), found("张文")) == ([], [CADRE.id])
    journal.undo(ACT, changed)
    newcomer = replace(OTHER, id=fresh_id(), name="新来的")
    hired = journal.add(ACT, CadreTable, newcomer)
    assert (found("䶮文"), found("张文"), found("新来的")) == ([CADRE.id], [], [newcomer.id])
    journal.undo(ACT, journal.undo(ACT, hired))
    assert found("新来的") == [newcomer.id]
    with pytest.raises(ZeroDivisionError), transaction():
        journal.undo(ACT, hired)
        assert found("新来的") == []
        raise ZeroDivisionError
    assert found("新来的") == [newcomer.id]


def test_a_household_is_found_by_the_new_name_of_its_hamlet_and_a_policy_by_its_new_document() -> None:
    group_, policy = group("一社"), Policy(id=fresh_id(), station_id=STATION.id, name="良种补贴")
    hamlet = Hamlet(id=fresh_id(), station_id=STATION.id, group_id=group_.id, name="张家湾", position=1)
    home = Household(
        id=fresh_id(), station_id=STATION.id, number="0012", group_id=group_.id, hamlet_id=hamlet.id,
        head_name="张满仓", head_pinyin="zmc",
    )  # fmt: skip
    rate = Rate(
        id=fresh_id(),
        station_id=STATION.id,
        policy_id=policy.id,
        rate_fen=1,
        from_on=NOW.date(),
        document_number="陇农7号",
    )
    for table, record in (
        (GroupTable, group_), (HamletTable, hamlet), (HouseholdTable, home), (PolicyTable, policy), (RateTable, rate),
    ):  # fmt: skip
        journal.add(ACT, table, record)
    journal.change(ACT, HamletTable, hamlet, replace(hamlet, name="安家坪"))
    assert (found("张家湾"), found("安家坪")) == ([], [home.id])
    assert found("陇农7号") == [policy.id]


@pytest.mark.parametrize(
    ("deed", "noticed_at"),
    [
        ("UPDATE audit SET after = replace(after, '李青山', '李大山') WHERE id = 3", 3),
        ("UPDATE audit SET actor = station_id WHERE id = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 2", 2),
        ("UPDATE audit SET hash = lower(hex(randomblob(32))) WHERE id = 2", 2),
    ],
)
def test_a_tampered_audit_row_is_named(deed: str, noticed_at: int) -> None:
    assert journal.verify_chain() is None
    DATABASE.execute_sql(deed)
    assert journal.verify_chain() == noticed_at
    assert integrity.check()[0].code == "audit.chain"


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE cadres SET phone = '13800000199' WHERE name = '李青山'",
        "DELETE FROM cadres WHERE name = '李青山'",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "INSERT INTO village_groups VALUES (randomblob(16), (SELECT id FROM stations), '六社', 6, NULL)",
    ],
)
def test_a_record_changed_behind_the_journal_is_noticed(opened_file: DataFolder, deed: str) -> None:
    assert integrity.check() == []
    DATABASE.execute_sql(deed)
    assert [finding.code for finding in integrity.check()] == ["audit.rows"]


def test_every_table_of_records_has_its_chinese_name() -> None:
    assert set(integrity.TITLES) == {name_of(table) for table in TABLES if table.record is not None}


def test_an_audit_row_from_before_a_column_was_added_says_nothing_of_it() -> None:
    DATABASE.execute_sql("UPDATE audit SET after = json_remove(after, '$.duties') WHERE id = 3")
    assert [finding.code for finding in integrity.check()] == ["audit.chain"]


def test_the_act_names_an_instant_in_any_zone() -> None:
    elsewhere = Act(CADRE.id, STATION.id, NOW.astimezone())
    journal.reveal(elsewhere, CadreTable, CADRE.id, "phone")
    assert journal.history("cadres", CADRE.id)[-1].at == NOW
