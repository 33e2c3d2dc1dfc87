"""Signing on and off at a real station file: whose shift, backwards never, put right with a trace."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import attendance as table
from db import journal
from tests.builders import add_cadre, cadre_entry, counted_queries, signed_on
from tests.services.at_the_station import TODAY, YESTERDAY, act_of, at, crew, place
from tests.shift_change import DAY, Shifting, moment, password
from venue_desk.desk import Desk
from venue_desk.domain.attendance import SignOnEntry
from venue_desk.domain.coverage import Stretch
from venue_desk.domain.errors import Refused
from venue_desk.domain.records import said
from venue_desk.domain.roster import Role
from venue_desk.domain.settings import SettingEntry
from venue_desk.domain.watch import WatchState
from venue_desk.services import registers
from venue_desk.services.listings import Wanted


def test_a_day_is_kept_from_sign_on_to_sign_on(desk: Desk) -> None:
    wang, li, head, zhang = crew(desk)
    station = wang.station_id
    desk.attendance.sign_on(act_of(desk, head, "19:50", YESTERDAY))
    desk.attendance.sign_on(act_of(desk, zhang, "19:55", YESTERDAY))
    first = desk.attendance.sign_on(act_of(desk, wang, "07:54")).record
    assert (first.shift, first.role, first.on_at, first.noted_by) == ("白班", Role.LEAD, at("07:54"), wang.id)
    second = desk.attendance.sign_on(act_of(desk, li, "07:58")).record
    assert (second.role, second.day) == (Role.ON_DUTY, TODAY)
    for one in signed_on(station, YESTERDAY, "夜班"):
        desk.attendance.sign_off(act_of(desk, wang, "08:06"), one)
    today = desk.attendance.today(station, at("10:24"))
    assert today.watch.state is WatchState.KEPT
    assert [today.names[person.cadre_id] for person in today.watch.people] == ["王建军", "李秀兰"]
    assert [segment.kind for segment in today.coverage.segments] == [
        Stretch.PAST, Stretch.ELAPSED, Stretch.REST, Stretch.PLANNED,
    ]  # fmt: skip
    assert today.findings == ()
    assert today.phones[li.id] == "13800000103"


def test_oneself_needs_no_note_and_another_does(desk: Desk) -> None:
    wang, li, *_ = crew(desk)
    with pytest.raises(Refused, match="补签、改签要写一句"):
        desk.attendance.sign_on(act_of(desk, wang, "08:00"), li.id)
    late = desk.attendance.sign_on(act_of(desk, wang, "09:00"), li.id, at=at("07:58"), note="接电话没顾上").record
    assert (late.on_at, late.noted_by, late.afterwards) == (at("07:58"), wang.id, True)


def test_nobody_signs_on_twice(desk: Desk) -> None:
    wang, *_ = crew(desk)
    saved = desk.attendance.sign_on(act_of(desk, wang, "08:00"))
    with pytest.raises(Refused, match="王建军 08:00 已经签到过了"):
        desk.attendance.sign_on(act_of(desk, wang, "08:01"))
    desk.attendance.sign_off(act_of(desk, wang, "09:00"), saved.record)
    with pytest.raises(Refused, match="已经签退"):
        desk.attendance.sign_on(act_of(desk, wang, "10:00"))


def test_a_second_window_that_slips_in_between_is_refused_by_the_table(desk: Desk) -> None:
    wang, *_ = crew(desk)
    one = desk.attendance.sign_on(act_of(desk, wang, "08:00")).record
    twin = replace(one, id=wang.id)
    from db.invariants import refusing

    with pytest.raises(Refused, match="已经签到过了"), refusing(table.BREACHES):
        journal.add(act_of(desk, wang, "08:01"), table.SignOnTable, twin)


def test_who_is_not_rostered_signs_on_to_the_shift_that_runs(desk: Desk) -> None:
    crew(desk)
    other = add_cadre(desk, "赵文博", phone="138-0000-0106")
    one = desk.attendance.sign_on(act_of(desk, other, "09:00")).record
    assert (one.shift, one.role) == ("白班", Role.ON_DUTY)
    with pytest.raises(Refused, match="不在白班"):
        run = next(r for r in desk.shifts.runs(one.station_id, TODAY, TODAY) if r.name == "白班")
        desk.attendance.sign_on(act_of(desk, other, "21:00"), run=replace(run, day=YESTERDAY))


def test_whoever_goes_on_to_the_next_shift_leaves_the_one_before(desk: Desk) -> None:
    wang, _, head, _ = crew(desk)
    place(desk, "白班", (head,), TODAY + timedelta(days=1))
    night = desk.attendance.sign_on(act_of(desk, head, "20:00")).record
    saved = desk.attendance.sign_on(act_of(desk, head, "07:58", TODAY + timedelta(days=1)))
    assert saved.record.shift == "白班"
    assert desk.attendance.get(desk.act(), night.id).off_at == saved.record.on_at
    desk.undo(act_of(desk, wang, "08:00", TODAY + timedelta(days=1)), saved)
    assert desk.attendance.get(desk.act(), night.id) == night


def test_times_never_run_backwards(desk: Desk) -> None:
    wang, li, *_ = crew(desk)
    one = desk.attendance.sign_on(act_of(desk, wang, "11:02")).record
    with pytest.raises(Refused) as refused:
        desk.attendance.sign_on(act_of(desk, li, "07:40"))
    assert "今天 07:40" in refused.value.sentence
    assert "今天 11:02" in refused.value.sentence
    with pytest.raises(Refused, match="时钟"):
        desk.attendance.sign_off(act_of(desk, wang, "07:40"), one)
    a_little = desk.attendance.sign_on(act_of(desk, li, "11:01")).record
    assert a_little.on_at == at("11:02")


def test_any_writing_later_than_the_clock_is_told_as_a_clock_set_back(desk: Desk) -> None:
    crew(desk)
    desk.cadres.register(act_of(desk, None, "11:00"), replace(cadre_entry(), name="周玉凤"))
    found = registers.todos(desk.act().station_id, at("10:30"))
    assert [f.code for f in found if f.code.startswith("clock")] == ["clock.back"]
    assert not [f for f in registers.todos(desk.act().station_id, at("11:00")) if f.code.startswith("clock")]


def test_a_correction_says_why_and_leaves_its_trace(desk: Desk) -> None:
    wang, *_ = crew(desk)
    act = act_of(desk, wang, "08:30")
    one = desk.attendance.sign_on(act).record
    earlier = replace(SignOnEntry(**said(SignOnEntry, one)), on_at=at("07:55"))
    with pytest.raises(Refused, match="要写一句"):
        desk.attendance.correct(act_of(desk, wang, "08:40"), one, earlier)
    saved = desk.attendance.correct(act_of(desk, wang, "08:40"), one, replace(earlier, note="早到了，电脑没开"))
    history = journal.history("sign_ons", one.id)
    assert history[-1].before is not None
    assert (history[-1].before["note"], history[-1].actor) == ("", wang.id)
    desk.undo(act_of(desk, wang, "08:41"), saved)
    assert desk.attendance.get(act, one.id) == one


def test_someone_who_came_back_has_the_sign_off_taken_out(desk: Desk) -> None:
    wang, *_ = crew(desk)
    one = desk.attendance.sign_on(act_of(desk, wang, "08:00")).record
    gone = desk.attendance.sign_off(act_of(desk, wang, "09:30"), one).record
    with pytest.raises(Refused, match="09:30 已经签退了"):
        desk.attendance.sign_off(act_of(desk, wang, "09:40"), gone)
    entry = replace(SignOnEntry(**said(SignOnEntry, gone)), off_at=None, note="去镇上取件，回来了")
    back = desk.attendance.correct(act_of(desk, wang, "09:50"), gone, entry).record
    assert back.off_at is None
    assert desk.attendance.watch(wang.station_id, at("10:00")).kept


def test_another_stations_sign_on_is_not_ours(desk: Desk) -> None:
    wang, *_ = crew(desk)
    one = desk.attendance.sign_on(act_of(desk, wang, "08:00")).record
    with pytest.raises(Refused, match="不在了"):
        desk.attendance.sign_off(replace(act_of(desk, wang, "09:00"), station_id=wang.id), one)


def test_late_follows_the_setting(desk: Desk) -> None:
    wang, *_ = crew(desk)
    desk.attendance.sign_on(act_of(desk, wang, "07:50"))
    station = wang.station_id
    assert [f.code for f in registers.todos(station, at("08:09")) if f.code.startswith("att")] == []
    assert [f.code for f in registers.todos(station, at("08:11")) if f.code.startswith("att")] == ["attendance.missing"]
    desk.settings.set(desk.act(), SettingEntry(key="late_minutes", value=30, from_on=date(2026, 1, 1)))
    assert [f.code for f in registers.todos(station, at("08:11")) if f.code.startswith("att")] == []


def test_a_station_that_never_rostered_anybody_is_not_called_empty(desk: Desk) -> None:
    station = desk.act().station_id
    today = desk.attendance.today(station, at("10:24"))
    assert today.watch.state is WatchState.UNUSED
    assert today.coverage.gaps == ()
    assert registers.todos(station, at("10:24")) == [
        f for f in registers.todos(station, at("10:24")) if not f.code.startswith("attendance")
    ]
    desk.attendance.sign_on(act_of(desk, None, "10:30"))
    assert desk.attendance.today(station, at("10:31")).watch.state is WatchState.KEPT
    assert desk.attendance.today(station, at("10:31")).coverage.gaps == ()


def test_the_month_as_a_table_and_as_sheets(desk: Desk) -> None:
    wang, li, head, zhang = crew(desk)
    desk.attendance.sign_on(act_of(desk, head, "19:50", YESTERDAY))
    one = desk.attendance.sign_on(act_of(desk, wang, "08:30")).record
    rows = {row.name: row for row in desk.attendance.month(wang.station_id, TODAY, at("21:00"))}
    assert (rows["王建军"].done, rows["王建军"].late, rows["李秀兰"].missed) == (1, 1, 1)
    assert rows["张小梅"].missed == 1
    wanted = Wanted(station_id=wang.station_id, today=TODAY + timedelta(days=1), year=2026)
    sheet = desk.exports.sheet(desk.act(), "attendance", wanted)
    assert sheet.title == "浅河村2026年11月值班统计"
    assert ("王建军", 1, 1, 1, 0, 0, 0) in sheet.rows
    served = desk.exports.sheet(desk.act(), "sign_ons", wanted)
    assert [row[2] for row in served.rows] == ["陈志远", "张小梅", "王建军", "李秀兰", "陈志远", "张小梅"]
    assert served.rows[2][4] == one.on_at
    assert [row[6] for row in served.rows][1:4] == ["没签到", "迟到 30 分钟", "没签到"]
    assert desk.exports.sheet(desk.act(), "attendance", replace(wanted, month=date(2026, 10, 1))).rows[0][1] == 0
    assert (li.name, zhang.name) == ("李秀兰", "张小梅")


def test_the_day_is_read_in_a_few_queries_however_many_came(desk: Desk) -> None:
    wang, *_ = crew(desk)
    with counted_queries() as few:
        desk.attendance.today(wang.station_id, at("10:00"))
    for number in range(6):
        cadre = add_cadre(desk, f"干部{number}")
        desk.attendance.sign_on(act_of(desk, cadre, f"10:0{number}"))
    with counted_queries() as many:
        desk.attendance.today(wang.station_id, at("10:30"))
    assert len(many) == len(few) <= 10


def test_signing_a_handover_relieves_the_shift_before_and_signs_the_taker_on(change: Shifting) -> None:
    desk = change.desk
    for name in ("王建军", "李秀兰"):
        desk.attendance.sign_on(change.act(name, "19:40"))
    sealed = change.sealed("20:01")
    station = sealed.station_id
    left = signed_on(station, DAY, "白班")
    assert [one.off_at for one in left] == [moment("20:01")] * 2
    (taker,) = signed_on(station, DAY, "夜班")
    assert (taker.cadre_id, taker.noted_by, taker.role) == (change.id("张小梅"), change.id("张小梅"), Role.ON_DUTY)
    assert (taker.on_at, taker.note) == (moment("20:01"), "")
    assert desk.attendance.watch(station, moment("20:02")).state is WatchState.KEPT


def test_a_taker_who_signed_on_before_stays_as_they_are(change: Shifting) -> None:
    one = change.desk.attendance.sign_on(change.act("张小梅", "19:52")).record
    change.sealed("20:01")
    assert signed_on(one.station_id, DAY, "夜班") == [one]


def test_a_handover_finished_the_day_after_says_nothing_of_who_was_where(change: Shifting) -> None:
    desk = change.desk
    one = desk.attendance.sign_on(change.act("李秀兰", "19:40")).record
    given = change.given()
    change.accepted(given)
    late = change.act("张小梅", "09:00", DAY + timedelta(days=1))
    desk.handover.take(late, given, change.id("张小梅"), password("张小梅"))
    assert desk.attendance.get(late, one.id) == one
    assert signed_on(one.station_id, DAY, "夜班") == []
