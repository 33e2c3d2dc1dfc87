"""The duty log at a real station file: its shift, its seal, its incidents, found again by Ctrl+K."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db import handover, journal
from tests.builders import add_household
from tests.services.at_the_station import TODAY, act_of, at
from venue_desk.desk import Desk
from venue_desk.domain.duty_log import IncidentLevel, LogFilter, LogKind, LogLine, LogLineEntry
from venue_desk.domain.errors import Refused
from venue_desk.domain.found import Kind
from venue_desk.domain.handover import Handover, HandoverState
from venue_desk.domain.records import said
from venue_desk.services import registers
from venue_desk.services.listings import Wanted


def entry(clock: str = "10:20", **values: Any) -> LogLineEntry:
    basic: dict[str, Any] = {"at": at(clock), "kind": LogKind.VISIT, "who": "王秀珍", "matter": "问养老金认证"}
    return LogLineEntry(**(basic | values))


def note(desk: Desk, clock: str = "10:20", day: date = TODAY, **values: Any) -> LogLine:
    return desk.duty_log.note(act_of(desk, None, clock, day), entry(**({"at": at(clock, day)} | values))).record


def seal(desk: Desk, day: date, shift: str) -> None:
    act = desk.act()
    sealed = Handover(
        id=act.cadre_id, station_id=act.station_id, from_day=day, from_shift=shift, to_day=day, to_shift="夜班",
        due_at=at("20:00"), giver_id=act.cadre_id, begun_at=at("19:45"), state=HandoverState.SEALED, seal="f" * 64,
    )  # fmt: skip
    journal.add(act, handover.HandoverTable, sealed)


@pytest.mark.parametrize(
    ("clock", "day", "shift"), [("10:20", TODAY, "白班"), ("21:00", TODAY, "夜班"), ("03:00", TODAY - timedelta(1), "夜班")]
)  # fmt: skip
def test_a_line_falls_into_the_shift_that_ran(desk: Desk, clock: str, day: date, shift: str) -> None:
    line = note(desk, clock)
    assert (line.day, line.shift, line.noted_by) == (day, shift, desk.act().cadre_id)
    assert desk.duty_log.day(line.station_id, TODAY) == [line]
    assert desk.duty_log.day_now(act_of(desk, None, clock)) == day


def test_changed_moved_taken_back_and_undone(desk: Desk) -> None:
    line = note(desk)
    saved = desk.duty_log.change(act_of(desk, None, "21:30"), line, replace(entry("20:40"), handling="教用手机办"))
    assert (saved.record.shift, saved.record.handling) == ("夜班", "教用手机办")
    desk.undo(desk.act(), saved)
    gone = desk.duty_log.take_back(desk.act(), line)
    assert desk.duty_log.day(line.station_id, TODAY) == []
    desk.undo(desk.act(), gone)
    assert desk.duty_log.day(line.station_id, TODAY) == [line]


def test_a_sealed_shift_is_added_to_and_never_changed(desk: Desk) -> None:
    line = note(desk)
    seal(desk, TODAY, "白班")
    act = act_of(desk, None, "20:10")
    with pytest.raises(Refused, match="11月24日白班已经交接封存"):
        desk.duty_log.change(act, line, entry(matter="另一件事"))
    with pytest.raises(Refused, match="再记一条"):
        desk.duty_log.take_back(act, line)
    added = desk.duty_log.note(act, entry("15:00", matter="补记：来电问低保")).record
    assert added.shift == "白班"
    rows = desk.duty_log.rows(line.station_id, LogFilter(first=TODAY, last=TODAY))
    assert [(row.line.matter, row.sealed, row.noted_by) for row in rows] == [
        ("补记：来电问低保", True, "陈志远"), ("问养老金认证", True, "陈志远"),
    ]  # fmt: skip


def test_an_incident_is_asked_about_until_it_is_reported(desk: Desk) -> None:
    line = note(desk, kind=LogKind.INCIDENT, level=IncidentLevel.GRAVE, matter="羊圈着火", who="")
    station = line.station_id
    (told,) = [f for f in registers.todos(station, at("10:40")) if f.code == "log.unreported"]
    assert told.subject == line.id
    assert "11:20 以前" in told.sentence
    with pytest.raises(Refused, match="报给了谁"):
        desk.duty_log.report(act_of(desk, None, "10:45"), line, "")
    seal(desk, TODAY, "白班")
    saved = desk.duty_log.report(act_of(desk, None, "10:45"), line, "镇值班室 孙主任")
    assert saved.record.reported_at == at("10:45")
    assert [f for f in registers.todos(station, at("10:46")) if f.code == "log.unreported"] == []
    assert [(each.at, each.what) for each in registers.done(station, at("11:00"))] == [
        (at("10:45"), "上报突发（重大）")
    ]
    desk.undo(desk.act(), saved)
    assert [f.code for f in registers.todos(station, at("12:00")) if f.code.startswith("log")] == ["log.late"]


def test_an_incident_without_level_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        note(desk, kind=LogKind.INCIDENT)
    assert [finding.field for finding in refused.value.findings] == ["level"]


def test_the_list_is_narrowed_by_kind_day_and_words(desk: Desk) -> None:
    note(desk, "09:00", matter="领知情卡", who="董兴旺")
    note(desk, "09:30", kind=LogKind.CALL, matter="问低保", who="石满仓")
    note(desk, "15:00", TODAY - timedelta(days=3), who="何永强", matter="户口簿变更")
    log, station = desk.duty_log, desk.act().station_id

    def who(**wanted: Any) -> list[str]:
        return [row.line.who for row in log.rows(station, LogFilter(**wanted))]

    assert who() == ["石满仓", "董兴旺", "何永强"]
    assert who(kind=LogKind.CALL) == ["石满仓"]
    assert who(first=TODAY) == ["石满仓", "董兴旺"]
    assert who(last=TODAY - timedelta(days=1)) == ["何永强"]
    assert who(text="低保") == ["石满仓"]
    assert who(text="dxw") == ["董兴旺"]
    assert log.count(station, LogFilter(text="户口")) == 1


def test_a_line_is_found_from_everywhere(desk: Desk) -> None:
    line = note(desk, who="王秀珍", matter="问养老金认证")
    station = line.station_id
    for typed in ("王秀珍", "wxz", "养老金认证"):
        hits = [hit for hit in desk.search.find(station, typed, TODAY) if hit.kind is Kind.LOG_LINE]
        assert [hit.id for hit in hits] == [line.id], typed
    assert desk.search.people(station, "wxz", TODAY) == []
    before = desk.search.rebuild()
    desk.duty_log.take_back(desk.act(), line)
    assert desk.search.rebuild() == before
    (hit,) = (hit for hit in desk.search.find(station, "王秀珍", TODAY) if hit.kind is Kind.LOG_LINE)
    assert hit.closed
    assert hit.facts.endswith("撤回")


def test_a_picked_villager_is_kept(desk: Desk) -> None:
    home = add_household(desk)
    person = desk.households.get(home.station_id, home.id).members[0]
    line = note(desk, who=person.name, villager_id=person.id)
    assert desk.duty_log.get(desk.act(), line.id).villager_id == person.id


def test_it_goes_out_as_excel_the_earliest_first_with_phones_covered(desk: Desk) -> None:
    note(desk, "10:20", phone="138-0000-0101")
    note(desk, "09:00", kind=LogKind.INCIDENT, level=IncidentLevel.MINOR, matter="停电", who="")
    wanted = Wanted(station_id=desk.act().station_id, today=TODAY, year=2026)
    sheet = desk.exports.sheet(desk.act(), "duty_log", wanted)
    assert [row[5] for row in sheet.rows] == ["停电", "问养老金认证"]
    assert [row[4] for row in sheet.rows] == ["", "138****0101"]
    assert [row[8] for row in sheet.rows] == ["否", ""]
    by_filter = replace(wanted, log=LogFilter(kind=LogKind.INCIDENT))
    assert len(desk.exports.sheet(desk.act(), "duty_log", by_filter).rows) == 1
    assert len(desk.exports.sheet(desk.act(), "duty_log", replace(wanted, month=date(2026, 10, 1))).rows) == 0


def test_the_cases_take_a_visit_or_a_call_over() -> None:
    (case,) = registers.conversions()
    assert (case.verb, case.screen, case.kinds) == ("转成代办件", "cases", frozenset({LogKind.VISIT, LogKind.CALL}))


def test_entry_and_line_speak_of_the_same_fields(desk: Desk) -> None:
    line = note(desk)
    assert LogLineEntry(**said(LogLineEntry, line)).who == line.who
