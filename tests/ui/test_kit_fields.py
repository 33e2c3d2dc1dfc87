from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus, settle, type_text
from tests.ui.kit_stage import TODAY, Key, commit, keys, press, stage
from ui.kit.field_choice import ChoiceListEditor, SegmentedEditor
from ui.kit.fields import Choice, Field, Kind
from ui.kit.form import Form
from ui.kit.typed_dates import Lean

GROUPS = tuple(Choice(number, f"{character}社") for number, character in enumerate("一二三四五六", 1))
SERVICES = tuple(Choice(words, words) for words in ("医保报销", "医保参保", "高龄津贴"))


def one(qtbot: QtBot, **said: object) -> Form:
    """A form of one field "x" and a plain one behind it to go to."""
    fields = [Field(name="x", label="这一栏", **said), Field(name="y", label="下一栏")]  # type: ignore[arg-type]  # as a test gives them
    form = stage(qtbot, Form(fields, lambda: TODAY), 500, 400)
    form.take_focus()
    settle()
    return form


def hint(form: Form) -> str:
    return form.cells["x"]._hint.text()


@pytest.mark.parametrize(
    ("kind", "typed", "value", "left_as"),
    [
        (Kind.TEXT, "  Li  ", "Li", "Li"),
        (Kind.MONEY, "216.5", 21650, "216.50"),
        (Kind.MONEY, "1,234,567.89", 123456789, "1,234,567.89"),
        (Kind.MONEY, "１２", 1200, "12.00"),
        (Kind.QUANTITY, "2.50", 2500, "2.5"),
        (Kind.WHOLE, "2026", 2026, "2026"),
        (Kind.PHONE, "138 0000 0101", "13800000101", "138-0000-0101"),
        (Kind.PHONE, "6612345", "6612345", "6612345"),
        (Kind.ID_NUMBER, "62119919440812001x", "62119919440812001X", "621199 19440812 001X"),
        (Kind.ACCOUNT, "6228000012345678", "6228000012345678", "6228 0000 1234 5678"),
        (Kind.DATE, "1214", date(2026, 12, 14), "12月14日 星期一"),
    ],
)
def test_what_is_typed_is_handed_on_and_written_out(
    qtbot: QtBot, kind: Kind, typed: str, value: object, left_as: str
) -> None:
    form = one(qtbot, kind=kind)
    type_text(focus(), typed)
    assert form.values()["x"] == value
    press(Key.Key_Return)
    assert form.texts()["x"] == left_as
    assert form.values()["x"] == value
    form.set_values({"x": value})
    assert form.texts()["x"] == left_as


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.MONEY, "two"), (Kind.MONEY, "1.234"), (Kind.QUANTITY, "1.2345"), (Kind.QUANTITY, "nan"), (Kind.WHOLE, "2.5"),
        (Kind.DATE, "1332"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stays_as_typed_and_says_how_to_write_it(qtbot: QtBot, kind: Kind, typed: str) -> None:
    form = one(qtbot, kind=kind)
    keys(typed)
    press(Key.Key_Return)
    assert form.texts()["x"] == typed
    assert form.values()["x"] is None
    assert [(p.field, p.sentence[-1]) for p in form.problems()] == [("x", "。")]


def test_a_typed_day_is_echoed_before_it_is_taken(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.DATE, hint="到岗那天", lean=Lean.BEHIND)
    assert hint(form) == "到岗那天"
    keys("5")
    assert hint(form) == "11月5日 星期四"
    keys("55")
    assert hint(form) == "到岗那天"
    press(Key.Key_Backspace)
    press(Key.Key_Backspace)
    press(Key.Key_Up)
    assert form.values()["x"] == date(2026, 11, 6)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert form.values()["x"] == date(2026, 11, 4)


def test_arrows_in_an_empty_date_begin_today(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.DATE)
    press(Key.Key_Down)
    assert form.values()["x"] == TODAY


def test_an_id_number_is_grouped_while_typing_and_the_cursor_stays(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.ID_NUMBER)
    keys("621199194408")
    line = focus()
    assert isinstance(line, QLineEdit)
    assert line.text() == "621199 194408"
    assert hint(form) == "已输 12 位"
    line.setCursorPosition(3)
    keys("0")
    assert line.text() == "621019 9194408"
    assert line.cursorPosition() == 4
    press(Key.Key_Backspace)
    assert line.text() == "621199 194408"
    assert line.cursorPosition() == 3


@pytest.mark.parametrize(("count", "control"), [(1, SegmentedEditor), (4, SegmentedEditor), (5, ChoiceListEditor)])
def test_up_to_four_choices_stand_in_sight(qtbot: QtBot, count: int, control: type) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=GROUPS[:count])
    assert isinstance(form.cells["x"].editor, control)


def test_segments_move_by_arrow_and_take_only_known_values(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=GROUPS[:3])
    press(Key.Key_Right)
    assert form.values()["x"] == 2
    form.set_values({"x": 99})
    assert form.values()["x"] == 1
    form.set_texts({"x": "三社"})
    assert form.values()["x"] == 3


def test_a_long_list_filters_by_pinyin(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=GROUPS)
    keys("wu")
    press(Key.Key_Return)
    assert form.values()["x"] == 5
    assert focus() is form.cells["y"].editor.control()


