"""The world outside, for tests: commands of CUPS that answer as told, first on the path."""

import os
from pathlib import Path

import pytest

IDLE = "echo 'printer P is idle.  enabled since today'"
ONE_PRINTER = f"case $1 in -e) echo P; echo 'system default destination: P';; *) {IDLE};; esac"
TAKES_ALL = 'printf "%s\\n" "$@" > "$(dirname "$0")/asked"; cat "${@: -1}" >> "$(dirname "$0")/taken"'


def stand_in(folder: Path, name: str, script: str) -> None:
    """Another answer of a command."""
    path = folder / name
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def cups_stand_ins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`lpstat` knows one printer, P, and all is well with it; `lp` takes all."""
    if os.name == "nt":
        pytest.skip("CUPS is not there on Windows")
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    stand_in(folder, "lpstat", ONE_PRINTER)
    stand_in(folder, "lp", TAKES_ALL)
    return folder
