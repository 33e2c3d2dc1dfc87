"""干部: the acts a cadre does there most, by real keys and clicks; the strokes are those of docs/at-the-desk.md."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import add_cadre
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import child, focus, settle
from ui.kit.form import Form
from ui.screens.cadres import CadresScreen
from ui.screens.printouts import PrintoutsScreen
from ui.screens.printouts.cards import CardAsking
from venue_desk.desk import Desk

Key = Qt.Key


def screen(hand: Hand) -> CadresScreen:
    found = hand.window.screen_of("cadres")
    assert isinstance(found, CadresScreen)
    return found


def verb(hand: Hand, word: str) -> None:
    """Click the button of that word in the foot of the panel."""
    from ui.kit.buttons import Button

    settle()
    panel = screen(hand).view.panel
    hand.click(next(b for b in panel.findChildren(Button) if b.text() == word and b.isVisibleTo(panel)))


def named(desk: Desk, name: str) -> UUID:
    return next(c.id for c in desk.cadres.serving(desk.act().station_id) if c.name == name)


def test_hand_a_letter_finds_the_phone(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        add_cadre(desk, "王建军", "一社", phone="138-0000-0101")
        hand.window.go("cadres")
        settle()
        hand.type("wj")
        row = screen(hand).view.table.picked_row()
        assert row is not None
        assert (row.cadre.name, row.cadre.phone) == ("王建军", "13800000101")
        assert hand.strokes == 0


def test_hand_a_new_cadre_from_the_first_key_to_the_last(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        hand.ctrl(Key.Key_N)
        hand.type("张小梅")
        hand.enter(2)  # past the gender
        hand.type("选派干部")
        hand.enter()
        hand.type("13800000104")
        hand.ctrl(Key.Key_S)
        saved = next(c for c in desk.cadres.serving(desk.act().station_id) if c.name == "张小梅")
        assert (saved.position, saved.phone, saved.is_agent) == ("选派干部", "13800000104", True)
        assert hand.strokes == 5
        assert "已登记：张小梅" in hand.window._toast.text()


def test_after_saving_and_after_undo_the_cursor_stays_at_the_register(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (_, hand):
        hand.ctrl(Key.Key_N)
        hand.type("张小梅")
        hand.ctrl(Key.Key_S)
        hand.type("")  # until what was announced is read again
        view = screen(hand).view
        assert view.panel.primary is not None
        assert view.panel.primary.hasFocus()
        hand.ctrl(Key.Key_Z)
        hand.type("")
        assert view.isAncestorOf(focus())


def test_undo_takes_the_new_cadre_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        hand.ctrl(Key.Key_N)
        hand.type("张小梅")
        hand.ctrl(Key.Key_S)
        assert len(desk.cadres.serving(desk.act().station_id)) == 2
        hand.ctrl(Key.Key_Z)
        assert [c.name for c in desk.cadres.serving(desk.act().station_id)] == ["陈志远"]


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        hand.ctrl(Key.Key_N)
        hand.type("张小梅")
        form = child(screen(hand).view.panel, Form)
        form.cells["id_number"].editor.take_focus()
        hand.type("621199195802140011")
        hand.ctrl(Key.Key_S)
        assert len(desk.cadres.serving(desk.act().station_id)) == 1
        assert ["id.check_digit"] == [f.code for f in form.cells["id_number"].findings]
        assert form.cells["id_number"].isAncestorOf(focus())
        assert form.texts()["name"] == "张小梅"


def test_a_form_left_half_filled_is_there_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (_, hand):
        hand.ctrl(Key.Key_N)
        hand.type("周玉凤")
        hand.key(Key.Key_Escape)
        assert screen(hand).view.panel.form() is None
        hand.ctrl(Key.Key_N)
        form = screen(hand).view.panel.form()
        assert form is not None
        assert form.texts()["name"] == "周玉凤"


def test_hand_somebody_leaves(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        gone = add_cadre(desk, "马德林", "一社")
        hand.window.go("cadres")
        settle()
        screen(hand).view.pick(gone.id)
        verb(hand, "离岗")
        hand.ctrl(Key.Key_S)
        assert hand.strokes == 2
        assert not desk.cadres.get(desk.act(), gone.id).here


def test_the_last_head_does_not_leave(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        screen(hand).view.pick(named(desk, "陈志远"))
        verb(hand, "离岗")
        hand.ctrl(Key.Key_S)
        form = child(screen(hand).view.panel, Form)
        assert ["cadre.last_head"] == [f.code for f in form.cells["left_on"].findings]


def test_hand_cards_of_one_agent(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        agent = add_cadre(desk, "王建军", "一社")
        hand.window.go("cadres")
        settle()
        screen(hand).view.pick(agent.id)
        hand.strokes += 1  # the click on the row
        verb(hand, "印连心卡")
        page = hand.window.screen_of("printouts")
        assert isinstance(page, PrintoutsScreen)
        assert hand.window.key() == "printouts"
        assert [each.cadre_id for each in child(page, CardAsking).who.chosen()] == [agent.id]
        assert hand.strokes == 2


def test_an_id_number_is_masked_until_asked_and_the_asking_is_written_down(tmp_path: Path, qtbot: QtBot) -> None:
    from db import journal
    from tests.builders import id_number
    from ui.kit.masked import MaskedValue
    from venue_desk.domain.history import Action

    with at_desk(tmp_path, qtbot, "cadres") as (desk, hand):
        cadre = add_cadre(desk, "王建军", "一社", id_number=id_number())
        hand.window.go("cadres")
        settle()
        screen(hand).view.pick(cadre.id)
        masked = child(screen(hand).view.panel, MaskedValue)
        assert "19580214" not in masked._value.text()
        hand.click(masked._button)
        assert masked._value.text() == cadre.id_number
        assert [c.action for c in journal.history("cadres", cadre.id)][-1] is Action.REVEAL
