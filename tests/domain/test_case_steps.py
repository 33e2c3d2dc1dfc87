"""What each step asks for, at its field, and what comes next: the table of a case's life, said once more by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.test_deadlines import CALENDAR, case, day
from venue_desk.domain.case_steps import NOTE_MAX, StepEntry, after, allowed, check_step, next_step
from venue_desk.domain.cases import OPEN, Case, CaseMaterial, CaseState, Rating, Step
from venue_desk.domain.catalogue import MaterialForm
from venue_desk.domain.deadlines import FURTHEST
from venue_desk.domain.network import Level

TODAY = day("11-23")
S, T = CaseState, Step
CASE = case("11-23", 15)
EVER = {T.RETURN_ORIGINAL}
"""Allowed in every state as long as something is held."""
MAY = {
    S.ACCEPTED: {T.ASK_AMENDMENT, T.HAND_IN, T.MOVE, T.FINISH, T.REFUSE, T.WITHDRAW, T.SUSPEND, T.TERMINATE, T.EXTEND,
                 T.APPOINT, T.WENT, T.CHANGE_AGENT},
    S.AMENDING: {T.AMEND, T.WITHDRAW, T.TERMINATE, T.APPOINT, T.WENT, T.CHANGE_AGENT},
    S.UNDER_WAY: {T.ASK_AMENDMENT, T.MOVE, T.BRING_BACK, T.FINISH, T.WITHDRAW, T.SUSPEND, T.TERMINATE, T.EXTEND, T.URGE,
                  T.APPOINT, T.WENT, T.CHANGE_AGENT},
    S.SUSPENDED: {T.RESUME, T.WITHDRAW, T.TERMINATE, T.APPOINT, T.WENT, T.CHANGE_AGENT},
    S.DONE: {T.COLLECT, T.RATE, T.NOTIFY, T.CHANGE_AGENT, T.MEND},
    S.COLLECTED: {T.RATE, T.ARCHIVE, T.CHANGE_AGENT, T.MEND},
    S.ARCHIVED: {T.RATE, T.MEND},
    S.REFUSED: set(),
    S.WITHDRAWN: set(),
    S.TERMINATED: set(),
}  # fmt: skip


def material(position: int, *, required: bool = True, given: bool = True) -> CaseMaterial:
    return CaseMaterial(
        id=CASE.id, station_id=CASE.station_id, case_id=CASE.id, position=position, name=f"材料{position}",
        form=MaterialForm.COPY, copies=1, required=required, given=given,
    )  # fmt: skip


def codes(of: Case, step: Step, materials: tuple[CaseMaterial, ...] = (), **said: Any) -> list[tuple[str, str]]:
    found = check_step(of, StepEntry(step=step, **said), materials, TODAY)
    return [(finding.code, finding.field) for finding in found]


@pytest.mark.parametrize("state", list(CaseState))
def test_from_every_state_only_these_steps_are_offered(state: CaseState) -> None:
    holding = replace(CASE, state=state, held=1, mend_by=day("12-14"))
    assert set(allowed(holding, appointed=True)) == MAY[state] | EVER
    empty_handed = replace(holding, held=0, mend_by=None)
    assert set(allowed(empty_handed)) == MAY[state] - {T.MEND, T.WENT}
    assert T.MEND not in allowed(replace(holding, mended_on=TODAY))


@pytest.mark.parametrize("state", list(CaseState))
def test_whatever_is_not_in_the_table_is_refused_with_where_it_stands(state: CaseState) -> None:
    for step in set(Step) - MAY[state] - EVER:
        (finding,) = check_step(replace(CASE, state=state), StepEntry(step=step), (), TODAY)
        assert finding.code == "case.step"
        assert state.label in finding.sentence


@pytest.mark.parametrize(
    ("state", "decided_at", "taken", "said", "then"),
    [
        (S.ACCEPTED, Level.STATION, (), {}, T.FINISH),
        (S.ACCEPTED, Level.TOWNSHIP, (), {}, T.HAND_IN),
        (S.ACCEPTED, Level.COUNTY, (T.APPOINT,), {}, T.HAND_IN),
        (S.ACCEPTED, Level.TOWNSHIP, (T.HAND_IN, T.BRING_BACK), {}, T.FINISH),
        (S.ACCEPTED, Level.COUNTY, (T.MOVE,), {}, T.FINISH),
        (S.AMENDING, Level.TOWNSHIP, (), {}, T.AMEND),
        (S.UNDER_WAY, Level.TOWNSHIP, (T.HAND_IN,), {}, T.FINISH),
        (S.SUSPENDED, Level.TOWNSHIP, (), {}, T.RESUME),
        (S.DONE, Level.TOWNSHIP, (), {"held": 2}, T.NOTIFY),
        (S.DONE, Level.TOWNSHIP, (T.NOTIFY,), {"held": 2}, T.RETURN_ORIGINAL),
        (S.DONE, Level.TOWNSHIP, (T.NOTIFY,), {}, T.COLLECT),
        (S.COLLECTED, Level.TOWNSHIP, (), {}, T.RATE),
        (S.COLLECTED, Level.TOWNSHIP, (), {"rating": Rating.GOOD}, T.ARCHIVE),
        (S.COLLECTED, Level.TOWNSHIP, (), {"rating": Rating.BAD, "mend_by": day("12-14")}, T.MEND),
        (S.COLLECTED, Level.TOWNSHIP, (), {"rating": Rating.BAD, "mend_by": day("12-14"), "mended_on": TODAY}, T.ARCHIVE),
        (S.ARCHIVED, Level.TOWNSHIP, (), {}, None),
        (S.WITHDRAWN, Level.TOWNSHIP, (), {}, None),
    ],
)  # fmt: skip
def test_what_is_done_next(
    state: CaseState, decided_at: Level, taken: tuple[Step, ...], said: dict[str, Any], then: Step | None
) -> None:
    assert next_step(replace(CASE, state=state, **said), decided_at, taken) is then


@pytest.mark.parametrize(
    ("step", "state", "said"),
    [
        (T.FINISH, S.ACCEPTED, {"note": "已办好"}),
        (T.HAND_IN, S.ACCEPTED, {"place": "菜子镇便民服务中心", "level": Level.TOWNSHIP}),
        (T.COLLECT, S.DONE, {"person": "张文海"}),
        (T.RATE, S.COLLECTED, {"rating": Rating.FAIR}),
        (T.EXTEND, S.ACCEPTED, {"note": "等上级批复", "on": CASE.promised_on + timedelta(days=1)}),
        (T.APPOINT, S.ACCEPTED, {"on": TODAY}),
        (T.APPOINT, S.ACCEPTED, {"on": FURTHEST}),
        (T.CHANGE_AGENT, S.ACCEPTED, {"agent_id": CASE.accepted_by.__class__(int=1)}),
        (T.ASK_AMENDMENT, S.ACCEPTED, {"note": "缺签字"}),
        (T.WITHDRAW, S.AMENDING, {"note": "不办了"}),
    ],
)
def test_a_step_with_all_it_asks_for_is_let_through(step: Step, state: CaseState, said: dict[str, Any]) -> None:
    assert codes(replace(CASE, state=state), step, **said) == []


@pytest.mark.parametrize(
    ("step", "state", "said", "code", "field"),
    [
        (T.FINISH, S.ACCEPTED, {"note": "  "}, "case.note", "note"),
        (T.HAND_IN, S.ACCEPTED, {"place": "镇中心"}, "case.place", "place"),
        (T.HAND_IN, S.ACCEPTED, {"place": " ", "level": Level.TOWNSHIP}, "case.place", "place"),
        (T.COLLECT, S.DONE, {"person": " "}, "case.person", "person"),
        (T.RATE, S.DONE, {}, "case.rating", "rating"),
        (T.APPOINT, S.ACCEPTED, {}, "case.date", "on"),
        (T.APPOINT, S.ACCEPTED, {"on": TODAY - timedelta(days=1)}, "case.date_past", "on"),
        (T.APPOINT, S.ACCEPTED, {"on": FURTHEST + timedelta(days=1)}, "case.beyond", "on"),
        (T.EXTEND, S.ACCEPTED, {"note": "等", "on": CASE.promised_on}, "case.extend", "on"),
        (T.CHANGE_AGENT, S.ACCEPTED, {}, "case.agent", "agent_id"),
        (T.CHANGE_AGENT, S.ACCEPTED, {"agent_id": CASE.agent_id}, "case.agent", "agent_id"),
        (T.ASK_AMENDMENT, S.ACCEPTED, {}, "case.missing", "missing"),
        (T.ASK_AMENDMENT, S.ACCEPTED, {"missing": (9,), "note": "缺"}, "case.missing", "missing"),
        (T.URGE, S.UNDER_WAY, {"note": "催" * (NOTE_MAX + 1)}, "case.note_long", "note"),
        (T.MEND, S.DONE, {"note": "上门说明"}, "case.mend", ""),
    ],
)
def test_what_is_lacking_is_told_at_its_field(
    step: Step, state: CaseState, said: dict[str, Any], code: str, field: str
) -> None:
    assert codes(replace(CASE, state=state), step, **said) == [(code, field)]


def test_a_note_may_be_as_long_as_it_is_told() -> None:
    assert codes(replace(CASE, state=S.UNDER_WAY), T.URGE, note="催" * NOTE_MAX) == []


@pytest.mark.parametrize(
    ("step", "state", "said"),
    [
        (T.COLLECT, S.DONE, {"person": "张文海"}), (T.ARCHIVE, S.COLLECTED, {}), (T.REFUSE, S.ACCEPTED, {"note": "非本村"}),
        (T.WITHDRAW, S.ACCEPTED, {"note": "不办了"}), (T.TERMINATE, S.SUSPENDED, {"note": "已过世"}),
    ],
)  # fmt: skip
def test_nothing_ends_while_papers_are_held(step: Step, state: CaseState, said: dict[str, Any]) -> None:
    holding = replace(CASE, state=state, held=2)
    (finding,) = check_step(holding, StepEntry(step=step, **said), (), TODAY)
    assert (finding.code, "2 样" in finding.sentence) == ("case.held", True)
    assert codes(replace(holding, held=0), step, **said) == []


def test_papers_go_back_only_when_it_is_said_which_and_to_whom() -> None:
    holding = replace(CASE, held=2)
    assert codes(holding, T.RETURN_ORIGINAL, person="张文海") == [("case.originals", "original_ids")]
    twice = StepEntry(step=T.RETURN_ORIGINAL, person="张文海", original_ids=(CASE.id, CASE.id))
    assert check_step(holding, twice, (), TODAY) == []
    assert after(holding, twice, TODAY, CALENDAR, 15).held == 1


def test_what_is_required_and_missing_stops_the_end_and_the_amendment() -> None:
    lacking = (material(1, given=False), material(2, required=False, given=False), material(3))
    assert codes(CASE, T.FINISH, lacking, note="好了") == [("case.unfinished", "")]
    assert codes(CASE, T.FINISH, lacking[1:], note="好了") == []
    assert codes(CASE, T.ASK_AMENDMENT, lacking, missing=(1, 3)) == []
    amending = replace(CASE, state=S.AMENDING)
    (finding,) = check_step(amending, StepEntry(step=T.AMEND, brought=(2,)), lacking, TODAY)
    assert (finding.field, "还缺材料1，" in finding.sentence) == ("brought", True)
    assert codes(amending, T.AMEND, lacking, brought=(1,)) == []


@pytest.mark.parametrize("state", [S.AMENDING, S.SUSPENDED])
def test_the_clock_stands_while_it_waits_and_goes_on_after(state: CaseState) -> None:
    stopping = T.ASK_AMENDMENT if state is S.AMENDING else T.SUSPEND
    going_on = T.AMEND if state is S.AMENDING else T.RESUME
    stood = after(CASE, StepEntry(step=stopping, note="等"), TODAY, CALENDAR, 15)
    assert (stood.state, stood.paused_on, stood.open) == (state, TODAY, True)
    again = after(stood, StepEntry(step=going_on, note="齐了"), day("11-26"), CALENDAR, 15)
    assert (again.state, again.paused_on, again.paused_days, again.promised_on) == (S.ACCEPTED, None, 3, day("12-17"))
    ended = after(stood, StepEntry(step=T.WITHDRAW, note="不办了"), day("11-26"), CALENDAR, 15)
    assert (ended.state, ended.paused_on, ended.paused_days, ended.open) == (S.WITHDRAWN, None, 0, False)
    assert ended.promised_on == CASE.promised_on


@pytest.mark.parametrize(("on", "on_time"), [("12-14", True), ("12-15", False)])
def test_done_on_the_promised_day_is_in_time(on: str, on_time: bool) -> None:
    under_way = replace(CASE, state=S.UNDER_WAY, level=Level.TOWNSHIP, place="镇中心", with_whom="孙主任")
    done = after(under_way, StepEntry(step=T.FINISH, note=" 已办好 "), day(on), CALENDAR, 15)
    assert (done.state, done.result, done.done_on, done.on_time) == (S.DONE, "已办好", day(on), on_time)
    assert (done.level, done.place, done.with_whom, done.since_on) == (Level.STATION, "", "", day(on))


def test_an_extension_is_counted_in_working_days() -> None:
    longer = after(CASE, StepEntry(step=T.EXTEND, note="等批复", on=day("12-21")), TODAY, CALENDAR, 15)
    assert (longer.promised_on, longer.extended_days, longer.state) == (day("12-21"), 5, S.ACCEPTED)


@pytest.mark.parametrize(
    ("rating", "by"), [(Rating.BAD, day("12-14")), (Rating.VERY_BAD, day("12-14")), (Rating.FAIR, None)]
)
def test_a_bad_rating_is_to_be_mended_within_fifteen_working_days(rating: Rating, by: date | None) -> None:
    rated = after(replace(CASE, state=S.DONE), StepEntry(step=T.RATE, rating=rating), TODAY, CALENDAR, 15)
    assert (rated.rating, rated.rated_on, rated.mend_by, rated.state) == (rating, TODAY, by, S.DONE)
    if by:
        mended = after(rated, StepEntry(step=T.MEND, note="上门说明"), TODAY, CALENDAR, 15)
        assert mended.mended_on == TODAY


def test_what_is_open_is_what_is_still_to_be_done() -> None:
    archived = after(replace(CASE, state=S.COLLECTED), StepEntry(step=T.ARCHIVE), TODAY, CALENDAR, 15)
    assert (archived.state, archived.open) == (S.ARCHIVED, False)
    assert S.COLLECTED in OPEN
