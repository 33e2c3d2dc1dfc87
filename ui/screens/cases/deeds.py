"""What is done to a case from its page: the next step in red, the others beside it, each a small form or a press."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from ui.entry import Entries, Entry
from ui.kit.finding_line import Mend
from ui.kit.verb import Verb
from ui.screens.cases.appointments_tab import went_words
from ui.screens.cases.receipt import print_paper
from ui.screens.cases.steps import AT_ONCE, Around, step_entry, step_form
from ui.screens.cases.villager_rating import VillagerRating
from venue_desk.domain.case_appointments import waiting
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Step
from venue_desk.domain.findings import Finding
from venue_desk.domain.identity import show_phone
from venue_desk.services.case_files import CaseFile
from venue_desk.services.revealing import reveal

if TYPE_CHECKING:
    from ui.kit.register import RegisterView
    from ui.screen import Shell
    from venue_desk.desk import Desk

ORDER = (
    Step.WENT, Step.AMEND, Step.RESUME, Step.HAND_IN, Step.FINISH, Step.COLLECT, Step.NOTIFY, Step.RETURN_ORIGINAL, Step.RATE,
    Step.MEND, Step.ARCHIVE, Step.URGE, Step.ASK_AMENDMENT, Step.APPOINT, Step.MOVE, Step.BRING_BACK, Step.EXTEND,
    Step.CHANGE_AGENT, Step.SUSPEND, Step.WITHDRAW, Step.TERMINATE, Step.REFUSE,
)  # fmt: skip
"""As one looks for them: what goes on with the case, then what holds it up, then what ends it."""

WORDS = {Step.RETURN_ORIGINAL: "归还签收"}
ICONS = {
    Step.HAND_IN: "truck", Step.FINISH: "check", Step.COLLECT: "edit", Step.NOTIFY: "phone", Step.URGE: "bell",
    Step.RETURN_ORIGINAL: "return", Step.RATE: "chat", Step.ARCHIVE: "folder", Step.AMEND: "check", Step.RESUME: "play",
    Step.WENT: "walk", Step.APPOINT: "calendar",
}  # fmt: skip
TOLD = {
    Step.ASK_AMENDMENT: "已记待补正", Step.AMEND: "材料补齐了", Step.HAND_IN: "已送交", Step.MOVE: "已转出",
    Step.BRING_BACK: "已取回", Step.FINISH: "已办结", Step.COLLECT: "已领取", Step.RATE: "已记评价", Step.ARCHIVE: "已归档",
    Step.REFUSE: "已记不予受理", Step.WITHDRAW: "已撤回", Step.SUSPEND: "已中止", Step.RESUME: "接着办了",
    Step.TERMINATE: "已终止", Step.EXTEND: "已延期", Step.APPOINT: "约好了", Step.CHANGE_AGENT: "已换代办员",
    Step.RETURN_ORIGINAL: "已归还", Step.MEND: "已记整改",
}  # fmt: skip


class CaseDeeds:
    """The verbs of one case; `show` opens a case's page after what was done to it."""

    def __init__(
        self,
        desk: "Desk",
        shell: "Shell",
        view: "RegisterView",
        entries: Entries,
        show: "Callable[[Case], object]",
    ) -> None:
        self._desk, self._shell, self._view, self._entries, self._show = desk, shell, view, entries, show
        self._by_villager = VillagerRating(desk, shell, view, entries, show)

    def primary(self, file: CaseFile) -> Verb | None:
        """The next step."""
        return self._verb(file.next, file) if file.next in file.allowed and file.next else None

    def others(self, file: CaseFile) -> list[Verb]:
        """Whatever else may be done, the likeliest nearest to the red button."""
        steps = [step for step in ORDER if step in file.allowed and step is not file.next]
        verbs = [self._verb(step, file) for step in steps]
        if Step.RATE in file.allowed and file.case.rating is None:
            place = steps.index(Step.RATE) if Step.RATE in steps else 0
            verbs.insert(place, Verb("请村民自己点", partial(self._by_villager.ask, file.case), icon="smiley"))
        if len(file.taken) > 1:
            verbs.append(Verb(Step.TAKE_BACK.label, partial(self._take_back, file), icon="undo"))
        return [*verbs, Verb("印单据", partial(print_paper, self._shell, file.case), icon="printer")][::-1]

    def take(self, step: Step, file: CaseFile) -> None:
        """Take a step: at once, or by its form."""
        if step in AT_ONCE:
            self._take_at_once(step, file)
        else:
            self._ask(step, file)

    def go_on(self, file: CaseFile, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        _, step, _ = draft.split(".", 2)
        if step in file.allowed:
            self._ask(Step(step), file)

    def reveal(self, record: Any, field: str) -> str:
        """The whole value, after the looking was written down."""
        return reveal(self._desk.act(), record, field)

    # within

    def _verb(self, step: Step, file: CaseFile) -> Verb:
        return Verb(WORDS.get(step, step.label), partial(self.take, step, file), icon=ICONS.get(step, ""))

    def _ask(self, step: Step, file: CaseFile) -> None:
        case, around = file.case, self._around()
        form = step_form(step, file, around)
        word = WORDS.get(step, step.label)
        self._entries.open(
            Entry(
                key=f"case.{step}.{case.id}", title=word, verb=word, fields=form.fields, values=form.values,
                save=lambda act, values: self._desk.cases.take(act, case, step_entry(step, values, around)),
                told=lambda taken: f"{TOLD[step]}：{taken.applicant} {taken.item_name}",
                note=form.note, then=self._show, mends=partial(self._mends, file),
            )
        )  # fmt: skip
        self._view.panel.mends = partial(self._mends, file)

    def _take_at_once(self, step: Step, file: CaseFile) -> None:
        case = file.case
        if step is Step.URGE:
            self._do(step, case, partial(self._urged, case))
        elif step is Step.NOTIFY:
            self._do(step, case, partial(self._notified, case))
        elif step is Step.WENT:
            self._do(step, case, partial(went_words, case, waiting(file.appointments)[0], self._desk.act().today))
        else:
            self._do(step, case, lambda: f"{TOLD[step]}：{case.applicant} {case.item_name}")

    def _do(self, step: Step, case: Case, told: "Callable[[], str]") -> None:
        done: list[Any] = []
        if self._view.panel.attempt(
            lambda: done.append(self._desk.cases.take(self._desk.act(), case, StepEntry(step=step)))
        ):
            self._show(done[0].record)
            self._shell.toast(told(), undo=lambda: self._entries.undo(done[0]))

    def _urged(self, case: Case) -> str:
        """The phone of where it lies, to be rung; no villager's number."""
        point = self._desk.network.get(self._desk.act(), case.point_id) if case.point_id else None
        whom = case.with_whom or case.place
        if point is None or not point.phone:
            return f"已记催办。{whom}的电话还没登记，在「网络」里添上就能直接拨"
        QGuiApplication.clipboard().setText(point.phone)
        return f"已记催办。{whom}的电话 {show_phone(point.phone)} 已复制"

    def _notified(self, case: Case) -> str:
        """A villager's number is masked everywhere: taking it along is looking at it, and is written down."""
        if not case.phone:
            return f"已记通知。{case.applicant}没留电话，请托人带话"
        QGuiApplication.clipboard().setText(self.reveal(case, "phone"))
        return f"已记通知。{case.applicant}的电话已复制，已记入查看记录"

    def _take_back(self, file: CaseFile) -> None:
        case, done = file.case, list[Any]()
        self._view.panel.mends = partial(self._mends, file)
        if self._view.panel.attempt(lambda: done.append(self._desk.cases.take_back(self._desk.act(), case))):
            self._show(done[0].record)
            _, _, besides = self._desk.cases.get(self._desk.act(), case.id).steps[-1].note.partition("。")
            told = f"已撤销上一步：{case.applicant} {case.item_name}"
            self._shell.toast(f"{told}。{besides}" if besides else told)

    def _mends(self, file: CaseFile, finding: Finding) -> list[Mend]:
        if finding.code == "case.held":
            return [Mend("归还签收", partial(self._ask, Step.RETURN_ORIGINAL, file))]
        if finding.code == "case.in_batch":
            return [Mend("看那一次", partial(self._shell.go, "cases", tab="deliveries", batch_id=finding.subject))]
        return []

    def _around(self) -> Around:
        station = self._desk.act().station_id
        agents = [cadre for cadre in self._desk.cadres.serving(station) if cadre.is_agent]
        return Around(points=self._desk.network.rows(station), agents=agents)
