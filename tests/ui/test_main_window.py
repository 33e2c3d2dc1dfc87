"""The window through keys and mouse: screens, counts, pages, regions, type, theme, lock, undo, faults."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import jobs
from tests.ui.conftest import child, focus, settle
from tests.ui.screens import SCREENS, Around, Sheet
from ui import lock, theme
from ui.faults import OURS, FaultStrip
from ui.kit.labels import Text
from ui.kit.toast import Toast
from ui.lock import IdleWatch, LockPage
from ui.main_window import SMALLEST, MainWindow
from ui.minutes import Minutes
from ui.rail import Rail
from venue_desk.changes import Topic
from venue_desk.domain.errors import Unavailable

CTRL, ALT, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
Key = Qt.Key


@pytest.fixture
def around(qapp: QApplication) -> Around:
    return Around()


@pytest.fixture
def window(qtbot: QtBot, around: Around, window_cache: Path) -> MainWindow:
    window = around.window(window_cache)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.start()
    settle()
    return window


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(focus(), key, modifiers)
    settle()


def screen(window: MainWindow, key: str) -> Sheet:
    found = window.screen_of(key)
    assert isinstance(found, Sheet)
    return found


def test_only_the_screens_of_the_tuple_stand_in_the_rail_under_their_groups(window: MainWindow) -> None:
    rail = child(window, Rail)
    in_rail = [spec.key for spec in SCREENS if spec.in_rail]
    assert list(rail.items) == in_rail == ["home", "households", "cadres", "settings"]
    captions = [label.text() for label in rail.findChildren(Text) if label.isVisible()]
    assert captions == ["值守", "台账"]
    tops = [rail.items[spec.key].mapTo(rail, QPoint(0, 0)).y() for spec in SCREENS if spec.in_rail]
    assert tops == sorted(tops)
    assert tops[-1] > 700


def test_a_screen_is_made_on_its_first_visit_and_kept(window: MainWindow) -> None:
    assert len(window.findChildren(Sheet)) == 1
    press(Key.Key_2, ALT)
    assert window.key() == "households"
    first = screen(window, "households")
    press(Key.Key_1, ALT)
    press(Key.Key_2, ALT)
    assert screen(window, "households") is first
    assert first.line.hasFocus()


def test_a_click_in_the_rail_opens_and_marks_the_screen(window: MainWindow) -> None:
    item = child(window, Rail).items["cadres"]
    QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    assert (window.key(), item.isChecked(), window.windowTitle()) == ("cadres", True, "干部")


def test_counts_are_said_in_words_too(window: MainWindow) -> None:
    items = child(window, Rail).items
    assert items["households"].accessibleName() == "农户 3 项"
    assert items["cadres"].accessibleName() == "干部"


def test_hidden_screens_wait_and_many_saves_refresh_once(window: MainWindow, around: Around) -> None:
    home, cadres = screen(window, "home"), screen(window, "cadres")
    assert (home.refreshed, cadres.refreshed) == (1, 0)
    for _ in range(10):
        around.announcer.announce(frozenset({Topic.CADRES}))
    around.announcer.announce(frozenset({Topic.POLICIES}))
    settle()
    assert (home.refreshed, cadres.refreshed) == (2, 0)
    window.go("cadres")
    assert cadres.refreshed == 1
    window.go("home")
    assert home.refreshed == 2


def test_a_screen_may_send_the_cadre_to_another_about_something(window: MainWindow) -> None:
    screen(window, "home").shell.go("households", number="007")
    assert screen(window, "households").arrived == [{"number": "007"}]


def test_a_page_lies_over_its_screen_until_esc(window: MainWindow) -> None:
    home = screen(window, "home")
    home.table.setFocus()
    page = Sheet("印连心卡", window)
    window.open_page(page)
    settle()
    assert (page.isVisible(), home.isVisible(), page.line.hasFocus()) == (True, False, True)
    press(Key.Key_Escape)
    assert (home.isVisible(), home.table.hasFocus()) == (True, True)
    window.open_page(Sheet("印知情卡", window))
    window.go("cadres")
    settle()
    assert len([sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]) == 1


def test_a_screen_beside_the_rail_leads_back_to_the_row_one_came_from(window: MainWindow) -> None:
    window.go("cadres")
    cadres = screen(window, "cadres")
    cadres.table.setFocus()
    cadres.shell.go("printouts", paper="contact-card")
    settle()
    assert (window.key(), child(window, Rail).items["cadres"].isChecked()) == ("printouts", True)
    assert screen(window, "printouts").arrived == [{"paper": "contact-card"}]
    press(Key.Key_Escape)
    assert (window.key(), cadres.table.hasFocus()) == ("cadres", True)
    press(Key.Key_Escape)
    assert window.key() == "cadres"


def test_f6_steps_through_the_regions_and_round(window: MainWindow) -> None:
    home = screen(window, "home")
    rail = child(window, Rail)

    def here() -> str:
        there = focus()
        regions: dict[str, QWidget] = {"rail": rail, "line": home.line, "table": home.table, "panel": home.panel}
        return next(name for name, region in regions.items() if region is there or region.isAncestorOf(there))

    seen = [here()]
    for _ in range(4):
        press(Key.Key_F6)
        seen.append(here())
    press(Key.Key_F6, SHIFT)
    assert [*seen, here()] == ["line", "table", "panel", "rail", "line", "rail"]


def test_ctrl_k_f1_and_the_top_bar(window: MainWindow, around: Around) -> None:
    press(Key.Key_K, CTRL)
    assert window.top.search.hasFocus()
    press(Key.Key_F1)
    window.go("cadres")
    press(Key.Key_F1)
    assert around.manual == ["home", "cadres"]
    words = [label.text() for label in window.top.findChildren(Text) if not window.top.duty.isAncestorOf(label)]
    assert words == ["浅河村便民服务站", "陇西县菜子镇", "2026年11月23日 星期一", "农历十月十五 · 小雪第2天"]


def test_digits_show_while_alt_is_held(window: MainWindow) -> None:
    items = child(window, Rail).items.values()
    for kind, shown in ((QEvent.Type.KeyPress, ["1", "2", "3", "4"]), (QEvent.Type.KeyRelease, ["", "3", "", ""])):
        QApplication.sendEvent(focus(), QKeyEvent(kind, Key.Key_Alt, PLAIN))
        assert [item._mark()[0] for item in items] == shown


@pytest.mark.parametrize("percent", theme.PERCENTS)
def test_type_grows_live_and_is_kept(window: MainWindow, around: Around, percent: int) -> None:
    for _ in range(theme.PERCENTS.index(percent)):
        press(Key.Key_Equal, CTRL)
    assert theme.current().percent == percent
    title = child(screen(window, "home"), Text)
    assert title.font().pixelSize() == round(24 * percent / 100)
    assert child(window, Rail).width() == theme.current().rail_width
    press(Key.Key_0, CTRL)
    assert theme.current().percent == 100
    assert [kept.percent for kept in around.kept] == [
        *theme.PERCENTS[1 : theme.PERCENTS.index(percent) + 1],
        *([100] if percent > 100 else []),
    ]


@pytest.mark.parametrize("percent", theme.PERCENTS)
@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1280, 680)])
def test_no_word_of_the_shell_is_cut_at_any_size(window: MainWindow, percent: int, size: tuple[int, int]) -> None:
    window.resize(*size)
    for _ in range(theme.PERCENTS.index(percent)):
        press(Key.Key_Equal, CTRL)
    settle()
    assert (window.width(), window.height()) == size
    cut = [
        label.text()
        for label in window.findChildren(Text)
        if label.isVisible() and label.width() < label.fontMetrics().horizontalAdvance(label.text())
    ]
    assert cut == []
    for item in child(window, Rail).items.values():
        words = item.fontMetrics().horizontalAdvance(item.text())
        assert item.width() >= words


def test_a_low_window_is_compact_and_a_high_one_is_not(window: MainWindow) -> None:
    assert not theme.current().compact
    window.resize(1366, 768)
    settle()
    assert theme.current().compact
    assert window.top.height() == 52
    captions = [label for label in child(window, Rail).findChildren(Text) if label.isVisible()]
    assert captions == []
    window.resize(1440, 900)
    settle()
    assert window.top.height() == 64


def test_the_least_size_is_that_of_a_small_screen(window: MainWindow) -> None:
    window.resize(200, 200)
    assert window.size() == SMALLEST


def lock_field(window: MainWindow) -> QWidget:
    return child(window, LockPage)._field._line


def test_the_lock_hides_the_desk_and_gives_it_back_as_it_was(window: MainWindow) -> None:
    home = screen(window, "home")
    home.line.setText("写到一半")
    home.table.setFocus()
    press(Key.Key_L, CTRL)
    assert (window.locked(), home.isVisible(), window.top.isVisible()) == (True, False, False)
    press(Key.Key_2, ALT)
    press(Key.Key_K, CTRL)
    assert window.key() == "home"
    assert lock_field(window).hasFocus()
    QTest.keyClicks(lock_field(window), "demo-disk")
    press(Key.Key_Return)
    assert window.locked()
    assert child(window, LockPage)._field.reason() == "口令不对，请再输一遍。"
    QTest.keyClicks(lock_field(window), "demo-desk")
    press(Key.Key_Return)
    assert (window.locked(), home.line.text(), home.table.hasFocus()) == (False, "写到一半", True)


def test_ten_idle_minutes_lock_and_a_touch_puts_it_off(window: MainWindow, qtbot: QtBot) -> None:
    watch = child(window, IdleWatch)
    assert watch._clock.interval() == 600_000
    watch._clock.stop()
    QTest.keyClick(window.windowHandle(), Key.Key_Shift)
    assert watch._clock.isActive()
    watch._clock.setInterval(1)
    qtbot.waitUntil(window.locked)


def minute(window: MainWindow) -> None:
    child(window, Minutes).tick()
    settle()


def test_a_quarter_of_an_hour_makes_every_screen_read_again_when_one_looks(window: MainWindow, around: Around) -> None:
    home, cadres = screen(window, "home"), screen(window, "cadres")
    home.table.setFocus()
    before = home.refreshed
    around.now += timedelta(minutes=1)
    minute(window)
    assert home.refreshed == before
    around.now += timedelta(minutes=15)
    minute(window)
    minute(window)
    assert (home.refreshed, cadres.refreshed) == (before + 1, 0)
    window.go("cadres")
    settle()
    assert cadres.refreshed == 1


def test_nothing_moves_below_a_hand_that_types_until_it_is_done(window: MainWindow, around: Around) -> None:
    home = screen(window, "home")
    home.line.setFocus()
    before = home.refreshed
    around.now += timedelta(hours=14)
    minute(window)
    assert home.refreshed == before
    home.table.setFocus()
    minute(window)
    assert home.refreshed == before + 1


def test_a_cursor_left_in_a_field_does_not_hold_the_day_back(
    window: MainWindow, around: Around, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    home = screen(window, "home")
    home.line.setFocus()
    before = home.refreshed
    around.now += timedelta(hours=14)
    monkeypatch.setattr(lock, "QUIET_MS", 0)
    qtbot.waitUntil(child(window, IdleWatch).quiet)
    minute(window)
    assert home.refreshed == before + 1


def test_what_turned_behind_the_lock_is_read_on_coming_back(window: MainWindow, around: Around) -> None:
    home = screen(window, "home")
    press(Key.Key_L, CTRL)
    before = home.refreshed
    around.now += timedelta(hours=14)
    minute(window)
    assert home.refreshed == before
    QTest.keyClicks(lock_field(window), "demo-desk")
    press(Key.Key_Return)
    assert home.refreshed == before + 1


def test_ctrl_z_takes_back_what_the_toast_tells(window: MainWindow) -> None:
    undone: list[bool] = []
    screen(window, "home").shell.toast("已登记：张文海", undo=lambda: undone.append(True))
    assert child(window, Toast).isVisible()
    press(Key.Key_Z, CTRL)
    assert undone == [True]
    screen(window, "home").table.setFocus()
    press(Key.Key_Z, CTRL)
    assert undone == [True]
    assert child(window, Toast).text() == "现在没有可以撤销的"


def test_f8_goes_to_the_toast(window: MainWindow) -> None:
    window.toast("已登记：张文海", undo=lambda: None)
    press(Key.Key_F8)
    assert child(window, Toast).isAncestorOf(focus())


def test_what_goes_wrong_stays_in_a_strip_until_it_is_read(window: MainWindow, around: Around) -> None:
    strip = child(window, FaultStrip)
    around.faults.tell(Unavailable("磁盘满了。请腾出地方，再存一次。"))
    assert (strip.isVisible(), strip.sentence()) == (True, "磁盘满了。请腾出地方，再存一次。")
    around.faults.tell(ZeroDivisionError("of ours"))
    assert strip.sentence() == OURS


def test_closing_stops_jobs_and_listens_no_more(
    window: MainWindow, around: Around, qtbot: QtBot, tmp_path: Path
) -> None:
    task = window.run(partial(jobs.slow_file, tmp_path / "cards.pdf"))
    with qtbot.waitSignal(task.progress, timeout=20_000):
        pass
    window.close()
    assert list(tmp_path.iterdir()) == []
    around.announcer.announce(frozenset({Topic.CADRES}))
    settle()
    assert screen(window, "home").refreshed == 1
