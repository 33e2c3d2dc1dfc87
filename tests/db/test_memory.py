"""What is remembered is read once while one look lasts; whoever writes reads what stands there."""

from db import journal
from db.connection import transaction
from db.folder import DataFolder
from db.memory import remembering
from db.stations import GroupTable, groups
from tests.builders import counted_queries
from tests.db.people import ACT, STATION, group


def names() -> list[str]:
    return [each.name for each in groups(STATION.id)]


def test_a_list_is_read_once_in_a_look_and_anew_in_the_next(opened_file: DataFolder) -> None:
    del opened_file
    journal.add(ACT, GroupTable, group("一社"))
    with counted_queries() as asked, remembering(), remembering():
        assert names() == names() == ["一社"]
    assert len(asked) == 1
    journal.add(ACT, GroupTable, group("二社"))
    with remembering():
        assert names() == ["一社", "二社"]


def test_one_that_sorts_its_list_does_not_disturb_another(opened_file: DataFolder) -> None:
    del opened_file
    journal.add(ACT, GroupTable, group("一社"))
    with remembering():
        groups(STATION.id).clear()
        assert names() == ["一社"]


def test_a_unit_that_writes_reads_what_it_wrote(opened_file: DataFolder) -> None:
    del opened_file
    with remembering():
        assert names() == []
        with transaction():
            journal.add(ACT, GroupTable, group("一社"))
            assert names() == ["一社"]
