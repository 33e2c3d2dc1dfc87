"""就餐: reported in one key, corrected meal by meal, guests in one line, the menu, and back again; strokes are counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.rostered import add_staff, fill_month
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, settle
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.screens.canteen import CanteenScreen
from ui.screens.canteen.menu_page import MenuPage
from ui.screens.canteen.prices_page import PricesPage
from venue_desk.desk import Desk
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuEntry

Key = Qt.Key
TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)


@contextmanager
def at_canteen(path: Path, qtbot: QtBot) -> Iterator[tuple[Desk, Hand]]:
    """A staff that serves in turns this month, and the canteen's screen."""
    with at_desk(path, qtbot, "home") as (desk, hand):
        staff = add_staff(desk)
        fill_month(desk, staff, TODAY.replace(day=1))
        hand.window.go("canteen")
        settle()
        hand.strokes = 0
        yield desk, hand


def screen(hand: Hand) -> CanteenScreen:
    found = hand.window.screen_of("canteen")
    assert isinstance(found, CanteenScreen)
    return found


def numbers(hand: Hand) -> list[int]:
    """The three numbers."""
    return [int(tile.number.text()) for tile in screen(hand).meals.heads.tiles.values()]


def drawn(hand: Hand) -> tuple[date, ...]:
    grid = screen(hand).meals.grid.meals.grid
    assert grid is not None
    return grid.days


def findings(hand: Hand) -> list[str]:
    return [text.text() for text in screen(hand).meals.note.findChildren(Text) if text.isVisible() and text.text()]


def test_tomorrow_is_reported_as_planned_in_one_key_and_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        heads = desk.meals.headcount(desk.act().station_id, TOMORROW)
        assert numbers(hand) == [heads.meals[meal].predicted for meal in Meal]
        assert screen(hand).meals.heads.fill.isVisible()
        hand.ctrl(Key.Key_Return)
        assert hand.strokes == 1
        assert desk.meals.headcount(desk.act().station_id, TOMORROW).complete
        assert "都报了" in screen(hand).meals.heads.until.text()
        assert not screen(hand).meals.heads.fill.isVisible()
        hand.ctrl(Key.Key_Z)
        assert desk.meals.headcount(desk.act().station_id, TOMORROW).answered == 0
        assert screen(hand).meals.heads.fill.isVisible()


