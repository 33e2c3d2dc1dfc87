"""交接班 by keyboard: item by item, what differs, both signatures, what is added; and that nothing typed is ever lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db import journal
from db.belongings import BelongingTable
from db.cadres import cadres
from tests.shift_change import DAY, furnish, moment, password, shifting
from tests.ui.conftest import focus, settle, type_text
from tests.ui.handover_stage import Stage, handover_at_desk
from ui.kit.buttons import Button
from ui.screens.handover.difference import Difference
from ui.screens.handover.item_paint import buttons
from ui.screens.handover.item_rows import Listed
from ui.screens.printouts import PrintoutsScreen
from venue_desk.domain.belongings import Belonging, BelongingKind
from venue_desk.domain.handover import HandoverState, ItemState
from venue_desk.domain.ids import new_id

Key = Qt.Key
NEXT = DAY + timedelta(days=1)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shift") / "data"
    with shifting(place) as made:
        furnish(made)
    return place


@pytest.fixture
def stage(template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    with handover_at_desk(template, tmp_path / "data", qtbot) as at:
        yield at


def sign(stage: Stage, button: Button, name: str) -> None:
    """The button, the password, Enter."""
    stage.hand.click(button)
    stage.type_password(name)
    stage.hand.enter()


def give(stage: Stage) -> None:
    sign(stage, stage.screen.turn.giver.button, "李秀兰")


def accept_all(stage: Stage) -> None:
    for _ in stage.items():
        stage.hand.key(Key.Key_Space)


def test_hand_a_whole_handover(stage: Stage) -> None:
    turn = stage.screen.turn
    assert focus() is turn.words.notes
    type_text(turn.words.notes, "今晚停水，已接两桶")
    sign(stage, turn.giver.button, "李秀兰")
    handover = stage.handover()
    assert handover is not None
    assert (handover.state, handover.notes) == (HandoverState.GIVEN, "今晚停水，已接两桶")
    assert handover.situation == "本班没有来访来电，没有突发事件。"
    assert turn.giver.mark.columns == ("李秀", "兰印")
    assert focus() is turn.items
    accept_all(stage)
    assert {item.state for item in stage.items()} == {ItemState.ACCEPTED}
    assert turn.facts.progress == "5 项全部接清"
    sign(stage, turn.taker.button, "张小梅")
    handover = stage.handover()
    assert handover is not None
    assert handover.state is HandoverState.SEALED
    assert stage.toast() == "已封存。19:50 起由夜班的张小梅负责；电脑上登录的还是陈志远。"
    assert turn.last.stamp.columns == ("已经", "封存")
    assert focus() is turn.last.line
    stage.hand.type("公章印泥已换新。")
    stage.hand.enter()
    assert [each.text for each in stage.made.desk.handover.additions(handover)] == ["公章印泥已换新。"]
    assert stage.hand.strokes == 2 + len(turn.facts.last_items) + 2 + 1


def test_the_cursor_goes_from_one_that_waits_to_the_next_and_space_takes_an_answer_back(stage: Stage) -> None:
    give(stage)
    items = stage.screen.turn.items
    assert items.current() is not None
    first = items.current()
    assert first is not None
    stage.hand.key(Key.Key_Space)
    second = items.current()
    assert second is not None
    assert second.offer != first.offer
    stage.hand.key(Key.Key_Up)
    stage.hand.key(Key.Key_Space)
    assert [item.state for item in stage.items()] == [ItemState.WAITING] * 5
    stage.hand.key(Key.Key_End)
    last = items.current()
    assert last is not None
    assert last.offer.fact == "明天值班"
    stage.hand.key(Key.Key_Home)
    current = items.current()
    assert current is not None
    assert current.offer == first.offer


def test_hand_what_differs_is_written_in_its_row_and_blocks_until_somebody_looks_into_it(stage: Stage) -> None:
    give(stage)
    turn = stage.screen.turn
    stage.hand.key(Key.Key_N)
    editor = turn.items.editor()
    assert isinstance(editor, Difference)
    stage.hand.enter(2)
    assert "请写明哪里不符" in "".join(f.sentence for f in editor.form.cells["difference"].findings)
    assert stage.items()[0].state is ItemState.WAITING
    stage.hand.type("少一把大门钥匙")
    stage.hand.enter(2)
    assert (stage.items()[0].state, stage.items()[0].difference) == (ItemState.DIFFERS, "少一把大门钥匙")
    assert focus() is turn.items
    stage.hand.key(Key.Key_Down)
    for _ in range(4):
        stage.hand.key(Key.Key_Space)
    assert not turn.taker.button.isEnabled()
    assert turn.taker._said.text() == "还有 1 项不符"
    stage.hand.key(Key.Key_Home)
    before = stage.hand.strokes
    stage.hand.key(Key.Key_N)
    stage.hand.enter()
    stage.hand.type("lxl")
    stage.hand.enter(2)
    kept = stage.items()[0]
    assert (kept.state, kept.followed_by) == (ItemState.TAKEN_AS_IS, stage.made.id("李秀兰"))
    assert stage.hand.strokes - before == 4
    assert turn.taker.button.isEnabled()


def test_leaving_the_difference_says_nothing(stage: Stage) -> None:
    give(stage)
    stage.hand.key(Key.Key_N)
    stage.hand.type("少")
    stage.hand.key(Key.Key_Escape)
    assert stage.screen.turn.items.editor() is None
    assert stage.items()[0].state is ItemState.WAITING
    assert focus() is stage.screen.turn.items


def test_the_mouse_does_the_same(stage: Stage) -> None:
    give(stage)
    items = stage.screen.turn.items
    row = items.visualRect(items.model().index(1, 0))

    def click(place: QPoint) -> None:
        QTest.mouseClick(items.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        settle()

    click(buttons(row).accept.center())
    assert stage.items()[0].state is ItemState.ACCEPTED
    click(buttons(row).accept.center())
    assert stage.items()[0].state is ItemState.WAITING
    click(buttons(row).differs.center())
    assert isinstance(items.editor(), Difference)


def test_a_wrong_password_is_told_at_its_field_and_signs_nothing(stage: Stage) -> None:
    turn = stage.screen.turn
    stage.hand.click(turn.giver.button)
    QTest.keyClicks(focus(), "guessed")
    stage.hand.enter()
    assert turn.giver.password.reason() == "口令不对。请看大小写和输入法，再输一遍。"
    assert turn.giver.password.isAncestorOf(focus())
    handover = stage.handover()
    assert handover is None or handover.state is HandoverState.OPEN
    stage.type_password("李秀兰")  # the whole field is picked: typing replaces it
    stage.hand.enter()
    handover = stage.handover()
    assert handover is not None
    assert handover.state is HandoverState.GIVEN


def test_a_taker_without_a_password_is_sent_to_the_head(stage: Stage) -> None:
    give(stage)
    accept_all(stage)
    turn = stage.screen.turn
    stage.hand.click(turn.taker.other)
    stage.hand.type("mdl")
    stage.hand.enter()
    assert turn.taker.who() == stage.made.people["马德林"]
    stage.hand.click(turn.taker.button)
    QTest.keyClicks(focus(), "anything")
    stage.hand.enter()
    assert turn.taker.password.reason() == "马德林还没有口令。请站长在设置里给马德林设口令，再来签字。"


def test_the_giver_who_would_take_as_well_is_refused(stage: Stage) -> None:
    give(stage)
    accept_all(stage)
    turn = stage.screen.turn
    stage.hand.click(turn.taker.other)
    stage.hand.type("lxl")
    stage.hand.enter()
    sign(stage, turn.taker.button, "李秀兰")
    shown = turn.taker._findings.itemAt(0).widget()
    assert shown.finding.code == "handover.same"  # type: ignore[attr-defined]
    handover = stage.handover()
    assert handover is not None
    assert handover.state is HandoverState.GIVEN


def test_a_stand_in_takes_over(stage: Stage) -> None:
    give(stage)
    accept_all(stage)
    turn = stage.screen.turn
    stage.hand.click(turn.taker.other)
    stage.hand.type("wjj")
    stage.hand.enter()
    sign(stage, turn.taker.button, "王建军")
    handover = stage.handover()
    assert handover is not None
    assert handover.taker_id == stage.made.id("王建军")


def test_notes_are_on_record_once_the_cursor_leaves_and_survive_a_crash_before(
    template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with handover_at_desk(template, tmp_path / "data", qtbot, "15:00") as stage:
        words = stage.screen.turn.words
        words.notes.setFocus()
        stage.hand.type("今晚停水")
        stage.screen.turn.items.setFocus()
        settle()
        handover = stage.handover()
        assert handover is not None
        assert handover.notes == "今晚停水"
        assert stage.made.desk.drafts.unfinished(stage.made.desk.act()) == []
        words.notes.setFocus()
        words.notes.selectAll()
        stage.hand.type("今晚停水，明早来水")
        QTest.qWait(500)  # the draft is kept a little after the last letter; then the power fails
        draft, *_ = stage.made.desk.drafts.unfinished(stage.made.desk.act())
        assert draft.texts["notes"] == "今晚停水，明早来水"
        words.written()  # as if nothing here had ever been typed
        stage.screen.turn.refresh()
        assert words.notes.toPlainText() == "今晚停水，明早来水"
        assert words.is_touched()


def test_the_list_follows_the_registers_until_the_giver_signs(stage: Stage) -> None:
    turn = stage.screen.turn
    assert "设备 1 台" in [row.offer.fact for row in turn.items.items.rows if isinstance(row, Listed)]
    stage.screen.show_tab("belongings")
    stage.hand.ctrl(Key.Key_N)
    form = stage.screen.belongings.view.panel.form()
    assert form is not None
    form.set_values({"kind": "equipment", "name": "折叠椅", "count": 4})
    form.save()
    settle()
    stage.screen.show_tab("turn")
    assert "设备 5 台" in [row.offer.fact for row in turn.items.items.rows if isinstance(row, Listed)]
    give(stage)
    assert "设备 5 台" in [item.fact for item in stage.items()]


def test_what_changed_behind_the_page_is_shown_before_anybody_signs_it(stage: Stage) -> None:
    turn, act = stage.screen.turn, stage.made.desk.act()
    stage.hand.click(turn.giver.button)
    stage.type_password("李秀兰")
    chairs = Belonging(
        id=new_id(act.at, Random(3)), station_id=act.station_id, kind=BelongingKind.EQUIPMENT, name="折叠椅"
    )
    journal.add(act, BelongingTable, chairs)  # from another process: nobody told this window
    stage.hand.enter()
    shown = turn.giver._findings.itemAt(0).widget()
    assert shown.finding.sentence == "刚才又有变化：设备 2 台。请看过再签字。"  # type: ignore[attr-defined]
    assert "设备 2 台" in [row.offer.fact for row in turn.items.items.rows if isinstance(row, Listed)]
    stage.hand.enter()
    assert "设备 2 台" in [item.fact for item in stage.items()]


def test_undo_gives_the_giver_their_signature_back_until_somebody_accepts(stage: Stage) -> None:
    give(stage)
    stage.hand.ctrl(Key.Key_Z)
    handover = stage.handover()
    assert handover is not None
    assert handover.state is HandoverState.OPEN
    assert stage.screen.turn.giver.mark.columns == ()


def test_nobody_took_over_is_said_in_red_with_its_minutes(stage: Stage) -> None:
    give(stage)
    accept_all(stage)
    sign(stage, stage.screen.turn.taker.button, "张小梅")
    stage.at("08:42", NEXT)
    strip = stage.screen.turn.strip
    assert (
        strip.responsible.text() == "夜班交白班过了 42 分钟还没有人接班。请接班人来办交接，签字前仍由夜班的张小梅负责。"
    )
    assert strip.responsible.property("tone") == "red"


def test_a_forgotten_one_is_made_good_from_the_page(stage: Stage) -> None:
    give(stage)
    accept_all(stage)
    sign(stage, stage.screen.turn.taker.button, "张小梅")
    stage.at("19:50", NEXT)
    turn = stage.screen.turn
    assert turn.facts.turn.title == "白班交夜班"
    (go,) = [button for button in turn.findChildren(Button) if button.text() == "补办" and button.isVisible()]
    stage.hand.click(go)
    assert turn.facts.turn.title == "夜班交白班"
    sign(stage, turn.giver.button, "张小梅")
    accept_forgotten = turn.facts.items
    assert accept_forgotten
    for _ in accept_forgotten:
        stage.hand.key(Key.Key_Space)
    sign(stage, turn.taker.button, "李秀兰")
    assert turn.facts.turn.title == "白班交夜班"
    assert turn.facts.coming.earlier == ()
    assert next(row.state_text(moment("19:51", NEXT), 10) for row in turn.facts.past) == "有空档"


def test_the_sheet_is_printed_from_here(stage: Stage) -> None:
    give(stage)
    stage.hand.click(stage.screen.turn.printing)
    page = stage.hand.window.screen_of("printouts")
    assert isinstance(page, PrintoutsScreen)
    assert page._gathered is not None
    (piece,) = page._gathered.pieces
    assert (piece.data.giver.name, piece.data.seal) == ("李秀兰", "")


def test_the_history_opens_over_the_page_and_esc_comes_back(stage: Stage) -> None:
    give(stage)
    accept_all(stage)
    sign(stage, stage.screen.turn.taker.button, "张小梅")
    (see_all,) = [button for button in stage.screen.turn.past.findChildren(Button) if button.text() == "全部"]
    stage.hand.click(see_all)
    page = stage.hand.window._page
    assert page is not None
    view = page.view  # type: ignore[attr-defined]
    assert view.table.count() == 1
    view.open_row(1)
    settle()
    assert view.panel.page.title == "今天 白班交夜班"
    stage.hand.key(Key.Key_Escape)
    stage.hand.key(Key.Key_Escape)
    assert stage.hand.window._page is None


def test_everyone_named_here_serves_here(stage: Stage) -> None:
    assert {cadre.name for cadre in stage.screen.turn.facts.serving} == {
        cadre.name for cadre in cadres(stage.made.desk.act().station_id)
    }
    assert password("李秀兰") != password("张小梅")
