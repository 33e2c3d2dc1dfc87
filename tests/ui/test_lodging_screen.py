"""住宿: the roll call and the month, by real keys and clicks; the strokes are those of docs/at-the-desk.md."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.rostered import STAFF
from tests.services.at_the_station import place
from tests.ui.at_lodging import EVENING, TONIGHT, at_lodging
from tests.ui.conftest import child, focus, settle
from ui.kit.finding_line import FindingLine
from ui.kit.nights import NightLook
from ui.screens.home import HomeScreen
from ui.screens.lodging.call_paint import tick_box
from ui.screens.lodging.call_rows import CallState
from ui.style import Appearance
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.lodging import NightEntry, NightHow
from venue_desk.domain.regimes import RegimeTermEntry
from venue_desk.domain.stations import Regime

Key = Qt.Key


def test_hand_space_says_that_somebody_is_here_and_goes_on(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("王建军")
        at.hand.key(Key.Key_Space)
        night = at.night("王建军")
        assert night is not None
        assert (night.how, night.bed_id) == (NightHow.ROLL_CALL, at.beds[1].id)
        assert at.line("王建军").said == "东一2床 20:10 到"
        current = at.screen.tonight.calls.current()
        assert current is not None
        assert current.name == "赵文博"
        at.hand.key(Key.Key_Space)
        assert at.night("赵文博") is not None
        assert at.hand.strokes == 2
        at.hand.ctrl(Key.Key_Z)
        assert (at.night("赵文博"), at.line("赵文博").state) == (None, CallState.FREE)


def test_hand_one_key_signs_in_everybody_who_should_be_here(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        place(at.desk, "夜班", (at.staff["陈志远"], at.staff["张小梅"]), TONIGHT)
        at.screen.refresh()
        assert "该住 2 人，已到 0 人" in at.screen.tonight.meta.text()
        at.hand.key(Key.Key_F9)
        assert at.hand.strokes == 1
        assert [name for name in STAFF if at.night(name)] == ["陈志远", "张小梅"]
        assert at.toast() == "按计划报到：陈志远、张小梅"
        assert not at.screen.tonight.plan.isEnabled()
        at.hand.ctrl(Key.Key_Z)
        assert [name for name in STAFF if at.night(name)] == []


def test_hand_letters_and_digits_jump(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        calls = at.screen.tonight.calls
        calls.setFocus()
        QTest.keyClicks(focus(), "zyf")
        current = calls.current()
        assert current is not None
        assert current.name == "周玉凤"
        at.hand.key(Key.Key_Space)
        assert at.hand.strokes == 1
        assert at.night("周玉凤") is not None
        QTest.qWait(1250)  # another name begins
        QTest.keyClicks(focus(), "2")
        current = calls.current()
        assert current is not None
        assert current.number == 2


def test_hand_a_late_arrival_in_another_bed(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("李秀兰")
        at.hand.enter()
        form = at.screen.tonight.panel.form()
        assert form is not None
        form.focus_cell(form.cells["arrived_at"])
        at.hand.type("1955")
        at.hand.ctrl(Key.Key_S)
        night = at.night("李秀兰")
        assert night is not None
        assert night.arrived_at == datetime(2026, 11, 23, 19, 55, tzinfo=STATION_ZONE)
        assert at.hand.strokes == 2
        assert at.screen.tonight.calls.hasFocus()


def test_hand_a_guest(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.ctrl(Key.Key_N)
        at.hand.type("刘志强")
        at.hand.enter()
        at.hand.type("县农技中心")
        at.hand.enter()
        at.hand.ctrl(Key.Key_S)
        assert at.hand.strokes == 4
        (guest,) = at.desk.lodging.tonight(at.desk.act()).guests
        assert (guest.guest, guest.guest_unit) == ("刘志强", "县农技中心")
        line = at.line("刘志强")
        assert (line.meta, line.state) == ("客人 · 县农技中心", CallState.HERE)


def test_hand_noted_by_mistake_is_crossed_out_with_its_reason(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("王建军")
        at.hand.key(Key.Key_Space)
        at.stand("王建军")
        at.hand.strokes = 0
        at.hand.key(Key.Key_Space)
        at.hand.type("记错人了")
        at.hand.enter()
        assert at.hand.strokes == 2
        assert at.night("王建军") is None
        assert at.line("王建军").said == "没报到"
        at.hand.ctrl(Key.Key_Z)
        assert at.night("王建军") is not None


def test_hand_leaving_in_the_night_before_arriving_is_told_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("王建军")
        at.hand.key(Key.Key_Space)
        at.stand("王建军")
        at.hand.enter()
        form = at.screen.tonight.panel.form()
        assert form is not None
        form.put("left_at", EVENING.replace(hour=19, minute=0).time())
        at.hand.ctrl(Key.Key_S)
        assert "比入住还早" in child(form.cells["left_at"], FindingLine).finding.sentence
        night = at.night("王建军")
        assert night is not None
        assert night.left_at is None


def test_a_bed_that_was_taken_meanwhile_is_told_with_free_ones_to_choose(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("王建军")
        at.hand.enter()
        form = at.screen.tonight.panel.form()
        assert form is not None
        assert form.values()["bed_id"] == at.beds[1].id
        other = NightEntry(night=TONIGHT, cadre_id=at.staff["赵文博"].id, bed_id=at.beds[1].id, arrived_at=EVENING)
        at.desk.lodging.sign_in(at.desk.act(), other)
        at.hand.ctrl(Key.Key_S)
        line = child(form.cells["bed_id"], FindingLine)
        assert "赵文博住着" in line.finding.sentence
        at.press("换到东一1床")
        at.hand.ctrl(Key.Key_S)
        night = at.night("王建军")
        assert night is not None
        assert night.bed_id == at.beds[0].id


def test_a_click_on_the_box_says_here_a_double_click_on_the_name_opens(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        calls = at.screen.tonight.calls
        rect = calls.visualRect(calls.called.index(1))
        QTest.mouseClick(calls.viewport(), Qt.MouseButton.LeftButton, pos=tick_box(rect).center())
        settle()
        assert at.night(calls.called.lines[1].name) is not None
        place_of_name = QPoint(rect.center().x(), rect.center().y())
        QTest.mouseClick(calls.viewport(), Qt.MouseButton.LeftButton, pos=place_of_name)
        QTest.mouseDClick(calls.viewport(), Qt.MouseButton.LeftButton, pos=place_of_name)
        settle()
        assert at.screen.tonight.panel.isVisible()
        at.hand.key(Key.Key_Escape)
        assert calls.hasFocus()


def test_a_night_that_was_forgotten_is_noted_from_the_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        table, day = at.screen.tonight.table, date(2026, 11, 10)
        table.put(at.staff["马德林"].id, day)
        table.setFocus()
        at.hand.enter()
        at.hand.ctrl(Key.Key_S)
        night = at.night("马德林", day)
        assert night is not None
        assert night.how is NightHow.IN_PERSON
        assert (table.at(), table.hasFocus()) == ((at.staff["马德林"].id, day), True)
        assert table.month.look(table.currentIndex()) is NightLook.SLEPT
        at.hand.key(Key.Key_PageUp)
        assert at.screen.tonight.month() == date(2026, 10, 1)
        at.hand.key(Key.Key_PageDown)
        at.hand.key(Key.Key_PageDown)
        assert at.screen.tonight.month() == date(2026, 11, 1)  # none to come


def test_the_form_of_a_past_night_offers_the_beds_free_in_that_night(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("王建军")
        at.hand.key(Key.Key_Space)  # 东一2床, tonight only
        day = date(2026, 11, 5)
        there = NightEntry(night=day, guest="刘志强", bed_id=at.beds[0].id, arrived_at=EVENING.replace(day=5))
        at.desk.lodging.sign_in(at.desk.act(), there)
        at.screen.tonight._open_night(at.staff["王建军"].id, day)
        form = at.screen.tonight.panel.form()
        assert form is not None
        offered = [choice.key for choice in form.cells["bed_id"].field.choices_now()]
        assert at.beds[0].id not in offered
        assert at.beds[1].id in offered
        form.put("bed_id", at.beds[1].id)
        at.hand.ctrl(Key.Key_S)
        night = at.night("王建军", day)
        assert night is not None
        assert night.bed_id == at.beds[1].id


def test_whoever_left_last_month_is_named_in_the_nights_before(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.desk.cadres.leave(at.desk.act(), at.staff["王建军"], date(2026, 10, 25))
        at.screen.refresh()
        at.screen.tonight.step(-1)
        at.screen.tonight._open_night(at.staff["王建军"].id, date(2026, 10, 20))
        at.hand.ctrl(Key.Key_S)
        assert at.toast() == "已存下：王建军 10月20日晚"


def test_before_noon_the_key_says_from_when_on_tonight_is_noted(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        place(at.desk, "夜班", (at.staff["陈志远"], at.staff["张小梅"]), TONIGHT)
        at.desk._now = lambda: EVENING.replace(hour=8, minute=30)
        at.screen.refresh()
        at.hand.key(Key.Key_F9)
        (line,) = at.screen.tonight.findChildren(FindingLine)
        assert line.finding.sentence == "今晚的住宿，中午 12 点以后登记。"
        assert [name for name in STAFF if at.night(name)] == []


def test_what_is_to_come_cannot_be_noted(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.screen.tonight.table.put(at.staff["马德林"].id, date(2026, 11, 24))
        at.screen.tonight.table.setFocus()
        at.hand.enter()
        assert not at.screen.tonight.panel.isVisible()


def test_the_cells_are_read_out_with_their_word(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        model = at.screen.tonight.table.month
        role = Qt.ItemDataRole.AccessibleTextRole
        assert model.data(model.index_of(at.staff["王建军"].id, date(2026, 11, 8)), role) == "王建军 11月8日 住了"
        told = str(model.data(model.index_of(at.staff["马德林"].id, None), role))
        assert told.startswith("马德林住了 6 晚，应住 ")
        assert "不能缺" in told


@pytest.mark.parametrize(("width", "percent"), [(1366, 150), (1280, 125)])
def test_where_there_is_no_room_the_month_is_a_page_of_its_own(
    tmp_path: Path, qtbot: QtBot, width: int, percent: int
) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.window.resize(width, 768)
        at.hand.window.dress(Appearance("light", percent))
        settle()
        tab = at.screen.tonight
        assert (tab.calls.isVisible(), tab.table.isVisible()) == (True, False)
        at.press("看本月")
        assert (tab.calls.isVisible(), tab.table.isVisible(), tab.table.hasFocus()) == (False, True, True)
        at.hand.key(Key.Key_Escape)
        assert (tab.calls.isVisible(), tab.calls.hasFocus()) == (True, True)
        at.hand.enter()
        assert (tab.calls.isVisible(), tab.panel.isVisible()) == (False, True)
        at.hand.key(Key.Key_Escape)
        assert tab.calls.hasFocus()


def test_whoever_is_on_leave_and_here_all_the_same_is_noted_and_told(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        away = replace(at.desk.act(), cadre_id=at.staff["马德林"].id)
        leave = LeaveEntry(cadre_id=at.staff["马德林"].id, kind=LeaveKind.SICK, from_on=TONIGHT, to_on=TONIGHT)
        at.desk.leaves.approve(at.desk.act(), at.desk.leaves.register(away, leave).record)
        settle()
        assert at.line("马德林").state is CallState.LEAVE
        at.stand("马德林")
        at.hand.key(Key.Key_Space)
        assert at.night("马德林") is not None
        assert "已经准假" in child(at.screen.tonight, FindingLine).finding.sentence


def test_what_was_begun_is_gone_on_with(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.stand("李秀兰")
        at.hand.enter()
        form = at.screen.tonight.panel.form()
        assert form is not None
        form.focus_cell(form.cells["note"])
        at.hand.type("接送病人")
        QTest.qWait(500)  # typing has paused
        at.hand.key(Key.Key_Escape)
        at.hand.window.go("home")
        settle()
        home = at.hand.window.screen_of("home")
        assert isinstance(home, HomeScreen)
        at.hand.click(next(b for b in home.todos.buttons if "住宿登记没填完" in b.accessibleName()))
        form = at.screen.tonight.panel.form()
        assert form is not None
        assert form.values()["note"] == "接送病人"


def test_a_year_whose_holidays_are_not_known_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        assert at.screen.tonight.notice.isHidden()
        term = RegimeTermEntry(from_on=date(2026, 11, 1), regime=Regime.LIVE_IN, document_number="菜政发〔2026〕30号")
        at.desk.regimes.set(at.desk.act(), term)
        at.desk._now = lambda: datetime(2028, 3, 1, 20, 10, tzinfo=STATION_ZONE)
        at.screen.tonight._month = date(2028, 3, 1)
        at.screen.refresh()
        assert "2028" in at.screen.tonight.notice.text()
        assert at.screen.tonight.notice.isVisible()


def test_when_a_guest_left_is_entered_the_next_morning(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        came = NightEntry(night=date(2026, 11, 20), guest="刘志强", arrived_at=EVENING.replace(day=20))
        at.desk.lodging.sign_in(at.desk.act(), came)
        at.screen.refresh()
        at.press("11月20日 刘志强")
        form = at.screen.tonight.panel.form()
        assert form is not None
        left = EVENING.replace(day=21, hour=7, minute=30)
        form.put("left_at", left.time())
        at.hand.ctrl(Key.Key_S)
        there = at.desk.lodging.nights(at.desk.act().station_id, date(2026, 11, 20), date(2026, 11, 20))
        assert [(night.guest, night.left_at) for night in there if night.guest] == [("刘志强", left)]
