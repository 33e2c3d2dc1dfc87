"""请村民自己点: the villager's own press records the rating; a bad one leads the desk to what is to be mended."""

from functools import partial
from typing import TYPE_CHECKING

from ui.rating_window import RatingAsk, RatingWindow
from venue_desk.domain.calendar import short_date
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Rating, Step
from venue_desk.services.surnames import surname_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.entry import Entries
    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved


class VillagerRating:
    """Opens the window over the desk; what was pressed is told at the desk when it is gone."""

    def __init__(
        self,
        desk: "Desk",
        shell: "Shell",
        view: "RegisterView",
        entries: "Entries",
        show: "Callable[[Case], object]",
    ) -> None:
        self._desk, self._shell, self._view, self._entries, self._show = desk, shell, view, entries, show

    def ask(self, case: Case) -> None:
        """The five squares, for this case."""
        done: list[Saved[Case]] = []
        asked = RatingAsk(item=case.item_name, surname=surname_of(case.applicant))
        window = RatingWindow(asked, partial(self._rate, case, done), self._view.window())
        window.closed.connect(lambda: self._tell(done))
        window.show()

    def _rate(self, case: Case, done: "list[Saved[Case]]", rating: Rating) -> str | None:
        entry = StepEntry(step=Step.RATE, rating=rating)
        if not self._view.panel.attempt(lambda: done.append(self._desk.cases.take(self._desk.act(), case, entry))):
            return None
        return f"我们会在{self._until(done[0].record)}整改，再回访您。" if rating.bad else "您的评价记下了。"

    def _tell(self, done: "list[Saved[Case]]") -> None:
        if not done:
            return
        saved, case = done[0], done[0].record
        self._show(case)
        mend = f"，{self._until(case)}整改" if case.mend_by else ""
        about = f"{case.applicant} {case.item_name} {case.rating.label if case.rating else ''}"
        self._shell.toast(f"已记评价：{about}{mend}", undo=lambda: self._entries.undo(saved))

    def _until(self, case: Case) -> str:
        return f"{short_date(case.mend_by, self._desk.act().today)}以前" if case.mend_by else ""
