"""The register of meals beside a model of it: whatever is said, changed, filled and taken back, both tell the same."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import integrity
from tests.shift_change import Shifting, copied
from tests.torture import examples
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.meals import Meal, MealEntry, MealRecord
from venue_desk.services.saved import Saved

DAYS, PEOPLE = 2, 2
Key = tuple[UUID, date, Meal]
Stood = tuple[dict[Key, int], dict[UUID, int]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", "guests", "cancel", "fill", "undo", "undo"]),
        st.integers(0, DAYS - 1), st.integers(0, PEOPLE - 1), st.sampled_from(list(Meal)), st.integers(-1, 3),
    ),
    min_size=8, max_size=30,
)  # fmt: skip


class Model:
    """What was written down and which guests come, with how it stood before each step."""

    def __init__(self, made: Shifting) -> None:
        self.desk, self.act = made.desk, made.at("09:00")
        self.people = [cadre.id for cadre in self.desk.cadres.serving(self.act.station_id)][:PEOPLE]
        self.said: dict[Key, int] = {}
        self.guests: dict[UUID, int] = {}
        self.done: list[tuple[Saved[Any], Stood]] = []
        self.plan = {key: cell.planned for key, cell in self.cells().items()}

    def cells(self) -> dict[Key, Any]:
        first = self.act.today
        grids = [self.desk.meals.week(self.act.station_id, first + timedelta(days=n)) for n in range(DAYS)]
        return {
            (who, first + timedelta(days=n), meal): grids[n].cell(who, first + timedelta(days=n), meal)
            for n in range(DAYS)
            for who in self.people
            for meal in Meal
        }

    def kept(self, work: Callable[[Act], Saved[Any]]) -> Any:
        """Do it; nothing if it is refused."""
        self.act = replace(self.act, at=self.act.at + timedelta(seconds=1))
        stood = (dict(self.said), dict(self.guests))
        try:
            saved = work(self.act)
        except Refused:
            return None
        self.done.append((saved, stood))
        return saved.record

    def step(self, kind: str, number: int, whom: int, meal: Meal, portions: int) -> None:
        meals, day, who = self.desk.meals, self.act.today + timedelta(days=number), self.people[whom]
        if kind == "say" and self.kept(lambda act: meals.set_portions(act, day, meal, who, portions, "改了")):
            self.said[who, day, meal] = portions
        elif kind == "guests":
            entry = MealEntry(day=day, meal=meal, guest="客人", invited_by=who, portions=portions, note="临时来")
            if record := self.kept(lambda act: meals.invite(act, entry)):
                self.guests[record.id] = portions
        elif kind == "cancel" and self.guests:
            guest = self.standing()[0]
            if self.kept(lambda act: meals.cancel_guests(act, guest, "不来了")):
                del self.guests[guest.id]
        elif kind == "fill":
            for record in self.kept(lambda act: meals.fill(act, day)) or ():
                if record.cadre_id in self.people:
                    self.said[record.cadre_id, record.day, record.meal] = record.portions
        elif kind == "undo" and self.done:
            saved, (self.said, self.guests) = self.done.pop()
            self.desk.undo(self.act, saved)

    def standing(self) -> list[MealRecord]:
        first = self.act.today
        grids = [self.desk.meals.week(self.act.station_id, first + timedelta(days=n)) for n in (0, DAYS - 1)]
        return list({each.id: each for grid in grids for each in grid.guests}.values())

    def check(self) -> None:
        cells = self.cells()
        assert {key: cell.portions for key, cell in cells.items() if cell.reported} == self.said
        unsaid = {key: bool(cell.portions) for key, cell in cells.items() if not cell.reported}
        assert unsaid == {key: self.plan[key] for key in unsaid}
        assert {each.id: each.portions for each in self.standing()} == self.guests


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_is_said_the_register_and_its_sums_agree(
    shift_template: Path, steps: list[tuple[str, int, int, Meal, int]]
) -> None:
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        model = Model(held.enter_context(copied(shift_template, folder / "data")))
        for step in steps:
            model.step(*step)
            model.check()
        station_id, month = model.act.station_id, model.act.today.replace(day=1)
        grid = model.desk.meals.grid(station_id, month)
        assert model.desk.meals.person_meals(station_id, month).total == sum(grid.sums)
        assert integrity.check() == []
