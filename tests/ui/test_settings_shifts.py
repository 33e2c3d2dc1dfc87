"""设置·班次: a preset or one's own division, drawn and checked while one types; what it does to the roster is told."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.rostered import add_staff, fill_month, name_on, slot
from tests.ui.at_desk import Hand
from tests.ui.at_settings import at_settings, codes, form, open_page, screen, verb, words
from tests.ui.conftest import focus, settle, type_text
from tests.ui.test_settings_holidays import notices
from ui.kit.form import DRAFT_AFTER
from ui.screens.settings.shift_bar import ShiftBar, parts_of
from venue_desk.domain.shifts import DAY_AND_NIGHT, THREE_SHIFTS, WHOLE_DAY, ShiftPatternEntry

Key = Qt.Key
TOMORROW = date(2026, 11, 24)


def rows(hand: Hand, part: str = "shifts") -> int:
    names = [form(hand).cells[f"{part}.{place}.name"] for place in range(4)]
    return sum(cell.isVisibleTo(form(hand)) for cell in names)


def drawn(hand: Hand) -> str:
    bars = [bar for bar in screen(hand).panel.findChildren(ShiftBar) if bar.accessibleName() == "一天 24 小时"]
    return bars[-1].accessibleDescription()


def type_in(hand: Hand, name: str, text: str) -> None:
    form(hand).cells[name].editor.take_focus()
    type_text(focus(), text)
    settle()


def test_hand_three_shifts_from_a_day_on(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "shifts")
        assert "程序自带，还没改过" in words(hand)
        hand.strokes = 0
        hand.click(verb(hand, "改班次"))
        assert rows(hand) == 2
        hand.key(Key.Key_Right)
        assert rows(hand) == 3
        assert drawn(hand) == "00:00 起夜班，08:00 起早班，16:00 起中班"
        hand.enter()
        type_text(focus(), "1201")
        hand.enter()
        type_text(focus(), "站务会 2026年11月20日")
        hand.ctrl(Key.Key_S)
        assert hand.strokes == 5
        (pattern,) = desk.shifts.patterns(desk.act().station_id)
        assert (pattern.from_on, pattern.shifts) == (date(2026, 12, 1), THREE_SHIFTS)
        assert "2026年12月1日起　夜班、早班、中班" in words(hand)
        hand.ctrl(Key.Key_Z)
        assert desk.shifts.patterns(desk.act().station_id) == []


def test_a_hole_is_named_at_once_where_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "shifts")
        hand.click(verb(hand, "改班次"))
        type_in(hand, "shifts.1.begins", "2030")
        assert drawn(hand) == "00:00 起夜班，08:00 起白班，20:00 起没有人，20:30 起夜班"
        qtbot.waitUntil(lambda: codes(hand, "shifts.0.ends") == ["shifts.hole"], timeout=DRAFT_AFTER * 10)
        hand.ctrl(Key.Key_S)
        assert desk.shifts.patterns(desk.act().station_id) == []
        assert form(hand).cells["shifts.0.ends"].isAncestorOf(focus())
        type_text(focus(), "2030")
        hand.ctrl(Key.Key_S)
        (pattern,) = desk.shifts.patterns(desk.act().station_id)
        assert [(shift.begins, shift.ends) for shift in pattern.shifts] == [(480, 1230), (1230, 480)]
        assert pattern.from_on == TOMORROW


def test_what_is_wrong_is_told_in_its_row_in_whatever_order_they_were_typed(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "shifts")
        hand.click(verb(hand, "改班次"))
        type_in(hand, "shifts.0.begins", "2000")
        type_in(hand, "shifts.0.ends", "0800")
        type_in(hand, "shifts.1.begins", "0800")
        type_in(hand, "shifts.1.ends", "1900")
        hand.ctrl(Key.Key_S)
        assert codes(hand, "shifts.1.ends") == ["shifts.hole"]
        assert form(hand).values()["preset"] == "own"


def test_a_shift_more_and_one_less(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "shifts")
        hand.click(verb(hand, "改班次"))
        hand.click(verb(hand, "添一班"))
        assert rows(hand) == 3
        hand.ctrl(Key.Key_S)
        assert codes(hand, "shifts.2.name") == ["shifts.name"]
        assert codes(hand, "shifts.2.begins") == ["shifts.time"]
        hand.click(verb(hand, "去一班"))
        hand.click(verb(hand, "去一班"))
        assert rows(hand) == 1
        type_in(hand, "shifts.0.name", "全天")
        type_in(hand, "shifts.0.ends", "8")
        type_in(hand, "shifts.0.others", "2")
        hand.ctrl(Key.Key_S)
        (pattern,) = desk.shifts.patterns(desk.act().station_id)
        assert [(shift.name, shift.length, shift.leads, shift.others) for shift in pattern.shifts] == [
            ("全天", 1440, 1, 2)
        ]


def test_days_off_may_have_other_shifts(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "shifts")
        hand.click(verb(hand, "改班次"))
        assert rows(hand, "rest_day_shifts") == 0
        form(hand).cells["differs"].editor.take_focus()
        hand.key(Key.Key_Space)
        assert rows(hand, "rest_day_shifts") == 1
        hand.ctrl(Key.Key_S)
        (pattern,) = desk.shifts.patterns(desk.act().station_id)
        assert (pattern.shifts, pattern.rest_day_shifts) == (DAY_AND_NIGHT, WHOLE_DAY)


def test_places_that_are_no_more_are_told_before_they_are_emptied(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        fill_month(desk, add_staff(desk))
        open_page(hand, "shifts")
        hand.click(verb(hand, "改班次"))
        hand.key(Key.Key_Left)
        hand.ctrl(Key.Key_S)
        assert notices(hand) == ["shifts.emptied"]
        assert name_on(desk, slot(20, "夜班"))
        hand.click(verb(hand, "空出来，照改"))
        assert name_on(desk, slot(20, "夜班")) == ""
        hand.ctrl(Key.Key_Z)
        assert name_on(desk, slot(20, "夜班"))


def test_one_to_come_is_corrected_or_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        desk.shifts.set(desk.act(), ShiftPatternEntry(from_on=date(2026, 12, 1), shifts=WHOLE_DAY))
        open_page(hand, "shifts")
        hand.click(verb(hand, "更正：2026年12月1日起　全天"))
        type_in(hand, "from_on", "1215")
        hand.ctrl(Key.Key_S)
        assert [pattern.from_on.day for pattern in desk.shifts.patterns(desk.act().station_id)] == [15]
        hand.click(verb(hand, "撤掉：2026年12月15日起　全天"))
        assert desk.shifts.patterns(desk.act().station_id) == []


def test_a_division_left_half_typed_is_there_again_with_all_its_rows(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "shifts")
        hand.click(verb(hand, "改班次"))
        hand.click(verb(hand, "添一班"))
        type_in(hand, "shifts.2.name", "午班")
        hand.key(Key.Key_Escape)
        (draft,) = desk.drafts.unfinished(desk.act())
        hand.window.go("settings", page="shifts", draft=draft.key)
        settle()
        assert rows(hand) == 3
        assert form(hand).texts()["shifts.2.name"] == "午班"


def test_the_day_is_cut_where_shifts_begin_and_end() -> None:
    day, night = DAY_AND_NIGHT
    assert [(part.begins, part.ends, part.words) for part in parts_of((day, night))] == [
        (0, 480, "夜班"), (480, 1200, "白班"), (1200, 1440, "夜班"),
    ]  # fmt: skip
    assert [part.words for part in parts_of((day, day))] == ["没有人", "白班、白班重了", "没有人"]
    assert [part.words for part in parts_of(WHOLE_DAY)] == ["全天", "全天"]
