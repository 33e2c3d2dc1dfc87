"""Fields that fill themselves from others, fields behind which Enter saves, and fields that must be filled."""

from collections.abc import Sequence

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.kit_stage import CTRL, TODAY, Key, keys, press, stage
from ui.kit.field_choice import ChoiceListEditor, SegmentedEditor
from ui.kit.fields import Choice, Field, Kind, Values
from ui.kit.form import Form
from venue_desk.domain.findings import must


def tenfold(values: Values) -> int | None:
    """Ten yuan for each whole mu."""
    mu = values["mu"]
    return mu if isinstance(mu, int) else None


FIELDS = (
    Field(name="mu", label="数量", kind=Kind.QUANTITY, required=True, ends=True),
    Field(name="fen", label="金额", kind=Kind.MONEY, required=True, suggest=tenfold),
    Field(name="account", label="账号", kind=Kind.ACCOUNT, suggest=lambda values: "6210" if values["mu"] else ""),
)


def form_on(qtbot: QtBot, fields: Sequence[Field] = FIELDS) -> Form:
    form = stage(qtbot, Form(fields, lambda: TODAY), 560, 600)
    form.take_focus()
    settle()
    return form


def retype(form: Form, name: str, text: str) -> None:
    form.cells[name].editor.take_focus()
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    keys(text)


def test_a_suggestion_follows_until_something_else_is_typed(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    keys("1")
    assert form.values()["fen"] == 1000
    retype(form, "mu", "2")
    assert form.values()["fen"] == 2000
    retype(form, "fen", "15")
    retype(form, "mu", "3")
    assert form.values()["fen"] == 1500


def test_a_field_one_empties_to_type_another_figure_is_not_filled_meanwhile(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    keys("1")
    retype(form, "fen", "")
    assert form.values()["fen"] is None
    retype(form, "mu", "2")
    assert form.values()["fen"] == 2000


def test_what_may_stay_blank_stays_blank_once_emptied(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    keys("1")
    assert form.values()["account"] == "6210"
    retype(form, "account", "")
    retype(form, "mu", "2")
    assert form.values()["account"] == ""


def test_a_record_with_another_figure_keeps_it(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.set_values({"mu": 1000, "fen": 999, "account": "7"})
    assert (form.values()["fen"], form.values()["account"], form.is_touched()) == (999, "7", False)


def test_enter_saves_where_all_that_follows_is_filled_in(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    saved = QSignalSpy(form.save_requested)
    keys("1")
    press(Key.Key_Return)
    assert saved.count() == 1


def test_a_figure_that_must_be_there_is_asked_for(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    saved = QSignalSpy(form.save_requested)
    press(Key.Key_S, CTRL)
    assert [(f.field, f.sentence) for f in form.problems()] == [("mu", "还没填数量。"), ("fen", "还没填金额。")]
    assert saved.count() == 0
    assert form.cells["mu"].editor.control().hasFocus()


def test_findings_shown_while_typing_leave_the_cursor_alone(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.show_findings([must("a", "account", "账号不对。")], go=False)
    assert form.cells["mu"].editor.control().hasFocus()
    assert [finding.code for finding in form.cells["account"].findings] == ["a"]


@pytest.mark.parametrize(("words", "control"), [("男", SegmentedEditor), ("耕地地力保护补贴", ChoiceListEditor)])
def test_few_choices_stand_abreast_only_if_they_are_short(qtbot: QtBot, words: str, control: type) -> None:
    choices = [Choice(number, f"{words}{number}") for number in range(4)]
    form = form_on(qtbot, [Field(name="one", label="一项", kind=Kind.CHOICE, choices=choices)])
    assert isinstance(form.cells["one"].editor, control)
