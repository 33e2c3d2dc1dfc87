"""The papers of a case: the receipt as soon as it is registered, later what its state calls for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.finding_line import FindingLine, Mend
from ui.kit.job_card import JobCard
from ui.kit.spacing import column
from ui.ways_out import Sent, WaysOut
from venue_desk.domain.case_papers import CasePaperOrder, fitting_papers
from venue_desk.domain.findings import Finding, blocking
from venue_desk.domain.printouts import PaperKey

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.cases import Case

RECEIPT_PRINTER = "receipt_printer"
"""Under this name the PC remembers which printer prints a receipt without a look at it first."""


class ReceiptLine(QWidget):
    """Above the table, in sight only while a receipt that was sent straight to the printer did not come out."""

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._case: Case | None = None
        self._undo: Callable[[], object] = lambda: None
        self._card = JobCard(self)
        self._told = column(gap=8)
        box = column(self, gap=8)
        box.addLayout(self._told)
        box.addWidget(self._card)
        self._ways = WaysOut(desk, shell, self._card, self._tell)
        self.hide()

    def print_receipt(self, case: "Case", undo: Callable[[], object]) -> None:
        """Straight to the printer that was chosen for it; without one, or where something is to be seen to, by the print page."""
        printer = self._shell.recall(RECEIPT_PRINTER)
        if not printer or self._card.busy():
            self._by_the_page(case)
            return
        gathered = self._desk.printouts.gather(self._desk.act(), _receipt_of(case))
        if blocking(self._desk.printouts.findings(gathered)):
            self._by_the_page(case)
            return
        self._case, self._undo = case, undo
        sent = Sent(f"已登记，回执送打印了：{case.applicant} {case.item_name}", undo)
        self._ways.send(gathered, printer, "受理回执", missing_as_geta=False, sent=sent)

    # within

    def _by_the_page(self, case: "Case") -> None:
        self._tell(())
        self._shell.go("printouts", paper=PaperKey.CASE_RECEIPT.value, case_ids=(case.id,))

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        """What kept it from coming out stays until it is printed again."""
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        whose = f"{self._case.applicant}的回执没印出来。" if self._case is not None else ""
        for finding in findings:
            said = replace(finding, sentence=f"{whose}{finding.sentence}")
            self._told.addWidget(FindingLine(said, self._mends(), tinted=True))
        self.setVisible(bool(findings))

    def _mends(self) -> list[Mend]:
        case = self._case
        if case is None:
            return []
        again = partial(self.print_receipt, case, self._undo)
        return [Mend("重印", again), Mend("去打印页看看", partial(self._by_the_page, case))]


def _receipt_of(case: "Case") -> CasePaperOrder:
    return CasePaperOrder(paper=PaperKey.CASE_RECEIPT, case_ids=(case.id,))


def print_paper(shell: "Shell", case: "Case") -> None:
    """To where its papers are printed, the one its state calls for on top."""
    shell.go("printouts", paper=fitting_papers(case)[0].value, case_ids=(case.id,))
