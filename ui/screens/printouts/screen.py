"""The print screen: what and whose at the left, the paper as it will be in the middle, how and where to at the right."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.buttons import Button
from ui.kit.finding_line import Mend
from ui.kit.labels import ElidedText, Text
from ui.kit.print_preview import PrintPreview
from ui.kit.spacing import PAGE, column, row
from ui.made_files import ask_where
from ui.printers import Printers
from ui.screen import Screen
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.close_up import FINE
from ui.screens.printouts.columns import Columns
from ui.screens.printouts.issued import IssuedList
from ui.screens.printouts.kind_list import KindList
from ui.screens.printouts.kinds import ISSUED, KINDS, OF_PAPER, Kind
from ui.screens.printouts.missing import MISSING, MissingCharacters
from ui.screens.printouts.options import PrintOptions
from ui.ways_out import NOT_PRINTED, WaysOut
from venue_desk.changes import Topic
from venue_desk.domain.findings import Finding, blocking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.printouts import Order
    from venue_desk.services.gathering import Gathered


class PrintoutsScreen(Screen):
    """One order at a time; what is asked for it is the kind's own (`kinds`)."""

    TOPICS: ClassVar = frozenset(Topic) - {Topic.DRAFTS, Topic.IMPORTS}

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._gathered: Gathered | None = None
        self._findings: list[Finding] = []
        self._again: tuple[UUID, tuple[UUID, ...]] | None = None
        self._kind, self._askings = KINDS[0], dict[object, Asking]()
        self._title, self._sentence = Text("", "title"), ElidedText("", "meta")
        self._back = Button("返回", shell.back, kind="quiet-icon", icon="arrow-left", keys="Esc")
        self._acts = row(gap=8)
        self.kinds = KindList()
        self._to_issued = Button("印发登记", partial(self.arrive, paper=ISSUED), icon="history")
        self.preview, self.options = PrintPreview(self._mends), PrintOptions()
        self.missing = MissingCharacters(desk.printouts, self.preview, self._look, self.settle)
        self.issued = IssuedList(desk, self._print_again)
        self._ways_out = WaysOut(desk, shell, self.options.job, self._told)
        self._printers = Printers(self)
        self._columns, self._body = Columns(self.preview, self.options), QStackedWidget()
        self._picture = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    # --- Screen

    def refresh(self) -> None:
        """What there is to choose from again; what was chosen stays."""
        if not self._title.text():
            self._show_kind(self._kind)
        self.asking().refresh()
        self._sentence.setText(self.asking().sentence())
        self._order_focus()
        self._look()

    def topics_changed(self, topics: frozenset[Topic]) -> None:
        """After a run only what a run changes: one does not wait for the whole village to be read again."""
        if not (self.isVisible() and topics == {Topic.PRINTOUTS}):
            super().topics_changed(topics)
        elif self._shows_issued():
            self.issued.refresh()
        elif self.asking().RECOUNTS:
            self.refresh()
        elif self._gathered is not None:
            self._gathered = self._desk.printouts.renumbered(self._gathered)
            self._picture.start()

    def arrive(self, **about: object) -> None:
        """`paper` and what its kind understands besides; or `again`, the printout to print once more."""
        self._again = None
        self.missing.begin_anew()
        self._printers.look()
        if "again" in about:
            self._print_again(cast("UUID", about["again"]), cast("tuple[UUID, ...]", about.get("household_ids", ())))
            return
        paper = str(about.get("paper", KINDS[0].key))
        if paper == ISSUED:
            self._show_issued()
        else:
            self._show_kind(OF_PAPER[paper], about)
            self._look()
        self._stale = False

    def settle(self) -> None:
        """On the way out: coming here with all filled in, Enter prints."""
        if self._shows_issued():
            self.issued.take_focus()
        elif self.options.send.isEnabled():
            self.options.send.setFocus()
        else:
            self.asking().who.first_focus().setFocus()

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        return (self.issued,) if self._shows_issued() else (self._columns.who, self.preview, self.options)

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """Every kind of paper."""
        states = {state: reach for kind in KINDS for state, reach in self._asking_of(kind).tour_states().items()}
        kinds = {kind.key: partial(self.arrive, paper=kind.key) for kind in KINDS[1:]}
        return {**states, **kinds, ISSUED: partial(self.arrive, paper=ISSUED)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that no field wanted is the place to begin at."""
        if self._shows_issued() or not self.asking().take_digit(event.text()):
            super().keyPressEvent(event)

    # --- what is ordered

    def asking(self) -> Asking:
        """What is asked for the kind in sight."""
        return self._asking_of(self._kind)

    def _asking_of(self, kind: Kind) -> Asking:
        asking = self._askings.get(kind.asks)
        if asking is None:
            asking = self._askings[kind.asks] = kind.asks(self._desk, self._shell, self)
            self._columns.take(asking)
            for act in asking.acts:
                self._acts.addWidget(act)
                act.hide()
            asking.changed.connect(self._look)
        return asking

    def _gather(self, order: "Order") -> "Gathered":
        return self.missing.spelled(self._desk.printouts.gather(self._desk.act(), order))

    def _look(self) -> None:
        """Gather the order and judge it; its picture comes in the next turn of the event loop."""
        if self._shows_issued() or self.options.job.busy():
            return
        asking, printouts = self.asking(), self._desk.printouts
        if self._again is not None:
            again = printouts.again(self._desk.act(), *self._again, start=asking.start())
            gathered = self.missing.spelled(again)
        else:
            order = asking.order(self._kind.key)
            if order is None:
                self._look_at_nothing()
                return
            gathered = self._gather(order)
        self._gathered, self._findings = gathered, printouts.findings(gathered)
        self.preview.show_findings(*self._below_the_paper())
        self._look_ready()
        self._picture.start()

    def _look_at_nothing(self) -> None:
        self._gathered, self._findings = None, []
        self.preview.show_findings(())
        self.preview.show_nothing(self.asking().nothing(self._kind.key))
        self._look_ready()

    def _show_picture(self) -> None:
        if self._gathered is None or self._shows_issued():
            return
        pages = self._desk.printouts.pages(self._gathered)
        if pages:
            self.preview.show_run(partial(self._desk.printouts.preview, self._gathered), pages)
        else:
            self.preview.show_nothing(self.asking().nothing(self._kind.key))
        self.asking().look_closely(self._gather, narrow=self._columns.narrow())

    def _below_the_paper(self) -> "tuple[list[Finding], str]":
        """What is to be mended; that nothing is ordered the empty sheet says itself, that all fits the enlarged card."""
        findings = [finding for finding in self._findings if finding.code != "print.nothing"]
        told = self.asking().says_fine(narrow=self._columns.narrow())
        return findings, "" if told or self._findings else FINE

    def _look_ready(self) -> None:
        pages = self._desk.printouts.pages(self._gathered) if self._gathered else 0
        stopped = [finding for finding in blocking(self._findings) if self.missing.stops(finding)]
        count = self._kind.amount(self._gathered, pages) if self._gathered else ""
        self.options.show_pages(count, 0 if stopped else pages)

    # --- the two ways out

    def _save(self) -> None:
        name = f"{self._kind.title}{self._desk.act().today:%Y%m%d}.pdf"
        if out := ask_where(self, "存为 PDF", name, "PDF (*.pdf)"):
            self.save_as(out)

    def save_as(self, out: Path) -> None:
        """Write the run to a file, beside the window."""
        if self._gathered is not None:
            self._ways_out.save(self._gathered, out, missing_as_geta=self.missing.as_geta)
            self._begun()

    def _print(self) -> None:
        if self._gathered is not None:
            printer, title = self.options.printer(), self._kind.title
            self._ways_out.send(self._gathered, printer, title, missing_as_geta=self.missing.as_geta)
            self._begun()

    def _begun(self) -> None:
        """The buttons rest: the cursor waits on the paper, or Qt would send it through half the window."""
        if self.options.job.busy() and (self.options.send.hasFocus() or self.options.save.hasFocus()):
            self.preview.take_focus()
        self._look_ready()

    def _ended(self) -> None:
        self._look_ready()
        if self.preview.holds_focus():
            self.settle()

    def _told(self, findings: "tuple[Finding, ...]") -> None:
        """What stood against a run, in place until it is mended."""
        self.preview.show_findings(*((findings, "") if findings else self._below_the_paper()))
        self._look_ready()

    # --- choosing

    def _mends(self, finding: Finding) -> "Sequence[Mend]":
        if finding.code == MISSING and self._gathered is not None:
            return self.missing.mends(self._gathered)
        return (Mend("重印", self._print),) if finding.code == NOT_PRINTED else ()

    def _print_again(self, printout_id: "UUID", household_ids: "tuple[UUID, ...]" = ()) -> None:
        self._again = (printout_id, household_ids)
        gathered = self._desk.printouts.again(self._desk.act(), printout_id, household_ids)
        self._show_kind(OF_PAPER[gathered.paper.value])
        self._title.setText(f"补印：{gathered.pieces[0].title}")
        self._columns.who.hide()
        self._look()
        self.settle()

    def _show_kind(self, kind: Kind, about: "Mapping[str, object] | None" = None) -> None:
        """This kind and what is asked for it, filled in as another screen says."""
        self._kind = kind
        asking = self.asking()
        asking.refresh()
        if about is None:
            asking.begin_anew()
        else:
            asking.arrive(about)
        self._columns.show_asking(asking)
        asking.show_kind(kind.key)
        for each in self._askings.values():
            for act in each.acts:
                act.setVisible(each is asking)
        self.options.show_sheet(kind.lying)
        self.options.note.setText(kind.note)
        self._columns.who.show()
        self._show_head(kind.key, f"印{kind.title}", asking.sentence())
        self._order_focus()

    def _show_issued(self) -> None:
        self._show_head(ISSUED, "印发登记", "")
        self.issued.refresh()

    def _show_head(self, key: str, title: str, sentence: str) -> None:
        issued = key == ISSUED
        self.kinds.show_kind(key)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._to_issued.setVisible(not issued)
        for act in self.asking().acts:
            act.setVisible(not issued)
        self._body.setCurrentIndex(1 if issued else 0)

    def _shows_issued(self) -> bool:
        return self._body.currentIndex() == 1

    def _kind_picked(self, kind: Kind) -> None:
        self._again = None
        self.missing.begin_anew()
        self._show_kind(kind)
        self._look()

    def _order_focus(self) -> None:
        self._columns.order_focus((self._back, *self.asking().acts, self.kinds, self._to_issued))

    # --- layout

    def _lay_out(self) -> None:
        head = row(gap=12)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._sentence, 1)
        head.addLayout(self._acts)
        head.addWidget(self.kinds)
        head.addWidget(self._to_issued)
        self._body.addWidget(self._columns)
        self._body.addWidget(self.issued)
        page = column(self, gap=16, insets=PAGE)
        page.addLayout(head)
        page.addWidget(self._body, 1)
        self._columns.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._columns.measure()

    def _connect(self) -> None:
        self.kinds.picked.connect(self._kind_picked)
        self._printers.found.connect(self.options.show_printers)
        self._picture.timeout.connect(self._show_picture)
        self.options.save.clicked.connect(self._save)
        self.options.send.clicked.connect(self._print)
        for ended in (self.options.job.finished, self.options.job.failed, self.options.job.stopped):
            ended.connect(lambda *_: self._ended())
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.options.send.click)
