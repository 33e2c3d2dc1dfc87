from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focus, settle
from tests.ui.kit_stage import CTRL, HITS, SHIFT, TODAY, Key, commit, compose, keys, press, stage
from ui.kit.fields import Choice, Field, Kind, People, Reckoned, Values
from ui.kit.finding_line import FindingLine, Mend
from ui.kit.form import Form
from ui.kit.hits import Hit
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.money import amount_of, yuan

GROUPS = tuple(Choice(number, f"{character}社") for number, character in enumerate("一二三四五六", 1))
PEOPLE = People(lambda _typed: HITS, lambda key: next((h for h in HITS if str(h.key) == key), None), "登记新农户")


def reckoned(values: Values) -> Reckoned:
    count, rate = values["count"], values["rate"]
    if isinstance(count, int) and isinstance(rate, int):
        return Reckoned(yuan(amount_of(count, rate)), "数量 × 标准")
    return Reckoned("")


FIELDS = (
    Field(name="name", label="姓名", required=True),
    Field(name="who", label="申请人", kind=Kind.PERSON, people=PEOPLE),
    Field(name="group", label="所在社", kind=Kind.CHOICE, choices=GROUPS),
    Field(name="on", label="到岗日期", kind=Kind.DATE),
    Field(name="count", label="数量", kind=Kind.QUANTITY, row="sum"),
    Field(name="rate", label="标准", kind=Kind.MONEY, row="sum", unit="元"),
    Field(name="sum", label="金额", kind=Kind.READ_ONLY, row="sum", reckon=reckoned),
    Field(name="services", label="能代办什么", kind=Kind.TAGS),
    Field(name="days", label="值班日", kind=Kind.WEEKDAYS),
    Field(name="groups", label="包组", kind=Kind.TICKS, choices=GROUPS),
    Field(name="note", label="说明", kind=Kind.MULTILINE),
    Field(name="secret", label="口令", kind=Kind.PASSWORD),
)
ODD = {
    "name": "王 <b>建军",
    "who": "zw",
    "group": "七",
    "on": "后年",
    "count": "两亩",
    "rate": "1,00",
    "services": "医保\n社保\n没写完",
    "days": "135",
    "groups": "1\n3",
    "note": "第一行\n  第二行",
}


def form_on(qtbot: QtBot, fields: Sequence[Field] = FIELDS) -> Form:
    form = stage(qtbot, Form(fields, lambda: TODAY), 560, 1100)
    form.take_focus()
    settle()
    return form


def at(form: Form) -> str:
    return next(name for name, cell in form.cells.items() if cell.isAncestorOf(focus()))


def control(form: Form, name: str) -> QWidget:
    return form.cells[name].editor.control()


def lines(form: Form, name: str) -> list[str]:
    return [line.finding.sentence for line in form.cells[name].findChildren(FindingLine) if line.isVisible()]


