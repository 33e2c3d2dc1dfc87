"""What a scanned text leads to: each handler says whether it knew it; what none knows is looked for everywhere."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from venue_desk.domain.errors import Refused
from venue_desk.domain.receipts import Verdict, looks_like_receipt

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

SERIAL = re.compile(r"\d{6}-[A-Z]-\d{8}-\d{4,}")


def issued_paper(desk: "Desk", shell: "Shell", scanned: str) -> bool:
    """The number of a paper: the household it was given to, or, where it was given to many or none, the paper itself."""
    found = SERIAL.search(scanned.upper())
    if found is None:
        return False
    act = desk.act()
    try:
        paper = desk.printouts.numbered(act, found[0])
    except Refused:
        return False
    households = desk.printouts.receivers(act, paper.id)
    if len(households) == 1:
        shell.go("households", household_id=households[0])
    else:
        shell.go("printouts", again=paper.id)
    shell.toast(f"扫到{paper.title}，编号 {paper.serial}")
    return True


def case_receipt(desk: "Desk", shell: "Shell", scanned: str) -> bool:
    """The code on a receipt: its case; of one that proves nothing it is said why, in the same place."""
    if not looks_like_receipt(scanned):
        return False
    read = desk.receipts.read(desk.act(), scanned)
    if read.verdict is Verdict.GENUINE and read.case is not None:
        shell.go("cases", case_id=read.case.id)
        shell.toast(f"回执是真的：{read.case.applicant} {read.case.item_name}")
    else:
        shell.go("cases", scanned=read)
    return True


SCANS: "tuple[Callable[[Desk, Shell, str], bool], ...]" = (case_receipt, issued_paper)
"""A register whose papers carry a code adds its handler."""


def take_scan(desk: "Desk", shell: "Shell", scanned: str) -> None:
    """The first handler that knows it, else the search."""
    text = scanned.strip()
    if not any(knows(desk, shell, text) for knows in SCANS):
        shell.look_for(text)
