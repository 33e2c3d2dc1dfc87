"""导入Excel: choose a table, see how it is understood and what each row would do, bring it in, take it back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QEvent, QStandardPaths
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ui import theme
from ui.dropping import TABLES, FileDrop
from ui.kit.buttons import Button
from ui.kit.labels import ElidedText, Text
from ui.kit.line_edit import ENTERS
from ui.kit.segmented import Segmented
from ui.kit.spacing import PAGE, column, row
from ui.kit.step_line import StepLine
from ui.screen import Screen
from ui.screens.importing import samples
from ui.screens.importing.first_rows import FirstRows
from ui.screens.importing.results import Results
from ui.screens.importing.saving import Saving
from ui.screens.importing.start import StartPage
from ui.screens.importing.table_card import TableCard
from ui.screens.importing.work import ImportWork
from venue_desk.changes import Topic
from venue_desk.domain.findings import Finding
from venue_desk.domain.imported import Import, ImportRow
from venue_desk.domain.importing import DryRun, ImportKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.screen import Shell
    from venue_desk.desk import Desk

KINDS = ((ImportKind.HOUSEHOLDS, "农户"), (ImportKind.ENTITLEMENTS, "补贴"), (ImportKind.CADRES, "干部"))
SCREENS = {
    ImportKind.HOUSEHOLDS: ("households", {}, "农户"),
    ImportKind.ENTITLEMENTS: ("policies", {"tab": "entitlements"}, "补贴明细"),
    ImportKind.CADRES: ("cadres", {}, "干部"),
}
STEPS = ("选文件", "对列名", "看结果", "导入")
CHOOSE, MATCH, LOOK, BRING_IN, DONE = range(5)
PARTS = (("columns", "对列名"), ("results", "看结果"))
_LEFT, _ANY = 404, (1 << 24) - 1


class ImportingScreen(Screen):
    """One table at a time. It stays as it is while one does other things."""

    TOPICS: ClassVar = frozenset(
        {Topic.HOUSEHOLDS, Topic.ENTITLEMENTS, Topic.CADRES, Topic.POLICIES, Topic.STATIONS, Topic.IMPORTS}
    )

    def __init__(self, desk: "Desk", shell: "Shell") -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._kind = ImportKind.HOUSEHOLDS
        self._file: Path | None = None
        self._run: DryRun | None = None
        self._done: Import | None = None
        self._looking = self._again = False
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        self.back = Button("返回", shell.back, kind="quiet-icon", icon="arrow-left", keys="Esc")
        self.steps, self._name = StepLine(STEPS), ElidedText("", "meta")
        self.kinds = Segmented(KINDS, self._kind, name="导入什么")
        self.parts = Segmented(PARTS, "columns", name="看哪一半")
        self.start, self.table = StartPage(), TableCard()
        self.first, self.results = FirstRows(), Results()
        self._work, self.saving = ImportWork(desk, shell), Saving(desk, shell, self)
        self._body, self._left, self._right = QStackedWidget(), QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.start.show_kind(self._kind)

    # --- Screen

    def refresh(self) -> None:
        """What was imported before; a dry run is made anew, since it holds only for the data it saw."""
        act = self._desk.act()
        self.start.show_past(self._desk.imports.past(act), act.today, self._ask_undo_past)
        if self._run is not None and self._done is None and not self.results.job.busy():
            self._look()

    def arrive(self, **about: object) -> None:
        """`kind` says what is brought in, `file` which table; a dry run of that kind that is open stays open."""
        kind = ImportKind(str(about.get("kind", self._kind)))
        if kind is not self._kind or self._done is not None:
            self._begin(kind)
        if "file" in about:
            self.choose(cast("Path", about["file"]))
        self.refresh()
        self._stale = False

    def regions(self) -> "Sequence[QWidget]":
        """For F6."""
        if self._body.currentIndex() == 0:
            return (self.start.place, self.start.past)
        return (self.table, self.results.sheet.table, self.results.primary)

    def settle(self) -> None:
        """On choosing a file; on the red button once there is something to bring in."""
        if self._body.currentIndex() == 0:
            self.start.button.setFocus()
        else:
            self.results.take_focus()

    def tour_states(self) -> "Mapping[str, Callable[[], object]]":
        """A dry run of a table made by hand, and a file that cannot be read; nothing is brought in."""
        if not samples.FOLDER.is_dir():
            return {}
        return {
            "table": lambda: self.choose(samples.roster()),
            "subsidies": lambda: self.arrive(kind=ImportKind.ENTITLEMENTS, file=samples.subsidies()),
            "refused": lambda: self.choose(samples.old_kind()),
        }

    # --- the file

    def choose(self, file: Path) -> None:
        """Look at this table; nothing of it is decided yet."""
        self._begin(self._kind)
        self._file, self._folder = file, str(file.parent)
        station = self._desk.act().station_id
        self.table.begin([row.policy.name for row in self._desk.policies.rows(station, self._desk.act().today)])
        self._look()

    def _ask_file(self) -> None:
        kinds = f"表格 ({' '.join(f'*{suffix}' for suffix in TABLES)})"
        chosen, _ = QFileDialog.getOpenFileName(self, "选文件", self._folder, kinds)
        if chosen:
            self.choose(Path(chosen))

    def _begin(self, kind: ImportKind) -> None:
        self._kind, self._file, self._run, self._done = kind, None, None, None
        self.kinds.choose(kind)
        self.start.show_kind(kind)
        self._show_start()

    def _kind_picked(self, kind: object) -> None:
        file = self._file
        self._begin(cast("ImportKind", kind))
        if file is not None:
            self.choose(file)

    def _save_blank(self) -> None:
        self.saving.ask_blank(self._kind, self._folder, self.start.show_findings)

    def _save_errors(self) -> None:
        if self.results.plan is not None:
            self.saving.ask_errors(self.results.plan, self._folder, self.results.show_findings)

    # --- looking

    def _look(self) -> None:
        """One look at a time: what was decided meanwhile is looked at next."""
        if self._file is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        card = self.start.job if self._run is None else self.results.job
        self._work.look(self._file, self._kind, self.table.choice, card, self._looked, self._not_read)
        self.results.look_ready()

    def _looked(self, run: DryRun) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self._look()
            return
        first, self._run, self._done = self._run is None, run, None
        self.table.show_run(run, self._desk.act().today.year)
        self.first.show_rows(self._kind, run.reading.first)
        self.results.show_plan(run.plan, run.reading.findings)
        self._name.setText(run.reading.file)
        self._body.setCurrentIndex(1)
        self.steps.go_to(MATCH if run.plan is None else LOOK)
        if first:
            self._show_part("columns" if run.plan is None else "results")
            if self.isVisible():
                self.settle()

    def _not_read(self, findings: "Sequence[Finding]") -> None:
        """Said in place; before anything was seen of the table another one is chosen there."""
        self._looking = self._again = False
        if self._run is None:
            self._file = None
            self._show_start()
            self.start.show_findings(findings)
        else:
            self.results.show_findings(findings)
            self.results.look_ready()

    def _stopped(self) -> None:
        self._looking = self._again = False
        if self._run is None:
            self._file = None
        self._set_busy(busy=False)

    # --- bringing in and taking back

    def _bring_in(self) -> None:
        if self._run is None or self._run.plan is None or self.results.job.busy():
            return
        self.results.show_findings(())
        self._work.bring_in(self._run.plan, self.results.job, self._brought_in, self._not_done)
        self._set_busy(busy=True)
        self.steps.go_to(BRING_IN)

    def _brought_in(self, record: Import) -> None:
        self._done = record
        self._set_busy(busy=False)
        self.results.show_done(record, SCREENS[record.kind][2])
        if self.isVisible():
            self.settle()
        amount = self.results.plan.amount if self.results.plan else ""
        self._shell.toast(f"已导入 {amount}：{record.file}", see=partial(self._see_list, record.kind))

    def _not_done(self, findings: "Sequence[Finding]") -> None:
        self._set_busy(busy=False)
        self.results.show_findings(findings)

    def _ask_undo(self, record: Import) -> None:
        self.results.ask_undo(record, partial(self._take_back, record))

    def _take_back(self, record: Import) -> None:
        self.results.show_findings(())
        self._work.take_back(record, self.results.job, self._taken_back, self._not_done)
        self._set_busy(busy=True)

    def _taken_back(self, record: Import) -> None:
        """As before the import: the table can be looked at once more."""
        self._done = None
        self._set_busy(busy=False)
        if self.isVisible():
            self.settle()
        self._shell.toast(f"已撤销整次导入：{record.file}")

    def _ask_undo_past(self, one: ImportRow) -> None:
        self.start.ask_undo(one.record, partial(self._take_back_past, one.record), self.refresh)

    def _take_back_past(self, record: Import) -> None:
        self.refresh()
        self.start.show_findings(())
        self._work.take_back(record, self.start.job, self._taken_back, self.start.show_findings)

    def _see_list(self, kind: ImportKind) -> None:
        screen, about, _ = SCREENS[kind]
        self._shell.go(screen, **about)

    # --- layout

    def _show_start(self) -> None:
        self._name.setText("")
        self._body.setCurrentIndex(0)
        self.steps.go_to(CHOOSE)
        self._measure()

    def _show_part(self, part: str) -> None:
        self.parts.choose(part)
        self._measure()

    def _set_busy(self, *, busy: bool) -> None:
        """While it is written nothing is decided."""
        if busy and self.results.primary.hasFocus():
            self.results.sheet.take_focus()
        for widget in (self.kinds, self.table):
            widget.setEnabled(not busy)
        if self._run is not None and not busy:
            self.steps.go_to(DONE if self._done is not None else MATCH if self._run.plan is None else LOOK)
        self.results.look_ready()

    def _lay_out(self) -> None:
        head = row(gap=12)
        head.addWidget(self.back)
        head.addWidget(Text("导入Excel", "title"))
        head.addWidget(self._name, 1)
        for widget in (self.steps, self.parts, self.kinds):
            head.addWidget(widget)
        column(self._left).addWidget(self.table, 1)
        right = column(self._right, gap=12)
        right.addWidget(self.first)
        right.addWidget(self.results, 1)
        work = QWidget()
        body = row(work, gap=16)
        body.addWidget(self._left)
        body.addWidget(self._right, 1)
        self._body.addWidget(self.start)
        self._body.addWidget(work)
        page = column(self, gap=16, insets=PAGE)
        page.addLayout(head)
        page.addWidget(self._body, 1)
        self._measure()

    def _connect(self) -> None:
        FileDrop(self, self.choose)
        self.start.button.clicked.connect(self._ask_file)
        self.start.template.clicked.connect(self._save_blank)
        self.table.another.clicked.connect(self._ask_file)
        self.table.changed.connect(lambda _: self._look())
        self.kinds.changed.connect(self._kind_picked)
        self.parts.changed.connect(lambda part: self._show_part(str(part)))
        self.results.wanted.connect(self._bring_in)
        self.results.errors_wanted.connect(self._save_errors)
        self.results.undo_wanted.connect(self._ask_undo)
        self.results.list_wanted.connect(lambda: self._see_list(self._kind))
        self.results.look_again.connect(self._look)
        for card in (self.start.job, self.results.job):
            card.stopped.connect(self._stopped)
        for keys, act in (("Ctrl+F", self._find), ("Ctrl+S", self.results.primary.click)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _find(self) -> None:
        self.results.filters.find_line.setFocus()

    def _narrow(self) -> bool:
        return theme.current().narrow_detail or self.window().width() < theme.DETAIL_WIDTH

    def _measure(self) -> None:
        """Side by side, or one half at a time where there is no room for both."""
        look, narrow = theme.current(), self._narrow()
        working = self._body.currentIndex() == 1
        shown = str(self.parts.value())
        self.steps.setVisible(not (narrow and working))
        self.parts.setVisible(narrow and working)
        self._left.setVisible(not narrow or shown == "columns")
        self._right.setVisible(not narrow or shown == "results")
        self.first.setVisible(not narrow)  # what stands in each column is said beside its name too
        self._left.setMinimumWidth(0 if narrow else look.px(_LEFT))
        self._left.setMaximumWidth(_ANY if narrow else look.px(_LEFT))
        self.start.measure(narrow=narrow)
        self.table.measure()
        self.first.measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus: on the red one it brings in."""
        focused = self.focusWidget()
        if event.key() in ENTERS and isinstance(focused, Button) and not focused.isCheckable():
            focused.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
