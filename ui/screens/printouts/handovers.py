"""交接班单: which handover, the latest first."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from ui.kit.empty_state import Emptiness
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.lines import Line, LineChooser
from venue_desk.domain.calendar import short_date
from venue_desk.domain.handover import Handover, HandoverOrder, HandoverState

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

OFFERED = 30


class HandoverAsking(Asking):
    """One that was signed at least by who gave."""

    who: LineChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("印哪一次")
        self.who.changed.connect(self.changed)

    def order(self, kind: str) -> HandoverOrder | None:
        del kind
        picked = self.who.picked()
        return HandoverOrder(handover_id=picked) if picked is not None else None

    def arrive(self, about: Mapping[str, Any]) -> None:
        self._show(about.get("handover_id"))

    def refresh(self) -> None:
        self._show(self.who.picked())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        go = partial(self.shell.go, "handover")
        return Emptiness("paper", "还没有签过字的交接", "交班人签了字，这里就能印交接单。", "去交接班", go)

    def _show(self, picked: UUID | None) -> None:
        act = self.desk.act()
        rows = self.desk.handover.rows(act.station_id, limit=OFFERED)
        found = [row.turn.handover for row in rows if row.turn.handover is not None]
        if picked is not None and picked not in {each.id for each in found}:
            found.insert(0, self.desk.handover.get(act, picked))
        signed = [each for each in found if each.state is not HandoverState.OPEN]
        self.who.show_lines([self._line(each) for each in signed], picked)

    def _line(self, handover: Handover) -> Line:
        sealed = handover.state is HandoverState.SEALED
        day = short_date(handover.from_day, self.desk.act().today)
        return Line(f"{day} {handover.turn}", "已封存" if sealed else "等人接", handover.id)
