"""民事代办, the panel: a case from acceptance to 归档 step by step, what is in the way, and the trace of what was taken back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from db import cases as table
from db import journal
from tests.case_village import entry
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import focus, settle
from ui.kit.masked import MaskedValue
from ui.screens.cases import CasesScreen
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, CaseState, Rating, Step
from venue_desk.domain.history import Action
from venue_desk.domain.network import Level

Key = Qt.Key


def with_originals(stage: CaseDesk) -> Case:
    from dataclasses import replace

    said = entry(stage.desk, stage.zhang, stage.benefit)
    lines = (*(replace(line, envelope=7) for line in said.materials[:2]), said.materials[2])
    return stage.desk.cases.accept(stage.desk.act(), replace(said, materials=lines)).record


def test_step_by_step_to_the_archive(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        stage.open(case)
        assert stage.verbs()[0] == "交镇中心"
        stage.press("交镇中心")
        assert stage.form.values()["place"] == stage.centre.id
        assert stage.form.values()["with_whom"] == "孙主任"
        stage.hand.ctrl(Key.Key_S)
        assert (stage.now(case).level, stage.now(case).with_whom) == (Level.TOWNSHIP, "孙主任")
        assert "已送交：张文海 高龄津贴申请" in stage.told()
        stage.press("办结")
        stage.hand.type("补贴已批")
        stage.hand.enter()
        assert (stage.now(case).state, stage.now(case).result) == (CaseState.DONE, "补贴已批")
        stage.press("通知领取")
        assert QGuiApplication.clipboard().text() == "13800000201"
        assert stage.verbs()[0] == "领取签收"
        stage.press("领取签收")
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).collected_by == "张文海"
        stage.press("回访评价")
        stage.hand.type("满意")
        stage.hand.key(Key.Key_Return)
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).rating is Rating.GOOD
        stage.press("归档")
        assert stage.now(case).state is CaseState.ARCHIVED
        assert stage.rows() == []
        assert [step.step for step in stage.steps(case)] == [
            Step.ACCEPT, Step.HAND_IN, Step.FINISH, Step.NOTIFY, Step.COLLECT, Step.RATE, Step.ARCHIVE,
        ]  # fmt: skip


def test_the_page_tells_where_it_lies_what_is_held_and_what_was_done(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = with_originals(stage)
        stage.open(case)
        words = stage.words()
        for part in (case.number, "2026年12月14日（15 个工作日）", "7 号袋", "受理", "近期两寸照片", "138****0201"):
            assert part in words, part
        assert "13800000201" not in words


def test_what_is_held_blocks_collecting_and_the_way_out_is_one_press(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.take(with_originals(stage), Step.FINISH, note="已批")
        stage.open(case)
        stage.press("领取签收")
        stage.hand.ctrl(Key.Key_S)
        assert "还存着张文海的 2 样证件" in stage.words()
        assert stage.now(case).state is CaseState.DONE
        stage.press("归还签收")
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).held == 0
        stage.press("领取签收")
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).state is CaseState.COLLECTED


def test_a_refused_step_stands_at_its_field_and_a_half_typed_one_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        stage.open(case)
        stage.press("撤回")
        stage.hand.ctrl(Key.Key_S)
        assert stage.codes("note") == ["case.note"]
        stage.hand.type("本人说不办了")
        stage.wait_for_draft()
        stage.hand.key(Key.Key_Escape)
        stage.hand.window.go("home")
        settle()
        stage.hand.window.go("cases", case_id=case.id, draft=f"case.withdraw.{case.id}")
        settle()
        assert stage.form.texts()["note"] == "本人说不办了"
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).state is CaseState.WITHDRAWN


def test_the_last_step_taken_back_stays_in_the_timeline_struck_out(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        stage.open(case)
        assert "撤销上一步" not in stage.verbs()
        stage.press("办结")
        stage.hand.type("办错了")
        stage.hand.enter()
        stage.press("撤销上一步")
        assert stage.now(case).state is CaseState.ACCEPTED
        assert [(s.step, s.taken_back) for s in stage.steps(case)][1:] == [(Step.FINISH, True), (Step.TAKE_BACK, False)]
        assert "已撤销" in stage.words()


def test_undo_in_the_bar_puts_back_the_step_and_its_papers(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = with_originals(stage)
        stage.open(case)
        stage.press("归还签收")
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).held == 0
        stage.hand.ctrl(Key.Key_Z)
        assert stage.now(case).held == 2
        assert [step.step for step in stage.steps(case)] == [Step.ACCEPT]


def test_originals_go_along_and_come_back(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = with_originals(stage)
        stage.open(case)
        stage.press("交镇中心")
        stage.form.cells["with_originals"].editor.set_value(True)
        stage.hand.ctrl(Key.Key_S)
        away = [each.away_at for each in stage.desk.cases.get(stage.desk.act(), case.id).held]
        assert away == ["菜子镇便民服务中心"] * 2
        stage.press("取回")
        assert [each.away_at for each in stage.desk.cases.get(stage.desk.act(), case.id).held] == [""] * 2
        stage.press("撤销上一步")
        assert [each.away_at for each in stage.desk.cases.get(stage.desk.act(), case.id).held] == away


def test_urging_copies_the_phone_of_the_place_and_is_on_record(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        point = stage.centre
        case = stage.take(
            stage.accept(), Step.HAND_IN, level=point.level, point_id=point.id, place=point.name, with_whom="孙主任"
        )
        stage.open(case)
        stage.press("催办")
        assert QGuiApplication.clipboard().text() == "0932-6622100"
        assert "孙主任的电话 0932-6622100 已复制" in stage.told()
        assert stage.steps(case)[-1].step is Step.URGE


def test_numbers_are_masked_until_asked_and_the_asking_is_written_down(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        stage.open(case)
        phone = next(m for m in stage.view.panel.findChildren(MaskedValue) if m._what == "电话")
        stage.hand.click(phone._button)
        assert phone._value.text() == "138-0000-0201"
        assert [change.action for change in journal.history("cases", case.id)][-1] is Action.REVEAL


def test_a_case_that_is_over_can_only_be_looked_at(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.take(stage.accept(), Step.WITHDRAW, note="不办了")
        stage.open(case)
        assert "这件已撤回，只能看。" in stage.words()
        assert stage.view.panel.primary is None


def test_an_amendment_ticks_what_came_and_the_clock_goes_on(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.take(stage.accept(), Step.ASK_AMENDMENT, missing=(3,))
        stage.open(case)
        assert stage.verbs()[0] == "补正到了"
        stage.press("补正到了")
        assert stage.form.values()["brought"] == (3,)
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).state is CaseState.ACCEPTED
        assert all(material.given for material in table.materials(case.id))


def test_the_table_of_life_is_what_the_page_offers(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        stage.open(case)
        assert set(stage.verbs()) == {
            "交镇中心", "办结", "通知补正", "转到别处", "不予受理", "撤回", "中止", "终止", "延期", "约时间", "换代办员", "印单据",
        }  # fmt: skip
        agent = stage.desk.cases.take(stage.desk.act(), case, StepEntry(step=Step.SUSPEND, note="等判决")).record
        stage.open(agent)
        assert stage.verbs()[0] == "续办"
        assert isinstance(stage.screen, CasesScreen)
        assert stage.view.panel.isAncestorOf(focus())
