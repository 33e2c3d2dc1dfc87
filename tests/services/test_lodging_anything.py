"""Whatever is tried at the register of nights: it is done or refused in a sentence, and no bed and nobody stands twice."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from db import integrity, journal
from tests.services.at_the_station import TODAY, act_of, at, crew
from tests.torture import examples
from venue_desk.desk import Desk
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.lodging import Night, NightEntry, NightHow
from venue_desk.services.saved import Saved

NIGHTS = [TODAY - timedelta(days=number) for number in range(-1, 3)]


class Anybody:
    """Tries what comes to mind at the desk; `standing` are the open rows as they should be."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk, self.random = desk, random
        self.people = [cadre.id for cadre in crew(desk)]
        desk.rooms.add_room(self.act(0), "东一间", 2)
        self.beds = [*desk.rooms.bed_names(desk.act().station_id), None]
        self.standing: dict[object, Night] = {}
        self.last: Saved[Night] | None = None
        self.before: dict[object, Night] = {}

    def act(self, minute: int) -> Act:
        act = act_of(self.desk, None, "23:00")
        return replace(act, at=act.at + timedelta(seconds=minute))

    def entry(self) -> NightEntry:
        night = self.random.choice(NIGHTS)
        guest = self.random.random() < 0.3
        arrived = at("19:00", night) + timedelta(minutes=self.random.randrange(-500, 900))
        left = arrived + timedelta(minutes=self.random.randrange(-60, 900)) if self.random.random() < 0.3 else None
        return NightEntry(
            night=night, cadre_id=None if guest else self.random.choice(self.people),
            guest=self.random.choice(["", "孙干事", "刘科长"]), guest_unit="镇党建办",
            bed_id=self.random.choice(self.beds), arrived_at=arrived, left_at=left,
            how=self.random.choice(list(NightHow)), note=self.random.choice(["", "有事", "长" * 61]),
        )  # fmt: skip

    def something(self, minute: int) -> bool:
        """One thing tried; whether it was done."""
        act, lodging = self.act(minute), self.desk.lodging
        one = self.random.choice(list(self.standing.values())) if self.standing else None
        tries = ["sign_in"] * 4 + (["change", "change", "cancel"] if one else []) + (["undo"] if self.last else [])
        what = self.random.choice(tries)
        kept = dict(self.standing)
        try:
            if what == "undo" and self.last is not None:
                self.desk.undo(act, self.last)
                self.standing, self.last = self.before, None
                return True
            if what == "sign_in" or one is None:
                self.last = lodging.sign_in(act, self.entry())
            elif what == "change":
                self.last = lodging.change(act, one, self.entry())
            else:
                self.last = lodging.cancel(act, one, self.random.choice(["", "记错人了"]))
        except Refused:
            return False
        self.before = kept
        self.standing.pop(self.last.record.id, None)
        if self.last.record.closed_on is None:
            self.standing[self.last.record.id] = self.last.record
        return True


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_tried_the_register_holds(desk: Desk, seed: int) -> None:
    anybody = Anybody(desk, Random(seed))
    done = sum(anybody.something(minute) for minute in range(examples(150)))
    assert 30 < done < examples(150)
    found = desk.lodging.nights(desk.act().station_id, date(2026, 11, 1), date(2026, 11, 30))
    assert {night.id: night for night in found} == anybody.standing
    noted = Counter((night.night, night.cadre_id) for night in found if night.cadre_id)
    assert max(noted.values(), default=1) == 1
    for one, other in combinations((night for night in found if night.bed_id), 2):
        if (one.night, one.bed_id) == (other.night, other.bed_id):
            assert not (one.lies_from(other.arrived_at) and other.lies_from(one.arrived_at))
    assert integrity.check() == []
    assert journal.verify_chain() is None