def test_enter_walks_through_the_fields_and_saves_in_the_last(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    saved: list[bool] = []
    form.save_requested.connect(lambda: saved.append(True))
    visited = [at(form)]
    for _ in range(len(FIELDS) - 2):
        press(Key.Key_Return, CTRL if at(form) == "note" else Qt.KeyboardModifier.NoModifier)
        visited.append(at(form))
    assert visited == [field.name for field in FIELDS if field.name != "sum"]
    assert saved == []
    press(Key.Key_Return)
    assert saved == [True]


def test_shift_tab_goes_back(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    press(Key.Key_Return)
    press(Key.Key_Tab, SHIFT)
    assert at(form) == "name"


def test_enter_in_several_lines_is_a_new_line(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    control(form, "note").setFocus()
    keys("a")
    press(Key.Key_Return)
    keys("b")
    assert at(form) == "note"
    assert form.values()["note"] == "a\nb"
    press(Key.Key_Return, CTRL)
    assert at(form) == "secret"


@pytest.mark.parametrize("last", ["name", "note"])
def test_enter_belongs_to_the_input_method_while_it_composes(qtbot: QtBot, last: str) -> None:
    form = form_on(qtbot, [field for field in FIELDS if field.name == last])
    saved: list[bool] = []
    form.save_requested.connect(lambda: saved.append(True))
    held = CTRL if last == "note" else Qt.KeyboardModifier.NoModifier
    compose("zhang wen")
    press(Key.Key_Return, held)
    press(Key.Key_Escape)
    assert saved == []
    commit("张文海")
    assert form.values() == {last: "张文海"}
    press(Key.Key_Return, held)
    assert saved == [True]


def test_ctrl_s_saves_from_anywhere(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    saved: list[bool] = []
    form.save_requested.connect(lambda: saved.append(True))
    for name in ("name", "note", "days"):
        control(form, name).setFocus()
        press(Key.Key_S, CTRL)
    assert saved == [True] * 3


def test_what_cannot_be_read_stops_saving_and_is_told_at_its_field(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    saved: list[bool] = []
    form.save_requested.connect(lambda: saved.append(True))
    form.set_texts(ODD)
    press(Key.Key_S, CTRL)
    assert saved == []
    assert at(form) == "who"
    told = {name: lines(form, name) for name in form.cells if lines(form, name)}
    assert list(told) == ["who", "group", "on", "count"]
    assert told["on"] == ["看不懂「后年」是哪一天，请写成 23、1123、明天或 2026-11-23。"]
    assert told["group"] == ["没有「七」这一项，请从列表里选。"]
    assert form.texts() == ODD


def test_a_draft_comes_back_exactly_as_typed_and_without_the_password(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.set_texts(ODD)
    form.cells["secret"].editor.set_text("hush")
    kept = form.texts()
    assert kept == ODD
    again = Form(FIELDS, lambda: TODAY)
    qtbot.addWidget(again)
    again.set_texts({**kept, "gone": "a field of last year"})
    assert again.texts() == kept
    assert again.values() == {**form.values(), "secret": ""}


def test_a_draft_keeps_who_was_picked(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.set_values({"who": 2})
    again = Form(FIELDS, lambda: TODAY)
    qtbot.addWidget(again)
    again.set_texts(form.texts())
    assert again.values()["who"] == 2


def test_a_change_is_told_once_typing_pauses_and_at_once_on_leaving(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    told: list[dict[str, str]] = []
    form.changed.connect(lambda: told.append(form.texts()))
    keys("wang")
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert [draft["name"] for draft in told] == ["wang"]
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    keys("x")
    press(Key.Key_Escape)
    assert [draft["name"] for draft in told] == ["wang", "wangx"]
    assert left == [True]


def test_filling_a_form_is_no_change(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.set_values({"name": "王建军", "on": date(2026, 12, 14), "count": 2500})
    assert not form._pause.isActive()
    assert not form.is_touched()
    keys("x")
    assert form.is_touched()


def test_findings_stand_at_their_fields_and_the_cursor_goes_to_the_first_that_blocks(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    loose = form.show_findings(
        [
            should("a", "count", "去年是 2，今年不同，请核对。"),
            must("b", "rate", "标准不能小于零，请改过来。"),
            must("c", "", "这户今年已经领过一次。"),
            must("d", "elsewhere", "别处的事。"),
        ]
    )
    settle()
    assert [finding.code for finding in loose] == ["c", "d"]
    assert at(form) == "rate"
    assert lines(form, "count") == ["去年是 2，今年不同，请核对。"]
    assert [control(form, name).property("state") for name in ("count", "rate", "name")] == ["warning", "error", ""]
    assert control(form, "rate").accessibleDescription() == "标准不能小于零，请改过来。"


def test_typing_takes_the_finding_of_that_field_away(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.show_findings([must("a", "name", "请填写姓名。"), must("b", "rate", "请改过来。")])
    keys("w")
    assert lines(form, "name") == []
    assert control(form, "name").property("state") == ""
    assert lines(form, "rate") == ["请改过来。"]


def test_a_reminder_alone_leaves_the_cursor_where_it_is(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    form.show_findings([should("a", "rate", "请核对。")])
    assert at(form) == "name"


def test_the_button_that_mends_works_by_mouse_and_by_enter(qtbot: QtBot) -> None:
    done: list[str] = []

    def mends(finding: Finding) -> Sequence[Mend]:
        return [Mend("改人脸认证", lambda: done.append(finding.code))]

    form = stage(qtbot, Form(FIELDS, lambda: TODAY, mends), 560, 1100)
    form.show_findings([must("a", "name", "村里不能开「健在证明」。")])
    settle()
    button = next(b for b in form.cells["name"].findChildren(QPushButton) if b.text() == "改人脸认证")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    press(Key.Key_Return)
    assert done == ["a", "a"]


def test_a_computed_field_follows_and_says_how(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    control(form, "count").setFocus()
    keys("2.5")
    press(Key.Key_Return)
    keys("10")
    line = form.cells["sum"].editor.control()
    assert line.property("text") == "25.00"
    assert form.cells["sum"]._hint.text() == "数量 × 标准"
    press(Key.Key_Return)
    assert at(form) == "services"


def test_every_control_has_its_label_and_its_name(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    for field in FIELDS:
        name = control(form, field.name).accessibleName()
        assert field.label in name or field.kind is Kind.TICKS, field.name


def test_picking_a_person_goes_on_and_can_be_taken_back(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    press(Key.Key_Return)
    keys("zwh")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert form.values()["who"] == HITS[1].key
    assert at(form) == "group"
    again = form.cells["who"].editor.control()
    assert again.property("text") == "换人"
    again.setFocus()
    press(Key.Key_Return)
    assert at(form) == "who"
    assert form.values()["who"] is None


def test_escape_closes_the_list_before_it_leaves_the_form(qtbot: QtBot) -> None:
    form = form_on(qtbot)
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    press(Key.Key_Return)
    keys("z")
    press(Key.Key_Escape)
    assert left == []
    press(Key.Key_Escape)
    assert left == [True]


def test_a_person_who_is_not_found_is_offered_for_registration(qtbot: QtBot) -> None:
    asked: list[str] = []
    nobody: list[Hit] = []
    people = People(lambda _typed: nobody, lambda _key: None, "没有这个人？登记新农户", asked.append)
    form = form_on(qtbot, [Field(name="who", label="申请人", kind=Kind.PERSON, people=people)])
    commit("李四")
    press(Key.Key_Return)
    assert asked == ["李四"]
    assert form.texts() == {"who": "李四"}
