"""Where a case lies in a few words, and what is done next as a rule."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.test_deadlines import case
from venue_desk.domain.case_listing import CaseCounts, lies_words
from venue_desk.domain.case_steps import next_step
from venue_desk.domain.cases import CaseState, Rating, Step
from venue_desk.domain.network import Level

TODAY = date(2026, 9, 8)
OPEN = case("09-01", 15, hand_in_on=date(2026, 9, 4))
AWAY = replace(OPEN, state=CaseState.UNDER_WAY, level=Level.TOWNSHIP, place="菜子镇便民服务中心", with_whom="孙主任",
               since_on=date(2026, 9, 3))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (OPEN, "村站 · 待送交"),
        (replace(OPEN, hand_in_on=None), "村站 · 在办"),
        (AWAY, "镇中心 · 孙主任 5 天"),
        (replace(AWAY, with_whom="", since_on=TODAY), "镇中心 · 今天送到"),
        (replace(AWAY, level=Level.COUNTY, place="县残联"), "县残联 · 孙主任 5 天"),
        (replace(AWAY, state=CaseState.SUSPENDED), "镇中心 · 已中止"),
        (replace(OPEN, state=CaseState.AMENDING), "村站 · 待补正"),
        (replace(OPEN, state=CaseState.DONE), "村站 · 待领取"),
        (replace(OPEN, state=CaseState.DONE, held=1), "村站 · 待还证件"),
        (replace(OPEN, state=CaseState.COLLECTED), "村站 · 待回访"),
        (replace(OPEN, state=CaseState.COLLECTED, rating=Rating.BAD, mend_by=TODAY), "村站 · 待整改"),
        (replace(OPEN, state=CaseState.ARCHIVED, open=False, done_on=date(2026, 9, 3)), "9月3日办结"),
        (replace(OPEN, state=CaseState.WITHDRAWN, open=False), "村站 · 已撤回"),
    ],
)
def test_where_it_lies_is_said_in_a_few_words(said: object, words: str) -> None:
    assert lies_words(said, TODAY) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "decided_at", "taken", "step"),
    [
        (CaseState.ACCEPTED, Level.TOWNSHIP, (), Step.HAND_IN),
        (CaseState.ACCEPTED, Level.STATION, (), Step.FINISH),
        (CaseState.ACCEPTED, Level.TOWNSHIP, (Step.HAND_IN, Step.BRING_BACK), Step.FINISH),
        (CaseState.AMENDING, Level.TOWNSHIP, (), Step.AMEND),
        (CaseState.SUSPENDED, Level.TOWNSHIP, (), Step.RESUME),
        (CaseState.UNDER_WAY, Level.COUNTY, (Step.HAND_IN,), Step.FINISH),
        (CaseState.DONE, Level.COUNTY, (), Step.NOTIFY),
        (CaseState.DONE, Level.COUNTY, (Step.NOTIFY,), Step.COLLECT),
        (CaseState.COLLECTED, Level.COUNTY, (), Step.RATE),
        (CaseState.ARCHIVED, Level.COUNTY, (), None),
    ],
)
def test_the_next_step_follows_from_where_it_stands(
    state: CaseState, decided_at: Level, taken: tuple[Step, ...], step: Step | None
) -> None:
    assert next_step(replace(OPEN, state=state), decided_at, taken) is step


def test_papers_go_back_before_the_result_is_collected_and_a_bad_rating_comes_first() -> None:
    done = replace(OPEN, state=CaseState.DONE, held=2)
    assert next_step(done, Level.TOWNSHIP, (Step.NOTIFY,)) is Step.RETURN_ORIGINAL
    rated = replace(OPEN, state=CaseState.COLLECTED, rating=Rating.GOOD)
    assert next_step(rated, Level.TOWNSHIP, ()) is Step.ARCHIVE
    assert next_step(replace(rated, rating=Rating.BAD, mend_by=TODAY), Level.TOWNSHIP, ()) is Step.MEND


def test_what_is_in_hand_adds_up() -> None:
    counts = CaseCounts(in_hand=9, to_collect=2, to_return=1, to_rate=1, to_archive=1)
    assert counts.doing == 5
