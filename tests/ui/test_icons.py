"""Every icon we name is in the font, drawn in its tone, and follows the theme without being made again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui import fonts, style, theme
from ui.kit import icons

HERE = Path(__file__).parent.parent.parent
# Which argument of which call is an icon's name.
PLACES = {
    "IconLabel": 0,
    "EmptyState": 0,
    "Emptiness": 0,
    "ChoiceButton": 0,
    "icon": 0,
    "show_icon": 0,
    "show_as": 1,
    "draw": 2,
    "ScreenSpec": 3,
}


def test_every_code_point_is_in_the_font() -> None:
    font = TTFont(fonts.package_file("qtawesome", "fonts", "phosphor-1.3.0.ttf"))
    known = font.getBestCmap()
    assert [name for name, point in icons.ICONS.items() if point not in known] == []


def icons_named(path: Path) -> Iterator[str]:
    """Every literal that a call in this source hands on as an icon."""
    for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
        function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = [word.value for word in call.keywords if word.arg == "icon"]
        place = PLACES.get(function)
        if place is not None and len(call.args) > place:
            given.append(call.args[place])
        yield from (str(node.value) for node in given if isinstance(node, ast.Constant) and node.value)


def test_every_icon_that_a_source_names_is_in_the_table() -> None:
    named = {name for path in (HERE / "ui").rglob("*.py") for name in icons_named(path)}
    assert len(named) >= 10
    assert sorted(named - set(icons.ICONS)) == []


def colours(picture: QImage) -> set[str]:
    """The colours of fully covered pixels."""
    spots = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {spot.name().upper() for spot in spots if spot.alpha() == 255}


def pixmap_colours(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> set[str]:
    return colours(icon.pixmap(QSize(64, 64), 1.0, mode, state).toImage())


def test_an_icon_follows_the_theme_and_its_state(qapp: QApplication, window_cache: Path) -> None:
    icon = icons.icon("printer", "red", "on_fill")
    assert pixmap_colours(icon) == {theme.LIGHT.red}
    assert pixmap_colours(icon, QIcon.Mode.Disabled) == {theme.LIGHT.ink3}
    assert pixmap_colours(icon, state=QIcon.State.On) == {theme.LIGHT.on_fill}
    style.apply(qapp, theme.DARK, window_cache)
    assert pixmap_colours(icon) == {theme.DARK.red}


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_an_icon_is_as_sharp_as_the_screen(qapp: QApplication, scale: float) -> None:
    picture = icons.icon("lock").pixmap(QSize(20, 20), scale)
    assert (picture.width(), picture.devicePixelRatio()) == (round(20 * scale), scale)


@pytest.mark.parametrize("name", sorted(icons.ICONS))
def test_an_icon_stays_within_its_box(qapp: QApplication, name: str) -> None:
    picture = QImage(60, 60, QImage.Format.Format_ARGB32)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    icons.draw(painter, QRect(10, 10, 40, 40), name)
    painter.end()
    inked = [(x, y) for x in range(60) for y in range(60) if picture.pixelColor(x, y).alpha() > 40]
    assert inked
    assert all(9 <= x <= 50 and 9 <= y <= 50 for x, y in inked)
