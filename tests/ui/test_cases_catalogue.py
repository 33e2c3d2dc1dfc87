"""目录: an item is found by what people call it, read, changed into a new version row by row, added, and withdrawn with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.case_village import BENEFIT
from tests.ui.case_desk import CaseDesk, case_desk
from tests.ui.conftest import settle
from ui.kit.labels import Prose
from ui.screens.cases.material_rows import MaterialRowsEditor
from venue_desk.domain.catalogue import Material, MaterialForm, ServiceItem

Key = Qt.Key


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[CaseDesk]:
    with case_desk(tmp_path, qtbot) as made:
        made.hand.window.go("cases", tab="catalogue")
        settle()
        yield made


def named(stage: CaseDesk) -> list[str]:
    return [row.name for row in stage.view.table.every_row()]


def find(stage: CaseDesk, typed: str) -> None:
    stage.view.find_here()
    stage.hand.type(typed)
    stage.hand.key(Key.Key_Return)
    settle()


def page(stage: CaseDesk) -> str:
    """All that stands in the panel, sentences too."""
    said = [prose.text() for prose in stage.view.panel.findChildren(Prose) if prose.isVisible()]
    return "\n".join((stage.words(), *said))


def now(stage: CaseDesk) -> ServiceItem:
    items = stage.desk.catalogue.rows(stage.desk.act().station_id)
    return next(each for each in items if each.root_id == stage.benefit.root_id)


def rows(stage: CaseDesk) -> MaterialRowsEditor:
    editor = stage.form.cells["materials"].editor
    assert isinstance(editor, MaterialRowsEditor)
    return editor


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def change(stage: CaseDesk) -> None:
    stage.view.pick(stage.benefit.root_id)
    stage.press("改")


def test_an_item_is_found_by_everyday_words_and_tells_what_it_takes(stage: CaseDesk) -> None:
    assert named(stage) == ["高龄津贴申请", "养老资格认证"]
    find(stage, "高龄补贴")
    assert named(stage) == ["高龄津贴申请"]
    stage.view.open_row(1)
    told = page(stage)
    for words in ("县民政局", "年满八十周岁", "15 个工作日", "身份证", "原件 1 份", "看过或用完退还", "复印件 2 份"):
        assert words in told


def test_what_no_village_may_write_is_found_beside(stage: CaseDesk) -> None:
    find(stage, "养狗")
    assert named(stage) == []
    assert "「居民养犬证明」村里不能开" in stage.view.sheet._right.text()
    stage.press("村里不能开的 1", stage.view.filters)
    stage.view.open_row(1)
    assert "养犬管理部门" in page(stage)
    assert stage.verbs() == []


def test_materials_are_changed_in_place_by_keyboard(stage: CaseDesk) -> None:
    change(stage)
    stage.form.focus_cell(stage.form.cells["materials"])
    stage.hand.type("承诺书")
    stage.hand.key(Key.Key_Return)
    assert focused() is rows(stage).rows[3].form
    stage.hand.key(Key.Key_Return)
    stage.hand.type("3")
    stage.hand.key(Key.Key_Return)
    stage.hand.type("村站")
    stage.hand.key(Key.Key_Return)
    stage.hand.type("看签名")
    stage.hand.enter()
    stage.hand.key(Key.Key_Space)
    stage.hand.enter()
    stage.hand.key(Key.Key_Space)
    stage.hand.key(Key.Key_Return)
    assert focused() is rows(stage).another
    stage.hand.key(Key.Key_Up)
    assert focused() is rows(stage).rows[3].name
    stage.hand.key(Key.Key_Up)
    stage.hand.type("一寸照片")
    stage.hand.ctrl(Key.Key_S)
    assert [each.name for each in now(stage).materials] == ["身份证", "户口簿", "一寸照片", "承诺书"]
    assert now(stage).materials[3] == Material(
        name="承诺书", copies=3, source="村站", check="看签名", required=False, returned=True
    )


def test_an_emptied_name_takes_its_material_away_and_alt_carries_one(stage: CaseDesk) -> None:
    change(stage)
    rows(stage).rows[0].name.setFocus()
    rows(stage).rows[0].name.clear()
    rows(stage).rows[2].name.setFocus()
    stage.hand.key(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    stage.hand.ctrl(Key.Key_S)
    assert [each.name for each in now(stage).materials] == ["近期两寸照片", "户口簿"]


def test_copies_that_are_no_figure_are_told_and_nothing_is_saved(stage: CaseDesk) -> None:
    change(stage)
    rows(stage).rows[0].copies.setText("两")
    stage.hand.ctrl(Key.Key_S)
    assert "「身份证」的份数请写一个整数。" in page(stage)
    assert now(stage).version == 1


def test_a_change_is_a_version_whose_changes_are_told(stage: CaseDesk) -> None:
    change(stage)
    stage.form.cells["promised_days"].editor.set_value(10)
    stage.hand.ctrl(Key.Key_S)
    assert (now(stage).version, now(stage).promised_days) == (2, 10)
    assert "第 2 版" in stage.told()
    assert "承诺时限：15 个工作日 → 10 个工作日" in page(stage)
    stage.hand.ctrl(Key.Key_Z)
    assert now(stage).version == 1


def test_a_version_does_not_begin_in_days_to_come(stage: CaseDesk) -> None:
    change(stage)
    stage.form.cells["from_on"].editor.set_text("明天")
    stage.hand.ctrl(Key.Key_S)
    assert stage.codes("from_on") == ["item.from_later"]


def test_one_of_the_stations_own_is_added_and_its_draft_kept(stage: CaseDesk) -> None:
    stage.screen.catalogue.register()
    stage.hand.type("开学领路")
    rows(stage).set_value((Material(name="录取通知书", form=MaterialForm.ORIGINAL),))
    rows(stage).another.setText("照片")
    stage.wait_for_draft()
    stage.hand.key(Key.Key_Escape)
    stage.hand.window.go("cases", tab="catalogue", draft="item.new")
    settle()
    assert [each.name.text() for each in rows(stage).rows] == ["录取通知书"]
    stage.form.cells["promised_days"].editor.set_value(0)
    stage.hand.ctrl(Key.Key_S)
    added = stage.desk.catalogue.find(stage.desk.act().station_id, "开学领路")[0]
    assert [(each.name, each.form) for each in added.materials] == [
        ("录取通知书", MaterialForm.ORIGINAL), ("照片", MaterialForm.COPY),
    ]  # fmt: skip
    assert stage.view.table.picked_row() == added


def test_one_is_withdrawn_with_its_reason_and_taken_up_again(stage: CaseDesk) -> None:
    stage.view.pick(stage.benefit.root_id)
    stage.press("停办")
    stage.hand.ctrl(Key.Key_S)
    assert stage.codes("reason") == ["item.withdrawn_for"]
    stage.hand.type("改由银行网点办")
    stage.hand.ctrl(Key.Key_S)
    assert named(stage) == ["高龄津贴申请"]
    assert "改由银行网点办" in page(stage)
    stage.press("再开办")
    stage.hand.ctrl(Key.Key_S)
    again = stage.desk.catalogue.find(stage.desk.act().station_id, "高龄补贴")[0]
    assert (again.version, again.materials) == (1, BENEFIT.materials)


def test_from_the_search_an_item_is_shown_and_a_case_of_it_begun(stage: CaseDesk) -> None:
    stage.hand.window.go("cases", item_id=stage.benefit.id)
    settle()
    assert stage.view.table.picked_row() == stage.benefit
    stage.press("登记代办")
    conditions = stage.form.cells["conditions"].editor.control()
    assert isinstance(conditions, QLineEdit)
    assert conditions.text() == "本县户籍，年满八十周岁"
    assert stage.form.values()["item_id"] == stage.benefit.id


def test_the_catalogue_goes_out_as_excel_with_materials_and_certificates(
    stage: CaseDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "事项目录.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    stage.press("导出Excel", stage.view)
    qtbot.waitUntil(lambda: "已导出" in stage.told(), timeout=20_000)
    book = load_workbook(out)
    assert book.sheetnames == ["事项目录", "材料", "村里不能开的证明"]
    said = {sheet.title: [cell.value for row in sheet.iter_rows() for cell in row] for sheet in book.worksheets}
    assert {"高龄津贴申请", "高龄补贴", "县民政局"} <= set(said["事项目录"])
    assert {"户口簿", "近期两寸照片"} <= set(said["材料"])
    assert "健在证明" in said["村里不能开的证明"]
