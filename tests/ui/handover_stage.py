"""The window of a station where a shift changes, at a time of one's own choosing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from tests.shift_change import DAY, Shifting, copied, moment, password
from tests.ui.at_desk import Hand
from tests.ui.conftest import focus, settle, type_text
from ui.faults import Faults
from ui.preferences import Preferences
from ui.screens.handover import HandoverScreen
from venue_desk.domain.handover import Handover, HandoverItem
from venue_desk.window import desk_window


@dataclass
class Stage:
    """The hand at the window, the people, and the clock."""

    hand: Hand
    made: Shifting
    now: datetime

    @property
    def screen(self) -> HandoverScreen:
        return cast("HandoverScreen", self.hand.window.screen_of("handover"))

    def at(self, clock: str, day: date = DAY) -> None:
        """It is 19:50 now, and the page has noticed."""
        self.now = moment(clock, day)
        self.screen.refresh()
        settle()

    def items(self) -> list[HandoverItem]:
        handover = self.handover()
        return self.made.desk.handover.items(handover) if handover is not None else []

    def handover(self) -> Handover | None:
        """The one of the day's shift, on record."""
        act = self.made.desk.act()
        return next(
            (each for each in self.made.desk.handover.of_day(act.station_id, DAY) if each.from_shift == "白班"), None
        )

    def type_password(self, name: str) -> None:
        """A password is typed by keys; Chinese ones come from the input method."""
        type_text(focus(), password(name))
        settle()

    def toast(self) -> str:
        return str(self.hand.window._toast._words.text())


@contextmanager
def handover_at_desk(template: Path, path: Path, qtbot: QtBot, clock: str = "19:50") -> Iterator[Stage]:
    with copied(template, path) as made:
        stage = Stage.__new__(Stage)
        made.desk._now = lambda: stage.now
        stage.now, stage.made = moment(clock), made
        window = desk_window(made.desk, Preferences(None), Faults())
        window.resize(1440, 900)
        window.show()
        window.start()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.go("handover")
        settle()
        stage.hand = Hand(window, qtbot)
        try:
            yield stage
        finally:
            window.close()
            window.deleteLater()
            settle()
