"""Masked values, and the card 要处理."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, settle
from tests.ui.kit_stage import stage
from ui.kit.chips import Chip
from ui.kit.finding_line import Mend
from ui.kit.findings_panel import FindingsPanel
from ui.kit.masked import MaskedValue
from venue_desk.domain.findings import Finding, must, should

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


def test_what_blocks_comes_before_what_reminds_each_with_its_way_out(qtbot: QtBot) -> None:
    mended: list[str] = []

    def mends(finding: Finding) -> Sequence[Mend]:
        return [Mend("换成马德林", lambda: mended.append(finding.code))] if finding.code == "leave" else ()

    panel = stage(qtbot, FindingsPanel(mends=mends), 400, 500)
    panel.show_findings(
        [
            should("even", "", "张小梅 19 班，比人均多 1 班。"),
            must("leave", "", "10日白班，赵文博在休假。"),
            must("gap", "", "19日夜班缺值班员。"),
        ]
    )
    settle()
    sentences = [text for text in words(panel) if text.endswith("。")]
    assert sentences == ["10日白班，赵文博在休假。", "19日夜班缺值班员。", "张小梅 19 班，比人均多 1 班。"]
    assert [chip.text() for chip in panel.findChildren(Chip) if chip.isVisible()] == ["2 必改", "1 提醒"]
    buttons = panel.findChildren(QPushButton)
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert (len(buttons), mended) == (1, ["leave"])


def test_mending_may_show_other_findings_at_once(qtbot: QtBot) -> None:
    panel = FindingsPanel(mends=lambda _finding: [Mend("改好", lambda: panel.show_findings(()))])
    stage(qtbot, panel, 400, 500)
    panel.show_findings([must("a", "", "请改过来。")])
    settle()
    QTest.mouseClick(child(panel, QPushButton), Qt.MouseButton.LeftButton)
    settle()
    assert words(panel) == ["要处理", "没有要处理的"]
