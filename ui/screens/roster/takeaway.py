"""The drawn month as a file to take along: as Excel, and as a calendar for phones."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.made_files import ask_where, make
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
        if out := ask_where(self._parent, "导出Excel", f"{month.year}年{month.month}月值班表.xlsx"):
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
        if out := ask_where(self._parent, "存手机日历", f"{month.year}年{month.month}月值班.ics", "日历 (*.ics)"):
            self.save_calendar(month, out)

    def save_calendar(self, month: "date", out: Path) -> None:
        """As published last; sent to a phone, its calendar takes it in."""
        file = self._desk.roster_calendar
        self._run(lambda: partial(calendar_job, file.file(self._desk.act(), month), out), f"已存手机日历：{out.name}")

    def _run(self, made: "Callable[[], Job]", told: str) -> None:
        jobs: list[Job] = []
        if self._deeds.attempt(lambda: jobs.append(made())):
            make(self._deeds.shell, jobs[0], told, self._deeds.tell)
