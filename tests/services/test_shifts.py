"""The shifts' verbs: from a day on; what was served stays, what is rostered is emptied only after it was told."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from db import handover, journal
from tests.builders import NOW
from tests.rostered import add_staff, fill_month, name_on, slot
from tests.services.test_holidays import refused
from venue_desk.desk import Desk
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.errors import Refused
from venue_desk.domain.handover import Handover, HandoverState
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import Role
from venue_desk.domain.shifts import DAY_AND_NIGHT, DEFAULT, THREE_SHIFTS, WHOLE_DAY, ShiftPatternEntry
from venue_desk.services.export import exports
from venue_desk.services.listings import Wanted

DAY, NIGHT = DAY_AND_NIGHT
MID_DECEMBER = date(2026, 12, 15)
WHOLE = ShiftPatternEntry(from_on=MID_DECEMBER, shifts=WHOLE_DAY, document_number="站务会 2026-11-20")


def shifts_on(desk: Desk, day: date) -> list[str]:
    return [run.name for run in desk.shifts.runs(desk.act().station_id, day, day)]


def test_a_pattern_holds_from_its_day_on_and_is_taken_back(desk: Desk) -> None:
    assert desk.shifts.on(desk.act().station_id, MID_DECEMBER) is DEFAULT
    first = desk.shifts.set(desk.act(), WHOLE).record
    assert (shifts_on(desk, date(2026, 12, 14)), shifts_on(desk, MID_DECEMBER)) == (["白班", "夜班"], ["全天"])
    later = replace(WHOLE, from_on=date(2027, 1, 1), shifts=THREE_SHIFTS)
    second = desk.shifts.set(desk.act(), later)
    assert len(shifts_on(desk, date(2027, 1, 1))) == 3
    desk.undo(desk.act(), second)
    changed = desk.shifts.change(desk.act(), first, replace(WHOLE, from_on=date(2026, 12, 20)))
    assert shifts_on(desk, MID_DECEMBER) == ["白班", "夜班"]
    desk.shifts.close(desk.act(), changed.record)
    assert desk.shifts.patterns(desk.act().station_id) == []


def test_a_hole_and_a_day_set_twice_are_refused_at_their_fields(desk: Desk) -> None:
    holed = replace(WHOLE, shifts=(DAY, replace(NIGHT, begins=1230)))
    assert refused(lambda: desk.shifts.set(desk.act(), holed)) == [("shifts.hole", "shifts.0.ends")]
    assert [finding.field for finding in desk.shifts.findings(holed)] == ["shifts.0.ends"]
    desk.shifts.set(desk.act(), WHOLE)
    assert refused(lambda: desk.shifts.set(desk.act(), WHOLE)) == [("shifts.twice_on", "from_on")]


def test_places_that_are_no_more_are_emptied_only_by_who_was_told(desk: Desk) -> None:
    fill_month(desk, add_staff(desk))
    desk.roster.publish(desk.act(), MID_DECEMBER)
    before = name_on(desk, slot(20, "夜班"))
    with pytest.raises(Refused) as told:
        desk.shifts.set(desk.act(), WHOLE)
    assert told.value.sentence == (
        "12月15日起排好的班有 68 处不在新班次里，要空出来重新排。12月的值班表已经公布，改后要重新公布。"
    )
    assert name_on(desk, slot(20, "夜班")) == before
    saved = desk.shifts.set(desk.act(), WHOLE, anyway=True)
    assert (name_on(desk, slot(20, "夜班")), name_on(desk, slot(14, "夜班"))) != ("", "")
    assert name_on(desk, slot(20, "夜班")) == ""
    counts = desk.roster.counted(desk.act().station_id, MID_DECEMBER, date(2026, 12, 31))
    assert counts == {}
    desk.undo(desk.act(), saved)
    assert name_on(desk, slot(20, "夜班")) == before


def test_a_shift_that_only_moves_takes_its_people_along(desk: Desk) -> None:
    fill_month(desk, add_staff(desk))
    before = name_on(desk, slot(20))
    desk.shifts.set(desk.act(), replace(WHOLE, shifts=(replace(DAY, begins=540), replace(NIGHT, ends=540))))
    assert name_on(desk, slot(20)) == before
    facts = desk.roster.facts(desk.act().station_id, MID_DECEMBER)
    assert facts.duties[slot(20)].begins_at == datetime.combine(date(2026, 12, 20), time(9), STATION_ZONE)
    assert facts.duties[slot(14)].begins_at == datetime.combine(date(2026, 12, 14), time(8), STATION_ZONE)


def test_fewer_people_a_shift_empty_the_places_too_many(desk: Desk) -> None:
    fill_month(desk, add_staff(desk))
    alone = replace(WHOLE, shifts=(replace(DAY, others=0), NIGHT))
    desk.shifts.set(desk.act(), alone, anyway=True)
    assert name_on(desk, slot(20)) == ""
    assert name_on(desk, slot(20, role=Role.LEAD)) != ""


def test_what_was_served_stays_and_so_does_what_was_sealed(desk: Desk) -> None:
    staff = add_staff(desk)
    november = date(2026, 11, 1)
    desk.roster.fill(desk.act(), slot(20, month=november), staff["李秀兰"].id)
    back = replace(WHOLE, from_on=date(2026, 11, 20))
    assert refused(lambda: desk.shifts.set(desk.act(), back, anyway=True)) == [("shifts.gone", "from_on")]
    desk.shifts.set(desk.act(), replace(back, from_on=date(2026, 11, 21)))
    sealed = Handover(
        id=new_id(NOW, desk.shifts.random), station_id=desk.act().station_id, from_day=date(2026, 11, 21), from_shift="全天",
        to_day=date(2026, 11, 22), to_shift="全天", due_at=NOW, giver_id=staff["李秀兰"].id, state=HandoverState.SEALED,
        begun_at=NOW, seal="x",
    )  # fmt: skip
    journal.add(desk.act(), handover.HandoverTable, sealed)
    (set_back,) = desk.shifts.patterns(desk.act().station_id)
    assert refused(lambda: desk.shifts.close(desk.act(), set_back)) == [("shifts.gone", "from_on")]


def test_the_shifts_go_out_as_excel(desk: Desk) -> None:
    wanted = Wanted(station_id=desk.act().station_id, today=desk.act().today, year=2026)
    assert len(exports()["shifts"](wanted).rows()) == 2
    desk.shifts.set(desk.act(), replace(WHOLE, shifts=DAY_AND_NIGHT, rest_day_shifts=WHOLE_DAY))
    listing = exports()["shifts"](wanted)
    cells = [tuple(column.of(row) for column in listing.columns) for row in listing.rows()]
    assert [row[1:4] for row in cells] == [
        ("工作日", "白班", "08:00—20:00"), ("工作日", "夜班", "20:00—次日 08:00"), ("休息日", "全天", "08:00—次日 08:00"),
    ]  # fmt: skip
