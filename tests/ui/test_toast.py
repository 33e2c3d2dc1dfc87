"""The ink bar: one at a time, eight seconds, stays under hand and focus, takes back by Ctrl+Z even from an empty field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus, settle
from ui.kit.spacing import column
from ui.kit.toast import Toast


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        column(self).addWidget(self.line)
        self.bar = Toast(self)
        self.undone: list[str] = []
        self.key = QShortcut(QKeySequence("Ctrl+Z"), self)
        self.key.activated.connect(lambda: self.bar.act() if self.bar.can_undo() else None)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(800, 400)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    page.line.setFocus()
    return page


def told(page: Page, words: str = "已登记：杨彩霞") -> None:
    page.bar.tell(words, lambda: page.undone.append(words))


def test_ctrl_z_takes_the_act_back_from_an_empty_field(page: Page) -> None:
    told(page)
    assert page.bar.text() == "已登记：杨彩霞"
    QTest.keyClick(page.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.undone == ["已登记：杨彩霞"]
    assert page.bar.text() == ""
    QTest.keyClick(page.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(page.undone) == 1


def test_ctrl_z_belongs_to_the_field_while_one_types(page: Page) -> None:
    told(page)
    QTest.keyClicks(page.line, "zwh")
    QTest.keyClick(page.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.line.text() == ""
    assert page.undone == []


def test_the_newest_act_is_the_one_taken_back(page: Page) -> None:
    told(page, "已改：甲")
    told(page, "已改：乙")
    page.bar.act()
    page.bar.act()
    assert page.undone == ["已改：乙"]


def test_it_stays_while_focused_and_leaves_when_its_time_is_up(page: Page, qtbot: QtBot) -> None:
    told(page)
    page.bar.take_focus()
    page.bar.leave()
    assert page.bar.can_undo()
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert page.line.hasFocus()
    page.bar.leave()
    assert not page.bar.can_undo()
    qtbot.waitUntil(page.bar.isHidden)


def test_its_time_runs_by_itself(page: Page, qtbot: QtBot) -> None:
    page.bar._clock.setInterval(1)
    told(page)
    qtbot.waitUntil(page.bar.isHidden)
    assert not page.bar.can_undo()


def test_space_on_its_button_undoes_and_gives_the_cursor_back(page: Page) -> None:
    told(page)
    page.bar.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert page.undone == ["已登记：杨彩霞"]
    settle()
    assert page.line.hasFocus()


def test_it_keeps_the_corner_and_never_leaves_the_page(page: Page) -> None:
    told(page, "已发知情卡，" * 30)
    page.resize(500, 300)
    settle()
    assert page.rect().contains(page.bar.geometry())
    assert page.bar.geometry().left() == 24


def test_without_an_undo_it_offers_to_open(page: Page) -> None:
    opened: list[bool] = []
    page.bar.tell("已存为 PDF", see=lambda: opened.append(True))
    assert not page.bar.can_undo()
    page.bar.look()
    assert opened == [True]


def test_beside_undo_it_offers_what_else_can_be_done(page: Page) -> None:
    again: list[bool] = []
    page.bar.tell("已送打印 6 页", lambda: page.undone.append("6"), lambda: again.append(True), "没印好，重印")
    page.bar.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert again == [True]
    assert page.bar.text() == ""
    assert page.undone == []


def test_it_goes_with_its_page_while_an_undo_waits(qtbot: QtBot) -> None:
    page = Page()
    told(page)
    page.deleteLater()
    settle()
    other = QLineEdit()
    qtbot.addWidget(other)
    QTest.keyClick(other, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.undone == []
