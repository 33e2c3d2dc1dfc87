"""The room of a register: widths, small windows, large type, the order of Tab, and words that are never cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, focus, settle
from tests.ui.kit_stage import CTRL, Key, keys, press
from tests.ui.register_shelf import Shelf, shelf_on, title
from ui import style, theme
from ui.kit.labels import ElidedText, Prose
from ui.style import Appearance
from venue_desk.domain.findings import must


def test_the_width_of_the_panel_is_remembered(qtbot: QtBot) -> None:
    memory: dict[str, str] = {}
    shelf = shelf_on(qtbot, memory=memory)
    splitter = child(shelf.view, QSplitter)
    splitter.moveSplitter(splitter.width() - 470, 1)
    width = shelf.view.panel.width()
    assert memory == {"people.panel": str(width)}
    shelf.view.resize(1500, 880)
    settle()
    assert shelf.view.panel.width() == width
    again = shelf_on(qtbot, memory=memory)
    assert again.view.panel.width() == width
    memory["people.panel"] = "9999"
    wide = shelf_on(qtbot, memory=memory)
    assert wide.view.panel.width() <= theme.current().panel_max


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1366, 690), (1282, 680)])
def test_table_and_panel_keep_their_least_widths(qtbot: QtBot, width: int, height: int) -> None:
    shelf = shelf_on(qtbot, width, height)
    look = theme.current()
    assert shelf.view.sheet.width() >= look.table_min
    assert look.panel_min <= shelf.view.panel.width() <= look.panel_max


def narrow(qtbot: QtBot, how: str, qapp: QApplication, cache: Path) -> Shelf:
    if how == "150 %":
        style.apply(qapp, style.theme_for(Appearance("light", 150), compact=True), cache)
        return shelf_on(qtbot, 1366, 768)
    return shelf_on(qtbot, 1180, 720)


@pytest.mark.parametrize("how", ["1180 px", "150 %"])
def test_without_room_the_panel_is_a_page_over_the_table(
    qtbot: QtBot, how: str, qapp: QApplication, window_cache: Path
) -> None:
    shelf = narrow(qtbot, how, qapp, window_cache)
    view = shelf.view
    assert (view.sheet.isVisible(), view.panel.isVisible()) == (True, False)
    press(Key.Key_Down)
    assert not view.panel.isVisible()
    press(Key.Key_Return)
    assert (view.sheet.isVisible(), view.panel.isVisible()) == (False, True)
    assert view.panel.back.isVisible()
    assert title(shelf) == "何永强"
    press(Key.Key_Escape)
    assert (view.sheet.isVisible(), view.panel.isVisible()) == (True, False)
    assert focus() is view.table
    press(Key.Key_N, CTRL)
    assert title(shelf) == "登记新户"
    QTest.mouseClick(view.panel.back, Qt.MouseButton.LeftButton)
    assert view.sheet.isVisible()
    place = view.table.visualRect(view.table.model().index(2, 0)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert title(shelf) == "马秀英"
    assert view.panel.isVisible()


def test_growing_the_window_puts_both_side_by_side_again(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot, 1180, 720)
    press(Key.Key_Return)
    shelf.view.resize(1440, 900)
    settle()
    assert shelf.view.sheet.isVisible()
    assert shelf.view.panel.isVisible()
    assert not shelf.view.panel.back.isVisible()


def test_larger_type_reaches_what_is_open(qtbot: QtBot, qapp: QApplication, window_cache: Path) -> None:
    shelf = shelf_on(qtbot, 1366, 768)
    form = shelf.new()
    keys("li")
    before = shelf.view.table.rowHeight(0)
    style.apply(qapp, style.theme_for(Appearance("dark", 150), compact=True), window_cache)
    settle()
    assert form.isVisible()
    assert not shelf.view.sheet.isVisible()
    assert shelf.view.panel.back.isVisible()
    keys("x")
    assert form.values()["name"] == "lix"
    press(Key.Key_Escape)
    assert shelf.view.table.rowHeight(0) == theme.current().row_two > before


def test_a_form_stays_in_sight_when_the_window_shrinks(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.new()
    keys("li")
    shelf.view.resize(1180, 720)
    settle()
    form = shelf.view.panel.form()
    assert form is not None
    assert form.isVisible()
    keys("x")
    assert form.values()["name"] == "lix"


def test_every_control_in_sight_has_a_name(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    shelf.view.table.pick(1)
    controls = [w for w in shelf.view.findChildren(QPushButton) if w.isVisible()]
    assert [w for w in controls if not (w.text() or w.accessibleName())] == []
    assert shelf.view.table.accessibleName()
    assert shelf.view.filters.find_line.accessibleName()
    assert shelf.view.table.horizontalHeader().accessibleName()


def test_tab_goes_in_reading_order(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    first = next(b for b in shelf.view.findChildren(QPushButton) if b.text() == "导出Excel")
    first.setFocus()
    walked = []
    for _ in range(10):
        walked.append(focus().property("text") or focus().accessibleName())
        press(Key.Key_Tab)
    # of the states only the picked one: ←→ go among them
    assert walked == [
        "导出Excel", "登记新户", "全部", "村民小组 ▾", "在这张表里查找", "农户", "列标题，左右键选列，回车排序", "关上", "改", "打印知情卡",
    ]  # fmt: skip


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("what", ["record", "form", "findings"])
def test_no_word_is_cut_off_at_any_size_of_type(
    qtbot: QtBot, qapp: QApplication, window_cache: Path, percent: int, what: str
) -> None:
    style.apply(qapp, style.theme_for(Appearance("light", percent), compact=True), window_cache)
    shelf = shelf_on(qtbot, 1366 - theme.current().rail_width, 690 - theme.current().top_bar)
    if what == "record":
        press(Key.Key_Return)
    else:
        form = shelf.new()
        if what == "findings":
            sentence = "身份证号里的出生日期是 2044-08-12，请对照证件再看一遍。" * 2
            shelf.view.panel.show_findings([must("a", "name", sentence), must("b", "", sentence)])
            assert form.cells["name"].findings
    settle()
    parts = [w for w in shelf.view.findChildren(QWidget) if w.isVisible() and isinstance(w, (QPushButton, QLabel))]
    cut = [w.text() for w in parts if not isinstance(w, ElidedText) and w.width() < w.minimumSizeHint().width()]
    short = [w.text() for w in parts if isinstance(w, Prose) and w.height() < w.heightForWidth(w.width())]
    assert (cut, short) == ([], [])
