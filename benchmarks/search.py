"""What a keystroke of the search costs at county scale, beside the bare FTS5 query with the same ranking."""

import gc
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from benchmarks import search_bare
from benchmarks.results import publish, table
from benchmarks.search_county import NOW, VILLAGERS, entries
from db import search
from db.connection import DATABASE, close_database, start_database
from venue_desk.domain.calendar import day_of
from venue_desk.domain.found import SearchEntry
from venue_desk.services.search import Search

KEY = b"k" * 32
TYPED = (
    "zwh", "zhangwenhai", "张文海", "zhangw", "z文海", "wangxiaojun", "lz", "liguilan", "李桂兰", "0013", "三社", "三社 zwh", "13800030013",
    "单乐", "shanle", "张家湾", "wjq", "yangm", "qqq", "zwhm", "19720504", "gl",
)  # fmt: skip
"""Each is typed character by character; every beginning of it is a keystroke."""

USES = 1000
"""Hits opened, each with its own commit, before anything is measured: an index fresh from the mill flatters."""

Find = Callable[[str], object]


def main(arguments: Sequence[str] | None = None) -> None:
    """Build both indexes, then time each keystroke."""
    parser = ArgumentParser("python -m benchmarks search")
    parser.add_argument("--villagers", type=int, default=VILLAGERS)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    people = list(entries(Random(2026), chosen.villagers))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "search.db")
        start_database(file, KEY)
        try:
            lines = _built(people, file)
            close_database()
            start_database(file, KEY)
            lines += [_cold(), "", *_keystrokes(people[0], chosen.rounds)]
        finally:
            close_database()
    publish("Search", f"python3 start.py bench search --villagers {chosen.villagers} --rounds {chosen.rounds}", lines)


def _built(people: Sequence[SearchEntry], file: Path) -> list[str]:
    seconds = _seconds(partial(search.rebuild, people))
    DATABASE.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    size = file.stat().st_size / 2**20
    each = [_seconds(partial(search.touch, entry.id, NOW)) for entry in Random(1).sample(people, USES)]
    bare = _seconds(partial(search_bare.build, people))
    DATABASE.execute_sql("ANALYZE")
    rate = f"{len(people) / seconds:,.0f} records a second"
    return [
        f"- index of {len(people):,} records: {seconds:.1f} s, {rate}, {size:.0f} MiB; the bare one takes {bare:.1f} s",
        f"- one record indexed again with its own durable commit: {median(each) * 1000:.2f} ms",
    ]


def _cold() -> str:
    took = _seconds(partial(Search().find, None, "zwh", day_of(NOW)))
    return f"- the first keystroke after opening the file, nothing in the cache: {took * 1000:.1f} ms"


def _keystrokes(somebody: SearchEntry, rounds: int) -> list[str]:
    desk, today = Search(), day_of(NOW)
    ways: dict[str, Find] = {
        "all groups, own station": lambda typed: desk.find(somebody.station_id, typed, today),
        "all groups, whole county": lambda typed: desk.find(None, typed, today),
        "people picker, own station": lambda typed: desk.people(somebody.station_id, typed, today),
        "people picker, whole county": lambda typed: desk.people(None, typed, today),
        "bare FTS5, whole county": search_bare.find,
    }
    typed = [text[:end] for text in TYPED for end in range(1, len(text) + 1) if text[end - 1] != " "]
    taken = _taken(ways, typed, rounds)
    bare = _figures(taken["bare FTS5, whole county"])
    rows = []
    for name, times in taken.items():
        figures = _figures(times)
        ratios = [f"{ours / theirs:.2f}" for ours, theirs in zip(figures[:2], bare[:2], strict=True)]
        worst = max(times, key=lambda text: times[text])
        rows.append((name, *(f"{figure:.2f}" for figure in figures), *ratios, worst))
    head = ("", "median ms", "p95 ms", "worst ms", "median × bare", "p95 × bare", "slowest")
    note = (
        f"{len(typed)} keystrokes of {len(TYPED)} searches, each the median of {rounds} rounds, the ways taking turns,"
        f" after {USES} single commits to the index of ours (the bare one is as built)."
    )
    return [*table(head, rows), "", note]


def _taken(ways: dict[str, Find], typed: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """The milliseconds of each keystroke by each way."""
    times: dict[str, dict[str, list[float]]] = {name: {text: [] for text in typed} for name in ways}
    gc.freeze()
    for _ in range(rounds):
        for text in typed:
            for name, find in ways.items():
                times[name][text].append(_seconds(partial(find, text)) * 1000)
    return {name: {text: median(each) for text, each in of.items()} for name, of in times.items()}


def _figures(times: dict[str, float]) -> tuple[float, float, float]:
    every = sorted(times.values())
    return median(every), every[int(len(every) * 0.95)], every[-1]


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main()
