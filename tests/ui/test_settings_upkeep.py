"""设置: backups and passwords, by real keys and clicks on real files."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import KEY, NOW, SETUP, add_cadre, add_household
from tests.ui.at_settings import at_settings, codes, form, open_page, screen, verb, words
from tests.ui.conftest import child, focus, settle, type_text
from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.labels import Text
from ui.main_window import MainWindow
from ui.screens.settings import SettingsScreen
from ui.sign_in import SignIn
from venue_desk.domain.cadres import Cadre
from venue_desk.services.access import unlock
from venue_desk.services.upkeep import Upkeep, backup_now
from venue_desk.window import Opening

Key = Qt.Key

# --- 备份


def test_hand_back_up_now(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "backup")
        assert "还没有备份过" in words(hand)
        hand.click(verb(hand, "现在备份"))
        assert hand.strokes == 2
        assert not verb(hand, "现在备份").isEnabled()
        qtbot.waitUntil(lambda: hand.window._toast.text().startswith("已备份"), timeout=20_000)
        assert [backup.opens for backup in Upkeep(desk.signed_in).backups()] == [True]
        assert any(said.startswith("上次备份 今天") and said.endswith("可用") for said in words(hand))
        assert verb(hand, "现在备份").isEnabled()


def test_going_back_to_a_backup_is_asked_first_and_ends_at_the_door(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        told: list[str] = []
        hand.window._around = replace(hand.window._around, sign_in_again=told.append)
        backup_now(tmp_path, KEY, desk.act().at)
        add_household(desk)
        open_page(hand, "backup")
        hand.click(verb(hand, "恢复"))
        sheet = child(screen(hand).panel, ConfirmSheet)
        assert sheet.back.hasFocus()
        hand.click(sheet.back)
        assert told == []
        assert desk.households.counts(desk.act().station_id, 2026).households == 1
        hand.click(verb(hand, "恢复"))
        hand.click(verb(hand, "恢复备份"))
        assert len(told) == 1
        assert "已恢复" in told[0]
        assert desk.households.counts(desk.act().station_id, 2026).households == 0


def test_a_backup_that_does_not_open_is_told_and_not_offered(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        name = backup_now(tmp_path, KEY, desk.act().at)
        (desk.signed_in.folder.backups / name).write_bytes(b"\0" * 8192)
        open_page(hand, "backup")
        assert any("打不开，请再备份一次" in said for said in words(hand))
        assert not verb(hand, "恢复").isEnabled()


# --- 口令


def test_hand_another_password(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "passwords")
        for typed in ("demo-desk", "qianhe-2026", "qianhe-2026"):
            type_text(focus(), typed)
            hand.enter()
        assert hand.strokes == 4
        assert unlock(tmp_path, desk.signed_in.cadre.name, "qianhe-2026")[0] == KEY
        assert "已改口令" in hand.window._toast.text()
        assert set(form(hand).values().values()) <= {None, ""}


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        (("wrong-one", "qianhe-2026", "qianhe-2026"), "old", "access.password"),
        (("demo-desk", "short", "short"), "new", "password.short"),
        (("demo-desk", "qianhe-2026", "qianhe-2027"), "new_again", "password.unlike"),
    ],
)
def test_a_password_is_refused_at_its_field(
    tmp_path: Path, qtbot: QtBot, typed: tuple[str, ...], field: str, code: str
) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "passwords")
        for text in typed:
            type_text(focus(), text)
            hand.enter()
        assert codes(hand, field) == [code]
        assert unlock(tmp_path, desk.signed_in.cadre.name, "demo-desk")[0] == KEY


def test_no_password_is_ever_kept_in_a_draft(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        open_page(hand, "passwords")
        type_text(focus(), "demo-desk")
        QTest.qWait(450)
        assert desk.drafts.unfinished(desk.act()) == []


def test_the_head_gives_a_password_and_takes_it_back(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        cadre = add_cadre(desk, "王建军")
        open_page(hand, "passwords")
        hand.click(verb(hand, "设口令：王建军"))
        for typed in ("jianjun-2026", "jianjun-2026"):
            type_text(focus(), typed)
            hand.enter()
        assert unlock(tmp_path, "王建军", "jianjun-2026")[1] == cadre.id
        hand.click(verb(hand, "收回：王建军"))
        assert desk.access.admitted() == {desk.signed_in.cadre.id}


def test_who_is_not_the_head_only_changes_their_own(tmp_path: Path, qtbot: QtBot) -> None:
    with at_settings(tmp_path, qtbot) as (desk, hand):
        other: Cadre = add_cadre(desk, "王建军")
        desk.signed_in = replace(desk.signed_in, cadre=replace(desk.signed_in.cadre, is_head=False))
        open_page(hand, "passwords")
        button = verb(hand, f"设口令：{other.name}")
        assert not button.isEnabled()
        assert "站长" in button.toolTip()


def test_after_a_restore_the_door_says_why_and_lets_one_in_again(tmp_path: Path, qtbot: QtBot) -> None:
    opening = Opening(tmp_path)
    opening.show()
    signed_in = opening._holding.found(tmp_path, SETUP)
    opening._enter(signed_in)
    name = backup_now(tmp_path, signed_in.key, NOW)
    before = opening.window
    assert isinstance(before, MainWindow)
    before.go("settings", page="backup")
    settle()
    page = before.screen_of("settings")
    assert isinstance(page, SettingsScreen)
    page.backups.ask_restore(next(b for b in Upkeep(signed_in).backups() if b.name == name))
    child(page.panel, ConfirmSheet).verb.click()
    settle()
    door = child(opening.window, SignIn)
    assert any("已恢复到" in label.text() for label in door.findChildren(Text))
    type_text(child(door, QLineEdit), SETUP.cadre.password)
    QTest.keyClick(child(door, QLineEdit), Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(opening.window, MainWindow), timeout=10_000)
    opening.window.close()
    opening.close()
    opening.window.deleteLater()
