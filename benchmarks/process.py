"""Measuring in a process of its own. Nothing heavy is imported here: it would be measured along."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def measured(*arguments: str) -> dict[str, Any]:
    """What one process of this module (or another of its kind) tells."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def memory_peak() -> float | None:
    """Megabytes this process ever held, where the system tells (not on Windows)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024
