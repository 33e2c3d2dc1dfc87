"""A scanner at the desk: its keys come in a run and end with Enter; a hand's keys go where they always went."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import YEAR, add_cadre
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, focus, settle
from tests.ui.test_search_everywhere import village
from ui.kit.buttons import Button
from ui.kit.search_box import SearchBox
from ui.scanner import LEAST, ScanWatch
from ui.screens.cadres import CadresScreen
from ui.screens.households import HouseholdsScreen
from venue_desk.desk import Desk
from venue_desk.domain.printouts import PaperKey, SheetOrder

Key = Qt.Key


def patient(hand: Hand) -> None:
    """However busy the machine, keys come soon enough to be one run."""
    child(hand.window, ScanWatch).wait(60_000)


def scan(hand: Hand, text: str, end: Qt.Key = Key.Key_Return) -> None:
    """As a scanner types: one key right after the other, on the window itself."""
    patient(hand)
    type_keys(hand, text)
    QTest.keyClick(hand.window.windowHandle(), end)
    settle()


def type_keys(hand: Hand, text: str) -> None:
    for character in text:
        QTest.keyClick(hand.window.windowHandle(), Key(ord(character.upper())))


def cadres(hand: Hand) -> CadresScreen:
    screen = hand.window.screen_of("cadres")
    assert isinstance(screen, CadresScreen)
    return screen


def picked(hand: Hand) -> str:
    row = cadres(hand).view.table.picked_row()
    return "" if row is None else str(row.cadre.name)


def staff(desk: Desk) -> None:
    for name in ("安国栋", "王建军", "赵文博", "周晓燕"):
        add_cadre(desk, name)
    settle()


def give_sheets(desk: Desk, folder: Path) -> None:
    gathered = desk.printouts.gather(desk.act(), SheetOrder(year=YEAR))
    desk.printouts.record(desk.act(), desk.printouts.start(desk.act(), gathered, folder / "sheets.pdf"))
    settle()


def serial(desk: Desk, paper: PaperKey) -> str:
    return desk.printouts.rows(desk.act().station_id, paper)[0].printout.serial


def test_a_card_lies_under_the_scanner_and_shows_what_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk, tmp_path)
        cadres(hand).view.table.setFocus()
        number = serial(desk, PaperKey.CONTACT_CARD)
        scan(hand, number)
        assert hand.window.key() == "printouts"
        assert hand.window._toast.text() == f"扫到王建军的连心卡，编号 {number}"
        assert picked(hand) != "赵文博"


def test_a_paper_of_one_household_opens_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk, tmp_path)
        give_sheets(desk, tmp_path)
        cadres(hand).view.table.setFocus()
        scan(hand, serial(desk, PaperKey.POLICY_SHEET))
        screen = hand.window.screen_of("households")
        assert isinstance(screen, HouseholdsScreen)
        assert hand.window.key() == "households"
        assert screen.view.panel.accessibleName() == "李秀芳"


def test_what_nobody_knows_is_looked_for(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        staff(desk)
        cadres(hand).view.table.setFocus()
        scan(hand, "6901234567892")
        line = hand.window.top.search
        assert (focus(), line.text()) == (line, "6901234567892")
        assert isinstance(line.popup, SearchBox)
        assert line.popup.popup.isVisible()


def test_slow_letters_go_on_leading_to_a_name(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        staff(desk)
        cadres(hand).view.table.setFocus()
        child(hand.window, ScanWatch).wait(10)
        for letter in "zxy":
            type_keys(hand, letter)
            QTest.qWait(50)
        assert picked(hand) == "周晓燕"


def test_hurried_letters_wait_and_then_do_too(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        staff(desk)
        cadres(hand).view.table.setFocus()
        before = picked(hand)
        patient(hand)
        type_keys(hand, "wjj")
        assert picked(hand) == before != "王建军"
        QTest.keyClick(hand.window.windowHandle(), Key.Key_F24)
        assert picked(hand) == "王建军"


def test_a_few_letters_and_enter_are_no_scan(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        staff(desk)
        cadres(hand).view.table.setFocus()
        scan(hand, "zxyzxyz"[: LEAST - 1])
        assert hand.window.top.search.text() == ""
        assert picked(hand) == "周晓燕"
        assert cadres(hand).view.panel.isAncestorOf(focus())  # the Enter opened the page


def test_a_run_without_enter_is_typing(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        staff(desk)
        cadres(hand).view.table.setFocus()
        scan(hand, "wjjwjjw", Key.Key_Down)
        assert hand.window.top.search.text() == ""
        assert picked(hand) != ""


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_in_a_text_field_a_scan_is_text(tmp_path: Path, qtbot: QtBot, key: Qt.Key) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (_, hand):
        found = cadres(hand).view.filters.find_line
        found.setFocus()
        scan(hand, "12345678", key)
        assert isinstance(found, QLineEdit)
        assert found.text() == "12345678"
        assert hand.window.top.search.text() == ""


def test_a_locked_desk_takes_no_scan(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk, tmp_path)
        hand.window.lock()
        next(b for b in hand.window.findChildren(Button) if b.text() == "解锁").setFocus()
        scan(hand, serial(desk, PaperKey.CONTACT_CARD))
        assert hand.window.locked()
        assert hand.window.key() == "cadres"


def test_a_space_presses_a_button_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        staff(desk)
        next(b for b in cadres(hand).view.findChildren(Button) if b.text() == "登记干部").setFocus()
        QTest.keyClick(hand.window.windowHandle(), Key.Key_Space)
        settle()
        assert cadres(hand).view.panel.form() is not None
