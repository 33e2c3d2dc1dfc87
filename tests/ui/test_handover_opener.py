"""交接班 opens by itself in time, once a shift, and never over what somebody is typing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.shift_change import DAY, moment, password, shifting
from tests.ui.conftest import settle
from tests.ui.handover_stage import Stage, handover_at_desk
from ui.handover_opener import HandoverOpener, is_busy
from venue_desk.domain.handover import ItemState

NEXT = DAY + timedelta(days=1)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shift") / "data"
    with shifting(place):
        pass
    return place


@pytest.fixture
def stage(template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    with handover_at_desk(template, tmp_path / "data", qtbot, "19:44") as at:
        at.hand.window.go("home")
        settle()
        yield at


def opener(stage: Stage) -> HandoverOpener:
    return HandoverOpener(stage.made.desk, stage.hand.window)


def test_it_opens_a_quarter_of_an_hour_before_the_shift_ends_and_only_once(stage: Stage) -> None:
    watch = opener(stage)
    watch.begin()
    assert stage.hand.window.key() == "home"
    stage.now = moment("19:45")
    watch.look()
    assert stage.hand.window.key() == "handover"
    assert stage.screen.turn.facts.due
    stage.hand.window.go("home")
    stage.now = moment("19:55")
    watch.look()
    assert stage.hand.window.key() == "home"


def test_it_waits_while_somebody_types_and_comes_when_they_are_done(stage: Stage) -> None:
    watch = opener(stage)
    stage.now = moment("19:50")
    stage.hand.window.go("cadres")
    screen = stage.hand.window.screen_of("cadres")
    screen.register()  # type: ignore[attr-defined]
    settle()
    assert not is_busy(stage.hand.window)  # an empty form is nothing to lose
    stage.hand.type("张")
    watch.look()
    assert stage.hand.window.key() == "cadres"
    form = screen.view.panel.form()  # type: ignore[attr-defined]
    form.set_values({"name": ""})
    screen.view.leave()  # type: ignore[attr-defined]
    settle()
    watch.look()
    assert stage.hand.window.key() == "handover"


def test_a_locked_screen_stays_locked(stage: Stage) -> None:
    watch = opener(stage)
    stage.now = moment("19:50")
    stage.hand.window.lock()
    watch.look()
    assert stage.hand.window.key() == "home"


def test_at_start_a_forgotten_one_is_offered(stage: Stage) -> None:
    desk, made = stage.made.desk, stage.made
    given = made.given()
    for item in desk.handover.items(given):
        desk.handover.answer(made.at("19:55"), item, ItemState.ACCEPTED)
    desk.handover.take(made.at("20:01"), given, made.id("张小梅"), password("张小梅"))
    stage.now = moment("12:00", NEXT)  # at eight nobody handed over, the next is at twenty
    opener(stage).begin()
    assert stage.hand.window.key() == "handover"
    assert stage.screen.turn.facts.turn.title == "夜班交白班"


def test_a_station_that_never_handed_over_is_left_alone_at_start(stage: Stage) -> None:
    stage.now = moment("12:00")
    opener(stage).begin()
    assert stage.hand.window.key() == "home"
