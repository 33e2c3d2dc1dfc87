"""Asked only before what cannot be undone: a sheet inside the panel, with the verb on the button and the cursor on the way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.kit.labels import Prose
from ui.kit.line_edit import ENTERS
from ui.kit.spacing import column, row
from venue_desk.domain.findings import Finding, should


class ConfirmSheet(QWidget):
    """What will happen, line by line; what cannot be taken back, on amber; the verb, and 先不 with the cursor on it.

    `form` asks for what the act needs to know, such as why a household is closed; it is shown between.
    """

    def __init__(
        self,
        what: Sequence[str],
        final: str,
        verb: str,
        act: Callable[[], object],
        leave: Callable[[], object],
        form: Form | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.verb = Button(verb, act, kind="danger")
        self.back = Button(f"先不{verb}", leave)
        box = column(self, gap=12)
        for sentence in what:
            box.addWidget(Prose(sentence))
        box.addWidget(FindingLine(should("confirm.final", "", final), tinted=True))
        if form is not None:
            box.addWidget(form)
            form.save_requested.connect(self.verb.click)
            form.left.connect(leave)
        foot = row(gap=8)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.verb)
        box.addLayout(foot)
        box.addStretch(1)

    def take_focus(self) -> None:
        """The safe way has it."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """At the fields of the form; answers those without a field."""
        return self.form.show_findings(findings) if self.form is not None else tuple(findings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus and nothing else."""
        focused = self.focusWidget()
        if event.key() in ENTERS and isinstance(focused, Button):
            focused.click()
        else:
            event.ignore()
