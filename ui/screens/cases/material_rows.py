"""The materials of a service item, changed in place: two lines a material, Enter walks through them, ↑↓ from one to the next."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from unicodedata import normalize

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.choice_box import ChoiceBox
from ui.kit.editor import Editor
from ui.kit.field_ticks import check_box
from ui.kit.fields import Field
from ui.kit.labels import Text
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.spacing import column, row
from venue_desk.domain.catalogue import Material, MaterialForm, material_of

KEYS = "回车到下一格　↑↓换一样　Alt+↑↓挪位置"
FORMS = tuple((form, form.label) for form in MaterialForm)
_FORM, _COPIES = 132, 48
"""px at 100 %: the room of 原件和复印件, and of a figure."""


class MaterialRow(QFrame):
    """One material: name, form and copies; below, where it comes from, what is looked at, whether it must be, whether it is given back."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, material: Material, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.name, self.copies = _line("名称"), _line("份数")
        self.source, self.check = _line("来源"), _line("审查要点")
        self.source.setPlaceholderText("来源，例如 申请人自备")
        self.check.setPlaceholderText("审查要点")
        self.copies.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.form = ChoiceBox("原件还是复印件")
        self.required, self.returned = check_box("必须"), check_box("退还")
        self.required.setToolTip("没有它就办不了")
        self.returned.setToolTip("看过或用完要还给村民的原件")
        self._drop = Button("去掉这一样", self.dropped.emit, kind="quiet-icon", icon="close")
        self._drop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with the keyboard one empties the name
        self._lay_out()
        self.put(material)
        for line in (self.name, self.copies, self.source, self.check):
            line.textChanged.connect(self.changed)
        for box in (self.required, self.returned):
            box.toggled.connect(self.changed)
        self.form.picked.connect(lambda _: self.changed.emit())

    def put(self, material: Material) -> None:
        """Show it."""
        self.name.setText(material.name)
        self.form.offer(FORMS, material.form)
        self.copies.setText(str(material.copies))
        self.source.setText(material.source)
        self.check.setText(material.check)
        self.required.setChecked(material.required)
        self.returned.setChecked(material.returned)

    def material(self) -> Material:
        """As it stands; a figure that cannot be read counts as none, which the rules refuse."""
        return Material(
            name=self.name.text().strip(), form=MaterialForm(str(self.form.value())), copies=self._count() or 0,
            required=self.required.isChecked(), source=self.source.text().strip(), check=self.check.text().strip(),
            returned=self.returned.isChecked(),
        )  # fmt: skip

    def controls(self) -> tuple[QWidget, ...]:
        """In the order in which Enter walks."""
        return (self.name, self.form, self.copies, self.source, self.check, self.required, self.returned)

    def problem(self) -> str:
        """What cannot be read."""
        if self.name.text().strip() and self._count() is None:
            return f"「{self.name.text().strip()}」的份数请写一个整数。"
        return ""

    def _count(self) -> int | None:
        text = normalize("NFKC", self.copies.text().strip())
        return int(text) if text.isdecimal() else None

    def _lay_out(self) -> None:
        look = theme.current()
        self.form.setFixedWidth(look.px(_FORM))
        self.copies.setFixedWidth(look.px(_COPIES))
        first, second = row(gap=8), row(gap=8)
        first.addWidget(self.name, 1)
        for widget in (self.form, self.copies, Text("份", "meta"), self._drop):
            first.addWidget(widget)
        second.addWidget(self.source, 2)
        second.addWidget(self.check, 3)
        for box in (self.required, self.returned):
            second.addWidget(box)
        lines = column(self, gap=6, insets="8 6 8 6")
        lines.addLayout(first)
        lines.addLayout(second)


class MaterialRowsEditor(Editor):
    """The rows, and below them the line that adds one. An emptied name takes its row away on saving."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.rows: list[MaterialRow] = []
        self.another = LineEdit(self)
        self.another.setPlaceholderText("再加一样，写名称按回车")
        self.another.setAccessibleName(f"{field.label}，{KEYS}")
        self.another.textChanged.connect(self.changed)
        self._shelf = column(gap=8)
        box = column(self, gap=8)
        box.addLayout(self._shelf)
        box.addWidget(self.another)

    def control(self) -> QLineEdit:
        return self.another

    def value(self) -> object:
        """What is still in the line counts: nothing typed is lost."""
        typed = self.another.text().strip()
        last = (Material(name=typed),) if typed else ()
        return (*(each for row in self.rows if (each := row.material()).name), *last)

    def set_value(self, value: object) -> None:
        self._show(value if isinstance(value, tuple) else ())

    def text(self) -> str:
        lines = [asdict(row.material()) for row in self.rows]
        return json.dumps([lines, self.another.text()], ensure_ascii=False) if lines or self.another.text() else ""

    def set_text(self, text: str) -> None:
        lines, typed = json.loads(text) if text else ([], "")
        self._show([material_of(line) for line in lines])
        self.another.setText(typed)

    def problem(self) -> str:
        return next((problem for row in self.rows if (problem := row.problem())), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: the next place; ↑↓: the same place of another material; with Alt the material itself moves."""
        key, focused = event.key(), QApplication.focusWidget()
        at = next((n for n, each in enumerate(self.rows) if focused is not None and each.isAncestorOf(focused)), -1)
        if key in ENTERS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key in ENTERS and at >= 0 and focused is not None:
            self._go_on(at, focused)
        elif key in ENTERS and self.another.text().strip():
            self._add()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.rows:
            self._step(
                at,
                1 if key == Qt.Key.Key_Down else -1,
                carried=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier),
            )
        else:
            event.ignore()

    # within

    def _show(self, materials: Sequence[Material]) -> None:
        for old in self.rows:
            self._shelf.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = []
        for each in materials:
            self._put_row(each)

    def _put_row(self, material: Material) -> MaterialRow:
        made = MaterialRow(material, self)
        made.changed.connect(self.changed)
        made.dropped.connect(lambda: self._drop(made))
        self.rows.append(made)
        self._shelf.addWidget(made)
        self.setTabOrder(made.controls()[-1], self.another)
        return made

    def _add(self) -> None:
        """Its form is asked next: the name is there."""
        made = self._put_row(Material(name=self.another.text().strip()))
        self.another.clear()
        made.form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, gone: MaterialRow) -> None:
        self.rows.remove(gone)
        self._shelf.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self.another.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _go_on(self, at: int, focused: QWidget) -> None:
        controls = self.rows[at].controls()
        place = controls.index(focused) + 1 if focused in controls else len(controls)
        if place < len(controls):
            self._enter(controls[place])
        else:
            self._enter(self.rows[at + 1].name if at + 1 < len(self.rows) else self.another)

    def _step(self, at: int, by: int, *, carried: bool) -> None:
        """From the adding line ↑ leads into the last material; ↓ from the last one leads out to it."""
        to = (at if at >= 0 else len(self.rows)) + by
        if carried and at >= 0 and 0 <= to < len(self.rows):
            moved = self.rows.pop(at)
            self.rows.insert(to, moved)
            self._shelf.insertWidget(to, moved)
            self.changed.emit()
        elif not carried and 0 <= to < len(self.rows):
            focused = QApplication.focusWidget()
            controls = self.rows[at].controls() if at >= 0 else ()
            place = controls.index(focused) if focused in controls else 0
            self._enter(self.rows[to].controls()[place])
        elif not carried and to == len(self.rows):
            self._enter(self.another)

    def _enter(self, control: QWidget) -> None:
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()


def _line(name: str) -> LineEdit:
    line = LineEdit()
    line.setAccessibleName(name)
    return line
