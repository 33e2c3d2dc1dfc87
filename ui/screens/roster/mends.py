"""The buttons that mend a finding: the one who suits best, another one, 找人替班, 准假; or the screen where it is mended."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from ui.kit.finding_line import Mend
from venue_desk.domain.findings import Finding, Severity
from venue_desk.domain.roster import Role, RosterFacts, Slot
from venue_desk.domain.roster_rules import Placed, fitting, placed

if TYPE_CHECKING:
    from ui.screen import Shell
    from ui.screens.roster.leaves_page import LeavesPage
    from ui.screens.roster.place_pages import PlacePages

ELSEWHERE: dict[str, tuple[str, str, dict[str, object]]] = {
    "roster.no_lead": ("去定带班", "cadres", {}),
    "roster.unpublished": ("去导入", "settings", {"page": "holidays"}),
}
"""Verb, screen and what it is told."""


class RosterMends:
    """Of the drawn month. `fill` puts a cadre into a place, `choose` opens the choice over it."""

    def __init__(
        self,
        shell: "Shell",
        leaves: "LeavesPage",
        places: "PlacePages",
        fill: Callable[[Slot, UUID], object],
        choose: Callable[[Slot], object],
    ) -> None:
        self._shell, self._leaves, self._places, self._fill, self._choose = shell, leaves, places, fill, choose
        self._facts: RosterFacts | None = None
        self._where: Placed | None = None

    def show_month(self, facts: RosterFacts) -> None:
        """Which month the screen has drawn."""
        self._facts, self._where = facts, placed(facts)

    def __call__(self, finding: Finding) -> Sequence[Mend]:
        """What is offered against it."""
        if finding.code in ELSEWHERE:
            verb, screen, about = ELSEWHERE[finding.code]
            return (Mend(verb, partial(self._shell.go, screen, **about)),)
        slot = slot_of(finding.field)
        if slot is None or self._facts is None:
            return ()
        if finding.code == "roster.leave_asked":
            return (*self._of_leave(self._facts, slot), *self._of_place(self._facts, slot, needed=False, others=False))
        return self._of_place(self._facts, slot, needed=finding.severity is Severity.MUST)

    def _of_place(self, facts: RosterFacts, slot: Slot, *, needed: bool, others: bool = True) -> tuple[Mend, ...]:
        """Whoever suits best, another; `needed`: if none suits, somebody must be found all the same."""
        best = next((each for each in fitting(facts, slot, self._where) if each.id != facts.on(slot)), None)
        other = (Mend("另选", partial(self._choose, slot)),) if others else ()
        if best is not None:
            verb = f"换成{best.name}" if facts.on(slot) else f"排{best.name}"
            return (Mend(verb, partial(self._fill, slot, best.id)), *other)
        return (Mend("找人替班", partial(self._places.stand_in, slot)), *other) if needed else other

    def _of_leave(self, facts: RosterFacts, slot: Slot) -> tuple[Mend, ...]:
        cadre_id = facts.on(slot)
        leave = self._leaves.waiting_for(cadre_id, slot.day) if cadre_id else None
        if leave is None:
            return ()
        return (Mend("准假", partial(self._leaves.approve, leave)), Mend("不准", partial(self._leaves.refuse, leave)))


def slot_of(key: str) -> Slot | None:
    """The place that a finding names in its field; None for one about the whole month or about a cadre."""
    parts = key.split("/")
    if len(parts) != len(("day", "shift", "role", "place")):
        return None
    day, shift, role, place = parts
    return Slot(date.fromisoformat(day), shift, Role(role), int(place))
