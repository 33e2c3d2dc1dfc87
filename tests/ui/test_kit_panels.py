"""Masked values, and the card 要处理."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child
from tests.ui.kit_stage import stage
from ui.kit.masked import MaskedValue

COVERED, WHOLE = "6211**********0013", "621199194408120013"


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def masked_on(qtbot: QtBot, shown_for: int = 30_000) -> tuple[MaskedValue, list[bool]]:
    asked: list[bool] = []

    def reveal() -> str:
        asked.append(True)
        return WHOLE

    return stage(qtbot, MaskedValue("身份证号", COVERED, reveal, shown_for), 400, 60), asked


def test_a_masked_value_is_shown_when_asked_for_and_says_it_is_logged(qtbot: QtBot) -> None:
    value, asked = masked_on(qtbot)
    button = child(value, QPushButton)
    assert (words(value), button.accessibleName()) == ([COVERED], "显示身份证号")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert words(value) == [WHOLE, "已记入查看记录"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert words(value) == [COVERED]
    assert asked == [True]


def test_a_shown_value_covers_itself_again(qtbot: QtBot) -> None:
    value, _ = masked_on(qtbot, shown_for=1)
    QTest.mouseClick(child(value, QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(value) == [COVERED])
    assert masked_on(qtbot)[0]._timer.interval() == 30_000


def test_a_value_that_goes_out_of_sight_is_covered(qtbot: QtBot) -> None:
    value, _ = masked_on(qtbot)
    QTest.mouseClick(child(value, QPushButton), Qt.MouseButton.LeftButton)
    value.hide()
    value.show()
    assert words(value) == [COVERED]
