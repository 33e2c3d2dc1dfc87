"""The duty block of the top bar: whom a caller may ask for, red when nobody is there, giving way step by step."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.screens import FACTS
from ui import style, theme
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.top_bar import TopStrip
from venue_desk.domain.roster import Role
from venue_desk.domain.watch import OnDuty, TopDuty, WatchState

PEOPLE = (OnDuty("王建军", Role.LEAD, "13800000101"), OnDuty("李秀兰", Role.ON_DUTY, "13800000103"))
KEPT = TopDuty(WatchState.KEPT, "白班", PEOPLE)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """Something the bar may be too wide for."""
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    return ground


@pytest.fixture
def bar(ground: QWidget) -> TopStrip:
    bar = TopStrip(parent=ground)
    bar.resize(1440, 64)
    bar.show()
    bar.show_facts(replace(FACTS, duty=KEPT))
    settle()
    return bar


def words(bar: TopStrip) -> list[str]:
    settle()
    return [label.text() for label in bar.duty.findChildren(Text) if label.isVisible() and label.text()]


def test_lead_and_on_duty_with_their_phones(bar: TopStrip) -> None:
    assert words(bar) == ["值班中", "白班", "王建军", "带班", "138-0000-0101", "李秀兰", "值班", "138-0000-0103"]
    assert bar.accessibleName().endswith("值班中，白班，带班王建军 13800000101，值班李秀兰 13800000103")


def test_nobody_is_red_with_its_verb(bar: TopStrip) -> None:
    bar.show_facts(replace(FACTS, duty=replace(KEPT, state=WatchState.NOBODY)))
    assert words(bar)[0] == "无人值班"
    assert bar.duty.property("state") == "error"
    assert bar.duty.verb.isVisible()
    bar.show_facts(replace(FACTS, duty=KEPT))
    assert not bar.duty.verb.isVisible()
    assert bar.duty.property("state") == ""


def test_one_person_alone_leaves_no_hole(bar: TopStrip) -> None:
    bar.show_facts(replace(FACTS, duty=replace(KEPT, people=PEOPLE[:1])))
    assert words(bar) == ["值班中", "白班", "王建军", "带班", "138-0000-0101"]


def test_it_gives_way_in_order_and_comes_back(bar: TopStrip) -> None:
    """Search first, then township and lunar line, the second phone, the year, the first phone, the second person."""
    seen = []
    for width in range(1440, 560, -10):
        bar.resize(width, 64)
        settle()
        seen.append(
            (
                bar.search.width() < 300, not bar._lunar.isVisible(), "138-0000-0103" not in words(bar),
                "年" not in bar._day.text(), "138-0000-0101" not in words(bar), "李秀兰" not in words(bar),
            )
        )  # fmt: skip
    assert seen == sorted(seen)
    assert seen[0] == (False,) * 6
    assert seen[-1] == (True,) * 6
    bar.resize(1440, 64)
    assert "138-0000-0103" in words(bar)
    assert "年" in bar._day.text()


def test_the_names_on_duty_stay_at_the_largest_type(qapp: QApplication, ground: QWidget, window_cache: Path) -> None:
    """1366 px at 150 %: as on an old screen for old eyes."""
    style.apply(qapp, theme.LIGHT.scaled(150), window_cache)
    strip = TopStrip([Button("交接班", lambda: None, icon="handover")], ground)
    strip.resize(1366, 96)
    strip.show()
    strip.show_facts(replace(FACTS, duty=KEPT))
    assert words(strip) == ["值班中", "白班", "王建军", "带班", "138-0000-0101", "李秀兰", "值班"]
    assert strip._line.sizeHint().width() <= 1366


def test_nothing_is_cut_on_the_way(bar: TopStrip) -> None:
    for width in range(1440, 760, -40):
        bar.resize(width, 64)
        settle()
        cut = [
            label.text() for label in bar.duty.findChildren(Text)
            if label.isVisible() and label.width() < label.fontMetrics().horizontalAdvance(label.text())
        ]  # fmt: skip
        assert cut == [], width
