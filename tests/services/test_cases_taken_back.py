"""What a step carried along comes back as it was: the day a paper was given, the envelope of one alone, what is held."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db import cases as table
from db import custody
from tests.builders import TODAY
from tests.case_village import accept, applicant, entry, item
from venue_desk.desk import Desk
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Step
from venue_desk.domain.errors import Refused
from venue_desk.services.saved import Saved


def holding(desk: Desk, name: str, envelope: int = 1) -> Case:
    said = entry(desk, applicant(desk, name), item(desk))
    lines = (*(replace(line, envelope=envelope) for line in said.materials[:2]), said.materials[2])
    return desk.cases.accept(desk.act(), replace(said, materials=lines)).record


def give_back(desk: Desk, case: Case, times: int = 1) -> Saved[Case]:
    ids = tuple(each.id for each in custody.of_case(case.id)) * times
    return desk.cases.take(desk.act(), case, StepEntry(step=Step.RETURN_ORIGINAL, person="张文海", original_ids=ids))


def envelopes(case: Case) -> list[int]:
    return [each.envelope for each in custody.of_case(case.id) if each.held]


def test_papers_held_again_never_lie_with_those_of_somebody_else(desk: Desk) -> None:
    mine = holding(desk, "张文海")
    returned = give_back(desk, mine)
    other = holding(desk, "李满仓")
    with pytest.raises(Refused, match="1 号袋已经装了别人的证件"):
        desk.undo(desk.act(), returned)
    assert envelopes(mine) == []
    back = desk.cases.take_back(desk.act(), returned.record).record
    assert (envelopes(mine), envelopes(other), back.held) == ([2, 2], [1, 1], 2)
    assert table.steps(mine.id)[-1].note == "撤销「归还原件」。1 号袋已经装了别人的证件，请改装 2 号袋"
    assert custody.shared_envelopes(desk.act().station_id) == []


def test_papers_held_again_lie_where_they_lay_if_nobody_took_the_envelope(desk: Desk) -> None:
    mine = holding(desk, "张文海", envelope=7)
    returned = give_back(desk, mine)
    desk.cases.take_back(desk.act(), returned.record)
    assert envelopes(mine) == [7, 7]
    assert table.steps(mine.id)[-1].note == "撤销「归还原件」"


def test_a_paper_named_twice_is_given_back_once(desk: Desk) -> None:
    case = holding(desk, "张文海")
    assert give_back(desk, case, times=2).record.held == 0


def given(case: Case) -> Any:
    return [(each.given, each.given_on) for each in table.materials(case.id)]


@pytest.mark.parametrize("brought", [True, False])
def test_materials_are_as_they_were_with_their_days(desk: Desk, brought: bool) -> None:
    said = entry(desk, applicant(desk), item(desk))
    case = accept(desk)
    act = replace(desk.act(), at=desk.act().at + timedelta(days=3))
    step = StepEntry(step=Step.ASK_AMENDMENT, missing=(1,))
    if brought:
        lines = (*said.materials[:2], replace(said.materials[2], given=False))
        case = desk.cases.accept(desk.act(), replace(said, materials=lines)).record
        step = StepEntry(step=Step.AMEND, brought=(3,))
    before = given(case)
    assert before[0] == (True, TODAY)
    stepped = desk.cases.take(act, case, step).record
    assert given(case) != before
    desk.cases.take_back(act, stepped)
    assert given(case) == before
