"""本月住站 on the home screen: the marks, the figures and the sentence of each cadre, and the way to the details."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import add_cadre
from tests.services.at_the_station import place
from tests.ui.at_lodging import TONIGHT, Lodged, at_lodging
from tests.ui.conftest import settle
from ui.kit.labels import Text
from ui.kit.nights import NightLook, NightStrip
from ui.screens.handover import HandoverScreen
from ui.screens.home import HomeScreen
from ui.screens.home.lodging_card import LodgingCard
from ui.screens.home.progress import TALL
from ui.style import Appearance


def card(at: Lodged) -> LodgingCard:
    at.hand.window.go("home")
    settle()
    home = at.hand.window.screen_of("home")
    assert isinstance(home, HomeScreen)
    return home.lodging


def strip(shown: LodgingCard, name: str) -> NightStrip:
    return next(each for each in shown.findChildren(NightStrip) if each.accessibleName().startswith(name))


def test_each_cadre_has_marks_figures_and_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        shown = card(at)
        assert shown.isVisible()
        assert shown.rule.text() == "11 月，每人至少 15 晚"
        looks = strip(shown, "张小梅").looks
        assert (looks.count(NightLook.SLEPT), looks.count(NightLook.OPEN)) == (7, 5)
        words = [label.text() for label in shown.findChildren(Text)]
        assert words.count("已够") == 5
        assert "能够，26 日起不能缺" in words
        assert strip(shown, "张小梅").accessibleName() == "张小梅住了 7 晚，应住 12 晚，能够，26 日起不能缺"


def test_a_tap_in_the_roll_call_is_seen_on_the_card(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        before = strip(card(at), "张小梅").looks.count(NightLook.SLEPT)
        at.desk.lodging.here(at.desk.act(), at.staff["张小梅"].id)
        assert strip(card(at), "张小梅").looks.count(NightLook.SLEPT) == before + 1


def test_the_details_are_one_click_away(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.hand.click(card(at).see_all)
        assert at.hand.window.key() == "lodging"


@pytest.mark.parametrize(("width", "height", "percent"), [(1440, 900, 100), (1366, 768, 100), (1280, 680, 100)])
def test_of_many_those_it_is_tightest_for_stand_on_the_card(
    tmp_path: Path, qtbot: QtBot, width: int, height: int, percent: int
) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        for number in range(13):
            add_cadre(at.desk, f"干部{number:02d}")
        at.hand.window.resize(width, height)
        at.hand.window.dress(Appearance("light", percent))
        shown = card(at)
        names = [each.accessibleName()[:4] for each in shown.findChildren(NightStrip)]
        assert all(name.startswith("干部") for name in names)
        rest = next(label.text() for label in shown.findChildren(Text) if label.text().startswith("另外"))
        assert rest == f"另外 {20 - len(names)} 人，5 人已够。"
        viewport = at.hand.window.screen_of("home")
        assert viewport is not None
        assert shown.mapTo(viewport, shown.rect().bottomLeft()).y() <= viewport.height()


def test_what_is_seldom_wanted_gives_way_but_in_a_tall_window(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        card(at)
        home = at.hand.window.screen_of("home")
        assert isinstance(home, HomeScreen)
        assert (home.quick.isVisible(), home.progress.isVisible()) == (False, False)
        at.hand.window.resize(1440, TALL)
        settle()
        assert (home.quick.isVisible(), home.progress.isVisible()) == (True, True)


def test_the_to_do_of_the_evening_leads_to_the_roll_call(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        place(at.desk, "夜班", (at.staff["陈志远"], at.staff["张小梅"]), TONIGHT)
        card(at)
        home = at.hand.window.screen_of("home")
        assert isinstance(home, HomeScreen)
        home.refresh()
        at.hand.click(next(b for b in home.todos.buttons if b.text() == "点名"))
        assert at.hand.window.key() == "lodging"
        assert at.screen.tonight.calls.hasFocus()


def test_tonights_sleepers_in_the_handover_open_the_roll_call(tmp_path: Path, qtbot: QtBot) -> None:
    with at_lodging(tmp_path, qtbot) as at:
        at.desk.lodging.here(at.desk.act(), at.staff["张小梅"].id)
        at.hand.window.go("handover")
        settle()
        screen = at.hand.window.screen_of("handover")
        assert isinstance(screen, HandoverScreen)
        items = screen.turn.items
        row = next(n for n in items.items.items() if "今晚住站" in str(items.items.data(items.items.index(n))))
        items.setCurrentIndex(items.items.index(row))
        items.setFocus()
        at.hand.enter()
        assert at.hand.window.key() == "lodging"
