"""惠农政策: the records of its three registers, what is done to them, and how they are found."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import journal
from tests.builders import add_entitlement, text_of
from tests.ui.at_desk import at_desk
from tests.ui.conftest import child, focus
from tests.ui.policy_village import Village, village_at_desk
from ui.kit.masked import MaskedValue
from ui.screens.policies import PoliciesScreen
from ui.screens.printouts import PrintoutsScreen
from venue_desk.domain.history import Action
from venue_desk.domain.policies import RateEntry
from venue_desk.domain.printouts import ListOrder, Order, SheetOrder

Key = Qt.Key


@pytest.fixture
def village(tmp_path: Path, qtbot: QtBot) -> Iterator[Village]:
    with village_at_desk(tmp_path, qtbot) as village:
        yield village


# records


def test_a_record_says_how_it_was_reckoned_and_what_it_was_last_year(village: Village) -> None:
    add_entitlement(village.desk, village.zhang, village.wheat, 2800, 2025)
    drawn = add_entitlement(village.desk, village.zhang, village.wheat)
    village.tab(1)
    village.view.pick(drawn.id)
    said = village.words()
    assert "3.2 亩 × 10.00 元 = 32.00 元" in said
    assert "示例〔2020〕1号" in said
    assert "2.8 亩 × 10.00" in said
    masked = child(village.view.panel, MaskedValue)
    assert masked._value.text() == "尾号 0013"
    village.hand.click(masked._button)
    assert masked._value.text() == "62101234560013"
    assert journal.history("entitlements", drawn.id)[-1].action is Action.REVEAL


def test_a_correction_keeps_the_rate_and_the_covered_account(village: Village) -> None:
    drawn = add_entitlement(village.desk, village.zhang, village.wheat)
    village.desk.policies.follow_rate(
        village.desk.act(), village.wheat, RateEntry(rate_fen=1500, from_on=date(2026, 1, 1))
    )
    village.tab(1)
    village.view.pick(drawn.id)
    village.press("改")
    village.form.cells["quantity"].editor.set_value(4000)
    assert village.form.texts()["amount_fen"] == "40.00"
    village.hand.ctrl(Key.Key_S)
    (changed,) = village.drawn()
    assert (changed.quantity, changed.rate_fen, changed.amount_fen, changed.account) == (
        4000,
        1000,
        4000,
        drawn.account,
    )


def test_closing_and_undoing_an_entitlement(village: Village) -> None:
    drawn = add_entitlement(village.desk, village.zhang, village.wheat)
    village.tab(1)
    village.view.pick(drawn.id)
    village.press("注销")
    assert village.drawn() == []
    assert village.told() == "已注销：张满仓户 良种补贴（小麦）"
    village.hand.ctrl(Key.Key_Z)
    assert [one.id for one in village.drawn()] == [drawn.id]


def test_the_filters_narrow_by_year_policy_hamlet_and_difference(village: Village) -> None:
    add_entitlement(village.desk, village.zhang, village.wheat, 2800, 2025)
    for household in (village.zhang, village.ma, village.yu):
        add_entitlement(village.desk, household, village.wheat)
    village.tab(1)
    filters, hamlets = village.view.filters, village.desk.stations.hamlets(village.desk.act().station_id)
    assert village.view.table.count() == 3
    assert filters._chips["unlike"].text() == "与去年不同 1"
    filters._narrow("hamlet", hamlets[1].id)
    assert village.view.table.count() == 1
    filters._narrow("hamlet", None)
    filters._narrow("policy", village.corn.id)
    assert village.view.table.count() == 0
    village.press("清除筛选", village.view.sheet)
    filters._narrow("year", 2025)
    assert village.view.sheet._left.text() == "2025年 1 户 1 笔"
    filters._narrow("year", None)
    village.hand.click(filters._chips["unlike"])
    village.click_row(0)
    assert village.row.head_name == "张满仓"
    assert village.view.table.count() == 1


def test_a_policy_is_registered_stopped_and_taken_back(village: Village) -> None:
    village.press("登记政策", village.view)
    village.hand.type("退耕还林生活补助")
    village.hand.ctrl(Key.Key_S)
    assert village.told() == "已登记政策：退耕还林生活补助"
    policy = village.row.policy
    assert (policy.unit, policy.per, policy.method) == ("亩", "年", "一卡通")
    village.press("停用")
    assert village.view.filters._chips["closed"].text() == "已停用 1"
    village.hand.ctrl(Key.Key_Z)
    assert village.view.filters._chips["closed"].text() == "已停用 0"


def test_overlapping_rates_are_refused_at_the_date(village: Village) -> None:
    village.screen.arrive(policy_id=village.wheat.id)
    village.press("添标准")
    village.hand.type("12")
    village.form.cells["from_on"].editor.set_text("2019-01-01")
    village.hand.ctrl(Key.Key_S)
    assert village.codes("from_on") == ["rate.overlap"]
    assert village.form.texts()["rate_fen"] == "12.00"


def test_an_empty_state_leads_back_to_the_first(village: Village) -> None:
    village.hand.click(village.view.filters._chips["closed"])
    assert village.view.table.count() == 0
    village.press("看在用", village.view.sheet)
    assert village.view.table.count() == 5


# papers


def test_the_hamlets_tell_who_lacks_a_sheet_and_how_long_the_list_hangs(village: Village, tmp_path: Path) -> None:
    for household in (village.zhang, village.ma):
        add_entitlement(village.desk, household, village.wheat)
    act, printouts = village.desk.act(), village.desk.printouts
    hamlet = village.zhang.hamlet_id
    orders: tuple[Order, ...] = (
        SheetOrder(year=2026, household_ids=(village.zhang.id,)),
        ListOrder(year=2026, from_on=date(2026, 11, 20), hamlet_id=hamlet),
    )
    for number, order in enumerate(orders):
        run = printouts.start(act, printouts.gather(act, order), tmp_path / f"{number}.pdf")
        list(run.job())
        printouts.record(act, run)
    assert "张满仓" in text_of((tmp_path / "1.pdf").read_bytes())
    village.tab(2)
    village.click_row(0)
    row = village.row
    assert (row.households, row.with_sheet, row.days_left(act.today)) == (2, 1, 4)
    said = village.words()
    assert "公示中，还有 4 天" in said
    assert "马秀英" in said
    assert "张满仓" not in said
    village.press("只印没发的")
    page = village.hand.window.screen_of("printouts")
    assert isinstance(page, PrintoutsScreen)
    assert page._gathered is not None
    assert [piece.household_ids for piece in page._gathered.pieces] == [(village.ma.id,)]


def test_the_segments_move_by_arrow_and_keep_the_cursor(village: Village) -> None:
    village.screen.segments["policies"].setFocus()
    village.hand.key(Key.Key_Right)
    assert focus() is village.screen.segments["entitlements"]
    village.hand.key(Key.Key_Right)
    assert focus() is village.screen.segments["papers"]
    assert village.view is village.screen.papers.view
    village.hand.key(Key.Key_F6)
    assert village.view.filters.isAncestorOf(focus())


def test_with_no_policy_yet_the_first_thing_registered_is_one(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "policies") as (_, hand):
        hand.ctrl(Key.Key_N)
        screen = hand.window.screen_of("policies")
        assert isinstance(screen, PoliciesScreen)
        page = screen.policies.view.panel.page
        assert page is not None
        assert page.title == "登记政策"
