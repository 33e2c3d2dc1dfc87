"""导出Excel of the registers beside the handover: nothing in them is masked, so nothing is asked but where to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.exporting import open_file
from ui.kit.verb import Verb
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


def export_verb(desk: "Desk", shell: "Shell", register: str, name: str, over: Callable[[], QWidget]) -> Verb:
    """The verb beside the title; `over` is what the file dialog belongs to."""

    def ask() -> None:
        file = f"{name}{desk.act().today:%Y%m%d}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(over(), "导出Excel", str(Path.home() / file), "Excel (*.xlsx)")
        if chosen:
            export(desk, shell, register, Path(chosen).with_suffix(".xlsx"))

    return Verb("导出Excel", ask, icon="export")


def export(desk: "Desk", shell: "Shell", register: str, out: Path) -> None:
    """Write the whole register beside the window."""
    act = desk.act()
    wanted = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
    task = shell.run(partial(export_job, desk.exports.sheet(act, register, wanted), out))
    task.finished.connect(lambda written: shell.toast(f"已导出：{out.name}", see=partial(open_file, written)))
    task.failed.connect(lambda trouble: shell.toast(str(trouble)))
