"""At the lodging screen of a staffed station: three weeks of November slept, it is 20:10 of the 23rd, nobody signed in yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from db import journal
from db import lodging as table
from tests.rostered import STAFF, add_staff
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.kit.buttons import Button
from ui.screens.lodging import LodgingScreen
from ui.screens.lodging.call_rows import Called
from venue_desk.desk import Desk
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import STATION_ZONE
from venue_desk.domain.ids import new_id
from venue_desk.domain.lodging import Bed, Night

TONIGHT = date(2026, 11, 23)
EVENING = datetime(2026, 11, 23, 20, 10, tzinfo=STATION_ZONE)
SLEPT = (15, 16, 13, 12, 7, 14, 6)
"""Nights each of the staff has slept before tonight."""


@dataclass
class Lodged:
    """The desk, its staff by name, its beds, the screen, and the hand."""

    desk: Desk
    staff: dict[str, Cadre]
    beds: list[Bed]
    screen: LodgingScreen
    hand: Hand

    def night(self, name: str, day: date = TONIGHT) -> Night | None:
        """What is on record of somebody's night."""
        found = self.desk.lodging.nights(self.desk.act().station_id, day, day)
        return next((each for each in found if each.cadre_id == self.staff[name].id), None)

    def line(self, name: str) -> Called:
        """Somebody's line of the roll call, as shown."""
        settle()
        return next(line for line in self.screen.tonight.calls.called.lines if line.name == name)

    def stand(self, name: str) -> None:
        """With the cursor on somebody."""
        self.screen.tonight.calls.put(self.line(name).key)
        self.screen.tonight.calls.setFocus()
        settle()

    def press(self, word: str) -> None:
        """The visible button of that word."""
        settle()
        found = [b for b in self.screen.findChildren(Button) if b.text() == word and b.isVisible()]
        assert found, f"no button {word}"
        self.hand.click(found[0])
        settle()

    def toast(self) -> str:
        return self.hand.window._toast.text()


def furnish(desk: Desk) -> list[Bed]:
    """Three rooms, seven beds."""
    for name, beds in (("东一", 3), ("东二", 2), ("西一", 3)):
        desk.rooms.add_room(desk.act(), name, beds)
    return [bed for each in desk.rooms.all(desk.act().station_id) for bed in each.beds]


def sleep(desk: Desk, cadre_id: UUID, days: list[date], bed: Bed) -> None:
    """These nights, as they would stand had they been noted in their evenings."""
    act = desk.act()
    nights = [
        Night(
            id=new_id(act.at, desk.lodging.random), station_id=act.station_id, noted_by=act.cadre_id, night=day,
            cadre_id=cadre_id, bed_id=bed.id, arrived_at=datetime(day.year, day.month, day.day, 20, 30, tzinfo=STATION_ZONE),
        )
        for day in days
    ]  # fmt: skip
    journal.add_many(act, table.NightTable, nights)


@contextmanager
def at_lodging(path: Path, qtbot: QtBot, *, furnished: bool = True) -> Iterator[Lodged]:
    """The window on 住宿, in the evening."""
    with at_desk(path, qtbot, "home") as (desk, hand):
        staff = add_staff(desk)
        beds = furnish(desk) if furnished else []
        for name, count, bed in zip(STAFF, SLEPT, beds, strict=False):
            sleep(desk, staff[name].id, [date(2026, 11, day) for day in range(22, 22 - count, -1)], bed)
        ticks = iter(range(1, 100_000))
        desk._now = lambda: EVENING + timedelta(seconds=next(ticks))
        settle()
        hand.window.go("lodging")
        settle()
        screen = hand.window.screen_of("lodging")
        assert isinstance(screen, LodgingScreen)
        hand.strokes = 0
        yield Lodged(desk, staff, beds, screen, hand)
