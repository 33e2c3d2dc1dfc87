"""设置·放假安排: a year looked at, a day entered, set otherwise, taken back; a year brought in from a table."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.rostered import add_staff, fill_month, name_on, slot
from tests.ui.at_desk import Hand
from tests.ui.at_settings import at_settings, codes, form, open_page, screen, verb, words
from tests.ui.conftest import child, focus, settle, type_text
from ui.kit.finding_line import FindingLine
from ui.screens.settings.day_strip import DayStrip
from ui.screens.settings.holidays import YearPage
from venue_desk.desk import Desk
from venue_desk.domain.holidays import DayKind
from venue_desk.domain.shifts import DAY_AND_NIGHT, WHOLE_DAY, ShiftPatternEntry

Key = Qt.Key
SPRING_2027 = "日期,休/班,名称,依据\n2027-02-05至2027-02-11,休,春节,国办发明电〔2026〕8号\n2027-02-20,班,春节,国办发明电〔2026〕8号\n初八,休,春节,\n"


def kind(desk: Desk, day: date) -> DayKind:
    return desk.holidays.calendar(desk.act().station_id).kind(day)


def strip(hand: Hand, name: str) -> DayStrip:
    page = child(screen(hand).panel, YearPage)
    return next(strip for strip in page.strips if strip.accessibleName() == name)


def notices(hand: Hand) -> list[str]:
    return [line.finding.code for line in screen(hand).panel.findChildren(FindingLine) if line.isVisible()]


def test_a_year_is_looked_at_and_one_not_published_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "holidays")
        told = words(hand)
        assert "2026 年" in told
        assert "放假 33 天，调休上班 6 天" in told
        assert "放假 9 天，2月14日、2月28日上班" in told
        assert notices(hand) == []
        hand.key(Key.Key_PageDown)
        assert "2027 年" in words(hand)
        assert notices(hand) == ["holidays.unpublished"]
        assert "法定节日，调休还没公布" in words(hand)
        assert focus().accessibleName() == "下一年"
        hand.key(Key.Key_Space)
        assert "2028 年" in words(hand)
        hand.key(Key.Key_PageUp)
        hand.key(Key.Key_PageUp)
        assert "2026 年" in words(hand)


def test_hand_a_day_off_is_entered_and_taken_back_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "holidays")
        hand.strokes = 0
        hand.click(verb(hand, "登记一天"))
        type_text(focus(), "1230")
        hand.enter(2)
        type_text(focus(), "停电放假")
        hand.ctrl(Key.Key_S)
        assert hand.strokes == 4
        assert kind(desk, date(2026, 12, 30)) is DayKind.HOLIDAY
        assert "本站登记，没有写依据" in words(hand)
        hand.ctrl(Key.Key_Z)
        assert kind(desk, date(2026, 12, 30)) is DayKind.WORKDAY


def test_a_day_off_without_its_name_is_refused_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "holidays")
        hand.click(verb(hand, "登记一天"))
        type_text(focus(), "1230")
        hand.ctrl(Key.Key_S)
        assert codes(hand, "name") == ["holiday.name"]


def test_a_published_day_is_set_otherwise_by_keys_and_let_be_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "holidays")
        strip(hand, "国庆节").setFocus()
        hand.key(Key.Key_Right)
        assert strip(hand, "国庆节").accessibleDescription() == "10月1日 周四 放假"
        hand.enter()
        assert form(hand).texts()["name"] == "国庆节"
        hand.enter()
        hand.key(Key.Key_Right)
        hand.ctrl(Key.Key_S)
        assert kind(desk, date(2026, 10, 1)) is DayKind.WORKDAY
        open_day(hand, "国庆节", 1)
        hand.click(verb(hand, "撤掉这一天"))
        assert kind(desk, date(2026, 10, 1)) is DayKind.HOLIDAY
        assert desk.holidays.rows(desk.act().station_id) == []


def open_day(hand: Hand, name: str, place: int) -> None:
    found = strip(hand, name)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.cell_rect(place).center())
    settle()


def test_a_year_comes_from_a_table_after_it_was_looked_at(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "放假.csv"
    file.write_text(SPRING_2027, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    with at_settings(tmp_path / "d", qtbot) as (desk, hand):
        station = desk.act().station_id
        hand.window.go("settings", page="holidays", year="2027")
        settle()
        hand.click(verb(hand, "导入"))
        qtbot.waitUntil(lambda: "第 4 行" in words(hand), timeout=20_000)
        told = words(hand)
        assert "新登记 8 天，要改 1 行。2027 年还缺元旦、清明、劳动节、端午、中秋、国庆节。" in told
        assert "第 4 行" in told
        assert desk.holidays.rows(station) == []
        hand.click(verb(hand, "导入 8 天"))
        assert len(desk.holidays.rows(station)) == 8
        assert "放假 7 天，2月20日上班" in words(hand)
        assert "依据 国办发明电〔2026〕8号" in words(hand)
        assert verb(hand, "登记一天").hasFocus()
        hand.ctrl(Key.Key_Z)
        assert desk.holidays.rows(station) == []


def test_what_is_no_table_says_what_to_do_and_the_page_stays(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "通知.xlsx"
    file.write_bytes(b"<html>")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    with at_settings(tmp_path / "d", qtbot) as (_, hand):
        open_page(hand, "holidays")
        hand.click(verb(hand, "导入"))
        assert "正在看这张表。" in words(hand)
        qtbot.waitUntil(lambda: notices(hand) == ["file.other"], timeout=20_000)
        assert "2026 年" in words(hand)


def test_who_goes_on_while_a_table_is_looked_at_is_not_called_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "放假.csv"
    file.write_text(SPRING_2027, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    with at_settings(tmp_path / "d", qtbot) as (_, hand):
        open_page(hand, "holidays")
        hand.click(verb(hand, "导入"))
        hand.click(screen(hand).panel.back)
        qtbot.waitUntil(lambda: not hand.window._tasks.busy(), timeout=20_000)
        assert "第 4 行" not in words(hand)


def test_the_blank_table_is_saved(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "填写表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    with at_settings(tmp_path / "d", qtbot) as (_, hand):
        open_page(hand, "holidays")
        hand.click(verb(hand, "存填写表"))
        qtbot.waitUntil(lambda: hand.window._toast.text().startswith("已存填写表"), timeout=20_000)
        assert out.stat().st_size > 5_000


def test_a_day_off_that_takes_places_from_people_asks_once(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        staff = add_staff(desk)
        desk.shifts.set(
            desk.act(), ShiftPatternEntry(from_on=date(2026, 11, 1), shifts=DAY_AND_NIGHT, rest_day_shifts=WHOLE_DAY)
        )
        fill_month(desk, staff)
        open_page(hand, "holidays")
        hand.click(verb(hand, "登记一天"))
        type_text(focus(), "1216")
        hand.enter(2)
        type_text(focus(), "停电放假")
        hand.ctrl(Key.Key_S)
        assert notices(hand) == ["shifts.emptied"]
        assert name_on(desk, slot(16, "夜班"))
        hand.click(verb(hand, "空出来，照改"))
        assert name_on(desk, slot(16, "夜班")) == ""
        hand.ctrl(Key.Key_Z)
        assert name_on(desk, slot(16, "夜班"))


def test_a_form_left_half_filled_is_there_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "holidays")
        hand.click(verb(hand, "登记一天"))
        type_text(focus(), "1230")
        hand.key(Key.Key_Escape)
        assert screen(hand).panel.form() is None
        (draft,) = desk.drafts.unfinished(desk.act())
        hand.window.go("settings", page="holidays", draft=draft.key)
        settle()
        assert form(hand).values()["day"] == date(2026, 12, 30)
