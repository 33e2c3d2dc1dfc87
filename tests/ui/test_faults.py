"""Nothing is swallowed: rules and the world in their own sentence, the rest as our fault, all of ours in the log."""

import logging
import sys

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.faults import OURS, Faults, sentence_for
from ui.kit.buttons import Button
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must


def refused() -> Refused:
    return Refused([must("undo.touched", "", "李秀兰刚改过这一户，不能再撤销。")])


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (refused(), "李秀兰刚改过这一户，不能再撤销。"),
        (Unavailable("打印机没有回应。请看电源和纸，再点「重印」。"), "打印机没有回应。请看电源和纸，再点「重印」。"),
        (KeyError("name"), OURS),
    ],
)
def test_each_kind_has_its_sentence(error: Exception, sentence: str) -> None:
    assert sentence_for(error) == sentence


def test_an_error_in_a_slot_reaches_screen_and_log(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    faults = Faults()
    told: list[str] = []
    faults.told.connect(told.append)
    monkeypatch.setattr(sys, "excepthook", faults._uncaught)

    def breaks() -> None:
        raise LookupError("of ours")

    button = Button("登记", breaks)
    qtbot.addWidget(button)
    button.click()
    assert told == [OURS]
    assert "of ours" in caplog.text
    assert "LookupError" in caplog.text


def test_a_rule_at_work_is_no_entry_in_the_log(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    faults = Faults()
    told: list[str] = []
    faults.told.connect(told.append)
    faults.tell(refused())
    assert told == ["李秀兰刚改过这一户，不能再撤销。"]
    assert caplog.text == ""


def test_qt_speaks_into_our_log(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    before_hook, faults = sys.excepthook, Faults()
    before = qInstallMessageHandler(None)
    try:
        faults.install()
        with caplog.at_level(logging.WARNING, "qt"):
            qWarning("a warning of Qt")
    finally:
        sys.excepthook = before_hook
        qInstallMessageHandler(before)
    assert [(record.name, record.levelno) for record in caplog.records] == [("qt", logging.WARNING)]
    assert QtMsgType.QtWarningMsg
