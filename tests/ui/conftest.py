"""One dressed application for all window tests; nothing a test opened outlives it."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui import style, theme
from ui.app import make_app

W = TypeVar("W", bound=QObject)


@pytest.fixture(scope="session")
def window_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cut fonts take seconds: kept beside pytest's own folders, so that the next run finds them."""
    base = tmp_path_factory.getbasetemp().parent
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "venue-desk-window"


@pytest.fixture(scope="session")
def qapp(window_cache: Path) -> QApplication:
    return make_app(window_cache)


def settle() -> None:
    """Run what waits in the event queue, deletions too."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def _nothing_outlives_its_test(qapp: QApplication, window_cache: Path) -> Iterator[None]:
    yield
    settle()
    gc.collect()
    settle()
    gc.freeze()  # what is left belongs to the application: the next test's rubbish is found without walking through it
    left = [described(widget) for widget in QApplication.topLevelWidgets()]
    if theme.current() != theme.LIGHT:
        style.apply(qapp, theme.LIGHT, window_cache)
    assert left == []


def child(parent: QWidget, kind: type[W]) -> W:
    """The one part of that kind."""
    found = parent.findChild(kind)
    assert isinstance(found, kind)
    return found


def focus() -> QWidget:
    """What has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_text(widget: QWidget, text: str) -> None:
    """Keys for what a keyboard has, the input method for Chinese, as at a desk."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    composed = QInputMethodEvent("", [])
    composed.setCommitString(text)
    QApplication.sendEvent(widget, composed)


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.windowTitle()}"
