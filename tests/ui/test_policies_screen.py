"""惠农政策: what a household draws, one entitlement after another, rates, papers; strokes as in docs/at-the-desk.md."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import add_entitlement
from tests.ui.conftest import focus, settle
from tests.ui.policy_village import Village, village_at_desk
from ui.exporting import Exporting
from ui.kit.columns import Order
from ui.kit.filters import Filtering
from ui.screens.policies.drawn_tab import ALL
from ui.screens.policies.policy_tab import CLOSED
from ui.screens.printouts import PrintoutsScreen
from venue_desk.domain.policies import EntitlementOrder

Key = Qt.Key
AMOUNT = 3


@pytest.fixture
def village(tmp_path: Path, qtbot: QtBot) -> Iterator[Village]:
    with village_at_desk(tmp_path, qtbot) as village:
        yield village


# the five acts


def test_hand_what_does_this_household_get(village: Village) -> None:
    for policy in (village.wheat, village.corn):
        add_entitlement(village.desk, village.ma, policy)
    add_entitlement(village.desk, village.zhang, village.wheat)
    village.tab(1)
    village.hand.ctrl(Key.Key_F)
    village.hand.type("mxy")
    assert village.view.table.count() == 2
    assert village.view.sheet._right.text() == "合计 64.00 元"
    assert village.hand.strokes == 2


def test_hand_one_entitlement_and_the_next(village: Village) -> None:
    village.hand.ctrl(Key.Key_N)
    village.hand.type("zmc")
    village.hand.enter()
    village.hand.type("xiaomai")
    village.hand.enter()
    village.hand.type("3.2")
    assert village.form.texts()["amount_fen"] == "32.00"
    village.hand.enter()
    assert village.hand.strokes == 4
    (saved,) = village.drawn()
    assert (saved.household_id, saved.policy_id, saved.quantity, saved.amount_fen, saved.rate_fen) == (
        village.zhang.id, village.wheat.id, 3200, 3200, 1000,
    )  # fmt: skip
    assert saved.account == "62101234560013"
    assert village.told() == "已登记：张满仓 良种补贴（小麦） 32.00 元"
    # the list goes on with the next household: the policy stays, two strokes are enough
    assert village.form.cells["household_id"].isAncestorOf(focus())
    village.hand.type("mxy")
    village.hand.enter()
    village.form.cells["quantity"].editor.take_focus()
    village.hand.type("1")
    village.hand.enter()
    assert [one.household_id for one in village.drawn()] == [village.zhang.id, village.ma.id]


def test_hand_this_years_rate(village: Village) -> None:
    village.click_row(0)
    policy = village.row.policy
    village.press("添标准")
    village.hand.type("12.5")
    village.hand.enter()
    village.hand.type("示例〔2026〕7号")
    village.hand.enter()
    village.hand.type("2026-07-01")
    village.hand.enter()
    assert village.hand.strokes == 5
    old, new = village.desk.policies.rates(policy.station_id, policy.id)
    assert (old.to_on, new.rate_fen, new.from_on) == (date(2026, 6, 30), 1250, date(2026, 7, 1))
    assert village.row.rate == new


def test_hand_sheets_of_a_hamlet(village: Village) -> None:
    add_entitlement(village.desk, village.zhang, village.wheat)
    village.tab(2)
    village.click_row(0)
    village.press("印知情卡")
    page = village.hand.window.screen_of("printouts")
    assert isinstance(page, PrintoutsScreen)
    assert page._gathered is not None
    assert [piece.household_ids for piece in page._gathered.pieces] == [(village.zhang.id,)]
    assert village.hand.strokes == 3


def test_hand_list_for_the_wall(village: Village) -> None:
    add_entitlement(village.desk, village.yu, village.wheat)
    village.tab(2)
    village.click_row(1)
    village.press("印公示名单")
    page = village.hand.window.screen_of("printouts")
    assert isinstance(page, PrintoutsScreen)
    assert page._gathered is not None
    assert [piece.title for piece in page._gathered.pieces] == ["二社 2026 年公示名单"]
    assert village.hand.strokes == 3


# what is found, and what is kept


def test_the_same_twice_in_a_year_is_told_at_once_and_refused_with_all_kept(village: Village) -> None:
    add_entitlement(village.desk, village.zhang, village.wheat)
    village.hand.ctrl(Key.Key_N)
    village.hand.type("zmc")
    village.hand.enter()
    village.hand.type("xiaomai")
    village.hand.enter()
    village.hand.type("5")
    village.wait_for_draft()
    assert village.codes("policy_id") == ["entitlement.twice"]
    assert village.form.cells["quantity"].isAncestorOf(focus())
    village.hand.enter()
    assert village.codes("policy_id") == ["entitlement.twice"]
    assert village.form.cells["policy_id"].isAncestorOf(focus())
    assert (village.form.texts()["quantity"], village.form.texts()["amount_fen"]) == ("5", "50.00")
    assert len(village.drawn()) == 1


def test_another_quantity_than_last_year_is_shown_and_does_not_stop(village: Village) -> None:
    add_entitlement(village.desk, village.zhang, village.wheat, 2800, 2025)
    village.hand.window.go("policies", entitle=village.zhang.id)
    settle()
    assert village.form.cells["policy_id"].isAncestorOf(focus())
    village.hand.type("xiaomai")
    village.hand.enter()
    assert "去年 2.8" in _hint(village, "quantity")
    village.hand.type("3")
    assert _hint(village, "amount_fen") == "3 亩 × 10.00 = 30.00"
    village.wait_for_draft()
    assert village.codes("quantity") == ["entitlement.unlike"]
    village.hand.enter()
    assert village.told() == "已登记：张满仓 良种补贴（小麦） 30.00 元，去年数量是 2.8"
    # the next policy of the same household
    assert village.form.values()["household_id"] == village.zhang.id


def test_an_amount_written_by_hand_stays(village: Village) -> None:
    village.screen.arrive(entitle=village.zhang.id)
    cells = village.form.cells
    cells["policy_id"].editor.set_value(village.wheat.id)
    cells["quantity"].editor.set_value(3000)
    cells["amount_fen"].editor.set_value(2999)
    cells["note"].editor.set_text("尾数按账")
    village.wait_for_draft()
    assert village.codes("amount_fen") == ["entitlement.reckoned"]
    village.hand.ctrl(Key.Key_S)
    assert [one.amount_fen for one in village.drawn()] == [2999]


def test_a_policy_without_a_rate_is_refused_at_the_policy(village: Village) -> None:
    act = village.desk.act()
    (rate,) = village.desk.policies.rates(act.station_id, village.wheat.id)
    village.desk.policies.close_rate(act, rate)
    village.screen.arrive(entitle=village.zhang.id)
    village.form.cells["policy_id"].editor.set_value(village.wheat.id)
    village.form.cells["quantity"].editor.set_value(3000)
    village.form.cells["amount_fen"].editor.set_value(3000)
    village.form.save()
    assert village.codes("policy_id") == ["entitlement.no_rate"]
    assert village.form.texts()["quantity"] == "3"


def test_what_is_missing_is_asked_for_at_its_field(village: Village) -> None:
    village.hand.ctrl(Key.Key_N)
    village.hand.ctrl(Key.Key_S)
    assert village.form.cells["household_id"].findings[0].sentence == "还没填农户。"
    assert village.form.cells["household_id"].isAncestorOf(focus())
    assert village.drawn() == []


def test_a_form_left_half_filled_is_there_again(village: Village) -> None:
    village.hand.ctrl(Key.Key_N)
    village.hand.type("zmc")
    village.hand.enter()
    village.hand.type("xiaomai")
    village.hand.enter()
    village.hand.type("3.2")
    village.hand.key(Key.Key_Escape)
    assert village.view.panel.form() is None
    village.tab(0)
    village.hand.ctrl(Key.Key_N)
    values = village.form.values()
    assert (values["household_id"], values["policy_id"], values["quantity"]) == (
        village.zhang.id,
        village.wheat.id,
        3200,
    )
    assert (values["amount_fen"], values["account"]) == (3200, "62101234560013")


def test_a_draft_leads_back_into_its_form(village: Village) -> None:
    drawn = add_entitlement(village.desk, village.zhang, village.corn)
    (rate,) = village.desk.policies.rates(drawn.station_id, village.wheat.id)
    fields = {
        "entitlement.new": "note",
        f"entitlement.new.{village.zhang.id}": "note",
        f"entitlement.{drawn.id}": "note",
        "policy.new": "name",
        f"policy.{village.wheat.id}": "name",
        f"rate.new.{village.wheat.id}": "document_number",
        f"rate.{rate.id}": "document_number",
    }
    for draft, field in fields.items():
        village.desk.drafts.save(village.desk.act(), draft, {field: "写了一半"})
        village.hand.window.go("policies", draft=draft)
        settle()
        assert village.form.texts()[field] == "写了一半", draft
        assert village.form.isAncestorOf(focus()), draft


# 导出Excel


def _exported(village: Village, exporting: Exporting, out: Path, qtbot: QtBot) -> list[tuple[object, ...]]:
    village.press("导出Excel", inside=village.view)
    exporting.save_as(out)
    qtbot.waitUntil(lambda: village.told() == f"已导出：{out.name}", timeout=20_000)
    settle()
    return list(load_workbook(out).worksheets[0].iter_rows(values_only=True))


def test_what_is_drawn_is_exported_as_filtered_and_sorted(village: Village, tmp_path: Path, qtbot: QtBot) -> None:
    add_entitlement(village.desk, village.zhang, village.wheat, 2000, 2025)
    add_entitlement(village.desk, village.ma, village.wheat, 3000, 2025)
    add_entitlement(village.desk, village.yu, village.corn, 4000, 2025)
    add_entitlement(village.desk, village.zhang, village.wheat)
    village.tab(1)
    village.view.filters.restore(Filtering(ALL, {"year": 2025, "policy": village.wheat.id}))
    village.view.table.sort_rows(AMOUNT, Qt.SortOrder.DescendingOrder)
    assert village.view.table.order() == Order(EntitlementOrder.AMOUNT, descending=True)
    rows = _exported(village, village.screen.drawn.exporting, tmp_path / "a.xlsx", qtbot)
    assert "2025年补贴明细" in str(rows[0][0])
    assert [(row[1], row[4], row[5]) for row in rows[3:]] == [("马秀英", 2025, 3), ("张满仓", 2025, 2)]
    assert rows[4][10] == "尾号 0013"


def test_the_policies_are_exported_as_filtered_and_sorted(village: Village, tmp_path: Path, qtbot: QtBot) -> None:
    add_entitlement(village.desk, village.zhang, village.corn)
    village.screen.refresh()
    village.hand.ctrl(Key.Key_F)
    village.hand.type("良种")
    village.view.table.sort_rows(0, Qt.SortOrder.DescendingOrder)
    shown = [row.policy.name for row in village.view.table.every_row()]
    rows = _exported(village, village.screen.policies.exporting, tmp_path / "a.xlsx", qtbot)
    assert [row[0] for row in rows[3:]] == shown == ["良种补贴（玉米）", "良种补贴（小麦）"]
    assert [row[11] for row in rows[3:]] == [1, 0]
    village.desk.policies.close(village.desk.act(), village.wheat)
    village.view.filters.restore(Filtering(CLOSED))
    rows = _exported(village, village.screen.policies.exporting, tmp_path / "b.xlsx", qtbot)
    assert [row[0] for row in rows[3:]] == ["良种补贴（小麦）"]


def _hint(village: Village, field: str) -> str:
    return village.form.cells[field]._hint.toolTip() or village.form.cells[field]._hint.text()
