"""证件 and 网络 beside the cases: what is held goes back from its row, and a place gets the phone that urging copies."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.case_village import entry
from tests.ui.case_desk import case_desk
from tests.ui.conftest import settle
from venue_desk.domain.cases import Step
from venue_desk.services.deliveries import DeliveryEntry

Key = Qt.Key


def test_what_is_held_stands_by_envelope_and_goes_back_from_there(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        given = entry(stage.desk, stage.zhang, stage.benefit)
        lines = (*(replace(line, envelope=7) for line in given.materials[:2]), given.materials[2])
        case = stage.desk.cases.accept(stage.desk.act(), replace(given, materials=lines)).record
        stage.take(case, Step.FINISH, note="已批")
        stage.hand.window.go("cases", tab="custody")
        settle()
        assert [row.original.name for row in stage.view.table.every_row()] == ["身份证", "户口簿"]
        assert stage.view.sheet._left.text() == "1 个袋，2 样证件"
        stage.view.open_row(1)
        stage.press("归还签收")
        stage.hand.ctrl(Key.Key_S)
        assert stage.now(case).held == 0


def test_a_place_gets_its_person_and_its_phone(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.hand.window.go("cases", tab="network")
        settle()
        stage.view.pick(stage.centre.id)
        stage.press("改")
        stage.form.cells["contact"].editor.set_value("李主任")
        stage.hand.ctrl(Key.Key_S)
        point = stage.desk.network.get(stage.desk.act(), stage.centre.id)
        assert (point.contact, point.phone) == ("李主任", "09326622100")


def test_cases_are_carried_together_and_fetched_together(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        first, second = stage.accept(), stage.accept()
        stage.hand.window.go("cases", tab="deliveries")
        settle()
        stage.screen.deliveries.carry()
        assert set(stage.form.values()["case_ids"]) == {first.id, second.id}  # type: ignore[call-overload]
        stage.hand.ctrl(Key.Key_S)
        assert [stage.now(case).with_whom for case in (first, second)] == ["孙主任"] * 2
        assert "2 件" in stage.words()
        stage.screen.deliveries.fetch()
        stage.form.cells["case_ids"].editor.set_value((first.id,))
        stage.hand.ctrl(Key.Key_S)
        assert [stage.now(case).place for case in (first, second)] == ["", "菜子镇便民服务中心"]


def test_a_delivery_is_taken_back_from_its_page_and_the_case_shows_the_way_there(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        order = DeliveryEntry(case_ids=(case.id,), point_id=stage.centre.id)
        stage.desk.deliveries.carry(stage.desk.act(), order)
        stage.open(case)
        stage.press("撤销上一步")
        assert "整批撤销" in stage.words()
        stage.press("看那一次")
        assert stage.view.panel.page is not None
        assert stage.view.panel.page.title == "菜子镇便民服务中心"
        stage.press("撤销送件")
        assert stage.now(case) == case
        assert "已撤销送件：菜子镇便民服务中心" in stage.told()
        assert "这次送件已撤销" in stage.words()
        assert stage.view.sheet._left.text() == "0 次"
        assert stage.view.sheet._right.text() == "1 件等着送"
        stage.hand.ctrl(Key.Key_Z)
        assert stage.now(case).place == "菜子镇便民服务中心"
