"""300 sheets and 100 pages of cards by every engine, in rounds: each engine once a round, each time in a fresh process."""

from argparse import ArgumentParser
from statistics import median
from typing import Any

from benchmarks.one import ENGINES, PEERS
from benchmarks.process import measured
from benchmarks.results import publish, table, versions

COUNTS = {"sheets": 300, "cards": 100}
NAMES = {"sheets": "Policy sheets (A4, 5 rows, a code)", "cards": "Pages of cards (ten agents, ten codes)"}
NOTES = (
    "Given to the peers: the codes as ready pictures, made by our own fast code; a font already cut to the characters used; a",
    "layout simpler than ours where that is quicker. *floor* has its pages drawn beforehand and only joins, packs and writes",
    "them (for cards without laying them on sheets): no writer in Python can leave that out. Imports are not counted, opening",
    "and embedding fonts is. *text*: whether every name, policy, amount and total is found by PDFium on its page; every tenth",
    "name has a character beyond the BMP.",
)


def main(arguments: list[str]) -> None:
    parser = ArgumentParser("python -m benchmarks papers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    chosen = parser.parse_args(arguments)
    lines: list[str] = []
    for kind, count in COUNTS.items():
        told: dict[str, list[dict[str, Any]]] = {engine: [] for engine in chosen.engines}
        for _ in range(chosen.rounds):
            for engine in chosen.engines:
                told[engine].append(measured("benchmarks.one", engine, kind, str(count)))
        lines += [f"### {count} × {NAMES[kind]}", "", *_table(told), "", *_lost(told), ""]
    peers = versions("reportlab", "fpdf2", "weasyprint", "typst")
    lines += [f"Medians of {chosen.rounds} rounds. {peers}.", *NOTES]
    publish("Papers", f"python3 start.py bench papers --rounds {chosen.rounds}", lines)


def _table(told: dict[str, list[dict[str, Any]]]) -> list[str]:
    cost = {engine: median(run["ms"] for run in runs) for engine, runs in told.items()}
    own = cost.get("reportlab canvas, ours", min(cost.values()))
    rows = []
    for engine in sorted(told, key=cost.__getitem__):
        last = told[engine][-1]
        memory = f"{last['mb']:.0f}" if last["mb"] else "-"
        rows.append(
            (engine, f"{cost[engine]:.2f}", f"{cost[engine] / own:.2f}", f"{last['kb']:.1f}", memory, last["text"])
        )
    return table(("engine", "ms", "× ours", "KB", "MB RSS", "text"), rows)


def _lost(told: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Where a peer does better than our way through reportlab: published like everything else."""
    own = "reportlab canvas, ours"
    if own not in told:
        return []
    better = [
        f"{engine} {unit} ({_figure(told, engine, name):.1f} against {_figure(told, own, name):.1f})"
        for name, unit in (("ms", "is faster"), ("kb", "writes less"), ("mb", "holds less memory"))
        for engine in PEERS
        if engine in told and _figure(told, engine, name) < _figure(told, own, name)
    ]
    return [f"Better than ours: {'; '.join(better)}." if better else "No peer is faster, smaller or leaner."]


def _figure(told: dict[str, list[dict[str, Any]]], engine: str, name: str) -> float:
    return median(run[name] or 0 for run in told[engine])
