"""The papers of a case: the one its state calls for stands first; a receipt that was printed is remembered."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import text_of
from tests.case_village import accept, centre
from tests.ui.at_desk import at_desk
from tests.ui.at_printouts import finished, screen
from tests.ui.conftest import child, settle
from ui.screens.printouts.cases import CaseAsking, DeliveryAsking
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Step
from venue_desk.domain.printouts import PaperKey
from venue_desk.services.deliveries import DeliveryEntry


def test_the_receipt_of_a_case_is_printed_and_remembered_with_its_household(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        case = accept(desk)
        accept(desk)
        hand.window.go("printouts", paper="case-receipt", case_ids=(case.id,))
        settle()
        assert child(screen(hand), CaseAsking).who.picked() == case.id
        screen(hand).save_as(tmp_path / "receipt.pdf")
        finished(hand, qtbot)
        assert case.number in text_of((tmp_path / "receipt.pdf").read_bytes())
        (row,) = desk.printouts.rows(desk.act().station_id, PaperKey.CASE_RECEIPT)
        assert row.given == 1


def test_what_the_state_calls_for_is_offered_first_and_what_never_came_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        case = desk.cases.take(desk.act(), accept(desk), StepEntry(step=Step.FINISH, note="已批")).record
        hand.window.go("printouts", paper="case-receipt", case_ids=(case.id,))
        settle()
        papers = child(screen(hand), CaseAsking).papers
        assert papers.itemText(0) == "办结告知书"
        papers.setFocus()
        hand.key(Qt.Key.Key_Home)
        papers.activated.emit(0)
        settle()
        assert screen(hand).options.send.text() == "打印 1 页"
        papers.activated.emit(papers.findText("不予受理告知书"))
        settle()
        assert not screen(hand).options.send.isEnabled()


def test_the_list_of_a_delivery(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        order = DeliveryEntry(case_ids=(accept(desk).id,), point_id=centre(desk).id, received_by="孙主任")
        batch = desk.deliveries.carry(desk.act(), order).record
        hand.window.go("printouts", paper="delivery-list", batch_id=batch.id)
        settle()
        assert child(screen(hand), DeliveryAsking).who.picked() == batch.id
        screen(hand).save_as(tmp_path / "list.pdf")
        finished(hand, qtbot)
        assert batch.number in text_of((tmp_path / "list.pdf").read_bytes())
