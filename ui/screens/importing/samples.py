"""Tables as villages make them, where the program lies beside its tests: the tour shows what becomes of them."""

import shutil
from pathlib import Path

from PySide6.QtCore import QDir

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "samples"
OLD_HEAD = bytes.fromhex("D0CF11E0A1B11AE1")


def roster() -> Path:
    """One of families, by the name that a village gives it."""
    return _named("roster_of_demo", "2026年人口台账")


def subsidies() -> Path:
    """One of a year's subsidies."""
    return _named("subsidies_of_demo", "2026年补贴发放表")


def old_kind() -> Path:
    """The beginning of a file of the old kind."""
    out = Path(QDir.tempPath()) / "2019年人口台账.xls"
    out.write_bytes(OLD_HEAD)
    return out


def _named(sample: str, name: str) -> Path:
    out = Path(QDir.tempPath()) / f"{name}.xlsx"
    shutil.copyfile(FOLDER / f"{sample}.xlsx", out)
    return out
