"""冲正 of a closed month: whose meals, what they should have been, read before it is said; one after another."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import child, settle
from tests.ui.test_canteen_books import NOVEMBER, OCTOBER, at_tab, eaten, form, verb
from tests.ui.test_canteen_meals import TODAY, screen
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.labels import Prose
from ui.kit.register import RegisterView
from venue_desk.desk import Desk
from venue_desk.domain.corrections import borne_more
from venue_desk.domain.meals import Meal

Key = Qt.Key


def share_of(desk: Desk, name: str) -> int:
    """What somebody bears of October, counter-entries included."""
    found = desk.settlements.month(desk.act().station_id, OCTOBER, TODAY)
    share = next(share for share in found.settlement.shares if share.name == name)
    return share.share_fen + borne_more(found.countered).get(share.cadre_id, 0)


def put_right(hand: Hand, view: RegisterView, name: str, portions: int) -> None:
    """One lunch of the 21st: typed, read, said."""
    hand.click(verb(view, "冲正"))
    people = form(view).cells["cadre_id"].field.choices
    form(view).put("cadre_id", next(choice.key for choice in people if choice.words == name))  # type: ignore[union-attr]
    form(view).put("first", date(2026, 10, 21))
    form(view).put("meals", (Meal.LUNCH,))
    form(view).put("portions", portions)
    form(view).put("reason", "漏记一份")
    hand.ctrl(Key.Key_S)
    hand.click(child(view.panel, ConfirmSheet).verb)


def test_a_closed_month_is_put_right_by_a_counter_entry_read_before(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (desk, hand, view):
        eaten(desk)
        desk.settlements.close(desk.act(), OCTOBER)
        screen(hand).settlement.show_month(OCTOBER)
        settle()
        hand.click(verb(view, "冲正"))
        form(view).put("first", date(2026, 10, 21))
        form(view).put("meals", (Meal.LUNCH,))
        form(view).put("portions", -1)
        hand.ctrl(Key.Key_S)
        assert [found.code for found in form(view).cells["cadre_id"].findings] == ["correction.who"]
        people = form(view).cells["cadre_id"].field.choices
        form(view).put("cadre_id", next(choice.key for choice in people if choice.words == "李秀兰"))  # type: ignore[union-attr]
        hand.ctrl(Key.Key_S)
        assert [found.code for found in form(view).cells["portions"].findings] == ["correction.portions"]
        form(view).put("portions", 1)
        hand.ctrl(Key.Key_S)
        assert [found.code for found in form(view).cells["portions"].findings] == ["correction.nothing"]
        form(view).put("portions", 2)
        form(view).put("first", date(2026, 11, 21))
        hand.ctrl(Key.Key_S)
        assert [found.code for found in form(view).cells["first"].findings] == ["correction.day"]
        form(view).put("first", date(2026, 10, 21))
        hand.ctrl(Key.Key_S)
        assert [found.code for found in form(view).cells["reason"].findings] == ["correction.reason"]
        hand.type("漏记一份")
        hand.ctrl(Key.Key_S)
        sheet = child(view.panel, ConfirmSheet)
        assert any("1 餐，从 1 份改成 2 份" in text.text() for text in sheet.findChildren(Prose))
        hand.click(sheet.verb)
        (correction,) = desk.settlements.month(desk.act().station_id, NOVEMBER, TODAY).corrections
        assert sorted(each.amount_fen for each in correction.lines) == [-2800, 2800]
        assert correction.of_month == OCTOBER
        screen(hand).settlement.show_month(NOVEMBER)
        hand.click(verb(view, "作废"))
        assert desk.settlements.month(desk.act().station_id, NOVEMBER, TODAY).corrections == ()
        hand.ctrl(Key.Key_Z)
        assert len(desk.settlements.month(desk.act().station_id, NOVEMBER, TODAY).corrections) == 1


def test_a_second_counter_entry_leaves_the_first_as_it_was(tmp_path: Path, qtbot: QtBot) -> None:
    """168 yuan: 王 2 and 李 1; with 李 2 and then 王 3 they bear 100.80 and 67.20, and the closed month tells both."""
    with at_tab(tmp_path, qtbot, "settlement") as (desk, hand, view):
        eaten(desk)
        desk.settlements.close(desk.act(), OCTOBER)
        screen(hand).settlement.show_month(OCTOBER)
        settle()
        put_right(hand, view, "李秀兰", 2)
        put_right(hand, view, "王建军", 3)
        assert (share_of(desk, "王建军"), share_of(desk, "李秀兰")) == (10080, 6720)
        told = " ".join(text.text() for text in view.panel.findChildren(Prose))
        assert "李秀兰 10月21日午餐应是 2 份" in told
        assert "王建军 10月21日午餐应是 3 份" in told
