"""How long the month takes from an edit to the picture, beside repainting an empty table of the same size."""

import gc
import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks.process import measured
from benchmarks.results import publish, table

if TYPE_CHECKING:
    from ui.screens.roster import RosterScreen
    from venue_desk.desk import Desk
    from venue_desk.domain.roster import Slot

Turn = Callable[[], object]
Times = dict[str, list[tuple[float, float]]]
NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
MONTH, FIRST = date(2026, 12, 1), date(2026, 1, 1)
NAMES = "甲乙丙丁戊己庚辛壬癸子丑"
LINE_MS = 16
WORDS = {
    "empty": "an empty table of that size, repainted whole",
    "whole": "the month repainted whole, as on turning to it",
    "reckon": "after an edit: findings, fairness, the month as data",
    "paint": "shown and painted: changed cells, figures, what is to be mended",
    "redraw": "**the redraw: both of these**",
    "write": "before it: one place filled, saved with its audit row, durable",
    "read": "and the month read again",
    "edit": "all of it in the open window, from the key to the picture",
}


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks roster")
    parser.add_argument("--edits", type=int, default=200)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        times: Times = measured("benchmarks.roster", folder, str(chosen.edits))
    rows = [(WORDS[key], *(f"{figure:.2f}" for figure in _figures(times[key]))) for key in WORDS]
    ratio = _figures(times["redraw"])[0] / _figures(times["empty"])[0]
    lines = [
        *table(("", "ms of processor (median)", "ms (median)", "ms (95 %)", "ms (worst)"), rows),
        "",
        f"{len(NAMES)} cadres, 31 days, a lead and one on duty by day and by night, the year before filled too; 1440×900, offscreen,",
        f"{chosen.edits} edits one after another, each at another place. The line to keep is {LINE_MS} ms for the redraw, whose work is {ratio:.0f}×",
        "that of the empty table.",
    ]  # fmt: skip
    publish("Redrawing the roster", f"python3 start.py bench roster --edits {chosen.edits}", lines)


