"""The home screen of a rostered day: 王建军 and 李秀兰 by day, 陈志远 (signed in) and 张小梅 by night; it is 10:24."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from db import attendance, journal, keys
from tests.builders import KEY, NOW, add_cadre, add_household, add_policy
from tests.services.at_the_station import at as instant
from tests.services.at_the_station import place
from tests.ui.at_desk import Hand, at_desk
from tests.ui.conftest import settle
from ui.screens.home import HomeScreen
from venue_desk.desk import Desk
from venue_desk.domain.attendance import SignOn
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.calendar import day_of
from venue_desk.domain.ids import new_id
from venue_desk.domain.roster import Role

TODAY = day_of(NOW)
YESTERDAY = TODAY - timedelta(days=1)
QUICK = keys.Cost(passes=1, memory_kib=8, lanes=1)


def at(clock: str, day: date = TODAY) -> datetime:
    return instant(clock, day)


@dataclass(frozen=True)
class Crew:
    wang: Cadre
    li: Cadre
    head: Cadre
    zhang: Cadre


@contextmanager
def at_watch(path: Path, qtbot: QtBot, *, rostered: bool = True) -> Iterator[tuple[Desk, Hand, Crew]]:
    """陈志远 and 李秀兰 have passwords, the others none."""
    with at_desk(path, qtbot, "home") as (desk, hand):
        head = desk.signed_in.cadre
        wang, li = add_cadre(desk, "王建军", leads_duty=True), add_cadre(desk, "李秀兰", phone="138-0000-0103")
        people = Crew(wang, li, head, add_cadre(desk, "张小梅", phone="138-0000-0104"))
        add_household(desk)
        add_policy(desk)
        folder = desk.signed_in.folder
        ring = tuple(keys.wrap(KEY, c.station_id, c.id, c.name, f"口令{c.name}八位", QUICK) for c in (head, li))
        keys.write(folder.keys, keys.KeyRing(head.station_id, ring))
        desk.access = replace(desk.access, cost=QUICK)
        if rostered:
            place(desk, "夜班", (head, people.zhang), YESTERDAY)
            place(desk, "白班", (wang, li), TODAY)
            place(desk, "夜班", (head, people.zhang), TODAY)
        again(hand)
        yield desk, hand, people


def again(hand: Hand) -> HomeScreen:
    """The home screen, read again."""
    home = hand.window.screen_of("home")
    assert isinstance(home, HomeScreen)
    home.refresh()
    hand.window._read_facts()
    settle()
    return home


def came(desk: Desk, cadre: Cadre, shift: str, on: datetime, off: datetime | None = None, day: date = TODAY) -> SignOn:
    """A sign-on as it would stand had it been made in time."""
    act = desk.act()
    run = next(run for run in desk.shifts.runs(act.station_id, day, day) if run.name == shift)
    one = SignOn(
        id=new_id(act.at, desk.attendance.random), station_id=act.station_id, cadre_id=cadre.id, day=day, shift=shift,
        role=Role.LEAD if cadre.leads_duty else Role.ON_DUTY, begins_at=run.begins_at, ends_at=run.ends_at, on_at=on,
        off_at=off, noted_by=cadre.id,
    )  # fmt: skip
    journal.add(act, attendance.SignOnTable, one)
    return one


def night(desk: Desk, crew: Crew, off: str = "08:05") -> None:
    """Yesterday's night shift as it should be."""
    for cadre in (crew.head, crew.zhang):
        came(desk, cadre, "夜班", at("19:50", YESTERDAY), at(off), YESTERDAY)
