"""The calendar's verbs: a day entered, corrected, taken back; a year brought in; what other days off do to the roster."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rostered import add_staff, fill_month, name_on, slot
from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Severity
from venue_desk.domain.holiday_notice import NoticeRow, Outcome
from venue_desk.domain.holidays import FESTIVALS, DayKind, HolidayEntry
from venue_desk.domain.shifts import DAY_AND_NIGHT, WHOLE_DAY, ShiftPatternEntry
from venue_desk.exchange.holiday_file import read_notice
from venue_desk.services import holidays as holiday_service
from venue_desk.services.export import export_job, exports
from venue_desk.services.listings import Wanted

SPRING = HolidayEntry(day=date(2027, 2, 6), off=True, name="春节", document_number="国办发明电〔2026〕8号")
MADE_UP = HolidayEntry(day=date(2027, 2, 14), off=False, name="春节", document_number="国办发明电〔2026〕8号")


def refused(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as found:
        act()
    return [(finding.code, finding.field) for finding in found.value.findings]


def kind(desk: Desk, day: date) -> DayKind:
    return desk.holidays.calendar(desk.act().station_id).kind(day)


def row(day: date, number: int = 1, **said: object) -> NoticeRow:
    values: dict[str, object] = {"name": "春节", "document_number": "示例"} | said
    return NoticeRow(number=number, day=day, **values)  # type: ignore[arg-type]


def test_a_day_is_entered_corrected_and_taken_back_and_each_can_be_undone(desk: Desk) -> None:
    saved = desk.holidays.add(desk.act(), replace(MADE_UP, name=" 春节 "))
    assert saved.record.name == "春节"
    assert kind(desk, MADE_UP.day) is DayKind.MADE_UP
    changed = desk.holidays.change(desk.act(), saved.record, replace(MADE_UP, off=True))
    assert kind(desk, MADE_UP.day) is DayKind.HOLIDAY
    desk.undo(desk.act(), changed)
    assert kind(desk, MADE_UP.day) is DayKind.MADE_UP
    desk.holidays.close(desk.act(), saved.record)
    assert kind(desk, MADE_UP.day) is DayKind.WEEKEND
    assert desk.holidays.rows(desk.act().station_id) == []
    desk.holidays.add(desk.act(), MADE_UP)


def test_the_same_day_twice_and_a_day_off_without_its_name_are_refused(desk: Desk) -> None:
    first = desk.holidays.add(desk.act(), SPRING).record
    other = desk.holidays.add(desk.act(), MADE_UP).record
    assert refused(lambda: desk.holidays.add(desk.act(), SPRING)) == [("holiday.twice", "day")]
    assert refused(lambda: desk.holidays.change(desk.act(), other, SPRING)) == [("holiday.twice", "day")]
    assert refused(lambda: desk.holidays.change(desk.act(), first, replace(SPRING, name=""))) == [
        ("holiday.name", "name")
    ]
    told = desk.holidays.findings(replace(SPRING, document_number=""))
    assert [(finding.code, finding.severity) for finding in told] == [("holiday.document", Severity.SHOULD)]


def test_a_year_is_brought_in_as_one_deed_and_what_cannot_be_is_told(desk: Desk) -> None:
    desk.holidays.add(desk.act(), SPRING)
    rows = [
        row(SPRING.day, 3), row(date(2027, 2, 7), 4), row(date(2027, 2, 7), 5), row(date(2027, 2, 14), 6, off=False),
        row(date(2027, 2, 8), 7, name=""), NoticeRow(number=8, trouble="看不懂「哪天」是哪一天，请写成 2027-10-01。"),
    ]  # fmt: skip
    plan = desk.holidays.propose(desk.act(), rows)
    assert len(desk.holidays.rows(desk.act().station_id)) == 1
    saved = desk.holidays.import_year(desk.act(), rows)
    assert saved.record == plan
    assert [day.outcome.value for day in plan.days] == ["unchanged", "new", "refused", "new", "refused", "refused"]
    assert plan.days[2].reason == "和第 4 行是同一天，请只留一行。"
    assert plan.sentence == "新登记 2 天，一样 1 天，要改 3 行。2027 年还缺元旦、清明、劳动节、端午、中秋、国庆节。"
    assert [each.day.day for each in desk.holidays.rows(desk.act().station_id)] == [6, 7, 14]
    desk.undo(desk.act(), saved)
    assert len(desk.holidays.rows(desk.act().station_id)) == 1
    assert desk.holidays.import_year(desk.act(), rows[:1]).audit_ids == ()


def test_a_year_with_all_its_festivals_is_known_and_no_longer_asked_for(desk: Desk) -> None:
    station = desk.act().station_id
    assert holiday_service.todos(station, date(2026, 11, 30)) == []
    (told,) = holiday_service.todos(station, date(2026, 12, 1))
    assert (told.code, told.field, told.due) == ("holidays.unpublished", "2027", date(2026, 12, 31))
    assert [each.field for each in holiday_service.todos(station, date(2027, 1, 2))] == ["2027"]
    days = [row(date(2027, month, 1), month, name=name) for month, name in enumerate(FESTIVALS, 1)]
    assert desk.holidays.import_year(desk.act(), days).record.sentence == "新登记 7 天。"
    assert holiday_service.todos(station, date(2026, 12, 1)) == []


def test_what_is_published_already_is_not_entered_again(desk: Desk) -> None:
    rows = [
        row(date(2026, 10, 1), name="国庆"),
        row(date(2026, 10, 10), 2, name="国庆节", off=False),
        row(date(2026, 10, 9), 3, name="国庆节"),
    ]
    plan = desk.holidays.propose(desk.act(), rows)
    assert [day.outcome for day in plan.days] == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.NEW]


def test_a_day_off_with_other_shifts_empties_places_only_after_it_was_told(desk: Desk) -> None:
    staff = add_staff(desk)
    desk.shifts.set(
        desk.act(), ShiftPatternEntry(from_on=date(2026, 11, 1), shifts=DAY_AND_NIGHT, rest_day_shifts=WHOLE_DAY)
    )
    fill_month(desk, staff)
    before = name_on(desk, slot(16, "夜班"))
    off = HolidayEntry(day=date(2026, 12, 16), off=True, name="停电放假", document_number="示例")
    assert refused(lambda: desk.holidays.add(desk.act(), off)) == [("shifts.emptied", "")]
    saved = desk.holidays.add(desk.act(), off, anyway=True)
    assert name_on(desk, slot(16, "夜班")) == ""
    desk.undo(desk.act(), saved)
    assert name_on(desk, slot(16, "夜班")) == before


def test_what_is_exported_is_brought_in_unchanged(desk: Desk, tmp_path: Path) -> None:
    desk.holidays.add(desk.act(), SPRING)
    wanted = Wanted(station_id=desk.act().station_id, today=desk.act().today, year=2026)
    sheet = desk.exports.sheet(desk.act(), "holidays", wanted)
    assert len(sheet.rows) == 39
    out = tmp_path / "放假安排.xlsx"
    for _ in export_job(sheet, out):
        pass
    plan = desk.holidays.propose(desk.act(), read_notice(out, 2026))
    assert plan.counts[Outcome.UNCHANGED] == 39
    assert len(exports()["holidays"](replace(wanted, year=2027)).rows()) == 13
