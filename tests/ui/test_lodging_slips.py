"""住宿 where the hand slips: a double click, a key held down, the morning's hour for the evening's, yesterday's guest."""

from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.at_lodging import Lodged, at_lodging
from tests.ui.conftest import focus, settle
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.screens.lodging.call_paint import tick_box
from venue_desk.domain.calendar import STATION_ZONE, night_of
from venue_desk.domain.lodging import Night, NightEntry, NightHow
from venue_desk.domain.spot_checks import SpotCheckEntry

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
TENTH = date(2026, 11, 10)


def noted(at: Lodged) -> list[str]:
    return [row.name for row in at.desk.lodging.tonight(at.desk.act()).rows if row.night]


def form(at: Lodged) -> Form:
    found = at.screen.tonight.panel.form()
    assert found is not None
    return found


def clock(at: Lodged, day: int, hour: int, minute: int = 0) -> None:
    ticks, begins = count(), datetime(2026, 11, day, hour, minute, tzinfo=STATION_ZONE)
    at.desk._now = lambda: begins + timedelta(milliseconds=next(ticks))
    at.screen.refresh()
    settle()


def guest(at: Lodged, night: date, arrived: time, left: time | None = None) -> Night:
    bed = at.beds[-1]
    entry = NightEntry(
        night=night, guest="刘志强", bed_id=bed.id, arrived_at=datetime.combine(night, arrived, STATION_ZONE),
        left_at=datetime.combine(night, left, STATION_ZONE) if left else None, note="有事先走" if left else "",
    )  # fmt: skip
    return at.desk.lodging.sign_in(at.desk.act(), entry).record


