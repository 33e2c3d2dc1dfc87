"""`check` finds every handover that somebody altered past the program, whatever they altered, and names it."""

from datetime import timedelta

import pytest

from db import handover as table
from db import integrity
from db.connection import DATABASE
from tests.shift_change import DAY, Shifting, password
from venue_desk.domain.handover import Handover, ItemState
from venue_desk.domain.handover_seals import seal_of

NEXT = DAY + timedelta(days=1)
FIRST, SECOND = "「2026年11月23日白班交夜班」", "「2026年11月23日夜班交白班」"


def sql(statement: str, *values: object) -> None:
    DATABASE.execute_sql(statement, values)


@pytest.fixture
def chain(change: Shifting) -> tuple[Handover, Handover]:
    """Two sealed handovers, the first with something added."""
    first = change.sealed()
    change.desk.handover.add(change.act("张小梅", "21:40"), first, "公章印泥已换新。")
    given = change.given("07:50", NEXT)
    items = change.accepted(given, "07:55", NEXT)
    act = change.act("李秀兰", "07:56", NEXT)
    change.desk.handover.answer(act, items[0], ItemState.TAKEN_AS_IS, "少一把", change.id("张小梅"))
    taken = change.desk.handover.take(
        change.act("李秀兰", "08:01", NEXT), given, change.id("李秀兰"), password("李秀兰")
    ).record
    return first, taken


def told() -> list[tuple[str, str]]:
    """What the check says of handovers, by code and name; the audit says its own."""
    found = [finding for finding in integrity.check() if finding.code.startswith("handover.")]
    return [(each.code, each.sentence[: each.sentence.find("」") + 1] or each.sentence[:3]) for each in found]


def test_sealed_handovers_are_sound(chain: tuple[Handover, Handover]) -> None:
    assert integrity.check() == []


@pytest.mark.parametrize(
    "change_to",
    [
        "notes = '没有事'",
        "situation = '另写的'",
        "taken_at = taken_at - 600000",
        "taker_id = giver_id",
        "lead_taker_id = NULL",
    ],
)
def test_an_altered_handover_is_named(chain: tuple[Handover, Handover], change_to: str) -> None:
    sql(f"UPDATE handovers SET {change_to} WHERE id = ?", chain[0].id.bytes)
    assert told() == [("handover.altered", FIRST)]


@pytest.mark.parametrize(
    "change_to",
    ["fact = '钥匙 2 把'", "difference = '没有少'", "state = 'accepted', difference = ''", "followed_by = NULL"],
)
def test_an_altered_item_is_named_by_its_handover(chain: tuple[Handover, Handover], change_to: str) -> None:
    sql(f"UPDATE handover_items SET {change_to} WHERE handover_id = ? AND position = 1", chain[1].id.bytes)
    assert told() == [("handover.altered", SECOND)]


def test_an_item_taken_out_or_put_in_is_noticed(chain: tuple[Handover, Handover]) -> None:
    sql("DELETE FROM handover_items WHERE handover_id = ? AND position = 2", chain[0].id.bytes)
    assert told() == [("handover.altered", FIRST)]


def test_an_altered_addition_is_named_by_its_handover(chain: tuple[Handover, Handover]) -> None:
    sql("UPDATE handover_additions SET text = '什么也没有'")
    assert told() == [("handover.addition", FIRST)]
    sql("DELETE FROM handover_additions")
    assert told() == [("handover.addition", FIRST)]


def test_two_handovers_that_changed_places_are_both_named(chain: tuple[Handover, Handover]) -> None:
    first, second = (each.id.bytes for each in chain)
    other = bytes(16)
    DATABASE.execute_sql("PRAGMA foreign_keys = 0")
    for old, new in ((first, other), (second, first), (other, second)):
        sql("UPDATE handover_items SET handover_id = ? WHERE handover_id = ?", new, old)
    assert told() == [("handover.altered", FIRST), ("handover.altered", SECOND)]


def test_the_last_one_taken_out_whole_is_missed(chain: tuple[Handover, Handover]) -> None:
    sql("DELETE FROM handover_items WHERE handover_id = ?", chain[1].id.bytes)
    sql("DELETE FROM handovers WHERE id = ?", chain[1].id.bytes)
    assert told() == [("handover.gone", SECOND)]


def test_one_from_the_middle_is_missed_and_breaks_the_chain(chain: tuple[Handover, Handover]) -> None:
    first = chain[0].id.bytes
    for statement in ("DELETE FROM handover_additions", "DELETE FROM handover_items WHERE handover_id = ?"):
        sql(statement, *([first] if "?" in statement else []))
    sql("DELETE FROM handovers WHERE id = ?", first)
    assert told() == [
        ("handover.gone", FIRST),
        ("handover.chain", SECOND),
        ("handover.addition", "不见了"),
    ]


def test_a_seal_taken_off_is_noticed(chain: tuple[Handover, Handover]) -> None:
    sql("UPDATE handovers SET state = 'given', seal = '' WHERE id = ?", chain[1].id.bytes)
    assert told() == [("handover.altered", SECOND)]


def test_who_seals_anew_what_they_altered_breaks_the_chain_behind_it(chain: tuple[Handover, Handover]) -> None:
    first = chain[0]
    sql("UPDATE handovers SET notes = '没有事' WHERE id = ?", first.id.bytes)
    forged = table.handover(first.id)
    assert forged is not None
    sql("UPDATE handovers SET seal = ? WHERE id = ?", seal_of(forged, table.items([first.id])), first.id.bytes)
    assert told() == [("handover.chain", SECOND)]
    assert any(finding.code == "audit.rows" for finding in integrity.check())
