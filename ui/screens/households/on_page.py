"""What the page of a household is put together from: sections, each made from the household, the day and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from venue_desk.domain.family import Twice
from venue_desk.domain.households import Household, HouseholdPage
from venue_desk.domain.told_changes import ToldChange

if TYPE_CHECKING:
    from ui.screen import Shell
    from ui.screens.households.acts import HouseholdActs
    from venue_desk.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """What a section is made from; `told` and `twice` are what the audit and the other households tell of this one."""

    desk: "Desk"
    shell: "Shell"
    acts: "HouseholdActs"
    page: HouseholdPage
    today: date
    year: int
    told: Sequence[ToldChange] = ()
    twice: Sequence[Twice] = ()

    @property
    def household(self) -> Household:
        """Whose page it is."""
        return self.page.household

    @property
    def open(self) -> bool:
        """Whether anything is still done for it; a closed household can only be looked at."""
        return self.household.closed_on is None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under its title; `beside` stands at the right end of the title."""

    title: str
    content: QWidget
    beside: QWidget | None = None


SectionMaker = Callable[[OnPage], Section | None]
"""None where there is nothing to show."""
