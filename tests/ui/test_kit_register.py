from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, focus, settle
from tests.ui.kit_stage import COLUMNS, CTRL, PEOPLE, TODAY, Key, Person, commit, keys, press, stage
from ui import style, theme
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.fields import Choice, Field
from ui.kit.filters import Filtering, Narrowing, State
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.kit.labels import ElidedText, Prose
from ui.kit.panel import PanelPage
from ui.kit.register import Register, RegisterView
from ui.kit.sources import ListSource
from ui.kit.verb import Verb
from ui.style import Appearance
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Severity, must

GROUPS = [Choice(f"{c}社", f"{c}社") for c in "一二三"]


class Shelf:
    """A small register over PEOPLE, as a screen would declare it."""

    def __init__(self, memory: dict[str, str] | None = None) -> None:
        self.memory = memory if memory is not None else {}
        self.done: list[str] = []
        self.filterings: list[Filtering] = []
        self.save: Callable[[Form], object] = lambda form: self.done.append(str(form.values()["name"]))
        self.view = RegisterView(
            Register(
                name="people",
                title="农户",
                thing="农户",
                columns=COLUMNS,
                source=self.rows(Filtering("all")),
                purpose=Emptiness("house", "点一户，看这一户的事。"),
                nothing=Emptiness("house", "还没有农户。", "按 Ctrl+N 登记。", "登记新户", self.new),
                page_of=self.page,
                new=Verb("登记新户", self.new, "plus", "Ctrl+N"),
                quiet=(Verb("导出Excel", lambda: self.done.append("导出")),),
                states=(State("all", "全部"), State("late", "逾期")),
                narrowings=(Narrowing("group", "村民小组", lambda: GROUPS),),
                memory=self,
            )
        )
        self.view.filtered.connect(self.filtered)

    def recall(self, name: str) -> str:
        return self.memory.get(name, "")

    def keep(self, name: str, text: str) -> None:
        self.memory[name] = text

    def rows(self, filtering: Filtering) -> ListSource[Person]:
        found = [p for p in PEOPLE if filtering.text in p.name and filtering.chosen.get("group", p.group) == p.group]
        found = [p for p in found if p.late or filtering.state != "late"]
        return ListSource(found, key=lambda p: p.id, name=lambda p: p.name, sorts={"name": lambda p: p.name})

    def filtered(self, filtering: Filtering) -> None:
        self.filterings.append(filtering)
        self.view.show_rows(self.rows(filtering))

    def page(self, person: Person) -> PanelPage:
        return PanelPage(
            title=person.name,
            content=QLabel(person.group),
            verbs=(Verb("改", lambda: self.done.append("改")),),
            primary=Verb("打印知情卡", lambda: self.done.append("打印")),
        )

    def new(self) -> Form:
        form = Form([Field(name="name", label="户主"), Field(name="note", label="说明")], lambda: TODAY)
        form.save_requested.connect(lambda: self.view.panel.attempt(lambda: self.save(form)))
        self.view.show_form(PanelPage(title="登记新户", content=form, primary=Verb("登记", form.save, keys="Ctrl+S")))
        return form


def shelf_on(qtbot: QtBot, width: int = 1440, height: int = 900, memory: dict[str, str] | None = None) -> Shelf:
    shelf = Shelf(memory)
    stage(qtbot, shelf.view, width, height)
    shelf.view.sheet.take_focus()
    settle()
    return shelf


def title(shelf: Shelf) -> str:
    page = shelf.view.panel.page
    assert page is not None
    return page.title


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


def test_arrows_go_among_the_states(qtbot: QtBot) -> None:
    shelf = shelf_on(qtbot)
    next(b for b in shelf.view.filters.findChildren(QPushButton) if b.isChecked()).setFocus()
    press(Key.Key_Right)
    assert shelf.filterings == [Filtering("late")]
    press(Key.Key_Left)
    assert shelf.filterings[-1] == Filtering("all")
