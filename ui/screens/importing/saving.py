"""Tables that go out from here: the blank one to be filled in, and the rows to be mended."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.made_files import ask_where, make, open_file
from ui.screens.importing.work import Against, tell
from venue_desk.domain.errors import Unavailable
from venue_desk.domain.importing import ImportKind, Plan
from venue_desk.services.export import export_job
from venue_desk.services.listings import Wanted

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


class Saving:
    """What stands against it goes to the `against` of the part where it was asked for."""

    def __init__(self, desk: "Desk", shell: "Shell", parent: QWidget) -> None:
        self._desk, self._shell, self._parent = desk, shell, parent

    def ask_blank(self, kind: ImportKind, folder: str, against: Against) -> None:
        """Where to."""
        if out := ask_where(self._parent, "存空白填写表", str(Path(folder) / f"{kind.label}填写表.xlsx")):
            self.save_blank(kind, out, against)

    def save_blank(self, kind: ImportKind, out: Path, against: Against) -> None:
        """The blank sheet for group heads."""
        act = self._desk.act()
        wanted = Wanted(station_id=act.station_id, today=act.today, year=act.today.year)
        job = partial(export_job, self._desk.exports.template(act, kind.value, wanted), out)
        make(self._shell, job, f"已存空白表：{out.name}", lambda error: tell(error, against))

    def ask_errors(self, plan: Plan, folder: str, against: Against) -> None:
        """Where to."""
        if out := ask_where(
            self._parent, "存下要改的行", str(Path(folder) / f"{Path(plan.file).stem}（要改的行）.xlsx")
        ):
            self.save_errors(plan, out, against)

    def save_errors(self, plan: Plan, out: Path, against: Against) -> None:
        """The rows to be mended, with the reason beside each."""
        try:
            count = self._desk.imports.error_workbook(plan, out)
        except Unavailable as trouble:
            tell(trouble, against)
        else:
            self._shell.toast(f"已存要改的 {count} 行：{out.name}", see=partial(open_file, out))
