"""What leaves the store room: twice a week what the kitchen needs, now and then something spoiled."""

from collections.abc import Iterator
from datetime import date, timedelta

from venue_desk.domain.meals import Meal
from venue_desk.domain.stock import Lot, StockOut, StockWhy, Ware, came_in
from venue_desk.services.demo.bundles import Noted, bundled
from venue_desk.services.demo.purchases import FRIDAY, TUESDAY, books_since
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Portions, Village
from venue_desk.services.demo.wording import words

EVERY = {TUESDAY: 3, FRIDAY: 4}
"""The days on which it is fetched, and for how many days."""
A_MONTH = 29
MORE_OR_LESS = (0.95, 1.2)
"""A little more than is bought, so that nothing lies there until it is over its date."""
SPOILED = 0.002


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Market day after market day, after what was brought; never more than is there."""
    coming = sorted(came_in(village.purchases), key=lambda lot: lot.came_on)
    left, bought = dict[Ware, int](), dict[Ware, Lot]()
    noted, day = list[Noted](), books_since(scene, village)
    while day <= scene.today:
        while coming and coming[0].came_on <= day:
            lot = coming.pop(0)
            left[lot.ware], bought[lot.ware] = left.get(lot.ware, 0) + lot.quantity, lot
        at = scene.clock(day, 11, 5)
        if day.weekday() in EVERY and at <= scene.now:
            noted += [Noted(at, each.noted_by, [each]) for each in _fetched(scene, village, left, bought, day)]
        day += timedelta(days=1)
    yield from bundled(scene, village, noted)


def _fetched(
    scene: Scene, village: Village, left: dict[Ware, int], bought: dict[Ware, Lot], day: date
) -> Iterator[StockOut]:
    lasting = {row["item"]: row["lasts"] for row in words("books")["good"] if "lasts" in row}
    for ware, there in left.items():
        step = 500 if ware[1] == "公斤" else 1000
        days = EVERY[day.weekday()] * scene.random.uniform(*MORE_OR_LESS)
        steps = bought[ware].quantity * days / lasting.get(ware[0], A_MONTH) / step
        quantity = min(there, (int(steps) + scene.chance(steps % 1)) * step)
        why = StockWhy.SPOILED if quantity and scene.chance(SPOILED) else StockWhy.USED
        if quantity:
            left[ware] -= quantity
            yield _out(scene, village, ware, quantity, why, day)


def _out(scene: Scene, village: Village, ware: Ware, quantity: int, why: StockWhy, day: date) -> StockOut:
    at = scene.clock(day, 11, 5)
    run = village.run_at(at)
    return StockOut(
        id=scene.id(at), station_id=village.station.id, day=day, item=ware[0], unit=ware[1], quantity=quantity, why=why,
        meal=None if why is StockWhy.SPOILED else Meal.LUNCH, note=words("books")["words"]["spoiled"] if why is StockWhy.SPOILED else "",
        noted_by=village.noting(run) if run else village.clerk.id,
    )  # fmt: skip
