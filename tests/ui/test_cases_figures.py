"""民事代办, 统计: the month one looks at, the one before it, on paper and as Excel."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import text_of
from tests.ui.at_printouts import finished, screen
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import child, settle
from ui.kit.empty_state import EmptyState
from ui.screens.cases.figures_tab import FiguresTab
from ui.screens.printouts.figure_months import FigureMonthAsking
from venue_desk.domain.cases import Step

Key = Qt.Key


def figures(stage: CaseDesk) -> FiguresTab:
    """统计, by the keyboard."""
    segments = stage.screen.segments["cases"]
    segments.setFocus()
    while not stage.screen.figures.isVisible():
        stage.hand.key(Key.Key_Right)
    settle()
    return stage.screen.figures


def numbers(tab: FiguresTab) -> list[str]:
    return [tile.number.text() for tile in tab.tiles]


def test_the_figures_follow_what_is_done_and_the_months_one_steps_to(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        tab = figures(stage)
        assert tab.isVisible()
        assert numbers(tab)[:2] == ["1 件", "没有"]
        assert tab.tiles[0].accessibleName() == "受理 1 件，上月 没有，去年同月 没有"
        assert [chart.accessibleName() for chart in tab.charts] == ["按办理方式", "按代办员", "按事项", "按自然社"]
        assert tab.charts[2].accessibleDescription() == "高龄津贴申请 1 件"
        stage.take(case, Step.FINISH, note="已批")
        settle()
        assert numbers(tab)[1] == "1 件"
        assert not tab.after.isEnabled()
        stage.hand.key(Key.Key_PageUp)
        assert "10月没有代办件。" in [text.text() for text in child(tab, EmptyState).findChildren(type(tab._title))]
        stage.hand.click(tab.after)
        assert numbers(tab)[0] == "1 件"
        stage.hand.key(Key.Key_PageDown)
        assert numbers(tab)[0] == "1 件"  # what is to come has no figures


def test_the_month_is_printed_and_taken_to_excel(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path / "d", qtbot) as stage:
        stage.accept()
        tab = figures(stage)
        tab.save_as(tmp_path / "f.xlsx")
        qtbot.waitUntil(lambda: "已导出：f.xlsx" in stage.told(), timeout=20_000)
        assert load_workbook(tmp_path / "f.xlsx").worksheets[0]["B4"].value == "1 件"
        stage.hand.ctrl(Key.Key_P)
        settle()
        asking = child(screen(stage.hand), FigureMonthAsking)
        assert asking.who.picked() == date(2026, 11, 1)
        assert asking.who._lines[0].meta == "受理 1 件"
        assert screen(stage.hand).options.send.text() == "打印 1 页"
        screen(stage.hand).save_as(tmp_path / "f.pdf")
        finished(stage.hand, qtbot)
        assert "民事代办月统计表" in text_of((tmp_path / "f.pdf").read_bytes())


def test_the_segments_lead_back_to_the_list(tmp_path: Path, qtbot: QtBot) -> None:
    with case_desk(tmp_path, qtbot) as stage:
        case = stage.accept()
        tab = figures(stage)
        QTest.keyClick(stage.screen.segments["figures"], Key.Key_Left)
        settle()
        assert not tab.isVisible()
        figures(stage)
        stage.open(case)
        assert not tab.isVisible()
        assert stage.view.table.picked_row() is not None