def _figures(times: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    clock = [each for each, _ in times]
    return median(each for _, each in times), median(clock), quantiles(clock, n=20)[-1], max(clock)


def one_run(folder: Path, edits: int) -> Times:
    from ui.app import make_app
    from ui.faults import Faults
    from ui.preferences import Preferences
    from ui.screens.roster import RosterScreen
    from venue_desk.window import desk_window

    app = make_app()
    desk = twelve_cadres(folder)
    window = desk_window(desk, Preferences(None), Faults())
    window.resize(1440, 900)
    window.show()
    window.start()
    window.go("roster", month=MONTH)
    screen = window.screen_of("roster")
    assert isinstance(screen, RosterScreen)
    _turn(app.processEvents)
    times: Times = {key: [] for key in WORDS}
    gc.freeze()
    random, slots = Random(7), list(screen.now.facts.slots) if screen.now else []
    for slot in random.sample(slots * 2, edits):
        times["edit"].append(
            _timed(partial(_fill, screen, slot, _somebody_else(screen, slot, random), app.processEvents))
        )
    window._bridge.close()  # noqa: SLF001  # each step alone from here on
    for slot in random.sample(slots * 2, edits):
        _edit(desk, screen, slot, _somebody_else(screen, slot, random), times, app.processEvents)
    empty = _empty_table(screen)
    _turn(app.processEvents)
    for _ in range(edits):
        times["empty"].append(_timed(empty.viewport().repaint))
        times["whole"].append(_timed(screen.table.viewport().repaint))
    return times


def _somebody_else(screen: "RosterScreen", slot: "Slot", random: Random) -> UUID:
    assert screen.now is not None
    facts = screen.now.facts
    return random.choice([cadre.id for cadre in facts.able if cadre.id != facts.on(slot)])


def _fill(screen: "RosterScreen", slot: "Slot", who: UUID, events: Turn) -> None:
    screen.acts.fill(slot, who)
    _turn(events)


def _edit(desk: "Desk", screen: "RosterScreen", slot: "Slot", who: UUID, times: Times, events: Turn) -> None:
    """The steps of an edit one by one, in the order in which the window takes them."""
    act, reading, kept = desk.act(), screen.reading, list[Any]()
    times["write"].append(_timed(lambda: desk.roster.fill(act, slot, who)))
    times["read"].append(_timed(lambda: kept.append(reading.gathered(MONTH, afresh=False))))
    times["reckon"].append(_timed(lambda: kept.append(reading.reckoned(kept[0]))))

    def paint() -> None:
        screen.show_month(kept[1])
        _turn(events)

    times["paint"].append(_timed(paint))
    both = zip(times["reckon"][-1], times["paint"][-1], strict=True)
    times["redraw"].append((sum(next(both)), sum(next(both))))


def _empty_table(screen: "RosterScreen") -> Any:
    from PySide6.QtWidgets import QTableWidget

    empty = QTableWidget(5, 7)
    empty.resize(screen.table.size())
    empty.horizontalHeader().setSectionResizeMode(empty.horizontalHeader().ResizeMode.Stretch)
    empty.verticalHeader().setSectionResizeMode(empty.verticalHeader().ResizeMode.Stretch)
    empty.show()
    return empty


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock and by the processor: other programs disturb only the first."""
    began, worked = perf_counter(), process_time()
    work()
    return (perf_counter() - began) * 1000, (process_time() - worked) * 1000


def _turn(events: Turn) -> None:
    """Layouts that were asked for, then what they and the edit leave to be painted."""
    for _ in range(3):
        events()


def twelve_cadres(folder: Path) -> "Desk":
    """Twelve cadres, half of whom lead, and every month of the year filled in turn."""
    from db import upgrade
    from db.folder import DataFolder
    from venue_desk.changes import Announcer
    from venue_desk.desk import Desk
    from venue_desk.domain.cadres import CadreEntry, CadreKind
    from venue_desk.domain.stations import FirstCadre, Regime, StationEntry, StationSetup
    from venue_desk.services.access import SignedIn
    from venue_desk.services.stations import Stations

    key, random, place = bytes(32), Random(1), DataFolder(folder / "data")
    place.make()
    upgrade.create(place.station, key)
    station = StationEntry(
        code="621122105203", name="浅河村便民服务站", village="浅河村", township="菜子镇", county="陇西县", regime=Regime.ROTATING
    )  # fmt: skip
    first = FirstCadre(name="陈志远", phone="13800000107", password="bench-desk", position="第一书记")  # noqa: S106  # of nobody
    home, head = Stations(Announcer(), random).open_new_station(
        StationSetup(station=station, groups=("一社",), cadre=first), NOW
    )
    desk = Desk(SignedIn(folder=place, key=key, cadre=head, station=home), lambda: NOW, random)
    for number, letter in enumerate(NAMES[1:], 1):
        entry = CadreEntry(name=f"王建{letter}", kind=CadreKind.VILLAGE, leads_duty=number < 6, phone="13800000101")
        desk.cadres.register(desk.act(), entry)
    _fill_year(desk)
    return desk


def _fill_year(desk: "Desk") -> None:
    from venue_desk.domain.roster import Role, month_after

    station_id = desk.act().station_id
    for number in range(12):
        facts = desk.roster.facts(station_id, month_after(FIRST, number))
        leads = [cadre.id for cadre in facts.able if cadre.leads_duty]
        others = [cadre.id for cadre in facts.able if not cadre.leads_duty]
        takers = {Role.LEAD: leads, Role.ON_DUTY: others}
        turn = {(run.day, run.name): at for at, run in enumerate(facts.month_runs)}
        desk.roster.take_plan(
            desk.act(),
            {slot: takers[slot.role][turn[slot.day, slot.shift] % len(takers[slot.role])] for slot in facts.slots},
        )


if __name__ == "__main__":
    print(json.dumps(one_run(Path(sys.argv[1]), int(sys.argv[2]))), flush=True)
    os._exit(0)  # taking the window down is no part of it
