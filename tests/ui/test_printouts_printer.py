"""印 to the printer: recorded when the queue took it, sent again when it did not, told when there is none."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import text_of
from tests.ui.at_desk import at_desk
from tests.ui.at_printouts import at_the_printer, finished, press, said, screen, village
from tests.ui.conftest import child, focus, settle
from tests.ui.outside import cups_stand_ins, stand_in
from ui.kit.toast import Toast

Key = Qt.Key


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cups_stand_ins(tmp_path / "bin", monkeypatch)


def test_printed_is_recorded_when_the_queue_took_it(tmp_path: Path, qtbot: QtBot, outside: Path) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        at_the_printer(hand, qtbot, paper="policy-sheet")
        hand.ctrl(Key.Key_P)
        finished(hand, qtbot)
        assert text_of((outside / "taken").read_bytes()).count("惠农政策知情卡") == 3
        assert "惠农政策知情卡" in (outside / "asked").read_text(encoding="utf-8")
        assert desk.printouts.count(desk.act().station_id) == 3
        assert child(hand.window, Toast).text() == "已送打印 3 页"
        assert focus() is screen(hand).options.send
        assert list(desk.signed_in.folder.papers.iterdir()) == []  # nobody's name stays on the disk
        hand.ctrl(Key.Key_Z)
        assert desk.printouts.count(desk.act().station_id) == 0


def test_what_the_printer_did_not_take_can_be_sent_again(tmp_path: Path, qtbot: QtBot, outside: Path) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        at_the_printer(hand, qtbot, paper="policy-sheet")
        taking = (outside / "lp").read_text(encoding="utf-8")
        stand_in(outside, "lp", "exit 1")
        hand.click(screen(hand).options.send)
        finished(hand, qtbot)
        assert said(hand) == "打印机没有回应。请看电源和纸，再点「重印」。"
        assert desk.printouts.count(desk.act().station_id) == 0
        stand_in(outside, "lp", taking)
        press(hand, "重印")
        finished(hand, qtbot)
        assert said(hand) == ""
        assert desk.printouts.count(desk.act().station_id) == 3


def test_spoilt_paper_is_printed_again_and_recorded_once(tmp_path: Path, qtbot: QtBot, outside: Path) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        at_the_printer(hand, qtbot, paper="policy-sheet")
        hand.click(screen(hand).options.send)
        finished(hand, qtbot)
        first = text_of((outside / "taken").read_bytes())
        (outside / "taken").unlink()
        press(hand, "没印好，重印")
        finished(hand, qtbot)
        assert text_of((outside / "taken").read_bytes()) == first
        assert desk.printouts.count(desk.act().station_id) == 3
        household = desk.households.find(desk.act().station_id, "0001")
        assert household is not None
        assert len(desk.households.get(desk.act().station_id, household.id).issued) == 1


def test_a_second_run_shows_and_takes_the_numbers_that_come_next(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="policy-sheet")
        settle()
        for name in ("one.pdf", "two.pdf"):
            screen(hand).save_as(tmp_path / name)
            finished(hand, qtbot)
        gathered = screen(hand)._gathered
        assert gathered is not None
        serials = sorted(row.printout.serial for row in desk.printouts.rows(desk.act().station_id))
        assert len(set(serials)) == 6
        assert gathered.pieces[0].serial > serials[-1]
        assert gathered.pieces[0].serial in text_of(desk.printouts.preview(gathered))


def test_without_a_printer_it_says_so_and_nothing_is_recorded(tmp_path: Path, qtbot: QtBot, outside: Path) -> None:
    stand_in(outside, "lpstat", "")
    with at_desk(tmp_path / "d", qtbot, "cadres") as (desk, hand):
        village(desk)
        hand.window.go("printouts", paper="policy-sheet")
        settle()
        hand.click(screen(hand).options.send)
        finished(hand, qtbot)
        assert desk.printouts.count(desk.act().station_id) == 0
        assert "还没有装打印机" in said(hand)
