"""The 农户 screen in the window at 64,500 households, beside the same screen of a station of 300: what a hand does there."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.process import measured
from benchmarks.results import publish, table

NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
STATION, COUNTY, ONE = "station", "county", "one"
FILES = {
    STATION: "a station of 300",
    COUNTY: "that station in the county's file",
    ONE: "one station of {households:,}",
}
WORDS = {
    "opening": "opening the screen for the first time",
    "again": "coming back to it after a save elsewhere",
    "state": "a chip: 没有卡, 没有知情卡, 在册",
    "hamlet": "one hamlet",
    "letters": "查找: initials, a letter more each time",
    "characters": "查找: a name in characters",
    "digits": "查找: the end of a number",
    "sorting": "another order, by a click on a header",
    "leaping": "letters on the table",
    "paging": "PgDn, twenty times",
    "far": "End, Home, the middle by the scroll bar",
    "record": "the page of another household",
    "sums": "the sums below the rows, longest wait",
}
ROUNDS_OF = 5


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks volume")
    parser.add_argument("--households", type=int, default=64_500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path, help="where the three files are kept from one run to the next")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        data = chosen.data or Path(folder)
        for file in FILES:
            _made(data / file, file, chosen.households)
        runs = {file: list[dict[str, Any]]() for file in FILES}
        for _ in range(chosen.rounds):
            for file, told in runs.items():
                told.append(measured("benchmarks.volume", str(data / file)))
    command = f"python3 start.py bench volume --households {chosen.households} --rounds {chosen.rounds}"
    publish("Registers at volume", command, _lines(runs, chosen.households, chosen.rounds))


def _lines(runs: dict[str, list[dict[str, Any]]], households: int, rounds: int) -> list[str]:
    def of(file: str, act: str) -> float:
        return float(median(run[act] for run in runs[file]))

    rows = []
    for act, words in WORDS.items():
        least = of(STATION, act)
        beside = (f"{of(file, act):.1f} ({of(file, act) / least:.2f}×)" for file in (COUNTY, ONE))
        rows.append((words, f"{least:.1f}", *beside))
    head = ("ms until it is on the screen", *(words.format(households=households) for words in FILES.values()))
    return [
        *table(head, rows),
        "",
        f"Medians of {rounds} rounds in processes of their own, each the median of its own repetitions; offscreen, 1440×900.",
        "The pause of 120 ms after the last letter in 查找 is left out. Sums of more than 3,000 households are read beside the window.",
    ]


def _made(folder: Path, file: str, households: int) -> None:
    from venue_desk.services.demo import papers
    from venue_desk.services.demo.places import Scale, places
    from venue_desk.services.demo.writing import villages_job

    if folder.exists():
        return
    if file == ONE:
        papers.SHEETS_A_DAY = 60 * households // 300  # a day's sheets are gathered by reading the whole village
    county = places(Scale.COUNTY, 0)
    large = replace(county[1], households=households, groups=12, leaders=12)
    villages = {STATION: county[:1], COUNTY: county, ONE: (large,)}[file]
    for _ in villages_job(folder, villages, 1, 0, NOW):
        pass


class Hand:
    """One at the window: each act is timed from the key or click to the painted screen."""

    def __init__(self, folder: Path) -> None:
        from ui.app import make_app
        from ui.faults import Faults
        from ui.preferences import Preferences
        from venue_desk.desk import Desk, clock
        from venue_desk.services.access import names_with_password, sign_in
        from venue_desk.window import desk_window

        self.app = make_app()
        self.desk = Desk(sign_in(folder, names_with_password(folder)[0], "demo-desk", clock()))
        self.window = desk_window(self.desk, Preferences(None), Faults())
        self.window.resize(1440, 900)
        self.window.show()
        self.window.start()
        self.settle()
        self.taken: dict[str, list[float]] = {}
        self.counting: Callable[[], bool] = lambda: False

    def settle(self) -> None:
        for _ in range(3):
            self.app.processEvents()

    @contextmanager
    def timed(self, act: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self.settle()
        self.window.repaint()
        self.taken.setdefault(act, []).append((perf_counter() - began) * 1000)
        self._rest()

    def _rest(self) -> None:
        """The next act comes when the sums of this one are there, as a hand does."""
        began = perf_counter()
        while self.counting():
            self.app.processEvents()
        self.taken.setdefault("sums", []).append((perf_counter() - began) * 1000)


def one_run(folder: Path) -> dict[str, float]:
    """Every act of WORDS; what each takes in the middle."""
    from ui.screens.households import HouseholdsScreen
    from ui.screens.households.screen import COUNTING

    hand = Hand(folder)
    with hand.timed("opening"):
        hand.window.go("households")
    screen = hand.window.screen_of("households")
    assert isinstance(screen, HouseholdsScreen)
    hand.counting = lambda: screen.view.sheet.shown().endswith(COUNTING)
    _coming_back(hand)
    _filtering(hand, screen)
    _finding(hand, screen)
    _sorting(hand, screen)
    _scrolling(hand, screen)
    _reading(hand, screen)
    return {act: max(taken) if act == "sums" else median(taken) for act, taken in hand.taken.items()}


def _coming_back(hand: Hand) -> None:
    from venue_desk.changes import Topic

    for _ in range(ROUNDS_OF):
        hand.window.go("home")
        hand.settle()
        hand.desk.announcer.announce(frozenset({Topic.HOUSEHOLDS}))
        hand.settle()
        with hand.timed("again"):
            hand.window.go("households")


def _filtering(hand: Hand, screen: Any) -> None:
    from ui.kit.filters import Filtering
    from ui.screens.households.screen import ALL, NO_CARD, NO_SHEET

    filters = screen.view.filters
    hamlets = hand.desk.stations.hamlets(hand.desk.act().station_id)[:ROUNDS_OF]
    for state in (NO_CARD, NO_SHEET, ALL) * 2:
        with hand.timed("state"):
            filters.restore(Filtering(state))
    for hamlet in hamlets:
        with hand.timed("hamlet"):
            filters.restore(Filtering(ALL, {"hamlet": hamlet.id}))
        filters.restore(Filtering(ALL))


def _finding(hand: Hand, screen: Any) -> None:
    from venue_desk.domain.households import HouseholdFilter

    station = hand.desk.act().station_id
    rows = hand.desk.households.page(station, HouseholdFilter(year=NOW.year), limit=200)
    known = [row.household for row in Random(1).sample(rows, 3)]
    typed = {
        "letters": [text[:end] for text in ("zwh", "lgl", "wxj") for end in (1, 2, 3)],
        "characters": [home.head_name for home in known],
        "digits": [home.phone[-4:] or home.number for home in known],
    }
    for act, texts in typed.items():
        for text in texts:
            screen.view.filters.find_line.setText(text)
            with hand.timed(act):
                screen.view.filters.find_line.left_down.emit()
    screen.view.filters.clear()
    hand.settle()


def _sorting(hand: Hand, screen: Any) -> None:
    from PySide6.QtCore import Qt

    for column in (0, 3, 1):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            with hand.timed("sorting"):
                screen.view.table.sort_rows(column, order)


def _scrolling(hand: Hand, screen: Any) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    table = screen.view.table
    table.setFocus()
    screen.view.open_row(1)
    table.setFocus()
    for _ in range(20):
        with hand.timed("paging"):
            QTest.keyClick(table, Qt.Key.Key_PageDown)
    bar = table.verticalScrollBar()
    for act in (
        lambda: QTest.keyClick(table, Qt.Key.Key_End),
        lambda: QTest.keyClick(table, Qt.Key.Key_Home),
        lambda: bar.setValue(bar.maximum() // 2),
        lambda: bar.setValue(bar.maximum() * 3 // 4),
    ):
        with hand.timed("far"):
            act()
    table.sort_rows(0, Qt.SortOrder.AscendingOrder)
    table.pick(None)
    for letter in (Qt.Key.Key_Z, Qt.Key.Key_L, Qt.Key.Key_W, Qt.Key.Key_M):
        QTest.qWait(1100)
        with hand.timed("leaping"):
            QTest.keyClick(table, letter)


def _reading(hand: Hand, screen: Any) -> None:
    table = screen.view.table
    for _ in range(2 * ROUNDS_OF):
        with hand.timed("record"):
            table.step(7)


if __name__ == "__main__":
    print(json.dumps(one_run(Path(sys.argv[1]))), flush=True)
    os._exit(0)  # taking the window down is no part of it
