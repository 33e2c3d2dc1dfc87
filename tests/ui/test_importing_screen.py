"""导入Excel in the window: chosen, understood, looked at, brought in, taken back, by real keys and clicks on real files."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.builders import YEAR, add_household, add_policy, id_number
from tests.ui.at_desk import Hand, at_desk
from tests.ui.at_import import ROSTER, SAMPLES, chips, choose, counts, press, quiet, said, screen
from tests.ui.conftest import child, focus, settle
from ui.kit.confirm_sheet import ConfirmSheet
from venue_desk.changes import Announcer
from venue_desk.desk import Desk
from venue_desk.domain.households import HouseholdFilter
from venue_desk.domain.importing import Column
from venue_desk.services import upkeep
from venue_desk.services.households import Households

Key = Qt.Key


def heads(desk: Desk) -> list[str]:
    rows = desk.households.page(desk.act().station_id, HouseholdFilter(year=YEAR), limit=50)
    return [row.household.head_name for row in rows]


def table(tmp_path: Path, *rows: str, name: str = "花名册.csv") -> Path:
    file = tmp_path / name
    file.write_text("\n".join(rows), "utf-8")
    return file


def texts(hand: Hand) -> str:
    """Every word on the screen."""
    here = screen(hand)
    rows = [t.content + t.row.subject for t in here.results.sheet.table.every_row()]
    cells = [
        here.first._model.item(r, c).text()
        for r in range(here.first._model.rowCount())
        for c in range(here.first._model.columnCount())
    ]
    return "\n".join([*(label.text() for label in here.findChildren(QLabel)), *rows, *cells])


# --- the whole way


def test_hand_a_roster_comes_in_and_is_taken_back_whole(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        assert chips(hand) == ["全部 8", "新增 5", "改动 0", "没变 0", "要改 3"]
        assert focus() is screen(hand).results.primary
        assert screen(hand).results.primary.text() == "导入 2 户"
        hand.enter()
        assert hand.strokes == 3
        quiet(hand, qtbot)
        assert heads(desk) == ["张满仓", "𠮷明·艾山"]
        assert len(upkeep.backups(desk.signed_in.folder.path, desk.signed_in.key)) == 1
        assert "已导入 2 户" in hand.window._toast.text()
        assert screen(hand).results.notice.words().startswith("已导入 2 户。新增 5 行，3 行没有导入。")
        press(hand, "看农户")
        assert hand.window.key() == "households"
        assert hand.window.screen_of("households").view.table.count() == 2  # type: ignore[attr-defined]
        hand.strokes = 0
        press(hand, "导入Excel")
        press(hand, "撤销")
        sheet = child(screen(hand), ConfirmSheet)
        assert focus() is sheet.back
        hand.click(sheet.verb)
        quiet(hand, qtbot)
        assert hand.strokes == 3
        assert heads(desk) == []
        assert "已撤销整次导入：roster_in_blocks.xlsx" in hand.window._toast.text()
        assert upkeep.check() == []


def test_right_after_it_the_same_place_takes_it_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "home") as (desk, hand):
        hand.window.go("importing", kind="households")
        choose(hand, ROSTER, monkeypatch)
        hand.ctrl(Key.Key_S)
        quiet(hand, qtbot)
        assert focus() is screen(hand).results.notice.see
        press(hand, "撤销整次导入")
        hand.key(Key.Key_Return)  # the cursor waits on the safe way
        assert heads(desk) != []
        press(hand, "撤销整次导入")
        hand.click(child(screen(hand), ConfirmSheet).verb)
        quiet(hand, qtbot)
        assert heads(desk) == []
        assert chips(hand)[1] == "新增 5"  # what it would do is seen anew
        assert screen(hand).results.primary.isEnabled()
        (row,) = desk.imports.past(desk.act())
        assert row.undone_by == "陈志远"


def test_esc_leads_back_to_the_register_one_came_from(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, SAMPLES / "cadres.xlsx", monkeypatch)
        assert counts(hand) == [2, 1, 0, 1]
        hand.key(Key.Key_Escape)
        assert hand.window.key() == "cadres"
        press(hand, "导入Excel")
        assert counts(hand) == [2, 1, 0, 1]  # it was left as it was


# --- what may be decided


def test_what_a_column_is_can_be_said_and_is_kept(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        file = table(tmp_path, "户号,社,姓名,联系方式二", "0001,一社,张满仓,13800001001")
        press(hand, "导入Excel")
        choose(hand, file, monkeypatch)
        box = screen(hand).table.columns.boxes()[4]
        assert box.value() is Column.PHONE
        assert "猜的" in texts(hand)
        box.setFocus()
        while box.value() is not Column.NOTE:
            hand.key(Key.Key_Down)
        assert focus() is box
        plan = screen(hand).results.plan
        assert plan is not None
        assert plan.mapping[4] is Column.NOTE
        press(hand, "导入 1 户")
        quiet(hand, qtbot)
        home = desk.households.find(desk.act().station_id, "0001")
        assert home is not None
        assert (home.phone, home.note) == ("", "13800001001")
        choose(hand, file, monkeypatch, "换文件")
        assert screen(hand).table.columns.boxes()[4].value() is Column.NOTE
        assert "照上次的对" in texts(hand)


def test_one_meaning_is_given_to_one_column(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        boxes = screen(hand).table.columns.boxes()
        assert boxes[3].value() is Column.NAME
        boxes[1].setCurrentIndex(boxes[1].findText("姓名"))
        boxes[1].activated.emit(boxes[1].currentIndex())
        settle()
        assert (boxes[1].value(), boxes[3].value()) == (Column.NAME, None)
        assert screen(hand).results.plan is not None


def test_without_a_name_no_plan_but_a_sentence(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, table(tmp_path, "户号,社,电话", "0001,一社,13800001001"), monkeypatch)
        assert "没有找到「姓名」或「户主姓名」这一列" in texts(hand)
        assert not screen(hand).results.primary.isEnabled()
        assert screen(hand).steps.spoken() == "第 2 步，共 4 步：对列名"


def test_new_hamlets_are_made_only_if_one_ticks_it(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, table(tmp_path, "户号,社,姓名", "0001,大湾社,张满仓"), monkeypatch)
        assert counts(hand) == [0, 0, 0, 1]
        assert "有 1 行的社本站没有。是新的社，就勾上。" in texts(hand)
        screen(hand).table.hamlets.setFocus()
        hand.key(Key.Key_Space)
        assert counts(hand) == [1, 0, 0, 0]
        assert "会新建：大湾社" in texts(hand)
        assert screen(hand).results.primary.text() == "导入 1 户"


def test_a_sheet_and_its_header_may_be_said(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, SAMPLES / "two_row_header.xlsx", monkeypatch)
        part = screen(hand).table
        assert (part.sheet.value(), part.header.value(), part.two_rows.isChecked()) == ("农户信息", 2, False)
        assert counts(hand)[0] == 2
        part.hidden.setFocus()
        hand.key(Key.Key_Space)
        assert sum(counts(hand)) == 4
        part.header.setFocus()
        hand.key(Key.Key_Up)
        assert screen(hand).results.plan is None
        hand.key(Key.Key_Down)
        assert sum(counts(hand)) == 4


def test_a_column_for_each_policy_of_the_year_that_is_said(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "policies") as (desk, hand):
        for name, rate in (("良种补贴（小麦）", 1000), ("退耕还林", 7000), ("计生奖扶", 96000)):
            add_policy(desk, name, rate)
        add_household(desk, "0001", "张满仓", "一社")
        hand.window.go("policies", tab="entitlements")
        settle()
        press(hand, "导入Excel")
        choose(hand, SAMPLES / "subsidies_by_policy.xlsx", monkeypatch)
        assert counts(hand)[0] == 2
        assert "数量：良种补贴（小麦）" in [box.currentText() for box in screen(hand).table.columns.boxes().values()]
        year = screen(hand).table.year
        year.setFocus()
        hand.key(Key.Key_Down)
        assert year.value() == YEAR - 1
        plan = screen(hand).results.plan
        assert plan is not None
        assert (plan.year, screen(hand).results.primary.text()) == (YEAR - 1, "导入 2 笔")


# --- looking at the result


def test_numbers_of_people_are_masked_wherever_they_stand(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, other = id_number("19580214", 1), id_number("19600506", 2)
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        add_household(desk, "0001", "张满仓", "一社", phone="13800001001", account="62101234560013")
        rows = (
            "户号,社,姓名,身份证号,电话,一卡通,旧证号",
            f"0001,一社,张满仓,{number},13900002002,62101234560099,{other}",
        )
        press(hand, "导入Excel")
        choose(hand, table(tmp_path, *rows), monkeypatch)
        assert counts(hand) == [0, 1, 0, 0]
        shown = texts(hand)
        assert "电话 138****1001 → 139****2002" in shown
        assert "一卡通账号 尾号 0013 → 尾号 0099" in shown
        assert not any(secret in shown for secret in (number, other, "13900002002", "62101234560099"))


def test_the_rows_are_narrowed_by_outcome_and_by_name(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        shown = screen(hand).results.sheet.table
        assert [told.row.number for told in shown.every_row()][:3] == [9, 10, 11]  # to be mended: first
        press(hand, "要改 3")
        assert shown.count() == 3
        hand.ctrl(Key.Key_F)
        hand.type("wh")
        assert [told.row.subject for told in shown.every_row()] == ["王毁（0003）"]


def test_the_rows_to_be_mended_go_out_and_come_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (_, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        plan = screen(hand).results.plan
        assert plan is not None
        screen(hand).saving.save_errors(plan, tmp_path / "要改.xlsx", screen(hand).results.show_findings)
        assert "已存要改的 3 行" in hand.window._toast.text()
        choose(hand, tmp_path / "要改.xlsx", monkeypatch, "换文件")
        assert counts(hand) == [0, 0, 0, 3]
        screen(hand).saving.save_errors(plan, tmp_path / "d", screen(hand).results.show_findings)
        settle()
        assert said(hand) != ""


# --- what others do meanwhile


def test_what_changes_meanwhile_is_looked_at_again(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        add_household(desk, "0001", "张满仓", "一社")
        settle()
        assert counts(hand)[:2] == [4, 1]


def test_data_that_another_program_changed_are_refused_and_looked_at_again(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        press(hand, "导入Excel")
        choose(hand, ROSTER, monkeypatch)
        monkeypatch.setattr(desk, "households", Households(Announcer(), desk.imports.random))
        add_household(desk, "0001", "张满仓", "一社")
        press(hand, "导入 2 户")
        quiet(hand, qtbot)
        assert "看过结果以后本站数据又改过" in said(hand)
        assert heads(desk) == ["张满仓"]
        press(hand, "再看一遍")
        assert said(hand) == ""
        assert counts(hand)[:2] == [4, 1]


def test_who_has_gone_on_from_an_import_is_named_where_it_was_to_be_taken_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        desk.imports.apply(desk.act(), desk.imports.plan(desk.act(), ROSTER, screen(hand)._kind))
        home = desk.households.find(desk.act().station_id, "0001")
        assert home is not None
        hand.window.go("importing")
        settle()
        press(hand, "撤销")
        desk.households.change(desk.act(), home, replace(home, note="核过"))  # the question stays where it stands
        settle()
        hand.click(child(screen(hand), ConfirmSheet).verb)
        quiet(hand, qtbot)
        assert "导入以后，陈志远又改过「张满仓」" in said(hand)
        assert len(heads(desk)) == 2
        press(hand, "撤销")  # still there to be tried again


# --- the ways in


def drop(hand: Hand, onto: str, file: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    target, copy = hand.window.screen_of(onto), Qt.DropAction.CopyAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, mime, button, key)
    QApplication.sendEvent(target, entered)
    if entered.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), copy, mime, button, key))
        settle()
    return entered.isAccepted()


def test_a_table_dropped_onto_its_register_is_looked_at(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (_, hand):
        assert not drop(hand, "households", tmp_path / "照片.png")
        assert drop(hand, "households", ROSTER)
        assert hand.window.key() == "importing"
        assert counts(hand) == [5, 0, 0, 3]
        assert drop(hand, "importing", SAMPLES / "made_by_hand.xlsx")
        assert counts(hand)[0] == 7


def test_ctrl_k_leads_here(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "home") as (_, hand):
        hand.ctrl(Key.Key_K)
        hand.type("drbt")
        hand.enter()
        assert hand.window.key() == "importing"
        assert screen(hand).kinds.value() == "entitlements"
