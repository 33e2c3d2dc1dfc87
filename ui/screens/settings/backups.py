"""备份: when the last one was taken, one more now, and going back to an earlier one."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.kit.confirm_sheet import ConfirmSheet
from ui.kit.icons import IconLabel
from ui.kit.job_card import JobCard
from ui.kit.labels import Prose, Text
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.spacing import column, row
from ui.kit.verb import Verb
from ui.screens.settings.place import Place
from venue_desk.domain.backups import Backup
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.services.upkeep import Upkeep

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QHBoxLayout

    from ui.tasks import Task

MEGABYTE = 1_000_000
CARRY = "每个月请把整个数据文件夹拷到 U 盘一次，U 盘锁进柜子。电脑坏了，靠的就是它。"


class BackupPages:
    """The list of backups, and the question before one is put back. A running backup outlives the page."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._upkeep = Upkeep(place.desk.signed_in)
        self._task: Task | None = None
        self._shown: QWidget | None = None

    def show(self) -> None:
        """What there is."""
        taken, today = self._upkeep.backups(), self._place.act().today
        page = QWidget()
        body = column(page, gap=12)
        body.addLayout(_state(taken, today))
        job = JobCard()
        job.failed.connect(self._failed)
        body.addWidget(job)
        body.addWidget(Text("以前的备份", "card-title"))
        body.addWidget(
            Lines([self._line(backup, today) for backup in taken], "还没有备份过。点「现在备份」，几秒钟就好。")
        )
        body.addWidget(Prose(CARRY, "hint"))
        body.addStretch(1)
        busy = self._task is not None and self._task.running()
        primary = Verb("现在备份", self.back_up, icon="backup", off="正在备份，请等一下" if busy else "")
        folder = Verb("打开文件夹", partial(open_folder, self._place.desk.signed_in.folder.backups), icon="folder")
        self._place.show(PanelPage(title="备份", content=page, verbs=(folder,), primary=primary))
        self._shown = page
        if busy and self._task is not None:
            job.follow(self._task, "正在备份")

    def back_up(self) -> None:
        """Beside the window, which stays usable."""
        self._task = self._place.shell.run(self._upkeep.backup_job(self._place.act().at))
        self._task.finished.connect(self._finished)
        self.show()

    def ask_restore(self, backup: Backup) -> None:
        """What will be and what cannot be taken back, before the verb."""
        when = _when(backup, self._place.act().today)
        sheet = ConfirmSheet(
            (f"本站数据回到{when}的样子。", "现在的数据先另存一份，放在备份文件夹里。", "恢复以后要重新登录。"),
            f"{when}以后登记的就没有了，要照纸上的补上。",
            "恢复备份",
            partial(self._restore, backup, when),
            self._place.leave,
        )
        self._place.show(PanelPage(title="恢复备份", content=sheet), over=True)
        sheet.take_focus()

    def _restore(self, backup: Backup, when: str) -> None:
        """The file is closed meanwhile: whatever comes of it, one signs in again, unless nothing was touched."""
        try:
            self._upkeep.restore(backup.name, self._place.act().at)
        except Refused as refused:
            self._place.panel.show_findings(refused.findings)
        except Unavailable as trouble:
            self._place.shell.sign_in_again(trouble.sentence)
        else:
            self._place.shell.sign_in_again(f"已恢复到{when}的样子。请登录，接着用。")

    def _finished(self, _name: object) -> None:
        self._task = None
        if self._on_show():
            self.show()
        self._place.shell.toast("已备份本站数据", see=partial(open_folder, self._place.desk.signed_in.folder.backups))

    def _failed(self, error: object) -> None:
        self._task = None
        self.show()
        sentence = (
            error.sentence
            if isinstance(error, (Refused, Unavailable))
            else "这次没有备份成，本站数据照旧。请再点一次「现在备份」。"
        )
        self._place.panel.show_findings([Finding("backup.failed", Severity.MUST, sentence)])

    def _on_show(self) -> bool:
        page = self._place.panel.page
        return page is not None and page.content is self._shown

    def _line(self, backup: Backup, today: "date") -> Line:
        restore = Verb("恢复", partial(self.ask_restore, backup), off="" if backup.opens else "这份打不开，请选另一份")
        return Line(
            fact=_when(backup, today),
            meta=f"{backup.size / MEGABYTE:.1f} MB",
            right="可用" if backup.opens else "打不开",
            quiet=not backup.opens,
            verbs=(restore,),
        )


def _state(taken: list[Backup], today: "date") -> "QHBoxLayout":
    """上次备份 今天 03:00，可用, with its sign."""
    line = row(gap=8)
    if not taken:
        sign, tone, said = "warning", "amber", "还没有备份过"
    elif taken[0].opens:
        sign, tone, said = "done", "jade", f"上次备份 {_when(taken[0], today)}，可用"
    else:
        sign, tone, said = "must", "red", f"上次备份 {_when(taken[0], today)}，打不开，请再备份一次"
    line.addWidget(IconLabel(sign, tone, 20), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(Text(said, "fact"))
    line.addStretch(1)
    return line


def _when(backup: Backup, today: "date") -> str:
    return f"{short_date(day_of(backup.taken_at), today)} {at_station(backup.taken_at):%H:%M}"


def open_folder(path: Path) -> None:
    """In the system's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
