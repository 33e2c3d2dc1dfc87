"""The filters of a register: chips, further filters, 查找, and what stands there instead of no rows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, focus, settle
from tests.ui.kit_stage import CTRL, PEOPLE, Key, commit, press
from tests.ui.register_shelf import shelf_on, title
from ui.kit.filters import Filtering
from ui.kit.sources import ListSource


def test_ctrl_f_narrows_as_one_types_and_goes_down_to_the_rows(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.view.table.pick(3)
    press(Key.Key_F, CTRL)
    assert focus() is shelf.view.filters.find_line
    commit("王")
    qtbot.waitUntil(lambda: shelf.view.table.count() == 1)
    assert title(shelf) == ""
    press(Key.Key_Down)
    assert focus() is shelf.view.table
    assert title(shelf) == "王秀珍"


def test_enter_in_the_find_line_does_not_wait_for_the_pause(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    press(Key.Key_F, CTRL)
    commit("赵")
    press(Key.Key_Return)
    assert title(shelf) == "赵满堂"


def test_no_rows_because_of_a_filter_offers_to_clear_it(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    press(Key.Key_F, CTRL)
    commit("没有这人")
    press(Key.Key_Return)
    clear = next(b for b in shelf.view.findChildren(QPushButton) if b.text() == "清除筛选")
    assert clear.isVisible()
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert shelf.view.table.count() == len(PEOPLE)
    assert shelf.view.filters.find_line.text() == ""


def test_no_rows_at_all_says_how_they_get_here(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.view.show_rows(ListSource([], key=id))
    button = next(b for b in shelf.view.sheet.findChildren(QPushButton) if b.text() == "登记新户")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert title(shelf) == "登记新户"


def test_chips_choose_one_state_and_count(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.view.filters.show_counts({"all": 9, "late": 1})
    late = next(b for b in shelf.view.filters.findChildren(QPushButton) if b.text() == "逾期 1")
    QTest.mouseClick(late, Qt.MouseButton.LeftButton)
    assert shelf.filterings == [Filtering("late")]
    assert shelf.view.table.count() == 1
    checked = [b.text() for b in shelf.view.filters.findChildren(QPushButton) if b.isChecked()]
    assert checked == ["逾期 1"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_further_filter_becomes_a_chip_with_a_way_back(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    button = next(b for b in shelf.view.filters.findChildren(QPushButton) if b.text().startswith("村民小组"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = child(shelf.view.filters, QMenu)
    menu.actions()[1].trigger()
    menu.close()
    settle()
    assert button.text() == "二社 ×"
    assert button.accessibleName() == "不再只看二社"
    assert shelf.view.table.count() == 3
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "村民小组 ▾"
    assert shelf.view.table.count() == len(PEOPLE)


def test_filters_come_back_as_they_were(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.view.filters.restore(Filtering("late", {"group": "一社", "gone": 1}, "刘"))
    assert shelf.view.filters.filtering() == Filtering("late", {"group": "一社"}, "刘")
    assert shelf.view.table.count() == 1
    shelf.view.filters.restore(Filtering("a state of last year"))
    assert shelf.view.filters.filtering() == Filtering("all")


def test_arrows_go_among_the_states(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    next(b for b in shelf.view.filters.findChildren(QPushButton) if b.isChecked()).setFocus()
    press(Key.Key_Right)
    assert shelf.filterings == [Filtering("late")]
    press(Key.Key_Left)
    assert shelf.filterings[-1] == Filtering("all")
