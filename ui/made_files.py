"""A file that is made beside the window: where to, the job that writes it, and what is told once it stands there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ui.kit.verb import Verb
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import Shell
    from ui.tasks import Job, Task
    from venue_desk.desk import Desk

WORKBOOK = "Excel (*.xlsx)"


def ask_where(over: "QWidget", title: str, name: str, kind: str = WORKBOOK) -> Path | None:
    """Where the file is to go, with the suffix that `name` has; None if nowhere."""
    chosen, _ = QFileDialog.getSaveFileName(over, title, str(Path.home() / name), kind)
    return Path(chosen).with_suffix(Path(name).suffix) if chosen else None


def make(shell: "Shell", job: "Job", told: str, tell: Callable[[Exception], object] | None = None) -> "Task":
    """Write it; the toast opens it. What stands in the way is told by `tell`, else by the toast."""
    task = shell.run(job)
    task.finished.connect(lambda out: shell.toast(told, see=partial(open_file, out)))
    task.failed.connect(tell or (lambda trouble: shell.toast(str(trouble))))
    return task


def export(desk: "Desk", shell: "Shell", register: str, wanted: Wanted, out: Path) -> None:
    """A register in which nothing is masked, so that nothing is asked but where to."""
    make(shell, partial(export_job, desk.exports.sheet(desk.act(), register, wanted), out), f"已导出：{out.name}")


def export_verb(
    desk: "Desk",
    shell: "Shell",
    register: str,
    name: str,
    over: "Callable[[], QWidget]",
    narrowed: Callable[[Wanted], Wanted] = lambda whole: whole,
) -> Verb:
    """The verb beside the title; `over` is what the file dialog belongs to, `narrowed` says what of the register is on screen."""

    def ask() -> None:
        act = desk.act()
        if out := ask_where(over(), "导出Excel", f"{name}{act.today:%Y%m%d}.xlsx"):
            whole = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
            export(desk, shell, register, narrowed(whole), out)

    return Verb("导出Excel", ask, icon="export")


def open_file(path: Path) -> None:
    """With the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
