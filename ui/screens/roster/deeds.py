"""What every part of the screen does alike: an act of a service is told with 撤销, or its refusal stands where it was asked."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from ui.entry import Entries
from ui.screens.roster.edits import Edit, Edits, Verb
from ui.screens.roster.side import Side
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


class Month(Protocol):
    """The screen, as far as its deeds know it."""

    def refresh(self) -> None:
        """Read the month again."""

    def show_trouble(self, findings: Sequence[Finding]) -> None:
        """What was refused on the month stands under it, until something is done that is not."""

    def month(self) -> date:
        """The drawn one."""
        ...

    def go_to(self, month: date) -> None:
        """Draw another."""


class Deeds:
    """Of one screen."""

    def __init__(self, desk: "Desk", shell: "Shell", side: Side, screen: Month) -> None:
        self.desk, self.shell, self.side, self._screen = desk, shell, side, screen
        self._edits = Edits(desk)
        self._only_month = False
        self.entries = Entries(desk, shell, side, screen.refresh, self._take_back)

    def in_month(self, told: str, verb: Verb) -> bool:
        """Done on the drawn month itself; answers whether it was."""
        return self.attempt(lambda: self._told(told, self._edits.do(told, self._watched(verb), self._screen.month())))

    def in_panel(self, told: str, verb: Verb) -> bool:
        """Done from a page of the side."""
        return self.side.panel.attempt(lambda: self._told(told, self._edits.do(told, verb)))

    def saving(self, told: str, verb: Callable[..., Saved[Any]], *given: Any) -> Saved[Any]:
        """Done by a form, which tells of it itself."""
        return self._edits.do(told, lambda act: verb(act, *given))

    def undo(self) -> None:
        """Ctrl+Z."""
        self._again("已撤销", self._edits.undo)

    def redo(self) -> None:
        """Ctrl+Y."""
        self._again("又做了一遍", self._edits.redo)

    def touched_only_month(self) -> bool:
        """Whether since one asked last nothing was done here but in the drawn month."""
        only, self._only_month = self._only_month, False
        return only

    def _watched(self, verb: Verb) -> Verb:
        def watched(act: Any) -> Saved[Any]:
            saved = verb(act)
            self._only_month = True
            return saved

        return watched

    def _again(self, what: str, step: Callable[[], Edit | None]) -> None:
        found: list[Edit | None] = []
        if not self.attempt(lambda: found.append(step())) or (edit := found[0]) is None:
            return
        self._only_month = edit.month == self._screen.month()
        if edit.month is not None and not self._only_month:
            self._screen.go_to(edit.month)
        self.shell.toast(f"{what}：{edit.told}")

    def _told(self, told: str, saved: Saved[Any]) -> None:
        if saved.audit_ids:
            self.shell.toast(told, undo=partial(self._take_back, saved))

    def _take_back(self, saved: Saved[Any]) -> None:
        """撤销 in a toast: as Ctrl+Z if it is the last edit, else that one alone."""
        if self._edits.is_last(saved):
            self.undo()
        else:
            self.attempt(lambda: self._edits.take_back(saved))

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; what forbids or hinders it is told under the month."""
        try:
            act()
        except (Refused, Unavailable) as trouble:
            self.tell(trouble)
            return False
        self._screen.show_trouble(())
        return True

    def tell(self, trouble: Exception) -> None:
        """What forbids or hinders what was asked for; a fault of ours is told by the window."""
        if isinstance(trouble, Refused):
            self._screen.show_trouble(trouble.findings)
        elif isinstance(trouble, Unavailable):
            self._screen.show_trouble([Finding("world", Severity.MUST, trouble.sentence)])
