"""自动排班: planned beside the window, shown as 之前→之后 in the month and in figures, and written only when it is taken."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.kit.facts import Sections
from ui.kit.job_card import JobCard
from ui.kit.labels import Prose
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screens.roster.deeds import Deeds
from ui.screens.roster.place_pages import said
from venue_desk.domain.planning import Move, Plan
from venue_desk.domain.roster import RosterFacts
from venue_desk.domain.roster_fairness import FairRow

if TYPE_CHECKING:
    from venue_desk.domain.planning import MonthPlan

MOVES_MAX = 40
"""So many changes are listed; the month shows them all."""


class PlanPage:
    """Of the drawn month. `redraw` draws it as planned, or as it is again."""

    def __init__(self, deeds: Deeds, redraw: Callable[[], object]) -> None:
        self._deeds, self._desk, self._redraw = deeds, deeds.desk, redraw
        self._facts: RosterFacts | None = None
        self._plan: Plan | None = None
        self._page: QWidget | None = None

    def show_month(self, facts: RosterFacts) -> None:
        """Which month the screen has drawn."""
        self._facts = facts

    def start(self) -> None:
        """Plan it; what is locked, served or done by a stand-in stays."""
        if self._facts is None:
            return
        self._plan = None
        month = self._facts.month
        task = self._desk.planner.task(self._desk.act(), month)
        card, holder = JobCard(), QWidget()
        box = column(holder)
        box.addWidget(card)
        box.addStretch(1)
        card.finished.connect(lambda plan: self._planned(holder, plan))
        card.failed.connect(self._deeds.tell)
        card.follow(self._deeds.shell.run(self._desk.planner.job(task)), f"正在排{month.month}月")
        self._page = holder
        self._deeds.side.show_form(PanelPage(title="自动排班", meta=f"{month.month}月", content=holder))

    def planned(self) -> "MonthPlan | None":
        """What is shown and not yet taken, of the drawn month."""
        if self._plan is None or self._facts is None or not self._is_shown():
            return None
        return next((month for month in self._plan.months if month.month == self._facts.month), None)

    # within

    def _is_shown(self) -> bool:
        page = self._deeds.side.panel.page
        return self._deeds.side.is_page() and page is not None and page.content is self._page

    def _planned(self, holder: QWidget, plan: Plan) -> None:
        """Shown only where one waited for it: whoever went on to something else is not disturbed."""
        if self._page is not holder or not self._is_shown() or self._facts is None:
            return
        self._plan = plan
        self._page = page = self._described(self._facts, plan)
        nothing = not plan.moves
        self._deeds.side.show_form(
            PanelPage(
                title="自动排班",
                meta=f"{self._facts.month.month}月",
                content=page,
                note="看好了再采用" if not nothing else "和现在排的一样",
                verbs=(Verb("不用", self._deeds.side.leave),),
                primary=Verb("采用", self._take, icon="check", off="和现在排的一样" if nothing else ""),
            )
        )
        self._redraw()

    def _take(self) -> None:
        plan = self._plan
        if plan is None:
            return
        told = f"已采用自动排的班，改了 {len(plan.moves)} 处"
        if self._deeds.in_panel(told, lambda act: self._desk.roster.take_plan(act, plan.assignments)):
            self._plan = None
            self._deeds.side.leave()

    def _described(self, facts: RosterFacts, plan: Plan) -> QWidget:
        page = Sections()
        page.add("", Prose(plan.sentence))
        if plan.gaps:
            page.add("没有办法排的", _told(plan.gap_sentences))
        for month in plan.months:
            page.add("谁值几班", Lines(_counts(month.before.rows, month.after.rows)))
        if plan.moves:
            page.add(f"改动 {len(plan.moves)} 处", _moves(facts, plan.moves))
        return page


def _told(sentences: Sequence[str]) -> QWidget:
    shown = QWidget()
    box = column(shown, gap=8)
    for sentence in sentences:
        box.addWidget(Prose(sentence, "meta", "red"))
    return shown


def _counts(before: Sequence[FairRow], after: Sequence[FairRow]) -> list[Line]:
    was: dict[UUID, int] = {row.cadre.id: row.month.shifts for row in before}
    return [
        Line(fact=row.cadre.name, right=_turned(str(was.get(row.cadre.id, 0)), str(row.month.shifts)))
        for row in after
    ]  # fmt: skip


def _moves(facts: RosterFacts, moves: Sequence[Move]) -> QWidget:
    order = {(run.day, run.name): number for number, run in enumerate(facts.runs)}
    moves = sorted(moves, key=lambda move: (order[move.slot.day, move.slot.shift], move.slot.role, move.slot.place))
    lines = [
        Line(
            fact=f"{said(move.slot)}　{move.slot.role.label}",
            meta=_turned(_name(facts, move.before), _name(facts, move.after)),
        )
        for move in moves[:MOVES_MAX]
    ]  # fmt: skip
    shown = QWidget()
    box = column(shown)
    box.addWidget(Lines(lines))
    if len(moves) > MOVES_MAX:
        box.addWidget(Prose(f"还有 {len(moves) - MOVES_MAX} 处，值班表里标了绿底。", "meta"))
    return shown


def _turned(before: str, after: str) -> str:
    return f"{before} → {after}" if before != after else after


def _name(facts: RosterFacts, cadre_id: UUID | None) -> str:
    return facts.name(cadre_id) if cadre_id else "空着"
