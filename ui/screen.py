"""What a screen is to the window: its topics, its refreshing, its regions; and what the window is to a screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.focus import focus_into
from venue_desk.changes import Topic
from venue_desk.services.unit import glance

if TYPE_CHECKING:
    from ui.style import Appearance
    from ui.tasks import Job, Task
    from venue_desk.desk import Desk


class Shell(Protocol):
    """What a screen may ask of the window; it knows nothing else of it."""

    def toast(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        see: Callable[[], object] | None = None,
        verb: str = "打开",
        icon: str = "done",
    ) -> None:
        """Tell what was done and on whom, with 撤销 and with `verb`, which leads to what was made.

        With the icon "info", why there is nothing to do.
        """

    def announce(self, sentence: str) -> None:
        """Have a screen reader say it."""

    def go(self, key: str, **about: object) -> None:
        """Show another screen; `about` reaches its `arrive`."""

    def back(self) -> None:
        """From a page, or from a screen that has no place in the rail, to where the cadre was sent from."""

    def look_for(self, text: str) -> None:
        """As if it had been typed after Ctrl+K."""

    def leave_search(self) -> None:
        """What was looked for is dealt with: the cursor back to where it was before Ctrl+K."""

    def open_page(self, page: "Screen") -> None:
        """Lay a page over the screen (a print page, a record at large type); Esc or ← comes back."""

    def close_page(self) -> None:
        """Back to the screen under the page, to the field one came from."""

    def appearance(self) -> "Appearance":
        """Theme and size of type as chosen."""

    def dress(self, appearance: "Appearance") -> None:
        """Another theme or size of type, at once and from now on."""

    def recall(self, name: str) -> str:
        """A small wish of whoever uses this PC, "" if none was kept."""

    def keep(self, name: str, text: str) -> None:
        """Keep it until next time."""

    def sign_in_again(self, told: str) -> None:
        """Give up this window for the page where one signs in, which says why."""

    def read(self, name: str, read: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Read beside the window what takes a moment; of what is asked under one name only the last is answered."""

    def run(self, job: "Job") -> "Task":
        """Start a long job in its own process; closing the window stops it."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure in the rail: red when something is overdue or due today, quiet when it is merely today's work."""

    number: int
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """A screen as data: one line in SCREENS. `group` is a caption of the rail, "" its foot.

    A screen that is only ever reached from another one (printing) is not `in_rail`: Esc and ← lead back.
    """

    key: str
    title: str
    group: str
    icon: str
    make: "Callable[[Desk, Shell], Screen]"
    count: "Callable[[Desk], Count | None] | None" = None
    in_rail: bool = True


class Screen(QWidget):
    """A page of the stack. Hidden ones only mark themselves stale, and read again when they are shown."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True

    def refresh(self) -> None:
        """Read the facts again; what is picked or half typed stays."""

    def topics_changed(self, topics: frozenset[Topic]) -> None:
        """Something was committed: read again now if one looks at it, else when one does."""
        if topics & self.TOPICS:
            self._stale = True
            self._catch_up()

    def minute_passed(self, *, quarter: bool, free: bool) -> None:
        """With a quarter of an hour a day, a night, a shift may have turned: read again once nothing is being typed."""
        self._stale = self._stale or quarter
        if free:
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Become current before one sees it."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._read()

    def _read(self) -> None:
        # Before reading, not after: a refresh that fails is told once, not at every glance.
        self._stale = False
        with glance():
            self.refresh()

    def arrive(self, **about: object) -> None:
        """Another screen sent the cadre here, about a record or an act."""

    def regions(self) -> Sequence[QWidget]:
        """The regions F6 steps through, in reading order: filters, table, panel."""
        return ()

    def settle(self) -> None:
        """Put the cursor where work on this screen begins: the first region, unless it knows better."""
        for region in self.regions():
            focus_into(region)
            return

    def tour_states(self) -> Mapping[str, Callable[[], object]]:
        """Named states worth a picture beside the first one: name → how to get there."""
        return {}
