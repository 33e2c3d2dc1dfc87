"""The demo as a stream: one village after another, each told in portions in the order of its history."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from random import Random

from venue_desk.domain.calendar import at_station
from venue_desk.services.demo import (
    attendance,
    belongings,
    benefits,
    books,
    cases,
    duty_log,
    founding,
    handover,
    kitchen,
    lodging,
    meals,
    papers,
    petty_cash,
    purchases,
    roster,
    seal_uses,
    settlement,
    stock,
)
from venue_desk.services.demo.numbers import Numbers
from venue_desk.services.demo.places import Place
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Portions, Village

Part = Callable[[Scene, Village], Portions]
PARTS: tuple[Part, ...] = (
    founding.demo_rows,
    settlement.demo_rows,
    founding.lead_groups,
    benefits.demo_rows,
    papers.demo_rows,
    roster.demo_rows,
    attendance.demo_rows,
    duty_log.demo_rows,
    belongings.demo_rows,
    seal_uses.demo_rows,
    petty_cash.demo_rows,
    handover.demo_rows,
    cases.demo_rows,
    lodging.demo_rows,
    meals.demo_rows,
    kitchen.demo_rows,
    purchases.demo_rows,
    stock.demo_rows,
    books.demo_rows,
)
"""A later register adds its own `demo_rows` here: it finds in the village all that came before it."""


def story(chosen: Sequence[Place], years: int, seed: int, now: datetime) -> Iterator[tuple[Village, Portions]]:
    """Each village with its portions still to come: read them before asking for the next village."""
    numbers = Numbers()
    for place in chosen:
        scene = Scene(Random(f"{seed} {place.code}"), at_station(now), years, numbers)
        village = founding.found(scene, place)
        yield village, _told(scene, village)


def _told(scene: Scene, village: Village) -> Portions:
    for part in PARTS:
        yield from part(scene, village)
