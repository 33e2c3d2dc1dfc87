"""交接班 as it is seen: nothing that counts is cut, on a wide screen, an old one, and with large type."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import counted_queries
from tests.shift_change import furnish, shifting
from tests.ui.conftest import settle
from tests.ui.handover_stage import Stage, handover_at_desk
from ui import style, theme
from ui.kit import pens
from ui.kit.labels import ElidedText
from ui.screens.handover.history_page import HistoryPage
from ui.screens.handover.turn_tab import TurnTab


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    with shifting(tmp_path / "made") as made:
        furnish(made)
    with handover_at_desk(tmp_path / "made", tmp_path / "data", qtbot) as at:
        yield at


def test_nothing_of_the_turn_is_cut_at_any_size(stage: Stage, qapp: QApplication, window_cache: Path) -> None:
    """Posts, leads and what signing means, on wide and on old screens."""

    def cut(tab: TurnTab) -> list[str]:
        settle()
        parts: list[QWidget] = [tab.strip, tab.giver, tab.taker]
        shown = [label for part in parts for label in part.findChildren(ElidedText) if label.isVisible()]
        return [label.toolTip() for label in shown if label.toolTip()]

    for percent, width, height in ((100, 1440, 900), (100, 1366, 768), (150, 1366, 768)):
        style.apply(qapp, theme.LIGHT.scaled(percent), window_cache)
        stage.hand.window.resize(width, height)
        for clock in ("10:24", "19:50"):
            stage.at(clock)
            assert cut(stage.screen.turn) == [], (percent, width, clock)


def test_two_lines_of_how_the_shift_went_and_three_of_what_is_minded_are_seen_at_once(stage: Stage) -> None:
    for height in (900, 768):
        stage.hand.window.resize(1366, height)
        words = stage.screen.turn.words
        for box, lines in ((words.situation, 2), (words.notes, 3)):
            box.setPlainText("\n".join(["水管检修"] * lines))
            settle()
            assert box.verticalScrollBar().maximum() == 0, (height, lines)
    stage.screen.turn.flush()


def test_the_history_has_room_for_names_leads_and_the_minutes_nobody_came(stage: Stage) -> None:
    stage.made.sealed()
    look = theme.current()
    for width in (1440, 1366):
        stage.hand.window.resize(width, 768)
        stage.screen.see_all(None)
        settle()
        page = stage.hand.window._page
        assert isinstance(page, HistoryPage)
        page.view.open_row(1)
        settle()
        rooms = [page.view.table.columnWidth(place) - look.s12 - look.s2 - look.s4 for place in range(4)]
        assert rooms[1] >= pens.text_width("带班王建军 → 陈志远", look.meta)
        assert rooms[1] >= pens.text_width("李秀兰 → 张小梅", look.body, pens.MEDIUM)
        assert rooms[2] >= pens.text_width("23:58 → 次日 00:04", look.body, pens.MEDIUM)
        assert rooms[3] >= pens.text_width("无人接班 1 小时 42 分钟", look.meta, pens.MEDIUM)
        stage.hand.window.close_page()


def test_a_pause_of_typing_reads_nothing_that_the_screen_shows(stage: Stage) -> None:
    with counted_queries() as asked:
        stage.made.desk.drafts.save(stage.made.desk.act(), "handover.notes", {"notes": "今晚停水"})
        settle()
    assert asked
    assert [
        each for each in asked if any(f'FROM "{name}"' in each for name in ("settings", "belongings", "duties"))
    ] == []
