"""What is chosen before a kind of paper is printed: whose or of when at the left, how among the options at the right."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.card import Card
from ui.kit.empty_state import Emptiness
from venue_desk.domain.printouts import Order

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.gathering import Gathered


class Chooser(Card):
    """Stands beside the paper, or lies flat among the options where there is no room for three columns."""

    changed = Signal()

    def lie_flat(self, *, flat: bool) -> None:
        """As a part of another card, or as a card of its own."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """Where the cursor begins."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in reading order."""
        raise NotImplementedError


class Asking(QObject):
    """One for some kinds of paper; the screen knows no more of a paper than this."""

    changed = Signal()

    who: Chooser
    how: Sequence[QWidget] = ()
    """What of the paper can be chosen, in the order of reading."""
    acts: Sequence[QWidget] = ()
    """What stands beside the title."""

    RECOUNTS: ClassVar[bool] = False
    """Whether a run changes what there is to choose from."""

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.shell = desk, shell

    def order(self, kind: str) -> Order | None:
        """What is ordered now; None where there is nothing to choose from."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """Another kind was picked by hand: what another screen asked for is done with."""

    def arrive(self, about: Mapping[str, Any]) -> None:
        """What another screen asks for; refreshed before."""

    def refresh(self) -> None:
        """The choices as they are now; what was chosen stays."""

    def show_kind(self, kind: str) -> None:
        """Only what can be chosen for this kind."""

    def sentence(self) -> str:
        """How far things have come, beside the title."""
        return ""

    def start(self) -> int:
        """The first free place of a sheet used before, from 1."""
        return 1

    def take_digit(self, text: str) -> bool:
        """A digit no field wanted; whether it meant something."""
        del text
        return False

    def nothing(self, kind: str) -> Emptiness:
        """Why there is no paper to look at, and where it comes from."""
        raise NotImplementedError

    def look_closely(self, gather: "Callable[[Order], Gathered]", *, narrow: bool) -> None:
        """Show a part of the paper enlarged, if this kind has such a part."""

    def says_fine(self, *, narrow: bool) -> bool:
        """Whether that all fits is told elsewhere already."""
        del narrow
        return False

    def tour_states(self) -> Mapping[str, Callable[[], object]]:
        """Named states worth a picture beside the first one."""
        return {}
