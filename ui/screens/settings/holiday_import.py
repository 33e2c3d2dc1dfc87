"""A year of holidays from a table: the file is chosen, every row told, and only then written, as one deed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.facts import Sections
from ui.kit.labels import Prose
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.verb import Verb
from ui.made_files import ask_where, make
from venue_desk.domain.calendar import long_date
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.holiday_notice import NoticeDay, NoticePlan, NoticeRow, Outcome
from venue_desk.services.export import export_job
from venue_desk.services.holidays import notice_job
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from ui.screens.settings.place import Place

KINDS = "Excel、CSV (*.xlsx *.csv)"


class HolidayImport:
    """What stands over the page of the year while a file is looked at; `look_at` is told which year came in."""

    def __init__(self, place: "Place", look_at: Callable[[int], object]) -> None:
        self._place, self._look_at = place, look_at

    def ask(self, year: int) -> None:
        """Which file."""
        chosen, _ = QFileDialog.getOpenFileName(self._place.panel, f"选 {year} 年的放假安排", str(Path.home()), KINDS)
        if chosen:
            self.look(Path(chosen), year)

    def look(self, file: Path, year: int) -> None:
        """The dry run, read beside the window; whoever went on to something else meanwhile is not called back."""
        place = self._place
        task = place.shell.run(partial(notice_job, file, year))
        waiting = PanelPage(
            title=f"导入：{file.name}", content=Prose("正在看这张表。"), verbs=(Verb("停下", task.stop),)
        )
        place.show(waiting, over=True)
        place.panel.take_focus()

        def told(then: Callable[[Any], object], what: object = None) -> None:
            if place.panel.page is waiting:
                then(what)

        task.finished.connect(partial(told, partial(self._propose, file)))
        task.failed.connect(partial(told, self._unread))
        task.stopped.connect(partial(told, lambda _: place.again()))

    def _propose(self, file: Path, rows: Sequence[NoticeRow]) -> None:
        """Every row with what it would do."""
        place = self._place
        plan = place.desk.holidays.propose(place.act(), rows)
        count = len(plan.entries)
        primary = Verb(f"导入 {count} 天", partial(self._bring_in, rows), off="" if count else "没有要导入的日子")
        page = PanelPage(title=f"导入：{file.name}", content=_shown(plan), note="还没写入，看过再导入", primary=primary)
        place.show(page, over=True)
        place.panel.take_focus()

    def ask_blank(self, year: int) -> None:
        """Where to."""
        if out := ask_where(self._place.panel, "存填写表", f"{year}年放假安排填写表.xlsx"):
            self.save_blank(out, year)

    def save_blank(self, out: Path, year: int) -> None:
        """The blank table."""
        place, act = self._place, self._place.act()
        wanted = Wanted(station_id=act.station_id, today=act.today, year=year)
        job = partial(export_job, place.desk.exports.template(act, "holidays", wanted), out)
        make(place.shell, job, f"已存填写表：{out.name}", self._failed)

    def _unread(self, error: object) -> None:
        self._place.again()
        if isinstance(error, Refused):
            self._place.panel.show_findings(error.findings)
        else:
            self._tell(error, "这张表没有看成，请换一张再试。")

    def _failed(self, error: object) -> None:
        self._tell(error, "这次没有存成，请再存一次。")

    def _tell(self, error: object, ours: str) -> None:
        sentence = error.sentence if isinstance(error, (Refused, Unavailable)) else ours
        self._place.panel.show_findings([Finding("holidays.unsaved", Severity.MUST, sentence)])

    def _bring_in(self, rows: Sequence[NoticeRow]) -> None:
        place = self._place
        holidays = place.desk.holidays
        year = next(row.day.year for row in rows if row.day is not None)
        self._look_at(year)
        place.do(
            lambda: holidays.import_year(place.act(), rows, anyway=place.anyway), f"已导入：{year} 年放假安排"
        )  # fmt: skip


def _shown(plan: NoticePlan) -> QWidget:
    """What is to be mended first, then what is written; what stays as it is, only counted."""
    page = Sections()
    page.add("", Prose(plan.sentence))
    refused = [day for day in plan.days if day.outcome is Outcome.REFUSED]
    written = [day for day in plan.days if day.outcome in (Outcome.NEW, Outcome.CHANGED)]
    if refused:
        page.add("要改的行", Lines([_refused(day) for day in refused]))
    if written:
        page.add("要写入的日子", Lines([_written(day) for day in written]))
    return page


def _refused(day: NoticeDay) -> Line:
    what = long_date(day.entry.day) if day.entry is not None else ""
    return Line(fact=f"第 {day.number} 行　{what}".strip(), meta=day.reason, right=day.outcome.label)


def _written(day: NoticeDay) -> Line:
    entry = day.entry
    assert entry is not None
    meta = " · ".join(filter(None, (entry.name, entry.document_number)))
    return Line(fact=f"{long_date(entry.day)}　{'休' if entry.off else '班'}", meta=meta, right=day.outcome.label)
