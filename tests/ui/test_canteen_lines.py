"""采购, line by line at the keyboard: what is typed stays in sight, and a slip is taken as it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import Hand
from tests.ui.conftest import child, focus, settle
from tests.ui.test_canteen_books import at_tab, buy, form, line, november, verb
from tests.ui.test_canteen_meals import screen
from ui.kit.labels import Prose
from ui.kit.register import RegisterView
from ui.screens.canteen.purchase_lines import PurchaseLinesEditor
from ui.screens.canteen.purchase_row import LineRow
from venue_desk.domain.purchases import StockKind
from venue_desk.domain.roster import month_of

Key = Qt.Key


def editor(view: RegisterView) -> PurchaseLinesEditor:
    return child(form(view), PurchaseLinesEditor)


def write(hand: Hand, *texts: str) -> None:
    for typed in texts:
        hand.type(typed)
        hand.enter()


def in_sight(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while not isinstance(around, QScrollArea):
        assert around is not None
        around = around.parentWidget()
    area = around.viewport()
    top = widget.mapTo(area, widget.rect().topLeft()).y()
    return 0 <= top <= area.height() - widget.height()


def said(view: RegisterView) -> str:
    return " ".join(each.text() for each in view.panel.findChildren(Prose) if each.isVisible())


def test_the_eighth_line_is_in_sight_while_one_types_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (_, hand, view):
        hand.window.resize(1366, 768)
        hand.ctrl(Key.Key_N)
        hand.enter()
        for number in range(8):
            write(hand, "mf", str(number + 1))
            assert in_sight(focus())
            hand.enter()
            QTest.qWait(50)
            assert in_sight(focus())
        assert len(editor(view).value()) == 8


def test_a_new_thing_is_asked_for_its_date_and_its_kind(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, _):
        hand.ctrl(Key.Key_N)
        hand.enter()
        write(hand, "荞面", "10", "公斤", "5", "2027-05-20")
        hand.key(Key.Key_Left)
        hand.enter()
        hand.ctrl(Key.Key_S)
        (bought,) = november(desk)
        assert [(each.kind, each.best_before) for each in bought.lines] == [(StockKind.STAPLE, date(2027, 5, 20))]


def test_tab_goes_through_a_line_as_one_reads_it(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (_, hand, view):
        hand.ctrl(Key.Key_N)
        row = editor(view).rows[0]
        row.item.setFocus()
        seen = [focus()]
        for _ in range(9):
            hand.key(Key.Key_Tab)
            seen.append(focus())
        assert seen == reading_order(row)


def reading_order(row: LineRow) -> Sequence[QWidget]:
    first = (row.item, row.quantity, row.unit, row.price, row.amount)
    return [*first, row.brand, row.best_before, row.drop, row.kind, row.eaten]


def test_a_purchase_of_last_month_is_shown_in_its_month(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (_, hand, view):
        hand.ctrl(Key.Key_N)
        form(view).put("day", date(2026, 10, 25))
        form(view).focus_cell(form(view).cells["lines"])
        write(hand, "mf", "6")
        hand.ctrl(Key.Key_S)
        assert screen(hand).purchases.month() == date(2026, 10, 1)
        picked = view.table.picked_row()
        assert picked is not None
        assert picked.purchase.day == date(2026, 10, 25)


def test_what_is_eaten_the_same_day_is_ticked_and_said(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        hand.ctrl(Key.Key_N)
        hand.enter()
        write(hand, "豆腐", "2", "公斤", "6")
        row = editor(view).rows[0]
        row.eaten.setFocus()
        hand.key(Key.Key_Space)
        hand.ctrl(Key.Key_S)
        assert [each.item for each in desk.stock.shelves(desk.act().station_id, desk.act().today)] == ["大米", "面粉"]
        settle()
        assert "当天吃完，没入库" in said(view)


def test_a_slip_that_was_rounded_or_has_only_a_total_is_entered_as_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        hand.ctrl(Key.Key_N)
        hand.enter()
        write(hand, "白菜", "8.3", "公斤", "1.96")
        first = editor(view).rows[0]
        assert first.amount.placeholderText() == "16.27"
        first.amount.setFocus()
        hand.type("16")
        hand.enter(3)  # its date, its kind, the next line
        write(hand, "洋芋", "30", "公斤")
        hand.enter()  # no price on the slip
        assert focus() is editor(view).rows[1].amount
        hand.type("50")
        QTest.qWait(500)
        told = [found.sentence for found in form(view).cells["lines"].findings]
        assert "第 1 行金额比数量乘单价少 0.27 元，按写的金额记。" in told
        hand.ctrl(Key.Key_S)
        (bought,) = november(desk)
        assert [(each.unit_price_fen, each.amount_fen) for each in bought.lines] == [(196, 1_600), (167, 5_000)]
        assert bought.amount_fen == 6_600
        hand.click(verb(view, "改"))
        assert [each.amount_fen for each in editor(view).value()] == [1_600, 5_000]


def test_what_was_given_costs_nothing_and_can_be_changed(tmp_path: Path, qtbot: QtBot) -> None:
    with at_tab(tmp_path, qtbot, "purchases") as (desk, hand, view):
        given = buy(desk, date(2026, 11, 5), line("洋芋", 5, 0))
        screen(hand).refresh()
        view.pick(given.id)
        hand.click(verb(view, "改"))
        form(view).put("note", "双联单位送的")
        hand.ctrl(Key.Key_S)
        assert [(month_of(each.day), each.note) for each in november(desk)] == [(date(2026, 11, 1), "双联单位送的")]
