"""Who lies in which bed in the course of a night, and who has slept it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.services.at_the_station import TODAY, YESTERDAY, act_of, at, crew
from tests.services.test_lodging import furnish
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.lodging import Night, NightEntry, NightHow
from venue_desk.domain.spot_checks import SpotCheckEntry

TOMORROW = TODAY + timedelta(days=1)


def guest(desk: Desk, bed: object, arrived: datetime, left: datetime | None = None) -> Night:
    entry = NightEntry(night=TODAY, guest="刘志强", bed_id=bed, arrived_at=arrived, left_at=left, note="回县里")  # type: ignore[arg-type]
    return desk.lodging.sign_in(act_of(desk, None, "20:00"), entry).record


def codes(desk: Desk, entry: NightEntry | SpotCheckEntry, clock: str, day: date = TODAY) -> list[str]:
    act = act_of(desk, None, clock, day)
    found = (
        desk.lodging.findings(act, entry) if isinstance(entry, NightEntry) else desk.spot_checks.findings(act, entry)
    )
    return [each.code for each in found]


def test_a_bed_left_in_the_evening_is_free_for_the_next(desk: Desk) -> None:
    wang, *_ = crew(desk)
    bed = furnish(desk, 1)[0]
    left = guest(desk, bed.id, at("18:00"), at("19:50"))
    assert desk.lodging.tonight(act_of(desk, None, "20:01")).beds_free == 1
    early = NightEntry(night=TODAY, cadre_id=wang.id, bed_id=bed.id, arrived_at=at("19:30"))
    assert "night.taken" in codes(desk, early, "20:02")
    night = desk.lodging.here(act_of(desk, None, "20:05"), wang.id).record
    assert night.bed_id == bed.id
    assert [each.bed_id for each in desk.lodging.nights(desk.act().station_id, TODAY, TODAY)] == [bed.id, bed.id]
    stayed = replace(NightEntry(night=TODAY, guest="刘志强", arrived_at=left.arrived_at), bed_id=bed.id)
    with pytest.raises(Refused) as refused:
        desk.lodging.change(act_of(desk, None, "20:06"), left, stayed)
    assert [each.code for each in refused.value.findings] == ["night.taken"]


def test_a_tap_and_the_plan_choose_the_bed_alike(desk: Desk) -> None:
    _, li, head, zhang = crew(desk)
    beds = furnish(desk, 3)
    for cadre, bed in ((head, beds[0]), (li, beds[1])):
        entry = NightEntry(night=YESTERDAY, cadre_id=cadre.id, bed_id=bed.id, arrived_at=at("20:00", YESTERDAY))
        desk.lodging.sign_in(act_of(desk, None, "08:10"), entry)
    tapped = desk.lodging.here(act_of(desk, None, "20:05"), zhang.id)
    assert tapped.record.bed_id == beds[1].id  # 陈志远 is waited for, 李秀兰 is not
    desk.undo(act_of(desk, None, "20:06"), tapped)
    planned = desk.lodging.as_planned(act_of(desk, None, "20:07")).record
    assert {each.cadre_id: each.bed_id for each in planned} == {head.id: beds[0].id, zhang.id: beds[1].id}


def test_who_came_when_the_night_was_over_has_not_slept_it(desk: Desk) -> None:
    wang, *_ = crew(desk)
    entry = NightEntry(night=TODAY, cadre_id=wang.id, arrived_at=at("05:20", TOMORROW), how=NightHow.IN_PERSON)
    assert codes(desk, entry, "05:30", TOMORROW) == ["night.late"]
    night = desk.lodging.sign_in(act_of(desk, None, "05:30", TOMORROW), entry).record
    assert not night.counts(5)
    assert replace(night, arrived_at=at("04:50", TOMORROW)).counts(5)


def test_who_is_on_no_roster_any_more_and_slept_here_of_late_is_still_asked(desk: Desk) -> None:
    _, li, *_ = crew(desk)
    bed, last_month = furnish(desk)[0], date(2026, 10, 30)
    entry = NightEntry(night=last_month, cadre_id=li.id, bed_id=bed.id, arrived_at=at("20:00", last_month))
    desk.lodging.sign_in(act_of(desk, None, "08:10"), entry)
    desk.cadres.change(act_of(desk, None, "09:00"), li, replace(li, on_roster=False))
    (row,) = [row for row in desk.lodging.tonight(act_of(desk, None, "20:00")).rows if row.cadre_id == li.id]
    assert (row.why, row.bed_id, row.expected.sleeps_here) == ("不在值班表上", bed.id, False)


def test_a_spot_check_is_held_against_its_own_hour(desk: Desk) -> None:
    wang, li, head, _ = crew(desk)
    for cadre, arrived, left in ((wang, "20:00", "21:00"), (li, "22:30", None)):
        entry = NightEntry(
            night=TODAY, cadre_id=cadre.id, arrived_at=at(arrived), left_at=at(left) if left else None, note="家中有事"
        )
        desk.lodging.sign_in(act_of(desk, None, "22:40"), entry)
    check = SpotCheckEntry(at=at("21:30"), by_whom="孙主任", away=(wang.id, li.id), result="不在")
    assert codes(desk, check, "22:50") == []
    assert codes(desk, replace(check, at=at("20:30"), away=(wang.id,)), "22:50") == ["spot_check.gone"]
    assert codes(desk, replace(check, present=(wang.id,), away=()), "22:50") == ["spot_check.left"]
    by_day = replace(check, at=at("10:00", TOMORROW), present=(head.id,), away=())
    assert codes(desk, by_day, "10:05", TOMORROW) == []
