"""The left card: which file and sheet, where its header stands, what each column is, and what else may be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.choice_box import ChoiceBox
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Prose, Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.screens.importing.columns_list import ColumnsList
from venue_desk.domain.importing import Choice, Column, DryRun, ImportKind, Meaning, Plan, PolicyColumn, Reading

BY_ROW = "按表里写的"
HEADER_LAST = 60


class TableCard(Card):
    """Every decision makes another Choice, which `changed` tells."""

    changed = Signal(object)

    def __init__(self, policies: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(gap=8, insets="20 12 20 12", parent=parent)
        self.choice = Choice()
        self._policies = policies
        self._reading: Reading | None = None
        self._file, self._rows = ElidedText("", "fact"), ElidedText("", "meta")
        self.another = Button("换文件", kind="row")
        self.sheet = ChoiceBox("哪一张表")
        self.header, self.two_rows = QSpinBox(), QCheckBox("占两行")
        self._known = ElidedText("", "meta")
        self.columns = ColumnsList()
        self.year, self.policy = ChoiceBox("年度"), ChoiceBox("政策")
        self.hamlets, self.hidden = QCheckBox("表里的新社一起建"), QCheckBox("隐藏的行也导入")
        self._made = Prose("", "hint")
        self._sheet_line, self._year_line, self._policy_line = QWidget(), QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def begin(self, policies: Sequence[str]) -> None:
        """Another file: nothing is decided yet."""
        self.choice, self._policies, self._reading = Choice(), policies, None
        for tick in (self.hamlets, self.hidden):
            tick.blockSignals(True)
            tick.setChecked(False)
            tick.blockSignals(False)

    def show_run(self, run: DryRun, this_year: int) -> None:
        """How it is understood, with what was decided."""
        reading = self._reading = run.reading
        fitting = [seen for seen in reading.sheets if seen.name == reading.sheet]
        self._file.setText(reading.file)
        self._rows.setText(f"「{reading.sheet}」{fitting[0].rows if fitting else 0} 行")
        self.sheet.offer([(seen.name, f"{seen.name}（{seen.rows} 行）") for seen in reading.sheets], reading.sheet)
        self._sheet_line.setVisible(len(reading.sheets) > 1)
        self._show_header(reading)
        self.columns.show_columns(reading, self._policies)
        self._show_options(run, this_year)

    def measure(self) -> None:
        """At another size of type."""
        look = theme.current()
        for field, width in ((self.sheet, 268), (self.header, 60), (self.year, 120), (self.policy, 280)):
            field.setFixedWidth(look.px(width))
        self.columns.measure()

    # within

    def _show_header(self, reading: Reading) -> None:
        for control in (self.header, self.two_rows):
            control.blockSignals(True)
        self.header.setValue(reading.header_row)
        self.two_rows.setChecked(reading.header_depth > 1)
        for control in (self.header, self.two_rows):
            control.blockSignals(False)
        seen = [one for one in reading.columns if one.heading or one.samples]
        known = sum(one.column is not None for one in seen)
        self._known.setText(f"{len(seen)} 列，照上次的对" if reading.remembered else f"{len(seen)} 列，认出 {known} 列")

    def _show_options(self, run: DryRun, this_year: int) -> None:
        reading, plan = run.reading, run.plan
        drawn = reading.kind is ImportKind.ENTITLEMENTS
        own = any(isinstance(one.column, PolicyColumn) or one.column is Column.POLICY for one in reading.columns)
        self._year_line.setVisible(drawn)
        self._policy_line.setVisible(drawn and not own)
        if drawn:
            years = sorted({*range(this_year - 10, this_year + 2), reading.year or this_year}, reverse=True)
            self.year.offer([(year, f"{year}年") for year in years], reading.year)
            self.policy.offer([("", BY_ROW), *((name, name) for name in self._policies)], reading.policy)
        self.hamlets.setVisible(reading.kind is ImportKind.HOUSEHOLDS)
        self.hidden.setVisible(bool(self.choice.with_hidden_rows or (plan and plan.table.hidden)))
        self._made.setText(_of_new_hamlets(plan))
        self._made.setVisible(bool(self._made.text()))

    def _decide(self, **said: object) -> None:
        self.choice = replace(self.choice, **said)  # type: ignore[arg-type]  # the fields of Choice by name
        self.changed.emit(self.choice)

    def _pick_columns(self, columns: object) -> None:
        """The header stays where it is: it is these columns that were looked at."""
        if self._reading is not None:
            said = cast("Mapping[int, Meaning | None]", columns)
            self._decide(
                columns=dict(said), sheet=self._reading.sheet,
                header_row=self._reading.header_row, header_depth=self._reading.header_depth,
            )  # fmt: skip

    def _move_header(self) -> None:
        if self._reading is not None:
            depth = 2 if self.two_rows.isChecked() else 1
            self._decide(
                columns=None, sheet=self._reading.sheet, header_row=max(self.header.value(), 1), header_depth=depth
            )

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(IconLabel("file", "ink2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        names = column(gap=0)
        names.addWidget(self._file)
        names.addWidget(self._rows)
        head.addLayout(names, 1)
        head.addWidget(self.another)
        self.body.addLayout(head)
        self.body.addWidget(self._decisions())
        self.body.addWidget(self._made)
        self.body.addWidget(hairline())
        title = row(gap=8)
        title.addWidget(Text("对列名", "card-title"))
        title.addWidget(self._known, 1)
        self.body.addLayout(title)
        self.body.addWidget(scrolled(self.columns), 1)

    def _decisions(self) -> QWidget:
        """One under the other, or side by side where there is room."""
        shelf = QWidget()
        flow = Flow(shelf, gap=16, line_gap=8)
        header = QWidget()
        _captioned(header, "表头在第", self.header)
        cast("QHBoxLayout", header.layout()).addWidget(Text("行", "label"))
        cast("QHBoxLayout", header.layout()).addWidget(self.two_rows)
        _captioned(self._sheet_line, "工作表", self.sheet)
        _captioned(self._year_line, "年度", self.year)
        _captioned(self._policy_line, "政策", self.policy)
        lines = (self._sheet_line, header, self._year_line, self._policy_line, self.hamlets, self.hidden)
        for widget in lines:
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        shelf.setSizePolicy(policy)
        return shelf

    def _connect(self) -> None:
        self.header.setRange(0, HEADER_LAST)
        self.header.setSpecialValueText("—")
        self.header.setAccessibleName("表头在第几行")
        self.header.setKeyboardTracking(False)
        self.header.valueChanged.connect(lambda _: self._move_header())
        self.two_rows.toggled.connect(lambda _: self._move_header())
        self.sheet.picked.connect(lambda name: self._decide(sheet=name, columns=None, header_row=0, header_depth=0))
        self.columns.changed.connect(self._pick_columns)
        self.year.picked.connect(lambda year: self._decide(year=year))
        self.policy.picked.connect(lambda name: self._decide(policy=name))
        self.hamlets.toggled.connect(lambda on: self._decide(create_hamlets=on))
        self.hidden.toggled.connect(lambda on: self._decide(with_hidden_rows=on))


def _of_new_hamlets(plan: Plan | None) -> str:
    """Which are made, or that some could be."""
    if plan is None:
        return ""
    if plan.new_hamlets:
        return f"会新建：{'、'.join(plan.new_hamlets)}"
    unknown = sum(any(finding.code == "import.hamlet" for finding in row.findings) for row in plan.refused)
    may = unknown and plan.kind is ImportKind.HOUSEHOLDS
    return f"有 {unknown} 行的社本站没有。是新的社，就勾上。" if may else ""


def _captioned(line: QWidget, caption: str, field: QWidget) -> None:
    """A short field beside its caption."""
    label = Text(caption, "label")
    label.setBuddy(field)
    box = row(line, gap=8)
    box.addWidget(label)
    box.addWidget(field, 1)