def test_a_long_list_opens_whole_at_the_present_choice(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=GROUPS)
    form.set_values({"x": 4})
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert form.values()["x"] == 5


def test_leaving_a_long_list_takes_the_only_match(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=GROUPS)
    keys("liu")
    press(Key.Key_Tab)
    assert form.values()["x"] == 6
    form.cells["x"].editor.take_focus()
    commit("社")
    press(Key.Key_Tab)
    assert form.texts()["x"] == "社"
    assert form.problems()[0].sentence == "没有「社」这一项，请从列表里选。"


def test_a_choice_that_stands_for_nothing_is_one_of_the_list(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=[Choice(None, "不是小组的"), *GROUPS])
    commit("不是小组的")
    press(Key.Key_Tab)
    assert form.problems() == []
    assert form.values()["x"] is None
    assert form.texts()["x"] == "不是小组的"


def test_a_choice_by_mouse(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.CHOICE, choices=GROUPS)
    editor = form.cells["x"].editor
    assert isinstance(editor, ChoiceListEditor)
    editor.line.actions()[0].trigger()
    view = editor.popup._view
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert form.values()["x"] == 2
    assert not editor.popup.isVisible()


def test_words_one_after_another(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.TAGS)
    commit("医保报销")
    press(Key.Key_Return)
    commit("社保、高龄津贴，医保报销")
    press(Key.Key_Return)
    assert form.values()["x"] == ("医保报销", "社保", "高龄津贴")
    assert form.cells["x"].isAncestorOf(focus())
    commit("没按回车")
    assert form.values()["x"][-1] == "没按回车"  # type: ignore[index]  # a tuple, as asserted above
    press(Key.Key_Return)
    press(Key.Key_Backspace)
    assert form.texts()["x"] == "医保报销\n社保\n高龄津贴\n没按回车"
    assert form.values()["x"] == ("医保报销", "社保", "高龄津贴", "没按回车")
    away = next(b for b in form.findChildren(QPushButton) if b.accessibleName() == "去掉「社保」")
    QTest.mouseClick(away, Qt.MouseButton.LeftButton)
    settle()
    assert "社保" not in form.values()["x"]  # type: ignore[operator]  # a tuple, as asserted above
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert focus() is form.cells["y"].editor.control()


def test_known_words_are_suggested_by_pinyin_and_own_words_stay_free(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.TAGS, choices=SERVICES)
    keys("yb")
    press(Key.Key_Down)
    press(Key.Key_Return)
    commit("医保")
    press(Key.Key_Return)
    keys("gl")
    press(Key.Key_Up)  # 就写「gl」
    press(Key.Key_Return)
    assert form.values()["x"] == ("医保参保", "医保", "gl")


def test_days_of_the_week_are_said_in_words(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.WEEKDAYS)
    for _ in range(3):
        press(Key.Key_Space)
        press(Key.Key_Right)
    assert form.values()["x"] == frozenset({1, 2, 3})
    assert hint(form) == "周一至周三"
    assert focus().accessibleName() == "这一栏 周四"
    press(Key.Key_Return)
    assert focus() is form.cells["y"].editor.control()


def test_ticks_keep_the_order_of_the_choices(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.TICKS, choices=lambda: GROUPS)
    form.set_values({"x": (5, 2)})
    assert form.values()["x"] == (2, 5)
    press(Key.Key_Space)
    assert form.values()["x"] == (1, 2, 5)


def test_one_tick(qtbot: QtBot) -> None:
    form = one(qtbot, kind=Kind.TICK)
    press(Key.Key_Space)
    assert form.values()["x"] is True
    press(Key.Key_Return)
    assert focus() is form.cells["y"].editor.control()


def test_a_number_on_record_is_covered_until_it_is_opened_and_that_is_told(qtbot: QtBot) -> None:
    looked: list[bool] = []
    form = one(qtbot, kind=Kind.ID_NUMBER, guard=lambda: looked.append(True))
    form.set_values({"x": "621199194408120013"})
    shown = [line.text() for line in form.findChildren(QLineEdit) if line.isVisible()]
    assert shown == [""]
    assert form.values()["x"] == "621199194408120013"
    assert form.texts()["x"] == ""
    form.take_focus()
    assert focus().accessibleName() == "显示并改这一栏"
    press(Key.Key_Space)
    assert looked == [True]
    assert isinstance(focus(), QLineEdit)
    press(Key.Key_End)
    press(Key.Key_Backspace)
    keys("x")
    assert form.values()["x"] == "62119919440812001X"
    assert form.texts()["x"] == "621199 19440812 001X"


def test_a_new_number_is_simply_typed(qtbot: QtBot) -> None:
    looked: list[bool] = []
    form = one(qtbot, kind=Kind.PHONE, guard=lambda: looked.append(True))
    keys("13800000101")
    assert form.values()["x"] == "13800000101"
    assert looked == []


def test_what_is_typed_whole_stands_before_what_only_contains_it(qtbot: QtBot) -> None:
    editor = ChoiceListEditor(
        Field(
            name="rating",
            label="评价",
            choices=[Choice(n, words) for n, words in enumerate(("非常满意", "满意", "不满意"))],
        )
    )
    qtbot.addWidget(editor)
    assert [choice.words for choice in editor._matching("满意")] == ["满意", "非常满意", "不满意"]
