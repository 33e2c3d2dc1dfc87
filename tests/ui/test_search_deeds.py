"""Ctrl+K, Tab: what can be done with what was found, by keyboard alone and without opening it first."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from db import journal
from tests.builders import add_household
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, focus
from tests.ui.test_search_everywhere import lines, look_for, village
from ui.kit.hits import Caption, Deed
from ui.kit.popup_list import PopupList
from ui.kit.toast import Toast
from ui.screens.policies import PoliciesScreen
from ui.screens.printouts import PrintoutsScreen
from venue_desk.desk import Desk
from venue_desk.domain.history import Action
from venue_desk.domain.households import Household, HouseholdEntry
from venue_desk.domain.records import said

Key = Qt.Key


def deeds_of(hand: Hand, typed: str) -> PopupList:
    popup = look_for(hand, typed)
    hand.key(Key.Key_Tab)
    return popup


def home(desk: Desk, number: str) -> Household:
    found = desk.households.find(desk.act().station_id, number)
    assert found is not None
    return found


def test_tab_shows_what_can_be_done_and_says_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = deeds_of(hand, "zwh")
        assert lines(popup) == ["[张文海　一社]", "打开", "登记代办", "印知情卡", "补发连心卡", "记补贴"]
        assert focus() is hand.window.top.search
        index = popup._view.currentIndex()
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1，打开"
        assert popup._keys.text() == popup._view.accessibleDescription() == "按数字就办　　← 返回"


@pytest.mark.parametrize("back", [Key.Key_Left, Key.Key_Escape, Key.Key_Backtab])
def test_one_comes_back_to_the_hit_one_was_at(tmp_path: Path, qtbot: QtBot, back: Qt.Key) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = look_for(hand, "z")
        hand.key(Key.Key_Down)
        hits, picked = lines(popup), popup.current()
        hand.key(Key.Key_Tab)
        assert isinstance(popup.current(), Deed)
        hand.key(back)
        assert (lines(popup), popup.current()) == (hits, picked)
        assert popup._keys.text() == "Tab 更多"
        assert hand.window.top.search.text() == "z"


def test_letters_go_on_narrowing_and_an_unknown_digit_does_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = deeds_of(hand, "zw")
        hand.key(Key.Key_9)
        assert isinstance(popup.current(), Deed)
        hand.key(Key.Key_H)
        assert hand.window.top.search.text() == "zwh"
        assert isinstance(popup._model.line(0), Caption)
        assert "张文海" in lines(popup)


def test_hand_pay_out_to_somebody_at_the_desk(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        deeds_of(hand, "zwh")
        hand.key(Key.Key_5)
        page = hand.window.screen_of("policies")
        assert isinstance(page, PoliciesScreen)
        form = page.drawn.view.panel.form()
        assert form is not None
        assert form.values()["household_id"] == home(desk, "0001").id
        assert hand.strokes == 3


def test_arrows_and_enter_do_it_too(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        deeds_of(hand, "zwh")
        hand.key(Key.Key_Down)
        hand.key(Key.Key_Down)
        hand.enter()
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._gathered is not None
        assert [piece.household_ids for piece in page._gathered.pieces] == [(home(desk, "0001").id,)]
        assert page._gathered.paper == "policy-sheet"


def test_a_villagers_phone_is_copied_and_the_looking_written_down(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        village(desk, tmp_path)
        before = home(desk, "0001")
        rung = HouseholdEntry(**(said(HouseholdEntry, before) | {"phone": "13800000199"}))
        desk.households.change(desk.act(), before, rung)
        was = focus()
        popup = deeds_of(hand, "zwh")
        assert "复制电话" in lines(popup)
        hand.key(Key.Key_5)
        assert QGuiApplication.clipboard().text() == "13800000199"
        assert child(hand.window, Toast).text() == "已复制张文海户的电话，已记入查看记录"
        assert focus() is was
        looked = journal.history("households", before.id)[-1]
        assert (looked.action, looked.after) == (Action.REVEAL, {"field": "phone"})


def test_a_cadres_phone_is_everybodys_and_nothing_is_noted(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = deeds_of(hand, "王建军")
        assert lines(popup)[1:] == ["打开", "印连心卡", "复制电话"]
        hand.key(Key.Key_3)
        assert QGuiApplication.clipboard().text() == "13800000101"
        assert child(hand.window, Toast).text() == "已复制王建军的电话"


def test_the_first_card_goes_to_this_household_and_no_other(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        late = add_household(desk, "0009", "孙桂花", "一社")
        deeds_of(hand, "sgh")
        hand.key(Key.Key_3)
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert page._gathered is not None
        (piece,) = page._gathered.pieces
        assert (piece.title, piece.copies, piece.household_ids) == ("王建军的连心卡", 1, (late.id,))
        assert page._sentence.text() == "只发给孙桂花户"


def test_a_policy_is_paid_out_household_by_household(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        deeds_of(hand, "良种补贴")
        hand.key(Key.Key_2)
        page = hand.window.screen_of("policies")
        assert isinstance(page, PoliciesScreen)
        form = page.drawn.view.panel.form()
        assert form is not None
        assert form.values()["policy_id"] == desk.policies.rows(desk.act().station_id, desk.act().today)[0].policy.id


def test_a_screen_is_only_opened(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        popup = deeds_of(hand, "干部")
        assert lines(popup)[1:] == ["打开"]
        hand.enter()
        assert hand.window.key() == "cadres"


def test_tab_leaves_the_line_where_nothing_was_found(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        deeds_of(hand, "查无此人")
        assert focus() is hand.window.top.search
        hand.key(Key.Key_Escape)
        hand.key(Key.Key_Tab)
        assert focus() is not hand.window.top.search


def test_a_right_click_shows_it_too(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        village(desk, tmp_path)
        popup = look_for(hand, "zw")
        view, second = popup._view, lines(popup)[2]
        view.customContextMenuRequested.emit(view.visualRect(view.model().index(2, 0)).center())
        assert isinstance(popup.current(), Deed)
        assert lines(popup)[0].startswith(f"[{second}")
