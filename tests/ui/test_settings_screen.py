"""设置: the acts a cadre does there, by real keys and clicks; the strokes are those of docs/at-the-desk.md."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import add_household
from tests.ui.at_desk import at_desk
from tests.ui.at_settings import at_settings, codes, form, open_page, screen, verb, words
from tests.ui.conftest import child, focus, settle, type_text
from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.labels import Text
from ui.lock import IdleWatch
from ui.screens.settings.look import LookPage
from ui.screens.settings.machine import PrinterPage
from venue_desk.domain.settings import SettingEntry, value_on
from venue_desk.domain.stations import Regime

Key = Qt.Key

# --- 本站


def test_hand_the_phone_of_the_station(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        hand.click(form(hand).cells["phone"].editor.control())
        focus().selectAll()  # type: ignore[attr-defined]
        type_text(focus(), "0932-6629999")
        hand.ctrl(Key.Key_S)
        assert desk.stations.get(desk.act().station_id).phone == "09326629999"
        assert hand.strokes == 2
        hand.ctrl(Key.Key_Z)
        assert desk.stations.get(desk.act().station_id).phone == "09326622000"
        assert form(hand).texts()["phone"].replace("-", "") == "09326622000"


def test_a_wrong_code_is_refused_at_its_field_and_nothing_typed_is_lost(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        hand.click(form(hand).cells["address"].editor.control())
        type_text(focus(), "浅河村村委会院内")
        form(hand).cells["code"].editor.take_focus()
        type_text(focus(), "62112")
        hand.ctrl(Key.Key_S)
        assert codes(hand, "code") == ["station.code"]
        assert form(hand).cells["code"].isAncestorOf(focus())
        assert form(hand).texts()["address"] == "浅河村村委会院内"
        assert desk.stations.get(desk.act().station_id).address == ""


def test_what_the_station_still_lacks_stands_beside_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        form(hand).cells["phone"].editor.take_focus()
        form(hand).cells["phone"].editor.set_text("")
        hand.ctrl(Key.Key_S)
        assert codes(hand, "phone") == ["station.no_phone"]


def test_another_regime_is_given_its_day_and_shown_as_coming_until_then(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        form(hand).cells["regime"].editor.take_focus()
        QTest.keyClick(focus(), Key.Key_Left)
        form(hand).cells["regime_from"].editor.take_focus()
        type_text(focus(), "2026-12-01")
        hand.ctrl(Key.Key_S)
        station_id = desk.act().station_id
        assert [desk.regimes.on(station_id, date(2026, 11, 30)), desk.regimes.on(station_id, date(2026, 12, 1))] == [
            Regime.ROTATING, Regime.LIVE_IN,
        ]  # fmt: skip
        assert "12月1日起改为集中食宿" in words(hand)
        assert form(hand).values()["regime"] is Regime.ROTATING
        hand.ctrl(Key.Key_Z)
        assert desk.regimes.terms(station_id) == []


def test_what_is_strange_about_another_regime_is_told_while_one_types(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        assert form(hand).cells["regime_from"].findings == []
        form(hand).put("regime", Regime.LIVE_IN)
        form(hand).put("regime_from", date(2026, 10, 10))
        qtbot.waitUntil(lambda: bool(form(hand).cells["regime_from"].findings))
        assert [each.code for each in form(hand).cells["regime_from"].findings] == ["regime.within", "regime.past"]
        assert [each.code for each in form(hand).cells["regime_document"].findings] == ["regime.document"]


def test_a_day_that_changes_nothing_is_told_before_it_is_saved(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        form(hand).put("regime_from", date(2026, 12, 1))
        qtbot.waitUntil(lambda: codes(hand, "regime") == ["regime.same"])
        hand.ctrl(Key.Key_S)
        assert codes(hand, "regime") == ["regime.same"]
        assert desk.regimes.terms(desk.act().station_id) == []


def test_a_form_left_half_filled_is_there_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        form(hand).cells["address"].editor.take_focus()
        type_text(focus(), "浅河村小学东侧")
        qtbot.waitUntil(lambda: bool(screen(hand).place.desk.drafts.unfinished(screen(hand).place.act())))
        open_page(hand, "look")
        open_page(hand, "station")
        assert form(hand).texts()["address"] == "浅河村小学东侧"
        hand.click(verb(hand, "清空草稿"))
        assert form(hand).texts()["address"] == ""


# --- 小组和自然社


def test_a_group_is_added_renamed_and_given_up_again(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        station_id = desk.act().station_id

        def names() -> list[str]:
            return [group.name for group in desk.stations.groups(station_id)]

        open_page(hand, "parts")
        hand.click(verb(hand, "添小组"))
        type_text(focus(), "四社")
        hand.enter()
        assert names() == ["一社", "二社", "三社", "四社"]
        assert [hamlet.name for hamlet in desk.stations.hamlets(station_id)][-1] == "四社"
        hand.click(verb(hand, "改名：四社"))
        focus().selectAll()  # type: ignore[attr-defined]
        type_text(focus(), "新庄")
        hand.enter()
        assert names()[-1] == "新庄"
        hand.click(verb(hand, "停用：新庄"))
        notices = [line.finding.code for line in screen(hand).panel.findChildren(FindingLine) if line.isVisible()]
        assert notices == ["group.used"]
        hand.click(verb(hand, "停用：四社"))
        hand.click(verb(hand, "停用：新庄"))
        assert names() == ["一社", "二社", "三社"]
        assert any("已停用：新庄、四社" in said for said in words(hand))
        hand.ctrl(Key.Key_Z)
        assert names()[-1] == "新庄"


def test_a_name_twice_is_refused_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "parts")
        hand.click(verb(hand, "添小组"))
        type_text(focus(), "一社")
        hand.enter()
        assert codes(hand, "name") == ["part.twice"]
        assert form(hand).texts()["name"] == "一社"


def test_a_hamlet_where_people_live_is_not_given_up(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        add_household(desk, hamlet="三社")
        open_page(hand, "parts")
        assert "1 户" in words(hand)
        buttons = [b for b in screen(hand).panel.findChildren(Button) if b.accessibleName() == "停用：三社"]
        hand.click(buttons[-1])
        assert len(desk.stations.hamlets(desk.act().station_id)) == 3
        assert any("还有 1 户" in said for said in words(hand))


def test_a_hamlet_is_added_to_its_group_and_esc_leads_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "parts")
        hand.click(verb(hand, "添自然社"))
        type_text(focus(), "上湾")
        hand.key(Key.Key_Escape)
        assert screen(hand).panel.form() is None
        hand.click(verb(hand, "添自然社"))
        assert form(hand).texts()["name"] == "上湾"
        hand.enter()
        hand.key(Key.Key_Right)
        hand.enter()
        made = next(hamlet for hamlet in desk.stations.hamlets(desk.act().station_id) if hamlet.name == "上湾")
        groups = {group.id: group.name for group in desk.stations.groups(desk.act().station_id)}
        assert groups[made.group_id] == "二社"


# --- 规定


def test_hand_a_number_an_authority_changed(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "rules")
        hand.click(verb(hand, "改：轮流值班每月至少住宿"))
        type_text(focus(), "18")
        hand.enter()
        type_text(focus(), "陇组发〔2026〕8号")
        hand.enter()
        hand.enter()
        assert hand.strokes == 5
        act = desk.act()
        assert desk.settings.value(act.station_id, "nights_per_month", act.today) == 18
        told = words(hand)
        assert "18 晚" in told
        assert any("陇组发〔2026〕8号" in said for said in told)
        assert "原来 15 晚" in told


def test_a_number_out_of_reason_is_refused_at_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "rules")
        hand.click(verb(hand, "改：轮流值班每月至少住宿"))
        type_text(focus(), "40")
        hand.ctrl(Key.Key_S)
        assert codes(hand, "value") == ["setting.range"]
        assert form(hand).texts()["value"] == "40"


def test_a_rule_of_days_to_come_does_not_hold_yet_and_can_be_corrected(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "rules")
        hand.click(verb(hand, "改：补贴名单公示天数"))
        type_text(focus(), "10")
        hand.enter(2)
        type_text(focus(), "2027-01-01")
        hand.enter()
        act = desk.act()
        row = next(row for row in desk.settings.rows(act.station_id, act.today) if row.rule.key == "posting_days")
        assert (row.value, value_on(row.history, "posting_days", row.history[0].from_on)) == (7, 10)
        hand.click(verb(hand, "更正：2027年1月1日起 10 天"))
        type_text(focus(), "12")
        hand.ctrl(Key.Key_S)
        assert "2027年1月1日起 12 天" in words(hand)


# --- 显示


def test_hand_larger_type_and_the_page_follows(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "look")
        hand.strokes = 0
        hand.ctrl(Key.Key_Equal)
        assert hand.window.appearance().percent == 125
        assert hand.strokes == 1
        look = child(screen(hand).panel, LookPage)
        assert look.sizes.value() == 125
        look.themes.setFocus()
        hand.key(Key.Key_Right)
        hand.key(Key.Key_Right)
        assert (hand.window.appearance().theme, hand.window.appearance().percent) == ("dark", 125)


# --- 打印机, 关于, and the way in


def test_the_printers_are_listed_or_what_to_do_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        page = PrinterPage(screen(hand).place)
        qtbot.addWidget(page)
        page.show_names([])
        assert any("添上打印机" in label.text() for label in page.findChildren(Text))
        page.show_names(["HP LaserJet M1005", "PDF"])
        settle()
        assert [t.text() for t in page.findChildren(Text) if t.property("role") == "fact"] == [
            "HP LaserJet M1005",
            "PDF",
        ]
        open_page(hand, "printers")
        assert verb(hand, "再看一遍").isEnabled()


def test_a_printer_chosen_for_receipts_stays_chosen_though_it_is_away(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        page = PrinterPage(screen(hand).place)
        qtbot.addWidget(page)
        page.show_names(["HP LaserJet M1005", "PDF"])
        assert page.receipts.currentText() == "不直接打印，先到打印页看一看"
        QTest.keyClick(page.receipts, Key.Key_Down)
        assert hand.window.recall("receipt_printer") == "HP LaserJet M1005"
        page.show_names(["PDF"])
        assert page.receipts.currentText() == "HP LaserJet M1005"


def test_the_page_about_names_version_folder_and_licences(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        open_page(hand, "about")
        told = words(hand)
        assert str(tmp_path) in told
        assert any("LGPL" in said for said in told)
        assert screen(hand).pages.hasFocus()


def test_arrows_look_through_the_pages_and_enter_goes_in(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (_, hand):
        screen(hand).pages.setFocus()
        for _step in range(8):
            hand.key(Key.Key_Down)
        assert screen(hand).pages.hasFocus()
        assert screen(hand).panel.accessibleName() == "口令"
        hand.enter()
        assert form(hand).cells["old"].isAncestorOf(focus())


def test_another_screen_opens_a_page_and_what_is_typed_survives_a_change_elsewhere(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        hand.window.go("settings", page="station", field="address")
        settle()
        type_text(focus(), "浅河村")
        add_household(desk)
        settle()
        assert form(hand).texts()["address"] == "浅河村"
        assert form(hand).cells["address"].isAncestorOf(focus())


def test_the_minutes_of_the_station_lock_its_screen_from_then_on(tmp_path: Path, qtbot: QtBot) -> None:
    with at_desk(tmp_path, qtbot, "settings") as (desk, hand):
        watch = child(hand.window, IdleWatch)
        assert watch._clock.interval() == 600_000
        act = desk.act()
        desk.settings.set(act, SettingEntry(key="idle_lock_minutes", value=3, from_on=act.today))
        settle()
        assert watch._clock.interval() == 180_000
