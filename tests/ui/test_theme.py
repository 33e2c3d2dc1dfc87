"""The tokens: contrast as computed, every measure grows, and no colour is written anywhere else."""

import re
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import style, theme
from ui.kit.spacing import CARD, PAGE, column
from ui.theme import DARK, GROUNDS, LIGHT, Theme

HERE = Path(__file__).parent.parent.parent
WORDS = ("ink", "ink2", "ink3", "red", "jade", "amber", "focus")
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)


def luminance(code: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_all_words_can_be_read_on_every_ground(tokens: Theme) -> None:
    pairs = {
        (word, ground): contrast(getattr(tokens, word), getattr(tokens, ground))
        for word, ground in product(WORDS, GROUNDS)
    }
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < 4.5} == {}


@THEMES
def test_white_on_red_and_the_borders_of_fields_stand_out(tokens: Theme) -> None:
    assert (
        min(contrast(tokens.on_fill, getattr(tokens, fill)) for fill in ("red_fill", "red_hover", "red_pressed")) >= 4.5
    )
    assert min(contrast(tokens.ctrl, getattr(tokens, ground)) for ground in GROUNDS) >= 3


@THEMES
def test_the_ink_bar_can_be_read(tokens: Theme) -> None:
    other = tokens.inverse()
    assert min(contrast(words, tokens.ink) for words in (tokens.ground, other.ink3, other.amber, other.jade)) >= 4.5


@pytest.mark.parametrize("percent", theme.PERCENTS)
def test_every_measure_grows_with_the_type(percent: int) -> None:
    grown = LIGHT.scaled(percent)
    measures = [f.name for f in fields(Theme) if f.type is int and f.name not in {"percent", "rail_width"}]
    assert len(measures) > 25
    assert {name: getattr(grown, name) for name in measures} == {
        name: round(getattr(LIGHT, name) * percent / 100) for name in measures
    }
    assert grown.meta >= 13


def test_going_up_and_down_again_comes_back() -> None:
    assert DARK.compacted().scaled(150).scaled(100) == DARK.compacted()
    assert DARK.scaled(150).compacted() == DARK.compacted().scaled(150)


def test_compact_takes_height_from_rows_and_margins_never_from_type() -> None:
    low = LIGHT.compacted()
    assert (low.top_bar, low.rail_item, low.row_one, low.row_two, low.page_y) == (52, 32, 36, 52, 12)
    assert (low.title, low.body, low.meta, low.control) == (LIGHT.title, LIGHT.body, LIGHT.meta, LIGHT.control)


def test_no_colour_is_written_outside_the_tokens() -> None:
    sources = [*(HERE / "ui").rglob("*.py"), *(HERE / "resources").glob("*.template")]
    found = {
        path.name: re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))
        for path in sources
        if path != HERE / "ui" / "theme.py"
    }
    assert {name: codes for name, codes in found.items() if codes} == {}


@THEMES
@pytest.mark.parametrize("percent", theme.PERCENTS)
def test_the_style_sheet_is_filled_in_whole(tokens: Theme, percent: int, tmp_path: Path) -> None:
    sheet = style.style_sheet(tokens.scaled(percent), tmp_path)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}") > 80


def test_a_switch_reaches_layouts_that_stand_already(qtbot: QtBot, qapp: QApplication, window_cache: Path) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    body, inner = column(page, gap=16, insets=PAGE), column(gap=8, insets=CARD)
    body.addLayout(inner)
    style.apply(qapp, LIGHT.scaled(150).compacted(), window_cache)
    assert (body.spacing(), body.contentsMargins().left(), body.contentsMargins().top()) == (24, 24, 18)
    assert (inner.spacing(), inner.contentsMargins().top()) == (12, 12)


def test_type_steps_through_three_sizes_and_stops_at_the_ends() -> None:
    usual = style.Appearance()
    assert [usual.smaller().percent, usual.larger().percent] == [100, 125]
    assert usual.larger().larger().larger().percent == 150


def test_marks_are_drawn_for_every_theme_and_reused(tmp_path: Path, qapp: QApplication) -> None:
    folder = style.draw_marks(DARK, tmp_path)
    box = folder / "box-on.png"
    before = box.stat().st_mtime_ns
    assert style.draw_marks(DARK, tmp_path) == folder
    assert box.stat().st_mtime_ns == before
    assert style.draw_marks(DARK.scaled(150), tmp_path) != folder
    sheet = style.style_sheet(DARK, folder)
    named = set(re.findall(r'url\("[^"]*/([\w-]+)\.png"\)', sheet))
    assert named == {path.stem for path in folder.glob("*.png") if "@" not in path.name}
