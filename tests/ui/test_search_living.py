"""Ctrl+K over who sleeps and eats here as a guest, and what was bought from whom: each opens where it is looked after."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from tests.ui.test_canteen_books import buy, line
from tests.ui.test_canteen_meals import TODAY
from tests.ui.test_search_deeds import deeds_of
from tests.ui.test_search_everywhere import lines, look_for
from ui.kit.toast import Toast
from ui.screens.canteen import CanteenScreen
from ui.screens.canteen.suppliers_page import SuppliersPage
from ui.screens.lodging import LodgingScreen
from venue_desk.desk import Desk
from venue_desk.domain.calendar import noon_of
from venue_desk.domain.lodging import Night, NightEntry
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.purchases import SupplierEntry

OCTOBER = date(2026, 10, 14)


def canteen(hand: Hand) -> CanteenScreen:
    settle()
    shown = hand.window.screen_of("canteen")
    assert isinstance(shown, CanteenScreen)
    return shown


def said(hand: Hand) -> str:
    settle()
    return next((toast.text() for toast in hand.window.findChildren(Toast) if toast.isVisible()), "")


def guest_night(desk: Desk, name: str, night: date) -> Night:
    entry = NightEntry(
        night=night, guest=name, guest_unit="县农业农村局", arrived_at=noon_of(night) + timedelta(hours=8)
    )
    return desk.lodging.sign_in(desk.act(), entry).record


def test_a_purchase_is_found_by_what_was_bought_and_opens_in_its_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        bought = buy(desk, OCTOBER, line("胡麻油"), line("面粉"))
        buy(desk, TODAY, line("土豆"))
        popup = look_for(hand, "hmy")
        assert lines(popup)[:2] == ["[采购]", "胡麻油、面粉"]
        hand.enter()
        shown = canteen(hand).purchases
        assert shown.month() == date(2026, 10, 1)
        assert shown.view.panel.accessibleName() == "镇粮油店"
        look_for(hand, "面粉")
        desk.purchases.cancel(desk.act(), bought)
        hand.enter()
        assert said(hand) == "胡麻油等 2 样那一单已经作废了"


def test_a_supplier_brings_its_page_and_its_phone(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        shop = desk.suppliers.register(desk.act(), SupplierEntry(name="惠民菜铺", phone="13800000123")).record
        popup = deeds_of(hand, "惠民菜铺")
        assert lines(popup)[1:] == ["打开", "复制电话"]
        hand.key(Qt.Key.Key_2)
        assert QGuiApplication.clipboard().text() == "13800000123"
        look_for(hand, "0123")
        hand.enter()
        page = hand.window.findChild(SuppliersPage)
        assert page is not None
        assert page.view.panel.accessibleName() == "惠民菜铺"
        desk.suppliers.change(desk.act(), shop, SupplierEntry(name="兴旺菜铺"))
        buy(desk, TODAY, line("土豆"))
        assert lines(look_for(hand, "兴旺"))[:4] == ["[供货商]", "兴旺菜铺", "[采购]", "土豆"]


def test_a_guest_of_the_night_opens_with_that_night(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        there = guest_night(desk, "孙干事", OCTOBER)
        look_for(hand, "sgs")
        hand.enter()
        settle()
        page = hand.window.screen_of("lodging")
        assert isinstance(page, LodgingScreen)
        assert page.month() == date(2026, 10, 1)
        assert page.tonight.panel.accessibleName() == "孙干事 10月14日晚"
        desk.lodging.cancel(desk.act(), there, "名字写错")
        look_for(hand, "孙干事")
        hand.enter()
        assert said(hand) == "孙干事这一晚划掉了：名字写错"


def test_guests_at_table_open_on_their_day_and_cadres_meals_are_not_searched(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        act, day = desk.act(), TODAY + timedelta(days=2)
        desk.meals.set_portions(act, day, Meal.LUNCH, act.cadre_id, 1)
        desk.meals.invite(
            act, MealEntry(day=day, meal=Meal.LUNCH, guest="县督查组", invited_by=act.cadre_id, portions=3)
        )
        popup = look_for(hand, "督查组")
        assert lines(popup)[:2] == ["[客人]", "县督查组"]
        hand.enter()
        shown = canteen(hand)
        assert day in shown.meals.grid.meals.grid.days  # type: ignore[union-attr]  # it has been drawn
        assert desk.search.rebuild() == len(desk.cadres.serving(act.station_id)) + 1


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("冲正", "伙食结算"), ("菜单", "写菜单"), ("餐费", "改餐费"), ("伙食费", "改餐费"), ("报损", "领用和报损"),
        ("yhsgs", "印伙食公示"), ("健康证", "看健康证"), ("供货商", "看供货商"), ("宿舍", "房间床位"), ("晚数", "看谁还差几晚"),
    ],
)  # fmt: skip
def test_what_one_would_call_it_leads_there(tmp_path: Path, qtbot: QtBot, typed: str, act: str) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        assert act in lines(look_for(hand, typed))
        hand.key(Qt.Key.Key_Escape)
