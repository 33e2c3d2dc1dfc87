"""The drawn month as a file to take along: as Excel, and as a calendar for phones."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.exporting import open_file
from ui.screens.roster.deeds import Deeds
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted
from venue_desk.services.roster_calendar import calendar_job

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ui.tasks import Job


class Takeaway:
    """Asks where to, writes beside the window; what stands against it stands under the month."""

    def __init__(self, deeds: Deeds, parent: "QWidget") -> None:
        self._deeds, self._desk, self._parent = deeds, deeds.desk, parent

    def ask_workbook(self, month: "date") -> None:
        """导出Excel."""
        if out := self._ask("导出Excel", f"{month.year}年{month.month}月值班表", ".xlsx", "Excel (*.xlsx)"):
            self.save_workbook(month, out)

    def save_workbook(self, month: "date", out: Path) -> None:
        """A row a shift, and the month as it is drawn beside it."""
        act = self._desk.act()
        wanted = Wanted(station_id=act.station_id, today=act.today, year=month.year, month=month)
        self._run(
            lambda: partial(export_job, self._desk.exports.sheet(act, "roster", wanted), out), f"已导出：{out.name}"
        )

    def ask_calendar(self, month: "date") -> None:
        """手机日历."""
        if out := self._ask("存手机日历", f"{month.year}年{month.month}月值班", ".ics", "日历 (*.ics)"):
            self.save_calendar(month, out)

    def save_calendar(self, month: "date", out: Path) -> None:
        """As published last; sent to a phone, its calendar takes it in."""
        file = self._desk.roster_calendar
        self._run(lambda: partial(calendar_job, file.file(self._desk.act(), month), out), f"已存手机日历：{out.name}")

    def _run(self, made: "Callable[[], Job]", told: str) -> None:
        jobs: list[Job] = []
        if self._deeds.attempt(lambda: jobs.append(made())):
            task = self._deeds.shell.run(jobs[0])
            task.finished.connect(lambda out: self._deeds.shell.toast(told, see=partial(open_file, out)))
            task.failed.connect(self._deeds.tell)

    def _ask(self, title: str, name: str, suffix: str, kind: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, str(Path.home() / f"{name}{suffix}"), kind)
        return Path(chosen).with_suffix(suffix) if chosen else None