def test_after_the_hour_it_says_that_the_hour_is_over(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        heads, card = desk.meals.headcount(desk.act().station_id, TOMORROW), screen(hand).meals.heads
        said = []
        for seconds in (0, 1):
            card.show_heads(heads, {}, heads.until + timedelta(seconds=seconds))
            said.append("17:00 已截止" in card.until.text())
        assert said == [False, True]


def test_whoever_does_not_eat_is_one_arrow_and_space_away(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        lunch = numbers(hand)[1]
        grid = desk.meals.week(desk.act().station_id, TOMORROW)
        place = next(n for n, row in enumerate(grid.rows) if grid.cell(row.cadre_id, TOMORROW, Meal.LUNCH).planned)
        hand.key(Key.Key_Right)
        for _ in range(place):
            hand.key(Key.Key_Down)
        hand.key(Key.Key_Space)
        assert hand.strokes == place + 2
        who = grid.rows[place].cadre_id
        cell = desk.meals.week(desk.act().station_id, TOMORROW).cell(who, TOMORROW, Meal.LUNCH)
        assert (cell.portions, cell.corrected) == (0, True)
        assert numbers(hand)[1] == lunch - 1
        hand.key(Key.Key_3)
        assert numbers(hand)[1] == lunch + 2
        assert screen(hand).meals.grid.meals.grid == desk.meals.week(desk.act().station_id, TOMORROW)
        assert screen(hand).meals._heads == desk.meals.headcount(desk.act().station_id, TOMORROW)
        spoken = screen(hand).meals.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.endswith("午餐，报了 3 份")
        hand.ctrl(Key.Key_Z)
        assert numbers(hand)[1] == lunch - 1


def test_what_is_written_elsewhere_is_read_again_though_a_tap_is_not(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        hand.key(Key.Key_Space)
        desk.meals.fill(desk.act(), TOMORROW + timedelta(days=1))
        settle()
        assert screen(hand).meals.grid.meals.grid == desk.meals.week(desk.act().station_id, TOMORROW)


def test_a_second_click_says_eats_or_not(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        grid = screen(hand).meals.grid
        index = grid.meals.index_of(TOMORROW, 2)
        for _ in range(2):
            QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center())
        cell = desk.meals.week(desk.act().station_id, TOMORROW).rows[2].cells[3]
        assert (cell.reported, cell.portions) == (True, int(not cell.planned))


def test_after_the_cut_off_the_reason_is_asked_right_there(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        meals = screen(hand).meals
        meals.show_day(TODAY)
        hand.key(Key.Key_2)
        assert any("写明为什么改" in told for told in findings(hand))
        hand.type("临时有客")
        hand.enter()
        assert findings(hand) == []
        cell = desk.meals.week(desk.act().station_id, TODAY).rows[0].cells[0]
        assert (cell.portions, cell.note) == (2, "临时有客")
        assert meals.here.text().endswith("报了 2 份，临时有客")
        assert meals.grid.hasFocus()
        assert meals.grid.meals.day(meals.grid.currentIndex().column()) == TODAY


def test_guests_in_one_line_and_when_they_do_not_come(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        lunch = numbers(hand)[1]
        hand.key(Key.Key_F6)
        hand.type("县督查组")
        hand.enter()
        hand.type("4")
        hand.enter()
        assert hand.strokes == 3
        assert numbers(hand)[1] == lunch + 4
        (guest,) = desk.meals.week(desk.act().station_id, TOMORROW).guests
        assert (guest.guest, guest.portions, guest.meal, guest.day) == ("县督查组", 4, Meal.LUNCH, TOMORROW)
        settle()
        away = next(b for b in screen(hand).meals.guests.findChildren(Button) if b.text() == "不来了")
        hand.click(away)
        assert desk.meals.week(desk.act().station_id, TOMORROW).guests == ()
        hand.ctrl(Key.Key_Z)
        assert numbers(hand)[1] == lunch + 4


def test_what_is_not_said_of_guests_is_asked_at_its_field_and_the_draft_stays(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        form = screen(hand).meals.guests.line.form
        form.focus_cell(form.cells["portions"])
        hand.type("4")
        hand.enter()
        assert [found.code for found in form.cells["guest"].findings] == ["meals.guest"]
        assert desk.drafts.load(desk.act(), "meal_guest.new") is not None


@pytest.mark.parametrize("span", ["week", "month"])
def test_weeks_and_months_are_turned_with_the_page_keys(span: str, tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (_, hand):
        meals = screen(hand).meals
        if span == "month":
            meals.span.setFocus()
            hand.key(Key.Key_Right)
            meals.grid.setFocus()
        days = drawn(hand)
        hand.key(Key.Key_PageDown)
        later = drawn(hand)
        assert later[0] == days[-1] + timedelta(days=1)
        hand.key(Key.Key_PageUp)
        assert drawn(hand) == days


def test_the_menu_of_the_week_is_copied_mended_and_kept(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        last = TOMORROW - timedelta(days=7)
        desk.meals.write_menu(desk.act(), [MenuEntry(day=last, meal=Meal.LUNCH, dishes="洋芋烧鸡块、米饭")])
        screen(hand).meals.write_menu()
        settle()
        page = child(hand.window, MenuPage)
        page.settle()
        page.copy_last_week()
        hand.type("馒头 小米粥")
        hand.ctrl(Key.Key_S)
        menu = {(line.day, line.meal): line.dishes for line in desk.meals.menu(desk.act().station_id, TOMORROW)}
        assert menu == {(TODAY, Meal.BREAKFAST): "馒头、小米粥", (TOMORROW, Meal.LUNCH): "洋芋烧鸡块、米饭"}
        assert screen(hand).meals.heads.tiles[Meal.LUNCH].dishes.text() == "洋芋烧鸡块、米饭"


def test_a_menu_too_long_for_the_wall_is_told_at_its_meal(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (_, hand):
        screen(hand).meals.write_menu()
        settle()
        page = child(hand.window, MenuPage)
        page.settle()
        hand.type("洋芋" * 40)
        hand.ctrl(Key.Key_S)
        assert [found.code for found in page.form.cells[f"{TODAY}/breakfast"].findings] == ["menu.long"]


def test_a_meal_gets_its_price_with_the_document(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        screen(hand).show_prices()
        settle()
        page = child(hand.window, PricesPage)
        page.register()
        form = page.view.panel.form()
        assert form is not None
        form.focus_cell(form.cells["fen"])
        hand.type("8.5")
        hand.ctrl(Key.Key_S)
        (price,) = desk.meals.prices(desk.act().station_id)
        assert (price.meal, price.fen, price.from_on) == (Meal.LUNCH, 850, TODAY)


def test_where_nobody_is_rostered_nobody_is_expected(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "canteen") as (_, hand):
        meals = screen(hand).meals
        assert meals.grid.meals.rowCount() == 3  # the one at the desk, the guests, the sums
        assert numbers(hand) == [0, 0, 0]
        assert "按计划没有人吃" in meals.heads.until.text()
        assert not meals.heads.fill.isVisible()


def test_from_a_week_before_anybody_served_one_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        for cadre in desk.cadres.serving(desk.act().station_id):
            desk.cadres.change(desk.act(), cadre, replace(cadre, joined_on=TODAY))
        meals = screen(hand).meals
        meals.show_day(TODAY - timedelta(days=14))
        assert meals.grid.meals.rowCount() == 2
        hand.click(meals.after)
        hand.click(meals.after)
        assert TOMORROW in drawn(hand)
        assert meals.grid.meals.rowCount() > 3


def test_the_todo_of_the_home_screen_leads_to_the_day(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        desk.meals.fill(desk.act(), TODAY)
        hand.window.go("home")
        settle()
        home = hand.window.screen_of("home")
        assert home is not None
        verb = next(b for b in home.findChildren(Button) if b.text() == "报数")
        hand.click(verb)
        at = screen(hand).meals.grid.currentIndex()
        assert screen(hand).meals.grid.meals.day(at.column()) == TOMORROW
