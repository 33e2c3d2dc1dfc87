"""Where figures are published: benchmarks/RESULTS.md, a section a measurement, each with machine and date."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

Written by `python3 start.py bench …`; every section says how. Figures of one table were taken side by side in one run.
A figure of a busy machine is worth little: compare ratios, not milliseconds.
"""


def publish(title: str, command: str, lines: Iterable[str]) -> None:
    """Put a section in place of the former one of the same title, and show it."""
    section = "\n".join([f"## {title}", "", f"`{command}` · {machine()}", "", *lines, ""])
    print(section)
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    text = text[: found.start()] + section + "\n" + text[found.end() :] if found else f"{text}\n{section}"
    PAGE.write_text(f"{text.rstrip()}\n", encoding="utf-8", newline="\n")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of Markdown."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def machine() -> str:
    """The processor, the cores, the memory, the system, the Python and the day."""
    processor = platform.processor() or platform.machine()
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        named = re.search(r"model name\s*:\s*(.+)", listed.read_text(encoding="utf-8"))
        processor = named.group(1) if named else processor
    memory = (
        f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB" if hasattr(os, "sysconf") else ""
    )
    return f"{processor}, {os.cpu_count()} cores, {memory} · {platform.system()} · Python {platform.python_version()} · {datetime.now(UTC):%Y-%m-%d}"


def versions(*names: str) -> str:
    return ", ".join(f"{name} {version(name)}" for name in names)
