"""The papers of a case: the receipt as soon as it is registered, later what its state calls for."""

from typing import TYPE_CHECKING

from venue_desk.domain.case_papers import fitting_papers
from venue_desk.domain.printouts import PaperKey

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.domain.cases import Case


def print_receipt(shell: "Shell", case: "Case") -> None:
    """To where the receipt is printed."""
    shell.go("printouts", paper=PaperKey.CASE_RECEIPT.value, case_ids=(case.id,))


def print_paper(shell: "Shell", case: "Case") -> None:
    """To where its papers are printed, the one its state calls for on top."""
    shell.go("printouts", paper=fitting_papers(case)[0].value, case_ids=(case.id,))
