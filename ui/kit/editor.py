"""What every kind of field has in common: a value, the text as typed, and a border that tells of a finding."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.fields import Field
from ui.kit.finding_line import STATES, Mends
from ui.kit.labels import set_property
from venue_desk.domain.findings import Finding, Severity


class Editor(QWidget):
    """A field's control. `value` is what a service takes, `text` what a draft keeps; each can be put back."""

    changed = Signal()
    finished = Signal()
    """Enter was used up inside, by picking from a list: go on to the next field."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field

    def control(self) -> QWidget:
        """The widget that takes the focus, has the border, and is what the label names."""
        raise NotImplementedError

    def value(self) -> object:
        """None where nothing, or nothing readable, was typed."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """A value of the kind, or None for blank."""
        raise NotImplementedError

    def text(self) -> str:
        """As typed, readable or not."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Exactly as it was typed."""
        raise NotImplementedError

    def problem(self) -> str:
        """The sentence to show if the text cannot be read, else ""."""
        return ""

    def echo(self) -> str:
        """What the typed text is taken for, shown beside the label while typing."""
        return ""

    def show_severity(self, severity: Severity | None) -> None:
        """A border in red, in amber, or as usual."""
        set_property(self.control(), "state", STATES[severity] if severity else "")

    def take_findings(self, findings: Sequence[Finding], mends: Mends) -> Sequence[Finding]:
        """Show those that are about a part of the control right there; answers the others."""
        del mends
        return findings

    def take_focus(self) -> None:
        """Begin typing here."""
        self.control().setFocus()
