"""Fields that are asked only when others call for them, those Enter passes over, and one that brings its own control."""

from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus
from tests.ui.kit_stage import TODAY, Key, keys, press, stage
from ui.kit.field_text import LineEditor
from ui.kit.fields import Field, Kind
from ui.kit.form import Form
from venue_desk.domain.findings import must


class Shouting(LineEditor):
    def value(self) -> object:
        return self.line.text().upper()


FIELDS = (
    Field(name="name", label="姓名"),
    Field(name="phone", label="电话", aside=True, suggest=lambda values: "138" if values["name"] == "zw" else ""),
    Field(name="acting", label="来人", kind=Kind.TICK, aside=True),
    Field(
        name="relation", label="是他什么人", kind=Kind.WHOLE, required=True, shown=lambda values: bool(values["acting"])
    ),
    Field(name="note", label="说明", editor=Shouting),
)


def form_on(qtbot: QtBot) -> Form:
    form = stage(qtbot, Form(FIELDS, lambda: TODAY), 560, 600)
    form.take_focus()
    return form


def at(form: Form) -> str:
    return next(name for name, cell in form.cells.items() if cell.isAncestorOf(focus()))


def test_enter_passes_over_what_is_filled_in_and_stops_where_it_is_not(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    keys("li")
    press(Key.Key_Return)
    assert at(form) == "phone"
    form.focus_cell(form.cells["name"])
    keys("zw")
    press(Key.Key_Return)
    assert (form.values()["phone"], at(form)) == ("138", "note")


def test_what_is_not_asked_is_neither_missed_nor_reached(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    assert form.cells["relation"].isHidden()
    assert form.problems() == []
    loose = form.show_findings([must("x", "relation", "请写。")], go=False)
    assert [finding.field for finding in loose] == ["relation"]
    form.put("acting", True)
    assert not form.cells["relation"].isHidden()
    assert [finding.field for finding in form.problems()] == ["relation"]


def test_a_field_may_bring_its_own_control_and_tells_who_typed_where(qtbot: QtBot) -> None:
    form, told = form_on(qtbot), list[str]()
    form.edited.connect(told.append)
    form.put("note", "quiet")
    assert told == []
    form.focus_cell(form.cells["note"])
    keys("a")
    assert (form.values()["note"], told) == ("A", ["note"])
