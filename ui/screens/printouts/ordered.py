"""Papers ordered where their record lies (a receipt from its case): nothing is asked here, the order came along."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.kit.empty_state import Emptiness
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.lines import Line, LineChooser
from venue_desk.domain.printouts import Order

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk


class OrderedElsewhere(Asking):
    """`order` in what another screen says is what is printed; `words` says of what."""

    who: LineChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("印这一份")
        self._order: Order | None = None

    def order(self, kind: str) -> Order | None:
        return self._order if self._order is not None and self._order.paper.value == kind else None

    def begin_anew(self) -> None:
        self.arrive({})

    def arrive(self, about: Mapping[str, Any]) -> None:
        self._order = about.get("order")
        self.who.show_lines([Line(about.get("words", "选中的一份"), "", True)] if self._order else [], picked=True)

    def nothing(self, kind: str) -> Emptiness:
        del kind
        return Emptiness(
            "printer", "这种纸从它自己的画面里印", "打开要印的那一条，点「打印」；印过的在印发登记里补印。"
        )
