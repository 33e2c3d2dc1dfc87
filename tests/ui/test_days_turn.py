"""A window that stays open over midnight and over the end of a month, as one at a desk by day and night does."""

from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.at_lodging import at_lodging
from tests.ui.conftest import child, settle
from tests.ui.test_canteen_meals import at_canteen, screen
from ui.main_window import MainWindow
from ui.minutes import Minutes
from venue_desk.desk import Desk
from venue_desk.domain.calendar import STATION_ZONE

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def turn(desk: Desk, window: MainWindow, day: int, hour: int, minute: int = 0, month: int = 11) -> None:
    ticks, at = count(), datetime(2026, month, day, hour, minute, tzinfo=STATION_ZONE)
    desk._now = lambda: at + timedelta(milliseconds=next(ticks))
    child(window, Minutes).tick()
    settle()


def test_the_roll_call_goes_over_into_the_next_month_with_its_night(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as lodged:
        desk, window, tab = lodged.desk, lodged.hand.window, lodged.screen.tonight
        turn(desk, window, 30, 23, 50)
        assert (tab.title.text(), tab.month()) == ("今晚 11月30日 星期一", NOVEMBER)
        turn(desk, window, 1, 5, 30, month=12)
        assert (tab.title.text(), tab.month()) == ("昨夜 11月30日 星期一", NOVEMBER)
        tab.step(1)
        assert tab.month() == NOVEMBER, "its first night is still to come"
        turn(desk, window, 1, 6, 15, month=12)
        assert (tab.title.text(), tab.month()) == ("今晚 12月1日 星期二", DECEMBER)
        tab.step(-1)
        turn(desk, window, 2, 6, 15, month=12)
        assert tab.month() == NOVEMBER, "one who looks back goes on looking back"


def test_how_everybody_stands_goes_over_as_well(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as lodged:
        lodged.screen.show_tab("standing")
        turn(lodged.desk, lodged.hand.window, 30, 23, 50)
        assert lodged.screen.month() == NOVEMBER
        turn(lodged.desk, lodged.hand.window, 1, 8, month=12)
        assert lodged.screen.month() == DECEMBER


def test_after_midnight_one_reports_for_the_day_that_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        meals = screen(hand).meals
        turn(desk, hand.window, 23, 23, 50)
        assert meals.heads.until.text().startswith("11月24日")
        turn(desk, hand.window, 24, 0, 5)
        assert meals.heads.until.text().startswith("11月25日")
        turn(desk, hand.window, 29, 0, 5)
        assert meals.grid.meals.grid is not None
        assert date(2026, 11, 30) in meals.grid.meals.grid.days, "the week of tomorrow, which is the next one"


def test_a_tap_on_the_list_of_a_night_that_is_over_shows_the_new_one_first(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as lodged:
        lodged.stand("王建军")
        at = datetime(2026, 11, 24, 20, 31, tzinfo=STATION_ZONE)
        lodged.desk._now = lambda: at
        lodged.hand.key(Qt.Key.Key_Space)
        assert lodged.toast() == "换到新的一晚了，请再看一遍名单"
        assert lodged.night("王建军") is None
        assert lodged.screen.tonight.title.text() == "今晚 11月24日 星期二"
        lodged.stand("王建军")
        lodged.hand.key(Qt.Key.Key_Space)
        assert lodged.night("王建军", date(2026, 11, 24)) is not None
