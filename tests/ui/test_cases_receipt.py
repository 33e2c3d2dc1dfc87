"""登记并打印回执 with a printer chosen for it: on paper without another key, told where it did not come out, taken back whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import settle
from tests.ui.outside import cups_stand_ins, stand_in
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.screens.cases.receipt import RECEIPT_PRINTER
from venue_desk.domain.case_listing import CaseFilter

Key = Qt.Key


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cups_stand_ins(tmp_path / "bin", monkeypatch)


def register(stage: CaseDesk, qtbot: QtBot) -> None:
    stage.hand.window.keep(RECEIPT_PRINTER, "P")
    stage.hand.ctrl(Key.Key_N)
    stage.hand.type("zwh")
    stage.hand.enter()
    stage.hand.type("glbt")
    stage.hand.enter()
    stage.hand.key(Key.Key_A)
    stage.hand.enter()
    ended(stage, qtbot)


def ended(stage: CaseDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not stage.screen.cases.receipt._card.busy(), timeout=20_000)
    settle()


def cases(stage: CaseDesk) -> int:
    act = stage.desk.act()
    return stage.desk.cases.count(act.station_id, CaseFilter(today=act.today))


def printed(stage: CaseDesk) -> int:
    return stage.desk.printouts.count(stage.desk.act().station_id)


def hindered(stage: CaseDesk) -> str:
    lines = stage.screen.cases.receipt.findChildren(FindingLine)
    return "".join(line.finding.sentence for line in lines if line.isVisible())


def test_the_receipt_is_on_paper_without_another_key(tmp_path: Path, qtbot: QtBot, outside: Path) -> None:
    with case_desk(tmp_path / "d", qtbot) as stage:
        register(stage, qtbot)
        assert (stage.hand.window.key(), stage.hand.strokes) == ("cases", 5)
        assert (outside / "taken").read_bytes().startswith(b"%PDF")
        assert "已登记，回执送打印了：张文海 高龄津贴申请" in stage.told()
        assert "105203-20261123-0001" in stage.words()
        assert (cases(stage), printed(stage), hindered(stage)) == (1, 1, "")
        stage.hand.ctrl(Key.Key_Z)
        assert (cases(stage), printed(stage)) == (0, 1)  # what is on paper stays in the register


def test_what_the_printer_did_not_take_stays_told_until_it_is_printed_again(
    tmp_path: Path, qtbot: QtBot, outside: Path
) -> None:
    with case_desk(tmp_path / "d", qtbot) as stage:
        taking = (outside / "lp").read_text(encoding="utf-8")
        stand_in(outside, "lp", "exit 1")
        register(stage, qtbot)
        assert hindered(stage).startswith("张文海的回执没印出来。打印机没有回应")
        assert (cases(stage), printed(stage)) == (1, 0)
        (outside / "lp").write_text(taking, encoding="utf-8")
        again = next(b for b in stage.screen.cases.receipt.findChildren(Button) if b.text() == "重印" and b.isVisible())
        stage.hand.click(again)
        ended(stage, qtbot)
        assert (printed(stage), hindered(stage)) == (1, "")


def test_from_there_one_can_go_and_look_at_it(tmp_path: Path, qtbot: QtBot, outside: Path) -> None:
    with case_desk(tmp_path / "d", qtbot) as stage:
        stand_in(outside, "lp", "exit 1")
        register(stage, qtbot)
        page = next(b for b in stage.screen.cases.receipt.findChildren(Button) if b.text() == "去打印页看看")
        stage.hand.click(page)
        assert stage.hand.window.key() == "printouts"
        stage.hand.key(Key.Key_Escape)
        assert hindered(stage) == ""
