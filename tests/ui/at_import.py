"""Standing at 导入Excel: the screen, a table to choose at the dialog, and what is said where."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.screens.importing import ImportingScreen
from venue_desk.domain.importing import Outcome

SAMPLES = Path(__file__).parents[1] / "samples"
ROSTER = SAMPLES / "roster_in_blocks.xlsx"


def screen(hand: Hand) -> ImportingScreen:
    found = hand.window.screen_of("importing")
    assert isinstance(found, ImportingScreen)
    return found


def press(hand: Hand, words: str) -> None:
    """The one button in sight with these words."""
    shown = [b for b in hand.window.findChildren(Button) if b.text() == words and b.isVisible()]
    assert len(shown) == 1, (words, [b.text() for b in shown])
    hand.click(shown[0])


def choose(hand: Hand, file: Path, monkeypatch: pytest.MonkeyPatch, button: str = "选文件") -> None:
    """Through the button; the system's dialog answers with this file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(hand, button)


def quiet(hand: Hand, qtbot: QtBot) -> None:
    """Nothing runs beside the window any more."""
    here = screen(hand)
    qtbot.waitUntil(lambda: not here.start.job.busy() and not here.results.job.busy(), timeout=30_000)
    settle()


def counts(hand: Hand) -> list[int]:
    """新增, 改动, 没变, 要改."""
    plan = screen(hand).results.plan
    assert plan is not None
    return [plan.counts[outcome] for outcome in Outcome]


def chips(hand: Hand) -> list[str]:
    return [chip.text() for chip in screen(hand).results.filters.findChildren(Button) if chip.isVisible()]


def said(hand: Hand) -> str:
    """What stands against it, in place."""
    lines = screen(hand).findChildren(FindingLine)
    return "".join(line.finding.sentence for line in lines if line.isVisible())
