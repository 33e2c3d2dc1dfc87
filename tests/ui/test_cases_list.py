"""民事代办, the list: sorted by its day, narrowed by chips, group, agent and 查找; the track says where a paper lies."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import TODAY, add_household, counted_queries
from tests.case_village import applicant
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import settle
from ui.kit.columns import Tone
from ui.rail import Rail
from ui.screens.cases.columns import Reading, due_mark
from ui.screens.cases.track import Here
from venue_desk.domain.cases import Case, Rating, Step
from venue_desk.domain.holidays import WorkCalendar
from venue_desk.domain.network import Level

Key = Qt.Key


def reading(days: int = 0) -> Reading:
    return Reading(TODAY + timedelta(days=days), WorkCalendar())


def handed_in(stage: CaseDesk, case: Case) -> Case:
    point = stage.centre
    return stage.take(
        case, Step.HAND_IN, level=point.level, point_id=point.id, place=point.name, with_whom=point.contact
    )


def test_what_is_in_hand_stands_by_its_day_and_says_where_it_lies(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        late = stage.accept(promised_on=TODAY + timedelta(days=14))
        handed_in(stage, late)
        stage.accept(applicant(stage.desk, "李满仓"), promised_on=TODAY + timedelta(days=2))
        settle()
        assert stage.rows() == ["李满仓", "张文海"]
        assert stage.view.sheet._left.text() == "在手 2 件：在办 2"
        assert stage.view.sheet._right.text() == "本月受理 2"
        first, second = stage.view.table.every_row()
        lies = stage.screen.cases._reading.lying
        assert lies(first.case).words == "村站 · 待送交"
        assert lies(second.case).spoken == "镇便民服务中心，镇中心 · 孙主任"


def test_the_day_is_told_as_one_says_it_and_red_once_it_is_over(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept(promised_on=TODAY + timedelta(days=2))
        marks = [due_mark(case, reading(days).due(case)) for days in (0, 2, 4)]
        assert [(mark.text, mark.tone) for mark in marks] == [
            ("11月25日", Tone.AMBER), ("今天", Tone.AMBER), ("逾期 2 天", Tone.RED),
        ]  # fmt: skip
        assert reading(4).lying(case).here is Here.LATE
        done = stage.take(case, Step.FINISH, note="已批")
        assert due_mark(done, reading(4).due(done)).text == "已办结"
        assert (reading(4).lying(done).here, reading(4).lying(done).level) == (Here.SETTLED, Level.STATION)


def test_chips_narrow_and_count_and_the_rail_counts_what_presses(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.accept(promised_on=TODAY)
        done = stage.take(stage.accept(applicant(stage.desk, "李满仓")), Step.FINISH, note="已批")
        stage.take(stage.take(done, Step.COLLECT, person="李满仓"), Step.RATE, rating=Rating.GOOD)
        settle()
        chips = stage.view.filters._chips
        assert [chips[view].text() for view in ("in_hand", "today", "to_collect")] == [
            "在手 2",
            "今天到期 1",
            "待领取 0",
        ]
        rail = stage.hand.window.findChild(Rail)
        assert rail is not None
        assert rail.items["cases"]._mark() == ("1", "red")
        stage.hand.click(chips["today"])
        assert stage.rows() == ["张文海"]
        stage.hand.click(chips["ended"])
        assert stage.rows() == []


def test_hand_find_by_initials_by_number_and_by_item(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.accept()
        second = stage.accept(applicant(stage.desk, "李满仓"))
        settle()
        stage.hand.ctrl(Key.Key_F)
        stage.hand.type("lmc")
        assert stage.rows() == ["李满仓"]
        stage.hand.key(Key.Key_Down)
        assert stage.hand.strokes == 2
        picked = stage.view.table.picked_row()
        assert picked is not None
        assert picked.case.id == second.id
        for typed in (second.number, "高龄津贴申请", "glbt"):
            stage.hand.ctrl(Key.Key_F)
            stage.view.filters.find_line.clear()
            stage.hand.type(typed)
            assert "李满仓" in stage.rows() if typed != "glbt" else stage.rows() == [], typed


def test_a_group_and_an_agent_narrow_further(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        add_household(stage.desk, "0900", "王二社", "二社")
        stage.accept()
        settle()
        groups = stage.desk.stations.groups(stage.desk.act().station_id)
        for name, found in (("一社", ["张文海"]), ("二社", [])):
            stage.view.filters._narrow("group", next(group.id for group in groups if group.name == name))
            assert stage.rows() == found
        stage.view.filters.clear()
        stage.view.filters._narrow("agent", stage.desk.signed_in.cadre.id)
        assert stage.rows() == ["张文海"]


def test_a_screenful_is_read_in_a_few_queries(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        for _ in range(5):
            stage.accept()
        settle()
        with counted_queries() as seen:
            stage.screen.refresh()
        assert len(seen) <= 20


def test_excel_takes_the_rows_of_the_chip(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.accept(promised_on=TODAY)
        stage.accept(applicant(stage.desk, "李满仓"))
        settle()
        stage.hand.click(stage.view.filters._chips["today"])
        stage.screen.cases.export()
        wanted = stage.screen.cases._exported()
        sheet = stage.desk.exports.sheet(stage.desk.act(), "cases", wanted, None)
        assert [row[2] for row in sheet.rows] == ["张文海"]
