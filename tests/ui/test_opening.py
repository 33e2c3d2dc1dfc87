"""From an empty folder to the open desk, and back in through the password: the way every station begins."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.connection import close_database
from tests.ui.conftest import child, settle
from ui.faults import Faults
from ui.first_page import FirstPage
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.sign_in import SignIn
from venue_desk.desk import Desk
from venue_desk.domain.stations import FirstCadre, Regime, StationEntry, StationSetup
from venue_desk.window import Entrance, Opening, desk_window, take_care

SETUP = StationSetup(
    station=StationEntry(
        code="621122105203", name="浅河村便民服务站", village="浅河村", township="菜子镇", county="陇西县",
        regime=Regime.ROTATING,
    ),
    groups=("一社", "二社"),
    cadre=FirstCadre(name="陈志远", phone="13800000107", password="demo-desk"),
)  # fmt: skip


@pytest.fixture
def opening(tmp_path: Path, qtbot: QtBot) -> Iterator[Opening]:
    made = Opening(tmp_path / "desk")
    made.show()
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    close_database()
    settle()


def found(opening: Opening) -> None:
    page = child(opening.window, FirstPage)
    page.founded.emit(opening._holding.found(opening.window._folder, SETUP))  # type: ignore[attr-defined]
    settle()


def test_an_empty_folder_begins_with_two_choices(opening: Opening) -> None:
    assert isinstance(opening.window, Entrance)
    assert isinstance(opening.window.currentWidget(), FirstPage)


def test_a_founded_station_opens_and_the_next_start_asks_who_is_there(opening: Opening, qtbot: QtBot) -> None:
    before = opening.window
    found(opening)
    assert isinstance(opening.window, MainWindow)
    assert opening.window.key() == opening.window.keys()[0]
    folder = before._folder  # type: ignore[attr-defined]
    opening.window.close()
    opening.close()
    again = Opening(folder)
    again.show()
    page = child(again.window, SignIn)
    line = child(page, QLineEdit)
    QTest.keyClicks(line, "wrong-one")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.reason() != "")
    assert "口令不对" in page.reason()
    line.clear()
    QTest.keyClicks(line, "demo-desk")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(again.window, MainWindow), timeout=10_000)
    again.window.close()
    again.close()
    again.window.deleteLater()


def test_the_first_opening_of_a_day_takes_a_backup_and_the_second_does_not(opening: Opening, qtbot: QtBot) -> None:
    folder = opening.window._folder  # type: ignore[attr-defined]
    signed_in = opening._holding.found(folder, SETUP)
    backups = folder / "backups"
    before, desk = opening.window, Desk(signed_in)
    window = desk_window(desk, Preferences(None), Faults())
    window.show()
    window.start()
    take_care(desk, window)
    qtbot.waitUntil(lambda: len(list(backups.glob("station-*.db"))) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not window._tasks.busy(), timeout=20_000)
    take_care(desk, window)
    assert not window._tasks.busy()
    window.close()
    window.deleteLater()
    before.close()


HOLD = """
import sys
from pathlib import Path
from venue_desk.services.access import one_window
with one_window(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_window_on_the_same_folder_is_told_why_not(opening: Opening, qtbot: QtBot) -> None:
    folder = opening.window._folder  # type: ignore[attr-defined]
    found(opening)
    opening.window.close()
    opening.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        second = Opening(folder)
        second.show()
        page = child(second.window, SignIn)
        line = child(page, QLineEdit)
        QTest.keyClicks(line, "demo-desk")
        QTest.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.reason() != "")
        assert "另一个窗口" in page.reason()
        second.window.close()
        second.window.deleteLater()
        second.close()
