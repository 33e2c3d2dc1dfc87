"""Changes by the thousand: the same rows, audit and search as one by one, and all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import journal
from db.households import HouseholdTable, VillagerTable
from db.importing import households, villagers
from tests.builders import add_household, later, open_desk, villager
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import Relation
from venue_desk.services import upkeep


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        add_household(
            opened, "0001", "张满仓", "一社", villager("李秀英", Relation.SPOUSE), villager("张新", Relation.SON)
        )
        yield opened


def test_many_changes_are_each_in_the_history_and_can_each_be_undone(desk: Desk) -> None:
    before = villagers(desk.act().station_id)
    after = [replace(one, phone=f"1380000000{n}") for n, one in enumerate(before)]
    written = journal.change_many(desk.act(), VillagerTable, zip(before, after, strict=True))
    assert villagers(desk.act().station_id) == after
    assert [journal.history("villagers", one.id)[-1].id for one in before] == written
    journal.undo(later(desk.act(), minutes=1), written[1])
    assert villagers(desk.act().station_id) == [after[0], before[1], after[2]]
    assert upkeep.check() == []


def test_one_that_was_touched_meanwhile_refuses_all(desk: Desk) -> None:
    before = villagers(desk.act().station_id)
    touched = replace(before[2], note="改过")
    journal.change(desk.act(), VillagerTable, before[2], touched)
    with pytest.raises(Refused, match="陈志远刚改过这里"):
        journal.change_many(desk.act(), VillagerTable, [(one, replace(one, phone="1")) for one in before])
    assert villagers(desk.act().station_id) == [*before[:2], touched]


def test_no_change_at_all_writes_nothing(desk: Desk) -> None:
    assert journal.change_many(desk.act(), VillagerTable, []) == []


def test_many_are_taken_back_at_once_whatever_they_were_and_can_be_repeated(desk: Desk) -> None:
    station = desk.act().station_id
    before = (households(station), villagers(station))
    home = before[0][0]
    registered = add_household(desk, "0002", "王五", "二社", villager("王六", Relation.SON))
    people = desk.households.get(station, registered.id).members
    changes = [
        *(change.id for change in journal.history("households", registered.id)),
        *(change.id for one in people for change in journal.history("villagers", one.id)),
        *journal.change_many(desk.act(), VillagerTable, [(one, replace(one, phone="1")) for one in before[1]]),
        journal.change(desk.act(), HouseholdTable, home, replace(home, note="核")),
        journal.change(desk.act(), HouseholdTable, replace(home, note="核"), replace(home, note="再核")),
    ]  # fmt: skip
    after = (households(station), villagers(station))
    undone = journal.undo_many(later(desk.act(), minutes=1), changes)
    assert (households(station), villagers(station)) == before
    assert [hit.title for hit in desk.search.people(station, "王", desk.act().today)] == []
    assert len(undone) == len(changes)
    journal.undo_many(later(desk.act(), minutes=2), undone)
    assert (households(station), villagers(station)) == after
    assert [hit.title for hit in desk.search.people(station, "王五", desk.act().today)] == ["王五"]
    assert upkeep.check() == []


def test_one_that_was_touched_since_keeps_all_of_them(desk: Desk) -> None:
    before = villagers(desk.act().station_id)
    after = [replace(one, phone="1") for one in before]
    written = journal.change_many(desk.act(), VillagerTable, zip(before, after, strict=True))
    journal.change(desk.act(), VillagerTable, after[1], replace(after[1], note="改过"))
    with pytest.raises(Refused, match="陈志远刚改过这里"):
        journal.undo_many(desk.act(), written)
    assert [one.phone for one in villagers(desk.act().station_id)] == ["1", "1", "1"]
    assert upkeep.check() == []
