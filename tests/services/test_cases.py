from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db import case_list, custody, integrity, journal
from db import cases as table
from db.households import VillagerTable
from tests import builders
from tests.builders import TODAY, counted_queries, query_plan
from tests.case_village import AT_ONCE, BENEFIT, accept, applicant, centre, entry, item
from venue_desk.desk import Desk, clock
from venue_desk.domain.case_listing import CaseCounts, CaseFilter, CaseOrder, CaseView
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, CaseState, Channel, Rating, Step
from venue_desk.domain.catalogue import Method
from venue_desk.domain.errors import Refused
from venue_desk.domain.households import ClosedBecause
from venue_desk.domain.ids import new_id, new_ids
from venue_desk.domain.network import Level
from venue_desk.services.deliveries import DeliveryEntry


def take(desk: Desk, case: Case, step: Step, **said: Any) -> Case:
    return desk.cases.take(desk.act(), case, StepEntry(step=step, **said)).record


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_a_case_is_numbered_promised_and_its_first_step_is_on_record(desk: Desk) -> None:
    case = accept(desk)
    assert case.number == "105203-20261123-0001"
    assert (case.promised_on, case.hand_in_on) == (date(2026, 12, 14), date(2026, 11, 26))
    assert accept(desk).number == "105203-20261123-0002"
    file = desk.cases.get(desk.act(), case.id)
    assert [(step.position, step.step) for step in file.steps] == [(1, Step.ACCEPT)]
    assert [material.given for material in file.materials] == [True, True, True]
    assert desk.cases.numbered(desk.act(), f" {case.number} ").id == case.id
    assert integrity.check() == []


def test_a_case_done_at_the_desk_closes_in_the_same_step(desk: Desk) -> None:
    case = desk.cases.accept(
        desk.act(), entry(desk, applicant(desk), item(desk, AT_ONCE), method=Method.ON_THE_SPOT, result="已认证")
    ).record
    assert (case.state, case.on_time, case.worked_days, case.result) == (CaseState.COLLECTED, True, 0, "已认证")
    assert [s.step for s in table.steps(case.id)] == [Step.ACCEPT, Step.FINISH, Step.COLLECT]


def test_what_is_missing_begins_an_amendment_and_the_clock_stands(desk: Desk) -> None:
    said = entry(desk, applicant(desk), item(desk))
    lines = (*said.materials[:2], replace(said.materials[2], given=False))
    case = desk.cases.accept(desk.act(), replace(said, materials=lines)).record
    assert (case.state, case.paused_on) == (CaseState.AMENDING, TODAY)
    later = replace(desk.act(), at=desk.act().at + timedelta(days=8))  # 1 December, six working days on
    with pytest.raises(Refused) as refused:
        desk.cases.take(later, case, StepEntry(step=Step.AMEND))
    assert codes(refused) == ["case.still_missing"]
    amended = desk.cases.take(later, case, StepEntry(step=Step.AMEND, brought=(3,))).record
    assert (amended.state, amended.paused_on, amended.paused_days) == (CaseState.ACCEPTED, None, 6)
    assert (amended.promised_on, amended.hand_in_on) == (date(2026, 12, 22), date(2026, 12, 4))
    assert all(material.given for material in table.materials(case.id))


def test_originals_are_held_in_an_envelope_and_block_closing_until_returned(desk: Desk) -> None:
    said = entry(desk, applicant(desk), item(desk))
    envelope = desk.cases.next_envelope(desk.act().station_id)
    lines = tuple(replace(line, envelope=envelope) if line.name != "近期两寸照片" else line for line in said.materials)
    case = desk.cases.accept(desk.act(), replace(said, materials=lines)).record
    assert case.held == 2
    assert desk.cases.next_envelope(desk.act().station_id) == envelope + 1
    case = take(desk, case, Step.FINISH, note="补贴已批")
    with pytest.raises(Refused) as refused:
        take(desk, case, Step.COLLECT, person="张文海")
    assert codes(refused) == ["case.held"]
    held = custody.of_case(case.id)
    case = take(desk, case, Step.RETURN_ORIGINAL, person="张文海", original_ids=tuple(o.id for o in held))
    assert (case.held, custody.held(desk.act().station_id)) == (0, [])
    assert take(desk, case, Step.COLLECT, person="张文海").collected_by == "张文海"


def test_an_envelope_in_use_and_an_original_not_given_are_refused(desk: Desk) -> None:
    said = entry(desk, applicant(desk), item(desk))
    first = replace(said.materials[0], envelope=7)
    desk.cases.accept(desk.act(), replace(said, materials=(first, *said.materials[1:])))
    other = entry(desk, applicant(desk, "李满仓"), item(desk))
    with pytest.raises(Refused) as refused:
        desk.cases.accept(desk.act(), replace(other, materials=(first, *other.materials[1:])))
    assert codes(refused) == ["case.envelope"]
    with pytest.raises(Refused) as refused:
        missing = replace(first, envelope=8, given=False)
        desk.cases.accept(desk.act(), replace(other, materials=(missing, *other.materials[1:])))
    assert "case.held_missing" in codes(refused)


