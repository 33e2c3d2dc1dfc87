"""Cases from everywhere: the day's list, Ctrl+K, the household, the duty log, the handover, and a scanned receipt."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests import case_village
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import settle
from ui.found_acts import verbs_of
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.scanned import take_scan
from ui.screens.handover.item_rows import open_record
from ui.screens.home import HomeScreen
from ui.screens.home.todos import ERRANDS
from ui.screens.households import HouseholdsScreen
from venue_desk.domain.cases import Step
from venue_desk.domain.found import Kind
from venue_desk.domain.handover import HandoverOffer
from venue_desk.services import case_listing, custody, registers

Key = Qt.Key
CODES = (
    "case.late", "case.late_here", "case.due", "case.hand_in", "case.to_collect", "case.told", "case.mend",
    "case.appointment", "custody.return",
)  # fmt: skip


def home_verb(stage: CaseDesk, word: str) -> Button:
    stage.hand.window.go("home")
    settle()
    page = stage.hand.window.screen_of("home")
    assert isinstance(page, HomeScreen)
    return next(b for b in page.todos.findChildren(Button) if b.text() == word)


def test_every_finding_of_the_register_has_its_verb() -> None:
    assert [code for code in CODES if not ERRANDS[code].verb or ERRANDS[code].screen != "cases"] == []


def test_what_is_done_is_told_from_the_days_list(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.take(stage.accept(), Step.FINISH, note="已批")
        stage.hand.strokes = 0
        stage.hand.click(home_verb(stage, "通知领取"))
        assert stage.hand.strokes == 1
        assert QGuiApplication.clipboard().text() == "13800000201"
        assert stage.steps(case)[-1].step is Step.NOTIFY
        assert case.number in stage.words()
        assert home_verb(stage, "领取签收").isVisible()


def test_a_step_with_something_to_say_opens_its_form(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept(promised_on=stage.desk.act().today)
        stage.hand.click(home_verb(stage, "办结"))
        stage.hand.type("已办好")
        stage.hand.enter()
        assert stage.now(case).result == "已办好"


def test_a_half_typed_case_is_gone_on_with_from_the_days_list(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.hand.ctrl(Key.Key_N)
        stage.hand.type("zwh")
        stage.hand.enter()
        stage.wait_for_draft()
        stage.hand.click(home_verb(stage, "接着填"))
        assert stage.hand.window.key() == "cases"
        assert stage.form.values()["villager_id"] == stage.zhang.id


def test_what_is_late_is_urged_where_it_lies_and_seen_to_where_it_is_here(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept(promised_on=stage.desk.act().today + timedelta(days=2))
        day = case.promised_on + timedelta(days=1)
        station = stage.desk.act().station_id
        assert "case.late_here" in [finding.code for finding in case_listing.todos(station, day)]
        point = stage.centre
        stage.take(case, Step.HAND_IN, level=point.level, point_id=point.id, place=point.name)
        assert "case.late" in [finding.code for finding in case_listing.todos(station, day)]
        assert custody.todos(station, day) == []


def test_a_person_and_an_item_found_begin_a_case(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        verbs = verbs_of(stage.desk, stage.hand.window, Kind.VILLAGER, stage.zhang.id)
        next(verb for verb in verbs if verb.word == "登记代办").act()
        settle()
        assert stage.form.values()["villager_id"] == stage.zhang.id
        verbs_of(stage.desk, stage.hand.window, Kind.ITEM, stage.benefit.id)[0].act()
        settle()
        values = stage.form.values()
        assert values["item_id"] == stage.benefit.id
        assert [line.name for line in values["materials"]] == ["身份证", "户口簿", "近期两寸照片"]  # type: ignore[attr-defined]


def test_ctrl_k_finds_cases_and_items(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        act = stage.desk.act()
        found = {(hit.kind, hit.id) for hit in stage.desk.search.find(act.station_id, "gljt", act.today)}
        assert (Kind.ITEM, stage.benefit.id) in found
        assert (Kind.CASE, case.id) in {
            (hit.kind, hit.id) for hit in stage.desk.search.find(act.station_id, "张文海", act.today)
        }
        verbs = verbs_of(stage.desk, stage.hand.window, Kind.CASE, case.id)
        verbs[0].act()
        settle()
        assert case.number in stage.words()


def test_the_household_tells_its_cases_and_begins_one(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        stage.accept()
        stage.hand.window.go("households", household_id=stage.zhang.household_id)
        settle()
        page = stage.hand.window.screen_of("households")
        assert isinstance(page, HouseholdsScreen)
        words = [label.text() for label in page.view.panel.findChildren(Text)]
        assert "高龄津贴申请" in words
        begin = next(b for b in page.view.panel.findChildren(Button) if b.text() == "登记代办")
        begin.click()
        settle()
        assert stage.form.values()["villager_id"] == stage.zhang.id


def test_a_line_of_the_log_can_be_turned_into_a_case() -> None:
    assert [(each.verb, each.screen) for each in registers.conversions() if each.screen == "cases"] == [
        ("转成代办件", "cases")
    ]


def test_an_item_of_a_handover_opens_its_case(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.take(stage.accept(), Step.FINISH, note="已批")
        stage.hand.window.go("home")
        act = stage.desk.act()
        offers: list[HandoverOffer] = case_listing.handover_items(act.station_id, act.at)
        open_record(stage.hand.window, offers[0])
        settle()
        assert case.number in stage.words()


def test_a_scanned_receipt_opens_its_case(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        code = stage.desk.receipts.code(stage.desk.act(), case)
        stage.hand.window.go("home")
        take_scan(stage.desk, stage.hand.window, code)
        settle()
        assert case.number in stage.words()
        assert "回执是真的" in stage.told()


def test_a_torn_a_forged_and_a_foreign_receipt_are_told_in_place(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        code = stage.desk.receipts.code(stage.desk.act(), case)
        settle()
        take_scan(stage.desk, stage.hand.window, code[:40])
        assert "没有扫全" in stage.words()
        take_scan(stage.desk, stage.hand.window, code.replace("621122105203", "621122105999"))
        assert "别的站的回执" in stage.words()
        forged = code.replace(f"{case.promised_on:%Y%m%d}", "20270101")
        take_scan(stage.desk, stage.hand.window, forged)
        assert "对不上" in stage.words()
        stage.press("按编号查找")
        assert "2026年12月14日" in stage.words()


def test_a_receipt_whose_registration_was_taken_back_says_so_and_by_whom(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        act = stage.desk.act()
        saved = stage.desk.cases.accept(act, case_village.entry(stage.desk, stage.zhang, stage.benefit))
        code = stage.desk.receipts.code(act, saved.record)
        stage.desk.undo(act, saved)
        settle()
        take_scan(stage.desk, stage.hand.window, code)
        assert "登记后来撤销了" in stage.words()
        assert f"由{stage.desk.signed_in.cadre.name}撤销了" in stage.words()


def test_a_scan_is_heard_through_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        code = stage.desk.receipts.code(stage.desk.act(), case)
        stage.view.table.setFocus()
        stage.hand.window.scanned.emit(code)
        settle()
        assert case.number in stage.words()


def test_a_case_is_not_left_half_open_by_a_scan(tmp_path: Path, qtbot: QtBot) -> None:
    """What is half typed is kept as a draft when another case is opened over it."""
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        stage.hand.ctrl(Key.Key_N)
        stage.hand.type("zwh")
        stage.hand.enter()
        take_scan(stage.desk, stage.hand.window, stage.desk.receipts.code(stage.desk.act(), case))
        settle()
        assert stage.view.panel.form() is None
        assert [draft.key for draft in stage.desk.drafts.unfinished(stage.desk.act())] == ["case.new"]
        assert case == stage.now(case)
