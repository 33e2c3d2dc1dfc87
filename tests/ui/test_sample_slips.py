"""留样 by a window left open, over midnight, with too little of it, and what was written by mistake put right."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import settle
from tests.ui.test_canteen_meals import TODAY, at_canteen, screen
from tests.ui.test_canteen_samples import kept, shown, tab
from tests.ui.test_days_turn import turn
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from venue_desk.desk import Desk
from venue_desk.domain.calendar import STATION_ZONE, at_station
from venue_desk.domain.meals import Meal
from venue_desk.domain.menus import MenuEntry
from venue_desk.domain.samples import Sample

Key = Qt.Key
YESTERDAY = TODAY - timedelta(days=1)


def clocked(desk: Desk, hour: int, minute: int, day: date = TODAY) -> None:
    """The hour moves on while nobody looks; no quarter has been told of yet."""
    desk._now = lambda: datetime(day.year, day.month, day.day, hour, minute, tzinfo=STATION_ZONE)


def only(desk: Desk) -> Sample:
    (found,) = desk.samples.kept(desk.act().station_id)
    return found


def moment(at: datetime) -> str:
    return f"{at_station(at):%d %H:%M}"


def by_word(hand: Hand, word: str) -> Button:
    panel = screen(hand).samples.view.panel
    return next(b for b in panel.findChildren(Button) if b.text() == word and b.isVisible())


def form(hand: Hand) -> Form:
    found = screen(hand).samples.view.panel.form()
    assert found is not None
    return found


def test_an_hour_nobody_typed_is_that_of_the_saving(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        line = tab(hand).line
        line.form.put("kept_by", "何彩云")
        clocked(desk, 18, 45)
        hand.type("臊子面")
        hand.enter()
        one = only(desk)
        assert (one.day, one.meal, moment(one.kept_at)) == (TODAY, Meal.SUPPER, "23 18:45")
        clocked(desk, 7, 45, TODAY + timedelta(days=1))
        hand.type("馒头")
        hand.enter()
        later = desk.samples.last(desk.act().station_id)
        assert later is not None
        assert (later.day, later.meal, moment(later.kept_at)) == (TODAY + timedelta(days=1), Meal.BREAKFAST, "24 07:45")


def test_dishes_the_menu_proposed_stay_with_their_meal(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        desk.meals.write_menu(desk.act(), [MenuEntry(day=TODAY, meal=Meal.BREAKFAST, dishes="馒头")])
        tab(hand).line.form.put("kept_by", "何彩云")
        clocked(desk, 12, 40)
        hand.enter()
        assert (only(desk).dish, only(desk).meal, moment(only(desk).kept_at)) == ("馒头", Meal.BREAKFAST, "23 12:40")


def test_an_hour_that_was_typed_stays_and_a_draft_keeps_no_other(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        line = tab(hand).line
        hand.type("臊子面")
        line.form.flush()
        draft = desk.drafts.load(desk.act(), "sample.new")
        assert draft is not None
        assert {"kept_at", "day", "meal"}.isdisjoint(draft.texts)
        line.form.put("kept_by", "何彩云")
        line.form.put("kept_at", time(8, 5))
        clocked(desk, 10, 50)
        hand.enter()
        assert moment(only(desk).kept_at) == "23 08:05"


def test_after_midnight_it_is_supper_of_the_evening_and_kept_now(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        form = tab(hand).line.form
        assert form.cells["kept_on"].isHidden()
        turn(desk, hand.window, 24, 0, 30)
        assert (form.values()["day"], form.values()["meal"]) == (TODAY, Meal.SUPPER)
        assert not form.cells["kept_on"].isHidden()
        form.put("kept_by", "何彩云")
        hand.type("羊肉泡馍")
        hand.enter()
        one = only(desk)
        assert (one.day, one.meal, moment(one.kept_at)) == (TODAY, Meal.SUPPER, "24 00:30")
        form.put("dish", "臊子面")
        form.put("meal", Meal.LUNCH)
        assert form.values()["kept_on"] == TODAY, "of another meal it was kept on its own day"


def test_too_little_is_kept_and_told_beneath_the_line(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        line = tab(hand).line
        line.form.put("kept_by", "何彩云")
        line.form.put("grams", 50)
        hand.type("臊子面、凉菜")
        hand.enter()
        assert len(desk.samples.kept(desk.act().station_id)) == 2
        told = [each.finding.sentence for each in line.findChildren(FindingLine) if each.isVisible()]
        assert told == ["每样要留够 125 克，请再添一些。"]


def test_an_open_page_gets_its_red_button_when_the_hour_comes(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        kept(desk, "馒头", 1)
        view = tab(hand).view
        view.open_row(1)
        assert view.panel.primary is None
        turn(desk, hand.window, 24, 11, 30)
        assert view.panel.primary is not None
        assert view.panel.primary.text() == "登记销毁"


def test_one_written_by_mistake_is_void_with_the_reason(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        kept(desk, "馒头", 1)
        tab(hand).view.open_row(1)
        settle()
        hand.click(by_word(hand, "作废"))
        hand.ctrl(Key.Key_S)
        assert [each.code for each in form(hand).cells["why"].findings] == ["sample.why"]
        hand.type("登记重了")
        hand.ctrl(Key.Key_S)
        assert shown(hand) == []
        hand.ctrl(Key.Key_Z)
        assert shown(hand) == ["馒头"]


def test_the_one_who_kept_it_is_asked_for_and_enter_saves(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        tab(hand)
        hand.type("臊子面")
        hand.enter()
        hand.type("何彩云")
        hand.enter()
        assert (only(desk).dish, only(desk).kept_by) == ("臊子面", "何彩云")


def test_two_dishes_in_one_are_parted_in_the_form(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        kept(desk, "凉菜", 1)
        tab(hand).view.open_row(1)
        settle()
        hand.click(by_word(hand, "改"))
        hand.type("凉菜、臊子面")
        hand.ctrl(Key.Key_S)
        assert sorted(shown(hand)) == ["凉菜", "臊子面"]


def test_who_threw_it_away_and_when_is_said_later(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        kept(desk, "馒头", 3)
        view = tab(hand).view
        view.open_row(1)
        settle()
        assert view.panel.primary is not None
        hand.click(view.panel.primary)
        settle()
        hand.click(by_word(hand, "改销毁"))
        hand.type("何彩云")
        form(hand).put("discarded_on", YESTERDAY)
        hand.ctrl(Key.Key_S)
        gone = next(each for each in desk.samples.between(desk.act().station_id, YESTERDAY - timedelta(days=5), TODAY))
        assert gone.discarded_by == "何彩云"
        assert gone.discarded_at is not None
        assert at_station(gone.discarded_at).date() == YESTERDAY
        hand.click(by_word(hand, "还没销毁"))
        assert only(desk).dish == "馒头"


def test_a_form_that_was_left_is_gone_on_with_from_the_home_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        one = kept(desk, "馒头", 1)
        tab(hand).view.open_row(1)
        settle()
        hand.click(by_word(hand, "作废"))
        hand.type("登记重了")
        hand.key(Key.Key_Escape)
        hand.window.go("canteen", draft=f"sample.{one.id}.void")
        assert form(hand).values()["why"] == "登记重了"
