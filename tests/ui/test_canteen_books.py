"""采购, 库存, 结算: entered line by line, taken out, counted, closed behind a question, countered; strokes are counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.rostered import add_staff
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, focus, settle
from tests.ui.test_canteen_meals import TODAY, at_canteen, screen
from ui.kit.buttons import Button
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.form import Form
from ui.kit.register import RegisterView
from ui.screens.canteen.purchase_lines import PurchaseLinesEditor
from ui.screens.canteen.suppliers_page import SuppliersPage
from ui.screens.canteen.voucher_photo import VoucherEditor, VoucherView
from venue_desk.desk import Desk
from venue_desk.domain.advances import AdvanceEntry
from venue_desk.domain.meals import Meal
from venue_desk.domain.purchases import (
    FundingSource,
    Purchase,
    PurchaseEntry,
    PurchaseLine,
    StockKind,
    SupplierEntry,
    VoucherKind,
    priced,
)

Key = Qt.Key
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def line(item: str = "面粉", kilos: int = 25, fen: int = 420, best_before: date | None = None) -> PurchaseLine:
    return priced(
        PurchaseLine(
            item=item, quantity=kilos * 1000, unit="公斤", unit_price_fen=fen, amount_fen=0, kind=StockKind.STAPLE,
            best_before=best_before,
        )
    )  # fmt: skip


def buy(desk: Desk, day: date, *lines: PurchaseLine, source: FundingSource = FundingSource.PERSONAL) -> Purchase:
    act = desk.act()
    known = desk.suppliers.rows(act.station_id)
    shop = known[0] if known else desk.suppliers.register(act, SupplierEntry(name="镇粮油店")).record
    entry = PurchaseEntry(
        day=day, supplier_id=shop.id, lines=lines or (line(),), vouchers=frozenset({VoucherKind.RECEIPT}), source=source
    )
    return desk.purchases.register(act, entry).record


@contextmanager
def at_tab(path: Path, qtbot: QtBot, tab: str) -> Iterator[tuple[Desk, Hand, RegisterView]]:
    """A purchase of last month lies in store already."""
    with at_desk(path, qtbot, "home") as (desk, hand):
        add_staff(desk)
        buy(desk, date(2026, 10, 20), line("面粉", 10), line("大米", 20, 630))
        hand.window.go("canteen")
        screen(hand).show_tab(tab)
        settle()
        screen(hand).settle()
        view = getattr(screen(hand), tab).view
        assert isinstance(view, RegisterView)
        hand.strokes = 0
        yield desk, hand, view


def form(view: RegisterView) -> Form:
    found = view.panel.form()
    assert found is not None
    return found


def verb(view: RegisterView, words: str) -> Button:
    settle()
    return next(b for b in view.panel.findChildren(Button) if b.text() == words and b.isVisible())


def november(desk: Desk) -> list[Purchase]:
    return [row.purchase for row in desk.purchases.month(desk.act().station_id, NOVEMBER)]


def test_a_delivery_of_two_things_takes_as_many_strokes_as_it_has_figures(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        hand.ctrl(Key.Key_N)
        hand.enter()  # the one supplier there is
        hand.type("mf")
        hand.enter()  # as it was bought last: unit and price are filled in
        hand.type("25")
        hand.enter(2)
        for typed in ("鸡蛋", "6", "公斤", "10.8"):
            hand.type(typed)
            hand.enter()
        hand.ctrl(Key.Key_S)
        assert hand.strokes == 10
        (bought,) = november(desk)
        assert [(each.item, each.quantity, each.unit, each.amount_fen) for each in bought.lines] == [
            ("面粉", 25000, "公斤", 10500), ("鸡蛋", 6000, "公斤", 6480),
        ]  # fmt: skip
        assert bought.lines[0].kind is StockKind.STAPLE
        assert "合计 169.80 元" in view.sheet._right.text()
        hand.ctrl(Key.Key_Z)
        assert november(desk) == []


def test_what_is_wrong_in_a_line_is_told_under_the_lines_and_marked_there(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        hand.ctrl(Key.Key_N)
        hand.enter()
        hand.type("豆油")
        hand.enter()
        hand.type("很多")
        hand.ctrl(Key.Key_S)
        cell = form(view).cells["lines"]
        assert "第 1 行请写数量，要比 0 大。" in [found.sentence for found in cell.findings]
        editor = child(form(view), PurchaseLinesEditor)
        assert editor.rows[0].quantity.property("state") == "error"
        assert editor.rows[0].item.property("state") != "error"
        draft = desk.drafts.load(desk.act(), "purchase.new")
        assert draft is not None
        assert "很多" in draft.texts["lines"]


def test_a_licence_that_has_run_out_is_told_while_one_types(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        (shop,) = desk.suppliers.rows(desk.act().station_id)
        over = SupplierEntry(name=shop.name, licence_number="JY1", licence_expires_on=date(2026, 11, 1))
        desk.suppliers.change(desk.act(), shop, over)
        hand.ctrl(Key.Key_N)
        assert [found.code for found in form(view).cells["supplier_id"].findings] == ["purchase.licence_over"]


def test_the_draft_of_a_purchase_comes_back_whole(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (_, hand, view):
        hand.ctrl(Key.Key_N)
        hand.enter()
        hand.type("豆油")
        hand.key(Key.Key_Escape)
        hand.ctrl(Key.Key_N)
        assert [row.item.text() for row in child(form(view), PurchaseLinesEditor).rows] == ["豆油"]


def test_the_photo_of_the_voucher_is_dropped_kept_and_seen(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path / "d", qtbot, "purchases") as (desk, hand, view):
        picture, torn = tmp_path / "票.png", tmp_path / "坏.png"
        image = QImage(900, 600, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        image.save(str(picture))
        torn.write_bytes(b"no picture")
        buy(desk, TODAY)
        view.open_row(1)
        screen(hand).refresh()
        view.open_row(1)
        hand.click(verb(view, "改"))
        editor = child(form(view), VoucherEditor)
        _drop(editor, torn)
        assert "不是 JPG 或 PNG" in editor._told.text()
        assert editor.problem() == ""  # nothing was changed: nobody is kept from saving
        _drop(editor, picture)
        assert (editor.problem(), editor.view.has_photo()) == ("", True)
        hand.ctrl(Key.Key_S)
        (bought,) = november(desk)
        assert desk.vouchers.of(bought.photo) is not None
        assert child(view.panel, VoucherView).has_photo()


def _drop(onto: VoucherEditor, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(onto, QDragEnterEvent(QPoint(5, 5), copy, mime, button, key))
    QApplication.sendEvent(onto, QDropEvent(QPointF(5, 5), copy, mime, button, key))


def test_a_supplier_is_added_from_the_finding_that_asks_for_one(tmp_path: Path, qtbot: QtBot) -> None:
    with at_canteen(tmp_path, qtbot) as (desk, hand):
        screen(hand).show_tab("purchases")
        settle()
        screen(hand).settle()
        view = screen(hand).purchases.view
        hand.ctrl(Key.Key_N)
        hand.ctrl(Key.Key_S)
        hand.click(verb(view, "添供货商"))
        assert child(hand.window, SuppliersPage).isVisible()
        hand.type("镇粮油店")
        hand.ctrl(Key.Key_S)
        (shop,) = desk.suppliers.rows(desk.act().station_id)
        assert shop.name == "镇粮油店"
        assert form(view).values()["supplier_id"] == shop.id
        assert form(view).cells["lines"].isAncestorOf(focus())
        hand.type("豆油")
        for typed in ("2", "桶", "65"):
            hand.enter()
            hand.type(typed)
        hand.ctrl(Key.Key_S)
        assert [each.supplier_id for each in november(desk)] == [shop.id]


def test_a_supplier_added_meanwhile_is_offered_in_the_form_that_is_open(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        hand.ctrl(Key.Key_N)
        form(view).put("note", "记得要票")
        hand.click(next(b for b in hand.window.findChildren(Button) if b.text() == "供货商" and b.isVisible()))
        butcher = desk.suppliers.register(desk.act(), SupplierEntry(name="镇肉铺")).record
        hand.click(next(b for b in hand.window.findChildren(Button) if b.text() == "返回" and b.isVisible()))
        form(view).put("supplier_id", butcher.id)
        assert (form(view).values()["supplier_id"], form(view).values()["note"]) == (butcher.id, "记得要票")


def test_what_goes_to_the_kitchen_takes_one_line_and_never_more_than_lies_there(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        line_form = screen(hand).stock.line.form
        line_form.put("item", ("大米", "公斤"))
        line_form.focus_cell(line_form.cells["quantity"])
        hand.type("50")
        hand.enter()
        assert [found.code for found in line_form.cells["quantity"].findings] == ["stock.short"]
        line_form.focus_cell(line_form.cells["quantity"])
        hand.type("5.5")
        hand.enter()
        left = {shelf.item: shelf.quantity for shelf in desk.stock.shelves(desk.act().station_id, TODAY)}
        assert left == {"面粉": 10000, "大米": 14500}
        hand.ctrl(Key.Key_Z)
        assert [row.quantity for row in view.table.every_row() if row.item == "大米"] == [20000]


def test_the_stocktaking_asks_why_and_writes_the_difference(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        hand.ctrl(Key.Key_B)
        hand.type("19")
        hand.ctrl(Key.Key_S)
        assert [found.code for found in form(view).cells["note"].findings] == ["stock.why"]
        hand.type("受潮扔了")
        hand.ctrl(Key.Key_S)
        left = {shelf.item: shelf.quantity for shelf in desk.stock.shelves(desk.act().station_id, TODAY)}
        assert sorted(left.values()) == [10000, 19000]


def test_what_must_be_eaten_first_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "stock") as (desk, hand, view):
        buy(desk, TODAY, line("鸡蛋", 6, 1080, TODAY + timedelta(days=3)))
        screen(hand).refresh()
        assert "鸡蛋" in view.sheet._right.text()
        assert "请先吃这些" in view.sheet._right.text()


def eaten(desk: Desk) -> None:
    """Last month two ate, one of them twice as much; 168 yuan are theirs together."""
    wang, li = (each for each in desk.cadres.serving(desk.act().station_id) if each.name in ("王建军", "李秀兰"))
    act = desk.act()
    desk.meals.set_portions(act, date(2026, 10, 21), Meal.LUNCH, wang.id, 2, "补登")
    desk.meals.set_portions(act, date(2026, 10, 21), Meal.LUNCH, li.id, 1, "补登")
    desk.advances.advance(act, AdvanceEntry(cadre_id=li.id, day=date(2026, 10, 2), amount_fen=10000))


def test_a_month_is_closed_behind_a_question_in_three_strokes_and_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (desk, hand, view):
        eaten(desk)
        screen(hand).settlement.show_month(OCTOBER)
        settle()
        shares = {share.name: share.share_fen for share in view.table.every_row()}
        settled = screen(hand).settlement.found.settlement
        assert sum(shares.values()) == settled.personal_fen == 16800
        assert "一分不差" in view.sheet._right.text()
        hand.ctrl(Key.Key_Return)
        assert child(view.panel, ConfirmSheet).back.hasFocus()
        hand.key(Key.Key_Tab)
        hand.enter()
        assert hand.strokes == 3
        assert desk.settlements.closed_months(desk.act().station_id) == {OCTOBER}
        assert view.panel.page is not None
        assert "关账，账不能再动" in view.panel.page.sealed
        hand.ctrl(Key.Key_Z)
        assert desk.settlements.closed_months(desk.act().station_id) == frozenset()


def test_a_month_that_runs_says_why_it_cannot_be_closed(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (_, hand, view):
        screen(hand).settlement.show_month(NOVEMBER)
        settle()
        assert view.panel.page is not None
        assert "还没过完" in view.panel.page.note
        assert view.panel.primary is None
        hand.ctrl(Key.Key_Return)
        assert view.panel.findChild(ConfirmSheet) is None


def test_an_advance_is_paid_in_and_cancelled_while_the_month_is_open(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (desk, hand, view):
        eaten(desk)
        screen(hand).settlement.show_month(OCTOBER)
        wang = next(share for share in view.table.every_row() if share.name == "王建军")
        view.pick(wang.cadre_id)
        hand.click(verb(view, "预交"))
        form(view).focus_cell(form(view).cells["amount_fen"])
        hand.type("200")
        hand.enter()
        after = next(share for share in view.table.every_row() if share.name == "王建军")
        assert (after.advance_fen, after.after_fen) == (20000, 20000 - after.share_fen)
        hand.click(verb(view, "作废"))
        assert next(s for s in view.table.every_row() if s.name == "王建军").advance_fen == 0


def test_a_fund_gives_and_the_month_shows_what_is_left(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "settlement") as (_, hand, view):
        screen(hand).settlement.allot()
        form(view).focus_cell(form(view).cells["amount_fen"])
        hand.type("1000")
        hand.enter(2)
        found = screen(hand).settlement.found
        assert [each.amount_fen for each in found.allotments] == [100000]
        assert found.settlement.funds[0].after_fen == 100000


def test_a_purchase_of_a_closed_month_can_only_be_countered(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        wrong = buy(desk, date(2026, 10, 25), line("酱油", 2, 800))
        desk.settlements.close(desk.act(), OCTOBER)
        view.filters.restore(replace(view.filters.filtering(), chosen={"month": OCTOBER}))
        screen(hand).refresh()
        view.pick(wrong.id)
        settle()
        assert view.panel.primary is None
        hand.click(verb(view, "冲正"))
        hand.key(Key.Key_Right)
        hand.ctrl(Key.Key_S)
        (back,) = november(desk)
        assert (back.reverses_id, back.amount_fen) == (wrong.id, -1600)


def test_the_right_purchase_is_booked_with_the_counter_entry(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        wrong = buy(desk, date(2026, 10, 25), line("酱油", 2, 800))
        desk.settlements.close(desk.act(), OCTOBER)
        view.filters.restore(replace(view.filters.filtering(), chosen={"month": OCTOBER}))
        screen(hand).refresh()
        view.pick(wrong.id)
        hand.click(verb(view, "冲正"))
        row = child(form(view), PurchaseLinesEditor).rows[0]
        row.price.setFocus()
        row.price.selectAll()
        hand.type("7")
        hand.ctrl(Key.Key_S)
        assert sorted(each.amount_fen for each in november(desk)) == [-1600, 1400]
        hand.ctrl(Key.Key_Z)
        assert november(desk) == []


def test_what_was_counted_is_not_taken_for_another_ware(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path / "d", qtbot, "stock") as (desk, hand, view):
        buy(desk, TODAY, line("大米", 20), line("面粉", 10))
        screen(hand).refresh()
        hand.ctrl(Key.Key_B)
        rice = next(name for name in form(view).cells if name.startswith("counted.大米"))
        form(view).put(rice, 19_000)
        hand.key(Key.Key_Escape)
        buy(desk, TODAY, line("挂面", 7))
        screen(hand).refresh()
        hand.ctrl(Key.Key_B)
        texts = form(view).texts()
        noodles = next(text for name, text in texts.items() if name.startswith("counted.挂面"))
        assert (texts[rice], noodles) == ("19", "7")
