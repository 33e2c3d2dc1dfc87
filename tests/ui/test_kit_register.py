"""The panel of a register: it follows the cursor, holds the forms, and asks before what cannot be undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, focus, settle
from tests.ui.kit_stage import CTRL, PEOPLE, TODAY, Key, Person, keys, press, stage
from tests.ui.register_shelf import Shelf, shelf_on, title
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.empty_state import EmptyState
from ui.kit.fields import Field
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.kit.panel import PanelPage
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Severity, must


def test_the_panel_first_says_what_the_register_is_for(qtbot: QtBot) -> None:
    shelf = Shelf()
    stage(qtbot, shelf.view)
    assert title(shelf) == ""
    said = [label.text() for label in child(shelf.view.panel, EmptyState).findChildren(QLabel) if label.isVisible()]
    assert "点一户，看这一户的事。" in said


def test_the_panel_follows_the_cursor(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    assert title(shelf) == "刘桂芳"
    press(Key.Key_Down)
    assert title(shelf) == "何永强"
    assert focus() is shelf.view.table


def test_enter_goes_into_the_panel_and_escape_back_to_the_row(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert focus().property("text") == "打印知情卡"
    press(Key.Key_Down, CTRL)
    assert title(shelf) == "马秀英"
    assert shelf.view.panel.isAncestorOf(focus())
    press(Key.Key_Escape)
    assert focus() is shelf.view.table


def test_ctrl_n_opens_the_form_from_anywhere_and_escape_leaves_it(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    press(Key.Key_Down)
    press(Key.Key_N, CTRL)
    assert title(shelf) == "登记新户"
    keys("li")
    shelf.view.show_rows()  # something was committed elsewhere: what is half typed stays
    form = shelf.view.panel.form()
    assert form is not None
    assert form.values()["name"] == "li"
    kept: list[dict[str, str]] = []
    form.changed.connect(lambda: kept.append(form.texts()))
    press(Key.Key_Escape)
    assert kept == [{"name": "li", "note": ""}]
    assert title(shelf) == "何永强"
    assert focus() is shelf.view.table


def test_ctrl_s_saves_though_the_cursor_is_in_the_table(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.new()
    keys("li")
    shelf.view.table.setFocus()
    press(Key.Key_S, CTRL)
    assert shelf.done == ["li"]


def test_the_red_button_saves_and_is_the_only_one(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.new()
    keys("li")
    primary = [b for b in shelf.view.findChildren(QPushButton) if b.property("kind") == "primary" and b.isVisible()]
    assert [button.text() for button in primary] == ["登记"]
    QTest.mouseClick(primary[0], Qt.MouseButton.LeftButton)
    assert shelf.done == ["li"]


def test_another_page_over_a_form_keeps_its_draft(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    form = shelf.new()
    kept: list[str] = []
    form.changed.connect(lambda: kept.append(form.texts()["name"]))
    keys("li")
    press(Key.Key_N, CTRL)
    assert kept == ["li"]


def test_no_draft_is_told_after_saving(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    form = shelf.new()
    form.changed.connect(lambda: shelf.done.append("draft"))
    form.save_requested.connect(shelf.view.show_picked)
    keys("li")
    press(Key.Key_S, CTRL)
    assert shelf.done == ["draft", "li"]


def test_the_form_comes_back_when_a_row_is_opened_from_under_it(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot, 1180, 720)
    form = shelf.new()
    keys("li")
    press(Key.Key_F, CTRL)
    assert not form.isVisible()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert form.isVisible()
    assert form.values()["name"] == "li"


@pytest.mark.parametrize(
    ("trouble", "sentence", "field"),
    [
        (Refused([must("a", "note", "说明最多 50 个字。")]), "说明最多 50 个字。", "note"),
        (Refused([must("a", "", "这户已经登记过。")]), "这户已经登记过。", ""),
        (Unavailable("磁盘满了。请清出一些地方，再登记。"), "磁盘满了。请清出一些地方，再登记。", ""),
    ],
)
def test_a_save_that_is_refused_loses_nothing(qtbot: QtBot, trouble: Exception, sentence: str, field: str) -> None:
    def refuse(form: Form) -> None:
        raise trouble

    shelf = shelf_on(qtbot)
    shelf.save = refuse
    form = shelf.new()
    keys("li")
    press(Key.Key_Return)
    press(Key.Key_Return)
    lines = [line for line in shelf.view.panel.findChildren(FindingLine) if line.isVisible()]
    assert [line.finding.sentence for line in lines] == [sentence]
    assert [form.isAncestorOf(line) for line in lines] == [bool(field)]
    assert lines[0].finding.severity is Severity.MUST
    assert form.texts() == {"name": "li", "note": ""}
    shelf.save = lambda form: shelf.done.append("saved")
    press(Key.Key_S, CTRL)
    assert shelf.done == ["saved"]
    assert [line for line in shelf.view.panel.findChildren(FindingLine) if line.isVisible()] == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_row_has_the_verbs_of_the_panel(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    table = shelf.view.table
    table.customContextMenuRequested.emit(table.visualRect(table.model().index(1, 0)).center())
    menu = child(table, QMenu)
    assert [action.text() for action in menu.actions()] == ["改", "打印知情卡"]
    menu.actions()[1].trigger()
    assert shelf.done == ["打印"]
    menu.close()
    settle()


def test_regions_for_f6_are_those_in_sight(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot, 1180, 720)
    assert shelf.view.regions() == [shelf.view.filters, shelf.view.table]
    press(Key.Key_Return)
    assert shelf.view.regions() == [shelf.view.panel]


def test_a_record_is_reached_by_its_key(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.view.pick(4)
    settle()
    assert title(shelf) == "石来福"
    assert focus().property("text") == "打印知情卡"


def test_the_page_of_a_record_gone_to_is_made_once(qtbot: QtBot) -> None:
    shelf, made = shelf_on(qtbot), list[str]()
    page_of = shelf.page

    def counted(person: Person) -> PanelPage:
        made.append(person.name)
        return page_of(person)

    shelf.view._register = replace(shelf.view._register, page_of=counted)
    assert shelf.view.pick(PEOPLE[2].id)
    assert made == [PEOPLE[2].name]
    assert title(shelf) == PEOPLE[2].name
    assert not shelf.view.pick("nobody")
    assert title(shelf) == ""


def test_a_question_before_what_cannot_be_undone(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    why = Form([Field(name="why", label="为什么注销")], lambda: TODAY)
    sheet = ConfirmSheet(
        ["刘桂芳一户从今天起不再列入名单。"],
        "注销以后不能再恢复。",
        "注销农户",
        lambda: shelf.view.panel.attempt(refuse),
        shelf.view.leave,
        why,
    )

    def refuse() -> None:
        raise Refused([must("a", "why", "请写为什么注销。")])

    shelf.view.show_page(PanelPage(title="注销农户", content=sheet))
    settle()
    assert focus() is sheet.back
    assert sheet.back.text() == "先不注销农户"
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)
    settle()
    assert why.isAncestorOf(focus())
    sheet.take_focus()
    press(Key.Key_Return)
    assert title(shelf) != "注销农户"
    assert focus() is shelf.view.table
