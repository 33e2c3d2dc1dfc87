"""排班: the month by real keys and the mouse; every edit is on record at once and comes back with Ctrl+Z."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from db import handover as handover_table
from db import journal
from tests.builders import NOW
from tests.rostered import DECEMBER, fill_month, name_on, slot
from tests.ui.at_desk import at_desk
from tests.ui.at_roster import Rostered, at_roster
from tests.ui.conftest import child, focus, settle
from ui.kit.finding_line import FindingLine
from ui.screens.roster import RosterScreen
from ui.style import Appearance
from venue_desk.domain.handover import Handover, HandoverState
from venue_desk.domain.ids import new_id
from venue_desk.domain.leaves import LeaveEntry, LeaveKind
from venue_desk.domain.roster import Role

Key = Qt.Key
TENTH = slot(10)


def other_than(at: Rostered, name: str) -> str:
    return "张小梅" if name != "张小梅" else "周玉凤"


def test_hand_letters_choose_a_person_and_enter_writes_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        name = other_than(at, at.on(TENTH))
        at.hand.key(Key.Key_Z)
        at.hand.type({"张小梅": "xm", "周玉凤": "yf"}[name])
        at.hand.enter()
        assert (at.on(TENTH), at.shown(TENTH)) == (name, name)
        assert at.hand.strokes == 2
        assert f"12月10日白班排上{name}" in at.toast()
        assert at.screen.table.hasFocus()


def test_esc_leaves_the_choice_and_the_place_as_they_were(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        before = at.on(TENTH)
        at.stand(TENTH)
        at.hand.enter()
        assert at.screen.acts.picker.is_open()
        at.hand.key(Key.Key_Escape)
        assert not at.screen.acts.picker.is_open()
        assert at.screen.table.hasFocus()
        assert at.on(TENTH) == before


def test_those_it_suits_stand_first_with_their_counts_then_the_others_with_the_reason(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        at.hand.enter()
        model = at.screen.acts.picker.popup._model
        lines = [str(model.data(model.index(row))) for row in range(model.rowCount())]
        spoken = [str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(len(lines))]
        assert lines[0] == "可以值这一班"
        assert "本月" in spoken[1]
        unfit = lines.index("不合适，排上会有提示")
        assert any("歇不够" in line for line in spoken[unfit:])
        assert at.on(TENTH) not in lines


def test_arrows_walk_from_place_to_place_and_over_the_end_of_the_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(slot(10, role=Role.LEAD))
        for key, there in (
            (Key.Key_Right, slot(10)),
            (Key.Key_Right, slot(11, role=Role.LEAD)),
            (Key.Key_Down, slot(11, "夜班", Role.LEAD)),
            (Key.Key_Down, slot(18, role=Role.LEAD)),
            (Key.Key_Left, slot(17)),
            (Key.Key_Up, slot(10, "夜班")),
            (Key.Key_Home, slot(1, role=Role.LEAD)),
            (Key.Key_End, slot(31, role=Role.LEAD)),
        ):
            at.hand.key(key)
            assert at.screen.table.at() == there
        at.hand.ctrl(Key.Key_Right)
        assert at.screen.month() == date(2027, 1, 1)
        assert at.screen.table.at() == slot(1, role=Role.LEAD, month=date(2027, 1, 1))
        at.hand.key(Key.Key_PageUp)
        assert (at.screen.month(), at.screen.table.hasFocus()) == (DECEMBER, True)


def test_space_locks_and_unlocks_del_empties(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        for locked in (True, False):
            at.hand.key(Key.Key_Space)
            place = at.screen.table.place()
            assert place is not None
            assert place.locked is locked
        at.hand.key(Key.Key_Delete)
        assert (at.on(TENTH), at.shown(TENTH)) == ("", "缺人")
        assert at.findings()[0] == "roster.gap"


def test_ctrl_z_goes_back_step_by_step_and_ctrl_y_forward(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        first = at.on(TENTH)
        at.screen.acts.fill(TENTH, at.staff[other_than(at, first)].id)
        at.stand(TENTH)
        at.hand.key(Key.Key_Delete)
        seen = []
        for key in (Key.Key_Z, Key.Key_Z, Key.Key_Z, Key.Key_Y, Key.Key_Y, Key.Key_Y, Key.Key_Z):
            at.hand.ctrl(key)
            seen.append(at.on(TENTH))
        second = other_than(at, first)
        assert seen == [second, first, first, second, "", "", second]
        assert "已撤销" in at.toast()


def test_undoing_an_edit_of_another_month_goes_there(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        at.hand.key(Key.Key_Delete)
        at.screen.go_to(date(2027, 1, 1))
        at.stand(slot(1, month=date(2027, 1, 1)))
        at.hand.ctrl(Key.Key_Z)
        assert at.screen.month() == DECEMBER
        assert at.shown(TENTH) == at.on(TENTH) != ""


def test_what_another_desk_touched_since_is_not_undone_and_said_under_the_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(TENTH)
        at.hand.key(Key.Key_Delete)
        act = replace(at.desk.act(), cadre_id=at.staff["王建军"].id)
        at.desk.roster.fill(act, TENTH, at.staff["李秀兰"].id)
        at.hand.ctrl(Key.Key_Z)
        assert "王建军刚改过这里" in child(at.screen, FindingLine).finding.sentence
        assert at.on(TENTH) == "李秀兰"
        at.stand(slot(12))
        at.hand.key(Key.Key_Space)
        settle()
        assert at.screen.findChild(FindingLine) is None


def test_a_name_is_cut_and_laid_down_or_copied(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        here, there = at.on(slot(10)), at.on(slot(13))
        assert here != there
        at.stand(slot(10))
        at.hand.ctrl(Key.Key_X)
        at.stand(slot(13))
        at.hand.ctrl(Key.Key_V)
        assert (at.on(slot(10)), at.on(slot(13))) == (there, here)
        at.hand.ctrl(Key.Key_V)  # what was laid down is in no hand any more
        assert (at.on(slot(10)), at.on(slot(13))) == (there, here)
        at.hand.ctrl(Key.Key_C)
        at.stand(slot(15))
        at.hand.ctrl(Key.Key_V)
        assert (at.on(slot(13)), at.on(slot(15))) == (here, here)


def test_hand_a_name_dragged_onto_another_exchanges_the_two(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        here, there = at.on(slot(10)), at.on(slot(16, "夜班"))
        assert here != there
        at.drag(slot(10), slot(16, "夜班"))
        assert at.hand.strokes == 1
        assert (at.on(slot(10)), at.on(slot(16, "夜班"))) == (there, here)
        assert (at.shown(slot(10)), at.shown(slot(16, "夜班"))) == (there, here)
        at.desk.roster.fill(at.desk.act(), slot(20), None)
        settle()
        moved = at.on(slot(22))
        at.drag(slot(22), slot(20))
        assert (at.on(slot(20)), at.on(slot(22))) == (moved, "")


def test_a_press_without_a_way_is_a_click_and_a_double_click_chooses(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        viewport = at.screen.table.viewport()
        before = at.on(TENTH)
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at.point(TENTH))
        assert at.screen.table.at() == TENTH
        assert at.on(TENTH) == before
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at.point(TENTH))
        assert at.screen.acts.picker.is_open()


def test_a_click_on_a_day_of_the_next_month_goes_there(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        table = at.screen.table
        rect = table.visualRect(table.month.index_of(date(2027, 1, 2)))
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        settle()
        assert at.screen.month() == date(2027, 1, 1)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_has_the_verbs_of_the_place_and_the_seldom_ones(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.stand(slot(9))
        QTest.keyClick(focus(), Key.Key_Menu)
        menu = child(at.screen.table, QMenu)
        words = [action.text() for action in menu.actions() if action.text()]
        assert words == [
            "换人", "锁定", "空出来", "找人替班", "换班", "登记请假", "记意愿", "照抄到下周", "清空没锁定的", "谁改过",
        ]  # fmt: skip
        next(action for action in menu.actions() if action.text() == "照抄到下周").trigger()
        menu.close()
        settle()
        week = [at.on(slot(day)) for day in range(7, 14)]
        assert [at.on(slot(day)) for day in range(14, 21)] == week


def test_nobody_on_the_roster_says_where_to_tick(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        (head,) = desk.cadres.serving(desk.act().station_id)
        desk.cadres.change(desk.act(), head, replace(head, on_roster=False))
        hand.window.go("roster")
        settle()
        screen = hand.window.screen_of("roster")
        assert isinstance(screen, RosterScreen)
        assert screen.sheet.empty.isVisibleTo(screen)
        assert "参加值班" in screen.sheet.empty._how.text()
        hand.key(Key.Key_Space)
        assert hand.window.key() == "cadres"


def test_a_sealed_shift_is_not_changed_and_said_so(tmp_path: Path, qtbot: QtBot) -> None:
    november = date(2026, 11, 1)
    with at_roster(tmp_path, qtbot) as at:
        fill_month(at.desk, at.staff, november)
        place = slot(22, month=november)
        sealed = Handover(
            id=new_id(NOW, at.desk.roster.random), station_id=at.desk.act().station_id, from_day=place.day,
            from_shift="白班", to_day=place.day, to_shift="夜班", due_at=NOW, giver_id=at.desk.act().cadre_id,
            begun_at=NOW, state=HandoverState.SEALED, seal="0" * 64,
        )  # fmt: skip
        journal.add(at.desk.act(), handover_table.HandoverTable, sealed)
        before = at.on(place)
        at.screen.go_to(november)
        at.stand(place)
        at.hand.key(Key.Key_Delete)
        assert "已经交接封存" in child(at.screen, FindingLine).finding.sentence
        assert at.on(place) == before != ""


@pytest.mark.parametrize("percent", [100, 150])
def test_the_cell_is_read_out_whole(tmp_path: Path, qtbot: QtBot, percent: int) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.hand.window.dress(Appearance("light", percent))
        at.desk.roster.fill(at.desk.act(), TENTH, None)
        settle()
        model = at.screen.table.month
        said = model.data(model.index_of(TENTH.day), Qt.ItemDataRole.AccessibleTextRole)
        lead = name_on(at.desk, slot(10, role=Role.LEAD))
        assert said.startswith(f"12月10日 星期四 初二，白班 带班 {lead}，值班 缺人，夜班 ")
        assert "问题：10日白班缺值班员" in said


def test_in_the_smallest_window_nothing_to_be_mended_is_cut_off(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.hand.window.resize(1280, 680)
        who = at.staff[at.on(TENTH)]
        asked = LeaveEntry(cadre_id=who.id, kind=LeaveKind.SICK, from_on=TENTH.day, to_on=TENTH.day)
        at.desk.leaves.register(replace(at.desk.act(), cadre_id=who.id), asked)
        settle()
        entry = at.entry("roster.leave_asked")
        assert sum(button.isVisible() for button in entry._buttons) == 3
        viewport = at.screen.overview.to_mend._list.parentWidget()
        assert viewport is not None
        assert at.screen.overview.to_mend._list.width() <= viewport.width()


def test_at_large_type_what_is_to_be_mended_is_a_page_over_the_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_roster(tmp_path, qtbot) as at:
        at.hand.window.resize(1366, 768)
        at.hand.window.dress(Appearance("light", 150))
        at.desk.roster.fill(at.desk.act(), TENTH, None)
        settle()
        assert (at.screen.table.isVisible(), at.screen.overview.to_mend.isVisible()) == (True, False)
        at.hand.click(at.screen.head.mend)
        assert (at.screen.table.isVisible(), at.screen.overview.to_mend.isVisible()) == (False, True)
        at.press("另选", at.entry("roster.gap"))
        assert at.screen.acts.picker.is_open()
        assert at.screen.table.isVisible()
