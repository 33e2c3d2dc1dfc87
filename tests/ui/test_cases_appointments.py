"""约办: the trips of the day with what to bring; 去过了 from the list, the page and the home screen, and its way back."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import cases as table
from tests import case_village
from tests.builders import TODAY
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import settle
from venue_desk.domain.case_appointments import waiting
from venue_desk.domain.cases import Case, Step
from venue_desk.domain.catalogue import Method

Key = Qt.Key


def agreed(stage: CaseDesk, method: Method = Method.ACCOMPANIED, days: int = 0, name: str = "张文海") -> Case:
    villager = stage.zhang if name == "张文海" else case_village.applicant(stage.desk, name)
    case = stage.accept(villager, method=method)
    on = TODAY + timedelta(days=days)
    return stage.take(case, Step.APPOINT, on=on, with_whom="9:30", place="县残联", note="户口簿")


def left(case: Case) -> int:
    return len(waiting(table.appointments(case.id)))


def test_who_is_to_be_gone_with_stands_in_the_list_and_leaves_it_by_one_press(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = agreed(stage)
        agreed(stage, Method.MOBILE, 2, "董兴旺")
        stage.accept(case_village.applicant(stage.desk, "马秀英"), method=Method.MOBILE)
        stage.hand.window.go("cases", tab="appointments")
        settle()
        assert stage.rows() == ["张文海", "董兴旺", "马秀英"]
        assert stage.view.sheet._left.text() == "3 趟"
        assert stage.view.sheet._right.text() == "上门：一社 2"
        stage.view.open_row(1)
        assert "今天 9:30" in stage.words()
        assert "户口簿" in stage.words()
        stage.press("去过了")
        assert (left(case), stage.rows()) == (0, ["董兴旺", "马秀英"])
        assert "已记今天去过了：张文海 高龄津贴申请" in stage.told()
        stage.hand.ctrl(Key.Key_Z)
        assert (left(case), stage.rows()) == (1, ["张文海", "董兴旺", "马秀英"])
        stage.view.filters.restore(type(stage.view.filters.filtering())("open"))
        stage.screen.refresh()
        stage.view.open_row(1)
        stage.press("约时间")
        stage.form.cells["on"].editor.set_value(TODAY)
        stage.hand.ctrl(Key.Key_S)
        assert [r.appointment is None for r in stage.desk.appointments.rows(case.station_id)] == [False] * 3


def test_going_to_a_home_one_sees_who_else_waits_in_that_hamlet(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        agreed(stage, Method.MOBILE)
        agreed(stage, Method.MOBILE, 2, "董兴旺")
        stage.hand.window.go("cases", tab="appointments")
        settle()
        stage.view.open_row(1)
        assert "一社还要上门的" in stage.words()
        assert "董兴旺 高龄津贴申请" in stage.words()


def test_on_the_day_the_page_of_the_case_asks_whether_one_went(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = agreed(stage)
        stage.open(case)
        assert stage.verbs()[0] == "去过了"
        stage.press("去过了")
        assert "已记今天去过了" in stage.told()
        assert left(case) == 0
        assert "去过了" not in stage.verbs()
        assert "今天去过了" in stage.words()
        assert "去过了 今天" in stage.words()
        stage.press("撤销上一步")
        assert left(case) == 1
