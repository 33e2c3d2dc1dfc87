"""What takes long: looking at a table, bringing it in, taking it back; each beside the window and followed on a card."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.kit.job_card import JobCard
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.imported import Import
from venue_desk.domain.importing import Choice, DryRun, ImportKind, Plan

if TYPE_CHECKING:
    from ui.screen import Shell
    from ui.worker import Job
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

Against = Callable[[Sequence[Finding]], object]
FEEL_FREE = "可以先去做别的事。"
OURS = "没有做完，本站数据没有动。请换一张表再试，或把日志发给维护的人。"
HOLD_ON = "可以先看别的，写完再存新的。"


class ImportWork:
    """One card follows one thing at a time."""

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        self._desk, self._shell = desk, shell

    def look(
        self,
        file: Path,
        kind: ImportKind,
        choice: Choice,
        card: JobCard,
        then: Callable[[DryRun], object],
        against: Against,
    ) -> None:
        """The dry run: a small table at once, a large one in a process of its own."""
        act, imports = self._desk.act(), self._desk.imports
        if imports.at_once(file):
            try:
                run = imports.dry_run(act, file, kind, choice)
            except Exception as trouble:  # noqa: BLE001 - told in place, and ours raised again
                tell(trouble, against)
            else:
                then(run)
            return
        self._follow(imports.dry_run_job(act, file, kind, choice), card, "正在看这张表", FEEL_FREE, then, against)

    def bring_in(self, plan: Plan, card: JobCard, then: Callable[[Import], object], against: Against) -> None:
        """Back up and write."""
        job = self._desk.imports.apply_job(self._desk.act(), plan)
        self._follow(job, card, "正在导入", HOLD_ON, partial(self._told, then), against)

    def take_back(self, record: Import, card: JobCard, then: Callable[[Import], object], against: Against) -> None:
        """撤销整次导入."""
        job = self._desk.imports.undo_job(self._desk.act(), record.id)
        self._follow(job, card, "正在撤销", HOLD_ON, partial(self._told, then), against)

    def _told(self, then: Callable[[Import], object], saved: "Saved[Import]") -> None:
        then(saved.record)
        self._desk.imports.applied(saved)

    def _follow(
        self, job: "Job", card: JobCard, what: str, note: str, then: Callable[[Any], object], against: Against
    ) -> None:
        task = self._shell.run(job)
        card.follow(task, what, note)  # first: the card is free again when the end is told
        task.finished.connect(then)
        task.failed.connect(lambda error: tell(error, against))


def tell(trouble: Exception, against: Against) -> None:
    """Say in place what stood against it; a fault of ours goes on to where faults are logged."""
    if isinstance(trouble, Refused):
        against(trouble.findings)
        return
    if isinstance(trouble, Unavailable):
        against([must("world", "", trouble.sentence)])
        return
    against([must("ours", "", OURS)])
    raise trouble
