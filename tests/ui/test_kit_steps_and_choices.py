"""The steps of an errand, drop-downs in a list, quiet verbs without room, reasons over two lines."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.kit.choice_box import ChoiceBox
from ui.kit.columns import Column
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.record_table import RecordTable
from ui.kit.sources import ListSource
from ui.kit.spacing import row
from ui.kit.step_line import StepLine
from ui.kit.verb import Verb
from ui.kit.wrapped_cell import WrappedCell


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int = 60) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    settle()


def test_steps_say_where_one_is(qtbot: QtBot) -> None:
    steps = StepLine(("选文件", "对列名", "看结果"))
    shown(qtbot, steps, 500)
    assert steps.accessibleDescription() == "第 1 步，共 3 步：选文件"
    first = steps.grab().toImage()
    steps.go_to(1)
    assert steps.accessibleDescription() == "第 2 步，共 3 步：对列名"
    assert steps.grab().toImage() != first
    steps.go_to(3)
    assert steps.accessibleDescription() == "都做完了"
    assert steps.minimumSizeHint().width() < steps.sizeHint().width()


def test_the_wheel_passes_over_a_choice(qtbot: QtBot) -> None:
    box = ChoiceBox("哪一列")
    box.offer([(None, "不导入"), (1, "户号"), (2, "姓名")], 1)
    told: list[object] = []
    box.picked.connect(told.append)
    shown(qtbot, box, 200)
    down, at = QPoint(0, -120), QPointF(9, 9)
    wheel = QWheelEvent(at, at, QPoint(), down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert (box.value(), told) == (1, [])
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (box.value(), told) == (2, [2])
    box.offer([(None, "不导入"), (1, "户号")], None)
    assert (box.value(), box.count(), told) == (None, 2, [2])


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_quiet_verbs_without_room_stand_in_a_menu(qtbot: QtBot) -> None:
    done: list[str] = []
    words = ("导入Excel", "导出Excel", "印知情卡")
    verbs = QuietVerbs([Verb(word, partial(done.append, word)) for word in words])
    page = QWidget()
    row(page).addWidget(verbs)
    shown(qtbot, page, 600)
    assert verbs.folded() == []
    page.resize(260, 60)
    settle()
    assert verbs.folded() == ["导入Excel", "导出Excel"]
    verbs._more.click()
    menu = verbs.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["导入Excel", "导出Excel"]
    menu.actions()[0].trigger()
    assert done == ["导入Excel"]
    menu.close()
    page.resize(600, 60)
    settle()
    assert verbs.folded() == []


def test_a_reason_that_does_not_fit_is_told_whole(qtbot: QtBot) -> None:
    reasons = ("要改。", "身份证号有一位抄错了，请对照证件再看一遍。" * 6)
    table = RecordTable([Column("内容", str)], ListSource(reasons, key=str), "行")
    cell = WrappedCell(table, str, lambda text: "请核对。" if text == reasons[0] else "")
    table.setItemDelegateForColumn(0, cell)
    shown(qtbot, table, 400, 200)
    assert cell.cut_off(reasons[0], 400) == ""
    assert cell.cut_off(reasons[1], 400) == reasons[1]
    assert cell.cut_off(reasons[0], 60) == f"{reasons[0]}\n请核对。"
    ink = table.viewport().grab(QRect(0, 0, 380, 60)).toImage()
    assert len({ink.pixel(x, 30) for x in range(20, 200)}) > 3  # words were painted
