"""What is typed in the canteen stays with what it was typed for, whatever is looked at in between."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, settle
from tests.ui.test_canteen_books import at_tab, buy, form, line, november, verb
from tests.ui.test_canteen_meals import TOMORROW, at_canteen, screen
from ui.kit.buttons import Button
from ui.kit.labels import Prose
from ui.screens.canteen.purchase_lines import PurchaseLinesEditor
from venue_desk.desk import Desk
from venue_desk.domain.advances import AdvanceEntry
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.meals import Meal, MealEntry
from venue_desk.domain.purchases import PurchaseEntry, SupplierEntry
from venue_desk.domain.records import said

Key = Qt.Key


def late(desk: Desk) -> None:
    """Past the hour until which one may report for tomorrow."""
    seconds = count(1)
    desk._now = lambda: datetime(2026, 11, 23, 21, 30, tzinfo=STATION_ZONE) + timedelta(seconds=next(seconds))


def test_a_late_reason_is_never_written_to_a_day_of_another_week(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        late(desk)
        meals = screen(hand).meals
        meals.show_day(TOMORROW)
        hand.key(Key.Key_3)
        assert meals.note.line.isVisible()
        hand.click(meals.after)
        assert "明天早餐 3 份" in " ".join(label.text() for label in meals.note.findChildren(Prose))
        hand.click(meals.note.line)
        hand.type("来客")
        hand.enter()
        cell = desk.meals.week(desk.act().station_id, TOMORROW).rows[0].cells[3]
        assert (cell.portions, cell.note) == (3, "来客")
        after = desk.meals.week(desk.act().station_id, TOMORROW + timedelta(days=7))
        assert not any(each.reported for row in after.rows for each in row.cells)


def test_the_reason_of_a_guest_who_does_not_come_is_not_that_of_the_next(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        act, card = desk.act(), screen(hand).meals.guests
        guest = MealEntry(day=TOMORROW, meal=Meal.LUNCH, guest="督查组", invited_by=act.cadre_id, portions=2)
        desk.meals.invite(act, guest)
        late(desk)
        screen(hand).meals.refresh()
        settle()
        hand.click(next(b for b in card.findChildren(Button) if b.text() == "不来了" and b.isVisible()))
        hand.type("改日再来")
        hand.enter()
        card.line.take_focus()
        for typed in ("县水务局", "3"):
            hand.type(typed)
            hand.enter()
        assert desk.meals.week(act.station_id, TOMORROW).guests == ()
        assert card.note.line.isVisible()
        hand.type("临时来")
        hand.enter()
        assert [each.note for each in desk.meals.week(act.station_id, TOMORROW).guests] == ["临时来"]


def test_a_purchase_keeps_its_supplier_and_receiver_though_both_are_gone(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        act = desk.act()
        ma = next(each for each in desk.cadres.serving(act.station_id) if each.name == "马德林")
        bought = buy(desk, date(2026, 11, 5))
        entry = PurchaseEntry(**{**said(PurchaseEntry, bought), "received_by": ma.id})
        desk.purchases.change(act, bought, entry)
        desk.cadres.leave(act, ma, date(2026, 11, 10))
        (shop,) = desk.suppliers.rows(act.station_id)
        desk.suppliers.register(act, SupplierEntry(name="阿福菜店"))
        desk.suppliers.close(act, shop)
        screen(hand).refresh()
        view.pick(bought.id)
        hand.click(verb(view, "改"))
        form(view).put("note", "改备注")
        hand.ctrl(Key.Key_S)
        (after,) = november(desk)
        assert (after.note, after.supplier_id, after.received_by) == ("改备注", shop.id, ma.id)


def test_the_draft_of_a_purchase_knows_what_never_lay_in_store(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        bought = buy(desk, date(2026, 11, 5), replace(line("豆腐", 2), stocked=False))
        screen(hand).refresh()
        view.pick(bought.id)
        hand.click(verb(view, "改"))
        form(view).put("note", "当天吃完")
        hand.key(Key.Key_Escape)
        hand.click(verb(view, "改"))
        assert [each.stocked for each in child(form(view), PurchaseLinesEditor).value()] == [False]


def test_a_key_that_has_nothing_to_do_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (_, hand):
        for tab, key, told in (("samples", Key.Key_D, "没有到期的留样"), ("stock", Key.Key_B, "不用盘点")):
            screen(hand).show_tab(tab)
            settle()
            screen(hand).settle()
            hand.ctrl(key)
            assert told in hand.window._toast.text()


def test_what_one_paid_in_is_not_offered_as_anothers_and_who_left_is_paid_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (desk, hand, view):
        act, staff = desk.act(), {each.name: each for each in desk.cadres.serving(desk.act().station_id)}
        ma, li = staff["马德林"], staff["李秀兰"]
        for each in (ma, li):
            paid = AdvanceEntry(cadre_id=each.id, day=date(2026, 11, 2), amount_fen=10_000, note="")
            desk.advances.advance(act, paid)
        desk.cadres.leave(act, ma, date(2026, 11, 10))
        screen(hand).settlement.show_month(date(2026, 11, 1))
        view.pick(ma.id)
        hand.click(verb(view, "预交"))
        form(view).put("amount_fen", -10_000)
        hand.key(Key.Key_Escape)
        view.pick(li.id)
        hand.click(verb(view, "预交"))
        assert (form(view).values()["cadre_id"], form(view).values()["amount_fen"]) == (li.id, None)
        hand.key(Key.Key_Escape)
        view.pick(ma.id)
        hand.click(verb(view, "预交"))
        assert form(view).values()["cadre_id"] == ma.id
        hand.ctrl(Key.Key_S)
        month = desk.settlements.month(act.station_id, date(2026, 11, 1), act.today)
        assert {s.name: s.advance_fen for s in month.settlement.shares if s.advance_fen} == {"李秀兰": 10_000}


def test_closing_too_early_says_from_when_on(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (desk, hand, view):
        buy(desk, date(2026, 11, 5))
        screen(hand).settlement.show_month(date(2026, 11, 1))
        view.table.setFocus()
        hand.ctrl(Key.Key_Return)
        assert "12月1日以后结算" in hand.window._toast.text()
