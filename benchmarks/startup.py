"""From the moment the key is known, and from the start of the process, to a window one can use, on ten years of data;
beside it a window with nothing in it.

The time one password takes to become the key (Argon2id, on purpose slow) is taken out: it is measured and told apart.
"""

import json
import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.process import measured, memory_peak
from benchmarks.results import publish, table

PASSWORD = "demo-desk"  # noqa: S105 - every made-up cadre's
ROWS = (
    ("empty", "an empty PySide6 window"),
    ("window", "the desk, from the start of the process"),
)


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks startup")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        data = _ten_years(Path(folder, "data"), chosen.years)
        told: dict[str, list[dict[str, Any]]] = {key: [] for key, _ in ROWS}
        for _ in range(chosen.rounds):
            for key, _ in ROWS:
                told[key].append(measured("benchmarks.startup", key, str(data), repr(time.monotonic())))
    publish(
        "Start-up", f"python3 start.py bench startup --years {chosen.years}", _lines(told, chosen.years, chosen.rounds)
    )


def _lines(told: dict[str, list[dict[str, Any]]], years: int, rounds: int) -> list[str]:
    def of(key: str, name: str) -> float:
        return float(median(run[name] for run in told[key]))

    def cell(key: str, name: str) -> str:
        return f"{of(key, name) * 1000:.0f} ({of(key, name) / of('empty', name):.2f}×)"

    rows = [(name, cell(key, "usable"), cell(key, "cpu"), f"{of(key, 'mb'):.0f}") for key, name in ROWS]
    after = of("window", "after_key")
    rows.insert(1, ("the desk, from the key on", f"{after * 1000:.0f} ({after / of('empty', 'usable'):.2f}×)", "", ""))
    steps = ", ".join(
        f"{step} {of('window', step) * 1000:.0f} ms" for step in ("imports", "application", "opening", "window")
    )
    return [
        *table(("", "ms", "ms of processor", "MB RSS"), rows),
        "",
        f"Medians of {rounds} rounds, {os.environ['QT_QPA_PLATFORM']} platform, {years} years of a made-up station, files in the",
        f"system's cache. Of the desk: {steps}. Left out: the password becoming the key, {of('window', 'password') * 1000:.0f} ms.",
        "From the key on: the sign-in page is shown already, and the right password has just been typed.",
    ]  # fmt: skip


def _ten_years(folder: Path, years: int) -> Path:
    from venue_desk.services.demo.places import Scale
    from venue_desk.services.demo.writing import demo_job

    for _ in demo_job(folder, Scale.STATION, years, 0, datetime.now(UTC)):  # left alone for days it would ask for more
        pass
    return folder


def empty(_: Path, born: float) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 768)
    window.show()
    app.processEvents()
    return {"usable": time.monotonic() - born, "cpu": time.process_time(), "mb": memory_peak() or 0}


def window(data: Path, born: float) -> dict[str, float]:
    """The same calls as `venue_desk.window` makes, with a look at the clock between them."""
    from db import keys
    from ui.app import make_app
    from ui.faults import Faults
    from ui.preferences import Preferences
    from venue_desk.desk import Desk, clock
    from venue_desk.services.access import names_with_password, sign_in
    from venue_desk.window import desk_window

    imported = time.monotonic()
    app = make_app(data_fonts=data / "fonts")
    made = time.monotonic()
    name, drawing = names_with_password(data)[0], time.process_time()
    ring, unwrap = keys.read(data / "keys.json"), keys.unwrap
    key = unwrap(ring.entries[0], ring.station_id, PASSWORD)
    keys.unwrap = lambda *_: key  # signing in finds it known
    began, drawn = time.monotonic(), time.process_time() - drawing
    desk = Desk(sign_in(data, name, PASSWORD, clock()))
    opened = time.monotonic()
    shown = desk_window(desk, Preferences(None), Faults())
    shown.resize(1280, 768)
    shown.show()
    shown.start()
    app.processEvents()
    app.processEvents()
    usable, worked = time.monotonic(), time.process_time()
    told = {
        "imports": imported - born, "application": made - imported, "opening": opened - began, "window": usable - opened,
        "after_key": usable - began, "usable": usable - born - (began - made), "cpu": worked - drawn, "mb": memory_peak() or 0, "password": _password(),
    }  # fmt: skip
    desk.close()
    return told


def _password() -> float:
    """What a password costs at the cost a real station has; the made-up ones have cheap ones."""
    from uuid import UUID

    from db.keys import new_key, wrap

    key = new_key()
    began = time.monotonic()
    wrap(key, UUID(int=0), UUID(int=0), "", PASSWORD)
    return time.monotonic() - began


if __name__ == "__main__":
    result = {"empty": empty, "window": window}[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]))
    print(json.dumps(result), flush=True)
    os._exit(0)  # taking the window down is no part of it
