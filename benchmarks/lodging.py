"""How long the nights take after a tap at the roll call, with one year of them in the file and with ten."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from benchmarks.process import measured
from benchmarks.results import publish, table

if TYPE_CHECKING:
    from venue_desk.desk import Desk

Times = dict[str, list[tuple[float, float]]]
YEARS = (1, 10)
LAST = date(2026, 11, 22)
LINE_MS, LINE_RATIO = 16, 1.2
WORDS = {
    "tap": "one tap at the roll call, saved with its audit row, durable",
    "month": "**the month read again, everybody's standing reckoned**",
    "call": "the roll call of tonight read again",
    "evening": "what home asks of it",
}


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks lodging")
    parser.add_argument("--taps", type=int, default=100)
    chosen = parser.parse_args(arguments)
    times: dict[int, Times] = {}
    for years in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            times[years] = measured("benchmarks.lodging", folder, str(years), str(chosen.taps))
    lines = [
        *table(("", *(f"{years} a, ms {what}" for years in YEARS for what in ("of processor", "median", "95 %")), "ratio"), _rows(times)),
        "",
        f"12 cadres, each here five nights in nine, the rosters of 2026 filled; {chosen.taps} taps, each taken back again. The ratio is of",
        f"the processor's time. The lines to keep: {LINE_MS} ms after a tap, {LINE_RATIO} × with ten years in the file.",
    ]  # fmt: skip
    publish("The nights of a month", f"python3 start.py bench lodging --taps {chosen.taps}", lines)


def _rows(times: dict[int, Times]) -> list[tuple[str, ...]]:
    rows = []
    for key, words in WORDS.items():
        found = [figure for years in YEARS for figure in figures(times[years][key])]
        rows.append((words, *(f"{figure:.2f}" for figure in found), f"{found[3] / found[0]:.2f}×"))
    return rows


def figures(times: list[tuple[float, float]]) -> tuple[float, float, float]:
    clock = [each for each, _ in times]
    return median(each for _, each in times), median(clock), quantiles(clock, n=20)[-1]


def one_run(folder: Path, years: int, taps: int) -> Times:
    from benchmarks.roster import NOW, twelve_cadres
    from venue_desk.services import lodging_evening

    desk = twelve_cadres(folder)
    fill_nights(desk, years)
    act, tonight = replace(desk.act(), at=NOW + timedelta(hours=10)), LAST + timedelta(days=1)
    people = [row.cadre_id for row in desk.lodging.tonight(act).rows]
    times: Times = {key: [] for key in WORDS}
    noted: list[Any] = []
    for number in range(taps):
        who = people[number % len(people)]
        times["tap"].append(timed(lambda cadre_id=who: noted.append(desk.lodging.here(act, cadre_id))))  # type: ignore[misc]
        times["month"].append(timed(lambda: desk.lodging.month(act.station_id, tonight, tonight)))
        times["call"].append(timed(lambda: desk.lodging.tonight(act)))
        times["evening"].append(timed(lambda: lodging_evening.todos_at(act.station_id, act.at)))
        desk.undo(act, noted[-1])
    return times


def fill_nights(desk: "Desk", years: int) -> None:
    """Rooms, and the nights up to yesterday's."""
    from db import journal
    from db.lodging import NightTable
    from venue_desk.domain.calendar import STATION_ZONE
    from venue_desk.domain.ids import new_ids
    from venue_desk.domain.lodging import Night

    act, random = desk.act(), Random(3)
    for number in range(1, 7):
        desk.rooms.add_room(act, f"{number}号房", 2)
    beds = list(desk.rooms.bed_names(act.station_id))
    people = [cadre.id for cadre in desk.cadres.serving(act.station_id)]
    first = date(LAST.year - years, 12, 1)
    for number in range((LAST - first).days + 1):
        night = first + timedelta(days=number)
        here = [at for at in range(len(people)) if random.random() < 5 / 9]
        came = datetime(night.year, night.month, night.day, 20, tzinfo=STATION_ZONE)
        journal.add_many(
            act,
            NightTable,
            [
                Night(
                    id=night_id, station_id=act.station_id, night=night, cadre_id=people[at], bed_id=beds[at],
                    arrived_at=came, noted_by=act.cadre_id,
                )
                for at, night_id in zip(here, new_ids(came, random, len(here)), strict=True)
            ],
        )  # fmt: skip


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock and by the processor: other programs disturb only the first."""
    began, worked = perf_counter(), process_time()
    work()
    return (perf_counter() - began) * 1000, (process_time() - worked) * 1000


if __name__ == "__main__":
    print(json.dumps(one_run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))), flush=True)
    os._exit(0)  # the folder is taken away by who made it
