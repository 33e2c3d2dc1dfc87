"""物品, 用印登记 and 备用金 by hand: one line and Enter; what was wrong is cancelled or countered, never gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.shift_change import furnish, shifting
from tests.ui.conftest import focus, settle
from tests.ui.handover_stage import Stage, handover_at_desk
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.made_files import export
from venue_desk.services.listings import Wanted

Key = Qt.Key


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shift") / "data"
    with shifting(place) as made:
        furnish(made)
    return place


@pytest.fixture
def stage(template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    with handover_at_desk(template, tmp_path / "data", qtbot, "15:00") as at:
        yield at


def tab(stage: Stage, key: str) -> None:
    stage.screen.show_tab(key)
    stage.screen.settle()
    settle()


def press(stage: Stage, word: str, inside: object) -> None:
    found = [b for b in inside.findChildren(Button) if b.text() == word and b.isVisible()]  # type: ignore[attr-defined]
    stage.hand.click(found[-1])


def test_hand_a_use_of_the_seal_takes_two_texts_and_two_enters(stage: Stage) -> None:
    tab(stage, "seals")
    stage.hand.type("三社马秀英")
    stage.hand.enter()
    stage.hand.type("低保申请表")
    stage.hand.enter()
    assert stage.hand.strokes == 2
    assert stage.toast() == "已登记2026年第3号：三社马秀英 低保申请表"
    seals = stage.screen.seals
    assert seals.view.table.count() == 3
    use = stage.made.desk.seal_uses.last(stage.made.desk.act().station_id)
    assert use is not None
    assert (use.number, use.copies, use.approved_by) == (3, 1, stage.made.id("王建军"))
    # ready for the next: the cursor is back, the line is empty, its draft is gone
    assert seals.line.form.cells["for_whom"].isAncestorOf(focus())
    assert seals.line.form.texts()["for_whom"] == ""
    assert stage.made.desk.drafts.unfinished(stage.made.desk.act()) == []


def test_a_use_earlier_than_the_number_before_it_is_told_beneath_the_line(stage: Stage) -> None:
    tab(stage, "seals")
    line, desk = stage.screen.seals.line, stage.made.desk
    line.form.put("day", desk.act().today - timedelta(days=1))
    stage.hand.type("三社马秀英")
    stage.hand.enter()
    stage.hand.type("低保申请表")
    stage.hand.enter()
    told = [each.finding.code for each in line.findChildren(FindingLine) if each.isVisible()]
    assert told == ["seal_use.order"]


@pytest.mark.parametrize(("key", "typed"), [("seals", "三社马秀英"), ("cash", "5")])
def test_a_day_nobody_typed_is_that_of_the_saving(stage: Stage, key: str, typed: str) -> None:
    tab(stage, key)
    desk, line = stage.made.desk, stage.screen.seals.line if key == "seals" else stage.screen.cash.line
    stage.hand.type(typed)
    stage.hand.enter()
    tomorrow = desk.act().at + timedelta(days=1)
    desk._now = lambda: tomorrow
    line.form.save()
    assert line.form.values()["day"] == desk.act().today


def test_what_is_missing_is_asked_at_its_field(stage: Stage) -> None:
    tab(stage, "seals")
    stage.hand.type("三社马秀英")
    stage.hand.enter(2)
    cells = stage.screen.seals.line.form.cells
    assert [found.code for found in cells["matter"].findings] == ["seal_use.matter"]
    assert cells["matter"].isAncestorOf(focus())
    assert stage.made.desk.seal_uses.count(stage.made.desk.act().station_id) == 2


def test_a_line_half_typed_is_there_again(stage: Stage) -> None:
    tab(stage, "seals")
    stage.hand.type("四社何永强")
    QTest.qWait(500)
    draft, *_ = stage.made.desk.drafts.unfinished(stage.made.desk.act())
    assert (draft.key, draft.texts["for_whom"]) == ("seal_use.new", "四社何永强")
    tab(stage, "cash")
    tab(stage, "seals")
    assert stage.screen.seals.line.form.texts()["for_whom"] == "四社何永强"


def test_a_number_is_cancelled_with_its_reason_and_stays(stage: Stage) -> None:
    tab(stage, "seals")
    view = stage.screen.seals.view
    view.open_row(1)
    settle()
    press(stage, "作废", view.panel)
    stage.hand.type("写重了")
    stage.hand.enter()
    assert stage.toast() == "已作废：2026年第2号"
    row = view.table.row_at(0)
    assert row is not None
    assert (row.use.number, row.use.cancelled_for) == (2, "写重了")
    assert view.panel.page is not None
    assert view.panel.page.verbs == ()


def test_seal_uses_are_found_by_pinyin(stage: Stage) -> None:
    tab(stage, "seals")
    stage.hand.ctrl(Key.Key_F)
    stage.hand.type("mxy")
    assert stage.screen.seals.view.table.count() == 1
    assert stage.screen.seals.view.sheet._left.text() == "1 次用印"


def test_the_foot_of_the_cash_book_sums_what_is_found(stage: Stage) -> None:
    tab(stage, "cash")
    assert stage.screen.cash.view.sheet._right.text() == "收 300.00 元　支 83.50 元"
    stage.hand.ctrl(Key.Key_F)
    stage.hand.type("没有这一笔")
    assert (stage.screen.cash.view.table.count(), stage.screen.cash.view.sheet._right.text()) == (0, "")


def test_hand_an_expense_takes_amount_matter_and_enter(stage: Stage) -> None:
    tab(stage, "cash")
    assert stage.screen.cash.balance.text() == "216.50 元"
    stage.hand.type("12.5")
    stage.hand.enter()
    stage.hand.type("买打印纸")
    stage.hand.enter()
    assert stage.hand.strokes == 2
    assert stage.screen.cash.balance.text() == "204.00 元"
    assert stage.toast() == "已记支出 12.50 元：买打印纸，现有 204.00 元"
    assert stage.screen.cash.line.form.cells["amount_fen"].isAncestorOf(focus())


def test_income_is_chosen_by_an_arrow(stage: Stage) -> None:
    tab(stage, "cash")
    stage.screen.cash.line.form.take_focus()
    stage.hand.key(Key.Key_Right)
    stage.hand.enter()
    stage.hand.type("100")
    stage.hand.enter()
    stage.hand.type("镇上拨来")
    stage.hand.enter()
    assert stage.screen.cash.balance.text() == "316.50 元"


def test_more_than_there_is_is_refused_at_the_amount_with_all_kept(stage: Stage) -> None:
    tab(stage, "cash")
    stage.hand.type("300")
    stage.hand.enter()
    stage.hand.type("修水管")
    stage.hand.enter()
    cells = stage.screen.cash.line.form.cells
    (found,) = cells["amount_fen"].findings
    assert found.sentence.startswith("备用金只有 216.50 元，付不了 300.00 元。")
    assert stage.screen.cash.line.form.texts()["matter"] == "修水管"
    assert stage.screen.cash.balance.text() == "216.50 元"


def test_a_wrong_entry_is_countered_and_both_are_seen(stage: Stage) -> None:
    tab(stage, "cash")
    view = stage.screen.cash.view
    view.open_row(1)
    settle()
    press(stage, "冲账", view.panel)
    assert stage.screen.cash.balance.text() == "300.00 元"
    assert [row.record.matter for row in view.table.every_row()] == ["冲账：买墨盒", "买墨盒", "镇上拨来"]
    assert view.panel.page is not None
    assert view.panel.page.sealed


def test_a_belonging_is_registered_one_after_the_other_and_given_up(stage: Stage) -> None:
    tab(stage, "belongings")
    stage.hand.ctrl(Key.Key_N)
    stage.hand.enter()
    stage.hand.type("食堂钥匙")
    stage.hand.enter(4)
    assert stage.toast() == "已登记：食堂钥匙 1 把"
    view = stage.screen.belongings.view
    assert view.panel.form() is not None  # ready for the next
    stage.hand.key(Key.Key_Escape)
    view.pick(next(row.id for row in view.table.every_row() if row.name == "食堂钥匙"))
    settle()
    press(stage, "注销", view.panel)
    assert "食堂钥匙" not in [row.name for row in view.table.every_row()]
    stage.hand.ctrl(Key.Key_Z)
    assert "食堂钥匙" in [row.name for row in view.table.every_row()]


def test_a_seal_registered_a_moment_ago_can_be_chosen_in_the_line(stage: Stage) -> None:
    tab(stage, "belongings")
    stage.screen.belongings.register()
    form = stage.screen.belongings.view.panel.form()
    assert form is not None
    form.set_values({"kind": "seal", "name": "党支部公章", "count": 1})
    form.save()
    settle()
    tab(stage, "seals")
    choices = stage.screen.seals.line.form.cells["seal_id"].field.choices_now()
    assert [choice.words for choice in choices] == ["村委会公章", "党支部公章"]


def test_a_register_goes_out_as_excel(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "用印登记.xlsx"
    act = stage.made.desk.act()
    wanted = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
    export(stage.made.desk, stage.hand.window, "seal_uses", wanted, out)
    qtbot.waitUntil(out.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "已导出" in stage.toast(), timeout=20_000)
    sheet = load_workbook(out).active
    assert sheet is not None
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "马秀英" in said
