"""Deliveries taken back whole with a trace; what waits to be carried, and what was fetched waits no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import cases as table
from db import custody
from tests import builders
from tests.builders import TODAY, counted_queries
from tests.case_village import accept, applicant, centre, entry, item
from venue_desk.desk import Desk
from venue_desk.domain.case_listing import next_words
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Batch, Case, Step
from venue_desk.domain.errors import Refused
from venue_desk.services import case_listing
from venue_desk.services.deliveries import DeliveryEntry


def carry(desk: Desk, *cases: Case) -> Batch:
    known = desk.network.rows(desk.act().station_id)
    point = next(iter(known), None) or centre(desk)
    order = DeliveryEntry(case_ids=tuple(c.id for c in cases), point_id=point.id, with_originals=True)
    return desk.deliveries.carry(desk.act(), order).record


def now(case: Case) -> Case:
    found = table.case(case.id)
    assert found is not None
    return found


def holding(desk: Desk) -> Case:
    said = entry(desk, applicant(desk, "马秀英"), item(desk))
    lines = (replace(said.materials[0], envelope=1), *said.materials[1:])
    return desk.cases.accept(desk.act(), replace(said, materials=lines)).record


def test_a_delivery_is_taken_back_whole_and_leaves_a_trace(desk: Desk) -> None:
    cases = [accept(desk), holding(desk)]
    batch = carry(desk, *cases)
    assert custody.of_case(cases[1].id)[0].away_at == "菜子镇便民服务中心"
    with pytest.raises(Refused, match="整批撤销"):
        desk.cases.take_back(desk.act(), now(cases[0]))
    desk.deliveries.take_back(desk.act(), batch)
    assert [now(case) for case in cases] == cases
    assert custody.of_case(cases[1].id)[0].away_at == ""
    steps = table.steps(cases[0].id)
    assert [(s.step, s.taken_back) for s in steps] == [
        (Step.ACCEPT, False), (Step.HAND_IN, True), (Step.TAKE_BACK, False),
    ]  # fmt: skip
    assert steps[-1].note == f"撤销「送件」（{batch.number}）"
    station = desk.act().station_id
    assert desk.deliveries.latest(station) == []
    assert [(row.batch, row.cases, row.taken_back) for row in desk.deliveries.rows(station)] == [(batch, 2, True)]
    with pytest.raises(Refused, match="已经撤销过"):
        desk.deliveries.take_back(desk.act(), batch)


def test_one_that_went_on_since_keeps_all_of_them_there(desk: Desk) -> None:
    first, second = accept(desk), accept(desk)
    batch = carry(desk, first, second)
    desk.cases.take(desk.act(), now(second), StepEntry(step=Step.URGE))
    before = [now(first), now(second)]
    with pytest.raises(Refused, match=f"{second.number} 张文海：后来又办了「催办」"):
        desk.deliveries.take_back(desk.act(), batch)
    assert [now(first), now(second)] == before
    desk.cases.take_back(desk.act(), now(second))
    desk.deliveries.take_back(desk.act(), batch)
    assert [now(first), now(second)] == [first, second]


def test_only_who_carried_it_or_the_head_takes_it_back(desk: Desk) -> None:
    batch = carry(desk, accept(desk))
    other = builders.add_cadre(desk, "李秀兰")
    with pytest.raises(Refused, match="由他或站长撤销"):
        desk.deliveries.take_back(replace(desk.act(), cadre_id=other.id), batch)


def test_what_was_fetched_does_not_wait_to_be_carried_again(desk: Desk) -> None:
    station, first, second = desk.act().station_id, accept(desk), accept(desk)
    ready = desk.deliveries.ready(station, outward=True)
    assert ({case.id for case in ready.cases}, set(ready.waiting)) == ({first.id, second.id},) * 2
    assert desk.deliveries.waiting(station) == 2
    carry(desk, first)
    assert (desk.deliveries.waiting(station), desk.deliveries.ready(station, outward=True).waiting) == (1, (second.id,))
    assert [case.id for case in desk.deliveries.ready(station, outward=False).cases] == [first.id]
    point = now(first).point_id
    assert point is not None
    desk.deliveries.fetch(desk.act(), DeliveryEntry(case_ids=(first.id,), point_id=point))
    assert next_words(now(first)) == "在办"
    assert (desk.deliveries.waiting(station), desk.deliveries.ready(station, outward=True).waiting) == (1, (second.id,))
    later = TODAY + timedelta(days=3)
    told = [each.subject for each in case_listing.todos(station, later) if each.code == "case.hand_in"]
    assert told == [second.id]


def test_the_list_and_the_figures_ask_a_few_times_however_many_there_are(desk: Desk) -> None:
    others = [builders.add_cadre(desk, name, is_agent=True) for name in ("李秀兰", "王建军", "赵福生")]
    for cadre in others:
        carry(desk, accept(desk, agent_id=cadre.id))
    station = desk.act().station_id
    with counted_queries() as seen:
        desk.deliveries.rows(station)
        desk.deliveries.waiting(station)
    assert len(seen) == 4
    with counted_queries() as seen:
        month = desk.case_figures.month(station, TODAY, TODAY)
    assert len([query for query in seen if '"cadres"' in query]) == 1
    assert {line.label for line in month.breakdowns[1].lines} == {cadre.name for cadre in others}
