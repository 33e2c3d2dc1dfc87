"""What a screen reader and a keyboard need of the shell: a name on every control, and no word cut at any type size."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import jobs
from tests.ui.conftest import settle
from tests.ui.screens import SCREENS, Around
from ui import style, theme
from ui.first_page import FirstPage
from ui.kit.labels import ElidedText
from ui.sign_in import SignIn

NAMES = ["王建军", "李秀兰", "张小梅", "欧阳建国"]


def sign_in(_cache: Path) -> QWidget:
    return SignIn("浅河村便民服务站", "浅河", lambda: NAMES, lambda name, password: (name, password))


def first_page(_cache: Path) -> QWidget:
    return FirstPage(lambda setup: setup, lambda: partial(jobs.count, 1), lambda: date(2026, 11, 23))


def setup_steps(cache: Path) -> QWidget:
    page = first_page(cache)
    assert isinstance(page, FirstPage)
    page.begin()
    return page


def desk(cache: Path) -> QWidget:
    window = Around().window(cache, SCREENS)
    window.start()
    return window


def lock_page(cache: Path) -> QWidget:
    window = Around().window(cache, SCREENS)
    window.start()
    window.lock()
    return window


PAGES = pytest.mark.parametrize("make", [sign_in, first_page, setup_steps, desk, lock_page])
Make = Callable[[Path], QWidget]


def opened(qtbot: QtBot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    settle()
    return page


@PAGES
def test_every_control_one_can_reach_has_a_name(qtbot: QtBot, window_cache: Path, make: Make) -> None:
    page = opened(qtbot, make(window_cache))
    reached = [w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    named = {w: QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in reached}
    of_the_test = {"QTableView", "QLineEdit"} if make is desk else set()
    assert len(named) >= 2
    assert [
        w.metaObject().className() for w, name in named.items() if not name and type(w).__name__ not in of_the_test
    ] == []


@PAGES
@pytest.mark.parametrize("percent", theme.PERCENTS)
def test_no_label_is_cut(qtbot: QtBot, qapp: QApplication, window_cache: Path, make: Make, percent: int) -> None:
    style.apply(qapp, theme.LIGHT.scaled(percent), window_cache)
    page = opened(qtbot, make(window_cache))
    style.apply(qapp, theme.LIGHT.scaled(percent), window_cache)
    settle()
    labels = [
        w for w in page.findChildren(QLabel) if w.isVisible() and not w.wordWrap() and not isinstance(w, ElidedText)
    ]
    assert [w.text() for w in labels if w.width() < w.fontMetrics().horizontalAdvance(w.text())] == []
    prose = [w for w in page.findChildren(QLabel) if w.isVisible() and w.wordWrap()]
    assert [w.text() for w in prose if w.height() < w.heightForWidth(w.width())] == []
