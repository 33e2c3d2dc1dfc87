"""Leave: asked, granted by who may, taken back; what it means for the duties in it; and wishes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.builders import NOW, later
from tests.rostered import DECEMBER, acting, add_staff, fill_month, name_on, slot
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import LeaveEntry, LeaveKind, LeaveState, WishEntry
from venue_desk.domain.roster import Role
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.services import leaves as leave_service


def entry(cadre: Cadre, first: int = 9, last: int = 11, **said: object) -> LeaveEntry:
    values: dict[str, object] = {"kind": LeaveKind.PERSONAL, "reason": "  送老人看病 "} | said
    days = {"from_on": date(2026, 12, first), "to_on": date(2026, 12, last)}
    return LeaveEntry(cadre_id=cadre.id, **days, **values)  # type: ignore[arg-type]  # as said


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [finding.code for finding in found.value.findings]


def test_who_serves_asks_and_who_leads_grants(desk: Desk) -> None:
    staff = add_staff(desk)
    saved = desk.leaves.register(acting(desk, staff["李秀兰"]), entry(staff["李秀兰"]))
    assert (saved.record.state, saved.record.reason) == (LeaveState.ASKED, "送老人看病")
    assert [leave.id for leave in desk.leaves.waiting(desk.act().station_id)] == [saved.record.id]
    granted = desk.leaves.approve(acting(desk, staff["王建军"]), saved.record)
    assert (granted.record.state, granted.record.decided_by) == (LeaveState.APPROVED, staff["王建军"].id)
    assert desk.leaves.waiting(desk.act().station_id) == []
    desk.undo(desk.act(), granted)
    assert desk.leaves.get(desk.act().station_id, saved.record.id).state is LeaveState.ASKED


@pytest.mark.parametrize(
    ("who", "whose", "state"),
    [
        ("陈志远", "李秀兰", LeaveState.APPROVED),  # the 站长 for somebody
        ("王建军", "李秀兰", LeaveState.APPROVED),  # a lead for somebody
        ("陈志远", "陈志远", LeaveState.APPROVED),  # nobody is above the 站长 at the desk
        ("王建军", "王建军", LeaveState.ASKED),  # a lead not for themselves
        ("李秀兰", "张小梅", LeaveState.ASKED),  # typed for somebody on the phone
    ],
)
def test_entered_by_who_decides_it_is_granted_at_once(desk: Desk, who: str, whose: str, state: LeaveState) -> None:
    staff = add_staff(desk)
    assert desk.leaves.register(acting(desk, staff[who]), entry(staff[whose])).record.state is state


def test_who_may_not_decide_is_told_who_does(desk: Desk) -> None:
    staff = add_staff(desk)
    leave = desk.leaves.register(acting(desk, staff["王建军"]), entry(staff["王建军"])).record
    for act in (acting(desk, staff["李秀兰"]), acting(desk, staff["王建军"])):
        with pytest.raises(Refused, match="由站长或能带班的干部定"):
            desk.leaves.approve(act, leave)
    assert desk.leaves.refuse(acting(desk, staff["赵文博"]), leave).record.state is LeaveState.REFUSED


def test_a_leave_over_duties_is_granted_and_names_each_that_needs_another(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    name = name_on(desk, slot(10))
    desk.roster.lock(desk.act(), [slot(10)])
    leave = desk.leaves.register(desk.act(), entry(staff[name], 10, 10)).record
    assert leave.state is LeaveState.APPROVED
    (found,) = desk.leaves.duties_under(desk.act(), leave)
    assert (found.code, found.field, found.due) == ("leave.duty", slot(10).key, date(2026, 12, 10))
    assert found.sentence == f"12月10日白班排了{name}值班（已锁定），准了假要换人。"
    (must,) = [
        f for f in roster_findings(desk.roster.facts(desk.act().station_id, DECEMBER)) if f.severity is Severity.MUST
    ]
    assert (must.code, must.field) == ("roster.on_leave", slot(10).key)
    standing = {name_on(desk, slot(10, shift, role)) for shift in ("白班", "夜班") for role in Role}
    other = next(each for each in staff if each not in standing)
    assert desk.leaves.duties_under(desk.act(), entry(staff[other], 10, 10)) == []


def test_a_duty_already_served_needs_nobody_else(desk: Desk) -> None:
    staff = add_staff(desk)
    november = date(2026, 11, 1)
    fill_month(desk, staff, november)
    past = LeaveEntry(
        cadre_id=staff["陈志远"].id, kind=LeaveKind.SICK, from_on=date(2026, 11, 10), to_on=date(2026, 11, 20)
    )
    found = desk.leaves.findings(desk.act(), past)
    assert [f.code for f in found] == ["leave.past"]


def test_the_same_days_twice_and_an_end_before_the_beginning_are_refused(desk: Desk) -> None:
    staff = add_staff(desk)
    first = desk.leaves.register(desk.act(), entry(staff["李秀兰"])).record
    with pytest.raises(Refused, match="12月9日至12月11日已经有一次请假（已准假）"):
        desk.leaves.register(desk.act(), entry(staff["李秀兰"], 11, 12))
    assert refused(lambda: desk.leaves.register(desk.act(), entry(staff["张小梅"], 11, 9))) == ["leave.ends"]
    longer = desk.leaves.change(desk.act(), first, replace(entry(staff["李秀兰"]), to_on=date(2026, 12, 14))).record
    assert longer.to_on.day == 14
    desk.leaves.withdraw(desk.act(), longer)
    desk.leaves.register(desk.act(), entry(staff["李秀兰"], 11, 12))


def test_a_granted_leave_changed_by_who_asked_waits_again(desk: Desk) -> None:
    staff = add_staff(desk)
    granted = desk.leaves.register(desk.act(), entry(staff["李秀兰"])).record
    longer = replace(entry(staff["李秀兰"]), to_on=date(2026, 12, 14))
    assert desk.leaves.change(acting(desk, staff["李秀兰"]), granted, longer).record.state is LeaveState.ASKED
    assert refused(lambda: desk.leaves.change(acting(desk, staff["张小梅"]), granted, longer)) == ["leave.not_theirs"]


def test_whoever_is_back_early_keeps_the_leave_of_the_nights_before(desk: Desk) -> None:
    li = add_staff(desk)["李秀兰"]
    granted = desk.leaves.register(desk.act(), entry(li)).record
    tenth = later(acting(desk, li), days=17)
    shorter = desk.leaves.change(tenth, granted, replace(entry(li), to_on=date(2026, 12, 10))).record
    assert (shorter.state, shorter.decided_at) == (LeaveState.APPROVED, granted.decided_at)


def test_a_leave_that_runs_is_not_asked_for_anew(desk: Desk) -> None:
    li = add_staff(desk)["李秀兰"]
    granted = desk.leaves.register(desk.act(), entry(li)).record
    tenth, longer = later(acting(desk, li), days=17), replace(entry(li), to_on=date(2026, 12, 14))
    assert refused(lambda: desk.leaves.change(tenth, granted, longer)) == ["leave.running"]
    rest = replace(longer, from_on=date(2026, 12, 12))
    assert desk.leaves.register(tenth, rest).record.state is LeaveState.ASKED


def test_one_that_ended_stays_and_one_that_began_is_shortened(desk: Desk) -> None:
    staff = add_staff(desk)
    leave = desk.leaves.register(acting(desk, staff["李秀兰"]), entry(staff["李秀兰"])).record
    assert refused(lambda: desk.leaves.withdraw(acting(desk, staff["张小梅"]), leave)) == ["leave.not_theirs"]
    gone = desk.leaves.withdraw(acting(desk, staff["李秀兰"]), leave).record
    with pytest.raises(Refused, match="现在是「已撤回」"):
        desk.leaves.approve(desk.act(), gone)
    assert refused(lambda: desk.leaves.change(desk.act(), gone, entry(staff["李秀兰"]))) == ["leave.ended"]
    began = desk.leaves.register(desk.act(), entry(staff["张小梅"], 1, 20)).record
    tenth = later(desk.act(), days=17)
    assert refused(lambda: desk.leaves.withdraw(tenth, began)) == ["leave.begun"]
    shorter = replace(entry(staff["张小梅"], 1, 20), to_on=date(2026, 12, 9))
    assert desk.leaves.change(tenth, began, shorter).record.to_on.day == 9


def test_who_is_not_here_asks_for_nothing(desk: Desk) -> None:
    staff = add_staff(desk)
    gone = desk.cadres.leave(desk.act(), staff["马德林"], desk.act().today).record
    assert refused(lambda: desk.leaves.register(desk.act(), entry(gone))) == ["leave.cadre"]
    nobody = replace(gone, id=new_id(NOW, desk.leaves.random))
    assert refused(lambda: desk.leaves.register(desk.act(), entry(nobody))) == ["leave.cadre"]


def test_a_wish_is_told_where_it_is_not_met(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    lead = staff[name_on(desk, slot(10, role=Role.LEAD))]
    wish = desk.leaves.wish(desk.act(), WishEntry(cadre_id=lead.id, day=date(2026, 12, 10), shift="白班"))
    found = roster_findings(desk.roster.facts(desk.act().station_id, DECEMBER))
    said = [f.sentence for f in found if f.code == "roster.wish"]
    assert said == [f"10日白班：{lead.name}说过这天不方便。能换就换，换不了请说一声。"]
    again = WishEntry(cadre_id=lead.id, day=date(2026, 12, 10), shift="白班", wants=True)
    assert refused(lambda: desk.leaves.wish(desk.act(), again)) == ["wish.twice"]
    desk.leaves.close_wish(desk.act(), wish.record)
    assert desk.leaves.wishes(desk.act().station_id, DECEMBER, date(2026, 12, 31)) == []
    past = WishEntry(cadre_id=lead.id, day=date(2026, 11, 20))
    assert refused(lambda: desk.leaves.wish(desk.act(), past)) == ["wish.past"]


def test_home_is_told_what_waits(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.leaves.register(acting(desk, staff["李秀兰"]), entry(staff["李秀兰"]))
    (found,) = leave_service.todos(desk.act().station_id, desk.act().today)
    assert (found.sentence, found.due) == ("李秀兰请事假，12月9日至12月11日，等着批。", date(2026, 12, 9))
    assert found in desk.home.facts(desk.act()).todos


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (5, 30, ["leave.stretched"]),  # the 7th to the 22nd are over
        (3, 6, ["leave.stretched"]),
        (5, 5, []),
        (6, 6, []),
    ],
)
def test_a_leave_that_is_granted_takes_in_no_day_that_is_over(
    desk: Desk, first: int, last: int, codes: list[str]
) -> None:
    wang = add_staff(desk)["王建军"]
    early = replace(desk.act(), at=datetime(2026, 11, 4, 8, tzinfo=UTC))
    asked = LeaveEntry(cadre_id=wang.id, kind=LeaveKind.OFFICIAL, from_on=date(2026, 11, 5), to_on=date(2026, 11, 6))
    granted = desk.leaves.register(early, asked).record
    assert granted.state is LeaveState.APPROVED
    wanted = LeaveEntry(
        cadre_id=wang.id, kind=LeaveKind.OFFICIAL, from_on=date(2026, 11, first), to_on=date(2026, 11, last)
    )
    found = [each.code for each in desk.leaves.findings(desk.act(), wanted, granted) if each.severity is Severity.MUST]
    assert found == codes


def test_a_leave_that_runs_is_lengthened_from_today_on(desk: Desk) -> None:
    wang = add_staff(desk)["王建军"]
    before = replace(desk.act(), at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    entry_now = LeaveEntry(cadre_id=wang.id, kind=LeaveKind.SICK, from_on=date(2026, 11, 21), to_on=date(2026, 11, 22))
    granted = desk.leaves.register(before, entry_now).record
    longer = desk.leaves.change(desk.act(), granted, replace(entry_now, to_on=date(2026, 11, 27)))
    assert longer.record.to_on == date(2026, 11, 27)


def test_a_night_that_runs_is_not_over_at_midnight(desk: Desk) -> None:
    wang = add_staff(desk)["王建军"]
    first = LeaveEntry(cadre_id=wang.id, kind=LeaveKind.SICK, from_on=date(2026, 11, 22), to_on=date(2026, 11, 22))
    granted = desk.leaves.register(replace(desk.act(), at=datetime(2026, 11, 21, 8, tzinfo=UTC)), first).record
    for hour, codes in ((17, []), (22, ["leave.stretched"])):  # 01:00 and 06:00 of the 24th
        act = replace(desk.act(), at=datetime(2026, 11, 23, hour, tzinfo=UTC))
        found = desk.leaves.findings(act, replace(first, to_on=date(2026, 11, 23)), granted)
        assert [each.code for each in found if each.severity is Severity.MUST] == codes
