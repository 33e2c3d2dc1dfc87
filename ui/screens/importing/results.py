"""看结果: what each row would do, by outcome; below it the one red button, and after it what was done and the way back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.kit.announce import announce
from ui.kit.buttons import Button
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.filters import FilterBar, State
from ui.kit.finding_line import FindingLine, Mend
from ui.kit.icons import IconLabel
from ui.kit.job_card import JobCard
from ui.kit.labels import ElidedText, Prose
from ui.kit.record_sheet import RecordSheet
from ui.kit.sources import ListSource
from ui.kit.spacing import column, row
from ui.kit.wrapped_cell import WrappedCell
from ui.screens.importing.columns import ALL, COLUMNS, CONTENT, Told, counts, source
from ui.screens.importing.undo_question import undo_question
from venue_desk.domain.findings import Finding
from venue_desk.domain.imported import Import
from venue_desk.domain.importing import Outcome, Plan

STALE = "import.stale"
SAFE = "先备份再写，导入以后可以整次撤销。"
NOTHING = Emptiness("file", "表里没有可导入的行。", "请看看表头的行对不对，列名对上没有。")
STATES = (State(ALL, "全部"), *(State(outcome.value, outcome.label) for outcome in Outcome))


class Results(QWidget):
    """The right side. It asks for nothing itself: its buttons are told."""

    wanted = Signal()
    errors_wanted = Signal()
    undo_wanted = Signal(object)
    list_wanted = Signal()
    look_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        self._done: Import | None = None
        self.filters = FilterBar(STATES)
        self.sheet = RecordSheet(COLUMNS, ListSource[Told]([], key=lambda t: t.place), "行", self.filters, NOTHING)
        self._cell = WrappedCell(self.sheet.table, lambda t: t.content, lambda t: t.reminder)
        self.sheet.table.setItemDelegateForColumn(CONTENT, self._cell)
        self._missing = EmptyState.of(NOTHING)
        self.stack = QStackedWidget()
        self.notice, self._told = _Notice(), QFrame()
        self._told_words = Prose("", "meta", "ink")
        self._against = column(gap=4)
        self.job = JobCard()
        self.hint = ElidedText(SAFE, "hint")
        self.errors = Button("存下要改的行", self.errors_wanted.emit, icon="export")
        self.primary = Button("导入", self.wanted.emit, kind="primary", icon="import")
        self._lay_out()
        self.filters.changed.connect(lambda _: self._show_rows())
        self.sheet.table.picked.connect(self._picked)
        self.notice.see.clicked.connect(self.list_wanted)
        self.notice.undo.clicked.connect(lambda: self.undo_wanted.emit(self._done))

    def show_plan(self, plan: Plan | None, findings: Sequence[Finding]) -> None:
        """Another dry run; without a plan what the columns still leave open."""
        self.plan, self._done = plan, None
        self.notice.hide()
        self.show_findings(())
        if plan is None:
            sentence = "".join(finding.sentence for finding in findings)
            self._missing.say(Emptiness("must", "还看不出每行是谁的什么。", sentence))
        else:
            self.filters.show_counts(counts(plan))
            self._show_rows()
            self.sheet.show_foot(plan.passed or f"共 {len(plan.rows)} 行", "")
        self.stack.setCurrentWidget(self._missing if plan is None else self.sheet)
        self.filters.setEnabled(plan is not None)
        self.look_ready()

    def show_done(self, record: Import, screen: str) -> None:
        """What was done, in place, with the way back."""
        self._done = record
        self.notice.say(record, self.plan, screen)
        self.notice.show()
        self.stack.setCurrentWidget(self.sheet if self.plan else self._missing)
        self.look_ready()
        announce(self, self.notice.words())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What stood against it, in place until it is mended."""
        while (item := self._against.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            mends = [Mend("再看一遍", self.look_again.emit)] if finding.code == STALE else []
            self._against.addWidget(FindingLine(finding, mends, tinted=True))
        if findings:
            announce(self, findings[0].sentence)

    def ask_undo(self, record: Import, undo: Callable[[], object]) -> None:
        """What will happen, and what cannot be taken back."""
        before = self.stack.currentWidget()
        answered = partial(self._answered, before)
        sheet = undo_question(record, partial(answered, undo), partial(answered, lambda: None))
        frame = QFrame()
        frame.setProperty("role", "card")
        column(frame, insets="20 14 20 14").addWidget(sheet)
        self.stack.addWidget(frame)
        self.stack.setCurrentWidget(frame)
        sheet.take_focus()

    def look_ready(self) -> None:
        """What can be done now."""
        plan, done = self.plan, self._done is not None
        writes = plan is not None and plan.writes
        self.primary.setText(f"导入 {plan.amount}" if plan and writes else "导入")
        self.primary.setVisible(not done)
        self.primary.setEnabled(writes and not self.job.busy())
        self.errors.setVisible(bool(plan and plan.refused))
        self.hint.setText(_why_not(plan) if plan and not writes else "" if done else SAFE)

    def take_focus(self) -> None:
        """On what can be done next."""
        if self.notice.isVisible():
            self.notice.see.setFocus()
        elif self.primary.isVisible() and self.primary.isEnabled():
            self.primary.setFocus()
        elif self.plan is not None:
            self.sheet.take_focus()

    def _answered(self, before: QWidget, act: Callable[[], object]) -> None:
        frame = self.stack.currentWidget()
        self.stack.setCurrentWidget(before)
        self.stack.removeWidget(frame)
        frame.deleteLater()
        act()

    def _show_rows(self) -> None:
        if self.plan is not None:
            self.sheet.show_source(source(self.plan, self.filters.filtering()))
            self._picked(self.sheet.table.picked_row())

    def _picked(self, told: Told | None) -> None:
        """What was cut off in the row is written out below the table."""
        whole = self._cell.cut_off(told, self.sheet.table.columnWidth(CONTENT)) if told is not None else ""
        self._told_words.setText(whole)
        self._told.setVisible(bool(whole))

    def _lay_out(self) -> None:
        self._told.setProperty("role", "sunk")
        column(self._told, insets="14 8 14 8").addWidget(self._told_words)
        self._told.hide()
        self.notice.hide()
        self.stack.addWidget(self.sheet)
        self.stack.addWidget(self._missing)
        foot = row(gap=12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.errors)
        foot.addWidget(self.primary)
        box = column(self, gap=12)
        for widget in (self.notice, self.stack, self._told):
            box.addWidget(widget, 1 if widget is self.stack else 0)
        box.addLayout(self._against)
        box.addWidget(self.job)
        box.addLayout(foot)


class _Notice(QFrame):
    """What was done: stands where it was begun until another file is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("state", "ok")
        self._fact, self._meta = ElidedText("", "fact"), Prose("", "meta")
        self.see, self.undo = Button("", kind="row"), Button("撤销整次导入", kind="row")
        body = row(self, gap=12, insets="14 8 14 8")
        body.addWidget(IconLabel("done", "jade", 20))
        words = column(gap=0)
        words.addWidget(self._fact)
        words.addWidget(self._meta)
        body.addLayout(words, 1)
        body.addWidget(self.see)
        body.addWidget(self.undo)

    def say(self, record: Import, plan: Plan | None, screen: str) -> None:
        """How much of it was brought in, and how to go on."""
        rest = "没导入的可以存下来，改好再导。" if record.refused else ""
        self._fact.setText(f"已导入 {plan.amount}" if plan else "已导入")
        self._meta.setText(f"{record.sentence}。{rest}")
        self.see.setText(f"看{screen}")

    def words(self) -> str:
        """For the screen reader."""
        return f"{self._fact.text()}。{self._meta.text()}"


def _why_not(plan: Plan) -> str:
    if not plan.rows:
        return "表里没有可导入的行。"
    return "每一行都要先改好。" if len(plan.refused) == len(plan.rows) else "没有要导入的：和本站登记的一样。"