def test_cases_are_carried_together_and_come_back_together(desk: Desk) -> None:
    point, cases = centre(desk), [accept(desk), accept(desk)]
    order = DeliveryEntry(case_ids=tuple(c.id for c in cases), point_id=point.id, received_by="孙主任")
    batch = desk.deliveries.carry(desk.act(), order).record
    _, carried = desk.deliveries.get(desk.act(), batch.id)
    assert [(c.state, c.level, c.place, c.with_whom) for c in carried] == [
        (CaseState.UNDER_WAY, Level.TOWNSHIP, "菜子镇便民服务中心", "孙主任")
    ] * 2
    fetched = desk.deliveries.fetch(desk.act(), replace(order, case_ids=(cases[0].id,))).record
    assert [c.level for c in desk.deliveries.get(desk.act(), fetched.id)[1]] == [Level.STATION]


def test_one_case_that_cannot_go_keeps_all_of_them_here(desk: Desk) -> None:
    point, good, done = centre(desk), accept(desk), take(desk, accept(desk), Step.FINISH, note="已办")
    with pytest.raises(Refused, match=done.number):
        desk.deliveries.carry(desk.act(), DeliveryEntry(case_ids=(good.id, done.id), point_id=point.id))
    assert table.case(good.id) == good
    assert desk.deliveries.latest(desk.act().station_id) == []


