"""The print screen of a small village, and a hand that waits until the paper is there."""

from pytestqt.qtbot import QtBot

from tests.builders import add_cadre, add_entitlement, add_household, add_policy
from tests.ui.at_desk import Hand
from tests.ui.conftest import child, settle
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.screens.printouts import PrintoutsScreen
from ui.screens.printouts.cards import CardAsking
from venue_desk.desk import Desk


def screen(hand: Hand) -> PrintoutsScreen:
    found = hand.window.screen_of("printouts")
    assert isinstance(found, PrintoutsScreen)
    return found


def cards(hand: Hand) -> CardAsking:
    return child(screen(hand), CardAsking)


def village(desk: Desk) -> None:
    policy = add_policy(desk)
    for number, head in enumerate(("张满仓", "马秀英", "尉迟长河"), 1):
        add_entitlement(desk, add_household(desk, f"{number:04d}", head), policy)
    add_cadre(desk, "王建军", "一社")


def finished(hand: Hand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen(hand).options.job.busy(), timeout=20_000)
    settle()
    qtbot.waitUntil(lambda: not screen(hand).options.job.busy(), timeout=20_000)
    settle()


def said(hand: Hand) -> str:
    return "".join(line.finding.sentence for line in screen(hand).preview.findChildren(FindingLine))


def at_the_printer(hand: Hand, qtbot: QtBot, **about: object) -> None:
    hand.window.go("printouts", **about)
    qtbot.waitUntil(lambda: screen(hand).options.printer() == "P")
    settle()


def press(hand: Hand, words: str) -> None:
    shown = [b for b in hand.window.findChildren(Button) if b.text() == words and b.isVisible()]
    assert len(shown) == 1, words
    hand.click(shown[0])
