"""A run of 80,000 sheets by the streaming path, shown by its growth: time and memory must grow with nothing but the sheets."""

import gc
import json
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.material import sheets
from benchmarks.process import measured, memory_peak
from benchmarks.results import publish, table
from printing.render import PrintJob, write_run

COUNTY = 80_000
"""Policy sheets of 陇西县 in its first year."""


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks county")
    parser.add_argument("--sheets", type=int, nargs="*", default=[2000, 4000, 8000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args(arguments)
    runs = [[measured("benchmarks.county", str(count)) for count in chosen.sheets] for _ in range(chosen.rounds)]
    rows = []
    for at, count in enumerate(chosen.sheets):
        seconds, worked = (median(run[at][name] for run in runs) for name in ("seconds", "worked"))
        last = runs[-1][at]
        memory = f"{last['mb']:.0f}" if last["mb"] else "-"
        size = f"{last['bytes'] / 2**20:.1f}"
        rows.append((f"{count:,}", f"{seconds:.2f}", f"{worked:.2f}", f"{count / worked:,.0f}", memory, size))
    lines = table(("sheets", "s", "s of one core", "sheets/s of a core", "MB RSS", "MB file"), rows)
    total = COUNTY * median(run[-1]["worked"] for run in runs) / chosen.sheets[-1]
    lines += [
        "",
        f"One process; medians of {chosen.rounds} rounds. At the last rate {COUNTY:,} sheets take a core {total:.0f} s.",
    ]
    publish("County", f"python3 start.py bench county --sheets {' '.join(map(str, chosen.sheets))}", lines)


def one_run(count: int) -> None:
    """Households come one by one, as from the data; nothing of a finished page stays."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "county.pdf")
        job = PrintJob("policy-sheet", (), out)
        gc.collect()
        began, worked = perf_counter(), process_time()
        for _ in write_run(job, sheets(count), count):
            pass
        told = {
            "seconds": perf_counter() - began,
            "worked": process_time() - worked,
            "mb": memory_peak(),
            "bytes": out.stat().st_size,
        }
    print(json.dumps(told))


if __name__ == "__main__":
    one_run(int(sys.argv[1]))
