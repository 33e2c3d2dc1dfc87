"""排班, beside the month: leave and what it leaves to be mended, swaps, publishing, stand-ins, who changed what, the plan."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.rostered import DECEMBER, acting, fill_month, name_on, slot
from tests.ui.at_roster import at_roster
from tests.ui.conftest import child, settle
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.kit.labels import Prose
from venue_desk.domain.leaves import LeaveEntry, LeaveKind, LeaveState, WishEntry
from venue_desk.domain.roster import Role
from venue_desk.domain.swaps import SwapEntry

Key = Qt.Key
TENTH = slot(10)


def test_a_leave_is_entered_and_the_duty_in_it_mended_with_one_press(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        name = at.on(TENTH)
        at.stand(TENTH)
        at.screen.leaves.ask(at.staff[name].id, TENTH.day)
        form = child(at.screen.side.panel, Form)
        assert form.texts()["cadre_id"] == name
        assert [f.code for f in form.cells["to_on"].findings] == ["leave.duty"]
        assert "准了假要换人：10日白班" in form.cells["to_on"].findings[0].sentence
        at.hand.ctrl(Key.Key_S)
        assert f"已准假：{name} 12月10日，1 班要换人" in at.toast()
        assert at.findings()[0] == "roster.on_leave"
        finding = at.entry("roster.on_leave").finding
        assert finding is not None
        mend = next(m for m in at.screen._mends(finding) if m.verb.startswith("换成"))
        at.press(mend.verb, at.entry("roster.on_leave"))
        assert at.on(TENTH) == mend.verb.removeprefix("换成")
        assert "roster.on_leave" not in at.findings()


def test_hand_a_leave_asked_for_is_granted_in_the_list(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        who = at.staff["李秀兰"]
        entry = LeaveEntry(cadre_id=who.id, kind=LeaveKind.SICK, from_on=date(2026, 12, 9), to_on=date(2026, 12, 11))
        leave = at.desk.leaves.register(acting(at.desk, who), entry).record
        assert "roster.leave_asked" in at.findings()
        at.press("请假", at.screen.head)
        said = [label.text() for label in at.screen.side.panel.findChildren(Prose)]
        assert any(text.startswith("准了要换人：") for text in said)
        at.press("准假", at.screen.side.panel)
        assert at.desk.leaves.get(leave.station_id, leave.id).state is LeaveState.APPROVED
        assert at.hand.strokes == 2
        assert "准假：李秀兰" in at.toast()
        at.hand.ctrl(Key.Key_Z)
        settle()
        assert at.desk.leaves.get(leave.station_id, leave.id).state is LeaveState.ASKED
        at.press("不准", at.screen.side.panel)
        assert at.desk.leaves.waiting(leave.station_id) == []
        assert at.screen.side.is_page()


def test_who_may_not_grant_sees_who_does(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        head = at.staff["陈志远"]
        at.desk.cadres.change(at.desk.act(), head, replace(head, is_head=False, leads_duty=False))
        who = at.staff["李秀兰"]
        entry = LeaveEntry(cadre_id=who.id, kind=LeaveKind.SICK, from_on=date(2026, 12, 9), to_on=date(2026, 12, 9))
        at.desk.leaves.register(acting(at.desk, who), entry)
        at.screen.leaves.open()
        settle()
        assert "等站长或带班干部批" in [label.text() for label in at.screen.side.panel.findChildren(Prose)]
        with pytest.raises(AssertionError, match="no button"):
            at.press("准假", at.screen.side.panel)


def test_a_wish_is_noted_shown_and_taken_away(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.screen.leaves.wish(at.staff[at.on(TENTH)].id, TENTH.day)
        at.hand.ctrl(Key.Key_S)
        assert "roster.wish" in at.findings()
        at.screen.leaves.open()
        at.press("撤掉", at.screen.side.panel)
        assert "roster.wish" not in at.findings()


def test_a_swap_goes_from_asking_to_the_exchange_by_buttons(tmp_path: Path, qtbot: QtBot) -> None:
    mine, theirs = slot(10, "夜班"), slot(11, "夜班")
    with at_roster(tmp_path, qtbot) as at:
        duties = at.desk.roster.facts(at.desk.act().station_id, DECEMBER).duties
        asker, other = at.on(mine), at.on(theirs)
        entry = SwapEntry(duty_id=duties[mine].id, with_cadre_id=at.staff[other].id, return_duty_id=duties[theirs].id)
        at.desk.swaps.ask(acting(at.desk, at.staff[asker]), entry)
        settle()
        cell = at.screen.table.month.view.cell(mine.day) if at.screen.table.month.view else None
        assert cell is not None
        assert cell.sentence == "换班待同意"
        at.press("换班", at.screen.head)
        at.press("同意", at.screen.side.panel)
        at.press("批准", at.screen.side.panel)
        assert (at.on(mine), at.on(theirs)) == (other, asker)
        at.hand.ctrl(Key.Key_Z)
        assert (at.on(mine), at.on(theirs)) == (asker, other)


def test_a_lead_arranges_a_swap_in_the_form(tmp_path: Path, qtbot: QtBot) -> None:
    mine, theirs = slot(10, "夜班"), slot(11, "夜班")
    with at_roster(tmp_path, qtbot) as at:
        asker, other = at.on(mine), at.on(theirs)
        at.screen.swaps.ask(mine)
        form = child(at.screen.side.panel, Form)
        assert form.texts()["duty_id"].endswith(asker)
        form.cells["return_duty_id"].editor.take_focus()
        at.hand.type("11日夜班")
        at.hand.type(other)
        at.hand.key(Key.Key_Down)
        at.hand.enter()
        form.set_values({"return_duty_id": at.desk.roster.facts(at.desk.act().station_id, DECEMBER).duties[theirs].id})
        assert form.texts()["with_cadre_id"] == other
        at.hand.ctrl(Key.Key_S)
        assert (at.on(mine), at.on(theirs)) == (other, asker)
        assert "已换班" in at.toast()


def test_what_forbids_a_swap_stands_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    mine, theirs = slot(10, "夜班"), slot(12)
    with at_roster(tmp_path, qtbot) as at:
        at.screen.swaps.ask(mine)
        form = child(at.screen.side.panel, Form)
        duties = at.desk.roster.facts(at.desk.act().station_id, DECEMBER).duties
        form.set_values({"return_duty_id": duties[theirs].id, "with_cadre_id": duties[theirs].cadre_id})
        at.hand.ctrl(Key.Key_S)
        assert [f.code for f in form.cells["return_duty_id"].findings] == ["swap.unfit"]
        assert "歇不够" in form.cells["return_duty_id"].findings[0].sentence


def test_publishing_is_off_with_its_reason_until_nothing_must_be_mended(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot, filled=False) as at:
        publish, head = at.screen.overview.to_mend.publish, at.screen.head
        assert (publish.isEnabled(), head._state.text()) == (False, "还没排")
        assert at.findings() == ["roster.unpublished"]
        fill_month(at.desk, at.staff)
        at.desk.roster.fill(at.desk.act(), TENTH, None)
        settle()
        assert (publish.isEnabled(), head._state.text()) == (False, "草稿，未公布")
        assert publish.accessibleDescription() == "改完 1 处即可公布"
        at.press("另选", at.entry("roster.gap"))
        at.hand.enter()
        settle()
        assert (publish.isEnabled(), publish.property("kind"), head.plan.property("kind")) == (
            True, "primary", "secondary",
        )  # fmt: skip
        at.hand.click(publish)
        settle()
        assert (publish.isEnabled(), head._state.text()) == (False, "已公布")
        at.stand(slot(20))
        at.hand.key(Key.Key_Delete)
        assert head._state.text() == "已公布，之后改了 1 处"
        at.hand.ctrl(Key.Key_Z)
        settle()
        assert head._state.text() == "已公布"


def test_a_stand_in_is_found_with_what_was_reported(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        name = at.on(TENTH)
        at.screen.places.stand_in(TENTH)
        form = child(at.screen.side.panel, Form)
        other = next(each for each in ("张小梅", "马德林") if each not in (name, name_on(at.desk, slot(10, "夜班"))))
        form.cells["cadre_id"].editor.take_focus()
        at.hand.type(other)
        at.hand.enter()
        at.hand.type("已报镇党政办")
        at.hand.ctrl(Key.Key_S)
        duty = at.desk.roster.facts(at.desk.act().station_id, DECEMBER).duties[TENTH]
        assert (duty.cadre_id, duty.stands_in_for, duty.note) == (
            at.staff[other].id, at.staff[name].id, "已报镇党政办",
        )  # fmt: skip
        assert f"替{name}值班" in at.toast()
        tooltip = at.screen.table.month.data(at.screen.table.month.index_of(TENTH.day), Qt.ItemDataRole.ToolTipRole)
        assert f"白班：{other}（替{name}，已报镇党政办）" in tooltip
        at.screen.places.history(TENTH)
        settle()
        assert at.screen.side.panel.page is not None
        assert at.screen.side.panel.page.title == "谁改过"


def test_esc_goes_from_a_form_to_its_list_and_from_the_list_to_the_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        at.screen.leaves.open()
        at.press("登记请假", at.screen.side.panel)
        assert at.screen.side.panel.form() is not None
        at.hand.key(Key.Key_Escape)
        assert (at.screen.side.panel.form(), at.screen.side.is_page()) == (None, True)
        at.hand.key(Key.Key_Escape)
        assert (at.screen.side.is_page(), at.screen.table.hasFocus()) == (False, True)


def test_a_leave_half_filled_in_is_told_at_home_and_goes_on(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.screen.leaves.ask(at.staff["李秀兰"].id, TENTH.day)
        form = child(at.screen.side.panel, Form)
        form.cells["reason"].editor.take_focus()
        at.hand.type("送老人看病")
        QTest.qWait(450)
        (draft,) = at.desk.drafts.unfinished(at.desk.act())
        at.hand.key(Key.Key_Escape)
        at.hand.window.go("home")
        at.hand.window.go("roster", draft=draft.key)
        settle()
        assert child(at.screen.side.panel, Form).texts()["reason"] == "送老人看病"


def test_a_gap_of_the_coming_week_is_told_at_home_and_leads_to_its_place(tmp_path: Path, qtbot: QtBot) -> None:
    november = date(2026, 11, 1)
    place = slot(26, "夜班", month=november)
    with at_roster(tmp_path, qtbot, filled=False) as at:
        fill_month(at.desk, at.staff, november)
        at.desk.roster.fill(at.desk.act(), place, None)
        at.hand.window.go("home")
        settle()
        home = at.hand.window.screen_of("home")
        buttons = [b for b in home.findChildren(Button) if "26日夜班缺值班员" in b.accessibleName()]
        at.hand.click(buttons[0])
        assert (at.hand.window.key(), at.screen.table.at()) == ("roster", place)


def test_the_month_goes_out_as_excel_and_once_published_to_phones(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path / "data", qtbot) as at:
        book, phones = tmp_path / "值班表.xlsx", tmp_path / "值班.ics"
        at.screen.takeaway.save_calendar(DECEMBER, phones)
        assert "还没公布" in child(at.screen, FindingLine).finding.sentence
        at.screen.takeaway.save_workbook(DECEMBER, book)
        qtbot.waitUntil(book.exists, timeout=20_000)
        at.hand.click(at.screen.overview.to_mend.publish)
        at.screen.takeaway.save_calendar(DECEMBER, phones)
        qtbot.waitUntil(phones.exists, timeout=20_000)
        qtbot.waitUntil(lambda: "已存手机日历" in at.toast(), timeout=20_000)


def test_fairness_marks_who_serves_where_one_stands_and_shows_where_one_serves(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        people = at.screen.overview.fair.table.people
        lead = name_on(at.desk, slot(10, role=Role.LEAD))
        assert {row.cadre.name for row in people.fairness.rows if row.cadre.id in people.marked} == {
            at.on(TENTH), lead,
        }  # fmt: skip
        at.screen.overview.fair.table.setFocus()
        at.screen.overview.fair.table.setCurrentIndex(people.index(0, 0))
        at.hand.key(Key.Key_Space)
        assert at.screen.table._delegate.marked == people.row(0).cadre.id
        at.hand.key(Key.Key_Space)
        assert at.screen.table._delegate.marked is None


def test_a_reminder_goes_where_a_click_on_it_asks(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        place = slot(23, "夜班")
        wish = WishEntry(cadre_id=at.staff[at.on(place)].id, day=place.day, shift="夜班")
        at.desk.leaves.wish(at.desk.act(), wish)
        QTest.mouseClick(at.entry("roster.wish"), Qt.MouseButton.LeftButton)
        assert (at.screen.table.at(), at.screen.table.hasFocus()) == (place, True)


def test_the_plan_is_shown_before_it_is_taken_and_taken_back_whole(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot, filled=False) as at:
        at.hand.click(at.screen.head.plan)
        qtbot.waitUntil(lambda: at.screen.plan.planned() is not None, timeout=40_000)
        assert at.on(TENTH) == ""
        shown = at.shown(TENTH)
        assert shown in at.staff
        place = at.screen.table.month.view.place(TENTH) if at.screen.table.month.view else None
        assert place is not None
        assert place.fresh
        at.stand(TENTH)
        at.hand.key(Key.Key_Delete)
        assert "先点「采用」或「不用」" in child(at.screen, FindingLine).finding.sentence
        at.press("采用", at.screen.side.panel)
        assert at.on(TENTH) == shown
        assert "已采用自动排的班" in at.toast()
        assert at.screen.overview.to_mend.publish.isEnabled()
        at.hand.ctrl(Key.Key_Z)
        assert (at.on(TENTH), at.shown(TENTH)) == ("", "待排")
