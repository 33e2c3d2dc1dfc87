"""代办件的单据: which case and which of its papers; and the lists of deliveries."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.kit.choice_box import ChoiceBox
from ui.kit.empty_state import Emptiness
from ui.kit.labels import Text
from ui.kit.spacing import column
from ui.screens.printouts.asking import Asking
from ui.screens.printouts.lines import Line, LineChooser
from venue_desk.domain.calendar import at_station, short_date
from venue_desk.domain.case_listing import CaseFilter, CaseOrder, CaseView
from venue_desk.domain.case_papers import NOTICES, CasePaperOrder, DeliveryOrder, fitting_papers
from venue_desk.domain.cases import Case
from venue_desk.domain.errors import Refused
from venue_desk.domain.printouts import PaperKey

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk

OFFERED = 40
WORDS = {
    PaperKey.CASE_RECEIPT: "受理回执",
    PaperKey.CASE_REGISTER: "登记表",
    PaperKey.AUTHORIZATION: "委托书",
    PaperKey.MATERIALS_MISSING: "材料补正告知书",
    PaperKey.CASE_CLOSING: "办结告知书",
    PaperKey.CASE_REFUSAL: "不予受理告知书",
    PaperKey.CASE_SUSPENSION: "中止办理告知书",
    PaperKey.CASE_RESUMPTION: "续办告知书",
}
"""Every paper a case may come to, in the order in which it is offered."""


class CaseAsking(Asking):
    """One case, the latest accepted first, and the papers that fit it: what its state calls for stands first."""

    who: LineChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("印哪一件的")
        self._cases: dict[UUID, Case] = {}
        self._paper = PaperKey.CASE_RECEIPT
        self.papers = ChoiceBox("哪一种单据")
        which = QWidget()
        box = column(which, gap=4)
        box.addWidget(Text("哪一种单据", "meta"))
        box.addWidget(self.papers)
        self.how = (which,)
        self.who.changed.connect(self._picked)
        self.papers.picked.connect(self._paper_picked)

    def order(self, kind: str) -> CasePaperOrder | None:
        del kind
        picked = self.who.picked()
        return CasePaperOrder(paper=self._paper, case_ids=(picked,)) if picked is not None else None

    def arrive(self, about: Mapping[str, Any]) -> None:
        self._paper = PaperKey(about.get("paper", PaperKey.CASE_RECEIPT))
        wanted: Sequence[UUID] = about.get("case_ids", ())
        self._show(next(iter(wanted), None))

    def refresh(self) -> None:
        self._show(self.who.picked())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        if self.who.picked() is None:
            go = partial(self.shell.go, "cases", new=True)
            return Emptiness("case", "还没有代办件", "村民来办事，登记了就能印回执。", "登记代办", go)
        said = f"这件还没有{WORDS[self._paper]}"
        return Emptiness("paper", said, "走到那一步才有这张单据。换一种单据，或换一件。")

    def _show(self, picked: UUID | None) -> None:
        act = self.desk.act()
        chosen = CaseFilter(today=act.today, view=CaseView.ALL)
        rows = self.desk.cases.page(act.station_id, chosen, CaseOrder.ACCEPTED, descending=True, limit=OFFERED)
        found = {row.case.id: row.case for row in rows}
        if picked is not None and picked not in found and (case := self._older(picked)) is not None:
            found = {picked: case, **found}
        self._cases = found
        lines = [Line(f"{c.applicant} {c.item_name}", "", c.id) for c in found.values()]
        self.who.show_lines(lines, picked)
        self._offer_papers()

    def _older(self, case_id: UUID) -> Case | None:
        """One that is not among the latest; None once its registration was taken back."""
        try:
            return self.desk.cases.get(self.desk.act(), case_id).case
        except Refused:
            return None

    def _offer_papers(self) -> None:
        case = self._cases.get(self.who.picked())
        fitting = fitting_papers(case) if case is not None else (PaperKey.CASE_RECEIPT,)
        rest = [paper for paper in WORDS if paper not in fitting and paper in NOTICES]
        self.papers.offer([(paper, WORDS[paper]) for paper in (*fitting, *rest)], self._paper)

    def _picked(self) -> None:
        self._offer_papers()
        self.changed.emit()

    def _paper_picked(self, paper: PaperKey) -> None:
        self._paper = paper
        self.changed.emit()


class DeliveryAsking(Asking):
    """One delivery, the latest first."""

    who: LineChooser

    def __init__(self, desk: "Desk", shell: "Shell", parent: QObject) -> None:
        super().__init__(desk, shell, parent)
        self.who = LineChooser("印哪一次")
        self.who.changed.connect(self.changed)

    def order(self, kind: str) -> DeliveryOrder | None:
        del kind
        picked = self.who.picked()
        return DeliveryOrder(batch_id=picked) if picked is not None else None

    def arrive(self, about: Mapping[str, Any]) -> None:
        self._show(about.get("batch_id"))

    def refresh(self) -> None:
        self._show(self.who.picked())

    def nothing(self, kind: str) -> Emptiness:
        del kind
        go = partial(self.shell.go, "cases")
        return Emptiness("paper", "还没有送过件", "在民事代办里勾上要送的件，送出以后这里就是送件单。", "去送件", go)

    def _show(self, picked: UUID | None) -> None:
        act = self.desk.act()
        batches = self.desk.deliveries.latest(act.station_id, OFFERED)
        lines = [
            Line(
                f"{short_date(at_station(batch.at).date(), act.today)} {at_station(batch.at):%H:%M}",
                f"{'送' if batch.outward else '取自'}{batch.place}",
                batch.id,
            )
            for batch in batches
        ]
        self.who.show_lines(lines, picked)
