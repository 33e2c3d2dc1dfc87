from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, settle
from tests.ui.kit_stage import COLUMNS, CTRL, PEOPLE, CountySource, Key, Person, keys, press, stage
from ui import theme
from ui.kit.columns import Column, Kind
from ui.kit.record_delegate import elided_words
from ui.kit.record_table import RecordTable
from ui.kit.sources import ListSource
from ui.kit.verb import Verb


def source_of(people: tuple[Person, ...] = PEOPLE) -> ListSource[Person]:
    sorts = {"name": lambda p: p.name, "fen": lambda p: p.fen}
    return ListSource(people, key=lambda p: p.id, name=lambda p: p.name, sorts=sorts)


def table_on(qtbot: QtBot, people: tuple[Person, ...] = PEOPLE) -> RecordTable:
    table = stage(qtbot, RecordTable(COLUMNS, source_of(people), "农户"), 700, 500)
    table.setFocus()
    return table


def name_of(table: RecordTable) -> str:
    picked = table.picked_row()
    assert isinstance(picked, Person)
    return picked.name


def test_a_county_is_read_by_the_page(qtbot: QtBot) -> None:
    source = CountySource()
    table = stage(qtbot, RecordTable(COLUMNS, source, "农户"), 700, 500)
    table.setFocus()
    assert source.asked == [(0, 200)]
    press(Key.Key_End)
    assert name_of(table) == "户64499"
    assert source.asked[1:] == [(64_400, 200)]


def test_paging_through_a_county_keeps_few_pages_and_reads_each_once(qtbot: QtBot) -> None:
    source = CountySource()
    table = stage(qtbot, RecordTable(COLUMNS, source, "农户"), 700, 500)
    for row in range(0, 3000, 7):
        table.scrollTo(table.model().index(row, 0))
        table.grab()
    offsets = [offset for offset, _ in source.asked]
    assert offsets == sorted(set(offsets))
    assert len(offsets) == 15
    assert len(table._records._pages) == 6


