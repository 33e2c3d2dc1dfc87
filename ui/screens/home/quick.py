"""随手办: the commonest acts of the registers, three abreast."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.spacing import grid

if TYPE_CHECKING:
    from ui.screen import Shell

# Verb, icon, where to, and what is told there.
QUICK: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("登记代办", "case", "cases", {"new": True}),
    ("登记农户", "house", "households", {"new": True}),
    ("记补贴", "leaf", "policies", {"new": True}),
    ("印连心卡", "cards", "printouts", {"paper": "contact-card"}),
    ("印知情卡", "paper", "printouts", {"paper": "policy-sheet"}),
    ("补印丢了的", "history", "printouts", {"paper": "issued"}),
)
ABREAST = 3


class QuickCard(Card):
    """One click each."""

    def __init__(self, shell: "Shell", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("随手办")
        self.verbs = {
            verb: Button(verb, partial(shell.go, key, **about), icon=icon) for verb, icon, key, about in QUICK
        }
        places = grid(gap=8)
        for number, button in enumerate(self.verbs.values()):
            places.addWidget(button, number // ABREAST, number % ABREAST)
        self.body.addLayout(places)
