"""Swaps: asked, accepted, approved; on approval the people exchange places in the same act, or nothing happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import later
from tests.rostered import DECEMBER, acting, add_staff, fill_month, name_on, slot
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.roster import Role, Slot
from venue_desk.domain.swaps import SwapEntry, SwapState
from venue_desk.services import swaps as swap_service

MINE, THEIRS = slot(10, "夜班"), slot(11, "夜班")
"""Two shifts apart: of four who take turns, three apart would be short of rest."""


@pytest.fixture
def staff(desk: Desk) -> dict[str, Cadre]:
    made = add_staff(desk)
    fill_month(desk, made)
    return made


def swap_entry(desk: Desk, staff: dict[str, Cadre], mine: Slot = MINE, theirs: Slot | None = THEIRS) -> SwapEntry:
    duties = desk.roster.facts(desk.act().station_id, DECEMBER).duties
    other = staff[name_on(desk, theirs)] if theirs else staff["李秀兰"]
    return SwapEntry(
        duty_id=duties[mine].id, with_cadre_id=other.id, return_duty_id=duties[theirs].id if theirs else None,
        reason=" 家里收玉米 ",
    )  # fmt: skip


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [finding.code for finding in found.value.findings]


def on(desk: Desk) -> tuple[str, str]:
    return name_on(desk, MINE), name_on(desk, THEIRS)


def test_asked_accepted_approved_and_the_two_exchange_places(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    assert {mine, other} <= {"李秀兰", "张小梅", "周玉凤", "马德林"}
    asked = desk.swaps.ask(acting(desk, staff[mine]), swap_entry(desk, staff)).record
    assert (asked.state, asked.cadre_id, asked.reason) == (SwapState.ASKED, staff[mine].id, "家里收玉米")
    accepted = desk.swaps.accept(acting(desk, staff[other]), asked).record
    assert on(desk) == (mine, other)
    approved = desk.swaps.approve(desk.act(), accepted)
    assert on(desk) == (other, mine)
    duties = desk.roster.facts(desk.act().station_id, DECEMBER).duties
    assert (duties[MINE].note, duties[THEIRS].note) == (f"与{mine}换班", f"与{other}换班")
    desk.undo(desk.act(), approved)
    assert on(desk) == (mine, other)
    assert [swap.state for swap in desk.swaps.open(desk.act().station_id)] == [SwapState.ACCEPTED]


def test_the_counts_go_to_who_serves(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    station, days = desk.act().station_id, (DECEMBER, date(2026, 12, 31))
    before = desk.roster.counted(station, *days)
    helping = replace(swap_entry(desk, staff, theirs=None), with_cadre_id=staff[other].id)
    desk.swaps.arrange(desk.act(), helping)
    after = desk.roster.counted(station, *days)
    assert after[staff[mine].id].shifts == before[staff[mine].id].shifts - 1
    assert after[staff[other].id].shifts == before[staff[other].id].shifts + 1


def test_a_lead_arranges_for_others_and_nobody_else_does(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    bystander = next(name for name in ("李秀兰", "张小梅", "周玉凤", "马德林") if name not in (mine, other))
    entry = swap_entry(desk, staff)
    assert refused(lambda: desk.swaps.ask(acting(desk, staff[bystander]), entry)) == ["swap.not_theirs"]
    assert refused(lambda: desk.swaps.arrange(acting(desk, staff[mine]), entry)) == ["swap.decides"]
    arranged = desk.swaps.arrange(acting(desk, staff["王建军"]), entry)
    assert (arranged.record.state, on(desk)) == (SwapState.APPROVED, (other, mine))
    desk.undo(desk.act(), arranged)
    assert (on(desk), desk.swaps.latest(desk.act().station_id, 9)) == ((mine, other), [])


def test_every_step_is_for_who_it_concerns(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    asked = desk.swaps.ask(acting(desk, staff[mine]), swap_entry(desk, staff)).record
    with pytest.raises(Refused, match="对方还没有同意"):
        desk.swaps.approve(desk.act(), asked)
    assert refused(lambda: desk.swaps.accept(acting(desk, staff[mine]), asked)) == ["swap.not_asked"]
    assert refused(lambda: desk.swaps.withdraw(acting(desk, staff[other]), asked)) == ["swap.not_theirs"]
    accepted = desk.swaps.accept(acting(desk, staff[other]), asked).record
    assert refused(lambda: desk.swaps.approve(acting(desk, staff[other]), accepted)) == ["swap.decides"]
    with pytest.raises(Refused, match="现在是「待批」"):
        desk.swaps.decline(acting(desk, staff[other]), accepted)
    ended = desk.swaps.refuse(desk.act(), accepted).record
    assert (ended.state, on(desk)) == (SwapState.REFUSED, (mine, other))
    assert refused(lambda: desk.swaps.withdraw(acting(desk, staff[mine]), ended)) == ["swap.step"]


def test_what_would_break_a_rule_is_said_and_not_done(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine = name_on(desk, MINE)
    with pytest.raises(Refused, match=f"12月12日白班：{mine}歇不够，换不成") as found:
        desk.swaps.arrange(desk.act(), swap_entry(desk, staff, MINE, slot(12)))
    assert {f.field for f in found.value.findings} == {"with_cadre_id", "return_duty_id"}
    same = swap_entry(desk, staff, slot(12), slot(12))
    assert refused(lambda: desk.swaps.arrange(desk.act(), same)) == ["swap.self"]
    beside = replace(swap_entry(desk, staff, slot(12)), with_cadre_id=staff["马德林"].id, return_duty_id=None)
    taken = next(
        name for name in ("陈志远", "王建军", "赵文博") if name_on(desk, replace(slot(12), role=Role.LEAD)) == name
    )
    with pytest.raises(Refused, match=f"{taken}已在班上"):
        desk.swaps.ask(desk.act(), replace(beside, with_cadre_id=staff[taken].id))


def test_a_duty_changed_meanwhile_is_told(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    asked = desk.swaps.ask(acting(desk, staff[mine]), swap_entry(desk, staff)).record
    accepted = desk.swaps.accept(acting(desk, staff[other]), asked).record
    desk.roster.fill(desk.act(), THEIRS, None)
    with pytest.raises(Refused, match="12月11日夜班已经改排了别人"):
        desk.swaps.approve(desk.act(), accepted)
    (row,) = desk.swaps.waiting(desk.act())
    assert row.hindered.startswith("12月11日夜班已经改排了别人")
    assert name_on(desk, MINE) == mine


def test_who_left_or_went_on_leave_swaps_no_more(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    asked = desk.swaps.ask(acting(desk, staff[mine]), swap_entry(desk, staff)).record
    accepted = desk.swaps.accept(acting(desk, staff[other]), asked).record
    away = LeaveEntry(
        cadre_id=staff[other].id, kind=LeaveKind.SICK, from_on=date(2026, 12, 10), to_on=date(2026, 12, 10)
    )
    leave = desk.leaves.register(desk.act(), away)
    with pytest.raises(Refused, match=f"12月10日夜班：{other}请假，换不成"):
        desk.swaps.approve(desk.act(), accepted)
    desk.undo(desk.act(), leave)
    desk.cadres.leave(desk.act(), staff[other], desk.act().today)
    with pytest.raises(Refused, match=f"{other}不在岗，换不成"):
        desk.swaps.approve(desk.act(), accepted)
    assert on(desk)[0] == mine


def test_a_shift_that_has_begun_is_no_longer_swapped(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    asked = desk.swaps.ask(acting(desk, staff[mine]), swap_entry(desk, staff)).record
    accepted = desk.swaps.accept(acting(desk, staff[other]), asked).record
    late = later(desk.act(), days=18)
    assert refused(lambda: desk.swaps.approve(late, accepted)) == ["swap.over"]
    assert refused(lambda: desk.swaps.ask(late, swap_entry(desk, staff, slot(9), None))) == ["swap.over"]


def test_a_duty_waits_in_one_swap_at_a_time(desk: Desk, staff: dict[str, Cadre]) -> None:
    asked = desk.swaps.ask(desk.act(), swap_entry(desk, staff)).record
    assert "swap.twice" in refused(lambda: desk.swaps.ask(desk.act(), swap_entry(desk, staff)))
    desk.swaps.withdraw(desk.act(), asked)
    desk.swaps.ask(desk.act(), swap_entry(desk, staff))


def test_a_duty_spoken_of_in_a_swap_is_not_undone_away(desk: Desk) -> None:
    staff = add_staff(desk)
    filled = desk.roster.fill(desk.act(), MINE, staff["周玉凤"].id)
    desk.swaps.ask(desk.act(), swap_entry(desk, staff, theirs=None))
    with pytest.raises(Refused, match="后面登记的内容要用到它"):
        desk.undo(desk.act(), filled)


def test_home_is_told_for_whom_it_waits(desk: Desk, staff: dict[str, Cadre]) -> None:
    mine, other = on(desk)
    asked = desk.swaps.ask(acting(desk, staff[mine]), swap_entry(desk, staff)).record
    (found,) = swap_service.todos(desk.act().station_id, desk.act().today)
    assert found.sentence == f"{mine}12月10日夜班和{other}换班，等{other}同意。"
    assert found.due == date(2026, 12, 10)
    desk.swaps.accept(acting(desk, staff[other]), asked)
    (found,) = swap_service.todos(desk.act().station_id, desk.act().today)
    assert found.sentence.endswith("等着批。")
