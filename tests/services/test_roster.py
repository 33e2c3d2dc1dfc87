"""The roster's verbs: every one is one act that can be taken back; drafts may break rules, what is published may not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db import handover as handover_table
from db import journal
from db.invariants import refusing
from db.roster import BREACHES, DutyTable
from tests.builders import NOW
from tests.rostered import DECEMBER, acting, add_staff, even, fill_month, name_on, slot
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.handover import Handover, HandoverState
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import Duty, Role, Slot
from venue_desk.domain.roster_changes import PlaceChange, changed_since
from venue_desk.domain.roster_rules import roster_findings
from venue_desk.services import roster as roster_service
from venue_desk.services.saved import Saved

NOVEMBER = date(2026, 11, 1)
TODAY_DAY = slot(23, month=NOVEMBER)
"""The shift that runs while these tests look at the clock: 23 November, 10:24."""


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [finding.code for finding in found.value.findings]


def test_a_month_taken_whole_breaks_nothing_and_is_taken_back_whole(desk: Desk) -> None:
    assignments = even(desk, add_staff(desk))
    saved = desk.roster.take_plan(desk.act(), assignments)
    facts = desk.roster.facts(desk.act().station_id, DECEMBER)
    assert len(saved.record) == len(facts.slots) == 31 * 4
    assert [f for f in roster_findings(facts) if f.severity is Severity.MUST] == []
    desk.undo(desk.act(), saved)
    assert desk.roster.facts(desk.act().station_id, DECEMBER).duties == {}


def test_a_place_is_filled_changed_emptied_and_each_taken_back(desk: Desk) -> None:
    staff, at = add_staff(desk), slot(10)
    steps: list[tuple[str, Saved[tuple[Duty, ...]]]] = []
    for name in ("李秀兰", "张小梅", ""):
        steps.append((name_on(desk, at), desk.roster.fill(desk.act(), at, staff[name].id if name else None)))
        assert name_on(desk, at) == name
    for before, saved in reversed(steps):
        desk.undo(desk.act(), saved)
        assert name_on(desk, at) == before


def test_two_people_in_one_place_are_refused_by_the_table_itself(desk: Desk) -> None:
    staff = add_staff(desk)
    (duty,) = desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id).record
    twin = replace(duty, id=new_id(NOW, desk.roster.random), cadre_id=staff["张小梅"].id)
    with pytest.raises(Refused, match="这一班刚被别人排过"), refusing(BREACHES):
        journal.add(desk.act(), DutyTable, twin)
    assert name_on(desk, slot(10)) == "李秀兰"


def test_filling_with_who_stands_there_already_writes_nothing(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    again = desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    assert (again.record, again.audit_ids) == ((), [])


def test_against_a_hard_rule_one_may_draft_and_the_finding_shows(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    beside = next(each for each in staff.values() if name_on(desk, slot(10, role=Role.LEAD)) == each.name)
    desk.roster.fill(desk.act(), slot(10), beside.id)
    found = roster_findings(desk.roster.facts(desk.act().station_id, DECEMBER))
    assert {f.code for f in found if f.severity is Severity.MUST} == {"roster.twice"}
    assert beside.name in found[0].sentence


def test_who_is_of_another_station_and_what_is_no_place_are_refused(desk: Desk) -> None:
    staff = add_staff(desk)
    stranger = new_id(NOW, desk.roster.random)
    assert refused(lambda: desk.roster.fill(desk.act(), slot(10), stranger)) == ["roster.stranger"]
    for nowhere in (slot(10, "中班"), replace(slot(10), place=1)):
        assert refused(lambda at=nowhere: desk.roster.fill(desk.act(), at, staff["李秀兰"].id)) == ["roster.no_place"]  # type: ignore[misc]


def seal(desk: Desk, at: Slot, state: HandoverState = HandoverState.SEALED) -> None:
    head = desk.act().cadre_id
    made = Handover(
        id=new_id(NOW, desk.roster.random), station_id=desk.act().station_id, from_day=at.day, from_shift=at.shift,
        to_day=at.day, to_shift="夜班", due_at=NOW, giver_id=head, begun_at=NOW, state=state,
        seal="0" * 64 if state is HandoverState.SEALED else "",
    )  # fmt: skip
    journal.add(desk.act(), handover_table.HandoverTable, made)


@pytest.mark.parametrize("filled", [True, False])
def test_a_shift_sealed_by_its_handover_keeps_who_served(desk: Desk, filled: bool) -> None:
    staff, at = add_staff(desk), replace(TODAY_DAY, day=date(2026, 11, 22))
    if filled:
        desk.roster.fill(desk.act(), at, staff["李秀兰"].id)
    seal(desk, at)
    with pytest.raises(Refused, match=r"昨天白班已经交接封存.*补记"):
        desk.roster.fill(desk.act(), at, staff["张小梅"].id)
    assert name_on(desk, at) == ("李秀兰" if filled else "")


def test_a_handover_only_begun_seals_nothing(desk: Desk) -> None:
    staff = add_staff(desk)
    seal(desk, TODAY_DAY, HandoverState.OPEN)
    desk.roster.fill(desk.act(), TODAY_DAY, staff["张小梅"].id)
    assert name_on(desk, TODAY_DAY) == "张小梅"


def test_two_places_exchange_their_people_and_an_empty_one_takes_them_over(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    desk.roster.fill(desk.act(), slot(12), staff["张小梅"].id)
    swapped = desk.roster.swap_cells(desk.act(), slot(10), slot(12))
    assert (name_on(desk, slot(10)), name_on(desk, slot(12))) == ("张小梅", "李秀兰")
    desk.undo(desk.act(), swapped)
    desk.roster.swap_cells(desk.act(), slot(10), slot(14, "夜班"))
    assert (name_on(desk, slot(10)), name_on(desk, slot(14, "夜班"))) == ("", "李秀兰")


def locked(desk: Desk, at: Slot) -> bool:
    return desk.roster.facts(desk.act().station_id, DECEMBER).duties[at].locked


def test_a_lock_holds_against_the_plan_and_goes_with_the_person(desk: Desk) -> None:
    staff = add_staff(desk)
    assert refused(lambda: desk.roster.lock(desk.act(), [slot(10)])) == ["roster.lock_nobody"]
    desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    desk.roster.lock(desk.act(), [slot(10), slot(11)])
    assert locked(desk, slot(10))
    assert refused(lambda: desk.roster.take_plan(desk.act(), {slot(10): staff["张小梅"].id})) == ["roster.plan_locked"]
    desk.roster.take_plan(desk.act(), {slot(10): staff["李秀兰"].id})
    desk.roster.fill(desk.act(), slot(10), staff["张小梅"].id)
    assert locked(desk, slot(10))  # by hand one may
    desk.roster.fill(desk.act(), slot(10), None)
    assert not locked(desk, slot(10))


def test_a_stand_in_names_for_whom_and_what_was_reported(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    assert refused(lambda: desk.roster.stand_in(desk.act(), slot(10), staff["李秀兰"].id)) == ["roster.same"]
    (duty,) = desk.roster.stand_in(desk.act(), slot(10), staff["张小梅"].id, " 已报镇里 ").record
    assert (duty.cadre_id, duty.stands_in_for, duty.note) == (staff["张小梅"].id, staff["李秀兰"].id, "已报镇里")
    (again,) = desk.roster.stand_in(desk.act(), slot(10), staff["周玉凤"].id).record
    assert again.stands_in_for == staff["李秀兰"].id
    (back,) = desk.roster.stand_in(desk.act(), slot(10), staff["李秀兰"].id).record
    assert back.stands_in_for is None


def test_a_week_is_copied_to_the_same_places_but_not_over_locks_nor_with_who_left(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    days = range(7, 14)
    week = {day: name_on(desk, slot(day, "夜班")) for day in days}
    before = {day: name_on(desk, slot(day + 7, "夜班")) for day in days}
    assert week != before
    desk.roster.lock(desk.act(), [slot(15, "夜班")])
    desk.cadres.leave(desk.act(), staff["马德林"], desk.act().today)
    desk.roster.copy_week(desk.act(), date(2026, 12, 7), date(2026, 12, 14))
    kept = {day for day in days if week[day] == "马德林" or day == 8}
    assert kept > {8}
    assert {day: name_on(desk, slot(day + 7, "夜班")) for day in days} == week | {day: before[day] for day in kept}
    empty = date(2027, 3, 1)
    assert refused(lambda: desk.roster.copy_week(desk.act(), empty, date(2026, 12, 14))) == ["roster.week_empty"]


def test_clearing_leaves_what_is_locked_and_what_has_begun(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff, NOVEMBER)
    desk.roster.lock(desk.act(), [slot(25, month=NOVEMBER)])
    desk.roster.clear(desk.act(), NOVEMBER)
    kept = [s for s, d in desk.roster.facts(desk.act().station_id, NOVEMBER).duties.items() if d.cadre_id]
    assert {s for s in kept if s.day > date(2026, 11, 23)} == {slot(25, month=NOVEMBER)}
    assert TODAY_DAY in kept
    assert replace(TODAY_DAY, shift="夜班") not in kept
    desk.roster.clear(desk.act(), NOVEMBER, keep_locked=False)
    assert name_on(desk, slot(25, month=NOVEMBER)) == ""


def test_publishing_is_refused_while_something_must_be_mended(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    desk.roster.fill(desk.act(), slot(10), None)
    with pytest.raises(Refused, match="10日白班缺值班员") as found:
        desk.roster.publish(desk.act(), DECEMBER)
    assert [f.field for f in found.value.findings] == [slot(10).key]
    assert desk.roster.published(desk.act().station_id, DECEMBER) is None


def changes(desk: Desk) -> tuple[PlaceChange, ...]:
    station = desk.act().station_id
    publication = desk.roster.published(station, DECEMBER)
    return changed_since(publication, desk.roster.facts(station, DECEMBER)) if publication else ()


def test_what_changed_since_it_was_published_is_told(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff)
    station = desk.act().station_id
    assert changes(desk) == ()
    published = desk.roster.publish(desk.act(), DECEMBER)
    assert refused(lambda: desk.roster.publish(desk.act(), DECEMBER)) == ["roster.published"]
    was, now = name_on(desk, slot(10)), staff["张小梅" if name_on(desk, slot(10)) != "张小梅" else "周玉凤"]
    saved = desk.roster.fill(desk.act(), slot(10), now.id)
    (change,) = changes(desk)
    assert (change.slot, change.was, change.now) == (slot(10), staff[was].id, now.id)
    desk.undo(desk.act(), saved)
    assert changes(desk) == ()
    desk.undo(desk.act(), published)
    assert desk.roster.published(station, DECEMBER) is None


def test_who_changed_a_place_is_told_the_latest_first(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    desk.roster.lock(acting(desk, staff["王建军"]), [slot(10)])
    desk.roster.stand_in(desk.act(), slot(10), staff["张小梅"].id, "已报镇里")
    emptied = desk.roster.fill(desk.act(), slot(10), None)
    desk.undo(desk.act(), emptied)
    told = [(line.who, line.what) for line in desk.roster.history(desk.act().station_id, slot(10))]
    assert told == [
        ("陈志远", "撤销，张小梅替李秀兰值班（已报镇里）"), ("陈志远", "撤销，锁定"),
        ("陈志远", "张小梅不排了"), ("陈志远", "解开锁定"),
        ("陈志远", "张小梅替李秀兰值班（已报镇里）"), ("王建军", "锁定"), ("陈志远", "排上李秀兰"),
    ]  # fmt: skip
    assert desk.roster.history(desk.act().station_id, slot(11)) == []


def codes(desk: Desk, today: date) -> list[str]:
    return [finding.code for finding in roster_service.todos(desk.act().station_id, today)]


def test_a_month_nobody_began_is_no_heap_of_gaps(desk: Desk) -> None:
    add_staff(desk)
    assert codes(desk, desk.act().today) == []
    assert codes(desk, date(2026, 11, 25)) == ["roster.not_published"]


def test_gaps_of_the_coming_week_are_told_across_the_month_the_rest_counted(desk: Desk) -> None:
    staff = add_staff(desk)
    fill_month(desk, staff, NOVEMBER)
    fill_month(desk, staff)
    desk.roster.publish(desk.act(), DECEMBER)
    for day in (slot(20, month=NOVEMBER), slot(28, month=NOVEMBER), slot(1), slot(10)):
        desk.roster.fill(desk.act(), day, None)
    found = roster_service.todos(desk.act().station_id, date(2026, 11, 27))
    assert [(f.code, f.due) for f in found] == [
        ("roster.gap", date(2026, 11, 28)), ("roster.gap", date(2026, 12, 1)),
    ]  # fmt: skip
    for shift in range(6):
        desk.roster.fill(desk.act(), slot(24 + shift, month=NOVEMBER), None)
    assert codes(desk, date(2026, 11, 23)) == [*["roster.gap"] * 5, "roster.more"]


def test_a_place_filled_at_another_desk_meanwhile_is_told(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.roster.fill(desk.act(), slot(10), staff["李秀兰"].id)
    saved = desk.roster.fill(desk.act(), slot(10), staff["张小梅"].id)
    desk.roster.fill(acting(desk, staff["王建军"]), slot(10), staff["周玉凤"].id)
    with pytest.raises(Refused, match="王建军刚改过这里"):
        desk.undo(desk.act(), saved)


def test_counting_ends_with_the_year(desk: Desk) -> None:
    fill_month(desk, add_staff(desk))
    station = desk.act().station_id
    assert desk.roster.year_before(station, date(2027, 1, 1)) == {}
    assert desk.roster.year_before(station, DECEMBER) == {}
    counted = desk.roster.counted(station, DECEMBER, date(2026, 12, 31))
    assert sum(each.shifts for each in counted.values()) == 31 * 4
