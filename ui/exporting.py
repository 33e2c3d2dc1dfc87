"""导出Excel, and the blank sheet to be filled in: one small form in the panel of a register, the file written beside the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.kit.fields import Choice, Field, Kind
from ui.kit.form import Form
from ui.kit.panel import PanelPage
from ui.kit.verb import Verb
from ui.made_files import ask_where, make
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.services.export import TEMPLATES, export_job

if TYPE_CHECKING:
    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from ui.tasks import Job
    from venue_desk.desk import Desk
    from venue_desk.services.listings import Wanted

COVERED, ALL = "covered", "all"
NUMBERS = (Choice(COVERED, "遮住"), Choice(ALL, "全部显示"))


class Exporting:
    """Of one register. `wanted` says which rows stand on the screen, and in which order."""

    def __init__(
        self, desk: "Desk", shell: "Shell", view: "RegisterView", register: str, wanted: "Callable[[], Wanted]"
    ) -> None:
        self._desk, self._shell, self._view = desk, shell, view
        self._register, self._wanted = register, wanted
        self.form: Form | None = None

    def open(self) -> None:
        """Ask how numbers are to be shown: covered, unless one says what the whole ones are for."""
        self.form = form = Form(
            [
                Field(name="numbers", label="证件号、电话和账号", kind=Kind.CHOICE, choices=NUMBERS),
                Field(name="reason", label="原因", hint="全部显示才要写，会记入查看记录", placeholder="例如 报镇民政办核对"),
            ],
            lambda: self._desk.act().today,
        )  # fmt: skip
        form.save_requested.connect(self._ask)
        self._view.show_form(
            PanelPage(
                title="导出Excel",
                content=form,
                note="按现在的筛选和排序导出",
                verbs=(Verb("空白填写表", self._ask_blank),) if self._register in TEMPLATES else (),
                primary=Verb("导出", form.save, icon="export"),
            )
        )

    def save_as(self, out: Path) -> None:
        """Write the rows on screen; what forbids it is shown at its field."""
        if self.form is None:
            return
        values, jobs = self.form.values(), list["Job"]()
        reason = str(values["reason"] or "") if values["numbers"] == ALL else None
        act = self._desk.act()
        if self._view.panel.attempt(
            lambda: jobs.append(
                partial(export_job, self._desk.exports.sheet(act, self._register, self._wanted(), reason), out)
            )
        ):
            self._run(jobs[0], f"已导出：{out.name}")

    def save_blank(self, out: Path) -> None:
        """Write the sheet for group heads."""
        sheet = self._desk.exports.template(self._desk.act(), self._register, self._wanted())
        self._run(partial(export_job, sheet, out), f"已存空白表：{out.name}")

    def _ask(self) -> None:
        if out := ask_where(self._view, "导出Excel", self._desk_name("")):
            self.save_as(out)

    def _ask_blank(self) -> None:
        if out := ask_where(self._view, "空白填写表", self._desk_name("填写表")):
            self.save_blank(out)

    def _desk_name(self, kind: str) -> str:
        name = self._desk.exports.name(self._register, self._wanted())
        day = "" if kind else f"{self._desk.act().today:%Y%m%d}"
        return f"{name}{kind}{day}.xlsx"

    def _run(self, job: "Job", told: str) -> None:
        form = self.form
        make(self._shell, job, told, self._failed).finished.connect(lambda _: self._leave(form))

    def _leave(self, form: Form | None) -> None:
        """Back to the row, unless something else was opened meanwhile."""
        if form is not None and self._view.panel.form() is form:
            self._view.leave()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._view.panel.show_findings(error.findings)
        elif isinstance(error, Unavailable):
            self._view.panel.show_findings([Finding("world", Severity.MUST, error.sentence)])
