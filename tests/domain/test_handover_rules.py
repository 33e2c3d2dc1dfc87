"""Who may write, answer, sign and add, and when: each refusal once, and the edge beside it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.domain.test_handover import NOON, PEOPLE, handover
from venue_desk.domain.cadres import Cadre, CadreKind
from venue_desk.domain.findings import Finding
from venue_desk.domain.handover import HandoverOffer, HandoverState, ItemGroup, ItemState
from venue_desk.domain.handover_rules import (
    DIFFERENCE_MAX,
    TEXT_MAX,
    check_addition,
    check_answer,
    check_clock,
    check_given,
    check_giver,
    check_moved,
    check_open,
    check_taker,
    check_texts,
)

STATION = UUID(int=9)
GIVER = Cadre(id=PEOPLE["L"], station_id=STATION, name="李秀兰", kind=CadreKind.VILLAGE)
TAKER = replace(GIVER, id=PEOPLE["X"], name="张小梅")
LEFT = NOON.date()


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("state", "writing", "answering", "adding"),
    [
        (HandoverState.OPEN, [], ["handover.not_given"], ["handover.unsealed"]),
        (HandoverState.GIVEN, ["handover.given"], [], ["handover.unsealed"]),
        (HandoverState.SEALED, ["handover.sealed"], ["handover.sealed"], []),
    ],
)
def test_each_state_lets_one_thing_be_done(
    state: HandoverState, writing: list[str], answering: list[str], adding: list[str]
) -> None:
    of = handover(state=state)
    assert [codes(check_open(of)), codes(check_given(of)), codes(check_addition(of, "停水到明早"))] == [
        writing, answering, adding,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [("", ["handover.addition"]), ("补" * TEXT_MAX, []), ("补" * (TEXT_MAX + 1), ["handover.addition"])],
)
def test_an_addition_says_something_that_fits(text: str, said: list[str]) -> None:
    assert codes(check_addition(handover(), text)) == said


def test_what_the_giver_writes_has_room_and_an_end() -> None:
    assert check_texts("事" * TEXT_MAX, "事" * TEXT_MAX) == []
    assert [finding.field for finding in check_texts("事" * (TEXT_MAX + 1), "事" * (TEXT_MAX + 1))] == [
        "situation",
        "notes",
    ]


def test_nothing_is_signed_before_what_came_before_it() -> None:
    assert check_clock(NOON, NOON, "交班签字") == []
    (finding,) = check_clock(NOON - timedelta(minutes=1), NOON, "交班签字")
    assert "11月23日 11:59，比交班签字（11月23日 12:00）" in finding.sentence


def test_what_changed_under_the_givers_eyes_is_looked_at_first() -> None:
    seen = [
        HandoverOffer(group=ItemGroup.THINGS, icon="key", fact=f"第{number}样", source="belongings")
        for number in range(5)
    ]
    assert check_moved(seen, seen) == []
    assert check_moved(seen, list(reversed(seen))) == []
    (more,) = check_moved(seen[:1], seen)
    assert "第1样、第2样、第3样。" in more.sentence
    (fewer,) = check_moved(seen, seen[:4])
    assert "第4样。" in fewer.sentence
    assert codes(check_moved([*seen, seen[0]], seen)) == ["handover.moved"]


@pytest.mark.parametrize(
    ("giver", "said"),
    [
        (GIVER, []), (None, ["handover.giver_gone"]), (replace(GIVER, left_on=LEFT), ["handover.giver_gone"]),
        (replace(GIVER, station_id=UUID(int=8)), ["handover.giver_gone"]),
    ],
)  # fmt: skip
def test_who_gives_serves_here(giver: Cadre | None, said: list[str]) -> None:
    assert codes(check_giver(handover(), giver)) == said


@pytest.mark.parametrize(
    ("taker", "chosen", "said"),
    [
        (TAKER, True, []), (TAKER, False, ["handover.taker"]), (None, True, ["handover.gone"]),
        (replace(TAKER, left_on=LEFT), True, ["handover.gone"]), (GIVER, True, ["handover.same"]),
        (replace(TAKER, station_id=UUID(int=8)), True, ["handover.gone"]),
    ],
)  # fmt: skip
def test_who_takes_is_somebody_else_who_serves_here(taker: Cadre | None, chosen: bool, said: list[str]) -> None:
    assert codes(check_taker(GIVER.id, taker, STATION, chosen=chosen)) == said


@pytest.mark.parametrize(
    ("state", "difference", "followed", "said"),
    [
        (ItemState.ACCEPTED, "", False, []),
        (ItemState.DIFFERS, "", True, ["handover.difference"]),
        (ItemState.DIFFERS, "少一把", False, []),
        (ItemState.TAKEN_AS_IS, "少一把", False, ["handover.followed_by"]),
        (ItemState.TAKEN_AS_IS, "少一把", True, []),
        (ItemState.TAKEN_AS_IS, "差" * DIFFERENCE_MAX, True, []),
        (ItemState.TAKEN_AS_IS, "差" * (DIFFERENCE_MAX + 1), True, ["handover.difference"]),
    ],
)
def test_a_difference_says_what_and_who_looks_into_it(
    state: ItemState, difference: str, followed: bool, said: list[str]
) -> None:
    assert codes(check_answer(state, difference, followed=followed)) == said
