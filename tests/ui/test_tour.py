"""A picture of every screen and every named state, at the size asked for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.screens import SCREENS, Around
from ui import theme
from ui.style import Appearance
from ui.tour import tour
from venue_desk.domain.errors import Unavailable


def test_every_screen_and_state_has_its_picture(qtbot: QtBot, window_cache: Path, tmp_path: Path) -> None:
    window = Around().window(window_cache, SCREENS[:2])
    qtbot.addWidget(window)
    paths = tour(window, tmp_path / "tour", QSize(1366, 768), Appearance("dark", 125))
    names = ["01-home", "01-home-typed", "02-households", "02-households-typed"]
    assert [path.stem for path in paths] == names
    assert {path.name for path in (tmp_path / "tour").iterdir()} == {f"{name}.png" for name in names}
    pictures = [QImage(str(path)) for path in paths]
    assert {picture.size() for picture in pictures} == {QSize(1366, 768)}
    assert len({path.read_bytes() for path in paths}) == 4
    assert pictures[0].pixelColor(700, 760).name().upper() == theme.DARK.ground


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, window_cache: Path, tmp_path: Path) -> None:
    window = Around().window(window_cache, SCREENS[:1])
    qtbot.addWidget(window)
    (tmp_path / "01-home.part").mkdir()
    with pytest.raises(Unavailable, match="图存不进"):
        tour(window, tmp_path, QSize(1280, 680), Appearance("light"))
