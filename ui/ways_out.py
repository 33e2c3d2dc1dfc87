"""The two ways out, into a file or onto paper: begun, followed beside the window, its end told in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import paper_jobs, printers
from ui.kit.job_card import JobCard
from ui.made_files import open_file
from venue_desk.changes import Topic
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, must
from venue_desk.services.printouts import record_job

if TYPE_CHECKING:
    from ui.screen import Shell
    from ui.worker import Job
    from venue_desk.desk import Desk
    from venue_desk.services.gathering import Gathered
    from venue_desk.services.printouts import Run
    from venue_desk.services.saved import Saved

NOT_PRINTED, NOT_SAVED = "print.not_taken", "print.not_saved"


@dataclass(frozen=True, slots=True)
class Sent:
    """What is told once the printer has taken it, and what 撤销 takes back."""

    words: str
    undo: Callable[[], object]


class WaysOut:
    """One run at a time; what stands against it goes to `tell`."""

    def __init__(
        self, desk: "Desk", shell: "Shell", card: JobCard, tell: Callable[[tuple[Finding, ...]], object]
    ) -> None:
        self._desk, self._shell, self._card, self._tell = desk, shell, card, tell

    def save(self, gathered: "Gathered", out: Path, *, missing_as_geta: bool) -> None:
        """存为 PDF, and into the register."""
        run = self._begin(gathered, out, missing_as_geta=missing_as_geta)
        if run is not None:
            job = partial(paper_jobs.saved, run.job, self._recording(run))
            self._follow(job, "正在存为 PDF", NOT_SAVED, partial(self._saved, run))

    def send(
        self, gathered: "Gathered", printer: str, title: str, *, missing_as_geta: bool, sent: "Sent | None" = None
    ) -> None:
        """打印, and into the register once the printer has taken it; `sent` is told then, if not what was printed."""
        if not printer:
            self._refuse(NOT_SAVED, Unavailable(printers.NO_PRINTER))
            return
        out = self._desk.signed_in.folder.papers / f"{gathered.paper.value}.pdf"
        run = self._begin(gathered, out, missing_as_geta=missing_as_geta)
        if run is not None:
            send = printers.sending(out, printer, title)
            job = partial(paper_jobs.printed, run.job, send, out, self._recording(run))
            self._follow(job, "正在打印", NOT_PRINTED, partial(self._sent, run, send, sent))

    def _again(self, run: "Run", send: "Job") -> None:
        """The paper jammed: the very same once more; it stands in the register already."""
        if self._card.busy():
            return
        told = f"已重新送打印 {self._desk.printouts.pages(run.gathered)} 页"
        job = partial(paper_jobs.printed, run.job, send, run.out)
        self._follow(job, "正在重印", NOT_PRINTED, lambda _: self._shell.toast(told))

    def _begin(self, gathered: "Gathered", out: Path, *, missing_as_geta: bool) -> "Run | None":
        if self._card.busy():
            return None
        self._tell(())
        try:
            return self._desk.printouts.start(self._desk.act(), gathered, out, missing_as_geta=missing_as_geta)
        except (Refused, Unavailable) as told:
            self._refuse(NOT_SAVED, told)
            return None

    def _recording(self, run: "Run") -> "Job":
        signed_in = self._desk.signed_in
        return partial(record_job, signed_in.folder.station, signed_in.key, self._desk.act(), run)

    def _follow(self, job: "Job", what: str, code: str, then: Callable[[Any], object]) -> None:
        task = self._shell.run(job)
        self._card.follow(task, what)  # first: the card is free again when the end is told
        task.finished.connect(then)
        task.failed.connect(partial(self._refuse, code))

    def _saved(self, run: "Run", _nothing: None) -> None:
        self._desk.announcer.announce(frozenset({Topic.PRINTOUTS}))
        self._shell.toast(f"已存：{run.out.name}", see=partial(open_file, run.out))

    def _sent(self, run: "Run", send: "Job", sent: "Sent | None", saved: "Saved[Any]") -> None:
        self._desk.announcer.announce(frozenset({Topic.PRINTOUTS}))
        told = sent or Sent(
            f"已送打印 {self._desk.printouts.pages(run.gathered)} 页",
            lambda: self._desk.undo(self._desk.act(), saved),
        )
        self._shell.toast(told.words, undo=told.undo, see=partial(self._again, run, send), verb="没印好，重印")

    def _refuse(self, code: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self._tell(tuple(error.findings))
        elif isinstance(error, Unavailable):
            self._tell((must(code, "", error.sentence),))
        else:
            raise error
