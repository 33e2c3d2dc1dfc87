"""A field as it stands in a form: label, hint, control, and below it what was found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.editor import Editor
from ui.kit.fields import Field, Kind
from ui.kit.finding_line import FindingLine, Mends, by_weight
from ui.kit.labels import ElidedText, Text
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding


class FieldCell(QWidget):
    """One field. Typing in it takes its findings away: they were about what stood there before."""

    edited = Signal(object)
    """The cell itself."""

    def __init__(self, field: Field, editor: Editor, *, headed: bool = True, parent: QWidget | None = None) -> None:
        """Without its head for a tick among ticks: their words stand behind the box."""
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self.findings: list[Finding] = []
        self._hint = ElidedText("", "hint", parent=self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lines = column(gap=4)
        box = column(self, gap=4)
        if headed:
            box.addLayout(self._head())
        else:
            self._hint.hide()
        box.addWidget(editor)
        box.addLayout(self._lines)
        box.addStretch(1)
        editor.changed.connect(self._edited)
        self.show_hint("")

    def show_hint(self, reckoned: str) -> None:
        """What the text is taken for, or how it was reckoned, or else the field's own hint."""
        self._hint.setText(self.editor.echo() or reckoned or self._standing_hint())

    def show_findings(self, findings: Sequence[Finding], mends: Mends) -> None:
        """These and no others, the weightiest giving the border its colour."""
        self.findings = by_weight(findings)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in self.editor.take_findings(self.findings, mends):
            self._lines.addWidget(FindingLine(finding, mends(finding)))
        self.editor.show_severity(self.findings[0].severity if self.findings else None)
        self.editor.control().setAccessibleDescription("".join(finding.sentence for finding in self.findings))

    def _head(self) -> QHBoxLayout:
        label = Text("" if self.field.kind is Kind.TICK else self.field.label, "label")
        label.setBuddy(self.editor.control())
        head = row(gap=8)
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self._hint)
        return head

    def _standing_hint(self) -> str:
        parts = [self.field.hint, self.field.unit, "必填" if self.field.required and not self.field.hint else ""]
        return "　".join(part for part in parts if part)

    def _edited(self) -> None:
        if self.findings:
            self.show_findings((), lambda _: ())
        self.edited.emit(self)