def test_the_last_step_is_taken_back_by_who_took_it_with_a_trace(desk: Desk) -> None:
    case = accept(desk)
    done = take(desk, case, Step.FINISH, note="已办")
    back = desk.cases.take_back(desk.act(), done).record
    assert back == case
    assert [(s.step, s.taken_back) for s in table.steps(case.id)] == [
        (Step.ACCEPT, False), (Step.FINISH, True), (Step.TAKE_BACK, False),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        desk.cases.take_back(desk.act(), back)
    assert codes(refused) == ["case.first_step"]
    other = builders.add_cadre(desk, "李秀兰")
    again = take(desk, back, Step.FINISH, note="已办")
    with pytest.raises(Refused, match="由他或站长撤销"):
        desk.cases.take_back(replace(desk.act(), cadre_id=other.id), again)


def test_a_bad_rating_is_to_be_mended_within_fifteen_working_days(desk: Desk) -> None:
    case = take(desk, take(desk, accept(desk), Step.FINISH, note="已办"), Step.COLLECT, person="张文海")
    rated = take(desk, case, Step.RATE, rating=Rating.BAD, note="等太久")
    assert (rated.mend_by, rated.mended_on) == (date(2026, 12, 14), None)
    assert take(desk, rated, Step.MEND, note="上门道歉").mended_on == TODAY
    good = take(desk, case_like(desk), Step.RATE, rating=Rating.VERY_GOOD)
    assert good.mend_by is None


def case_like(desk: Desk) -> Case:
    return take(desk, accept(desk), Step.FINISH, note="已办")


def test_who_has_died_an_item_changed_meanwhile_and_a_far_promise_are_refused(desk: Desk) -> None:
    villager = applicant(desk)
    said = entry(desk, villager, item(desk))
    desk.catalogue.change(desk.act(), item(desk), replace(BENEFIT, promised_days=10), desk.act().today)
    with pytest.raises(Refused) as refused:
        desk.cases.accept(desk.act(), replace(said, promised_on=date(2126, 12, 14)))
    assert codes(refused) == ["case.item_gone", "case.beyond"]
    current = entry(desk, villager, item(desk))
    with pytest.raises(Refused) as refused:
        desk.cases.accept(desk.act(), replace(current, promised_on=date(2026, 12, 8)))
    assert codes(refused) == ["case.late_promise"]
    gone = replace(villager, closed_on=TODAY, closed_because=ClosedBecause.DIED)
    journal.close(desk.act(), VillagerTable, villager, gone)
    with pytest.raises(Refused, match="已登记去世"):
        desk.cases.accept(desk.act(), current)


def test_a_twin_and_a_certificate_no_village_issues_are_told(desk: Desk) -> None:
    villager = applicant(desk)
    accept(desk, villager)
    again = entry(desk, villager, item(desk), matter="另外开一份健在证明")
    found = {finding.code: finding.sentence for finding in desk.cases.findings(desk.act(), again)}
    assert "105203-20261123-0001" in found["case.twice"]
    assert found["case.forbidden"].startswith("村里不能开「健在证明」")


@pytest.mark.parametrize(
    ("born", "channel", "of", "method"),
    [
        ("19440214", Channel.PHONE, BENEFIT, Method.MOBILE),
        ("19440214", Channel.DESK, BENEFIT, Method.ON_BEHALF),
        ("19800214", Channel.PHONE, BENEFIT, Method.ON_BEHALF),
        ("19800214", Channel.DESK, AT_ONCE, Method.ON_THE_SPOT),
        ("19800214", Channel.DESK, replace(BENEFIT, name="残疾证办理", presence=True), Method.ACCOMPANIED),
    ],
)
def test_the_method_is_suggested_with_its_reason(
    desk: Desk, born: str, channel: Channel, of: Any, method: Method
) -> None:
    household = builders.add_household(desk, "0009", "张老汉")
    head = desk.households.get(desk.act().station_id, household.id).members[0]
    known = replace(head, born_on=date(int(born[:4]), 2, 14))
    journal.change(desk.act(), VillagerTable, head, known)
    found = desk.cases.suggest(desk.act(), item(desk, of).id, head.id, channel)
    assert found.method is method
    assert found.why


def test_the_list_is_read_a_page_at_a_time_and_counts_what_is_in_hand(desk: Desk) -> None:
    cases = [accept(desk) for _ in range(3)]
    take(desk, cases[0], Step.FINISH, note="已办")
    act = desk.act()
    late = replace(act, at=act.at + timedelta(days=30))
    assert desk.cases.counts(act.station_id, act.today) == CaseCounts(in_hand=3, to_collect=1)
    assert desk.cases.counts(act.station_id, late.today) == CaseCounts(in_hand=3, late=2, to_collect=1)
    wanted = CaseFilter(today=act.today)
    for order in CaseOrder:
        for descending in (False, True):
            rows = desk.cases.page(act.station_id, wanted, order, descending=descending)
            places = [desk.cases.place(act.station_id, wanted, r.case.id, order, descending=descending) for r in rows]
            assert places == [0, 1, 2]
    assert desk.cases.place(act.station_id, replace(wanted, view=CaseView.ENDED), cases[0].id) is None
    with counted_queries() as seen:
        rows = desk.cases.page(act.station_id, CaseFilter(today=late.today, view=CaseView.LATE))
    assert [row.case.id for row in rows] == [cases[1].id, cases[2].id]
    assert len(seen) <= 4


def test_no_list_and_no_count_reads_the_whole_register(desk: Desk) -> None:
    accept(desk)
    act, views = desk.act(), [view for view in CaseView if view is not CaseView.ALL]
    narrowed = [CaseFilter(today=act.today, view=view) for view in views]
    narrowed += [replace(each, agent_id=act.cadre_id) for each in narrowed]
    with counted_queries() as seen:
        for wanted in narrowed:
            desk.cases.page(act.station_id, wanted)
            desk.cases.count(act.station_id, wanted)
        desk.cases.counts(act.station_id, act.today)
        desk.cases.figures(act.station_id, act.today.replace(day=1), act.today)
    plans = [line for query in seen for line in query_plan(query) if " t1" in f" {line}" and "cases" in query]
    assert plans
    assert [line for line in plans if line.startswith("SCAN")] == []
    assert any("open=?" in line for line in plans)


@pytest.mark.parametrize("order", [CaseOrder.APPLICANT, CaseOrder.ITEM])
@pytest.mark.parametrize("descending", [False, True])
def test_another_order_is_read_along_its_index(desk: Desk, order: CaseOrder, *, descending: bool) -> None:
    act = desk.act()
    with counted_queries() as seen:
        for view in (CaseView.IN_HAND, CaseView.ENDED):
            desk.cases.page(act.station_id, CaseFilter(today=act.today, view=view), order, descending=descending)
    plans = [line for query in seen if '"cases"' in query for line in query_plan(query)]
    assert plans
    assert [line for line in plans if "TEMP B-TREE" in line] == []


def test_what_a_search_found_is_read_by_its_ids_and_only_from_the_own_station(desk: Desk) -> None:
    case, act = accept(desk), desk.act()
    wanted = CaseFilter(today=act.today, ids=(case.id, *new_ids(act.at, desk.cases.random, 20)))
    with counted_queries() as seen:
        assert [row.case.id for row in desk.cases.page(act.station_id, wanted)] == [case.id]
        assert desk.cases.count(act.station_id, wanted) == 1
    plans = [line for query in seen if '"cases"' in query for line in query_plan(query) if "t1" in line]
    assert plans
    assert [line for line in plans if "station_id=?" in line] == []
    assert desk.cases.count(new_id(act.at, desk.cases.random), wanted) == 0


def test_the_far_end_of_the_list_is_the_same_read_from_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    villager = applicant(desk)
    for _ in range(7):
        accept(desk, villager)
    act, wanted = desk.act(), CaseFilter(today=desk.act().today)
    for order in CaseOrder:
        for descending in (False, True):
            whole = desk.cases.page(act.station_id, wanted, order, descending=descending)
            monkeypatch.setattr(case_list, "FAR", 0)
            pages = [
                desk.cases.page(act.station_id, wanted, order, descending=descending, offset=at, limit=3)
                for at in (0, 3, 4, 6, 9)
            ]
            monkeypatch.undo()
            assert pages == [whole[:3], whole[3:6], whole[4:], whole[6:], []]


def test_a_case_accepted_by_the_real_clock_goes_on_at_once(desk: Desk) -> None:
    said = entry(desk, applicant(desk), item(desk))
    act = replace(desk.act(), at=clock())
    lines = (*said.materials[:2], replace(said.materials[2], given=False))
    assert desk.cases.accept(act, replace(said, materials=lines)).record.state is CaseState.AMENDING
