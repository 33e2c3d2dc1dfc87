"""就餐 where one slips: too many guests, a reason asked while one goes on, a menu that two write, keys in the wrong row."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import child, settle
from tests.ui.test_canteen_meals import TODAY, TOMORROW, at_canteen, findings, screen
from ui.kit.buttons import Button
from ui.kit.labels import ElidedText, Text
from ui.screens.canteen.menu_page import MenuPage
from ui.style import Appearance
from venue_desk.desk import Desk
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.meals import Meal, MealEntry, MealRecord
from venue_desk.domain.menus import MenuEntry

Key = Qt.Key


def invited(desk: Desk, portions: int = 40) -> MealRecord:
    act = desk.act()
    entry = MealEntry(day=TOMORROW, meal=Meal.LUNCH, guest="县督查组", invited_by=act.cadre_id, portions=portions)
    guest = desk.meals.invite(act, entry).record
    settle()
    return guest


def guests(desk: Desk) -> list[tuple[str, int]]:
    return [(each.guest, each.portions) for each in desk.meals.week(desk.act().station_id, TOMORROW).guests]


def press(hand: Hand, word: str) -> None:
    card = screen(hand).meals.guests
    hand.click(next(b for b in card.findChildren(Button) if b.text() == word and b.isVisible()))


def first_day(desk: Desk, day: date) -> list[tuple[int, str]]:
    return [(cell.portions, cell.note) for cell in desk.meals.week(desk.act().station_id, day).rows[0].cells[:3]]


def test_too_many_guests_are_put_right_in_their_line(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        invited(desk)
        card = screen(hand).meals.guests
        assert "40 份 · 陈志远请" in [text.text() for text in card.listed.findChildren(Text)]
        press(hand, "改")
        assert card.line.button.text() == "存下"
        assert card.line.form.values()["guest"] == "县督查组"
        hand.type("4")
        hand.enter()
        settle()
        assert guests(desk) == [("县督查组", 4)]
        assert card.line.button.text() == "登记客人"
        assert card.line.form.values()["guest"] == ""
        hand.ctrl(Key.Key_Z)
        assert guests(desk) == [("县督查组", 40)]


def test_a_change_of_guests_is_left_with_esc_or_gone_on_with_later(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        guest = invited(desk)
        card = screen(hand).meals.guests
        press(hand, "改")
        hand.type("5")
        hand.key(Key.Key_Escape)
        settle()
        assert (card.line.button.text(), guests(desk)) == ("登记客人", [("县督查组", 40)])
        press(hand, "改")
        hand.type("4")
        card.line.form.flush()
        hand.window.go("home")
        settle()
        home = hand.window.screen_of("home")
        assert home is not None
        hand.click(next(b for b in home.findChildren(Button) if b.accessibleName().startswith("接着填：改客人没填完")))
        settle()
        hand.enter()
        assert guests(desk) == [("县督查组", 4)]
        assert desk.drafts.load(desk.act(), f"meal_guest.{guest.id}") is None


def test_after_the_cut_off_a_change_of_guests_asks_why(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        invited(desk)
        desk._now = lambda: datetime(2026, 11, 23, 17, 30, tzinfo=STATION_ZONE)
        press(hand, "改")
        hand.type("4")
        hand.enter()
        assert guests(desk) == [("县督查组", 40)]
        hand.type("少来几位")
        hand.enter()
        settle()
        assert guests(desk) == [("县督查组", 4)]


def test_guests_keep_the_name_of_a_host_who_left(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        act = desk.act()
        host = next(each for each in desk.cadres.serving(act.station_id) if each.id != act.cadre_id)
        entry = MealEntry(day=TOMORROW, meal=Meal.LUNCH, guest="农技员", invited_by=host.id, portions=3)
        desk.meals.invite(act, entry)
        desk.cadres.leave(act, host, TODAY)
        settle()
        shown = [text.text() for text in screen(hand).meals.guests.listed.findChildren(Text)]
        assert f"3 份 · {host.name}请" in shown
        press(hand, "改")
        editor = screen(hand).meals.guests.line.form.cells["invited_by"].editor
        assert host.name in editor.text() or editor.value() == host.id


def test_going_on_while_a_reason_is_asked_loses_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        meals = screen(hand).meals
        name = desk.meals.week(desk.act().station_id, TODAY).rows[0].name
        meals.show_day(TODAY)
        hand.key(Key.Key_2)
        assert findings(hand) == [f"报餐截止了。{name} 今天早餐 2 份，请写明为什么改。"]
        hand.type("临时有客")
        meals.grid.setFocus()
        hand.key(Key.Key_Right)
        hand.key(Key.Key_3)
        assert findings(hand) == [f"报餐截止了。{name} 今天早餐 2 份、午餐 3 份，请写明为什么改。"]
        hand.type("县里来人")
        hand.enter()
        assert findings(hand) == []
        assert first_day(desk, TODAY)[:2] == [(2, "县里来人"), (3, "县里来人")]
        hand.ctrl(Key.Key_Z)
        assert [note for _, note in first_day(desk, TODAY)[:2]] == ["", ""]


def test_where_one_asks_why_is_in_sight_in_large_type(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (_, hand):
        hand.window.dress(Appearance(percent=150))
        hand.window.resize(1366, 768)
        meals = screen(hand).meals
        meals.guests.line.take_focus()
        meals.show_day(TODAY)
        meals.grid.setFocus()
        for _ in range(6):
            hand.key(Key.Key_Down)
        hand.key(Key.Key_2)
        settle()
        assert meals.note.line.hasFocus()
        assert not meals.note.line.visibleRegion().isEmpty()


def test_turning_the_page_keeps_the_question_and_esc_lets_it_be(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        meals = screen(hand).meals
        meals.show_day(TODAY)
        hand.key(Key.Key_2)
        asked = findings(hand)
        meals.step(1)
        settle()
        assert findings(hand) == asked != []
        meals.note.line.setFocus()
        hand.key(Key.Key_Escape)
        assert (findings(hand), meals.grid.hasFocus()) == ([], True)
        meals.show_day(TODAY)
        assert first_day(desk, TODAY)[0][1] == ""
        assert findings(hand) == []


def test_keys_in_the_rows_beneath_say_what_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (_, hand):
        for _ in range(20):
            hand.key(Key.Key_Down)
        hand.key(Key.Key_3)
        assert findings(hand) == ["合计是加出来的，请改上面各人的份数。"]
        hand.key(Key.Key_Up)
        hand.key(Key.Key_Space)
        assert findings(hand) == ["客人在下面登记，按 F6 就到那一行。"]
        hand.key(Key.Key_F6)
        assert screen(hand).meals.guests.line.isAncestorOf(hand.window.focusWidget())


def page_of(hand: Hand) -> MenuPage:
    screen(hand).meals.write_menu()
    settle()
    page = child(hand.window, MenuPage)
    page.settle()
    return page


def test_a_menu_draft_holds_only_what_its_writer_typed_and_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        page_of(hand)
        hand.type("馒头")
        hand.key(Key.Key_Escape)
        settle()
        desk.meals.write_menu(desk.act(), [MenuEntry(day=TOMORROW, meal=Meal.LUNCH, dishes="臊子面")])
        page = page_of(hand)
        assert page.form.values()[f"{TOMORROW}/lunch"] == "臊子面"
        assert page.form.values()[f"{TODAY}/breakfast"] == "馒头"
        assert "上次没写完的，接着写就行" in [t.text() for t in page.findChildren(Text) if t.isVisible()]
        others = [
            MenuEntry(day=TOMORROW, meal=Meal.SUPPER, dishes="浆水面"),
            MenuEntry(day=TODAY, meal=Meal.BREAKFAST, dishes="花卷"),
        ]
        desk.meals.write_menu(desk.act(), others)
        settle()
        assert "现在写着 花卷" in [t.text() for t in page.findChildren(ElidedText)]
        assert page.form.values()[f"{TOMORROW}/supper"] == "浆水面"
        hand.ctrl(Key.Key_S)
        menu = {(line.day, line.meal): line.dishes for line in desk.meals.menu(desk.act().station_id, TOMORROW)}
        assert menu == {
            (TODAY, Meal.BREAKFAST): "馒头", (TOMORROW, Meal.LUNCH): "臊子面", (TOMORROW, Meal.SUPPER): "浆水面",
        }  # fmt: skip


def test_a_menu_draft_is_given_up(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (_, hand):
        page_of(hand)
        hand.type("馒头")
        hand.key(Key.Key_Escape)
        settle()
        page = page_of(hand)
        hand.click(next(b for b in page.findChildren(Button) if b.text() == "清空草稿"))
        assert not any(page.form.values().values())
        assert not page.form.is_touched()
