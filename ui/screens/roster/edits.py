"""What was done on this screen, one after the other, so that Ctrl+Z takes it back and Ctrl+Y does it again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from venue_desk.domain.acts import Act
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from venue_desk.desk import Desk

KEPT = 200
"""Edits one can go back."""

Verb = Callable[[Act], Saved[Any]]


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of a service: what is told of it, how it is done again, what it wrote, and in which month if in one."""

    told: str
    verb: Verb
    saved: Saved[Any]
    month: date | None = None


class Edits:
    """Two stacks. What a service refuses is raised to the caller and changes neither."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def do(self, told: str, verb: Verb, month: date | None = None) -> Saved[Any]:
        """Do it now; what was undone before can no longer be done again."""
        edit = Edit(told, verb, verb(self._desk.act()), month)
        if edit.saved.audit_ids:
            self._done = [*self._done, edit][-KEPT:]
            self._undone.clear()
        return edit.saved

    def undo(self) -> Edit | None:
        """Take the last one back."""
        if not self._done:
            return None
        edit = self._done[-1]
        self._desk.undo(self._desk.act(), edit.saved)
        self._undone.append(self._done.pop())
        return edit

    def redo(self) -> Edit | None:
        """Do the last one undone again."""
        if not self._undone:
            return None
        edit = self._undone[-1]
        saved = edit.verb(self._desk.act())
        self._done.append(replace(self._undone.pop(), saved=saved))
        return edit

    def is_last(self, saved: Saved[Any]) -> bool:
        """Whether nothing was done since."""
        return bool(self._done) and self._done[-1].saved is saved

    def take_back(self, saved: Saved[Any]) -> None:
        """One that is not the last, if nothing since has touched what it wrote."""
        self._desk.undo(self._desk.act(), saved)
        self._done = [edit for edit in self._done if edit.saved is not saved]
