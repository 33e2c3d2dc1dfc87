"""How late the window's event loop comes while the whole village's sheets are printed from the print screen, beside the same loop idle."""

import json
import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from benchmarks.process import measured
from benchmarks.results import publish, table

TICK_MS = 5
IDLE_S = 2.0
PHASES = ("idle", "choosing", "running", "afterwards")
WORDS = {
    "idle": "idle",
    "choosing": "choosing the village, first page on the screen",
    "running": "存为 PDF: pages written, papers noted",
    "afterwards": "the screen told, the register read again",
}


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks responsive")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        runs = [measured("benchmarks.responsive", str(Path(folder, str(at)))) for at in range(chosen.rounds)]
    rows = [
        (WORDS[phase], *(f"{figure:.1f}" for figure in _figures([run["late"][phase] for run in runs])))
        for phase in PHASES
    ]
    sheets, seconds = runs[0]["sheets"], median(run["seconds"] for run in runs)
    above = max(max(max(run["late"][p]) for p in PHASES[2:]) - max(run["late"]["idle"]) for run in runs)
    lines = [
        *table(("the event loop", "late, ms (median)", "late, ms (99 %)", "latest of a round, ms (median)", "latest of all, ms"), rows),
        "",
        f"A tick every {TICK_MS} ms in the open window on the print screen; {chosen.rounds} rounds of {sheets} sheets, {seconds:.2f} s from the",
        f"press of the button to the word that it is done. The latest of a run was {above:.1f} ms above the latest of its own idle time;",
        "the line to keep is 50 ms.",
    ]  # fmt: skip
    publish("Responsive while printing", f"python3 start.py bench responsive --rounds {chosen.rounds}", lines)


def _figures(rounds: list[list[float]]) -> tuple[float, float, float, float]:
    every = [late for one in rounds for late in one]
    worst = [max(one) for one in rounds]
    return median(every), quantiles(every, n=100)[-1], median(worst), max(worst)


class Ticks:
    """How late each tick of a timer came, by phase."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late: dict[str, list[float]] = {phase: [] for phase in PHASES}
        self.phase = "idle"
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        now = time.perf_counter()
        self.late[self.phase].append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now

    def begin(self, phase: str) -> None:
        """What comes now belongs to `phase`."""
        self.tick()
        self.phase = phase


def one_run(folder: Path) -> dict[str, object]:
    from ui.app import make_app
    from ui.faults import Faults
    from ui.preferences import Preferences
    from ui.screens.printouts import PrintoutsScreen
    from ui.screens.printouts.subsidies import SubsidyAsking
    from venue_desk.desk import Desk, clock
    from venue_desk.services.access import names_with_password, sign_in
    from venue_desk.services.demo.places import Scale
    from venue_desk.services.demo.writing import demo_job
    from venue_desk.window import desk_window

    for _ in demo_job(folder, Scale.STATION, 2, 0, datetime(2026, 11, 23, 2, 24, tzinfo=UTC)):
        pass
    app = make_app()
    desk = Desk(sign_in(folder, names_with_password(folder)[0], "demo-desk", clock()))
    window = desk_window(desk, Preferences(None), Faults())
    window.resize(1440, 900)
    window.show()
    window.start()
    window.go("printouts", paper="policy-sheet", year=2026)
    screen = window.screen_of("printouts")
    assert isinstance(screen, PrintoutsScreen)
    asking = screen.findChild(SubsidyAsking)
    assert isinstance(asking, SubsidyAsking)
    for number in (1, 0):  # once to and fro: fonts and tables are loaded when one works
        asking.who.pick(number)
        _turn(app.processEvents, _after(0.3))

    ticks = Ticks()
    _turn(app.processEvents, _after(IDLE_S))
    ticks.begin("choosing")
    asking.who.pick(1)
    _turn(app.processEvents, _after(0.3))
    asking.who.pick(0)
    _turn(app.processEvents, _after(0.3))
    ticks.begin("running")
    began, before = time.monotonic(), desk.printouts.count(desk.act().station_id)
    screen.save_as(folder / "sheets.pdf")
    _turn(app.processEvents, lambda: not screen.options.job.busy())
    seconds = time.monotonic() - began
    ticks.begin("afterwards")
    _turn(app.processEvents, _after(0.5))
    noted = desk.printouts.count(desk.act().station_id) - before
    if not noted:
        sys.exit("nothing was noted")
    return {"late": ticks.late, "sheets": noted, "seconds": seconds}


def _after(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def _turn(events: Callable[[], object], done: Callable[[], bool]) -> None:
    while not done():
        events()
        time.sleep(0.0005)


if __name__ == "__main__":
    print(json.dumps(one_run(Path(sys.argv[1]))), flush=True)
    os._exit(0)  # taking the window down is no part of it
