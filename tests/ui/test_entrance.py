"""Before the desk: signing in, founding a station step by step, opening the fictional one."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import jobs
from tests.ui.conftest import focus, settle, type_text
from ui.first_page import ChoiceButton, FirstPage
from ui.kit.finding_line import FindingLine
from ui.password import CAPS_ON
from ui.sign_in import SignIn
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must
from venue_desk.domain.stations import Regime, StationSetup

NAMES = ["王建军", "李秀兰", "张小梅"]


def opened(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    settle()


def type_in(*words: str) -> None:
    """Each word into the field that has the cursor, then Enter."""
    for word in words:
        type_text(focus(), word)
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        settle()


# --- signing in


def check(name: str, password: str) -> str:
    if password != "demo-desk":
        raise Refused([must("access.wrong", "password", "口令不对，请再输一遍。")])
    return f"{name}的桌子"


@pytest.fixture
def sign_in(qtbot: QtBot) -> SignIn:
    page = SignIn("浅河村便民服务站", "浅河", lambda: NAMES, check)
    opened(qtbot, page)
    return page


def test_the_cursor_waits_in_the_password_and_enter_signs_in(sign_in: SignIn, qtbot: QtBot) -> None:
    assert sign_in.name() == "王建军"
    with qtbot.waitSignal(sign_in.signed_in) as signed:
        type_in("demo-desk")
    assert signed.args == ["王建军的桌子"]


def test_another_name_is_picked_by_a_click_and_the_cursor_comes_back(sign_in: SignIn, qtbot: QtBot) -> None:
    button = next(b for b in sign_in.findChildren(QPushButton) if b.text() == "李秀兰")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(focus(), QLineEdit)
    with qtbot.waitSignal(sign_in.signed_in) as signed:
        type_in("demo-desk")
    assert signed.args == ["李秀兰的桌子"]


def test_a_wrong_password_is_said_below_the_field_and_typed_over(sign_in: SignIn, qtbot: QtBot) -> None:
    type_in("wrong")
    qtbot.waitUntil(lambda: sign_in.reason() == "口令不对，请再输一遍。")
    with qtbot.waitSignal(sign_in.signed_in):
        type_in("demo-desk")
    assert sign_in.reason() == ""


def test_an_empty_password_is_not_even_tried(sign_in: SignIn) -> None:
    type_in("")
    assert sign_in.reason() == "请输入口令，再按回车。"


def test_a_locked_folder_is_told_in_place(qtbot: QtBot) -> None:
    def locked(name: str, password: str) -> object:
        raise Unavailable("另一个窗口正开着这份数据。请先关掉它。")

    page = SignIn("浅河村便民服务站", "浅河", lambda: NAMES, locked)
    opened(qtbot, page)
    type_in("demo-desk")
    qtbot.waitUntil(lambda: page.reason() == "另一个窗口正开着这份数据。请先关掉它。")


def test_caps_lock_is_hinted_at(sign_in: SignIn) -> None:
    hint = next(label for label in sign_in._field.findChildren(QWidget) if getattr(label, "text", str)() == CAPS_ON)
    QTest.keyClicks(focus(), "A")
    assert hint.isVisible()
    QTest.keyClicks(focus(), "a")
    assert not hint.isVisible()
    QTest.keyClicks(focus(), "A", Qt.KeyboardModifier.ShiftModifier)
    assert not hint.isVisible()


# --- the first page

Found = Callable[[StationSetup], object]


def first_page(qtbot: QtBot, found: Found = lambda setup: setup) -> FirstPage:
    page = FirstPage(found, lambda: partial(jobs.count, 5), lambda: date(2026, 11, 23))
    opened(qtbot, page)
    return page


def sentences(page: QWidget) -> list[str]:
    return [line.finding.sentence for line in page.findChildren(FindingLine) if line.isVisible()]


def to_the_cadre(page: FirstPage) -> None:
    page.begin()
    settle()
    type_in("陇西县", "菜子镇", "浅河村", "浅河村便民服务站", "621199100201")
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    type_in("", "138-0000-0100", "", "")
    settle()
    type_text(focus(), "一社")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    type_text(focus(), "二社")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_a_station_is_founded_by_the_keyboard_alone(qtbot: QtBot) -> None:
    page = first_page(qtbot)
    to_the_cadre(page)
    with qtbot.waitSignal(page.founded) as done:
        type_in("王建军", "13800000101", "", "demo-desk", "demo-desk")
    setup = done.args[0]
    assert isinstance(setup, StationSetup)
    assert (setup.station.code, setup.station.village, setup.station.regime) == (
        "621199100201",
        "浅河村",
        Regime.ROTATING,
    )
    assert setup.station.phone == "13800000100"
    assert setup.groups == ("一社", "二社")
    assert (setup.cadre.name, setup.cadre.position, setup.cadre.password) == ("王建军", "站长", "demo-desk")


def test_each_step_tells_its_own_findings_and_no_later_ones(qtbot: QtBot) -> None:
    page = first_page(qtbot)
    page.begin()
    page.setup.advance()
    settle()
    told = sentences(page)
    assert "请填写县。" in told
    assert not [sentence for sentence in told if "口令" in sentence or "小组" in sentence]
    assert page.setup.at == 0
    assert page.setup.forms[0].cells["county"].isAncestorOf(focus())


def test_going_back_keeps_what_was_typed_on_both_sides(qtbot: QtBot) -> None:
    page = first_page(qtbot)
    to_the_cadre(page)
    type_in("王建军")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    settle()
    assert (page.setup.at, page.setup.forms[1].texts()["groups"]) == (1, "一社\n二社")
    page.setup.back()
    page.setup.back()
    settle()
    assert page._begin.isVisible()
    page.begin()
    page.setup.advance()
    page.setup.advance()
    assert page.setup.forms[2].texts()["cadre_name"] == "王建军"


def test_unlike_passwords_stop_at_the_second_one(qtbot: QtBot) -> None:
    page = first_page(qtbot)
    to_the_cadre(page)
    type_in("王建军", "13800000101", "", "demo-desk", "demo-disk")
    assert sentences(page) == ["两次输入的口令不一样，请再输一遍。"]


def test_a_refusal_leads_back_to_the_step_it_is_about(qtbot: QtBot) -> None:
    def found(setup: StationSetup) -> object:
        raise Refused(
            [must("station.code", "code", "这个代码镇里已经有站在用，请核对。"), must("x", "", "还有一句话。")]
        )

    page = first_page(qtbot, found)
    to_the_cadre(page)
    type_in("王建军", "13800000101", "", "demo-desk", "demo-desk")
    assert page.setup.at == 0
    assert sentences(page) == ["这个代码镇里已经有站在用，请核对。", "还有一句话。"]
    assert page.setup.forms[0].cells["code"].isAncestorOf(focus())


def test_a_full_disk_is_told_above_the_foot_and_nothing_is_lost(qtbot: QtBot) -> None:
    def found(setup: StationSetup) -> object:
        raise Unavailable("磁盘满了。请腾出地方，再点一次。")

    page = first_page(qtbot, found)
    to_the_cadre(page)
    type_in("王建军", "13800000101", "", "demo-desk", "demo-desk")
    assert sentences(page) == ["磁盘满了。请腾出地方，再点一次。"]
    assert page.setup.forms[2].texts()["cadre_name"] == "王建军"


def test_the_fictional_station_is_made_beside_the_window(qtbot: QtBot) -> None:
    page = first_page(qtbot)
    look = next(choice for choice in page.findChildren(ChoiceButton) if choice.accessibleName() == "打开示范站")
    with qtbot.waitSignal(page.demo_ready, timeout=20_000) as ready:
        QTest.mouseClick(look, Qt.MouseButton.LeftButton)
        QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    assert ready.args == [25]


def test_a_demo_that_cannot_be_made_says_why_below_the_choices(qtbot: QtBot) -> None:
    page = FirstPage(lambda setup: setup, lambda: jobs.no_room, lambda: date(2026, 11, 23))
    opened(qtbot, page)
    page.open_demo()
    qtbot.waitUntil(page._trouble.isVisible, timeout=20_000)
    assert page._trouble.text() == "磁盘满了。请腾出地方，再存一次。"