def test_a_double_click_on_a_box_answers_once_for_the_one_it_is_on(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        calls = at.screen.tonight.calls
        place = tick_box(calls.visualRect(calls.model().index(1, 0))).center()
        QTest.mouseClick(calls.viewport(), LEFT, pos=place)
        QTest.mouseDClick(calls.viewport(), LEFT, pos=place)
        settle()
        assert noted(at) == [calls.called.lines[1].name]
        assert at.screen.tonight.panel.form() is None or not at.screen.tonight.panel.isVisible()


def test_space_held_down_answers_for_nobody_else(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        for again in (False, True, True, True):
            press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", again)
            QApplication.sendEvent(at.screen.tonight.calls, press)
        settle()
        assert len(noted(at)) == 1


def test_the_hour_of_the_morning_is_told_to_be_no_night_and_mended(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        cadre = at.staff["王建军"]
        at.screen.tonight.nights.note(cadre.id, TENTH)
        settle()
        form(at).put("arrived_at", time(8, 30))
        at.hand.ctrl(Key.Key_S)
        assert [found.code for found in form(at).cells["arrived_at"].findings] == ["night.morning"]
        at.press("改成 20:30")
        at.hand.ctrl(Key.Key_S)
        (night,) = [
            each for each in at.desk.lodging.nights(cadre.station_id, TENTH, TENTH) if each.cadre_id == cadre.id
        ]
        assert night_of(night.arrived_at) == TENTH
        assert night.arrived_at.astimezone(STATION_ZONE).time() == time(20, 30)


def test_a_guest_forgotten_yesterday_is_noted_in_the_morning(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        clock(at, 24, 8)
        at.hand.ctrl(Key.Key_N)
        at.hand.type("刘志强")
        at.hand.ctrl(Key.Key_S)
        (night,) = at.desk.lodging.guests(at.desk.act().station_id, date(2026, 11, 1), date(2026, 11, 30))
        assert night.night == date(2026, 11, 23)
        assert at.toast() == "已存下：刘志强 昨晚"


def test_a_night_in_a_bed_that_was_given_up_can_still_be_put_right(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        night = guest(at, date(2026, 11, 20), time(20))
        at.desk.rooms.close_bed(at.desk.act(), at.beds[-1])
        at.screen.tonight.nights.change(night)
        settle()
        shown = form(at).cells["bed_id"].field.choices
        assert [choice.words for choice in (shown() if callable(shown) else shown) if choice.key == night.bed_id] == [
            "西一3床"
        ]
        form(at).put("left_at", time(7, 30))
        at.hand.ctrl(Key.Key_S)
        after = at.desk.lodging.night(at.desk.act(), night.id)
        assert (after.bed_id, after.left_at is None) == (night.bed_id, False)


def test_whoever_left_in_the_evening_does_not_sleep_here(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        clock(at, 23, 22)
        guest(at, date(2026, 11, 23), time(19), time(19, 50))
        clock(at, 23, 22, 1)
        tonight = at.desk.lodging.tonight(at.desk.act())
        assert (tonight.here, tonight.guests_here, len(tonight.guests)) == (0, 0, 1)
        assert "客人" not in at.screen.tonight.meta.text()


def test_a_night_to_come_says_why_it_cannot_be_noted_and_esc_leads_back_to_the_month(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        cadre, table = at.staff["王建军"], at.screen.tonight.table
        table.put(cadre.id, date(2026, 11, 27))
        table.setFocus()
        at.hand.enter()
        assert at.toast() == "11月27日晚还没到，到了那天再登记"
        table.put(cadre.id, TENTH)
        at.hand.enter()
        at.hand.key(Key.Key_Escape)
        assert focus() is table
        at.screen.tonight.calls.setFocus()
        at.hand.key(Key.Key_PageUp)
        assert at.screen.month() == date(2026, 10, 1)


def test_a_spot_check_is_put_right_and_who_was_seen_is_noted_at_its_hour(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        clock(at, 23, 23)
        seen = datetime(2026, 11, 23, 22, 40, tzinfo=STATION_ZONE)
        entry = SpotCheckEntry(at=seen, by_whom="孙主任", present=(at.staff["王建军"].id,), result="在岗在位")
        check = at.desk.spot_checks.note(at.desk.act(), entry).record
        at.screen.show_tab("checks")
        at.screen.checks.view.pick(check.id)
        settle()
        at.press("改")
        checks = at.screen.checks.view.panel
        at.press("补上登记")
        (night,) = at.desk.lodging.nights(check.station_id, date(2026, 11, 23), date(2026, 11, 23))
        assert (night.how, night.arrived_at) == (NightHow.SPOT_CHECK, seen)
        assert at.toast() == "已补上王建军这一晚"
        at.hand.ctrl(Key.Key_Z)
        assert at.night("王建军") is None
        at.press("补上登记")
        assert at.night("王建军") is not None
        shown = checks.form()
        assert shown is not None
        shown.put("unit", "镇党政办")
        at.hand.ctrl(Key.Key_S)
        assert at.desk.spot_checks.of_month(check.station_id, TENTH)[0].unit == "镇党政办"


def test_many_guests_leave_room_for_the_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        for number in range(60):
            night = date(2026, 11, 1 + number % 20)
            entry = NightEntry(
                night=night, guest=f"客人{number}", arrived_at=datetime.combine(night, time(20), STATION_ZONE)
            )
            at.desk.lodging.sign_in(at.desk.act(), entry)
        settle()
        assert at.screen.tonight.table.height() > 300


def test_an_undo_that_was_overtaken_says_so_under_the_list(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("王建军")
        at.hand.key(Key.Key_Space)
        night = at.night("王建军")
        assert night is not None
        entry = NightEntry(night=night.night, bed_id=at.beds[-1].id, arrived_at=night.arrived_at)
        at.desk.lodging.change(at.desk.act(), night, entry)
        at.hand.ctrl(Key.Key_Z)
        told = [line.finding.sentence for line in at.screen.tonight.findChildren(FindingLine) if line.isVisible()]
        assert len(told) == 1
        assert at.night("王建军") is not None


def test_a_tap_says_which_other_bed_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        entry = NightEntry(
            night=date(2026, 11, 23), guest="刘志强", bed_id=at.beds[1].id,
            arrived_at=datetime(2026, 11, 23, 20, tzinfo=STATION_ZONE),
        )  # fmt: skip
        at.desk.lodging.sign_in(at.desk.act(), entry)
        at.stand("王建军")
        at.hand.key(Key.Key_Space)
        assert at.toast() == "王建军到了，住东一1床"


def test_a_draft_with_the_hour_of_the_morning_comes_back_with_its_mend(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        cadre = at.staff["王建军"]
        at.screen.tonight.nights.note(cadre.id, TENTH)
        form(at).put("arrived_at", time(8, 30))
        at.hand.key(Key.Key_Escape)
        at.hand.ctrl(Key.Key_N)  # another form, of an evening's hour, lies there meanwhile
        at.screen.tonight.nights.note(cadre.id, TENTH)
        at.press("改成 20:30")
        assert form(at).values()["arrived_at"] == time(20, 30)


def test_paging_changes_no_month_behind_a_form(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.ctrl(Key.Key_N)
        at.hand.key(Key.Key_PageUp)
        assert at.screen.month() == date(2026, 11, 1)


def test_a_guest_of_another_night_is_taken_to_have_come_in_its_evening(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.ctrl(Key.Key_N)
        assert form(at).values()["arrived_at"] == time(20, 10)
        form(at).put("night", TENTH)
        assert form(at).values()["arrived_at"] == time(20)
        form(at).put("arrived_at", time(21, 30))
        form(at).put("night", date(2026, 11, 11))
        assert form(at).values()["arrived_at"] == time(21, 30)
