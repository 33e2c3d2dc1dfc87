"""登记新件 from end to end by keys alone; the strokes are those of docs/at-the-desk.md."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db import custody
from tests import builders
from tests.case_village import AT_ONCE, applicant
from tests.ui.at_desk import at_desk
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import focus, settle
from ui.kit.buttons import Button
from ui.kit.masked import MaskedValue
from ui.screens.cases import CasesScreen
from ui.screens.cases.item_field import ItemEditor
from ui.screens.cases.materials import MaterialsEditor
from venue_desk.domain.case_listing import CaseFilter, CaseView
from venue_desk.domain.cases import Case, CaseState, Channel, Step
from venue_desk.domain.catalogue import Method, ServiceItemEntry
from venue_desk.domain.duty_log import LogKind, LogLineEntry
from venue_desk.domain.identity import mask_id_number
from venue_desk.domain.network import Level

Key = Qt.Key


def cases(stage: CaseDesk) -> list[Case]:
    act = stage.desk.act()
    return [row.case for row in stage.desk.cases.page(act.station_id, CaseFilter(today=act.today, view=CaseView.ALL))]


def materials(stage: CaseDesk) -> MaterialsEditor:
    editor = stage.form.cells["materials"].editor
    assert isinstance(editor, MaterialsEditor)
    return editor


def begin(stage: CaseDesk, who: str = "zwh", what: str = "glbt") -> None:
    """Up to the materials."""
    hand = stage.hand
    hand.ctrl(Key.Key_N)
    hand.type(who)
    hand.enter()
    hand.type(what)
    hand.enter()


def test_hand_a_case_from_the_first_key_to_the_receipt(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        assert focus() is materials(stage).view
        stage.hand.key(Key.Key_A)
        stage.hand.enter()
        (case,) = cases(stage)
        assert (case.applicant, case.item_name, case.method) == ("张文海", "高龄津贴申请", Method.ON_BEHALF)
        assert (case.phone, case.state, case.agent_id) == (
            "13800000201",
            CaseState.ACCEPTED,
            stage.desk.signed_in.cadre.id,
        )
        assert f"{case.promised_on}" == "2026-12-14"
        assert stage.hand.strokes == 5
        assert stage.hand.window.key() == "printouts"
        assert "已登记：张文海 高龄津贴申请" in stage.told()
        stage.hand.key(Key.Key_Escape)
        assert stage.hand.window.key() == "cases"
        assert "105203-20261123-0001" in stage.words()


def test_hand_done_at_the_desk_it_closes_in_one_step(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage, what="ylzg")
        assert stage.form.cells["result"].isAncestorOf(focus())
        primary = stage.view.panel.primary
        assert primary is not None
        assert primary.text() == "登记办结"
        stage.hand.type("手机认证通过")
        stage.hand.enter(2)
        (case,) = cases(stage)
        assert (case.method, case.state, case.result) == (Method.ON_THE_SPOT, CaseState.COLLECTED, "手机认证通过")
        assert stage.hand.strokes == 5
        assert stage.hand.window.key() == "cases"
        assert "已办结：张文海 养老资格认证" in stage.told()


def test_hand_two_originals_kept_go_into_the_next_empty_envelope(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        stage.hand.key(Key.Key_L)
        stage.hand.key(Key.Key_Down)
        stage.hand.key(Key.Key_L)
        stage.hand.key(Key.Key_A)
        assert materials(stage).model.chip(materials(stage).model.lines[0])[0] == "留下 · 1 号袋"
        stage.hand.enter()
        (case,) = cases(stage)
        assert case.held == 2
        assert stage.hand.strokes == 8
        assert {(each.name, each.envelope) for each in custody.of_case(case.id)} == {("身份证", 1), ("户口簿", 1)}


def test_an_envelope_in_use_is_refused_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        stage.hand.key(Key.Key_L)
        stage.hand.key(Key.Key_A)
        stage.hand.enter()
        stage.hand.key(Key.Key_Escape)
        applicant(stage.desk, "李满仓", phone="13800000301")
        begin(stage, "lmc")
        stage.hand.key(Key.Key_L)
        assert stage.form.values()["envelope"] == 2
        stage.hand.key(Key.Key_A)
        stage.form.cells["envelope"].editor.set_text("1")
        stage.hand.enter()
        assert stage.codes("envelope") == ["case.envelope"]
        assert len(cases(stage)) == 1


def test_what_is_missing_is_told_and_begins_an_amendment(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        stage.hand.key(Key.Key_Space)
        assert "还缺 2 样" in stage.form.cells["materials"]._hint.text()
        stage.hand.enter()
        (case,) = cases(stage)
        assert case.state is CaseState.AMENDING
        assert "已登记，等补正" in stage.told()


def test_a_click_ticks_and_a_click_on_the_chip_keeps(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        view = materials(stage).view
        row = view.visualRect(view.model().index(0, 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center() - QPoint(row.width() // 3, 0))
        assert (materials(stage).model.lines[0].given, materials(stage).holds()) == (True, False)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=row.center() + QPoint(row.width() // 2 - 120, 0)
        )
        assert materials(stage).holds()


def test_another_paper_is_added_by_its_name_and_taken_away_by_delete(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        materials(stage).another.setFocus()
        stage.hand.type("结婚证")
        stage.hand.enter()
        assert [line.name for line in materials(stage).model.lines][-1] == "结婚证"
        stage.hand.key(Key.Key_Up)
        stage.hand.key(Key.Key_Delete)
        assert [line.name for line in materials(stage).model.lines][-1] == "近期两寸照片"


def test_another_item_lists_its_own_papers_and_keeps_what_was_ticked(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        from tests.case_village import BENEFIT, item

        item(stage.desk, ServiceItemEntry(name="老年证办理", department="县民政局", materials=BENEFIT.materials[:1]))
        begin(stage)
        stage.hand.key(Key.Key_A)
        stage.form.cells["item_id"].editor.take_focus()
        stage.hand.type("lnz")
        stage.hand.enter()
        assert [(line.name, line.given) for line in materials(stage).model.lines] == [("身份证", True)]


def test_a_certificate_is_answered_with_the_way_out(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        materials(stage).another.setFocus()
        stage.hand.type("健在证明")
        stage.hand.enter()
        stage.wait_for_draft()
        assert "村里不能开「健在证明」（民发〔2020〕20号）" in stage.words()
        stage.press("改办养老资格认证")
        assert stage.form.values()["item_id"] == stage.at_once.id
        assert materials(stage).model.lines == []
        assert "村里不能开" not in stage.words()


def test_a_certificate_asked_for_as_an_item_is_answered_too(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.hand.ctrl(Key.Key_N)
        stage.hand.type("zwh")
        stage.hand.enter()
        stage.hand.type("健在证明")
        stage.wait_for_draft()
        assert stage.codes("item_id") == ["case.asked_forbidden"]
        assert isinstance(stage.form.cells["item_id"].editor, ItemEditor)
        stage.press("改办养老资格认证")
        assert stage.form.values()["item_id"] == stage.at_once.id


def test_the_method_follows_who_asks_and_how_until_one_chooses(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        assert stage.form.values()["method"] is Method.ON_BEHALF
        assert stage.form.cells["method"]._hint.text() == "建议：要交镇中心，可代交"
        stage.form.cells["method"].editor.set_value(Method.ACCOMPANIED)
        stage.form.cells["method"].editor.changed.emit()
        stage.form.cells["channel"].editor.set_value(Channel.PHONE)
        stage.form.cells["channel"].editor.changed.emit()
        assert stage.form.values()["method"] is Method.ACCOMPANIED


def test_the_same_thing_twice_is_told_and_the_other_one_is_a_press_away(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        first = stage.accept()
        settle()
        begin(stage)
        stage.wait_for_draft()
        assert stage.codes("item_id") == ["case.twice"]
        stage.press("打开那件")
        assert first.number in stage.words()


def test_somebody_nobody_knows_is_registered_in_the_same_place(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.hand.ctrl(Key.Key_N)
        stage.hand.type("尉迟长河")
        stage.hand.enter()
        assert stage.form.values()["name"] == "尉迟长河"
        stage.hand.enter()
        stage.hand.type("二社")
        stage.hand.enter(2)
        assert stage.form.cells["item_id"].isAncestorOf(focus())
        home = stage.desk.households.find(stage.desk.act().station_id, "0002")
        assert home is not None
        assert home.head_name == "尉迟长河"
        stage.hand.type("glbt")
        stage.hand.enter()
        stage.hand.key(Key.Key_A)
        stage.hand.enter()
        assert [case.applicant for case in cases(stage)] == ["尉迟长河"]


def test_who_comes_for_the_applicant_is_asked_only_when_somebody_does(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        assert stage.form.cells["acting_name"].isHidden()
        stage.form.cells["acting"].editor.set_value(True)
        stage.form.cells["acting_name"].editor.set_value("张小军")
        stage.form.cells["acting_relation"].editor.set_value("儿子")
        stage.form.cells["acting_id_number"].editor.set_value(builders.id_number("19800315"))
        assert not stage.form.cells["acting_name"].isHidden()
        materials(stage).view.setFocus()
        stage.hand.key(Key.Key_A)
        stage.hand.enter()
        (case,) = cases(stage)
        assert (case.acting_name, case.acting_relation) == ("张小军", "儿子")
        assert case.acting_id_number == builders.id_number("19800315")
        stage.open(case)
        assert case.acting_id_number not in stage.words()
        assert mask_id_number(case.acting_id_number) in stage.words()
        (shown,) = (each for each in stage.view.panel.findChildren(MaskedValue) if each._what == "来人身份证号")
        stage.hand.click(shown._button)
        assert case.acting_id_number in stage.words()


def test_an_id_number_that_cannot_be_is_told_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        for name, value in (("acting", True), ("acting_name", "张小军"), ("acting_relation", "儿子")):
            stage.form.cells[name].editor.set_value(value)
        stage.form.cells["acting_id_number"].editor.set_value("621199198003150019")
        stage.hand.ctrl(Key.Key_S)
        assert stage.codes("acting_id_number") != []
        assert cases(stage) == []


def test_a_half_filled_form_is_there_again_with_its_ticks(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        stage.hand.key(Key.Key_L)
        stage.wait_for_draft()
        stage.hand.key(Key.Key_Escape)
        assert stage.view.panel.form() is None
        stage.hand.ctrl(Key.Key_N)
        values: dict[str, Any] = stage.form.values()
        assert (values["villager_id"], values["item_id"]) == (stage.zhang.id, stage.benefit.id)
        assert (values["materials"][0].name, values["materials"][0].given) == ("身份证", True)
        assert values["envelope"] == 1
        assert materials(stage).model.chip(materials(stage).model.lines[0])[0] == "留下 · 1 号袋"


def test_undo_in_the_bar_takes_the_case_and_its_papers_back(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage)
        stage.hand.key(Key.Key_L)
        stage.hand.key(Key.Key_A)
        stage.hand.enter()
        assert len(cases(stage)) == 1
        stage.hand.ctrl(Key.Key_Z)
        assert cases(stage) == []
        assert custody.held(stage.desk.act().station_id) == []


def test_the_agent_is_who_covers_the_group(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        wang = builders.add_cadre(stage.desk, "王建军", "一社")
        begin(stage)
        assert stage.form.values()["agent_id"] == wang.id
        assert stage.form.cells["agent_id"]._hint.text() == "包这个组"


def test_a_line_of_the_duty_log_begins_a_case(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        act = stage.desk.act()
        line = stage.desk.duty_log.note(
            act,
            LogLineEntry(
                at=act.at, kind=LogKind.CALL, who="张文海", matter="问高龄津贴怎么办", villager_id=stage.zhang.id
            ),
        ).record
        stage.hand.window.go("cases", log_line_id=line.id)
        settle()
        values = stage.form.values()
        assert (values["villager_id"], values["channel"], values["matter"]) == (
            stage.zhang.id, Channel.PHONE, "问高龄津贴怎么办",
        )  # fmt: skip
        assert stage.form.cells["item_id"].isAncestorOf(focus())


def test_an_item_decided_here_is_not_handed_in(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        begin(stage, what="ylzg")
        assert AT_ONCE.decided_at is Level.STATION
        shown = stage.form.cells["hand_in"].editor.control()
        assert shown.text() == "不用交镇中心"  # type: ignore[attr-defined]


def test_the_button_of_an_empty_list_opens_the_form(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        empty = next(
            b for b in stage.view.sheet.findChildren(Button) if b.text() == "登记新件" and b.isVisibleTo(stage.view)
        )
        stage.hand.click(empty)
        assert stage.form.cells["villager_id"].isAncestorOf(focus())


def test_a_step_asked_for_meanwhile_keeps_the_draft(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        settle()
        stage.hand.ctrl(Key.Key_N)
        stage.hand.type("zwh")
        stage.hand.enter()
        stage.hand.window.go("cases", case_id=case.id)
        settle()
        stage.hand.ctrl(Key.Key_N)
        assert stage.form.values()["villager_id"] == stage.zhang.id
        assert stage.steps(case)[0].step is Step.ACCEPT


def test_a_station_without_items_is_offered_the_common_ones(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cases") as (desk, hand):
        hand.ctrl(Key.Key_N)
        screen = hand.window.screen_of("cases")
        assert isinstance(screen, CasesScreen)
        primary = screen.view.panel.primary
        assert primary is not None
        assert primary.text() == "用常办事项"
        hand.click(primary)
        assert screen.view.panel.form() is not None
        station = desk.act().station_id
        assert len(desk.catalogue.rows(station)) >= 25
        assert {point.level for point in desk.network.rows(station)} == set(Level)
