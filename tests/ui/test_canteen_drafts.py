"""What was left half typed in the canteen is gone on with from the home screen, whichever form it was."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import at_desk
from tests.ui.conftest import settle
from tests.ui.test_canteen_books import buy
from tests.ui.test_canteen_meals import TODAY, screen
from ui.kit.buttons import Button
from ui.kit.form import Form

LEFT = {
    "meal_guest.new": ("guest", "县督查组", "登记客人没填完"),
    f"menu.{TODAY}": (f"{TODAY}/breakfast", "馒头", "写菜单没填完"),
    "meal_price.new": ("document_number", "陇政办5号", "餐费标准没填完"),
    "purchase.new": ("delivered_by", "马师傅", "登记采购没填完"),
    "supplier.new": ("name", "镇肉铺", "供货商没填完"),
    "stock.count": ("note", "受潮", "盘点没填完"),
    "stock.out": ("note", "受潮", "登记领用没填完"),
    "sample.new": ("dish", "臊子面", "留样没填完"),
    "certificate.new": ("person", "何彩云", "健康证没填完"),
    "advance.new": ("note", "补交", "预交没填完"),
    "allotment.new": ("document_number", "陇财8号", "拨款没填完"),
}


@pytest.mark.parametrize("key", LEFT)
def test_the_form_opens_again_with_what_was_typed(key: str, tmp_path: Path, qtbot: QtBot) -> None:
    name, typed, told = LEFT[key]
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        buy(desk, TODAY)
        desk.drafts.save(desk.act(), key, {name: typed})
        hand.window.go("settings")
        hand.window.go("home")
        settle()
        home = hand.window.screen_of("home")
        assert home is not None
        verbs = [b for b in home.findChildren(Button) if b.accessibleName().startswith(f"接着填：{told}")]
        hand.click(verbs[0])
        settle()
        forms = [form for form in hand.window.findChildren(Form) if form.isVisible() and name in form.cells]
        assert typed in [form.texts()[name] for form in forms]


def test_a_counter_entry_left_half_typed_opens_in_its_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        buy(desk, TODAY.replace(month=10))
        desk.settlements.close(desk.act(), TODAY.replace(month=10, day=1))
        hand.window.go("canteen", draft=f"correction.{TODAY.replace(month=10, day=1)}")
        settle()
        form = screen(hand).settlement.view.panel.form()
        assert form is not None
        assert "reason" in form.cells
