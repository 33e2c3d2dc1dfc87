"""A unit of work is one transaction, and what changed is told once, after it is on disk, or never."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import upgrade
from db.connection import DATABASE, close_database, opened, transaction
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.errors import Unavailable
from venue_desk.services.unit import work

KEY = bytes(range(32))
Told = list[tuple[frozenset[Topic], int]]


@pytest.fixture(autouse=True)
def _open_file(tmp_path: Path) -> Iterator[None]:
    upgrade.create(tmp_path / "station.db", KEY)
    DATABASE.execute_sql("CREATE TABLE marks (mark INTEGER)")
    yield
    close_database()


def mark() -> None:
    DATABASE.execute_sql("INSERT INTO marks VALUES (1)")


def marks() -> int:
    return int(DATABASE.execute_sql("SELECT count(*) FROM marks").fetchone()[0])


@pytest.fixture
def told(announcer: Announcer) -> Told:
    """What was announced, and whether a transaction was still open then."""
    heard: Told = []
    announcer.subscribe(lambda topics: heard.append((topics, DATABASE.transaction_depth())))
    return heard


@pytest.fixture
def announcer() -> Announcer:
    return Announcer()


def test_what_changed_is_told_once_after_the_outermost_commit(announcer: Announcer, told: Told) -> None:
    with work(announcer, Topic.CADRES):
        mark()
        with work(announcer, Topic.POLICIES, Topic.CADRES):
            mark()
        with work(announcer, Topic.SETTINGS):
            mark()
        assert told == []
    assert told == [(frozenset({Topic.CADRES, Topic.POLICIES, Topic.SETTINGS}), 0)]
    assert marks() == 3


def test_nothing_is_told_after_a_rollback(announcer: Announcer, told: Told) -> None:
    with pytest.raises(ZeroDivisionError), work(announcer, Topic.CADRES):
        mark()
        with work(announcer, Topic.POLICIES):
            mark()
        raise ZeroDivisionError
    assert (told, marks()) == ([], 0)
    with work(announcer, Topic.SETTINGS):
        mark()
    assert told == [(frozenset({Topic.SETTINGS}), 0)]


def test_an_inner_unit_that_fails_takes_only_its_own_along(announcer: Announcer, told: Told) -> None:
    with work(announcer, Topic.CADRES):
        mark()
        with pytest.raises(ZeroDivisionError), work(announcer, Topic.POLICIES):
            mark()
            raise ZeroDivisionError
    assert told == [(frozenset({Topic.CADRES}), 0)]
    assert marks() == 1


def test_a_unit_that_cannot_begin_tells_nothing_and_leaves_no_trace(
    announcer: Announcer, told: Told, tmp_path: Path
) -> None:
    DATABASE.pragma("busy_timeout", 20)
    with (
        opened(tmp_path / "station.db", KEY) as other,
        other.atomic(),
        pytest.raises(Unavailable),
        work(announcer, Topic.CADRES),
    ):
        pytest.fail("began while another writes")
    with work(announcer, Topic.SETTINGS):
        mark()
    assert told == [(frozenset({Topic.SETTINGS}), 0)]


def test_a_unit_about_nothing_announces_nothing(announcer: Announcer, told: Told) -> None:
    with work(announcer), transaction():
        mark()
    assert (told, marks()) == ([], 1)


def test_a_listener_may_start_a_unit_of_its_own(announcer: Announcer, told: Told) -> None:
    def once(topics: frozenset[Topic]) -> None:
        if Topic.CADRES in topics:
            with work(announcer, Topic.DRAFTS):
                mark()

    announcer.subscribe(once)
    with work(announcer, Topic.CADRES):
        mark()
    assert [topics for topics, _ in told] == [frozenset({Topic.CADRES}), frozenset({Topic.DRAFTS})]
