"""A rare name all the way through the window: typed by its code, shown, sorted, found, printed, exported."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import add_entitlement, add_household, add_policy, text_of
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import focus, settle, type_text
from tests.ui.test_households_screen import again, picked, screen
from ui.kit.hits import Hit
from ui.kit.search_box import SearchBox
from venue_desk.desk import Desk
from venue_desk.domain.printouts import SheetOrder
from venue_desk.services.export import export_job

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CODES = ["20BB7", "2A700", "2B740", "2B820", "2CE7C", "2CEB0", "2EBF0", "30EDE", "31350"]
"""One of each extension from B to I: 𠮷 to those of 2022."""


def type_rare(hand: Hand, before: str, code: str) -> None:
    type_text(focus(), before)
    type_text(focus(), code)
    hand.key(Key.Key_X, ALT)


def register(desk: Desk, hand: Hand, code: str) -> str:
    """登记农户 by keys; the name as it was kept."""
    hand.ctrl(Key.Key_N)
    type_rare(hand, "张", code)
    form = screen(hand).view.panel.form()
    assert form is not None
    form.cells["hamlet_id"].editor.set_value(desk.stations.hamlets(desk.act().station_id)[0].id)
    hand.ctrl(Key.Key_S)
    settle()
    row = screen(hand).view.table.picked_row()
    assert row is not None
    return str(row.household.head_name)


def test_a_character_of_every_extension_is_typed_found_and_sorted(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        add_household(desk, "0001", "赵满仓")
        names = [register(desk, hand, code) for code in CODES]
        assert names == [f"张{chr(int(code, 16))}" for code in CODES]
        table = screen(hand).view.table
        table.sort_rows(0)
        assert table.every_row()[-1].household.head_name == "赵满仓"
        for code, name in zip(CODES, names, strict=True):
            screen(hand).view.find_here()
            type_rare(hand, "", code)
            hand.key(Key.Key_Down)
            assert screen(hand).view.panel.accessibleName() == name
            screen(hand).view.filters.clear()
            hand.ctrl(Key.Key_K)
            type_rare(hand, "", code)
            box = hand.window.top.search.popup
            assert isinstance(box, SearchBox)
            found = box.popup.current()
            assert isinstance(found, Hit)
            assert (found.title, found.spans) == (name, ((1, 2),))
            hand.key(Key.Key_Escape)
            hand.key(Key.Key_Escape)


def test_it_stands_on_the_sheet_and_in_the_workbook(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path / "d", qtbot, "households") as (desk, hand):
        name = register(desk, hand, "2CE7C")
        home = desk.households.find(desk.act().station_id, picked(hand))
        assert home is not None
        add_entitlement(desk, home, add_policy(desk))
        gathered = desk.printouts.gather(desk.act(), SheetOrder(year=2026, household_ids=(home.id,)))
        if not desk.printouts.missing(gathered):
            assert name in text_of(desk.printouts.preview(gathered))
        sheet = desk.exports.sheet(desk.act(), "households", screen(hand)._exported())
        list(export_job(sheet, tmp_path / "a.xlsx"))
        cells = [
            cell for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(values_only=True) for cell in row
        ]
        assert cells.count(name) == 2


@pytest.mark.parametrize(("code", "hint"), [("3FFFC", "U+3FFFC 没有字体，先显示方框"), ("4E00", "")])
def test_a_character_no_font_has_is_told_where_it_is_typed(tmp_path: Path, qtbot: QtBot, code: str, hint: str) -> None:
    with at_desk(tmp_path, qtbot, "households") as (desk, hand):
        again(hand)
        hand.ctrl(Key.Key_N)
        type_rare(hand, "张", code)
        form = screen(hand).view.panel.form()
        assert form is not None
        qtbot.waitUntil(lambda: hint in form.cells["name"]._hint.text())
        assert ("没有字体" in form.cells["name"]._hint.text()) is bool(hint)
        assert desk.households.count(desk.act().station_id, screen(hand)._wanted()) == 0