def test_keys_of_the_table(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert name_of(table) == "马秀英"  # the cursor stood on the first row when the table got the focus
    press(Key.Key_End)
    assert name_of(table) == "赵满堂"
    press(Key.Key_PageUp)
    assert name_of(table) != "赵满堂"
    press(Key.Key_Home)
    assert name_of(table) == "刘桂芳"
    opened: list[Person] = []
    table.opened.connect(opened.append)
    press(Key.Key_Return)
    assert opened == [PEOPLE[0]]


def test_letters_leap_by_pinyin_and_go_round(qtbot: QtBot) -> None:
    people = (*PEOPLE, Person(20, "王建军", "一社"))
    table = table_on(qtbot, people)
    keys("w")
    assert name_of(table) == "王秀珍"
    keys("j")  # the second letter in time goes on with the name
    assert name_of(table) == "王建军"
    table._forget_letters()
    keys("w")
    assert name_of(table) == "王秀珍"
    table._forget_letters()
    keys("q")
    assert name_of(table) == "王秀珍"


def test_letters_over_a_county_ask_the_source(qtbot: QtBot) -> None:
    table = stage(qtbot, RecordTable(COLUMNS, CountySource(), "农户"), 700, 500)
    table.setFocus()
    keys("z")
    assert name_of(table) == "户50000"


def test_held_keys_and_escape_are_left_to_the_screen(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    press(Key.Key_Home)
    press(Key.Key_Down, CTRL)
    assert name_of(table) == "刘桂芳"


def test_what_is_picked_survives_refresh_sorting_and_new_rows(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    table.pick(4)
    told: list[object] = []
    table.picked.connect(told.append)
    table.refresh()
    assert name_of(table) == "石来福"
    table.set_source(source_of(tuple(reversed(PEOPLE))))
    assert name_of(table) == "石来福"
    table.sort_rows(1, Qt.SortOrder.DescendingOrder)
    assert name_of(table) == "石来福"
    assert told == []
    changed = tuple(replace(p, name="石来富") if p.id == 4 else p for p in PEOPLE)
    table.set_source(source_of(changed))
    assert name_of(table) == "石来富"


def test_what_is_picked_and_gone_is_told(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    table.pick(4)
    told: list[object] = []
    table.picked.connect(told.append)
    table.set_source(source_of(PEOPLE[:3]))
    assert told == [None]
    assert table.picked_row() is None
    assert not table.pick(4)


def test_a_picked_row_of_a_county_is_found_again_after_sorting(qtbot: QtBot) -> None:
    source = CountySource()
    table = stage(qtbot, RecordTable(COLUMNS, source, "农户"), 700, 500)
    table.pick(3)
    table.sort_rows(0, Qt.SortOrder.DescendingOrder)
    assert table.currentIndex().row() == 64_496
    picked = table.picked_row()
    assert isinstance(picked, Person)
    assert picked.id == 3


def test_the_header_sorts_by_click_and_by_key(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    header = table.horizontalHeader()
    at = QPoint(header.sectionPosition(1) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    column = [table.model().index(row, 1).data() for row in range(len(PEOPLE))]
    assert column == [str(fen) for fen in sorted(p.fen for p in PEOPLE)]
    header.setFocus()
    press(Key.Key_Right)
    press(Key.Key_Return)
    column = [table.model().index(row, 1).data() for row in range(len(PEOPLE))]
    assert column == [str(fen) for fen in sorted((p.fen for p in PEOPLE), reverse=True)]
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.model().headerData(1, Qt.Orientation.Horizontal, role) == "金额，从大到小"
    assert table.model().headerData(0, Qt.Orientation.Horizontal, role) == "姓名，可以排序"


def test_a_screen_reader_hears_both_lines_and_the_mark(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.model().index(0, 0).data(role) == "姓名：刘桂芳，一社"
    assert table.model().index(0, 2).data(role) == "状态：逾期，逾期 2 天"
    assert table.model().index(1, 2).data(role) == "状态：空"
    assert table.accessibleName() == "农户"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_right_click_offers_the_verbs_of_that_row(qtbot: QtBot) -> None:
    table = table_on(qtbot)
    done: list[str] = []

    def verbs(person: Person) -> list[QAction]:
        change = Verb("改", lambda: done.append(person.name))
        return [verb.action(table) for verb in (change, Verb("注销", list, off="先还证件"))]

    table.actions_of = verbs
    place = table.visualRect(table.model().index(2, 0)).center()
    table.customContextMenuRequested.emit(place)
    menu = child(table, QMenu)
    assert name_of(table) == "马秀英"
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [("改", True), ("注销", False)]
    menu.actions()[0].trigger()
    assert done == ["马秀英"]
    menu.close()
    settle()


def test_space_and_a_click_on_the_box_tick(qtbot: QtBot) -> None:
    box: Column[Person] = Column("选", lambda p: "", width=44, kind=Kind.CHECK, ticked=lambda p: p.late)
    table = stage(qtbot, RecordTable((box, *COLUMNS), source_of(), "农户"), 700, 500)
    ticked: list[Person] = []
    table.ticked.connect(ticked.append)
    table.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Space)
    for column in (0, 1):
        place = table.visualRect(table.model().index(3, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [p.id for p in ticked] == [0, 3]
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [table.model().index(row, 0).data(role) for row in (0, 1)] == ["选：已选", "选：没选"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_only_words_cut_off_get_a_tooltip(qtbot: QtBot) -> None:
    long = Person(1, "很长很长的名字" * 12, "一社")
    table = table_on(qtbot, (long, PEOPLE[1]))
    at = table.visualRect(table.model().index(0, 0)).center()
    hover = QHelpEvent(QHelpEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), hover)
    assert QToolTip.text() == long.name
    room = table.columnWidth(0)
    assert [elided_words(COLUMNS[0], person, room) for person in (long, PEOPLE[1])] == [long.name, ""]
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize("width", [500, 700, 1200])
def test_the_columns_fill_the_width_exactly(qtbot: QtBot, width: int) -> None:
    table = stage(qtbot, RecordTable(COLUMNS, source_of(), "农户"), width, 400)
    assert table.horizontalHeader().length() == table.viewport().width()


def test_rows_are_as_high_as_the_theme_says(qtbot: QtBot) -> None:
    two = stage(qtbot, RecordTable(COLUMNS, source_of(), "农户"), 700, 400)
    one = stage(qtbot, RecordTable(COLUMNS[1:], source_of(), "农户"), 700, 400)
    look = theme.current()
    assert (two.rowHeight(0), one.rowHeight(0)) == (look.row_two, look.row_one)


def test_a_shrunken_register_shows_what_is_left(qtbot: QtBot) -> None:
    source = CountySource(300)
    table = stage(qtbot, RecordTable(COLUMNS, source, "农户"), 700, 400)
    table.pick(299)
    source._count = 100
    assert table._records.record(299) is not None  # still the page that was read
    table.refresh()
    table.grab()
    assert table.count() == 100
    assert table.picked_row() is None
