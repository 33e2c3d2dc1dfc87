"""How long the register of meals takes after a tap in its grid, with one year of meals in the file and with ten."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.lodging import LAST, LINE_MS, LINE_RATIO, YEARS, Times, figures, fill_nights, timed
from benchmarks.process import measured
from benchmarks.results import publish, table

if TYPE_CHECKING:
    from venue_desk.desk import Desk

MONTH = date(2026, 11, 1)
WORDS = {
    "tap": "one cell of the grid, saved with its audit row, durable",
    "grid": "**the month read again: the plan and what corrects it**",
    "heads": "tomorrow's heads read again",
    "sums": "the person-meals of the month, as its accounts want them",
    "home": "what home asks of it",
}


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks meals")
    parser.add_argument("--taps", type=int, default=100)
    chosen = parser.parse_args(arguments)
    times: dict[int, Times] = {}
    for years in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            times[years] = measured("benchmarks.meals", folder, str(years), str(chosen.taps))
    rows = []
    for key, words in WORDS.items():
        found = [figure for years in YEARS for figure in figures(times[years][key])]
        rows.append((words, *(f"{figure:.2f}" for figure in found), f"{found[3] / found[0]:.2f}×"))
    lines = [
        *table(("", *(f"{years} a, ms {what}" for years in YEARS for what in ("of processor", "median", "95 %")), "ratio"), rows),
        "",
        "12 cadres × 31 days × 3 meals, every meal of every day written down, the nights of all years and the rosters of 2026 filled;",
        f"{chosen.taps} taps, each taken back again. The ratio is of the processor's time. The lines to keep: {LINE_MS} ms after a tap,",
        f"{LINE_RATIO} × with ten years in the file.",
    ]  # fmt: skip
    publish("The meals of a month", f"python3 start.py bench meals --taps {chosen.taps}", lines)


def one_run(folder: Path, years: int, taps: int) -> Times:
    from benchmarks.roster import NOW, twelve_cadres
    from venue_desk.domain.meals import Meal
    from venue_desk.services import meal_listing

    desk = twelve_cadres(folder)
    fill_nights(desk, years)
    eat(desk, years)
    act, random = replace(desk.act(), at=NOW), Random(5)
    people = [cadre.id for cadre in desk.cadres.serving(act.station_id)]
    times: Times = {key: [] for key in WORDS}
    saved: list[Any] = []
    for number in range(taps):
        who, day = people[number % len(people)], MONTH + timedelta(days=random.randrange(30))
        meal, portions = random.choice(list(Meal)), random.randrange(3)
        times["tap"].append(
            timed(
                lambda day=day, meal=meal, who=who, portions=portions: saved.append(  # type: ignore[misc]
                    desk.meals.set_portions(act, day, meal, who, portions, "改了")
                )
            )
        )
        times["grid"].append(timed(lambda: desk.meals.grid(act.station_id, MONTH)))
        times["heads"].append(timed(lambda: desk.meals.headcount(act.station_id, LAST + timedelta(days=2))))
        times["sums"].append(timed(lambda: desk.meals.person_meals(act.station_id, MONTH)))
        times["home"].append(timed(lambda: meal_listing.todos_at(act.station_id, act.at)))
        desk.undo(act, saved[-1])
    return times


def eat(desk: "Desk", years: int) -> None:
    """Everybody's three meals of every day, those of the running month too."""
    from db import journal
    from db.meals import MealTable
    from venue_desk.domain.ids import new_ids
    from venue_desk.domain.meals import Meal, MealRecord

    act, random = desk.act(), Random(4)
    people = [cadre.id for cadre in desk.cadres.serving(act.station_id)]
    day, last = date(LAST.year - years, 12, 1), date(2026, 11, 30)
    cells = [(who, meal) for who in people for meal in Meal]
    while day <= last:
        noted_at = datetime.combine(day, datetime.min.time(), act.at.tzinfo) - timedelta(hours=12)
        records = [
            MealRecord(
                id=meal_id, station_id=act.station_id, day=day, meal=meal, cadre_id=who, noted_at=noted_at,
                noted_by=act.cadre_id, portions=int(random.random() < 5 / 9),
            )
            for (who, meal), meal_id in zip(cells, new_ids(act.at, random, len(cells)), strict=True)
        ]  # fmt: skip
        journal.add_many(act, MealTable, records)
        day += timedelta(days=1)


if __name__ == "__main__":
    print(json.dumps(one_run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))), flush=True)
    os._exit(0)  # the folder is taken away by who made it
